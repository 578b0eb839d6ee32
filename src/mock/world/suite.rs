//! Third-party suites of WeCom: their calls, and what WeCom and companies cause (企业微信文档《第三方应用开发 / 应用授权》).

use serde_json::{Value, json};

use super::{Acted, MAX_ACCOUNTS, MAX_ID_BYTES, World};
use crate::mock::call::{HandlerReply, HandlerResult, MockCall};
use crate::mock::errmsg::ApiError;
use crate::mock::pushes::NewPush;
use crate::mock::state::company::NAME;
use crate::mock::state::suite::Suite;
use crate::mock::state::token::{LIFETIME_SECONDS, TokenStatus};

/// The path prefix of the interfaces for service providers.
pub(super) const SERVICE_PREFIX: &str = "/cgi-bin/service/";
/// The acts that concern a suite.
pub(super) const SUITE_ACTIONS: [&str; 5] =
    ["suite_ticket", "create_auth", "change_auth", "cancel_auth", "reset_permanent_code"];
/// The company that authorizes a suite if none is named.
const SAMPLE_CORPID: &str = "wwabcdef1234567890";
/// The lifetime of a `pre_auth_code`, in seconds.
const PRE_AUTH_S: u64 = 1200;

/// Returns whether the mock has state for an interface; the others are answered as all without state are.
pub(super) fn serves_suites(name: &str) -> bool {
    [
        "get_suite_token",
        "get_pre_auth_code",
        "set_session_info",
        "get_permanent_code",
        "v2/get_permanent_code",
        "get_corp_token",
        "get_auth_info",
        "v2/get_auth_info",
    ]
    .contains(&name)
}

/// Returns the key of a suite's app in a company.
fn app_key(suite: &str, corpid: &str) -> String {
    super::work_key(corpid, &format!("suite\n{suite}"))
}

fn text<'a>(body: &'a Value, name: &str) -> &'a str {
    body[name].as_str().unwrap_or_default()
}

impl World {
    /// Answers a call of an interface for service providers.
    pub(super) fn suite_call(&mut self, name: &str, call: &MockCall<'_>) -> HandlerResult {
        let is_get = name == "get_pre_auth_code";
        if (call.method == "GET") != is_get {
            return Err(ApiError::new(if is_get { 43001 } else { 43002 }));
        }
        let body: Value = if is_get {
            Value::Null
        } else {
            serde_json::from_slice(call.body).map_err(|_| ApiError::new(47001))?
        };
        if name == "get_suite_token" {
            return self.suite_token(&body, call);
        }
        let token = call.value("suite_access_token").ok_or(ApiError::new(41022))?;
        let status = |suite: &Suite| suite.tokens.status(token, call.now_ms);
        let owner = self.suites.iter().find_map(|(id, suite)| Some((id.clone(), status(suite)?)));
        let id = match owner {
            Some((id, TokenStatus::Valid)) => id,
            Some(_) => return Err(ApiError::new(42009)),
            None => return Err(ApiError::new(40082)),
        };
        let suite = self.suites.entry(id.clone()).or_default();
        match name {
            "get_pre_auth_code" => Ok(HandlerReply::Json(json!({
                "errcode": 0, "errmsg": "ok", "pre_auth_code": suite.pre_auth_code(&id), "expires_in": PRE_AUTH_S,
            }))),
            "set_session_info" if text(&body, "pre_auth_code").is_empty() => {
                Err(ApiError::saying(40058, "missing pre_auth_code"))
            }
            "set_session_info" => Ok(HandlerReply::ok()),
            "get_permanent_code" | "v2/get_permanent_code" => self.permanent_code(&id, &body, call),
            _ => {
                let (corpid, code) = (text(&body, "auth_corpid"), text(&body, "permanent_code"));
                if code.is_empty() {
                    return Err(ApiError::new(41025));
                }
                if !suite.companies.contains_key(corpid) {
                    return Err(ApiError::new(40013));
                }
                if !suite.has_permanent_code(&id, corpid, code) {
                    return Err(ApiError::new(40084));
                }
                if name == "get_corp_token" {
                    let token = self.app_token(&id, corpid, call.now_ms)?;
                    let (errcode, errmsg) = (0, "ok");
                    return Ok(HandlerReply::Json(json!({
                        "errcode": errcode, "errmsg": errmsg, "access_token": token, "expires_in": LIFETIME_SECONDS,
                    })));
                }
                let mut reply = authorized(corpid);
                (reply["errcode"], reply["errmsg"]) = (json!(0), json!("ok"));
                Ok(HandlerReply::Json(reply))
            }
        }
    }

    /// `POST /cgi-bin/service/get_suite_token`: any suite and any secret are known.
    fn suite_token(&mut self, body: &Value, call: &MockCall<'_>) -> HandlerResult {
        let (id, secret) = (text(body, "suite_id"), text(body, "suite_secret"));
        let ticket = text(body, "suite_ticket");
        if id.is_empty() {
            return Err(ApiError::new(41021));
        }
        if secret.is_empty() {
            return Err(ApiError::new(41024));
        }
        if ticket.is_empty() {
            return Err(ApiError::new(41023));
        }
        if self.rules.secret.as_ref().is_some_and(|own| own.expose() != secret) {
            return Err(ApiError::new(40080));
        }
        let is_new = !self.suites.contains_key(id);
        if id.len() > MAX_ID_BYTES || (is_new && self.suites.len() >= MAX_ACCOUNTS) {
            return Err(ApiError::new(40083));
        }
        let suite = self.suites.entry(id.to_owned()).or_default();
        if !suite.takes_ticket(id, ticket, call.now()) {
            return Err(ApiError::new(40085));
        }
        let token = suite.tokens.issue(false, call.now_ms, &mut self.dice);
        let (token, seconds) = (json!(token), json!(LIFETIME_SECONDS));
        Ok(HandlerReply::Json(json!({
            "errcode": 0, "errmsg": "ok", "suite_access_token": token, "expires_in": seconds,
        })))
    }

    /// `POST /cgi-bin/service/get_permanent_code`
    fn permanent_code(&mut self, id: &str, body: &Value, call: &MockCall<'_>) -> HandlerResult {
        let code = text(body, "auth_code");
        if code.is_empty() {
            return Err(ApiError::saying(40058, "missing auth_code"));
        }
        let sample = self.rules.appid.clone().filter(|id| id.starts_with("ww"));
        let sample = sample.unwrap_or_else(|| SAMPLE_CORPID.to_owned());
        let suite = self.suites.entry(id.to_owned()).or_default();
        let corpid = suite.use_code(id, code, &sample, call.now()).ok_or(ApiError::new(40078))?;
        let permanent = suite.authorize(id, &corpid);
        let token = self.app_token(id, &corpid, call.now_ms)?;
        let mut reply = json!({
            "errcode": 0, "errmsg": "ok", "permanent_code": permanent, "access_token": token,
            "expires_in": LIFETIME_SECONDS,
        });
        if let (Some(reply), Value::Object(more)) = (reply.as_object_mut(), authorized(&corpid)) {
            reply.extend(more);
        }
        reply["auth_user_info"] = json!({ "userid": "zhangsan", "name": "张三", "avatar": "" });
        Ok(HandlerReply::Json(reply))
    }

    /// Returns a new token of a suite's app in a company.
    fn app_token(&mut self, id: &str, corpid: &str, now_ms: u64) -> Result<String, ApiError> {
        let key = app_key(id, corpid);
        let mut dice = std::mem::take(&mut self.dice);
        let token = self.account(&key, corpid).map(|app| app.tokens.issue(false, now_ms, &mut dice));
        self.dice = dice;
        token.ok_or(ApiError::new(-1))
    }

    /// Lets WeCom push a ticket, or a company authorize the suite, change that, or end it. The error is a sentence about
    /// the invalid value.
    pub(super) fn act_for_suite(
        &mut self,
        action: &str,
        given: &Value,
        now_ms: u64,
    ) -> Result<Acted, String> {
        let due_ms = self.time(now_ms);
        let now = due_ms / 1000;
        let named = given["suite_id"].as_str();
        let id = match (named, self.suites.len()) {
            (Some(id), _) if !id.is_empty() && id.len() <= MAX_ID_BYTES => id.to_owned(),
            (None, 1) => self.suites.keys().next().cloned().unwrap_or_default(),
            _ => return Err("`suite_id` takes the id of a suite".to_owned()),
        };
        if !self.suites.contains_key(&id) && self.suites.len() >= MAX_ACCOUNTS {
            return Err("there are too many suites: reset the mock".to_owned());
        }
        let corpid = given["corpid"].as_str().unwrap_or(SAMPLE_CORPID).to_owned();
        if corpid.is_empty() || corpid.len() > MAX_ID_BYTES {
            return Err("`corpid` takes the id of a company".to_owned());
        }
        let suite = self.suites.entry(id.clone()).or_default();
        let is_further = !matches!(action, "suite_ticket" | "create_auth");
        if is_further && !suite.companies.contains_key(&corpid) {
            return Err(format!(
                "`{corpid}` has not authorized the suite: act `create_auth`, and exchange its code"
            ));
        }
        let mut fields = match action {
            "suite_ticket" => json!({ "SuiteTicket": suite.issue_ticket(now) }),
            "create_auth" => json!({ "AuthCode": suite.issue_code(&corpid, now) }),
            "reset_permanent_code" => {
                json!({ "AuthCode": suite.issue_code(&corpid, now), "AuthCorpId": corpid })
            }
            _ => json!({ "AuthCorpId": corpid }),
        };
        if let Some(state) = given["state"].as_str().filter(|_| action == "create_auth") {
            fields["State"] = json!(state);
        }
        if action == "cancel_auth" {
            suite.companies.remove(&corpid);
            // The company's tokens end with its authorization.
            self.accounts.remove(&app_key(&id, &corpid));
        }
        let kind = format!("suite.{action}");
        let push =
            NewPush { kind: kind.clone(), user: corpid, fields, has_samples: true, due_ms, notice: None };
        let number = self.pushes.add(&id, push, self.dice.number());
        Ok(Acted { pushed: vec![json!({ "id": number, "account": id, "kind": kind })], ..Acted::default() })
    }
}

/// Returns what is told of a company and its authorization.
fn authorized(corpid: &str) -> Value {
    json!({
        "auth_corp_info": {
            "corpid": corpid, "corp_name": NAME, "corp_type": "verified", "corp_square_logo_url": "",
            "corp_user_max": 200, "corp_agent_max": 0, "corp_full_name": NAME, "subject_type": 1,
            "corp_scale": "1-50人", "corp_industry": "IT服务", "corp_sub_industry": "计算机软件/硬件/信息服务",
        },
        "auth_info": {
            "agent": [{
                "agentid": 1, "name": "示例应用", "round_logo_url": "", "square_logo_url": "",
                "auth_mode": 0, "is_customized_app": false,
                "privilege": {
                    "level": 1, "allow_party": [1], "allow_user": ["zhangsan"], "allow_tag": [],
                    "extra_party": [], "extra_user": [], "extra_tag": [],
                },
            }],
        },
    })
}

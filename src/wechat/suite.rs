//! The tokens of a third-party suite of WeCom: its ticket, its token, the permanent codes of companies, and the tokens of
//! their apps (企业微信文档《第三方应用开发 / 应用授权》).

use serde_json::{Value, json};

use super::client::WeChat;
use super::error::{WechatError, refused};
use super::tokens::{Token, TokenName};
use super::{Body, Call};
use crate::api::{Auth, Host, Method};
use crate::config::Key;
use crate::secret::Secret;

/// The kinds of what is stored of a suite.
pub(crate) const SUITE_TICKET: &str = "suite_ticket";
/// See [`SUITE_TICKET`].
pub(crate) const SUITE_TOKEN: &str = "suite_access_token";
/// See [`SUITE_TICKET`].
pub(crate) const PERMANENT_CODE: &str = "permanent_code";
/// The validity of a ticket, in seconds; WeCom pushes a new one every 10 minutes.
const TICKET_S: u64 = 30 * 60;
/// The time for which a permanent code is stored, in seconds: it is valid until the company removes the app.
const CODE_S: u64 = 10 * 365 * 86_400;

impl WeChat<'_> {
    /// Returns the suite's id, if one is configured.
    pub(super) fn suite_id(&self) -> Result<Option<String>, WechatError> {
        Ok(self.deps.settings.text(Key::SuiteId)?.map(|id| id.trim().to_owned()))
    }

    /// Returns whether the app is one of a suite in a company: it has no secret of its own.
    pub(super) fn is_of_suite(&self) -> Result<bool, WechatError> {
        let has_secret = self.deps.settings.get(Key::Corpsecret)?.is_some();
        Ok(!has_secret && !self.is_mock() && self.suite_id()?.is_some())
    }

    /// Returns the suite's id and secret.
    fn suite(&self) -> Result<(String, Secret), WechatError> {
        let missing = |key| WechatError::NoCredential { key, of_mock: self.is_mock() };
        let id = self.suite_id()?.ok_or(missing(Key::SuiteId))?;
        let secret = self.deps.settings.secret(Key::SuiteSecret)?.ok_or(missing(Key::SuiteSecret))?;
        Ok((id, Secret::new(secret.expose().trim())))
    }

    /// Returns the name under which something of the suite is stored; of a company, if it is one's permanent code.
    pub(crate) fn suite_name(
        &self,
        kind: &'static str,
        corpid: Option<&str>,
    ) -> Result<TokenName, WechatError> {
        let missing = WechatError::NoCredential { key: Key::SuiteId, of_mock: self.is_mock() };
        let id = self.suite_id()?.ok_or(missing)?;
        let base = self.base_name(Host::Work)?;
        Ok(TokenName { base, account: format!("{id}:{}", corpid.unwrap_or("suite")), kind })
    }

    /// Stores something of the suite.
    fn keep(
        &self,
        kind: &'static str,
        corpid: Option<&str>,
        value: &Secret,
        life_s: u64,
    ) -> Result<Token, WechatError> {
        let now_ms = self.now_ms();
        let token = Token { value: value.clone(), expires_ms: now_ms + life_s * 1000, fetched_ms: now_ms };
        self.store()?.write(&self.suite_name(kind, corpid)?, &token).map_err(WechatError::Store)?;
        Ok(token)
    }

    /// Stores a ticket that WeCom pushed.
    pub(crate) fn keep_suite_ticket(&self, ticket: &Secret) -> Result<Token, WechatError> {
        self.keep(SUITE_TICKET, None, ticket, TICKET_S)
    }

    /// Returns the call that exchanges the ticket for the suite's token.
    pub(crate) fn suite_token_call(&self) -> Result<Call, WechatError> {
        let (id, secret) = self.suite()?;
        let ticket = self.stored_token(&self.suite_name(SUITE_TICKET, None)?)?;
        let ticket = ticket.ok_or(WechatError::NoSuiteTicket { of_mock: self.is_mock() })?.value;
        let body =
            json!({ "suite_id": id, "suite_secret": secret.expose(), "suite_ticket": ticket.expose() });
        Ok(service_call("get_suite_token", &body, vec![secret, ticket], None))
    }

    /// Returns the suite's token: the stored one, or a new one.
    pub(crate) async fn suite_token(&self) -> Result<Token, WechatError> {
        let name = self.suite_name(SUITE_TOKEN, None)?;
        self.stored_or_fetched(&name, None, async || {
            let call = self.suite_token_call()?;
            let reply = self.send_with_retries(&call, None, None).await?.map_err(refused)?;
            self.token_of(&reply, SUITE_TOKEN)
        })
        .await
    }

    /// Calls an endpoint of the suite with its token.
    async fn ask_suite(&self, name: &str, body: &Value, hidden: Vec<Secret>) -> Result<Value, WechatError> {
        let token = self.suite_token().await?.value;
        let call = service_call(name, body, hidden, Some(&token));
        let reply = self.send_with_retries(&call, None, None).await?.map_err(refused)?;
        reply.json().ok_or_else(|| self.not_json(&reply))
    }

    /// Returns a code with which a company's administrator begins to install the suite.
    pub(crate) async fn pre_auth_code(&self) -> Result<Value, WechatError> {
        let token = self.suite_token().await?.value;
        let mut call = service_call("get_pre_auth_code", &Value::Null, Vec::new(), Some(&token));
        (call.method, call.body) = (Method::Get, Body::Empty);
        let reply = self.send_with_retries(&call, None, None).await?.map_err(refused)?;
        reply.json().ok_or_else(|| self.not_json(&reply))
    }

    /// Exchanges the code of an authorization for the company's permanent code, which is stored. Returns the answer.
    pub(crate) async fn authorize_suite(&self, code: &str) -> Result<Value, WechatError> {
        let body = json!({ "auth_code": code });
        let reply = self.ask_suite("get_permanent_code", &body, vec![Secret::new(code)]).await?;
        let text =
            |pointer: &str| reply.pointer(pointer).and_then(Value::as_str).filter(|text| !text.is_empty());
        let missing = |member: &str| WechatError::NoMember { member: member.to_owned() };
        let permanent = text("/permanent_code").ok_or_else(|| missing(PERMANENT_CODE))?;
        let corpid = text("/auth_corp_info/corpid").ok_or_else(|| missing("auth_corp_info.corpid"))?;
        self.keep(PERMANENT_CODE, Some(corpid), &Secret::new(permanent), CODE_S)?;
        Ok(reply)
    }

    /// Returns a new token of the suite's app in a company that has authorized it.
    pub(super) async fn corp_token(&self, corpid: &str) -> Result<Token, WechatError> {
        let stored = self.stored_token(&self.suite_name(PERMANENT_CODE, Some(corpid))?)?;
        let code = stored.ok_or_else(|| WechatError::NoPermanentCode(corpid.to_owned()))?.value;
        let body = json!({ "auth_corpid": corpid, "permanent_code": code.expose() });
        let token = self.suite_token().await?.value;
        let call = service_call("get_corp_token", &body, vec![code], Some(&token));
        let reply = self.send_with_retries(&call, None, None).await?.map_err(refused)?;
        self.token_of(&reply, "access_token")
    }
}

/// Returns a call of an endpoint for service providers.
fn service_call(name: &str, body: &Value, mut hidden: Vec<Secret>, token: Option<&Secret>) -> Call {
    let query = token.map(|token| (SUITE_TOKEN.to_owned(), token.expose().to_owned()));
    hidden.extend(token.cloned());
    Call {
        method: Method::Post,
        host: Host::Work,
        path: format!("/cgi-bin/service/{name}"),
        query: query.into_iter().collect(),
        body: Body::Json(body.to_string()),
        token: Auth::None,
        hidden,
        headers: Vec::new(),
        sealing: None,
        platform: None,
        // The code of an authorization works once.
        is_sent_once: name == "get_permanent_code",
    }
}

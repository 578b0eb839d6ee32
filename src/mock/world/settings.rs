//! The settings and the state of the mock as JSON, for the control API.

use serde_json::{Value, json};

use super::{Acted, ROBOT_ID, World};
use crate::mock::call::MockCall;
use crate::mock::pushes::NewPush;
use crate::mock::rules::Rules;
use crate::mock::state::Account;
use crate::mock::state::company::Company;
use crate::mock::state::openid::Openids;

/// The event that tells of new messages to customer service of WeCom.
const KF_EVENT: &str = "work.kf_msg_or_event";

/// The maximum number of followers, and of users who have left, that are shown.
const MAX_SHOWN_USERS: usize = 20;

/// The maximum number of seconds by which a call moves the clock.
const MAX_ADVANCE_S: u64 = 365 * 86_400;

impl World {
    /// Changes the settings that the JSON contains; changes nothing if one is invalid. The error is a sentence about
    /// it.
    pub(crate) fn merge(&mut self, settings: &Value) -> Result<(), String> {
        let settings = settings.as_object().ok_or("an object is wanted")?;
        let mut rules = self.rules.clone();
        let (mut expire, mut advance_s) = (false, 0);
        for (name, value) in settings {
            match name.as_str() {
                "advance_s" => {
                    let seconds = value.as_u64().filter(|&seconds| seconds <= MAX_ADVANCE_S);
                    advance_s = seconds.ok_or("`advance_s` takes seconds up to 31536000")?;
                }
                "expire_tokens" => expire = value.as_bool().ok_or("`expire_tokens` takes true or false")?,
                name => rules.merge(name, value)?,
            }
        }
        // Calls are counted from the one after the change.
        if settings.contains_key("fail") {
            self.calls = 0;
        }
        self.rules = rules;
        self.ahead_ms = self.ahead_ms.saturating_add(advance_s * 1000);
        if expire {
            for account in self.accounts.values_mut() {
                account.tokens.expire();
                account.tickets.expire();
                account.logins.expire();
            }
        }
        Ok(())
    }

    /// Lets a customer write to an account of 微信客服. The error is a sentence about the invalid value.
    pub(super) fn customer_writes(&mut self, act: &Value, now_ms: u64) -> Result<Acted, String> {
        let text = |name: &str| act[name].as_str().filter(|text| !text.is_empty());
        let account = text("open_kfid").ok_or("`open_kfid` takes the id of an account")?;
        let customer = text("external_userid").ok_or("`external_userid` takes the id of a customer")?;
        let message = match (text("text"), act.get("message")) {
            (Some(content), _) => json!({ "msgtype": "text", "text": { "content": content } }),
            (None, Some(message)) => {
                let kind = message["msgtype"].as_str().filter(|kind| message[kind].is_object());
                kind.ok_or("`message` takes an object with `msgtype` and the member that it names")?;
                message.clone()
            }
            (None, None) => return Err("`text` takes a text, or `message` an object".to_owned()),
        };
        let due_ms = self.time(now_ms);
        let now = due_ms / 1000;
        let mut owners = self.companies.values_mut().filter(|own| own.kf.accounts.contains_key(account));
        let company = owners.next().ok_or("no company that has called has this account")?;
        company.kf.receive(account, customer, message, now);
        let fields = json!({ "Token": company.kf.issue_token(now), "OpenKfId": account });
        let (id, kind, user) = (company.id.clone(), KF_EVENT.to_owned(), customer.to_owned());
        let push = NewPush { kind, user, fields, has_samples: true, due_ms, notice: None };
        let number = self.pushes.add(&id, push, self.dice.number());
        let pushed = json!({ "id": number, "account": id, "kind": KF_EVENT });
        Ok(Acted { pushed: vec![pushed], ..Acted::default() })
    }

    /// Returns the settings and the state without secrets.
    pub(crate) fn state(&self, now_ms: u64) -> Value {
        let Rules {
            followers,
            token_overlap_s,
            quotas,
            fail,
            kind,
            deny,
            whitelist,
            publish_status,
            template_status,
            push_after_ms,
            login,
            appid,
            secret,
        } = &self.rules;
        let quotas: serde_json::Map<String, Value> =
            quotas.iter().map(|(path, most)| (path.clone(), json!(most))).collect();
        let accounts: Vec<Value> =
            self.accounts.iter().map(|(key, account)| self.account_shown(key, account, now_ms)).collect();
        json!({
            "followers": followers,
            "token_overlap_s": token_overlap_s,
            "quotas": quotas,
            "fail": fail,
            "kind": kind,
            "deny": deny,
            "whitelist": whitelist,
            "publish_status": publish_status,
            "template_status": template_status,
            "push_after_ms": push_after_ms,
            "login": login,
            "appid": appid,
            "secret": secret.as_ref().map(|_| "***"),
            "ahead_s": self.ahead_ms / 1000,
            "calls": self.calls,
            "pushes": { "undelivered": self.pushes.undelivered(), "dropped": self.pushes.dropped() },
            "accounts": accounts,
            "aibots": self.aibots(),
            "suites": self.suites.iter().map(|(id, suite)| suite.shown(id)).collect::<Vec<_>>(),
            "companies": self.companies.values().map(Company::shown).collect::<Vec<_>>(),
        })
    }

    /// Returns the pushes to bots, each with its account, its time, its state and its outcome.
    pub(crate) fn pushes(&self) -> Value {
        self.pushes.shown()
    }

    /// Returns the messages between accounts and users, of one user or of all.
    pub(crate) fn messages(&self, openid: Option<&str>) -> Value {
        self.accounts.values().flat_map(|account| account.conversation.shown(&account.id, openid)).collect()
    }

    /// Returns the entry of a call that was just answered; `None` if it is not logged, as a download by its link.
    pub(crate) fn logged_call(&self, call: &MockCall<'_>) -> Option<Value> {
        self.log.newest(call.path, self.time(call.now_ms))
    }

    /// Returns the recent calls without secrets.
    pub(crate) fn requests(&self) -> Value {
        self.log.shown()
    }
}

impl World {
    /// Returns the data of an account without secrets.
    fn account_shown(&self, key: &str, account: &Account, now_ms: u64) -> Value {
        let now_ms = self.time(now_ms);
        let mut shown = shown(account, now_ms);
        if key.starts_with("api/") {
            let (people, first) = (&account.people, self.rules.followers);
            let openids = Openids::of(&account.id);
            let user =
                |(index, follows): (u64, bool)| json!({ "openid": openids.at(index), "follows": follows });
            shown["followers"] = json!(people.count(first));
            shown["users"] = people.some(first, MAX_SHOWN_USERS).into_iter().map(user).collect();
        }
        shown
    }
}

fn shown(account: &Account, now_ms: u64) -> Value {
    let mut shown = json!({
        "id": account.id,
        "tokens": account.tokens.alive(now_ms),
        "access_tokens": account.tokens.shown(now_ms),
        "menu": account.menus.shown(),
        "media": account.media.shown(),
        "tags": account.people.shown(),
        "used": account.used.paths(),
        "mini": account.mini.shown(),
    });
    if account.id.starts_with(ROBOT_ID) {
        shown["messages"] = account.robot.shown();
    }
    shown
}

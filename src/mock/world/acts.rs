//! Acts of users by the control API: each decides what the account may send them, and causes the push that WeChat
//! sends about it.

use serde_json::{Value, json};

use super::World;
use super::customers::CUSTOMER_ACTIONS;
use super::suite::SUITE_ACTIONS;
use crate::message::{Family, Platform, catalogue};
use crate::mock::kind::AccountKind;
use crate::mock::pushes::{NewPush, sample_fields, unknown_field};
use crate::mock::rules::Rules;
use crate::mock::state::Account;
use crate::mock::state::code::Code;
use crate::mock::state::contact::UserAction;
use crate::mock::state::conversation::{Message, Sender};
use crate::mock::state::kf::Record;
use crate::mock::state::menu::Tap;
use crate::mock::state::openid::{OpenidOwner, Openids};

/// The pushes of an act.
#[derive(Debug, Default)]
pub(in crate::mock) struct Acted {
    /// The number, the account and the kind of each push.
    pub(in crate::mock) pushed: Vec<Value>,
    /// The reason why there is none.
    pub(in crate::mock) not_pushed: Option<String>,
}

/// The push of an act, or the reason why there is none.
enum Consequence {
    Push(&'static str, Value),
    Nothing(String),
}

/// An act of a user.
struct Act<'a> {
    given: &'a Value,
    openid: &'a str,
    user: u64,
    rules: &'a Rules,
    now_ms: u64,
}

impl World {
    /// Lets a user act. The error is a sentence about the invalid value.
    pub(in crate::mock) fn act(&mut self, given: &Value, now_ms: u64) -> Result<Acted, String> {
        let action = given["action"].as_str();
        match action {
            Some("kf_message") => return self.customer_writes(given, now_ms),
            Some(action) if CUSTOMER_ACTIONS.contains(&action) => {
                return self.act_for_customers(action, given, now_ms);
            }
            Some(action) if SUITE_ACTIONS.contains(&action) => {
                return self.act_for_suite(action, given, now_ms);
            }
            _ => {}
        }
        let known = ["message", "menu", "follow", "unfollow", "scan", "wait"];
        let action = action.filter(|action| known.contains(action));
        let action = action
            .ok_or("`action` takes message, menu, follow, unfollow, scan, wait, kf_message, change_external_contact, change_external_chat, change_external_tag, suite_ticket, create_auth, change_auth, cancel_auth or reset_permanent_code")?
            .to_owned();
        self.each(given, now_ms, |account, act| act.apply(&action, account))
    }

    /// Adds a push of any kind. The error is a sentence about the invalid value.
    pub(in crate::mock) fn push(&mut self, given: &Value, now_ms: u64) -> Result<Acted, String> {
        let word = given["kind"].as_str().ok_or("`kind` takes a kind of `webot send --list`")?;
        let kind = catalogue::kind(word).or_else(|| catalogue::event(word));
        let kind = kind.ok_or_else(|| format!("`{word}` is no kind of `webot send --list`"))?;
        if kind.family == Family::WorkBot {
            return self.push_to_bot(kind, given, now_ms);
        }
        if kind.family.platform() != Platform::Official {
            return Err(format!(
                "`{word}` is not for official accounts and mini-programs: use `webot send {word}`"
            ));
        }
        self.each(given, now_ms, |_, act| Ok(Consequence::Push(kind.name, act.fields())))
    }

    /// Lets a user act towards each account that they know, or towards the one with the given appid.
    fn each(
        &mut self,
        given: &Value,
        now_ms: u64,
        mut apply: impl FnMut(&mut Account, &Act<'_>) -> Result<Consequence, String>,
    ) -> Result<Acted, String> {
        let now_ms = self.time(now_ms);
        let openid = given["openid"].as_str().ok_or("`openid` takes the openid of a follower")?;
        let appid = given["appid"].as_str().map(str::to_owned).or_else(|| self.rules.appid.clone());
        if let Some(appid) = &appid {
            self.know(appid);
        }
        let (mut acted, mut refusal) = (Acted::default(), None);
        let Self { accounts, rules, dice, pushes, .. } = self;
        for (key, account) in accounts.iter_mut().filter(|(key, _)| key.starts_with("api/")) {
            let user = match Openids::of(&account.id).owner(openid) {
                OpenidOwner::Own(user) if appid.as_ref().is_none_or(|appid| key[4..] == **appid) => user,
                _ => continue,
            };
            let act = Act { given, openid, user, rules, now_ms };
            match apply(account, &act).and_then(|consequence| act.checked(consequence)) {
                Err(error) => refusal = Some(error),
                Ok(Consequence::Nothing(reason)) => acted.not_pushed = Some(reason),
                // The push comes from elsewhere, such as `webot send`.
                Ok(Consequence::Push(..)) if given["push"] == false => {
                    acted.not_pushed = Some("`push` is false".to_owned());
                }
                Ok(Consequence::Push(kind, fields)) => {
                    let user = openid.to_owned();
                    let push = NewPush {
                        kind: kind.to_owned(),
                        user,
                        fields,
                        has_samples: true,
                        due_ms: now_ms,
                        notice: None,
                    };
                    let id = pushes.add(&account.id, push, dice.number());
                    acted.pushed.push(json!({ "id": id, "account": account.id, "kind": kind }));
                }
            }
        }
        match refusal {
            _ if !acted.pushed.is_empty() || acted.not_pushed.is_some() => Ok(acted),
            Some(refusal) => Err(refusal),
            None => Err(format!(
                "no account that has called has the follower `{openid}`: name the account with `appid`, or call the API for it first"
            )),
        }
    }
}

impl Act<'_> {
    fn text(&self, name: &str) -> Option<&str> {
        self.given[name].as_str()
    }

    /// Returns the given fields of the push.
    fn fields(&self) -> Value {
        self.given.get("fields").cloned().unwrap_or_else(|| json!({}))
    }

    /// Returns the given fields, with others in front of them, which given ones replace.
    fn fields_with(&self, own: Value) -> Value {
        let mut fields = own;
        if let (Some(fields), Some(given)) = (fields.as_object_mut(), self.fields().as_object()) {
            fields.extend(given.clone());
        }
        fields
    }

    /// Refuses fields that the push does not have.
    fn checked(&self, consequence: Consequence) -> Result<Consequence, String> {
        if !self.fields().is_object() {
            return Err("`fields` takes an object of the push's fields".to_owned());
        }
        if let Consequence::Push(kind, fields) = &consequence
            && let Some(unknown) = catalogue::kind(kind).and_then(|kind| unknown_field(kind, fields))
        {
            return Err(format!(
                "a `{kind}` has no field `{unknown}`: `webot send {kind} --dry-run` shows it"
            ));
        }
        Ok(consequence)
    }

    fn apply(&self, action: &str, account: &mut Account) -> Result<Consequence, String> {
        let first = self.rules.followers;
        let follows = account.people.follows(self.user, first);
        let writes = action == "message" && self.rules.kind == AccountKind::Mini;
        if !follows && !writes && !matches!(action, "follow" | "scan") {
            return Err(format!("`{}` does not follow the account", self.openid));
        }
        match action {
            "message" => self.write(account),
            "menu" => self.tap(account),
            "scan" => self.scan(account, follows),
            "wait" => {
                account.kf.wait(self.user, self.now_ms / 1000);
                Ok(Consequence::Nothing("the user waits for a customer-service account".to_owned()))
            }
            "unfollow" => {
                account.people.set_follows(self.user, first, false);
                Ok(Consequence::Push("unsubscribe", self.fields()))
            }
            _ => {
                account.people.set_follows(self.user, first, true);
                account.contacts.act(self.user, UserAction::Follow, self.now_ms);
                Ok(Consequence::Push("subscribe", self.fields()))
            }
        }
    }

    /// Writes a message to the account.
    fn write(&self, account: &mut Account) -> Result<Consequence, String> {
        let word = self.text("kind").unwrap_or("text");
        let kind = catalogue::kind(word).filter(|kind| kind.family == Family::Message);
        let kind =
            kind.ok_or_else(|| format!("`{word}` is no kind of message: take text, image, voice …"))?;
        let mut fields = sample_fields(kind);
        match self.text("text") {
            Some(text) if kind.name == "text" => fields["Content"] = json!(text),
            Some(_) => return Err(format!("a message of kind `{word}` has no `text`, but `fields`")),
            None => {}
        }
        let fields = self.fields_with(fields);
        account.contacts.act(self.user, UserAction::Message, self.now_ms);
        account.kf.hear(self.user, self.now_ms / 1000);
        account.conversation.add(Message {
            openid: self.openid.to_owned(),
            sender: Sender::User,
            via: "message".to_owned(),
            kind: kind.name.to_owned(),
            content: fields.clone(),
            at_ms: self.now_ms,
        });
        let now = self.now_ms / 1000;
        let Some(worker) = account.kf.taking(self.user, now).map(|session| session.account.clone()) else {
            return Ok(Consequence::Push(kind.name, fields));
        };
        let reason = format!("the customer service session with `{worker}` takes the message");
        let text = fields["Content"].as_str().unwrap_or_default().to_owned();
        if !text.is_empty() {
            let openid = self.openid.to_owned();
            account.kf.record(Record { openid, is_received: true, text, time: now, worker });
        }
        Ok(Consequence::Nothing(reason))
    }

    /// Taps a button of the menu that the user sees.
    fn tap(&self, account: &mut Account) -> Result<Consequence, String> {
        let Some(button) = self.text("button") else {
            account.contacts.act(self.user, UserAction::Menu, self.now_ms);
            return Ok(Consequence::Nothing("`button` names the button: its name or key".to_owned()));
        };
        let menu = account.menus.seen(&account.people.tags_of(self.user));
        let menu = menu.ok_or("the account has no menu: create it with `webot menu push`")?;
        let Tap { kind, fields } = match menu.tapped(button) {
            Some(Ok(tap)) => tap,
            Some(Err(reason)) => return Ok(Consequence::Nothing(reason.to_owned())),
            None => return Err(format!("the menu has no button `{button}`")),
        };
        // Other buttons do not allow the account to write (公众平台文档《客服消息》).
        if matches!(kind, "CLICK" | "scancode_push" | "scancode_waitmsg") {
            account.contacts.act(self.user, UserAction::Menu, self.now_ms);
        }
        Ok(Consequence::Push(kind, self.fields_with(fields)))
    }

    /// Scans a QR code with a scene: a stranger follows by it.
    fn scan(&self, account: &mut Account, follows: bool) -> Result<Consequence, String> {
        let given = ["ticket", "scene", "url"].iter().find_map(|name| match &self.given[*name] {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        });
        let Some(given) = given else {
            account.contacts.act(self.user, UserAction::Scan, self.now_ms);
            let reason = "`scene`, `ticket` or `url` names the QR code";
            return Ok(Consequence::Nothing(reason.to_owned()));
        };
        let code = account.codes.find(&given);
        let code = code.ok_or_else(|| {
            format!("the account has no QR code `{given}`: create it with `webot qrcode create`")
        })?;
        let Code { ticket, scene, ends, .. } = code.clone();
        if ends.is_some_and(|ends| ends <= self.now_ms / 1000) {
            return Err(format!("the QR code `{given}` has expired"));
        }
        let action = if follows { UserAction::Scan } else { UserAction::Follow };
        account.people.set_follows(self.user, self.rules.followers, true);
        account.contacts.act(self.user, action, self.now_ms);
        Ok(if follows {
            Consequence::Push("SCAN", self.fields_with(json!({ "EventKey": scene, "Ticket": ticket })))
        } else {
            let key = format!("qrscene_{scene}");
            Consequence::Push(
                "subscribe_qrscene",
                self.fields_with(json!({ "EventKey": key, "Ticket": ticket })),
            )
        })
    }
}

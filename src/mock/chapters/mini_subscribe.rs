//! Handlers for subscribe messages of mini-programs (微信开放文档《订阅消息》).

use serde_json::{Value, json};

use super::custom::receiver;
use crate::api::{is_mini_page, value_fault};
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::openid::{OpenidOwner, Openids};
use crate::mock::state::template::Template;

handlers! {
    "list" => |account, _| Ok(list(account)),
    "send" => |account, asked| send(account, asked),
    "bizsend" => |account, asked| bizsend(account, asked),
}

/// The type of a template whose consent allows one message.
const ONE_TIME: u64 = 2;

/// `GET /wxaapi/newtmpl/gettemplate`
fn list(account: &Account) -> HandlerReply {
    let shown = |template: &Template| {
        let line = |value: &dyn Fn(&str, &str) -> String| -> String {
            let fields = template.fields.iter();
            let lines: Vec<String> =
                fields.map(|(label, name, example)| format!("{label}:{}\n", value(name, example))).collect();
            lines.concat()
        };
        json!({
            "priTmplId": template.id,
            "title": template.title,
            "content": line(&|name, _| format!("{{{{{name}.DATA}}}}")),
            "example": line(&|_, example| example.to_owned()),
            "type": ONE_TIME,
        })
    };
    let data: Vec<Value> = account.subscribe.list.iter().map(shown).collect();
    HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "data": data }))
}

/// `POST /cgi-bin/message/subscribe/send`
fn send(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let OpenidOwner::Own(user) = Openids::of(&account.id).owner(&asked.text("/touser")) else {
        return Err(ApiError::new(40003));
    };
    let id = asked.text("/template_id");
    let template = account.subscribe.find(&id)?;
    let page = asked.text("/page");
    if !is_mini_page(page.split('?').next().unwrap_or_default()) {
        return Err(ApiError::new(41030));
    }
    check_values(template.fields.iter().map(|(_, name, _)| name.as_str()), asked)?;
    if !account.mini.consents(&id, user) {
        return Err(ApiError::new(43101));
    }
    account.mini.messages += 1;
    let msgid = account.mini.last_msgid();
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "msgid": msgid })))
}

/// Refuses a message in which the value of one of these fields is missing or invalid.
pub(super) fn check_values<'a>(
    names: impl Iterator<Item = &'a str>,
    asked: &CheckedCall<'_>,
) -> Result<(), ApiError> {
    for name in names {
        let value = match asked.body.pointer(&format!("/data/{name}/value")) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        if value.is_empty() || value_fault(name, &value).is_some() {
            let problem = if value.is_empty() { "is empty" } else { "invalid" };
            return Err(ApiError::saying(47003, format!("argument invalid! data.{name}.value {problem}")));
        }
    }
    Ok(())
}

/// `POST /cgi-bin/message/subscribe/bizsend`
fn bizsend(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let user = receiver(account, asked, 43101)?;
    let id = asked.text("/template_id");
    let template = account.subscribe.find(&id)?;
    check_values(template.fields.iter().map(|(_, name, _)| name.as_str()), asked)?;
    if !account.mini.consents(&id, user) {
        return Err(ApiError::new(43101));
    }
    account.mini.messages += 1;
    Ok(HandlerReply::ok())
}

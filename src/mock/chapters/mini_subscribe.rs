//! Handlers for subscribe messages of mini-programs (微信开放文档《订阅消息》).

use serde_json::{Value, json};

use super::custom::receiver;
use crate::api::{is_mini_page, value_fault};
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::openid::{OpenidOwner, Openids};

handlers! {
    "list" => |_, _| Ok(list()),
    "send" => |account, asked| send(account, asked),
    "bizsend" => |account, asked| bizsend(account, asked),
}

/// A field of a template: its label, its name and an example.
type Field = (&'static str, &'static str, &'static str);
/// A template: its ID, its title and its fields.
type Template = (&'static str, &'static str, &'static [Field]);

/// The templates of every account.
const TEMPLATES: [Template; 2] = [
    (
        "9Aw5ZV1j9xdWTFEkqCpZ7mIBbSC34khK55OtzUPl0rU",
        "报名结果通知",
        &[("会议时间", "date2", "2016年8月8日"), ("会议地点", "thing3", "TIT会议室")],
    ),
    (
        "pCpZ7mIBbSC34khK559Aw5ZV1j9xdWTFEkqOtzUPl0r",
        "订单发货通知",
        &[
            ("订单编号", "character_string1", "202103040830158485629163994677"),
            ("快递公司", "name2", "中通快递"),
            ("商品名称", "thing6", "茶叶"),
            ("订单金额", "amount8", "￥100.50元"),
        ],
    ),
];

/// `GET /wxaapi/newtmpl/gettemplate`
fn list() -> HandlerReply {
    let template = |(id, title, fields): &Template| {
        let content: Vec<String> = fields
            .iter()
            .map(|(label, name, _)| {
                format!(
                    "{label}:{{{{{name}.DATA}}}}
"
                )
            })
            .collect();
        let example: Vec<String> =
            fields.iter().map(|(label, _, value)| format!("{label}:{value}\n")).collect();
        json!({ "priTmplId": id, "title": title, "content": content.concat(), "example": example.concat(), "type": 2 })
    };
    let data: Vec<Value> = TEMPLATES.iter().map(template).collect();
    HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "data": data }))
}

/// `POST /cgi-bin/message/subscribe/send`
fn send(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let OpenidOwner::Own(user) = Openids::of(&account.id).owner(&asked.text("/touser")) else {
        return Err(ApiError::new(40003));
    };
    let id = asked.text("/template_id");
    let (_, _, fields) = TEMPLATES.iter().find(|(known, ..)| *known == id).ok_or(ApiError::new(40037))?;
    let page = asked.text("/page");
    if !is_mini_page(page.split('?').next().unwrap_or_default()) {
        return Err(ApiError::new(41030));
    }
    check_values(fields.iter().map(|(_, name, _)| *name), asked)?;
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
    let (_, _, fields) = TEMPLATES.iter().find(|(known, ..)| *known == id).ok_or(ApiError::new(40037))?;
    check_values(fields.iter().map(|(_, name, _)| *name), asked)?;
    if !account.mini.consents(&id, user) {
        return Err(ApiError::new(43101));
    }
    account.mini.messages += 1;
    Ok(HandlerReply::ok())
}

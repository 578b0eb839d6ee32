//! Handlers for template messages and one-time subscriptions (公众平台文档《模板消息》,《一次性订阅消息》).

use serde_json::{Value, json};

use super::custom::receiver;
use super::mini_subscribe::check_values;
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::quota::month;
use crate::mock::state::template::Template;

handlers! {
    "send" => |account, asked| send(account, asked),
    "list" => |account, _| Ok(list(account)),
    "add" => |account, asked| add(account, asked),
    "delete" => |account, asked| delete(account, asked),
    "industry" => |account, _| Ok(industry(account)),
    "set_industry" => |account, asked| set_industry(account, asked),
    "once" => |account, asked| once(account, asked),
}

/// The highest number of an industry.
const MAX_INDUSTRY: u64 = 41;
/// The industries of an account that has set none.
const FIRST_INDUSTRIES: (u64, u64) = (1, 2);

/// `POST /cgi-bin/message/template/send`
fn send(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let user = receiver(account, asked, 43004)?;
    let template = account.templates.find(&asked.text("/template_id"))?;
    check_values(template.fields.iter().map(|(_, name, _)| name.as_str()), asked)?;
    let msgid = account.templates.msgid(user, &asked.text("/client_msg_id"), asked.call.now_ms);
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "msgid": msgid })))
}

/// `GET /cgi-bin/template/get_all_private_template`
fn list(account: &Account) -> HandlerReply {
    let (primary, _) = account.templates.industry.unwrap_or(FIRST_INDUSTRIES);
    let (first, second) = industry_name(primary);
    let shown = |template: &Template| {
        let line = |value: &dyn Fn(&str, &str) -> String| -> String {
            let fields = template.fields.iter();
            let lines: Vec<String> =
                fields.map(|(label, name, example)| format!("{label}:{}\n", value(name, example))).collect();
            lines.concat()
        };
        json!({
            "template_id": template.id,
            "title": template.title,
            "primary_industry": first,
            "deputy_industry": second,
            "content": line(&|name, _| format!("{{{{{name}.DATA}}}}")),
            "example": line(&|_, example| example.to_owned()),
        })
    };
    let list: Vec<Value> = account.templates.list.iter().map(shown).collect();
    HandlerReply::Json(json!({ "template_list": list }))
}

/// `POST /cgi-bin/template/api_add_template`. The mock has no library: each number stands for a template with two
/// fields, or with the keywords of the call.
fn add(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let short = asked.text("/template_id_short");
    let digits = short.strip_prefix("OPENTM").or_else(|| short.strip_prefix("TM")).unwrap_or(&short);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ApiError::new(40037));
    }
    let mut labels = asked.texts("/keyword_name_list");
    if labels.is_empty() {
        labels = vec!["名称".to_owned(), "说明".to_owned()];
    }
    let field = |(number, label): (usize, &String)| {
        (label.clone(), format!("thing{}", number + 1), "示例".to_owned())
    };
    let fields = labels.iter().enumerate().map(field).collect();
    let id = account.templates.add(format!("模板 {short}"), fields)?;
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "template_id": id })))
}

/// `POST /cgi-bin/template/del_private_template`
fn delete(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    account.templates.delete(&asked.text("/template_id"))?;
    Ok(HandlerReply::ok())
}

/// `GET /cgi-bin/template/get_industry`
fn industry(account: &Account) -> HandlerReply {
    let (primary, secondary) = account.templates.industry.unwrap_or(FIRST_INDUSTRIES);
    let shown = |number: u64| {
        let (first, second) = industry_name(number);
        json!({ "first_class": first, "second_class": second })
    };
    HandlerReply::Json(json!({ "primary_industry": shown(primary), "secondary_industry": shown(secondary) }))
}

/// `POST /cgi-bin/template/api_set_industry`
fn set_industry(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let number = |pointer: &str| {
        let number = asked.number(pointer).filter(|number| (1..=MAX_INDUSTRY).contains(number));
        number.ok_or(ApiError::new(40102))
    };
    let chosen = (number("/industry_id1")?, number("/industry_id2")?);
    account.templates.set_industry(chosen, month(asked.call.now_ms))?;
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/message/template/subscribe`
fn once(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let user = receiver(account, asked, 43101)?;
    let id = asked.text("/template_id");
    account.templates.find(&id)?;
    account.templates.use_consent(&id, &asked.text("/scene"), user)?;
    Ok(HandlerReply::ok())
}

/// Returns the name of an industry (公众平台文档《行业代码查询》); of the others, the mock knows only the number.
fn industry_name(number: u64) -> (String, String) {
    let (first, second) = match number {
        1 => ("IT科技", "互联网|电子商务"),
        2 => ("IT科技", "IT软件与服务"),
        3 => ("IT科技", "IT硬件与设备"),
        4 => ("IT科技", "电子技术"),
        5 => ("IT科技", "通信与运营商"),
        6 => ("IT科技", "网络游戏"),
        41 => ("其它", "其它"),
        _ => return ("行业".to_owned(), number.to_string()),
    };
    (first.to_owned(), second.to_owned())
}

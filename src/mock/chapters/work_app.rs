//! Handlers for WeCom's apps: details, menus, logins (企业微信文档《应用管理》,《网页授权登录》).

use serde_json::{Value, json};

use super::menu;
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::menu::Menu;

handlers! {
    "get" => |account, asked| get(account, asked),
    "list" => |account, _| Ok(list(account)),
    "set" => |account, asked| set(account, asked),
    "create_menu" => |account, asked| create_menu(account, asked),
    "get_menu" => |account, asked| get_menu(account, asked),
    "delete_menu" => |account, asked| delete_menu(account, asked),
    "user" => |_, asked| user(asked),
    "user_detail" => |_, asked| user_detail(asked),
}

/// The agentid of an app that no call has named.
const FIRST_AGENTID: u64 = 1_000_002;
/// The code and the ticket of the examples in help.
const SAMPLE_CODE: &str = "CODE";
const SAMPLE_TICKET: &str = "USER_TICKET";
/// The scope that permits to read a member's details.
const DETAIL_SCOPE: &str = "snsapi_privateinfo";

/// Returns the agentid of a call, which is that of the account's app: a secret belongs to one app, which the first call
/// names.
pub(super) fn own_app(account: &mut Account, agentid: Option<u64>) -> Result<u64, ApiError> {
    let agentid = agentid.ok_or(ApiError::new(40056))?;
    match *account.agentid.get_or_insert(agentid) {
        own if own == agentid => Ok(agentid),
        _ => Err(ApiError::new(301_002)),
    }
}

/// Returns what an app's details say unless they are set.
fn details(account: &Account) -> Value {
    let mut details = json!({
        "agentid": account.agentid.unwrap_or(FIRST_AGENTID),
        "name": "示例应用",
        "square_logo_url": "https://wework.qpic.cn/wwpic/logo/0",
        "description": "",
        "allow_userinfos": { "user": [] },
        "allow_partys": { "partyid": [1] },
        "allow_tags": { "tagid": [] },
        "close": 0,
        "redirect_domain": "",
        "report_location_flag": 0,
        "isreportenter": 0,
        "home_url": "",
    });
    for (name, value) in account.agent.as_object().into_iter().flatten() {
        details[name] = value.clone();
    }
    details
}

/// `GET /cgi-bin/agent/get`
fn get(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    own_app(account, asked.query_number("agentid"))?;
    let mut reply = json!({ "errcode": 0, "errmsg": "ok" });
    if let (Some(reply), Value::Object(details)) = (reply.as_object_mut(), details(account)) {
        reply.extend(details);
    }
    Ok(HandlerReply::Json(reply))
}

/// `GET /cgi-bin/agent/list`: the token of an app sees that app alone.
fn list(account: &Account) -> HandlerReply {
    let details = details(account);
    let app = json!({
        "agentid": details["agentid"], "name": details["name"], "square_logo_url": details["square_logo_url"],
    });
    HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "agentlist": [app] }))
}

/// `POST /cgi-bin/agent/set`
fn set(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    own_app(account, asked.number("/agentid"))?;
    let mut set = account.agent.as_object().cloned().unwrap_or_default();
    for (name, value) in asked.body.as_object().into_iter().flatten() {
        if name != "agentid" && name != "logo_mediaid" {
            set.insert(name.clone(), value.clone());
        }
    }
    account.agent = Value::Object(set);
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/menu/create`
fn create_menu(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    own_app(account, asked.query_number("agentid"))?;
    let buttons = menu::work_buttons(asked)?;
    let id = account.menus.next();
    account.menus.usual = Some(Menu { id, buttons });
    Ok(HandlerReply::ok())
}

/// `GET /cgi-bin/menu/get`
fn get_menu(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    own_app(account, asked.query_number("agentid"))?;
    let menu = account.menus.usual.as_ref();
    match menu {
        Some(menu) => Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "button": menu.buttons }))),
        None => Err(ApiError::new(46003)),
    }
}

/// `GET /cgi-bin/menu/delete`
fn delete_menu(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    own_app(account, asked.query_number("agentid"))?;
    account.menus.usual = None;
    Ok(HandlerReply::ok())
}

/// `GET /cgi-bin/auth/getuserinfo`
fn user(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let code = asked.call.value("code").unwrap_or_default();
    if code == SAMPLE_CODE {
        return Ok(super::shown(asked.endpoint));
    }
    // WeCom has one errcode for all codes that do not work.
    let token = asked.company.logins.redeem(code, asked.call.now_ms, asked.dice);
    let token = token.map_err(|_| ApiError::new(40029))?;
    let Some(member) = asked.company.nth_member(token.user.index) else {
        let openid = asked.company.openid(&format!("guest{}", token.user.index));
        return Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "openid": openid })));
    };
    let mut reply = json!({ "errcode": 0, "errmsg": "ok", "userid": member["userid"] });
    if token.scope == DETAIL_SCOPE {
        reply["user_ticket"] = json!(token.access);
    }
    Ok(HandlerReply::Json(reply))
}

/// `POST /cgi-bin/auth/getuserdetail`
fn user_detail(asked: &CheckedCall<'_>) -> HandlerResult {
    let ticket = asked.text("/user_ticket");
    if ticket == SAMPLE_TICKET {
        return Ok(super::shown(asked.endpoint));
    }
    let token = asked.company.logins.of_token(&ticket, asked.call.now_ms).ok_or(ApiError::new(84015))?;
    let member = asked.company.nth_member(token.user.index).ok_or(ApiError::new(84015))?;
    let text = |field: &str| member[field].as_str().unwrap_or_default();
    Ok(HandlerReply::Json(json!({
        "errcode": 0, "errmsg": "ok", "userid": member["userid"], "gender": text("gender"), "avatar": text("avatar"),
        "qr_code": text("qr_code"), "mobile": text("mobile"), "email": text("email"), "biz_mail": text("biz_mail"),
        "address": text("address"),
    })))
}

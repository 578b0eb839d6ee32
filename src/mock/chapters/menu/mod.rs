//! Handlers for custom menus (公众平台文档《自定义菜单》).

mod check;
mod shapes;

use serde_json::{Value, json};

use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::menu::{Conditional, Menu, Menus};
use crate::mock::state::openid::{OpenidOwner, Openids};

handlers! {
    "create" => |account, asked| create(account, asked),
    "get" => |account, _| get(account),
    "delete" => |account, _| Ok(delete(account)),
    "info" => |account, _| Ok(info(account)),
    "add_conditional" => |account, asked| add_conditional(account, asked),
    "delete_conditional" => |account, asked| delete_conditional(account, asked),
    "try_match" => |account, asked| try_match(account, asked),
}

/// The maximum number of conditional menus.
const MAX_CONDITIONAL_MENUS: usize = 10_000;
/// The supported members of a `matchrule`; the others were retired in December 2021.
const MATCHRULE_MEMBERS: [&str; 3] = ["tag_id", "group_id", "client_platform_type"];

/// Checks the buttons in the body and returns them as they are stored.
fn buttons(asked: &CheckedCall<'_>) -> Result<Value, ApiError> {
    // Parsed JSON does not show whether a character was escaped, so this reads the raw body.
    if has_escapes(asked.call.body) {
        return Err(ApiError::new(40033));
    }
    check::buttons(asked.body.get("button"))?;
    Ok(shapes::normal(&asked.body["button"]))
}

/// Checks the buttons in the body of WeCom's `menu/create`, and returns them as they are stored.
pub(super) fn work_buttons(asked: &CheckedCall<'_>) -> Result<Value, ApiError> {
    if has_escapes(asked.call.body) {
        return Err(ApiError::new(40033));
    }
    check::work_buttons(asked.body.get("button"))?;
    Ok(shapes::normal(&asked.body["button"]))
}

/// Returns whether the body contains `\u` and four hex digits, which WeChat takes as six literal characters.
fn has_escapes(body: &[u8]) -> bool {
    let escape = |window: &[u8]| window.starts_with(b"\\u") && window[2..].iter().all(u8::is_ascii_hexdigit);
    body.windows(6).any(escape)
}

/// `POST /cgi-bin/menu/create`
fn create(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let buttons = buttons(asked)?;
    let id = account.menus.next();
    account.menus.usual = Some(Menu { id, buttons });
    Ok(HandlerReply::ok())
}

/// `GET /cgi-bin/menu/get`
fn get(account: &Account) -> HandlerResult {
    let Menus { usual, conditional, .. } = &account.menus;
    let usual = usual.as_ref().ok_or(ApiError::new(46003))?;
    if conditional.is_empty() {
        return Ok(HandlerReply::Json(json!({ "menu": { "button": usual.buttons } })));
    }
    let list: Vec<Value> = conditional.iter().rev().map(Conditional::shown).collect();
    let menu = json!({ "button": usual.buttons, "menuid": usual.id });
    Ok(HandlerReply::Json(json!({ "menu": menu, "conditionalmenu": list })))
}

/// `GET /cgi-bin/menu/delete`
fn delete(account: &mut Account) -> HandlerReply {
    account.menus.usual = None;
    account.menus.conditional.clear();
    HandlerReply::ok()
}

/// `GET /cgi-bin/get_current_selfmenu_info`
fn info(account: &Account) -> HandlerReply {
    let usual = account.menus.usual.as_ref();
    let buttons = usual.map_or_else(|| json!([]), |menu| shapes::listed(&menu.buttons));
    let open = i32::from(usual.is_some());
    HandlerReply::Json(json!({ "is_menu_open": open, "selfmenu_info": { "button": buttons } }))
}

/// `POST /cgi-bin/menu/addconditional`
fn add_conditional(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let buttons = buttons(asked)?;
    if account.menus.usual.is_none() {
        return Err(ApiError::new(65303));
    }
    let rule = asked.body.get("matchrule").cloned().unwrap_or_default();
    let given = |name: &&str| rule.get(*name).is_some_and(|value| !value.is_null() && value != "");
    if !MATCHRULE_MEMBERS.iter().any(given) {
        return Err(ApiError::new(65304));
    }
    let tag = asked.number("/matchrule/tag_id").or_else(|| asked.number("/matchrule/group_id"));
    if tag.is_some_and(|tag| !account.people.has(tag)) {
        return Err(ApiError::new(45159));
    }
    if account.menus.conditional.len() >= MAX_CONDITIONAL_MENUS {
        return Err(ApiError::new(65305));
    }
    let id = account.menus.next_conditional();
    account.menus.conditional.push(Conditional { menu: Menu { id, buttons }, rule });
    Ok(HandlerReply::Json(json!({ "menuid": id.to_string() })))
}

/// `POST /cgi-bin/menu/delconditional`
fn delete_conditional(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let id = asked.number("/menuid");
    let list = &mut account.menus.conditional;
    let at = list.iter().position(|conditional| Some(conditional.menu.id) == id);
    list.remove(at.ok_or(ApiError::new(65301))?);
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/menu/trymatch`
fn try_match(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let user = match Openids::of(&account.id).owner(&asked.text("/user_id")) {
        OpenidOwner::Own(index) if account.people.follows(index, asked.rules.followers) => index,
        _ => return Err(ApiError::new(65302)),
    };
    let seen = account.menus.seen(&account.people.tags_of(user)).ok_or(ApiError::new(46003))?;
    Ok(HandlerReply::Json(json!({ "button": seen.buttons })))
}

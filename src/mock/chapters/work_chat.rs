//! Handlers for group chats of WeCom's apps (企业微信文档《应用发送消息到群聊会话》).

use serde_json::json;

use super::work_message::check_content;
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::chat::Chat;
use crate::mock::state::media::stable_id;

handlers! {
    "create" => |account, asked| create(account, asked),
    "update" => |account, asked| update(account, asked),
    "get" => |account, asked| get(account, asked),
    "send" => |account, asked| send(account, asked),
}

/// The number of members of a chat.
const MEMBERS: std::ops::RangeInclusive<usize> = 2..=2000;
/// The maximum length of a name, in characters.
const MAX_NAME_CHARS: usize = 50;

/// Returns a name for the app of an account, which says nothing of its secret.
fn app(account: &Account) -> String {
    account.agentid.map(|agentid| agentid.to_string()).unwrap_or_default()
}

fn check_name(name: &str) -> Result<(), ApiError> {
    if name.chars().count() > MAX_NAME_CHARS { Err(ApiError::new(86004)) } else { Ok(()) }
}

/// Returns a chat that the app may use.
fn own<'a>(account: &Account, id: &str, asked: &'a mut CheckedCall<'_>) -> Result<&'a mut Chat, ApiError> {
    let app = app(account);
    let chat = asked.company.chats.0.get_mut(id).ok_or(ApiError::new(86003))?;
    let is_foreign = !chat.app.is_empty() && !app.is_empty() && chat.app != app;
    if is_foreign { Err(ApiError::new(86008)) } else { Ok(chat) }
}

/// `POST /cgi-bin/appchat/create`
fn create(account: &Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (name, owner, users) = (asked.text("/name"), asked.text("/owner"), asked.texts("/userlist"));
    check_name(&name)?;
    if !MEMBERS.contains(&users.len()) {
        return Err(ApiError::new(86006));
    }
    if users.iter().any(|user| asked.company.member(user).is_none()) {
        return Err(ApiError::new(86007));
    }
    if !owner.is_empty() && !users.contains(&owner) {
        return Err(ApiError::new(86005));
    }
    let given = asked.text("/chatid");
    let made = asked.company.chats.0.len() as u64;
    let id = if given.is_empty() {
        stable_id(&asked.company.id, "chat", made, 32).replace(['-', '_'], "x")
    } else {
        given
    };
    let is_plain = id.len() <= 32 && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_plain || asked.company.chats.0.contains_key(&id) {
        return Err(ApiError::new(86001));
    }
    let owner = if owner.is_empty() { users[0].clone() } else { owner };
    let chat = Chat { name, owner, users, app: app(account), messages: Vec::new() };
    asked.company.chats.0.insert(id.clone(), chat);
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "chatid": id })))
}

/// `POST /cgi-bin/appchat/update`
fn update(account: &Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (name, owner) = (asked.text("/name"), asked.text("/owner"));
    let (added, removed) = (asked.texts("/add_user_list"), asked.texts("/del_user_list"));
    check_name(&name)?;
    if added.iter().any(|user| asked.company.member(user).is_none()) {
        return Err(ApiError::new(86007));
    }
    let chat = own(account, &asked.text("/chatid"), asked)?;
    let mut users: Vec<String> = chat.users.iter().filter(|user| !removed.contains(user)).cloned().collect();
    users.extend(added.into_iter().filter(|user| !chat.users.contains(user)));
    if !MEMBERS.contains(&users.len()) {
        return Err(ApiError::new(86006));
    }
    if !owner.is_empty() && !users.contains(&owner) {
        return Err(ApiError::new(86005));
    }
    chat.users = users;
    if !name.is_empty() {
        chat.name = name;
    }
    if !owner.is_empty() {
        chat.owner = owner;
    } else if !chat.users.contains(&chat.owner) {
        chat.owner.clone_from(&chat.users[0]);
    }
    Ok(HandlerReply::ok())
}

/// `GET /cgi-bin/appchat/get`
fn get(account: &Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    let id = asked.call.value("chatid").unwrap_or_default().to_owned();
    let chat = own(account, &id, asked)?;
    let shown = json!({ "chatid": id, "name": chat.name, "owner": chat.owner, "userlist": chat.users });
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "chat_info": shown })))
}

/// `POST /cgi-bin/appchat/send`
fn send(account: &Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    check_content(asked)?;
    let body = super::work_message::as_received(asked.body.clone());
    let chat = own(account, &asked.text("/chatid"), asked)?;
    chat.messages.push(body);
    Ok(HandlerReply::ok())
}

//! Handlers for customer-service messages (公众平台文档《客服消息》).

use serde_json::Value;

use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::kf::Record;
use crate::mock::state::openid::{OpenidOwner, Openids};

handlers! {
    "send" => |account, asked| send(account, asked),
    "typing" => |account, asked| typing(account, asked),
}

/// Returns the number of the user to write to; `gone` is the errcode for one who does not follow.
pub(super) fn receiver(account: &Account, asked: &CheckedCall<'_>, gone: i64) -> Result<u64, ApiError> {
    match Openids::of(&account.id).owner(&asked.text("/touser")) {
        OpenidOwner::Own(user) if account.people.follows(user, asked.rules.followers) => Ok(user),
        OpenidOwner::Own(_) => Err(ApiError::new(gone)),
        OpenidOwner::OtherAccount | OpenidOwner::Invalid => Err(ApiError::new(40003)),
    }
}

/// `POST /cgi-bin/message/custom/send`
fn send(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let user = receiver(account, asked, 45015)?;
    let list = |pointer: &str| asked.body.pointer(pointer).and_then(Value::as_array).map_or(0, Vec::len);
    match asked.text("/msgtype").as_str() {
        "text" if asked.text("/text/content").is_empty() => return Err(ApiError::new(44004)),
        "news" if list("/news/articles") > 1 => return Err(ApiError::new(45008)),
        "msgmenu" if list("/msgmenu/list") == 0 => return Err(ApiError::new(40035)),
        _ => {}
    }
    let worker = asked.text("/customservice/kf_account");
    if !worker.is_empty() {
        account.kf.own(&worker)?;
    }
    account.contacts.send(user, asked.call.now_ms)?;
    let text = asked.text("/text/content");
    if !text.is_empty() {
        let openid = asked.text("/touser");
        account.kf.record(Record { openid, is_received: false, text, time: asked.now(), worker });
    }
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/message/custom/typing`
fn typing(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let user = receiver(account, asked, 45015)?;
    account.contacts.set_typing(user, asked.text("/command") == "Typing", asked.call.now_ms)?;
    Ok(HandlerReply::ok())
}

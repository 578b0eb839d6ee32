//! Handlers for customer-service messages (公众平台文档《客服消息》).

use serde_json::Value;

use super::media::SAMPLE_ID;
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

/// The members of messages that hold the `media_id` of a file.
const FILES: [&str; 6] = [
    "/image/media_id",
    "/voice/media_id",
    "/video/media_id",
    "/video/thumb_media_id",
    "/music/thumb_media_id",
    "/miniprogrampage/thumb_media_id",
];

/// Refuses a message with a file or an article that the account does not have.
fn check_media(account: &Account, asked: &CheckedCall<'_>) -> Result<(), ApiError> {
    let media = &account.media;
    let has =
        |id: &str| id == SAMPLE_ID || media.temporary(id, asked.now()).or(media.permanent(id)).is_some();
    let kind = asked.text("/msgtype");
    let own = FILES.iter().filter(|pointer| pointer[1..].split('/').next() == Some(kind.as_str()));
    let is_unknown = own.map(|pointer| asked.text(pointer)).any(|id| !id.is_empty() && !has(&id));
    let article = asked.text("/mpnews/media_id");
    let has_article = article.is_empty() || article == SAMPLE_ID || media.has_issued(&account.id, &article);
    if is_unknown || (kind == "mpnews" && !has_article) { Err(ApiError::new(40007)) } else { Ok(()) }
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
    check_media(account, asked)?;
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

//! Handlers for the comments of articles (公众平台文档《图文消息留言管理》).

use serde_json::json;

use super::publish::{self, SAMPLE_MSG_DATA_ID};
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::articles::{Comment, Comments};

handlers! {
    "open" => |account, asked| open(account, asked, true),
    "close" => |account, asked| open(account, asked, false),
    "list" => |account, asked| list(account, asked),
    "mark" => |account, asked| mark(account, asked, true),
    "unmark" => |account, asked| mark(account, asked, false),
    "delete" => |account, asked| delete(account, asked),
    "reply" => |account, asked| reply(account, asked),
    "delete_reply" => |account, asked| delete_reply(account, asked),
}

/// The maximum length of a reply, in bytes.
const MAX_REPLY_BYTES: usize = 600;

/// Passes the comments of an article to `change`. Those of the example are made anew for every call.
fn with<T>(
    account: &mut Account,
    asked: &CheckedCall<'_>,
    change: impl FnOnce(&mut Comments) -> Result<T, ApiError>,
) -> Result<T, ApiError> {
    let id = asked.number("/msg_data_id").ok_or(ApiError::new(88001))?;
    let index = usize::try_from(asked.number("/index").unwrap_or_default()).unwrap_or(usize::MAX);
    let now_ms = asked.call.now_ms;
    let own = account.articles.jobs.iter_mut().find(|job| job.msg_data_id == id && job.status(now_ms) == 0);
    if let Some(job) = own {
        return change(job.comments.get_mut(index).ok_or(ApiError::new(88001))?);
    }
    if id != SAMPLE_MSG_DATA_ID {
        return Err(ApiError::new(88001));
    }
    let mut sample = publish::sample(account, asked.rules.followers).comments;
    change(sample.get_mut(index).ok_or(ApiError::new(88001))?)
}

/// Returns the comment that a call names.
fn comment<'c>(comments: &'c mut Comments, asked: &CheckedCall<'_>) -> Result<&'c mut Comment, ApiError> {
    let id = asked.number("/user_comment_id").ok_or(ApiError::new(88008))?;
    comments.list.iter_mut().find(|comment| comment.id == id).ok_or(ApiError::new(88008))
}

/// `POST /cgi-bin/comment/open` and `close`
fn open(account: &mut Account, asked: &CheckedCall<'_>, is_open: bool) -> HandlerResult {
    with(account, asked, |comments| {
        comments.is_open = is_open;
        Ok(HandlerReply::ok())
    })
}

/// `POST /cgi-bin/comment/list`
fn list(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let size = |pointer| usize::try_from(asked.number(pointer).unwrap_or_default()).unwrap_or(usize::MAX);
    let (begin, count, kind) = (size("/begin"), size("/count"), asked.number("/type").unwrap_or_default());
    with(account, asked, |comments| {
        let is_meant = |comment: &&Comment| match kind {
            0 => true,
            1 => !comment.is_elected,
            _ => comment.is_elected,
        };
        let all: Vec<&Comment> = comments.list.iter().filter(is_meant).collect();
        let shown = |comment: &&Comment| {
            let mut shown = json!({
                "user_comment_id": comment.id,
                "openid": comment.openid,
                "create_time": comment.created,
                "content": comment.content,
                "comment_type": u8::from(comment.is_elected),
            });
            if let Some((content, time)) = &comment.reply {
                shown["reply"] = json!({ "content": content, "create_time": time });
            }
            shown
        };
        let page: Vec<_> = all.iter().skip(begin).take(count).map(shown).collect();
        Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "total": all.len(), "comment": page })))
    })
}

/// `POST /cgi-bin/comment/markelect` and `unmarkelect`
fn mark(account: &mut Account, asked: &CheckedCall<'_>, is_elected: bool) -> HandlerResult {
    with(account, asked, |comments| {
        comment(comments, asked)?.is_elected = is_elected;
        Ok(HandlerReply::ok())
    })
}

/// `POST /cgi-bin/comment/delete`
fn delete(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    with(account, asked, |comments| {
        let id = comment(comments, asked)?.id;
        comments.list.retain(|comment| comment.id != id);
        Ok(HandlerReply::ok())
    })
}

/// `POST /cgi-bin/comment/reply/add`
fn reply(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let (content, now) = (asked.text("/content"), asked.now());
    if content.is_empty() || content.len() > MAX_REPLY_BYTES {
        return Err(ApiError::new(88007));
    }
    with(account, asked, |comments| {
        let comment = comment(comments, asked)?;
        if comment.reply.is_some() {
            return Err(ApiError::new(88005));
        }
        comment.reply = Some((content, now));
        Ok(HandlerReply::ok())
    })
}

/// `POST /cgi-bin/comment/reply/delete`
fn delete_reply(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    // The comment of the example has no reply to delete.
    if asked.number("/msg_data_id") == Some(SAMPLE_MSG_DATA_ID) {
        return with(account, asked, |comments| comment(comments, asked).map(|_| HandlerReply::ok()));
    }
    with(account, asked, |comments| {
        comment(comments, asked)?.reply.take().map(|_| HandlerReply::ok()).ok_or(ApiError::new(88009))
    })
}

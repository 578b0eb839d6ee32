//! Issues `access_token`s of two kinds that do not affect each other (公众平台文档《获取 Access token》,《获取稳定版接口调用凭据》).

use serde_json::json;

use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::state::token::{LIFETIME_SECONDS, Tokens};

handlers! {
    "token" => |account, asked| Ok(token(&mut account.tokens, asked)),
    "stable_token" => |account, asked| stable_token(&mut account.tokens, asked),
    "gettoken" => |account, asked| Ok(gettoken(&mut account.tokens, asked)),
}

/// `GET /cgi-bin/token`: issues a new token each time; older ones stay valid for `token_overlap_s`.
fn token(tokens: &mut Tokens, asked: &mut CheckedCall<'_>) -> HandlerReply {
    let now_ms = asked.call.now_ms;
    tokens.replace(false, now_ms.saturating_add(asked.rules.token_overlap_s.saturating_mul(1000)));
    let value = tokens.issue(false, now_ms, asked.dice);
    HandlerReply::Json(json!({ "access_token": value, "expires_in": LIFETIME_SECONDS }))
}

/// `POST /cgi-bin/stable_token`: returns the same token until it is about to expire.
fn stable_token(tokens: &mut Tokens, asked: &mut CheckedCall<'_>) -> HandlerResult {
    let force = asked.body.pointer("/force_refresh");
    let force = force.is_some_and(|force| force == true || force == 1 || force == "true");
    let now_ms = asked.call.now_ms;
    let (value, left) =
        if force { tokens.refresh(now_ms, asked.dice)? } else { tokens.stable(now_ms, asked.dice) };
    Ok(HandlerReply::Json(json!({ "access_token": value, "expires_in": left })))
}

/// WeCom's `GET /cgi-bin/gettoken`: returns the same token until it is about to expire.
fn gettoken(tokens: &mut Tokens, asked: &mut CheckedCall<'_>) -> HandlerReply {
    let (value, left) = tokens.stable(asked.call.now_ms, asked.dice);
    HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "access_token": value, "expires_in": left }))
}

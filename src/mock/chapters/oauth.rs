//! Handlers for the logins of users on web pages and in apps (微信开放文档《网页授权》,《网站应用微信登录开发指南》).

use serde_json::{Value, json};

use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::people;
use crate::mock::state::Account;
use crate::mock::state::login::{TOKEN_LIFETIME_SECONDS, UserToken};

handlers! {
    "token" => |account, asked| token(account, asked),
    "refresh" => |account, asked| refresh(account, asked),
    "user" => |account, asked| user(account, asked),
    "check" => |account, asked| check(account, asked),
}

/// The scopes that permit to read a user's details.
const DETAIL_SCOPES: [&str; 2] = ["snsapi_userinfo", "snsapi_login"];

/// `GET /sns/oauth2/access_token`
fn token(account: &mut Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    let code = asked.call.value("code").unwrap_or_default();
    let token = account.logins.redeem(code, asked.call.now_ms, asked.dice)?;
    let mut reply = reply(account, &token);
    if token.user.is_snapshot {
        reply["is_snapshotuser"] = json!(1);
    }
    if has_details(&token) {
        reply["unionid"] = json!(people::unionid(token.user));
    }
    Ok(HandlerReply::Json(reply))
}

/// `GET /sns/oauth2/refresh_token`
fn refresh(account: &mut Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    let refresh = asked.call.value("refresh_token").ok_or(ApiError::new(41003))?;
    let token = account.logins.refresh(refresh, asked.call.now_ms, asked.dice)?;
    Ok(HandlerReply::Json(reply(account, &token)))
}

fn reply(account: &Account, token: &UserToken) -> Value {
    json!({
        "access_token": token.access,
        "expires_in": TOKEN_LIFETIME_SECONDS,
        "refresh_token": token.refresh,
        "openid": people::openid(&account.id, token.user),
        "scope": token.scope,
    })
}

fn has_details(token: &UserToken) -> bool {
    token.scope.split(',').any(|scope| DETAIL_SCOPES.contains(&scope))
}

/// Returns the login of the call's `access_token`, whose user must be `openid`.
fn login<'a>(account: &'a Account, asked: &CheckedCall<'_>) -> Result<&'a UserToken, ApiError> {
    let access = asked.call.value("access_token").unwrap_or_default();
    let token = account.logins.of_token(access, asked.call.now_ms).ok_or(ApiError::new(40001))?;
    let openid = asked.call.value("openid").unwrap_or_default();
    if openid == people::openid(&account.id, token.user) { Ok(token) } else { Err(ApiError::new(40003)) }
}

/// `GET /sns/userinfo`
fn user(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let token = login(account, asked)?;
    if !has_details(token) {
        return Err(ApiError::new(48001));
    }
    Ok(HandlerReply::Json(people::details(&account.id, token.user)))
}

/// `GET /sns/auth`
fn check(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    login(account, asked).map(|_| HandlerReply::ok())
}

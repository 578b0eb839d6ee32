//! Handlers for the logins of mini-programs (微信开放文档《小程序登录》,《获取手机号》).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::people;
use crate::mock::state::Account;
use crate::mock::state::login::{CodePurpose, LoggedIn};

handlers! {
    "login" => |account, asked| login(account, asked),
    "phone" => |account, asked| phone(account, asked),
}

/// Returns the user who uses the mini-program.
fn user(asked: &CheckedCall<'_>) -> LoggedIn {
    LoggedIn { index: asked.rules.login.user, is_snapshot: false }
}

/// `GET /sns/jscode2session`
fn login(account: &mut Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    account.logins.take_once(asked.call.value("js_code").unwrap_or_default(), CodePurpose::Login)?;
    let user = user(asked);
    let numbers = [asked.dice.number(), asked.dice.number()].map(u64::to_be_bytes);
    let session_key = STANDARD.encode(numbers.as_flattened());
    account.mini.sessions.insert(user.index, session_key.clone());
    Ok(HandlerReply::Json(json!({
        "openid": people::openid(&account.id, user),
        "session_key": session_key,
        "unionid": people::unionid(user),
    })))
}

/// `POST /wxa/business/getuserphonenumber`
fn phone(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let user = user(asked);
    let openid = asked.text("/openid");
    if !openid.is_empty() && openid != people::openid(&account.id, user) {
        return Err(ApiError::new(40003));
    }
    account.logins.take_once(&asked.text("/code"), CodePurpose::Phone)?;
    let number = format!("138{:08}", 138_000 + user.index % 90_000_000);
    Ok(HandlerReply::Json(json!({
        "errcode": 0,
        "errmsg": "ok",
        "phone_info": {
            "phoneNumber": number,
            "purePhoneNumber": number,
            "countryCode": "86",
            "watermark": { "timestamp": asked.now(), "appid": account.id },
        },
    })))
}

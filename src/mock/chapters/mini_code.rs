//! Handlers for the codes of mini-programs (微信开放文档《获取小程序码》,《获取不限制的小程序码》,《获取小程序二维码》).

use sha2::{Digest as _, Sha256};

use crate::api::{is_mini_page, wrong_scene_char};
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;

handlers! {
    "unlimited" => |account, asked| unlimited(account, asked),
    "limited" => |account, asked| limited(account, asked),
}

/// The width of a picture, in pixels, if none is given.
const USUAL_WIDTH: u64 = 430;
/// The maximum number of codes that are not unlimited.
const MAX_LIMITED_CODES: u64 = 100_000;
/// A field that no code may contain.
const FORBIDDEN: &str = "scancode_time";

/// `POST /wxa/getwxacodeunlimit`
fn unlimited(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let (scene, page) = (asked.text("/scene"), asked.text("/page"));
    if scene.is_empty() {
        return Err(ApiError::new(40169));
    }
    if wrong_scene_char(&scene).is_some() {
        return Err(ApiError::new(40129));
    }
    if !is_mini_page(&page) {
        return Err(ApiError::new(41030));
    }
    if scene.contains(FORBIDDEN) || asked.body.get(FORBIDDEN).is_some() {
        return Err(ApiError::new(85096));
    }
    picture(account, &format!("{page}\n{scene}"), asked, Vec::new())
}

/// `POST /wxa/getwxacode` and `createwxaqrcode`
fn limited(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let path = asked.text("/path");
    if path.is_empty() {
        return Err(ApiError::new(40159));
    }
    if path.contains(FORBIDDEN) {
        return Err(ApiError::new(85096));
    }
    if account.mini.limited_codes >= MAX_LIMITED_CODES {
        return Err(ApiError::new(45029));
    }
    account.mini.limited_codes += 1;
    let used = account.mini.limited_codes.to_string();
    picture(account, &path, asked, vec![("Num-Used", used)])
}

/// Returns a picture with a code that stands for a page of the mini-program.
fn picture(
    account: &Account,
    target: &str,
    asked: &CheckedCall<'_>,
    headers: Vec<(&'static str, String)>,
) -> HandlerResult {
    let hash = Sha256::digest(format!("{}\n{target}", account.id));
    // Letters alone make one segment, so that the code fits into the smallest picture.
    let letters = hash.iter().take(10).map(|byte| char::from(b'A' + byte % 26));
    let text = format!("HTTPS://MP.WEIXIN.QQ.COM/A/{}", letters.collect::<String>());
    let width = asked.number("/width").unwrap_or(USUAL_WIDTH);
    let is_transparent = asked.body.pointer("/is_hyaline").is_some_and(|value| value == true);
    let picture =
        u16::try_from(width).ok().and_then(|width| crate::qr::mini_code(&text, width, is_transparent));
    let body = picture.ok_or(ApiError::new(40097))?;
    let content_type = if is_transparent { "image/png" } else { "image/jpeg" };
    Ok(HandlerReply::Picture { content_type, body, headers })
}

//! Handlers for QR codes with a scene (公众平台文档《生成带参数的二维码》).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::api::{MAX_PERMANENT_SCENE_ID, MAX_SCENE_CHARS};
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::code::Code;

handlers! {
    "create" => create,
    "show" => |_, asked| Ok(show(asked)),
}

/// The common prefix of the URLs in QR codes.
const CODE_URL_PREFIX: &str = "http://weixin.qq.com/q/";
/// The lifetime of a temporary QR code without `expire_seconds`, in seconds.
const DEFAULT_LIFETIME_SECONDS: u64 = 60;
/// The maximum number of permanent QR codes of an account.
const MAX_PERMANENT_CODES: u64 = 100_000;

/// `POST /cgi-bin/qrcode/create`
fn create(account: &mut Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    let action = asked.text("/action_name");
    let permanent = action.starts_with("QR_LIMIT_");
    let scene = if action.ends_with("_STR_SCENE") {
        let scene = asked.text("/action_info/scene/scene_str");
        Some(scene).filter(|scene| (1..=MAX_SCENE_CHARS).contains(&scene.chars().count()))
    } else {
        let last = if permanent { MAX_PERMANENT_SCENE_ID.unsigned_abs() } else { u64::from(u32::MAX) };
        let scene = asked.number("/action_info/scene/scene_id").filter(|scene| (1..=last).contains(scene));
        scene.map(|scene| scene.to_string())
    };
    let scene = scene.ok_or(ApiError::new(40053))?;
    if permanent {
        if account.permanent_codes >= MAX_PERMANENT_CODES {
            return Err(ApiError::new(45029));
        }
        account.permanent_codes += 1;
    }
    let life = (!permanent).then(|| asked.number("/expire_seconds").unwrap_or(DEFAULT_LIFETIME_SECONDS));
    // A permanent scene always has the same URL, a temporary one a new URL each time.
    let salt = if permanent { 0 } else { asked.dice.number() };
    let hash = Sha256::digest(format!("{}\n{action}\n{scene}\n{salt}", account.id));
    let url = format!("{CODE_URL_PREFIX}02{}", &URL_SAFE_NO_PAD.encode(hash)[..18]);
    let ticket = ticket(&url, asked.dice.number(), asked.now(), life);
    let ends = life.map(|life| asked.now().saturating_add(life));
    account.codes.add(Code { ticket: ticket.clone(), url: url.clone(), scene, ends });
    let mut reply = json!({ "ticket": ticket });
    if let Some(life) = life {
        reply["expire_seconds"] = json!(life);
    }
    reply["url"] = json!(url);
    Ok(HandlerReply::Json(reply))
}

/// Returns a ticket in WeChat's format: a number, the URL followed by a zero byte, the creation time and the lifetime.
fn ticket(url: &str, number: u64, now: u64, life: Option<u64>) -> String {
    let low = |value: u64| value.to_le_bytes()[..4].to_vec();
    let length = u8::try_from(url.len() + 1).unwrap_or(u8::MAX);
    let bytes = [
        vec![0x81, 0x01],
        number.to_le_bytes().to_vec(),
        vec![0, 0, 0x01, length],
        url.as_bytes().to_vec(),
        vec![0, 0x02, 4],
        low(now),
        vec![0x03, 4],
        low(life.unwrap_or_default()),
    ];
    STANDARD.encode(bytes.concat())
}

/// Returns the URL in a ticket; also reads tickets of the real WeChat.
fn url_of(ticket: &str) -> Option<String> {
    // A `+` that was not encoded in the URL arrives as a space.
    let bytes = STANDARD.decode(ticket.replace(' ', "+")).ok()?;
    let (&[tag, length], rest) = bytes.get(12..)?.split_first_chunk()?;
    let url = rest.get(..usize::from(length))?.strip_suffix(&[0])?;
    let url = std::str::from_utf8(url).ok().filter(|url| tag == 1 && url.starts_with(CODE_URL_PREFIX))?;
    Some(url.to_owned())
}

/// `GET https://mp.weixin.qq.com/cgi-bin/showqrcode`
fn show(asked: &CheckedCall<'_>) -> HandlerReply {
    let url = asked.call.value("ticket").and_then(url_of);
    url.and_then(|url| crate::qr::png(&url)).map_or(HandlerReply::NotFound, HandlerReply::Png)
}

#[cfg(test)]
mod tests {
    use super::{ticket, url_of};

    #[test]
    fn a_ticket_holds_its_url_as_wechats_do() {
        let real = "gQH47joAAAAAAAAAASxodHRwOi8vd2VpeGluLnFxLmNvbS9xL2taZ2Z3TVRtNzJXV1Brb3ZhYmJJAAIEZ23sUwMEmm3sUw==";
        assert_eq!(url_of(real).as_deref(), Some("http://weixin.qq.com/q/kZgfwMTm72WWPkovabbI"));
        let url = "http://weixin.qq.com/q/02abc";
        assert_eq!(url_of(&ticket(url, u64::MAX, 1_700_000_000, None)).as_deref(), Some(url));
        for wrong in ["", "gQ==", "!", "你好"] {
            assert_eq!(url_of(wrong), None, "{wrong}");
        }
    }
}

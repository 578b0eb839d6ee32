//! Handlers for content checks (微信开放文档《内容安全》).

use serde_json::{Value, json};

use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::openid::{OpenidOwner, Openids};

handlers! {
    "text" => |account, asked| text(account, asked),
    "media" => |account, asked| media(account, asked),
}

/// Words that the mock finds, with their labels and verdicts. WeChat's own rules are not public.
const WORDS: [(&str, u32, &str); 5] = [
    ("代开发票", 10001, "risky"),
    ("加微信", 10001, "review"),
    ("赌博", 20006, "risky"),
    ("刷单", 20008, "risky"),
    ("去死", 20003, "risky"),
];
/// The label of a text without such a word.
const CLEAN: u32 = 100;

/// Refuses an openid of another account, or none.
fn known(account: &Account, asked: &CheckedCall<'_>) -> Result<(), ApiError> {
    match Openids::of(&account.id).owner(&asked.text("/openid")) {
        OpenidOwner::Own(_) => Ok(()),
        OpenidOwner::OtherAccount => Err(ApiError::new(43104)),
        OpenidOwner::Invalid => Err(ApiError::new(40003)),
    }
}

fn trace_id(asked: &mut CheckedCall<'_>) -> String {
    asked.dice.rid(asked.call.now())
}

/// Returns the word that is found in a text, with its label and verdict.
fn found(text: &str) -> (Option<&'static str>, u32, &'static str) {
    let risky = WORDS.iter().filter(|(word, ..)| text.contains(word));
    risky
        .min_by_key(|(_, _, verdict)| *verdict != "risky")
        .map_or((None, CLEAN, "pass"), |(word, label, verdict)| (Some(*word), *label, *verdict))
}

/// `POST /wxa/msg_sec_check`
fn text(account: &Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    known(account, asked)?;
    let texts = ["/content", "/title", "/nickname", "/signature"].map(|pointer| asked.text(pointer));
    if texts[0].is_empty() {
        return Err(ApiError::new(47001));
    }
    let (word, label, suggest) = found(&texts.concat());
    let mut detail = vec![
        json!({ "strategy": "content_model", "errcode": 0, "suggest": suggest, "label": label, "prob": 90 }),
    ];
    if let Some(word) = word {
        detail.push(json!({ "strategy": "keyword", "errcode": 0, "suggest": suggest, "label": label, "level": 90, "keyword": word }));
    }
    Ok(HandlerReply::Json(json!({
        "errcode": 0,
        "errmsg": "ok",
        "detail": detail,
        "trace_id": trace_id(asked),
        "result": { "suggest": suggest, "label": label },
    })))
}

/// `POST /wxa/media_check_async`: the result is stored as the event that WeChat pushes.
fn media(account: &mut Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    known(account, asked)?;
    let url = url::Url::parse(&asked.text("/media_url")).ok();
    if !url.is_some_and(|url| matches!(url.scheme(), "http" | "https")) {
        return Err(ApiError::new(40066));
    }
    let trace_id = trace_id(asked);
    let event: Value = json!({
        "Event": "wxa_media_check",
        "appid": account.id,
        "openid": asked.text("/openid"),
        "trace_id": trace_id,
        "version": 2,
        "errcode": 0,
        "errmsg": "ok",
        "result": { "suggest": "pass", "label": CLEAN },
        "detail": [{ "strategy": "content_model", "errcode": 0, "suggest": "pass", "label": CLEAN, "prob": 90 }],
    });
    account.mini.add_check(event);
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "trace_id": trace_id })))
}

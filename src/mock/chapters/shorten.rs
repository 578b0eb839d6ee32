//! Handlers for short keys (公众平台文档《短key托管》).

use serde_json::json;

use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::shorten::Kept;

handlers! {
    "generate" => |account, asked| Ok(generate(account, asked)),
    "fetch" => |account, asked| fetch(account, asked),
}

/// The key of the documentation's example. Every account knows it, so that the example in the help works.
const SAMPLE_ENTRY: (&str, &str) = ("7dLPIKtbRqCn2N7", "loooooong-data");
/// The maximum number of keys of an account; the oldest is removed first.
const MAX_KEYS: usize = 1000;
/// The lifetime of data without `expire_seconds`, in seconds.
const DEFAULT_LIFETIME_SECONDS: u64 = 30 * 86_400;

/// `POST /cgi-bin/shorten/gen`
fn generate(account: &mut Account, asked: &mut CheckedCall<'_>) -> HandlerReply {
    let (data, made) = (asked.text("/long_data"), asked.now());
    let life = asked.number("/expire_seconds").unwrap_or(DEFAULT_LIFETIME_SECONDS);
    let kept = &mut account.shortened.0;
    kept.retain(|_, kept| made < kept.made.saturating_add(kept.life));
    if kept.len() >= MAX_KEYS {
        let oldest = kept.iter().min_by_key(|(_, kept)| kept.made).map(|(key, _)| key.clone());
        kept.remove(&oldest.unwrap_or_default());
    }
    let key = asked.dice.text(15);
    kept.insert(key.clone(), Kept { data, made, life });
    HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "short_key": key }))
}

/// `POST /cgi-bin/shorten/fetch`
fn fetch(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let ends = |kept: &Kept| kept.made.saturating_add(kept.life);
    let key = asked.text("/short_key");
    let sample = Kept { data: SAMPLE_ENTRY.1.to_owned(), made: asked.now(), life: 86_400 };
    let kept = account.shortened.0.get(&key).or((key == SAMPLE_ENTRY.0).then_some(&sample));
    let kept = kept.filter(|kept| asked.now() < ends(kept)).ok_or(ApiError::new(40035))?;
    Ok(HandlerReply::Json(json!({
        "errcode": 0,
        "errmsg": "ok",
        "long_data": kept.data,
        "create_time": kept.made,
        "expire_seconds": ends(kept) - asked.now(),
    })))
}

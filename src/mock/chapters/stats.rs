//! Handlers for statistics (公众平台文档《数据统计》): the same numbers for the same account and day, in the shape of the
//! documentation's example.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use time::macros::format_description;
use time::{Date, OffsetDateTime};

use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;

handlers! {
    "series" => |account, asked| series(account, asked),
}

/// The offset of China's time from UTC, in seconds.
const CHINA_OFFSET_S: u64 = 8 * 3600;
/// The members that say what a number belongs to.
const KEYS: [&str; 7] =
    ["ref_hour", "user_source", "share_scene", "msg_type", "count_interval", "position", "idx"];
/// The hours of which there are numbers, as WeChat writes them.
const HOURS: [u64; 3] = [800, 1200, 2000];

/// `POST /datacube/…`
fn series(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let span = asked.endpoint.span.ok_or(ApiError::new(-1))?;
    let day = |name: &str| {
        let text = asked.text(&format!("/{name}"));
        Date::parse(&text, format_description!("[year]-[month]-[day]")).map_err(|_| ApiError::new(61500))
    };
    let (from, to) = (day(span.from)?, day(span.to)?);
    let now = i64::try_from(asked.now().saturating_add(CHINA_OFFSET_S)).unwrap_or(i64::MAX);
    let today = OffsetDateTime::from_unix_timestamp(now).map_err(|_| ApiError::new(-1))?.date();
    let days = (to - from).whole_days() + 1;
    if days < 1 || days > span.days || to >= today {
        return Err(ApiError::new(61501));
    }
    let example: Value = serde_json::from_str(asked.endpoint.reply).unwrap_or_default();
    let Some(sample) = example["list"].as_array().and_then(|list| list.first()) else {
        return Ok(HandlerReply::Json(example));
    };
    let hours: &[u64] = if sample.get("ref_hour").is_some() { &HOURS } else { &[0] };
    let mut list = Vec::new();
    let mut at = from;
    for _ in 0..days {
        let date = format!("{:04}-{:02}-{:02}", at.year(), u8::from(at.month()), at.day());
        for hour in hours {
            let seed = format!("{}\n{}\n{date}\n{hour}", account.id, asked.endpoint.path);
            let mut item = sample.clone();
            fill(&mut item, &seed, &date);
            if item.get("ref_hour").is_some() {
                item["ref_hour"] = json!(hour);
            }
            list.push(item);
        }
        at = at.next_day().unwrap_or(at);
    }
    let mut reply = example;
    reply["list"] = json!(list);
    Ok(HandlerReply::Json(reply))
}

/// Replaces the numbers and the days of a sample. Shares and rates, which the sample has below 1, stay as they are.
fn fill(value: &mut Value, seed: &str, date: &str) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::Number(number) if number.is_u64() && !KEYS.contains(&name.as_str()) => {
                        // From half to one and a half of the sample, so that the numbers fit each other.
                        let sample = number.as_u64().unwrap_or_default();
                        let hash = Sha256::digest(format!("{seed}\n{name}"));
                        *value = json!(sample / 2 + u64::from(hash[0]) * sample / 255);
                    }
                    Value::String(text) if name.ends_with("_date") => date.clone_into(text),
                    value => fill(value, &format!("{seed}\n{name}"), date),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| fill(item, seed, date)),
        _ => {}
    }
}

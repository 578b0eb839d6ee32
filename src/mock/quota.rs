//! Call counts, quotas and their handlers (公众平台文档《openApi 管理》).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;
use time::{OffsetDateTime, UtcOffset};

use super::account::{Account, CheckedCall};
use super::call::{HandlerReply, HandlerResult};
use super::errmsg::ApiError;
use super::handlers::handlers;
use super::rules::Rules;
use crate::api::{self, catalogue};

handlers! {
    "get" => |account, asked| get(account, asked),
    "clear_one" => |account, asked| clear_one(account, asked),
    "clear_all" => |account, asked| clear_all(account, asked),
}

/// The `daily_limit` that is reported for a path without a quota; it is not enforced.
const DEFAULT_DAILY_LIMIT: u64 = 100_000;
/// The maximum number of times per month that the quotas can be cleared.
const MAX_MONTHLY_CLEARINGS: u64 = 10;

/// The calls of the current day by path, and the number of clearings in the current month.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct UsedQuota {
    day: u64,
    paths: BTreeMap<String, u64>,
    month: i64,
    cleared: u64,
}

/// Returns the number of the day in China, where quotas are reset at midnight.
pub(super) fn day(now_ms: u64) -> u64 {
    (now_ms / 1000).saturating_add(8 * 3600) / 86_400
}

/// Returns the number of the month in China.
fn month(now_ms: u64) -> i64 {
    let time =
        i64::try_from(now_ms / 1000).ok().and_then(|now| OffsetDateTime::from_unix_timestamp(now).ok());
    let china = UtcOffset::from_hms(8, 0, 0).ok();
    let here = time.zip(china).and_then(|(time, china)| time.checked_to_offset(china));
    here.map_or(0, |here| i64::from(here.year()) * 12 + i64::from(u8::from(here.month())))
}

impl UsedQuota {
    /// Counts a call; refuses it if the quota is used up.
    pub(super) fn count(&mut self, path: &str, now_ms: u64, rules: &Rules) -> Result<(), ApiError> {
        let today = day(now_ms);
        if self.day != today {
            self.paths.clear();
            self.day = today;
        }
        let used = self.paths.entry(path.to_owned()).or_default();
        if rules.quota(path).is_some_and(|most| *used >= most) {
            return Err(ApiError::new(45009));
        }
        *used += 1;
        Ok(())
    }

    /// Returns the number of calls of a path today.
    pub(super) fn of(&self, path: &str) -> u64 {
        self.paths.get(path).copied().unwrap_or_default()
    }

    /// Returns the number of calls today by path.
    pub(super) fn paths(&self) -> &BTreeMap<String, u64> {
        &self.paths
    }

    /// Counts a clearing; refuses it if there were too many this month. The caller removes the counts afterwards, so
    /// the clearing call itself is not counted.
    fn clear(&mut self, now_ms: u64) -> Result<(), ApiError> {
        let this = month(now_ms);
        if self.month != this {
            (self.month, self.cleared) = (this, 0);
        }
        if self.cleared >= MAX_MONTHLY_CLEARINGS {
            return Err(ApiError::new(48006));
        }
        self.cleared += 1;
        Ok(())
    }
}

/// Returns the path in `cgi_path`; refuses one that is not in the endpoint table or the catalogue.
fn path(asked: &CheckedCall<'_>) -> Result<String, ApiError> {
    let path = asked.text("/cgi_path");
    let known = api::endpoints().any(|entry| entry.path == path)
        || catalogue::entries().any(|known| known.path == path);
    if known { Ok(path) } else { Err(ApiError::new(76021)) }
}

/// `POST /cgi-bin/openapi/quota/get`
fn get(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let path = path(asked)?;
    let used = account.used.of(&path);
    let limit = asked.rules.quota(&path).unwrap_or(DEFAULT_DAILY_LIMIT);
    let quota = json!({ "daily_limit": limit, "used": used, "remain": limit.saturating_sub(used) });
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "quota": quota })))
}

/// `POST /cgi-bin/openapi/quota/clear`
fn clear_one(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let path = path(asked)?;
    account.used.clear(asked.call.now_ms)?;
    account.used.paths.remove(&path);
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/clear_quota` and, with the app secret instead of a token, `/cgi-bin/clear_quota/v2`.
fn clear_all(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    if asked.text("/appid") != account.id {
        return Err(ApiError::new(40013));
    }
    account.used.clear(asked.call.now_ms)?;
    account.used.paths.clear();
    Ok(HandlerReply::ok())
}

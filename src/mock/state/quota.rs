//! The calls of an account that count towards its quotas.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::{OffsetDateTime, UtcOffset};

use crate::mock::errmsg::ApiError;
use crate::mock::rules::Rules;

/// The maximum number of times per month that the quotas can be cleared.
const MAX_MONTHLY_CLEARINGS: u64 = 10;

/// The calls of the current day by path, and the number of clearings in the current month.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct UsedQuota {
    day: u64,
    pub(crate) paths: BTreeMap<String, u64>,
    month: i64,
    cleared: u64,
}

/// Returns the number of the day in China, where quotas are reset at midnight.
pub(crate) fn day(now_ms: u64) -> u64 {
    (now_ms / 1000).saturating_add(8 * 3600) / 86_400
}

/// Returns the number of the month in China.
pub(crate) fn month(now_ms: u64) -> i64 {
    let time =
        i64::try_from(now_ms / 1000).ok().and_then(|now| OffsetDateTime::from_unix_timestamp(now).ok());
    let china = UtcOffset::from_hms(8, 0, 0).ok();
    let here = time.zip(china).and_then(|(time, china)| time.checked_to_offset(china));
    here.map_or(0, |here| i64::from(here.year()) * 12 + i64::from(u8::from(here.month())))
}

impl UsedQuota {
    /// Counts a call; refuses it if the quota is used up.
    pub(crate) fn count(&mut self, path: &str, now_ms: u64, rules: &Rules) -> Result<(), ApiError> {
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
    pub(crate) fn of(&self, path: &str) -> u64 {
        self.paths.get(path).copied().unwrap_or_default()
    }

    /// Returns the number of calls today by path.
    pub(crate) fn paths(&self) -> &BTreeMap<String, u64> {
        &self.paths
    }

    /// Counts a clearing; refuses it if there were too many this month. The caller removes the counts afterwards, so
    /// the clearing call itself is not counted.
    pub(crate) fn clear(&mut self, now_ms: u64) -> Result<(), ApiError> {
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

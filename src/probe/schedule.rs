//! The schedule of deliveries: their number and their time limits.

use std::time::Duration;

use crate::message::DEADLINE_MS;

/// The number of times that WeChat delivers a message that is not answered in time.
const WECHAT_DELIVERIES: usize = 3;

/// A schedule of deliveries.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schedule {
    /// webot's time limit for an answer.
    pub limit: Duration,
    /// WeChat's time limit for an answer; `None` delivers once and waits for `limit`.
    pub deadline: Option<Duration>,
    /// The largest number of deliveries, if no answer arrives in time.
    pub deliveries: usize,
}

impl Schedule {
    /// Returns a schedule with one delivery.
    pub(crate) fn once(limit: Duration) -> Self {
        Self { limit, deadline: None, deliveries: 1 }
    }

    /// Returns WeChat's schedule for messages and events: up to three deliveries, `deadline` apart.
    pub(crate) fn as_wechat(limit: Duration, deadline: Option<Duration>) -> Self {
        let deadline = deadline.unwrap_or(Duration::from_millis(DEADLINE_MS));
        Self { limit, deadline: Some(deadline), deliveries: WECHAT_DELIVERIES }
    }

    /// Returns WeChat's time limit, in milliseconds.
    pub(crate) fn deadline_ms(&self) -> u64 {
        self.deadline.map_or(DEADLINE_MS, millis)
    }
}

/// Returns a duration in whole milliseconds.
pub(super) fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

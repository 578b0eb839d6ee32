//! How often a push is delivered, and how long each delivery waits.

use std::time::Duration;

use crate::message::DEADLINE_MS;

/// How often WeChat delivers a message that is not answered in time.
const WECHAT_DELIVERIES: usize = 3;

/// A plan of deliveries.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    /// How long webot waits for an answer.
    pub limit: Duration,
    /// How long WeChat would wait for it; `None` delivers once and waits for `limit`.
    pub deadline: Option<Duration>,
    /// How often the push is delivered while no answer comes in time.
    pub deliveries: usize,
}

impl Schedule {
    /// Delivers once.
    pub fn once(limit: Duration) -> Self {
        Self { limit, deadline: None, deliveries: 1 }
    }

    /// Delivers three times, `deadline` apart, as WeChat does with messages and events.
    pub fn as_wechat(limit: Duration, deadline: Option<Duration>) -> Self {
        let deadline = deadline.unwrap_or(Duration::from_millis(DEADLINE_MS));
        Self { limit, deadline: Some(deadline), deliveries: WECHAT_DELIVERIES }
    }

    /// Returns how long WeChat waits, in milliseconds.
    pub fn deadline_ms(&self) -> u64 {
        self.deadline.map_or(DEADLINE_MS, millis)
    }
}

/// Returns a duration in whole milliseconds.
pub(super) fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

//! The schedule of deliveries: their number and their time limits.

use std::time::Duration;

use crate::message::{AnswerFamily, DEADLINE_MS, Repeats};

/// The number of times that WeChat delivers a message that is not answered in time.
const WECHAT_DELIVERIES: usize = 3;

const SECOND_MS: u64 = 1000;
const MINUTE_MS: u64 = 60 * SECOND_MS;
const HOUR_MS: u64 = 60 * MINUTE_MS;
/// The gaps between the notices of WeChat Pay, 24 h 4 min in all (微信支付文档《支付结果通知》).
const PAY_GAPS_MS: [u64; 15] = [
    15 * SECOND_MS,
    15 * SECOND_MS,
    30 * SECOND_MS,
    3 * MINUTE_MS,
    10 * MINUTE_MS,
    20 * MINUTE_MS,
    30 * MINUTE_MS,
    30 * MINUTE_MS,
    30 * MINUTE_MS,
    HOUR_MS,
    3 * HOUR_MS,
    3 * HOUR_MS,
    3 * HOUR_MS,
    6 * HOUR_MS,
    6 * HOUR_MS,
];
/// The gaps between the pushes of virtual payment: 2, 4, 8 … seconds, at most 15 times (小程序文档《虚拟支付》: 消息推送).
const BACKOFF_GAPS_MS: [u64; 15] = {
    let mut gaps = [0; 15];
    let mut number = 0;
    while number < gaps.len() {
        gaps[number] = (2 << number) * SECOND_MS;
        number += 1;
    }
    gaps
};

/// A schedule of deliveries.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schedule {
    /// webot's time limit for an answer.
    pub limit: Duration,
    /// WeChat's time limit for an answer; `None` delivers once and waits for `limit`.
    pub deadline: Option<Duration>,
    /// The largest number of deliveries, if no answer arrives in time.
    pub deliveries: usize,
    /// The gaps between deliveries that are repeated until they are acknowledged, in milliseconds; empty for messages,
    /// which are repeated only if they are not answered in time.
    pub gaps: &'static [u64],
    /// The factor by which the gaps are shortened.
    pub speed: f64,
}

impl Schedule {
    /// Returns a schedule with one delivery.
    pub(crate) fn once(limit: Duration) -> Self {
        Self { limit, deadline: None, deliveries: 1, gaps: &[], speed: 1.0 }
    }

    /// Returns WeChat's schedule for messages and events: up to three deliveries, `deadline` apart.
    pub(crate) fn as_wechat(limit: Duration, deadline: Option<Duration>) -> Self {
        let deadline = deadline.unwrap_or(Duration::from_millis(DEADLINE_MS));
        Self { limit, deadline: Some(deadline), deliveries: WECHAT_DELIVERIES, gaps: &[], speed: 1.0 }
    }

    /// Returns the schedule of a family, if this one repeats deliveries.
    pub(crate) fn for_family(self, family: AnswerFamily) -> Self {
        let gaps: &[u64] = match family {
            _ if self.deadline.is_none() => &[],
            AnswerFamily::PayV2 | AnswerFamily::PayV3 => &PAY_GAPS_MS,
            AnswerFamily::Structured(answer) if answer.repeats == Repeats::WithBackoff => &BACKOFF_GAPS_MS,
            _ => &[],
        };
        let deliveries = if gaps.is_empty() { self.deliveries } else { gaps.len() + 1 };
        Self { deliveries, gaps, ..self }
    }

    /// Returns a gap, shortened by the speed.
    pub(super) fn shortened(self, gap_ms: u64) -> Duration {
        Duration::from_millis(gap_ms).div_f64(self.speed)
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

#[cfg(test)]
mod tests {
    use super::{BACKOFF_GAPS_MS, HOUR_MS, MINUTE_MS, PAY_GAPS_MS};

    #[test]
    fn gaps_are_those_of_the_documents() {
        assert_eq!(PAY_GAPS_MS.iter().sum::<u64>(), 24 * HOUR_MS + 4 * MINUTE_MS);
        assert_eq!(BACKOFF_GAPS_MS[..4], [2000, 4000, 8000, 16000]);
    }
}

//! The figures of a finished load test.

use std::time::Duration;

use crate::commands::args::TokenOrigin;
use crate::context::Context;
use crate::probe::{Latencies, LoadTimes, Pace, Tally};
use crate::text::words;

/// A finished load test.
pub(super) struct Run<'a> {
    pub(super) tally: &'a Tally,
    pub(super) times: LoadTimes,
    pub(super) pace: Pace,
    pub(super) url: &'a str,
    pub(super) token_origin: &'a TokenOrigin,
    pub(super) cx: &'a Context,
}

#[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 messages")]
pub(super) fn percent(part: u64, of: u64) -> f64 {
    if of == 0 { 0.0 } else { part as f64 * 100.0 / of as f64 }
}

#[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 messages")]
pub(super) fn per_second(count: u64, time: Duration) -> f64 {
    let seconds = time.as_secs_f64();
    if seconds > 0.0 { count as f64 / seconds } else { 0.0 }
}

/// Returns a latency in milliseconds, with as many digits as matter.
#[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 microseconds")]
pub(super) fn milliseconds(us: u64) -> String {
    let ms = us as f64 / 1000.0;
    match us {
        0..10_000 => format!("{ms:.2} ms"),
        10_000..100_000 => format!("{ms:.1} ms"),
        _ => format!("{ms:.0} ms"),
    }
}

/// Returns the line with the number of messages, the time and the rate.
pub(super) fn total(run: &Run<'_>) -> String {
    let (tally, time) = (run.tally, run.times.total);
    (words().bench.total)(tally.sent, time.as_secs_f64(), per_second(tally.answered(), time))
}

/// Returns the upper bounds of the bars of a histogram, in microseconds: 1, 2, 5, 10 …
pub(super) fn bounds(latencies: &Latencies) -> Vec<u64> {
    let (least, most) = (latencies.quantile(0.0), latencies.max());
    let steps = (0..10).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u64.pow(power)));
    let all: Vec<u64> = steps.collect();
    let first = all.iter().position(|bound| *bound >= least).unwrap_or(0);
    let last = all.iter().position(|bound| *bound >= most).unwrap_or(all.len() - 1);
    all.get(first..=last.max(first)).unwrap_or_default().to_vec()
}

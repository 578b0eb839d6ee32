//! The latencies of a load test in little memory: a log-linear histogram with three significant digits.

use std::time::Duration;

/// The longest latency that is told apart, in microseconds: one hour.
pub(super) const MAX_US: u64 = 3_600_000_000;
/// The number of intervals between a power of two and the next one: an interval is at most a 1024th of its values.
const INTERVALS: u64 = 1 << INTERVAL_BITS;
const INTERVAL_BITS: u32 = 10;

/// Latencies in microseconds. It grows with the logarithm of the longest one, to 188 KB.
#[derive(Debug, Clone, Default)]
pub(crate) struct Latencies {
    /// The number of latencies in each interval.
    counts: Vec<u64>,
    count: u64,
    max: u64,
}

/// Returns the index of the interval of a value. The first 2048 hold one value each.
fn index(value: u64) -> usize {
    let shift = (u64::BITS - value.leading_zeros()).saturating_sub(INTERVAL_BITS + 1);
    usize::try_from(u64::from(shift) * INTERVALS + (value >> shift)).unwrap_or(usize::MAX)
}

/// Returns the largest value of an interval.
fn end(index: usize) -> u64 {
    let index = index as u64;
    let shift = (index / INTERVALS).saturating_sub(1);
    ((index - shift * INTERVALS + 1) << shift) - 1
}

impl Latencies {
    pub(super) fn add(&mut self, latency: Duration) {
        let value = u64::try_from(latency.as_micros()).unwrap_or(MAX_US).clamp(1, MAX_US);
        let index = index(value);
        if self.counts.len() <= index {
            self.counts.resize(index + 1, 0);
        }
        self.counts[index] += 1;
        self.count += 1;
        self.max = self.max.max(value);
    }

    /// Returns the number of latencies.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// Returns the latency that this share, such as 0.99, does not exceed, in microseconds.
    #[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 latencies")]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of the count")]
    pub(crate) fn quantile(&self, share: f64) -> u64 {
        let wanted = self.count as f64 * share;
        // `ceil` would be the only reason to load libm.
        let whole = wanted as u64;
        let rank = (whole + u64::from(wanted > whole as f64)).max(1);
        let mut reached = 0;
        let found = self.counts.iter().position(|count| {
            reached += count;
            reached >= rank
        });
        found.map_or(self.max, |index| end(index).min(self.max))
    }

    /// Returns the largest latency, in microseconds.
    pub(crate) fn max(&self) -> u64 {
        self.max
    }

    /// Returns the number of latencies above `low` and up to `high`, in microseconds.
    pub(crate) fn between(&self, low: u64, high: u64) -> u64 {
        let within =
            self.counts.iter().enumerate().filter(|(index, _)| (low + 1..=high).contains(&end(*index)));
        within.map(|(_, count)| count).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_in_an_interval_of_its_size() {
        let values = (0..40_000).chain([MAX_US - 1, MAX_US]).chain((11..32).map(|bits| 1 << bits));
        for value in values {
            let end = end(index(value));
            assert!(end >= value && end - value <= value / INTERVALS, "{value}: {end}");
            assert_eq!(index(end), index(value), "{value}");
            assert_eq!(index(end + 1), index(value) + 1, "{value}");
        }
        assert!(index(MAX_US) < 24_000);
    }

    #[test]
    fn quantiles_are_those_of_the_sorted_values() {
        let mut latencies = Latencies::default();
        assert_eq!((latencies.quantile(0.5), latencies.max(), latencies.count()), (0, 0, 0));
        let mut sorted: Vec<u64> = (1..=9973).map(|number| number * number % 9973 * 17 + 1).collect();
        for value in &sorted {
            latencies.add(Duration::from_micros(*value));
        }
        sorted.sort_unstable();
        for (per_mille, rank) in [(1, 10), (500, 4987), (900, 8976), (990, 9874), (999, 9964), (1000, 9973)] {
            let (exact, told) = (sorted[rank - 1], latencies.quantile(f64::from(per_mille) / 1000.0));
            assert!(told >= exact && told - exact <= exact / INTERVALS, "{per_mille}: {exact} {told}");
        }
        assert_eq!((latencies.max(), latencies.count()), (sorted[9972], 9973));
        assert_eq!(latencies.between(0, MAX_US), 9973);
        latencies.add(Duration::from_secs(100_000));
        assert_eq!(latencies.max(), MAX_US);
    }
}

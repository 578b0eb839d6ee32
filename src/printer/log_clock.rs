//! The time of day in the lines of logs.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The interval at whose limits time zones change their offset, in milliseconds.
const QUARTER_MS: u64 = 15 * 60 * 1000;

/// A clock that writes times in the machine's time zone.
pub(crate) struct LogClock {
    zone: TimeZone,
    /// The quarter of an hour that `offset_s` is for, since 1970.
    quarter: u64,
    /// The offset from UTC, in seconds.
    offset_s: i64,
}

impl LogClock {
    /// Returns a clock in the machine's time zone, or in UTC if that is unknown.
    pub(crate) fn local() -> Self {
        Self::of(TimeZone::try_system().unwrap_or(TimeZone::UTC))
    }

    fn of(zone: TimeZone) -> Self {
        Self { zone, quarter: u64::MAX, offset_s: 0 }
    }

    /// Appends the time of day: `21:05:09`.
    pub(crate) fn write(&mut self, at_ms: u64, line: &mut Vec<u8>) {
        let quarter = at_ms / QUARTER_MS;
        if quarter != self.quarter {
            let time = i64::try_from(at_ms).ok().and_then(|ms| Timestamp::from_millisecond(ms).ok());
            self.offset_s = time.map_or(0, |time| self.zone.to_offset(time).seconds().into());
            self.quarter = quarter;
        }
        let seconds = i64::try_from(at_ms / 1000).unwrap_or_default().saturating_add(self.offset_s);
        let of_day = seconds.rem_euclid(24 * 3600);
        for (unit, separator) in [(of_day / 3600, b':'), (of_day / 60 % 60, b':'), (of_day % 60, b' ')] {
            let unit = u8::try_from(unit).unwrap_or_default();
            line.extend_from_slice(&[b'0' + unit / 10, b'0' + unit % 10, separator]);
        }
        line.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_the_zone() {
        let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("a zone");
        let mut clock = LogClock::of(zone);
        let mut at = |ms| {
            let mut line = Vec::new();
            clock.write(ms, &mut line);
            String::from_utf8(line).expect("a time")
        };
        // Summer time begins on 2026-03-29 at 01:00:00 UTC.
        assert_eq!(at(1_774_745_999_999), "01:59:59");
        assert_eq!(at(1_774_746_000_000), "03:00:00");
        assert_eq!(at(0), "01:00:00");
    }
}

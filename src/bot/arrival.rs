//! The time at which a message arrives, as rules see it.

use jiff::tz::{self, TimeZone};
use jiff::{Timestamp, Zoned, civil};

/// The fields of the time, in rules and placeholders.
pub(crate) const TIME_FIELDS: [&str; 10] =
    ["now", "date", "time", "year", "month", "day", "hour", "minute", "second", "weekday"];

/// The time of arrival.
#[derive(Debug, Clone)]
pub(crate) struct Arrival {
    /// The time in milliseconds since 1970, by the clock of the bot.
    pub now_ms: u64,
    /// The time zone of the rules.
    pub zone: TimeZone,
}

/// Returns the default time zone of rules: that of China, whatever that of the machine is.
pub(crate) fn default_zone() -> TimeZone {
    TimeZone::fixed(tz::offset(8))
}

/// Returns a time zone: `local`, `UTC`, an offset such as `+08:00` or `-5`, or a name such as `Asia/Shanghai`; `None` if
/// the machine does not know it.
pub(crate) fn zone(name: &str) -> Option<TimeZone> {
    match name {
        "local" => TimeZone::try_system().ok(),
        "UTC" | "Z" => Some(TimeZone::UTC),
        _ => offset(name).or_else(|| TimeZone::get(name).ok()),
    }
}

fn offset(text: &str) -> Option<TimeZone> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "0"));
    let number = |text: &str, most: i32| {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|number: &i32| digits && *number <= most)
    };
    let seconds = number(hours, 14)? * 3600 + number(minutes, 59)? * 60;
    Some(TimeZone::fixed(tz::Offset::from_seconds(sign * seconds).ok()?))
}

/// Parses a time in a zone: `21:05`, which is today, `2026-11-30 21:05`, or seconds since 1970. Returns milliseconds
/// since 1970.
pub(crate) fn parse_time(text: &str, zone: &TimeZone, now_ms: u64) -> Option<u64> {
    if let Ok(seconds) = text.parse::<u64>() {
        return seconds.checked_mul(1000).filter(|ms| i64::try_from(*ms).is_ok());
    }
    let today = Timestamp::from_millisecond(i64::try_from(now_ms).ok()?).ok()?.to_zoned(zone.clone()).date();
    let time = match text.parse::<civil::DateTime>() {
        Ok(time) => time,
        Err(_) => today.to_datetime(text.parse::<civil::Time>().ok()?),
    };
    u64::try_from(time.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond()).ok()
}

impl Arrival {
    /// Returns a field of the time; `None` if there is no field of this name.
    pub(crate) fn field(&self, name: &str) -> Option<String> {
        if !TIME_FIELDS.contains(&name) {
            return None;
        }
        let time = self.zoned()?;
        Some(match name {
            "now" => time.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            "date" => time.strftime("%Y-%m-%d").to_string(),
            "time" => time.strftime("%H:%M").to_string(),
            "year" => time.year().to_string(),
            "month" => time.month().to_string(),
            "day" => time.day().to_string(),
            "hour" => time.hour().to_string(),
            "minute" => time.minute().to_string(),
            "second" => time.second().to_string(),
            // 1 is Monday, as in ISO 8601.
            _ => time.weekday().to_monday_one_offset().to_string(),
        })
    }

    fn zoned(&self) -> Option<Zoned> {
        let now_ms = i64::try_from(self.now_ms).ok()?;
        Some(Timestamp::from_millisecond(now_ms).ok()?.to_zoned(self.zone.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_those_of_the_time_zone() {
        let at = |zone: &str, field: &str| {
            // 2026-11-29T20:05:09Z, a Sunday
            let arrival = Arrival { now_ms: 1_795_982_709_000, zone: super::zone(zone).expect("a zone") };
            arrival.field(field).expect("a field")
        };
        let beijing: Vec<String> = TIME_FIELDS.iter().map(|field| at("+08:00", field)).collect();
        let expected = ["2026-11-30 04:05:09", "2026-11-30", "04:05", "2026", "11", "30", "4", "5", "9", "1"];
        assert_eq!(beijing, expected);
        assert_eq!(at("-5", "now"), "2026-11-29 15:05:09");
        assert_eq!(at("UTC", "weekday"), "7");
        assert_eq!(at("+05:30", "time"), "01:35");
    }

    #[test]
    fn offsets_have_a_sign_and_at_most_fourteen_hours() {
        for name in ["08:00", "+15", "+8:60", "+", "-a", "+008", "Nowhere/Here", ""] {
            assert!(zone(name).is_none(), "{name}");
        }
    }

    #[test]
    fn times_are_parsed_in_the_zone() {
        let parse = |text: &str| parse_time(text, &default_zone(), 1_795_982_709_000);
        assert_eq!(parse("1795982709"), Some(1_795_982_709_000));
        for text in ["2026-11-30 04:05:09", "2026-11-30T04:05:09", "04:05:09"] {
            assert_eq!(parse(text), Some(1_795_982_709_000), "{text}");
        }
        assert_eq!(parse("04:05"), Some(1_795_982_700_000));
        for text in ["", "25:00", "noon", "-1", "99999999999999999999", "18446744073709551"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}

//! Times as WeChat Pay writes them, in the time zone of Beijing.

use time::format_description::well_known::Rfc3339;
use time::macros::{format_description, offset};
use time::{Date, OffsetDateTime};

fn beijing(ms: u64) -> OffsetDateTime {
    let seconds = i64::try_from(ms / 1000).unwrap_or_default();
    OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH).to_offset(offset!(+8))
}

/// Returns `2018-06-08T10:34:56+08:00`.
pub(super) fn rfc3339(ms: u64) -> String {
    beijing(ms).format(&Rfc3339).unwrap_or_default()
}

/// Returns `20180608103456`, as in v2.
pub(super) fn compact(ms: u64) -> String {
    let format = format_description!("[year][month][day][hour][minute][second]");
    beijing(ms).format(format).unwrap_or_default()
}

/// Returns `2018-06-08 10:34:56`, as in bills and in v2.
pub(super) fn spaced(ms: u64) -> String {
    let format = format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");
    beijing(ms).format(format).unwrap_or_default()
}

/// Returns `2018-06-08`.
pub(super) fn date(ms: u64) -> String {
    beijing(ms).date().format(format_description!("[year]-[month]-[day]")).unwrap_or_default()
}

/// Returns the hour of the day.
pub(super) fn hour(ms: u64) -> u8 {
    beijing(ms).hour()
}

/// Reads RFC 3339; returns milliseconds since 1970.
pub(super) fn parse_rfc3339(text: &str) -> Option<u64> {
    let time = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    u64::try_from(time.unix_timestamp()).ok()?.checked_mul(1000)
}

/// Reads `20180608103456`, as in v2; returns milliseconds since 1970.
pub(super) fn parse_compact(text: &str) -> Option<u64> {
    let format = format_description!("[year][month][day][hour][minute][second]");
    let time = time::PrimitiveDateTime::parse(text, format).ok()?.assume_offset(offset!(+8));
    u64::try_from(time.unix_timestamp()).ok()?.checked_mul(1000)
}

/// Reads `2018-06-08` or `20180608`; returns the number of whole days from it to the day of `now_ms`, negative for the
/// future.
pub(super) fn days_before(text: &str, now_ms: u64) -> Option<i64> {
    let date = Date::parse(text, format_description!("[year]-[month]-[day]"))
        .or_else(|_| Date::parse(text, format_description!("[year][month][day]")))
        .ok()?;
    Some((beijing(now_ms).date() - date).whole_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_beijing() {
        let ms = 1_528_425_296_000;
        assert_eq!(rfc3339(ms), "2018-06-08T10:34:56+08:00");
        assert_eq!(compact(ms), "20180608103456");
        assert_eq!(spaced(ms), "2018-06-08 10:34:56");
        assert_eq!(
            (parse_rfc3339("2018-06-08T02:34:56Z"), parse_compact("20180608103456")),
            (Some(ms), Some(ms))
        );
        // 23:00 of the day before in Greenwich.
        assert_eq!((date(1_528_412_400_000), hour(1_528_412_400_000)), ("2018-06-08".to_owned(), 7));
        assert_eq!(days_before("2018-06-07", ms), Some(1));
        assert_eq!(days_before("20180609", ms), Some(-1));
        assert_eq!(days_before("2018-6-7", ms), None);
    }
}

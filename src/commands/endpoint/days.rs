//! The days of statistics: dates and spans, checked as WeChat checks them. A day is one of China.

use clap::ArgMatches;
use time::macros::format_description;
use time::{Date, Duration, OffsetDateTime};

use crate::api::{DaySpan, Endpoint};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Wanted;

/// The offset of China's time from UTC, in seconds.
const CHINA_OFFSET_S: u64 = 8 * 3600;

/// Parses a date such as `2026-11-30`.
pub(super) fn date(name: &'static str, given: &str) -> Result<Date, Error> {
    let wrong = || Usage::Parameter { name, value: given.to_owned(), wanted: Wanted::Date };
    Date::parse(given.trim(), format_description!("[year]-[month]-[day]")).map_err(|_| wrong().into())
}

/// Returns a date as WeChat writes it.
pub(super) fn written(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

/// Returns yesterday, the last day of which there are statistics.
fn yesterday(cx: &Context) -> Result<Date, Error> {
    let now = i64::try_from(cx.now().saturating_add(CHINA_OFFSET_S)).unwrap_or(i64::MAX);
    let now = OffsetDateTime::from_unix_timestamp(now).map_err(|error| Error::Bug(error.to_string()))?;
    now.date().previous_day().ok_or_else(|| Error::Bug("no yesterday".to_owned()))
}

/// Returns the first and the last day. Without dates these are the last days of which there are statistics; with one of
/// them, as many days as a call may have.
pub(super) fn span(
    endpoint: &Endpoint,
    span: DaySpan,
    matches: &ArgMatches,
    cx: &Context,
) -> Result<(Date, Date), Error> {
    let given = |name: &'static str| {
        let param = endpoint.params.iter().find(|param| param.name == name);
        let given = param.and_then(|param| Some((param.typed, matches.get_one::<String>(param.flag)?)));
        given.map(|(typed, value)| date(typed, value)).transpose()
    };
    let last = yesterday(cx)?;
    let reach = Duration::days(span.days - 1);
    let (from, to) = match (given(span.from)?, given(span.to)?) {
        (Some(from), Some(to)) => (from, to),
        (Some(from), None) => (from, from.checked_add(reach).unwrap_or(from).min(last.max(from))),
        (None, to) => {
            let to = to.unwrap_or(last);
            (to.checked_sub(reach).unwrap_or(to), to)
        }
    };
    if to > last {
        return Err(Usage::NoStatisticsYet { day: written(to), last: written(last) }.into());
    }
    let days = (to - from).whole_days() + 1;
    if days < 1 {
        return Err(Usage::DaysReversed { from: written(from), to: written(to) }.into());
    }
    if days > span.days {
        return Err(Usage::TooManyDays { days, most: span.days }.into());
    }
    Ok((from, to))
}

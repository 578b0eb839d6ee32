//! The details of a push, and the comparison of two replies, as lines.

use serde_json::Value;

use super::super::said::{remarks, reply_text};
use super::rows::Row;
use crate::message::Severity;
use crate::message::xml::layout;
use crate::printer::{LineChange, ScreenLine, Tone, in_a_line, line_diff, visible};
use crate::recording::leaves;
use crate::relay::{RelayedPush, Standing};
use crate::text::words;

/// Returns the details of a push, with the headers if they are wanted.
pub(super) fn details(row: &Row, shows_headers: bool) -> Vec<ScreenLine> {
    let view = &words().listen_view;
    let push = &*row.push;
    let mut lines = vec![heading(row)];
    let destination = push.recorded.destination.as_deref().unwrap_or_default();
    let mut request = visible(&push.recorded.target).replace(['\n', '\t'], " ");
    request.insert_str(0, &format!("{} ", push.recorded.method));
    lines.push(ScreenLine::new(format!("{request} → {}", in_a_line(destination)), Tone::Dim));
    let standing = match &push.standing {
        Standing::Verified => Some((view.verified, Tone::Good)),
        Standing::Unverified => Some((view.unverified, Tone::Dim)),
        // It is among the remarks.
        Standing::Refused(_) => None,
    };
    lines.extend(standing.map(|(text, tone)| ScreenLine::new(text, tone)));
    let resent = push.resent.map(|resent| (view.resent)(resent.of, resent.is_signed));
    lines.extend(resent.map(|text| ScreenLine::new(text, Tone::Plain)));
    let delivery = (push.delivery > 1).then(|| (view.delivery)(push.delivery));
    lines.extend(delivery.map(|text| ScreenLine::new(text, Tone::Plain)));
    for (severity, said) in remarks(push) {
        let (word, tone) = match severity {
            Severity::Error => (words().error, Tone::Bad),
            Severity::Warning => (words().warning, Tone::Warning),
        };
        let text = |text: &str| visible(text).replace(['\n', '\t'], " ");
        lines.push(ScreenLine(vec![
            (word.to_owned(), tone),
            (format!("{}{}", words().colon, text(&said.message)), Tone::Plain),
        ]));
        let hint = |hint: &String| format!("  {}{}{}", words().hint, words().colon, text(hint));
        lines.extend(said.hints.iter().map(|said| ScreenLine::new(hint(said), Tone::Dim)));
    }
    lines.push(ScreenLine::new(view.message, Tone::Heading));
    lines.extend(body(&push.recorded.message_text()));
    if let Some(answer) = &push.recorded.answer {
        lines.push(ScreenLine::new(format!("{} HTTP {}", view.reply, answer.status), Tone::Heading));
        lines.extend(body(&reply_text(answer)));
    }
    if shows_headers {
        let answer = push.recorded.answer.as_ref().map(|answer| (view.answer_headers, &answer.headers));
        for (title, headers) in [(view.headers, &push.recorded.headers)].into_iter().chain(answer) {
            lines.push(ScreenLine::new(title, Tone::Heading));
            let header = |(name, value): &(String, String)| {
                let value = visible(value).replace(['\n', '\t'], " ");
                ScreenLine(vec![(format!("{}: ", visible(name)), Tone::Dim), (value, Tone::Plain)])
            };
            lines.extend(headers.iter().map(header));
        }
    }
    lines
}

fn heading(row: &Row) -> ScreenLine {
    let text = format!("#{} {}  {}  {}", row.push.number, row.time, row.kind, row.user);
    ScreenLine::new(text.trim_end(), Tone::Heading)
}

/// Returns a body as lines, laid out if it is XML or JSON.
fn body(text: &str) -> Vec<ScreenLine> {
    if text.trim().is_empty() {
        return vec![ScreenLine::new(words().listen_view.empty, Tone::Dim)];
    }
    lines_of(&laid_out(text)).map(|line| ScreenLine::new(line, Tone::Plain)).collect()
}

fn lines_of(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(|line| visible(line).replace('\t', "    "))
}

/// Returns XML with an element in each line, and JSON with a member in each; another text as it is.
pub(super) fn laid_out(text: &str) -> String {
    let start = text.trim_start();
    if start.starts_with('<') {
        return layout::spread(text.trim_end());
    }
    let json: Option<Value> =
        start.starts_with(['{', '[']).then(|| serde_json::from_str(text).ok()).flatten();
    let pretty = json.and_then(|json| serde_json::to_string_pretty(&json).ok());
    pretty.unwrap_or_else(|| text.to_owned())
}

/// Returns the comparison of the replies to two pushes.
pub(super) fn comparison(first: &Row, second: &Row) -> Vec<ScreenLine> {
    let view = &words().listen_view;
    let mut lines =
        vec![ScreenLine::new((view.compared)(first.push.number, second.push.number), Tone::Heading)];
    let (before, after) = (compared_text(first), compared_text(second));
    if before == after {
        lines.push(ScreenLine::new(view.same, Tone::Good));
    } else if is_same_reply(&first.push, &second.push) {
        lines.push(ScreenLine::new(view.same_but_for_times, Tone::Good));
    }
    lines.extend(line_diff(&before, &after, None).into_iter().map(|(change, line)| {
        let tone = match change {
            LineChange::Same | LineChange::LeftOut => Tone::Plain,
            LineChange::Removed => Tone::Bad,
            LineChange::Added => Tone::Good,
        };
        ScreenLine::new(change.signed(&visible(&line).replace('\t', "    ")), tone)
    }));
    lines
}

/// Returns whether two replies differ only in what always differs.
fn is_same_reply(first: &RelayedPush, second: &RelayedPush) -> bool {
    let status = |push: &RelayedPush| push.recorded.answer.as_ref().map(|answer| answer.status);
    let (Some(one), Some(other)) = (&first.verdict, &second.verdict) else { return false };
    let has_fields = !one.fields.0.is_empty();
    has_fields
        && status(first) == status(second)
        && one.reply_type == other.reply_type
        && leaves(&one.fields) == leaves(&other.fields)
}

fn compared_text(row: &Row) -> String {
    match &row.push.recorded.answer {
        Some(answer) => format!("HTTP {}\n{}\n", answer.status, laid_out(&reply_text(answer)).trim_end()),
        None => format!("{}\n", row.reply),
    }
}

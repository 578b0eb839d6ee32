//! The pushes that the view holds: the last ones, in limited memory.

use std::collections::VecDeque;

use super::super::said::{kind, remarks, reply, text};
use crate::commands::mock::stamp;
use crate::message::Severity;
use crate::printer::{LogClock, in_a_line};
use crate::recording::{RecordedBody, RecordedPush};
use crate::relay::RelayedPush;

/// The maximum number of pushes.
const MAX_ROWS: usize = 10_000;
/// The maximum size of all pushes, in bytes.
const MAX_BYTES: usize = 64 << 20;

/// The judgement of a push at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// WeChat accepts the answer.
    Good,
    /// It accepts the answer, but something is remarkable.
    Remarkable,
    /// It does not accept the answer, or there is none.
    Bad,
    /// Nothing is to be judged.
    None,
}

/// A push in the list, with its words.
pub(super) struct Row {
    /// The number in the list, from 0, in the order in which the answers came.
    pub id: u64,
    pub push: Box<RelayedPush>,
    pub time: String,
    pub kind: String,
    pub user: String,
    pub text: String,
    pub reply: String,
    pub mark: Mark,
    bytes: usize,
}

impl Row {
    fn new(id: u64, push: Box<RelayedPush>, clock: &mut LogClock) -> Self {
        let document = push.recorded.document();
        let remarks = remarks(&push);
        let is_wrong = remarks.iter().any(|(severity, _)| *severity == Severity::Error);
        let mark = match &push.verdict {
            Some(verdict) if !verdict.is_accepted() => Mark::Bad,
            _ if is_wrong => Mark::Bad,
            _ if !remarks.is_empty() => Mark::Remarkable,
            Some(_) => Mark::Good,
            None => Mark::None,
        };
        Self {
            id,
            time: stamp(push.recorded.time_ms, clock),
            kind: kind(&push).into_owned(),
            user: in_a_line(document.get("FromUserName").unwrap_or_default()).into_owned(),
            text: in_a_line(text(&document)).into_owned(),
            reply: reply(&push),
            mark,
            bytes: size(&push),
            push,
        }
    }
}

/// The last pushes.
pub(super) struct Rows {
    kept: VecDeque<Row>,
    bytes: usize,
    /// The number of all pushes so far.
    pub total: u64,
    clock: LogClock,
}

impl Rows {
    pub(super) fn new() -> Self {
        Self { kept: VecDeque::new(), bytes: 0, total: 0, clock: LogClock::local() }
    }

    /// Adds a push, and drops the oldest ones beyond the limits. Returns its row.
    pub(super) fn add(&mut self, push: Box<RelayedPush>) -> &Row {
        let row = Row::new(self.total, push, &mut self.clock);
        self.total += 1;
        self.bytes += row.bytes;
        self.kept.push_back(row);
        while self.kept.len() > MAX_ROWS || (self.bytes > MAX_BYTES && self.kept.len() > 1) {
            self.bytes -= self.kept.pop_front().map_or(0, |row| row.bytes);
        }
        &self.kept[self.kept.len() - 1]
    }

    /// Returns the id of the oldest push.
    pub(super) fn first(&self) -> u64 {
        self.total - self.kept.len() as u64
    }

    /// Returns whether older pushes were dropped.
    pub(super) fn has_dropped(&self) -> bool {
        self.first() > 0
    }

    pub(super) fn len(&self) -> usize {
        self.kept.len()
    }

    pub(super) fn get(&self, id: u64) -> Option<&Row> {
        let index = id.checked_sub(self.first())?;
        self.kept.get(usize::try_from(index).ok()?)
    }

    /// Returns the push of this number of the relay.
    pub(super) fn numbered(&self, number: u64) -> Option<&Row> {
        self.kept.iter().rev().find(|row| row.push.number == number)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Row> {
        self.kept.iter()
    }
}

/// Returns about how much memory a push takes, in bytes.
fn size(push: &RelayedPush) -> usize {
    let verdict = push.verdict.as_ref().map_or(0, |verdict| {
        // The reply is held as text, as fields, and as it was decrypted.
        verdict.raw.len() * 2 + verdict.decrypted.as_ref().map_or(0, String::len)
    });
    let original = push.original.as_deref().map_or(0, recorded_size);
    size_of::<RelayedPush>() + recorded_size(&push.recorded) + original + verdict
}

fn recorded_size(push: &RecordedPush) -> usize {
    let body = |body: &RecordedBody| match body {
        RecordedBody::Text(text) => text.len(),
        RecordedBody::Bytes { base64, .. } => base64.len(),
    };
    let headers = |headers: &[(String, String)]| -> usize {
        headers.iter().map(|(name, value)| name.len() + value.len() + 2 * size_of::<String>()).sum()
    };
    let answer = push.answer.as_ref().map_or(0, |answer| {
        headers(&answer.headers) + body(&answer.body) + answer.reply.as_ref().map_or(0, String::len)
    });
    let message = push.message.as_ref().map_or(0, String::len);
    push.target.len() + headers(&push.headers) + body(&push.body) + message + answer
}

//! The pushes that the view holds: the last ones, in limited memory.

use std::collections::VecDeque;
use std::sync::Arc;

use super::super::said::{Mark, kind, mark, remarks, reply, text};
use crate::commands::mock::stamp;
use crate::printer::{LogClock, in_a_line};
use crate::relay::RelayedPush;

/// The maximum number of pushes.
const MAX_ROWS: usize = 10_000;
/// The maximum size of all pushes, in bytes.
const MAX_BYTES: usize = 64 << 20;

/// A push in the list, with its words.
pub(super) struct Row {
    /// The number in the list, from 0, in the order in which the answers came.
    pub id: u64,
    pub push: Arc<RelayedPush>,
    pub time: String,
    pub kind: String,
    pub user: String,
    pub text: String,
    pub reply: String,
    pub mark: Mark,
    bytes: usize,
}

impl Row {
    fn new(id: u64, push: Arc<RelayedPush>, clock: &mut LogClock) -> Self {
        let document = push.recorded.document();
        Self {
            id,
            time: stamp(push.recorded.time_ms, clock),
            kind: kind(&push).into_owned(),
            user: in_a_line(document.get("FromUserName").unwrap_or_default()).into_owned(),
            text: in_a_line(text(&document)).into_owned(),
            reply: reply(&push),
            mark: mark(&push, &remarks(&push)),
            bytes: push.bytes(),
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
    pub(super) fn add(&mut self, push: Arc<RelayedPush>) -> &Row {
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

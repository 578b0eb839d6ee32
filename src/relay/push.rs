//! The reports of a relay.

use std::sync::Arc;

use super::opened::{Sealed, Standing};
use crate::http::Failure;
use crate::message::{Credentials, Format, Verdict};
use crate::recording::{RecordedBody, RecordedPush};

/// A push that was forwarded.
#[derive(Debug)]
pub(crate) struct RelayedPush {
    /// The number of the push, from 1.
    pub number: u64,
    /// The push and its answer.
    pub recorded: RecordedPush,
    /// The name of its kind; `verify-url` for a check of the URL.
    pub kind: String,
    /// The result of verifying it.
    pub standing: Standing,
    /// The credentials and the mode that it was signed and encrypted with.
    pub credentials: Credentials,
    /// The format of its message.
    pub format: Format,
    /// The push with its secrets and ids, if `recorded` is without them and it may be sent again, or if users have
    /// pseudonyms.
    pub original: Option<Box<RecordedPush>>,
    /// The push that it repeats, if it was sent again from here.
    pub resent: Option<Resent>,
    /// The number of this delivery, from 1.
    pub delivery: u32,
    /// The verdict on the answer of the bot.
    pub verdict: Option<Verdict>,
    /// The encrypted push, if its answer is encrypted too and was not judged.
    pub unjudged: Option<Sealed>,
    /// The failure, if the bot did not answer.
    pub failure: Option<Failure>,
    /// `true` if webot answered in place of the bot.
    pub answered_by_webot: bool,
    /// `true` if the bot accepts a probe of WeChat Pay, whose signature is false on purpose.
    pub accepts_probe: bool,
    /// `true` if the sender closed the connection before the answer.
    pub hung_up: bool,
}

/// A report of a relay.
#[derive(Debug)]
pub(crate) enum RelayEvent {
    /// A push was forwarded.
    Push(Arc<RelayedPush>),
    /// A push cannot be recorded; the message of the system. Forwarding goes on.
    NotRecorded(String),
    /// Pushes are recorded again; holds the number of those that were not.
    RecordsAgain(u64),
    /// Reports were dropped, because they could not be printed fast enough.
    Lost(u64),
}

impl RelayedPush {
    /// Returns about how much memory it takes, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        let verdict = self.verdict.as_ref().map_or(0, |verdict| {
            // The reply is held as text, as fields, and as it was decrypted.
            verdict.raw.len() * 2 + verdict.decrypted.as_ref().map_or(0, String::len)
        });
        let original = self.original.as_deref().map_or(0, recorded_bytes);
        size_of::<Self>() + recorded_bytes(&self.recorded) + original + verdict
    }
}

fn recorded_bytes(push: &RecordedPush) -> usize {
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

/// The origin of a push that was sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Resent {
    /// The number of the push that it repeats.
    pub of: u64,
    /// `true` if its signature is new.
    pub is_signed: bool,
}

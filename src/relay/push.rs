//! The reports of a relay.

use super::opened::{Sealed, Standing};
use super::resend::Resent;
use crate::http::Failure;
use crate::message::{Credentials, Format, Verdict};
use crate::recording::RecordedPush;

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
    /// The push with its secrets and ids, if `recorded` is without them and it may be sent again.
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
    Push(Box<RelayedPush>),
    /// A push cannot be recorded; the message of the system. Forwarding goes on.
    NotRecorded(String),
    /// Pushes are recorded again; holds the number of those that were not.
    RecordsAgain(u64),
    /// Reports were dropped, because they could not be printed fast enough.
    Lost(u64),
}

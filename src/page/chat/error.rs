//! The errors of a conversation, as data.

use std::io;

use crate::bot::{LocalBotError, Problem};
use crate::probe::{ComposeError, ProbeError};
use crate::recording::RecordingError;

/// The reason why a call of a page cannot be done.
#[derive(Debug)]
pub(crate) enum ChatError {
    /// The page called something that there is not, or with wrong values: page and program differ.
    Call(String),
    /// There is no user with this id.
    NoUser(String),
    /// There are as many users as there may be.
    TooManyUsers(usize),
    /// The entry is no longer there.
    NoEntry,
    /// There is nothing to save or to export.
    Empty,
    /// The push cannot be composed.
    Compose(ComposeError),
    /// The push cannot be delivered.
    Probe(ProbeError),
    /// The rules have problems.
    Rules(Vec<Problem>),
    /// The bot cannot be started.
    Bot(LocalBotError),
    /// The conversation cannot be read.
    Recording(RecordingError),
    /// The system provides no random numbers.
    Random(io::Error),
}

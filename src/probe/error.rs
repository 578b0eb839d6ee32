//! What can go wrong before a bot is asked.

use std::io;

use crate::http::Failure;
use crate::message::PathError;

/// Words that describe no push.
#[derive(Debug)]
pub enum ComposeError {
    /// More words than the kind has fields for.
    TooManyWords {
        /// The kind's name.
        kind: String,
        /// The fields that words fill.
        takes: Vec<&'static str>,
    },
    /// A field that holds a number, and another value for it.
    NotNumber {
        /// The field.
        field: &'static str,
        /// The value.
        value: String,
    },
    /// A path that leads to no field.
    Path(PathError),
    /// A character that XML cannot carry.
    Control(char),
    /// A subscription state with a kind that has none.
    SubscribedWithoutScan,
    /// A random number could not be had.
    Random(io::Error),
    /// The table lacks a kind that it must have.
    NoKind(&'static str),
}

impl From<PathError> for ComposeError {
    fn from(error: PathError) -> Self {
        Self::Path(error)
    }
}

/// Why a push could not be delivered.
#[derive(Debug)]
pub enum ProbeError {
    /// The bot could not be reached at all.
    Unreachable {
        /// The bot's URL, without secrets.
        url: String,
        /// What happened.
        failure: Failure,
    },
    /// A notification of WeChat Pay, and no key to sign it with.
    NoPayCredentials,
    /// A push that cannot be written as a notification; its kind.
    NoNotification(String),
    /// A random number could not be had.
    Random(io::Error),
}

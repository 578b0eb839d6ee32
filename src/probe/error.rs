//! Errors of composing and delivering a push.

use std::io;

use crate::http::Failure;
use crate::message::PathError;

/// The reason why words describe no push.
#[derive(Debug)]
pub(crate) enum ComposeError {
    /// There are more words than the kind has main fields.
    TooManyWords {
        /// The kind's name.
        kind: String,
        /// The main fields, which words fill.
        takes: Vec<&'static str>,
    },
    /// The value of a number field is not a number.
    NotNumber {
        /// The field.
        field: &'static str,
        /// The value.
        value: String,
    },
    /// A path to a field is invalid.
    Path(PathError),
    /// A value contains a character that XML cannot represent.
    Control(char),
    /// A word looks like the name of a kind, but there is no such kind.
    UnknownKind {
        /// The word.
        word: String,
        /// The near names.
        closest: Vec<String>,
    },
    /// `--subscribed` was given with a kind other than `scan`.
    SubscribedWithoutScan,
    /// The system provides no random numbers.
    Random(io::Error),
    /// The table of kinds lacks this kind; a bug in webot.
    NoKind(&'static str),
}

impl From<PathError> for ComposeError {
    fn from(error: PathError) -> Self {
        Self::Path(error)
    }
}

/// The reason why a push could not be delivered.
#[derive(Debug)]
pub(crate) enum ProbeError {
    /// The bot could not be reached at all.
    Unreachable {
        /// The bot's URL, without secrets.
        url: String,
        /// The reason.
        failure: Failure,
    },
    /// A push is not for intelligent bots, but the URL is that of their WebSocket.
    NotForSocket {
        /// The name of its kind.
        kind: String,
        /// The URL of the WebSocket.
        url: String,
    },
    /// The WebSocket of intelligent bots has no URL check; holds its URL.
    NoSocketCheck(String),
    /// A notification of WeChat Pay needs a key to sign it.
    NoPayCredentials,
    /// A notice of WeChat Pay v2 needs the API key to sign it.
    NoPayKey,
    /// A push of this kind cannot be written as a notification.
    NoNotification(String),
    /// The system provides no random numbers.
    Random(io::Error),
}

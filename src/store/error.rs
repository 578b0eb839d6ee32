//! Errors of stores.

use std::io;

/// The error of a store that cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {cause}")]
pub(crate) struct StoreError {
    /// The file, folder or server, without passwords.
    pub place: String,
    /// The reason.
    pub cause: StoreCause,
}

/// The reason why a store cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreCause {
    /// An error of the operating system.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The message of a server, such as Redis.
    #[error("{0}")]
    Server(String),
    /// The server did not answer within this many seconds.
    #[error("no answer within {0} s")]
    NoAnswer(u64),
    /// Another process holds the lock.
    #[error("another process holds the lock")]
    Locked,
    /// The user has no home folder.
    #[error("there is no home folder")]
    NoHome,
    /// The file is not valid JSON.
    #[error("not valid JSON: line {line}, column {column}: {reason}")]
    Damaged {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// The message of the parser.
        reason: String,
    },
    /// The file has an invalid value under this key.
    #[error("`{0}` has a value of the wrong type")]
    Key(&'static str),
    /// Sessions cannot be stored or read; holds the reason, without secrets.
    #[error("{0}")]
    Sessions(String),
}

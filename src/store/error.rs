//! Errors of stores.

use std::io;

/// The error of a store that cannot be read or written.
#[derive(Debug)]
pub struct StoreError {
    /// The file, folder or server, without passwords.
    pub place: String,
    /// The reason.
    pub cause: StoreCause,
}

/// The reason why a store cannot be used.
#[derive(Debug)]
pub enum StoreCause {
    /// An error of the operating system.
    Io(io::Error),
    /// The message of a server, such as Redis.
    Server(String),
    /// The server did not answer within this many seconds.
    NoAnswer(u64),
    /// Another process holds the lock.
    Locked,
    /// The user has no home folder.
    NoHome,
    /// The file is not valid JSON.
    Damaged {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// The message of the parser.
        reason: String,
    },
    /// The file has an invalid value under this key.
    Key(&'static str),
}

impl From<io::Error> for StoreCause {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

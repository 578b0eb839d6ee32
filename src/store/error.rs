//! Why a store cannot be used.

use std::io;

/// A store that cannot be read or written.
#[derive(Debug)]
pub struct StoreError {
    /// The file, folder or server, without passwords.
    pub place: String,
    /// Why.
    pub cause: StoreCause,
}

/// Why a store cannot be used.
#[derive(Debug)]
pub enum StoreCause {
    /// The words of the operating system.
    Io(io::Error),
    /// The words of a server, such as Redis.
    Server(String),
    /// A server that does not answer within this many seconds.
    NoAnswer(u64),
    /// Another process holds the lock.
    Locked,
    /// The user has no home folder.
    NoHome,
    /// A file that is not the JSON that it should be.
    Damaged {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What was expected.
        reason: String,
    },
    /// A file in which this key has a value that it cannot have.
    Key(&'static str),
}

impl From<io::Error> for StoreCause {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

//! What can be wrong with a configuration file.

use std::io;
use std::path::PathBuf;

use crate::lang::Wanted;

/// What is wrong with a configuration file or a value in it.
#[derive(Debug)]
pub enum ConfigError {
    /// A file that was named is not there or cannot be read.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file that cannot be written.
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Not the JSON that it should be.
    Syntax {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What was expected.
        reason: String,
        /// The line itself, with its values hidden.
        excerpt: String,
    },
    /// A value that its key cannot have.
    Value {
        /// The file or the variable.
        origin: String,
        /// The key.
        key: &'static str,
        /// What it takes.
        wanted: Wanted,
    },
    /// A profile that the file does not have.
    NoProfile {
        /// Its name.
        name: String,
        /// Those that it has.
        known: Vec<String>,
    },
    /// `env:NAME` names a variable that is not set.
    MissingVariable {
        /// The key in the file.
        key: &'static str,
        /// The variable.
        name: String,
    },
    /// `file:PATH` names a file that cannot be read.
    UnreadableValue {
        /// The key in the file.
        key: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

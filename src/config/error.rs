//! Errors of configuration files.

use std::io;
use std::path::PathBuf;

use super::ownership::Distrust;
use super::redirect::Redirect;
use crate::lang::Wanted;

/// An error of a configuration file or of a value in it.
#[derive(Debug)]
pub(crate) enum ConfigError {
    /// The file does not exist or cannot be read.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The operating system's error.
        source: io::Error,
    },
    /// The file cannot be written.
    Unwritable {
        /// The file.
        path: PathBuf,
        /// The operating system's error.
        source: io::Error,
    },
    /// The file is not valid JSON.
    Syntax {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// The message of the parser.
        reason: String,
        /// The line itself, with its values masked.
        excerpt: String,
    },
    /// The value is invalid for its key.
    Value {
        /// The file or the environment variable.
        origin: String,
        /// The key.
        key: &'static str,
        /// The requirement for the value.
        wanted: Wanted,
    },
    /// The file does not contain this profile.
    NoProfile {
        /// The name of the profile.
        name: String,
        /// The names of the profiles in the file.
        known: Vec<String>,
    },
    /// `env:NAME` names a variable that is unset or empty.
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
        /// The operating system's error.
        source: io::Error,
    },
    /// `env:NAME` in a project file names a variable whose name does not start with `WX_`.
    ForeignVariable {
        /// The key in the file.
        key: &'static str,
        /// The variable.
        name: String,
        /// The project file.
        path: PathBuf,
        /// The user's own file, which may allow it.
        own: Option<PathBuf>,
    },
    /// `file:PATH` in a project file leads out of its folder.
    ForeignFile {
        /// The key in the file.
        key: &'static str,
        /// The file that it leads to.
        target: PathBuf,
        /// The project file.
        path: PathBuf,
    },
    /// A file that another user could have written would be changed.
    Distrusted {
        /// The file.
        path: PathBuf,
        /// The reason.
        reason: Distrust,
    },
    /// A project file sends a secret elsewhere that it does not hold itself.
    Redirected(Box<Redirect>),
}

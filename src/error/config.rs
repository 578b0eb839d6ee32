//! What can be wrong with the configuration.

use std::path::PathBuf;

use super::Wanted;
use crate::bot::Problem;
use crate::config::Key;
use crate::message::envelope::KeyError;

/// What is wrong with the configuration.
#[derive(Debug)]
pub enum Config {
    /// The store of sessions cannot be used; where it is, and why.
    Sessions(String),
    /// A file of rules is wrong.
    Rules(Vec<Problem>),
    /// A file that was named is not there or cannot be read.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
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
        source: std::io::Error,
    },
    /// A key from the environment or a file that cannot be one.
    AesKey {
        /// The variable or the file.
        origin: String,
        /// What is wrong with it.
        error: KeyError,
    },
    /// Encryption was asked for without a key.
    NoAesKey,
    /// A secret that is needed.
    MissingSecret {
        /// The flag that gives it.
        flag: &'static str,
        /// The variable that gives it; empty where none does.
        env: &'static str,
        /// The key in `wx_config.json`; empty where no file keeps it.
        key: &'static str,
    },
    /// Something that is no secret and that is needed.
    MissingSetting {
        /// The flag that gives it.
        flag: &'static str,
        /// The variable that gives it.
        env: &'static str,
        /// The key in `wx_config.json`.
        key: &'static str,
    },
    /// An account is needed, and this of it is not known.
    NoCredential {
        /// What is not known.
        key: Key,
        /// Whether the mock is asked, which takes any.
        mock: bool,
    },
    /// `token_store` is `config`, and there is no file.
    NoFileForTokens,
    /// What is wrong with the URL of the token store.
    TokenStore(String),
    /// A notification of WeChat Pay is verified with a certificate or a public key.
    NoPublicKey,
    /// Paying needs a key of v2 or v3.
    NoPayKey,
    /// A notification of WeChat Pay needs the APIv3 key.
    NoApiV3Key,
    /// A notification of WeChat Pay needs a key to sign with.
    NoPrivateKey,
    /// Encryption was asked for without a receiver.
    NoReceiver,
}

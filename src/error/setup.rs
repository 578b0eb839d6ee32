//! Credentials and settings that a command needs and does not have.

use crate::bot::Problem;
use crate::message::envelope::KeyError;

/// A credential or setting that is missing or cannot be used.
#[derive(Debug)]
pub enum Setup {
    /// The store of sessions cannot be used; where it is, and why.
    Sessions(String),
    /// A file of rules is wrong.
    Rules(Vec<Problem>),
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

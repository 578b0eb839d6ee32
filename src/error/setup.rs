//! Credentials and settings that are missing or cannot be used.

use crate::bot::Problem;
use crate::crypt::pkcs12::Pkcs12Error;
use crate::message::envelope::KeyError;

/// A credential or setting that is missing or cannot be used.
#[derive(Debug)]
pub(crate) enum Setup {
    /// The store of sessions cannot be used; holds its location and the reason.
    Sessions(String),
    /// The clock of the machine shows a time before 1970.
    Clock,
    /// The accounts of a file of rules cannot be resolved, or the rules of the demo bot are wrong.
    Rules(Vec<Problem>),
    /// The `EncodingAESKey` in the environment or a file is wrong.
    AesKey {
        /// The variable or the file.
        origin: String,
        /// The reason.
        error: KeyError,
    },
    /// Encryption was requested without a key.
    NoAesKey,
    /// A required secret is missing.
    MissingSecret {
        /// The flag that sets it.
        flag: &'static str,
        /// The variable that sets it; empty if there is none.
        env: &'static str,
        /// The key in `wx_config.json`; empty if there is none.
        key: &'static str,
    },
    /// A required setting that is not secret is missing.
    MissingSetting {
        /// The flag that sets it.
        flag: &'static str,
        /// The variable that sets it.
        env: &'static str,
        /// The key in `wx_config.json`.
        key: &'static str,
    },
    /// No tokens of a user are stored.
    NoLogin {
        /// The openid.
        openid: String,
        /// The flag that gives the token instead.
        flag: &'static str,
    },
    /// Verifying a WeChat Pay notification requires a certificate or a public key.
    NoPublicKey,
    /// Verifying WeChat Pay's answers requires its certificate or public key.
    NoPlatformKey,
    /// The merchant's certificate is a PKCS#12 file that cannot be used.
    Pkcs12 {
        /// The file.
        path: String,
        /// The merchant ID, which is the password.
        mchid: String,
        /// The reason.
        error: Pkcs12Error,
    },
    /// Signing a payment requires a key of v2 or v3.
    NoPayKey,
    /// A WeChat Pay notification requires the APIv3 key.
    NoApiV3Key,
    /// Signing a WeChat Pay notification requires a private key.
    NoPrivateKey,
    /// Encryption was requested without a receiver.
    NoReceiver,
    /// Two profiles are this account, with different secrets.
    AccountTwice(String),
    /// No profile has an account.
    NoAccounts,
    /// A token server would ask itself for tokens; the base URL of the API.
    AsksItself(String),
    /// A relay would forward pushes to itself; holds its URL.
    ForwardsToItself(String),
}

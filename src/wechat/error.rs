//! The errors of calls of WeChat's API.

use std::io;

use super::pay::{PayAnswerError, PayRefusal};
use super::reply::{NotWechat, Refusal};
use super::sealed::SealedError;
use crate::api::errcode::ErrcodeFamily;
use crate::config::{ConfigError, Key};
use crate::http::Failure;
use crate::store::StoreError;

/// An error of a call of WeChat's API.
#[derive(Debug)]
pub(crate) enum WechatError {
    /// WeChat answered with an errcode.
    Refused(Box<Refusal>),
    /// No response arrived.
    Network {
        /// The URL, without secrets.
        url: String,
        /// The reason.
        failure: Failure,
    },
    /// The response is not WeChat's, or it is incomplete.
    NotWechat {
        /// The URL, without secrets.
        url: String,
        /// The HTTP status.
        status: u16,
        /// The reason.
        reason: NotWechat,
        /// The beginning of the body.
        excerpt: String,
    },
    /// WeChat Pay refused the request.
    PayRefused(Box<PayRefusal>),
    /// The answer of WeChat Pay is not signed as it must be.
    PayAnswer(PayAnswerError),
    /// The answer of an encrypted call cannot be opened.
    Sealed(SealedError),
    /// WeChat does not know this ticket of a QR code.
    NoPicture,
    /// The response lacks the requested member.
    NoMember {
        /// `access_token` or `ticket`.
        member: String,
    },
    /// The `expires_in` of a token or ticket is not a positive number; the value.
    Lifetime(String),
    /// The call needs an account, and this key is not configured.
    NoCredential {
        /// The missing key.
        key: Key,
        /// `true` if the built-in mock is asked, which needs this key as well.
        of_mock: bool,
    },
    /// No `suite_ticket` is stored, or it has expired.
    NoSuiteTicket {
        /// `true` for the mock, which has a store of its own.
        of_mock: bool,
    },
    /// No permanent code of this company is stored.
    NoPermanentCode(String),
    /// `token_store` is `config`, and there is no configuration file.
    NoFileForTokens,
    /// The URL of the token store is invalid; the reason.
    TokenStore(String),
    /// A configuration file or a value in it is invalid.
    Config(ConfigError),
    /// The token store cannot be used.
    Store(StoreError),
    /// A token was refreshed, but the store still holds the one that ended with the refresh.
    DeadToken(StoreError),
    /// The state of the built-in mock cannot be read or written.
    Mock(MockStateError),
    /// A file cannot be read while it is sent.
    Upload(io::Error),
    /// The output file cannot be written.
    Output(io::Error),
    /// A bug in webot.
    Bug(String),
}

/// The state of the built-in mock cannot be read or written.
#[derive(Debug)]
pub(crate) enum MockStateError {
    /// The file, and the operating system's error.
    Io {
        /// The file.
        path: String,
        /// The operating system's error.
        source: io::Error,
    },
    /// Another process holds the file.
    Held {
        /// The file.
        path: String,
        /// The URL of the `webot mock` that holds it, if it says so.
        url: Option<String>,
    },
}

impl std::fmt::Display for MockStateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io { path, source } => write!(f, "{path}: {source}"),
            Self::Held { path, .. } => write!(f, "{path}: another process holds it"),
        }
    }
}

impl From<ConfigError> for WechatError {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<Refusal> for WechatError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

/// Converts WeChat's refusal into an error.
pub(super) fn refused(refusal: Refusal) -> WechatError {
    debug_assert!(matches!(refusal.family, ErrcodeFamily::Api | ErrcodeFamily::Work));
    refusal.into()
}

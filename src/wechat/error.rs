//! What WeChat's API, or the way to it, brings in place of an answer.

use std::io;

use super::reply::{Foreign, Refusal};
use crate::config::{ConfigError, Key};
use crate::http::Failure;
use crate::store::StoreError;

/// Why a call of WeChat's API has no answer.
#[derive(Debug)]
pub enum WechatError {
    /// An errcode.
    Refused(Box<Refusal>),
    /// No answer came.
    Network {
        /// The URL, without secrets.
        url: String,
        /// What happened.
        failure: Failure,
    },
    /// An answer that is not WeChat's, or half of one.
    Foreign {
        /// The URL, without secrets.
        url: String,
        /// The status.
        status: u16,
        /// What it is.
        foreign: Foreign,
        /// How it begins.
        excerpt: String,
    },
    /// A refusal of WeChat Pay v3.
    PayRefused {
        /// The status.
        status: u16,
        /// WeChat Pay's word for it, such as `PARAM_ERROR`.
        code: String,
        /// Its own words.
        message: String,
    },
    /// A ticket of a QR code that WeChat does not know.
    NoPicture,
    /// An answer without what was asked for; the member that is missing.
    NoMember {
        /// `access_token` or `ticket`.
        member: String,
    },
    /// An account is needed, and this of it is not known.
    NoCredential {
        /// What is not known.
        key: Key,
    },
    /// `token_store` is `config`, and there is no file.
    NoFileForTokens,
    /// What is wrong with the URL of the token store.
    TokenStore(String),
    /// A configuration file.
    Config(ConfigError),
    /// A store of tokens.
    Store(StoreError),
    /// The state of the built-in mock cannot be read or written.
    Mock(MockStateError),
    /// The file that the answer goes into.
    Output(io::Error),
    /// Something that cannot happen.
    Bug(String),
}

/// The state of the built-in mock cannot be read or written.
#[derive(Debug)]
pub struct MockStateError {
    /// The file.
    pub path: String,
    /// What the system says.
    pub source: io::Error,
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

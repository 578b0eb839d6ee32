//! What can go wrong, as data. The sentences stand in `text`, the exit codes here and only here.

mod config;
mod usage;
mod wechat;

pub use config::Config;
pub use usage::{Usage, Wanted};
pub use wechat::Wechat;

use crate::crypt::CryptError;
use crate::http::Failure;
use crate::message::PathError;
use crate::probe::{ComposeError, ProbeError};
use crate::wechat::Refusal;

/// The exit codes of every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// The other side said no, or an expectation was not met.
    No = 1,
    /// The command line is wrong.
    Usage = 2,
    /// Credentials or configuration.
    Config = 3,
    /// Network or timeout.
    Network = 4,
    /// A bug of ours.
    Bug = 5,
    /// Interrupted.
    Interrupted = 130,
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command line.
    #[error("usage: {0:?}")]
    Usage(Usage),
    /// A configuration file, or a credential that is missing.
    #[error("configuration: {0:?}")]
    Config(Config),
    /// No answer came.
    #[error("no answer from {url}: {failure:?}")]
    Network {
        /// The URL, without what webot added to it.
        url: String,
        /// What happened.
        failure: Failure,
    },
    /// WeChat's API: a refusal, no answer, or an answer that is none of WeChat's.
    #[error("WeChat: {0:?}")]
    Wechat(Box<Wechat>),
    /// Something that does not open.
    #[error("{0}")]
    Crypt(CryptError),
    /// A store of tokens or menus.
    #[error("store: {0}")]
    Store(String),
    /// A file or stream of this machine.
    #[error("{path}: {source}")]
    Io {
        /// The file, or `stdout`.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// Somebody was asked and said no.
    #[error("declined")]
    Declined,
    /// Ctrl-C.
    #[error("interrupted")]
    Interrupted,
    /// Whoever read our output has gone.
    #[error("closed pipe")]
    ClosedPipe,
    /// Something that cannot happen.
    #[error("bug: {0}")]
    Bug(String),
}

impl Error {
    /// The exit code.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) => Exit::Usage,
            Self::Network { .. } => Exit::Network,
            Self::Crypt(_) => Exit::No,
            Self::Wechat(wechat) => match **wechat {
                Wechat::Refused(_)
                | Wechat::PayRefused { .. }
                | Wechat::NoMember { .. }
                | Wechat::NoPicture => Exit::No,
                Wechat::Network { .. } | Wechat::Foreign { .. } => Exit::Network,
            },
            // A disk or terminal that fails is not the other side either.
            Self::Config(_) | Self::Io { .. } | Self::Store(_) => Exit::Config,
            Self::Interrupted | Self::Declined => Exit::Interrupted,
            Self::ClosedPipe => Exit::Done,
            Self::Bug(_) => Exit::Bug,
        }
    }

    /// The number in `--json`: WeChat's own where there is one, else the exit code.
    pub fn code(&self) -> i64 {
        match self.refusal() {
            Some(refusal) => refusal.errcode,
            None => self.exit() as i64,
        }
    }

    /// WeChat's refusal, where it is one.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Wechat(wechat) => match &**wechat {
                Wechat::Refused(refusal) => Some(refusal),
                _ => None,
            },
            _ => None,
        }
    }

    /// The word in `--json`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Usage(_) => "usage",
            Self::Config(_) => "config",
            Self::Network { failure, .. } => failure.name(),
            Self::Crypt(_) => "crypt",
            Self::Wechat(wechat) => match &**wechat {
                Wechat::Refused(_) => "api",
                Wechat::Network { failure, .. } => failure.name(),
                Wechat::Foreign { foreign, .. } => foreign.name(),
                Wechat::NoMember { .. } => "no-token",
                Wechat::NoPicture => "no-picture",
                Wechat::PayRefused { .. } => "pay",
            },
            Self::Io { .. } => "io",
            Self::Store(_) => "store",
            Self::Interrupted => "interrupted",
            Self::Declined => "declined",
            Self::ClosedPipe => "closed-pipe",
            Self::Bug(_) => "bug",
        }
    }
}

impl From<Wechat> for Error {
    fn from(wechat: Wechat) -> Self {
        Self::Wechat(Box::new(wechat))
    }
}

impl From<Usage> for Error {
    fn from(usage: Usage) -> Self {
        Self::Usage(usage)
    }
}

impl From<Config> for Error {
    fn from(config: Config) -> Self {
        Self::Config(config)
    }
}

impl From<CryptError> for Error {
    fn from(crypt: CryptError) -> Self {
        Self::Crypt(crypt)
    }
}

impl From<ComposeError> for Error {
    fn from(error: ComposeError) -> Self {
        let usage = match error {
            ComposeError::TooManyWords { kind, takes } => Usage::TooManyArguments { kind, takes },
            ComposeError::NotNumber { field, value } => {
                Usage::Value { flag: field, value, wanted: Wanted::Number }
            }
            ComposeError::Path(error) => Usage::Path(error),
            ComposeError::Control(char) => Usage::Control(char),
            ComposeError::SubscribedWithoutScan => Usage::SubscribedWithoutScan,
            ComposeError::Random(error) => return Self::Bug(error.to_string()),
            ComposeError::NoKind(name) => return Self::Bug(format!("the table has no kind `{name}`")),
        };
        Self::Usage(usage)
    }
}

impl From<ProbeError> for Error {
    fn from(error: ProbeError) -> Self {
        match error {
            ProbeError::Unreachable { url, failure } => Self::Network { url, failure },
            ProbeError::NoPayCredentials => Self::Config(Config::NoPrivateKey),
            ProbeError::NoNotification(kind) => {
                Self::Bug(format!("`{kind}` cannot be written as a notification"))
            }
            ProbeError::Random(error) => Self::Bug(error.to_string()),
        }
    }
}

impl From<PathError> for Error {
    fn from(path: PathError) -> Self {
        Self::Usage(Usage::Path(path))
    }
}

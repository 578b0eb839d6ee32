//! What can go wrong, as data. The sentences stand in `text`, the exit codes here and only here.

mod setup;
mod usage;

pub use setup::Setup;
pub use usage::Usage;

use crate::bot::{DemoError, demo};
use crate::config::ConfigError;
use crate::crypt::CryptError;
use crate::http::Failure;
use crate::lang::Wanted;
use crate::message::PathError;
use crate::probe::{ComposeError, ProbeError};
use crate::store::StoreError;
use crate::wechat::{Refusal, WechatError};

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
#[derive(Debug)]
pub enum Error {
    /// The command line.
    Usage(Usage),
    /// A configuration file.
    Config(ConfigError),
    /// A credential or setting that is missing.
    Setup(Setup),
    /// No answer came.
    Network {
        /// The URL, without what webot added to it.
        url: String,
        /// What happened.
        failure: Failure,
    },
    /// WeChat's API: a refusal, no answer, or an answer that is none of WeChat's.
    Wechat(WechatError),
    /// Something that does not open.
    Crypt(CryptError),
    /// A store of tokens or menus.
    Store(StoreError),
    /// A file or stream of this machine.
    Io {
        /// The file, or `stdout`.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// Somebody was asked and said no.
    Declined,
    /// Ctrl-C.
    Interrupted,
    /// Whoever read our output has gone.
    ClosedPipe,
    /// Something that cannot happen.
    Bug(String),
}

impl Error {
    /// The exit code.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) => Exit::Usage,
            Self::Network { .. } => Exit::Network,
            Self::Crypt(_) => Exit::No,
            Self::Wechat(error) => match error {
                WechatError::Refused(_)
                | WechatError::PayRefused { .. }
                | WechatError::NoMember { .. }
                | WechatError::NoPicture => Exit::No,
                WechatError::Network { .. } | WechatError::NotWechat { .. } => Exit::Network,
                WechatError::NoCredential { .. }
                | WechatError::NoFileForTokens
                | WechatError::TokenStore(_)
                | WechatError::Config(_)
                | WechatError::Store(_)
                | WechatError::Mock(_)
                | WechatError::Output(_) => Exit::Config,
                WechatError::Bug(_) => Exit::Bug,
            },
            // A disk or terminal that fails is not the other side either.
            Self::Config(_) | Self::Setup(_) | Self::Io { .. } | Self::Store(_) => Exit::Config,
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
            Self::Wechat(WechatError::Refused(refusal)) => Some(refusal),
            _ => None,
        }
    }

    /// The word in `--json`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Usage(_) => "usage",
            Self::Config(_) | Self::Setup(_) => "config",
            Self::Network { failure, .. } => failure.name(),
            Self::Crypt(_) => "crypt",
            Self::Wechat(error) => match error {
                WechatError::Refused(_) => "api",
                WechatError::Network { failure, .. } => failure.name(),
                WechatError::NotWechat { reason, .. } => reason.name(),
                WechatError::NoMember { .. } => "no-token",
                WechatError::NoPicture => "no-picture",
                WechatError::PayRefused { .. } => "pay",
                WechatError::NoCredential { .. }
                | WechatError::NoFileForTokens
                | WechatError::TokenStore(_)
                | WechatError::Config(_) => "config",
                WechatError::Store(_) => "store",
                WechatError::Mock(_) | WechatError::Output(_) => "io",
                WechatError::Bug(_) => "bug",
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

impl From<WechatError> for Error {
    fn from(error: WechatError) -> Self {
        match error {
            WechatError::Config(error) => Self::Config(error),
            WechatError::Output(source) => Self::Io { path: "--output".to_owned(), source },
            WechatError::Bug(what) => Self::Bug(what),
            error => Self::Wechat(error),
        }
    }
}

impl From<Usage> for Error {
    fn from(usage: Usage) -> Self {
        Self::Usage(usage)
    }
}

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<Setup> for Error {
    fn from(setup: Setup) -> Self {
        Self::Setup(setup)
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
            ProbeError::NoPayCredentials => Self::Setup(Setup::NoPrivateKey),
            ProbeError::NoNotification(kind) => {
                Self::Bug(format!("`{kind}` cannot be written as a notification"))
            }
            ProbeError::Random(error) => Self::Bug(error.to_string()),
        }
    }
}

impl From<DemoError> for Error {
    fn from(error: DemoError) -> Self {
        match error {
            DemoError::Listen(source) => Self::Io { path: demo::HOST.to_owned(), source },
            DemoError::Url(error) => Self::Bug(error.to_string()),
            DemoError::Rules(problems) => Self::Setup(Setup::Rules(problems)),
        }
    }
}

impl From<PathError> for Error {
    fn from(path: PathError) -> Self {
        Self::Usage(Usage::Path(path))
    }
}

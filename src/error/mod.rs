//! The errors of the crate, as data, and their exit codes. Their sentences are in `text`.

mod aibot;
mod editable;
mod login;
mod runaway;
mod setup;
mod usage;

pub(crate) use aibot::AibotUsage;
pub(crate) use editable::Editable;
pub(crate) use login::LoginError;
pub(crate) use runaway::Runaway;
pub(crate) use setup::Setup;
pub(crate) use usage::Usage;

use crate::bot::{DemoError, LocalBotError};
use crate::config::ConfigError;
use crate::crypt::CryptError;
use crate::diagnose::explain::Unexplained;
use crate::http::Failure;
use crate::lang::Wanted;
use crate::message::PathError;
use crate::probe::{ComposeError, ProbeError};
use crate::recording::RecordingError;
use crate::store::StoreError;
use crate::wechat::{PayRefusal, Refusal, WechatError};

/// The exit codes of all commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The command succeeded.
    Success = 0,
    /// WeChat or a bot refused, a check failed or an expectation was not met.
    Failed = 1,
    /// The command line is wrong.
    Usage = 2,
    /// Credentials, configuration or local I/O.
    Config = 3,
    /// Network failure or timeout.
    Network = 4,
    /// A bug in webot.
    Bug = 5,
    /// Interrupted, or a question was answered with no.
    Interrupted = 130,
}

/// The reason why a command failed.
#[derive(Debug)]
pub(crate) enum Error {
    /// The command line is wrong.
    Usage(Usage),
    /// A configuration file is wrong.
    Config(ConfigError),
    /// A credential or setting is missing or cannot be used.
    Setup(Setup),
    /// There was no response.
    Network {
        /// The URL, without the parameters that webot added.
        url: String,
        /// The failure.
        failure: Failure,
    },
    /// A merchant's server cannot be reached.
    Shop {
        /// The URL, without the parameters that webot added.
        url: String,
        /// The failure.
        failure: Failure,
    },
    /// WeChat's API refused, did not respond, or a response is not WeChat's.
    Wechat(WechatError),
    /// A call of WeChat Pay failed, and it may have had an effect.
    PayUnknown {
        /// The failure.
        error: Box<Self>,
        /// The command that tells the outcome.
        lookup: String,
    },
    /// The payer did not pay in time.
    PayUnpaid {
        /// The time, in seconds.
        seconds: u64,
        /// The command that reverses the order.
        reverse: String,
    },
    /// The mock has no intelligent bot to send to: none is connected, or several are.
    NoAibot {
        /// The URL to which bots connect.
        url: String,
        /// The ids of those that are connected.
        bots: Vec<String>,
    },
    /// Data cannot be decrypted.
    Crypt(CryptError),
    /// A store of tokens, menus or sessions failed.
    Store(StoreError),
    /// A file or stream failed.
    Io {
        /// The path of the file, or `stdout`.
        path: String,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// A recording cannot be written or read.
    Recording(RecordingError),
    /// Nothing in a text is known.
    Unexplained(Unexplained),
    /// A user did not log in.
    Login(LoginError),
    /// A question was answered with no.
    Declined,
    /// Ctrl-C was pressed.
    Interrupted,
    /// The reader of the output closed the pipe.
    ClosedPipe,
    /// A bug: this cannot happen.
    Bug(String),
}

impl Error {
    /// Returns the exit code.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) => Exit::Usage,
            Self::Wechat(WechatError::Network { failure: Failure::ClientCertificate(_), .. }) => Exit::Config,
            Self::Network { .. }
            | Self::Shop { .. }
            | Self::NoAibot { .. }
            | Self::Login(LoginError::TimedOut(_)) => Exit::Network,
            Self::Crypt(_) | Self::Unexplained(_) | Self::Declined | Self::Login(LoginError::Refused) => {
                Exit::Failed
            }
            Self::PayUnknown { error, .. } => error.exit(),
            Self::PayUnpaid { .. } => Exit::Failed,
            Self::Wechat(error) => match error {
                WechatError::Refused(_)
                | WechatError::PayRefused(_)
                | WechatError::PayAnswer(_)
                | WechatError::NoMember { .. }
                | WechatError::Lifetime(_)
                | WechatError::Sealed(_)
                | WechatError::NoPicture => Exit::Failed,
                WechatError::Network { .. } | WechatError::NotWechat { .. } => Exit::Network,
                WechatError::NoCredential { .. }
                | WechatError::NoSuiteTicket { .. }
                | WechatError::NoPermanentCode(_)
                | WechatError::NoFileForTokens
                | WechatError::TokenStore(_)
                | WechatError::Config(_)
                | WechatError::Store(_)
                | WechatError::DeadToken(_)
                | WechatError::Mock(_)
                | WechatError::Upload(_)
                | WechatError::Output(_) => Exit::Config,
                WechatError::Bug(_) => Exit::Bug,
            },
            // A failing disk or terminal is local as well.
            Self::Recording(error) if error.is_of_argument() => Exit::Usage,
            Self::Config(_) | Self::Setup(_) | Self::Io { .. } | Self::Store(_) | Self::Recording(_) => {
                Exit::Config
            }
            Self::Interrupted => Exit::Interrupted,
            Self::ClosedPipe => Exit::Success,
            Self::Bug(_) => Exit::Bug,
        }
    }

    /// Returns the number in `--json`: WeChat's errcode if there is one, else the exit code.
    pub(crate) fn code(&self) -> i64 {
        match self.refusal() {
            Some(refusal) => refusal.errcode,
            None => self.exit() as i64,
        }
    }

    /// Returns WeChat's refusal, or `None` for another error.
    pub(crate) fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Wechat(WechatError::Refused(refusal)) => Some(refusal),
            _ => None,
        }
    }

    /// Returns the refusal by WeChat Pay, or `None` for another error.
    pub(crate) fn pay_refusal(&self) -> Option<&PayRefusal> {
        match self {
            Self::Wechat(WechatError::PayRefused(refusal)) => Some(refusal),
            Self::PayUnknown { error, .. } => error.pay_refusal(),
            _ => None,
        }
    }

    /// Returns the name used in `--json`.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Usage(_) => "usage",
            Self::Config(_) | Self::Setup(_) => "config",
            Self::Network { failure, .. } | Self::Shop { failure, .. } => failure.name(),
            Self::Crypt(_) => "crypt",
            Self::Wechat(error) => match error {
                WechatError::Refused(_) => "api",
                WechatError::Network { failure, .. } => failure.name(),
                WechatError::NotWechat { reason, .. } => reason.name(),
                WechatError::NoMember { .. } => "no-token",
                WechatError::Lifetime(_) => "lifetime",
                WechatError::NoPicture => "no-picture",
                WechatError::Sealed(error) => error.name(),
                WechatError::PayRefused(_) => "pay",
                WechatError::PayAnswer(error) => error.name(),
                WechatError::NoCredential { .. }
                | WechatError::NoSuiteTicket { .. }
                | WechatError::NoPermanentCode(_)
                | WechatError::NoFileForTokens
                | WechatError::TokenStore(_)
                | WechatError::Config(_) => "config",
                WechatError::Store(_) | WechatError::DeadToken(_) => "store",
                WechatError::Mock(_) | WechatError::Upload(_) | WechatError::Output(_) => "io",
                WechatError::Bug(_) => "bug",
            },
            Self::PayUnknown { error, .. } => error.kind(),
            Self::PayUnpaid { .. } => "pay-unpaid",
            Self::Unexplained(_) => "unexplained",
            Self::NoAibot { .. } => "no-aibot",
            Self::Io { .. } => "io",
            Self::Store(_) => "store",
            Self::Recording(_) => "recording",
            Self::Interrupted => "interrupted",
            Self::Declined => "declined",
            Self::Login(LoginError::Refused) => "login",
            Self::Login(LoginError::TimedOut(_)) => "timeout",
            Self::ClosedPipe => "closed-pipe",
            Self::Bug(_) => "bug",
        }
    }
}

impl From<WechatError> for Error {
    fn from(error: WechatError) -> Self {
        match error {
            WechatError::Config(error) => Self::Config(error),
            WechatError::Output(source) if source.kind() == std::io::ErrorKind::BrokenPipe => {
                Self::ClosedPipe
            }
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

impl From<RecordingError> for Error {
    fn from(error: RecordingError) -> Self {
        Self::Recording(error)
    }
}

impl From<LoginError> for Error {
    fn from(error: LoginError) -> Self {
        Self::Login(error)
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
            ComposeError::Control(char) => Usage::ForbiddenCharacter(char),
            ComposeError::UnknownKind { word, closest } => Usage::UnknownKind { word, closest },
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
            ProbeError::NotForSocket { kind, url } => {
                Self::Usage(Usage::Aibot(AibotUsage::NotForSocket { kind, url }))
            }
            ProbeError::NoSocketCheck(url) => Self::Usage(Usage::Aibot(AibotUsage::NoSocketCheck(url))),
            ProbeError::NoPayKey => Self::Setup(Setup::NoPayKey),
            ProbeError::NoPayCredentials => Self::Setup(Setup::NoPrivateKey),
            ProbeError::NoNotification(kind) => {
                Self::Bug(format!("`{kind}` cannot be written as a notification"))
            }
            ProbeError::Random(error) => Self::Bug(error.to_string()),
        }
    }
}

impl From<LocalBotError> for Error {
    fn from(error: LocalBotError) -> Self {
        match error {
            LocalBotError::Listen(source) => Self::Io { path: "127.0.0.1".to_owned(), source },
            LocalBotError::Url(error) => Self::Bug(error.to_string()),
        }
    }
}

impl From<DemoError> for Error {
    fn from(error: DemoError) -> Self {
        match error {
            DemoError::Bot(error) => error.into(),
            DemoError::Rules(problems) => Self::Setup(Setup::Rules(problems)),
        }
    }
}

impl From<PathError> for Error {
    fn from(path: PathError) -> Self {
        Self::Usage(Usage::Path(path))
    }
}

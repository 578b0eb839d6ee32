//! What can go wrong, as data. The sentences stand in `text`, the exit codes here and only here.

use std::path::PathBuf;

use crate::api::catalogue::Retired;
use crate::client::{Failure, Foreign, Refusal};
use crate::config::Key;
use crate::crypt::{CryptError, Misuse};
use crate::menu::SyntaxError;
use crate::message::PathError;
use crate::message::envelope::KeyError;
use crate::sign::rsa::PrivateKeyError;

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

/// What WeChat's API brought in place of an answer.
#[derive(Debug)]
pub enum Wechat {
    /// An errcode.
    Refused(Refusal),
    /// No answer came.
    Network {
        /// The URL, without secrets.
        url: String,
        /// What happened.
        failure: Failure,
    },
    /// An answer of somebody else's, or half of one.
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
    /// WeChat Pay v3 says no.
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
}

/// What is wrong with a command line.
#[derive(Debug)]
pub enum Usage {
    /// What clap found.
    Clap(Box<clap::Error>),
    /// A value that its flag cannot take.
    Value {
        /// The flag, with its dashes, or the variable's name.
        flag: &'static str,
        /// What was given; empty where it is a secret.
        value: String,
        /// What it takes.
        wanted: Wanted,
    },
    /// An `EncodingAESKey` that cannot be one.
    AesKey(KeyError),
    /// An APIv3 key that cannot be one; how many bytes it has.
    ApiV3Key(usize),
    /// `--check` without the value that the signature was made with; the flag that gives it.
    CheckNeeds(&'static str),
    /// A field whose name cannot be signed.
    FieldName(String),
    /// Fields on standard input that end or break off somewhere.
    BrokenFields {
        /// What they are written in.
        format: &'static str,
        /// Line and column, both from 1, where that is known.
        at: Option<(usize, usize)>,
    },
    /// A field with a value that it cannot have.
    FieldValue {
        /// The field.
        field: &'static str,
        /// What was given.
        value: String,
        /// What it can be; nothing for an amount in fen.
        wanted: &'static [&'static str],
    },
    /// Two inputs that both read standard input.
    StdinTwice {
        /// What reads it first.
        first: &'static str,
        /// What finds it read.
        second: &'static str,
    },
    /// A value of an endpoint's parameter that it cannot have.
    Parameter {
        /// WeChat's name for it.
        name: &'static str,
        /// What was given.
        value: String,
        /// What it takes.
        wanted: Wanted,
    },
    /// A group without a word after it.
    NoAction(String),
    /// Flags that exclude each other.
    Exclude(&'static str, &'static str),
    /// No menu was given, or none that can be understood.
    NoMenu,
    /// A menu file that cannot be read as one.
    Menu {
        /// The file.
        path: String,
        /// What is wrong with it.
        error: Box<SyntaxError>,
    },
    /// Something that cannot be undone, and nobody to ask.
    NotConfirmed,
    /// No menu was kept that could be put back.
    NoBackup,
    /// `--data` that begins like JSON and is none.
    BrokenData {
        /// Line and column, both from 1.
        at: Option<(usize, usize)>,
    },
    /// An endpoint that WeChat has switched off.
    Retired {
        /// Its path.
        path: String,
        /// Since when, and what replaces it.
        retired: &'static Retired,
    },
    /// An endpoint that wants a token of another kind, in this parameter.
    OtherToken(&'static str),
    /// `--jq` on an answer that is no JSON.
    NotJson,
    /// A filter that jq does not understand (empty reason), or that fails on this answer (empty filter).
    Jq {
        /// The filter.
        filter: String,
        /// What jq says.
        reason: String,
    },
    /// Bytes that would upset a terminal.
    BinaryOnTerminal,
    /// `--list` found no endpoint.
    NoEndpoint(String),
    /// A field that others make necessary.
    FieldMissing(&'static str),
    /// A field that holds elements, which no signature has.
    FieldNested(String),
    /// A field that was given twice.
    FieldTwice(String),
    /// A file without a private key.
    PrivateKey {
        /// The file.
        path: String,
        /// What is wrong with it.
        error: PrivateKeyError,
    },
    /// Something that `webot crypt` cannot work with.
    Crypt(Misuse),
    /// The built-in bot knows no notifications of WeChat Pay.
    NoDemoForPay,
    /// `--print` names nothing that there is.
    NoSuchField {
        /// The name.
        field: String,
        /// The names that there are.
        fields: Vec<String>,
    },
    /// A field of the `package` is longer than its limit.
    FieldTooLong {
        /// Its name.
        field: &'static str,
        /// How long it is, in bytes.
        bytes: usize,
        /// How long it may be.
        limit: usize,
    },
    /// `transport_fee` and `product_fee` are not `total_fee`.
    FeesDiffer {
        /// `total_fee`, in fen.
        total: u64,
        /// `transport_fee`.
        transport: u64,
        /// `product_fee`.
        product: u64,
    },
    /// A file that a flag names cannot be read.
    File {
        /// The flag.
        flag: &'static str,
        /// The file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// No message, and no terminal to ask on.
    NoMessage,
    /// `--set` names a field that is not there.
    Path(PathError),
    /// More words than the kind has fields for.
    TooManyArguments {
        /// The kind's name.
        kind: String,
        /// The fields that words fill.
        takes: &'static [&'static str],
    },
    /// A character that XML cannot carry.
    Control(char),
    /// `--subscribed` with another kind than `scan`.
    SubscribedWithoutScan,
    /// A body too large to be a message; the limit in bytes.
    BodyTooLarge(usize),
    /// A key of `wx_config.json` that there is not.
    NoKey {
        /// What was given.
        key: String,
        /// The closest one.
        closest: Option<&'static str>,
    },
    /// Something is needed, and there is nobody to ask for it: the flags that give it.
    FlagsMissing(Vec<&'static str>),
    /// A file has another value already, and there is nobody to ask whether it may go.
    WouldChange {
        /// The keys.
        keys: Vec<&'static str>,
        /// The file.
        path: String,
    },
    /// `--list` found nothing.
    NothingListed {
        /// What was looked for.
        filter: String,
        /// Names that are like it.
        closest: Vec<String>,
    },
}

/// What a flag takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A URL with `http` or `https`.
    Url,
    /// A host name or address.
    Host,
    /// 1 to 65535.
    Port,
    /// A regular expression.
    Regex,
    /// `NAME=VALUE`.
    Pair,
    /// Something that is not empty.
    NotEmpty,
    /// A number of seconds greater than 0 and at most an hour.
    Seconds,
    /// PEM certificates.
    Pem,
    /// `plain`, `compat` or `safe`.
    Mode,
    /// A time in seconds, digits only.
    Timestamp,
    /// A value for a header or a line: no control characters, no quotation marks.
    Plain,
    /// The method of a request.
    Method,
    /// What a request asks for: a whole URL or a path.
    ApiUrl,
    /// A whole URL of a page.
    PageUrl,
    /// Fields as a JSON object or XML.
    Fields,
    /// A number.
    Number,
    /// A string.
    Text,
    /// An object.
    Object,
    /// `cache`, `config` or a URL of Redis.
    TokenStore,
    /// `wx` and 16 hexadecimal digits.
    Appid,
    /// 32 hexadecimal digits.
    AppSecret,
    /// 3 to 32 letters and digits.
    CallbackToken,
    /// An EncodingAESKey: 43 characters.
    AesKey,
    /// `ww` and 16 hexadecimal digits.
    Corpid,
    /// 43 characters.
    Corpsecret,
    /// A number of an app.
    Agentid,
    /// A number of a merchant.
    Mchid,
    /// A key of WeChat Pay v2: 32 characters.
    PayKey,
    /// A key of WeChat Pay v3: 32 bytes.
    ApiV3Key,
    /// The URL of a proxy.
    Proxy,
    /// At most so many values.
    AtMost(usize),
    /// A number from, to.
    Between(i64, i64),
    /// Text of at most so many bytes.
    Bytes(usize),
    /// A scene of at most so many characters.
    Scene(usize),
    /// A file whose name ends in `.png` or `.svg`.
    Picture,
    /// A path such as `tag.name` or `openid_list[]`.
    FieldPath,
    /// `PATH=N`.
    Quota,
    /// `CODE@N` or `CODE@N-M`.
    Failure,
    /// An IP address or network.
    Network,
    /// `MS` or `MS-MS`.
    Delay,
}

/// What is wrong with the configuration.
#[derive(Debug)]
pub enum Config {
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
            Self::Interrupted => Exit::Interrupted,
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

impl From<PathError> for Error {
    fn from(path: PathError) -> Self {
        Self::Usage(Usage::Path(path))
    }
}

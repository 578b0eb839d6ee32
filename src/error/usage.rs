//! What can be wrong with a command line.

use crate::api::catalogue::Retired;
use crate::crypt::InputError;
use crate::lang::Wanted;
use crate::message::PathError;
use crate::message::envelope::KeyError;
use crate::sign::rsa::PrivateKeyError;
use crate::source::SyntaxError;

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
    /// A URL of a host that is none of WeChat's.
    OtherHost(String),
    /// A group without a word after it.
    NoAction(String),
    /// Flags that exclude each other.
    Exclude(&'static str, &'static str),
    /// No menu was given, or none that can be understood.
    NoMenu,
    /// There is no file of rules here, and none is named.
    NoRules,
    /// There is no message to try rules on.
    NoTestMessage,
    /// A file of rules that cannot be read.
    RulesFile {
        /// The file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
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
        retired: Retired,
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
    Crypt(InputError),
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
        takes: Vec<&'static str>,
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

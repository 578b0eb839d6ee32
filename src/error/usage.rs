//! Errors in a command line.

use clap::builder::StyledStr;

use super::{AibotUsage, Editable, Runaway};
use crate::api::catalogue::Retired;
use crate::api::fields::check::Difference;
use crate::bot::Problem;
use crate::crypt::InputError;
use crate::lang::Wanted;
use crate::message::PathError;
use crate::message::envelope::KeyError;
use crate::sign::rsa::PrivateKeyError;
use crate::source::SyntaxError;

/// An error in a command line.
#[derive(Debug)]
pub(crate) enum Usage {
    /// An error reported by clap.
    Clap(Box<clap::Error>),
    /// A flag or variable does not accept the value.
    Value {
        /// The flag, with its dashes, or the name of the variable.
        flag: &'static str,
        /// The value; empty if it is secret.
        value: String,
        /// The accepted values.
        wanted: Wanted,
    },
    /// The value is not an `EncodingAESKey`.
    AesKey(KeyError),
    /// The value is not an APIv3 key; holds its length in bytes.
    ApiV3Key(usize),
    /// `--check` requires the value that the signature was made with; holds the flag that sets it.
    CheckNeeds(&'static str),
    /// A field has a name that cannot be signed.
    FieldName(String),
    /// The fields on standard input cannot be parsed.
    BrokenFields {
        /// Their format.
        format: &'static str,
        /// The line and column, both counted from 1, if known.
        at: Option<(usize, usize)>,
    },
    /// A field has a character that GBK lacks.
    NotInGbk {
        /// The field.
        field: String,
        /// The first such character.
        char: char,
    },
    /// A field does not accept the value.
    FieldValue {
        /// The field.
        field: &'static str,
        /// The value.
        value: String,
        /// The accepted values; empty for an amount in fen.
        wanted: &'static [&'static str],
    },
    /// Two inputs read standard input.
    StdinTwice {
        /// The input that reads it first.
        first: &'static str,
        /// The input that finds it consumed.
        second: &'static str,
    },
    /// A sensitive field of WeChat Pay is too long for the platform's key.
    SensitiveTooLong,
    /// A refund exceeds the order; both amounts in yuan.
    RefundExceeds {
        /// The refund.
        refund: String,
        /// The total of the order.
        total: String,
    },
    /// A parameter of an endpoint does not accept the value.
    Parameter {
        /// The flag with its dashes, the positional argument, or a field of a package.
        name: &'static str,
        /// The value.
        value: String,
        /// The accepted values.
        wanted: Wanted,
    },
    /// A file for `init --from` has no setting of an account.
    NothingToImport(String),
    /// There is no page for `webot open`.
    NoPage {
        /// The word that was given.
        target: String,
        /// Similar names.
        closest: Vec<String>,
    },
    /// There is no terminal for an editor.
    NoEditor(Editable),
    /// An editor needs a terminal, of which `--json` makes no use.
    EditorWithJson(Editable),
    /// The user's editor left no text.
    EmptiedByEditor,
    /// The editor could not be started or failed.
    EditorFailed {
        /// The command of the editor.
        editor: String,
        /// The reason.
        reason: String,
    },
    /// A flag names an environment variable that is not set.
    NoVariable {
        /// The flag.
        flag: &'static str,
        /// The name of the variable.
        name: String,
    },
    /// No path was given.
    NoApiPath,
    /// No method was given for a path that is not listed.
    UnknownMethod(String),
    /// The host of the URL is not WeChat's.
    ForeignHost(String),
    /// A group needs a subcommand.
    MissingSubcommand {
        /// The path of the group.
        group: String,
        /// The help of the group, which people see in place of the error.
        help: Box<StyledStr>,
    },
    /// The two flags cannot be used together.
    ConflictingFlags(&'static str, &'static str),
    /// There is no menu, or none that can be understood.
    NoMenu,
    /// No file of rules is named, and there is none in this folder.
    NoRules,
    /// A token server is open to other machines and has no key; the address.
    OpenWithoutKey(String),
    /// A file of rules has no account of this name, or no account is named although each has rules of its own.
    RulesAccount {
        /// The name, if one is given.
        given: Option<String>,
        /// The names of the accounts.
        known: Vec<String>,
    },
    /// There is no message to test rules with.
    NoTestMessage,
    /// A file of rules cannot be read.
    RulesFile {
        /// The path of the file.
        path: String,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// A file of rules has problems.
    Rules(Vec<Problem>),
    /// Scenario files are wrong.
    Scenarios(Vec<crate::scenario::Problem>),
    /// A folder has no scenario files.
    NoScenarioFiles(String),
    /// `--from` names a step after the last one of all scenarios; holds it, and the number of that last one.
    NoStepFrom(usize, usize),
    /// No scenario has a name that contains this.
    NoScenarioNamed(String),
    /// A menu file cannot be parsed.
    Menu {
        /// The path of the file.
        path: String,
        /// The error.
        error: Box<SyntaxError>,
    },
    /// The action cannot be undone, and there is no terminal to ask for confirmation.
    NotConfirmed,
    /// A load test on another network was not confirmed; holds its URL.
    FarLoad(String),
    /// There is no backup of a menu.
    NoBackup,
    /// A value or a file begins like JSON but is not JSON.
    BrokenData {
        /// The flag, the path of the file, or `stdin`.
        of: String,
        /// The line and column, both counted from 1.
        at: (usize, usize),
    },
    /// WeChat has shut down the endpoint.
    Retired {
        /// Its path.
        path: String,
        /// The date and the replacement.
        retired: Retired,
    },
    /// A mass message has too few or too many openids.
    MassReceivers {
        /// Their number.
        given: usize,
        /// The least number.
        least: usize,
        /// The greatest number.
        most: usize,
    },
    /// The endpoint requires a token of another kind, in this parameter.
    WrongTokenKind(&'static str),
    /// `--sign` was used on a call that WeChat does not take encrypted.
    NotSignable,
    /// `--jq` was used on a response that is not JSON.
    NotJson,
    /// A filter of `--jq` was ended.
    JqRunaway(Runaway),
    /// The filter is not valid jq (empty reason), or fails on this response (empty filter).
    Jq {
        /// The filter.
        filter: String,
        /// The error of jq.
        reason: String,
    },
    /// The output is binary and would disturb the terminal.
    BinaryOnTerminal,
    /// `--list` found no endpoint; holds the search text.
    NoEndpoint(String),
    /// The catalogue does not have the path that is to be described.
    NotInCatalogue {
        /// The path.
        path: String,
        /// The most similar path.
        closest: Option<&'static str>,
    },
    /// The fields of this path are not known.
    NoFields(String),
    /// The endpoint of this path takes no body.
    NoBody(String),
    /// With `--strict`, the path of a call is not in the catalogue.
    StrictPath {
        /// The path.
        path: String,
        /// The most similar path.
        closest: Option<&'static str>,
    },
    /// With `--strict`, a call has another method than its endpoint.
    StrictMethod {
        /// The method of the endpoint.
        method: &'static str,
        /// The path.
        path: String,
    },
    /// With `--strict`, a call differs from the fields of its endpoint.
    Fields {
        /// The path of the endpoint.
        path: String,
        /// The differences.
        differences: Vec<Difference>,
    },
    /// A field is required because of other fields.
    FieldMissing(&'static str),
    /// A field is nested, which cannot be signed.
    FieldNested(String),
    /// A field was given twice.
    FieldTwice(String),
    /// A file does not contain a private key.
    PrivateKey {
        /// The path of the file.
        path: String,
        /// The reason.
        error: PrivateKeyError,
    },
    /// `webot crypt` cannot use its input.
    Crypt(InputError),
    /// The built-in bot does not support WeChat Pay notifications.
    NoDemoForPay,
    /// The command line does not fit an intelligent bot.
    Aibot(AibotUsage),
    /// `--users` was given with a kind that no user sends; holds its name.
    NoUsers(String),
    /// `--print` names a field that does not exist.
    NoSuchField {
        /// The name.
        field: String,
        /// The names of the existing fields.
        fields: Vec<String>,
    },
    /// A field of the `package` exceeds its limit.
    FieldTooLong {
        /// The field.
        field: &'static str,
        /// Its length, in bytes.
        bytes: usize,
        /// The limit, in bytes.
        limit: usize,
    },
    /// The sum of `transport_fee` and `product_fee` is not `total_fee`.
    FeesDiffer {
        /// `total_fee`, in fen.
        total: u64,
        /// `transport_fee`, in fen.
        transport: u64,
        /// `product_fee`, in fen.
        product: u64,
    },
    /// A file named by a flag cannot be read.
    File {
        /// The flag.
        flag: &'static str,
        /// The path of the file.
        path: String,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// There is no message, and no terminal to ask for one.
    NoMessage,
    /// `--set` names a field that does not exist.
    Path(PathError),
    /// There are more arguments than the kind has fields for.
    TooManyArguments {
        /// The name of the kind.
        kind: String,
        /// The fields that arguments fill.
        takes: Vec<&'static str>,
    },
    /// A character is not allowed in XML.
    ForbiddenCharacter(char),
    /// `--subscribed` was used with another kind than `scan`.
    SubscribedWithoutScan,
    /// A word looks like the name of a kind of push, but there is no such kind.
    UnknownKind {
        /// The word.
        word: String,
        /// The near names.
        closest: Vec<String>,
    },
    /// A field to set is not in the message of a command that only sets fields.
    NoFieldToSet {
        /// The path.
        path: String,
        /// The near paths.
        closest: Vec<String>,
        /// The kind or the text of the message.
        kind: String,
    },
    /// A condition on pushes names a field that no push has.
    NoPushField {
        /// The flag.
        flag: &'static str,
        /// The name.
        name: String,
        /// The near names.
        closest: Vec<String>,
    },
    /// A condition on pushes names a kind that no push is of.
    NoPushKind {
        /// The flag.
        flag: &'static str,
        /// The word.
        word: String,
        /// The near names.
        closest: Vec<String>,
    },
    /// The body is too large for a message; holds the limit in bytes.
    BodyTooLarge(usize),
    /// Standard input holds more than an argument may; holds the limit in bytes.
    StdinTooLarge(usize),
    /// `wx_config.json` has no such key.
    NoKey {
        /// The key.
        key: String,
        /// The closest key.
        closest: Option<&'static str>,
    },
    /// Flags are missing, and there is no terminal to ask for their values; holds the flags.
    FlagsMissing(Vec<&'static str>),
    /// The file has other values for keys, and there is no terminal to ask whether to overwrite them.
    OverwriteNotConfirmed {
        /// The keys.
        keys: Vec<&'static str>,
        /// The path of the file.
        path: String,
    },
    /// A flag says something about one article, and there are several.
    OneArticleFlag(&'static str),
    /// There is another number of articles than one.
    ArticleCount(usize),
    /// A JSON file has no articles.
    NoArticle(String),
    /// A file of articles cannot be parsed.
    Article {
        /// The path of the file.
        path: String,
        /// The error.
        error: Box<SyntaxError>,
    },
    /// A file to upload is empty.
    UploadEmpty(String),
    /// WeChat does not take files of this format.
    UploadFormat {
        /// The path of the file.
        path: String,
        /// The format; `None` if it is not recognized.
        format: Option<&'static str>,
        /// The formats that WeChat takes, by the `type` of the upload, which is empty if there is only one.
        takes: Vec<(&'static str, Vec<&'static str>)>,
    },
    /// A file to upload is too large.
    UploadSize {
        /// The path of the file.
        path: String,
        /// The `type` of the upload; empty if there is only one.
        kind: &'static str,
        /// The size, in bytes.
        bytes: u64,
        /// The maximum size, in bytes.
        most: u64,
    },
    /// There are no statistics of a day yet.
    NoStatisticsYet {
        /// The day.
        day: String,
        /// The last day of which there are some.
        last: String,
    },
    /// The first day is after the last.
    DaysReversed {
        /// The first day.
        from: String,
        /// The last day.
        to: String,
    },
    /// One call cannot ask for so many days.
    TooManyDays {
        /// The number of days.
        days: i64,
        /// The maximum.
        most: i64,
    },
    /// WeCom would refuse the template card; sentences about its faults.
    Card(Vec<String>),
    /// `--list` found no name of the JS-SDK.
    NoJsApi {
        /// The search text.
        filter: String,
        /// Similar names.
        closest: Vec<String>,
    },
    /// `--list` found nothing.
    NothingListed {
        /// The search text.
        filter: String,
        /// Similar names.
        closest: Vec<String>,
    },
}

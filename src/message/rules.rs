//! The named rules that a bot's answer is checked against. Their sentences are in `text`.

use super::envelope::DecryptError;
use super::evidence::Evidence;
pub use super::faults::{AckFault, CiphertextForm, Escape, Interface, Structure};
use super::layout_fault::LayoutFault;
use super::socket_fault::SocketFault;
use super::xml::Unreadable;
use crate::lang::Severity;

/// The time that WeChat waits for an answer, in milliseconds (公众平台文档《被动回复用户消息》).
pub const DEADLINE_MS: u64 = 5000;
/// The limit of a text reply, in bytes of UTF-8.
pub const MAX_TEXT_BYTES: usize = 2048;
/// The limit of articles in a news reply.
pub const MAX_ARTICLES: usize = 8;
/// The limit of a body, in bytes; WeChat's longest valid reply is far shorter.
pub const MAX_BODY_BYTES: usize = 1024 * 1024;

/// A broken rule, with the values that its message needs. More variants may be added.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// The answer is neither `success`, nor empty, nor a reply.
    NotXml(NotXml),
    /// The answer is an HTML page, usually the framework's error page; holds its title.
    HtmlPage(Option<String>),
    /// A byte order mark precedes the reply.
    BomBeforeXml,
    /// White space precedes the reply.
    SpaceBeforeXml {
        /// True if an XML declaration follows, which makes the white space an error.
        declaration: bool,
    },
    /// The body is not UTF-8; holds the encoding that it was read as.
    NotUtf8(&'static str),
    /// The reply's `MsgType` is unknown; `None` if it is missing.
    UnknownType(Option<String>),
    /// `ToUserName` or `FromUserName` does not mirror the push; holds the fields that do not.
    UsersNotSwapped(Vec<UserMismatch>),
    /// The name of an element is in the wrong case.
    WrongCase {
        /// The name in the reply.
        given: String,
        /// The name that WeChat recognises.
        expected: &'static str,
    },
    /// The text is one that a program prints for an empty variable: `undefined`, `None`.
    TextSuspicious(String),
    /// A member of an intelligent bot's reply is wrong.
    BotReply(BotFault),
    /// A music reply has no `Music`.
    MusicEmpty,
    /// A platform notice is answered with a reply; it must be answered with `success`.
    NotSuccess,
    /// `CreateTime` is missing, not an integer, or in milliseconds; holds its value.
    CreateTimeNotSeconds(Option<String>),
    /// A text reply has no text.
    TextEmpty,
    /// The text is longer than [`MAX_TEXT_BYTES`]; holds its length in bytes.
    TextTooLong(usize),
    /// A news reply has no articles.
    NewsEmpty,
    /// A news reply has more than [`MAX_ARTICLES`] articles; holds their number.
    NewsTooMany(usize),
    /// An ordinary message is answered with several articles, and WeChat shows the first only; holds their number.
    NewsOnlyFirst(usize),
    /// `ArticleCount` is not the number of articles.
    NewsCountMismatch {
        /// The value of `ArticleCount`.
        declared: Option<String>,
        /// The number of articles.
        actual: usize,
    },
    /// A media id is missing or empty; holds its path.
    MediaIdMissing(&'static str),
    /// A link does not begin with `http://` or `https://`.
    UrlNotAbsolute {
        /// The path of the field.
        field: String,
        /// The link.
        value: String,
    },
    /// `&`, `<` or `]]>` is not escaped in this field.
    CdataUnescaped(String),
    /// A push in safe mode is answered in plain text.
    NotEncrypted,
    /// A push in plain mode is answered with an encrypted reply.
    Encrypted,
    /// The `MsgSignature` of the reply is missing (`None`) or wrong (the expected one).
    BadSignature(Option<String>),
    /// The `Encrypt` of the reply cannot be decrypted.
    CannotDecrypt(DecryptError),
    /// The key of the encrypted reply is right, but its layout is not.
    Layout(LayoutFault),
    /// The reply was encrypted for another receiver.
    WrongReceiver {
        /// The receiver of the push.
        expected: String,
        /// The receiver inside the reply.
        actual: String,
    },
    /// The status is not 200.
    HttpStatus {
        /// The status.
        status: u16,
        /// The target of a redirect.
        location: Option<String>,
        /// The reason that the bot gives, if it is not about the signature.
        reason: Option<String>,
        /// True if the bot says that the signature is wrong.
        blames_signature: bool,
        /// True if the message was encrypted, so that a bot without the key cannot read it.
        encrypted: bool,
        /// The first line of a 404 that is no page of a web server or framework; empty otherwise.
        body: String,
    },
    /// A bot that holds a WebSocket has not replied.
    Socket(SocketFault),
    /// The words of the answer tell what refused the message, or why the bot failed.
    Evidence(Evidence),
    /// A part of the reply stands in the wrong place, or the whole reply is wrapped or quoted.
    Structure(Structure),
    /// The push comes from a family that shows no reply in the response; `None` if the push has no user.
    NotShown,
    /// The answer is one that another interface takes.
    OtherInterface(Interface),
    /// `success` was encrypted; a mini-program must answer it bare.
    SuccessEncrypted,
    /// A text holds an escape that the user reads as it stands.
    TextEscaped {
        /// The escape, as it stands in the text.
        shown: String,
        /// Its origin.
        escape: Escape,
    },
    /// The text was decoded with another encoding than UTF-8; holds what it should read.
    TextGarbled(String),
    /// The text consists of question marks; holds it.
    TextLost(String),
    /// A media id is what a program prints for no value.
    MediaIdSuspicious {
        /// The path of the field.
        path: &'static str,
        /// The value.
        value: String,
    },
    /// The answer does not acknowledge the push.
    NotAcknowledged {
        /// The fault of the answer.
        fault: AckFault,
        /// An answer that acknowledges it, in the format of the push.
        example: String,
    },
    /// A v3 notification is answered with the XML of v2; true if that says failure.
    AnswerOfV2(bool),
    /// A v3 notification is answered with 200 and a body that says failure; holds its message.
    FailureWithSuccess(String),
    /// A v3 notification is answered with 200 and a page of HTML; holds its title.
    PageWithSuccess(Option<String>),
    /// The bot failed over a push with a character that strict XML parsers refuse; holds the character.
    ControlInPush(char),
    /// The answer is compressed, although WeChat did not ask for it.
    Gzip,
    /// `Content-Encoding` names a compression, but the body is plain; holds its value.
    FalseEncoding(String),
    /// The body is longer than [`MAX_BODY_BYTES`].
    BodyTooLarge,
    /// The answer took longer than [`DEADLINE_MS`]; holds the time in milliseconds.
    Late(u64),
    /// No delivery was answered in time.
    NoAnswer {
        /// The number of deliveries.
        deliveries: usize,
        /// True if the bot closed the connection every time.
        hung_up: bool,
        /// The time limit of each delivery, in milliseconds.
        deadline_ms: u64,
    },
    /// The message was delivered more than once.
    Retried {
        /// The number of deliveries.
        deliveries: usize,
    },
    /// Two deliveries of the same message got different answers.
    AnswersDiffer {
        /// An excerpt of the first answer.
        first: String,
        /// An excerpt of the different answer.
        other: String,
    },
    /// A reply goes to another user, whose message was sent at the same time.
    OtherUser {
        /// The user of the push.
        user: String,
        /// The user of the reply.
        other: String,
    },
    /// An `--expect…` was not met.
    Expectation {
        /// The name of the rule, such as `expect-type`.
        name: &'static str,
        /// The expected value.
        expected: String,
        /// The actual value.
        actual: String,
    },
}

/// A user field that does not mirror the push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserMismatch {
    /// `ToUserName` or `FromUserName`.
    pub field: &'static str,
    /// The value of the other user field in the push.
    pub expected: String,
    /// The value in the reply; `None` if the field is missing.
    pub actual: Option<String>,
}

/// The fault of a member in the reply of an intelligent bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BotFault {
    /// A member is missing or empty; its path.
    Missing(&'static str),
    /// A member has another type of JSON.
    Type {
        /// The path of the member.
        path: &'static str,
        /// The right type, as an example.
        wanted: &'static str,
        /// The value.
        given: String,
    },
    /// A text is too long.
    TooLong {
        /// The path of the member.
        path: &'static str,
        /// Its length, in bytes.
        bytes: usize,
        /// The largest length, in bytes.
        most: usize,
    },
    /// A stream has too many pictures.
    TooManyPictures {
        /// Their number.
        count: usize,
        /// The largest number.
        most: usize,
    },
    /// A stream that goes on has pictures, which belong into its last part.
    PicturesBeforeEnd,
    /// The type of a card is not in the documents.
    UnknownCard(String),
    /// A refresh of a stream is answered with another stream.
    OtherStream {
        /// The id in the push.
        asked: String,
        /// The id in the reply.
        given: String,
    },
    /// A stream is shorter than before: a reply holds the whole text, not what is new of it.
    Shrinks {
        /// The length before, in bytes.
        from: usize,
        /// The length now, in bytes.
        to: usize,
    },
    /// A stream does not end; how long it was asked for, in seconds.
    Unfinished(u64),
    /// The reply is XML.
    Xml,
    /// A text answers something else than a user's entering, for which alone it is documented.
    TextNotWelcome,
}

impl BotFault {
    fn name(&self) -> &'static str {
        match self {
            Self::Missing(_) => "bot-member-missing",
            Self::Type { .. } => "bot-member-type",
            Self::TooLong { .. } => "bot-member-too-long",
            Self::TooManyPictures { .. } => "bot-pictures-too-many",
            Self::PicturesBeforeEnd => "bot-pictures-before-end",
            Self::UnknownCard(_) => "bot-card-unknown",
            Self::OtherStream { .. } => "bot-stream-other",
            Self::Shrinks { .. } => "bot-stream-shrinks",
            Self::Unfinished(_) => "bot-stream-unfinished",
            Self::Xml => "bot-reply-xml",
            Self::TextNotWelcome => "bot-text-not-welcome",
        }
    }
}

/// The reason why an answer is not a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotXml {
    /// The answer is bare text; holds its beginning.
    Text(String),
    /// `success` is in quotes or not in lower case; holds the answer.
    Success(String),
    /// The answer is JSON, but the push was XML.
    Json,
    /// The answer is JSON that tells of a failure; holds its status and message.
    JsonFailure(String),
    /// The answer is what a program prints for no value, such as `null`; holds it.
    Nothing(String),
    /// The answer is an object as a program prints it.
    Printed {
        /// The beginning of the answer.
        shown: String,
        /// True if the object stands for a result that was not awaited.
        awaited: bool,
    },
    /// The answer is the source code of the bot; holds the language.
    Source(&'static str),
    /// The answer is a short text that reads like a refusal; holds it.
    Refusal(String),
    /// The markup was escaped for HTML: `&lt;xml&gt;`.
    Escaped,
    /// The answer begins with a message of PHP, such as `Notice: Undefined index: …`; holds it.
    PhpMessage(String),
    /// The answer is a byte string as Python prints it: `b'<xml>…'`.
    Bytes,
    /// The answer is binary.
    Binary,
    /// The answer cannot be parsed as XML.
    Unreadable(Unreadable),
    /// The root element is not `xml`; holds its name.
    Root(String),
    /// Text precedes the root element; holds its beginning.
    Before(String),
    /// Text follows the root element; holds its beginning.
    After(String),
    /// The answer has a document type declaration.
    Doctype,
    /// An entity is not defined; holds its name.
    Entity(String),
    /// A character is not allowed in XML.
    Control(char),
    /// A strict parser rejects the answer; holds the reason in a few words.
    Syntax(String),
}

impl Rule {
    /// Returns the name used in the documentation and in `--json`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotXml(_) => "not-xml",
            Self::HtmlPage(_) => "html-page",
            Self::BomBeforeXml => "bom-before-xml",
            Self::SpaceBeforeXml { .. } => "space-before-xml",
            Self::NotUtf8(_) => "not-utf8",
            Self::UnknownType(_) => "unknown-type",
            Self::UsersNotSwapped(_) => "users-not-swapped",
            Self::CreateTimeNotSeconds(_) => "create-time-not-seconds",
            Self::WrongCase { .. } => "wrong-case",
            Self::TextSuspicious(_) => "text-suspicious",
            Self::BotReply(fault) => fault.name(),
            Self::MusicEmpty => "music-empty",
            Self::NotSuccess => "not-success",
            Self::TextEmpty => "text-empty",
            Self::TextTooLong(_) => "text-too-long",
            Self::NewsEmpty => "news-empty",
            Self::NewsTooMany(_) => "news-too-many",
            Self::NewsOnlyFirst(_) => "news-only-first",
            Self::NewsCountMismatch { .. } => "news-count-mismatch",
            Self::MediaIdMissing(_) | Self::MediaIdSuspicious { .. } => "media-id-missing",
            Self::UrlNotAbsolute { .. } => "url-not-absolute",
            Self::CdataUnescaped(_) => "cdata-unescaped",
            Self::NotEncrypted => "not-encrypted",
            Self::Encrypted => "encrypted",
            Self::BadSignature(_) => "bad-signature",
            Self::CannotDecrypt(_) => "cannot-decrypt",
            Self::Layout(_) => "message-layout",
            Self::WrongReceiver { .. } => "wrong-receiver",
            Self::HttpStatus { .. } => "http-status",
            Self::Socket(fault) => fault.rule(),
            Self::Evidence(evidence) => evidence.sign.name(),
            Self::Structure(structure) => structure.name(),
            Self::NotShown => "not-shown",
            Self::OtherInterface(_) => "other-interface",
            Self::SuccessEncrypted => "success-encrypted",
            Self::TextEscaped { .. } => "text-escaped",
            Self::TextGarbled(_) | Self::TextLost(_) => "text-garbled",
            Self::NotAcknowledged { .. } => "not-acknowledged",
            Self::AnswerOfV2(_) => "answer-of-v2",
            Self::FailureWithSuccess(_) => "failure-with-200",
            Self::PageWithSuccess(_) => "page-with-200",
            Self::ControlInPush(_) => "control-in-push",
            Self::Gzip => "gzip",
            Self::FalseEncoding(_) => "false-encoding",
            Self::BodyTooLarge => "body-too-large",
            Self::Late(_) => "late",
            Self::NoAnswer { .. } => "no-answer",
            Self::Retried { .. } => "retried",
            Self::AnswersDiffer { .. } => "answers-differ",
            Self::OtherUser { .. } => "other-user",
            Self::Expectation { name, .. } => name,
        }
    }

    /// Returns the severity; an error alone makes the exit code 1.
    pub fn severity(&self) -> Severity {
        match self {
            // WeChat accepts milliseconds today; the documents require seconds.
            Self::CreateTimeNotSeconds(Some(digits)) if digits.parse::<u64>().is_ok() => Severity::Warning,
            Self::SpaceBeforeXml { declaration: false }
            | Self::NewsOnlyFirst(_)
            | Self::BotReply(
                BotFault::UnknownCard(_)
                | BotFault::PicturesBeforeEnd
                | BotFault::OtherStream { .. }
                | BotFault::Shrinks { .. }
                | BotFault::TextNotWelcome,
            )
            | Self::TextSuspicious(_)
            | Self::TextEscaped { .. }
            | Self::TextGarbled(_)
            | Self::TextLost(_)
            | Self::AnswerOfV2(_)
            | Self::FailureWithSuccess(_)
            | Self::PageWithSuccess(_)
            | Self::Retried { .. }
            | Self::HttpStatus { status: 204, .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

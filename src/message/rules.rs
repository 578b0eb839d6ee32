//! The named rules that a bot's answer is judged by. What each says to people stands in `text`.

use super::envelope::DecryptError;
use super::xml::Unreadable;
use crate::lang::Severity;

/// How long WeChat waits for an answer, in milliseconds (公众平台文档《被动回复用户消息》).
pub const DEADLINE_MS: u64 = 5000;
/// The longest text reply, in bytes of UTF-8.
pub const TEXT_BYTES: usize = 2048;
/// The most articles of a news reply.
pub const MAX_ARTICLES: usize = 8;
/// How much of a body is read, in bytes; WeChat's longest legal reply is far shorter.
pub const MAX_BODY: usize = 1024 * 1024;

/// One thing that is wrong with an answer, with what is needed to say so. There will be more.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// Neither `success`, nor empty, nor a reply.
    NotXml(NotXml),
    /// A page of HTML, in practice the framework's error page; its title.
    HtmlPage(Option<String>),
    /// A byte order mark in front.
    BomBeforeXml,
    /// White space in front; fatal when an XML declaration follows.
    SpaceBeforeXml {
        /// Whether `<?xml` follows.
        declaration: bool,
    },
    /// Not UTF-8; what it was read as.
    NotUtf8(&'static str),
    /// A `MsgType` that no reply has; `None` when there is none.
    UnknownType(Option<String>),
    /// `ToUserName` or `FromUserName` does not mirror the push; each that does not.
    UsersNotSwapped(Vec<Swap>),
    /// An element whose name has other letters in upper case; what it should be.
    WrongCase {
        /// The name in the reply.
        given: String,
        /// The name that WeChat knows.
        expected: &'static str,
    },
    /// A text that a program writes when a variable is empty: `undefined`, `None`.
    TextSuspicious(String),
    /// A music reply without `Music`.
    MusicEmpty,
    /// A reply to a notice of a platform, which wants `success`.
    NotSuccess,
    /// `CreateTime` is missing, not an integer, or in milliseconds.
    CreateTimeNotSeconds(Option<String>),
    /// A text reply without text.
    TextEmpty,
    /// Longer than [`TEXT_BYTES`]; how long, in bytes.
    TextTooLong(usize),
    /// A news reply without articles.
    NewsEmpty,
    /// More than [`MAX_ARTICLES`]; how many.
    NewsTooMany(usize),
    /// Several articles in reply to an ordinary message, of which WeChat shows the first; how many.
    NewsOnlyFirst(usize),
    /// `ArticleCount` is not the number of articles.
    NewsCountMismatch {
        /// What `ArticleCount` says.
        declared: Option<String>,
        /// How many there are.
        actual: usize,
    },
    /// The path of a media id that is missing or empty.
    MediaIdMissing(&'static str),
    /// A link without `http://` or `https://`.
    UrlNotAbsolute {
        /// Where it stands.
        field: String,
        /// What it is.
        value: String,
    },
    /// `&`, `<` or `]]>` written as it is in this field.
    CdataUnescaped(String),
    /// A plain reply to a push in safe mode.
    NotEncrypted,
    /// An encrypted reply to a plain push.
    Encrypted,
    /// The reply's `MsgSignature` is missing (`None`) or not that of its `Encrypt`.
    BadSignature(Option<String>),
    /// The reply's `Encrypt` cannot be opened.
    CannotDecrypt(DecryptError),
    /// The reply was encrypted for another receiver.
    WrongReceiver {
        /// What it should be.
        expected: String,
        /// What was inside.
        actual: String,
    },
    /// Not 200.
    HttpStatus {
        /// The status.
        status: u16,
        /// Where a redirect leads.
        location: Option<String>,
        /// Why, in the bot's own words, where it is another reason than the signature.
        reason: Option<String>,
    },
    /// Compressed, which WeChat did not ask for.
    Gzip,
    /// Longer than [`MAX_BODY`].
    BodyTooLarge,
    /// Later than [`DEADLINE_MS`]; how late, in milliseconds.
    Late(u64),
    /// None of the deliveries was answered in time.
    NoAnswer {
        /// How many there were.
        deliveries: usize,
        /// Whether the bot hung up every time.
        hung_up: bool,
        /// How long each was waited for, in milliseconds.
        deadline_ms: u64,
    },
    /// It took more than one delivery.
    Retried {
        /// How many there were.
        deliveries: usize,
    },
    /// Two deliveries of one message got two answers.
    AnswersDiffer {
        /// The first answer, in short.
        first: String,
        /// The one that differs.
        other: String,
    },
    /// An `--expect…` that was not met.
    Expectation {
        /// The rule's name: `expect-type` and so on.
        name: &'static str,
        /// What was expected.
        expected: String,
        /// What came.
        actual: String,
    },
}

/// A user field that is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swap {
    /// `ToUserName` or `FromUserName`.
    pub field: &'static str,
    /// What it should be.
    pub expected: String,
    /// What it is.
    pub actual: Option<String>,
}

/// Why something is not a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotXml {
    /// Bare text; how it begins.
    Text(String),
    /// `success` in quotes, or in other letters.
    Success(String),
    /// JSON where XML was asked for.
    Json,
    /// XML whose markup was escaped for HTML: `&lt;xml&gt;`.
    Escaped,
    /// Bytes as Python shows them: `b'<xml>…'`.
    Bytes,
    /// Bytes that are no text.
    Binary,
    /// The parser gave up.
    Unreadable(Unreadable),
    /// The root element is not `xml`.
    Root(String),
    /// Text before the root.
    Before(String),
    /// Text after the root.
    After(String),
    /// A document type declaration.
    Doctype,
    /// An entity that nothing declares.
    Entity(String),
    /// A character that XML cannot carry.
    Control(char),
    /// Something else that a strict parser refuses, in a few words.
    Syntax(String),
}

impl Rule {
    /// The rule's name, as it stands in the documentation and in `--json`.
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
            Self::MusicEmpty => "music-empty",
            Self::NotSuccess => "not-success",
            Self::TextEmpty => "text-empty",
            Self::TextTooLong(_) => "text-too-long",
            Self::NewsEmpty => "news-empty",
            Self::NewsTooMany(_) => "news-too-many",
            Self::NewsOnlyFirst(_) => "news-only-first",
            Self::NewsCountMismatch { .. } => "news-count-mismatch",
            Self::MediaIdMissing(_) => "media-id-missing",
            Self::UrlNotAbsolute { .. } => "url-not-absolute",
            Self::CdataUnescaped(_) => "cdata-unescaped",
            Self::NotEncrypted => "not-encrypted",
            Self::Encrypted => "encrypted",
            Self::BadSignature(_) => "bad-signature",
            Self::CannotDecrypt(_) => "cannot-decrypt",
            Self::WrongReceiver { .. } => "wrong-receiver",
            Self::HttpStatus { .. } => "http-status",
            Self::Gzip => "gzip",
            Self::BodyTooLarge => "body-too-large",
            Self::Late(_) => "late",
            Self::NoAnswer { .. } => "no-answer",
            Self::Retried { .. } => "retried",
            Self::AnswersDiffer { .. } => "answers-differ",
            Self::Expectation { name, .. } => name,
        }
    }

    /// Whether it makes the exit code 1 by itself.
    pub fn severity(&self) -> Severity {
        match self {
            // WeChat takes milliseconds today; the documents ask for seconds.
            Self::CreateTimeNotSeconds(Some(digits)) if digits.parse::<u64>().is_ok() => Severity::Warning,
            Self::SpaceBeforeXml { declaration: false }
            | Self::NewsOnlyFirst(_)
            | Self::TextSuspicious(_)
            | Self::Retried { .. }
            | Self::HttpStatus { status: 201..=299, .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

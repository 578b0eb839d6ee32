//! The faults of answers that rules name: displaced parts, ciphertexts in other forms, escapes, acknowledgements.

use super::element::Document;

/// A displaced part of a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Structure {
    /// The reply stands in a second `<xml>`.
    DoubledRoot,
    /// The reply stands in another element or object; holds its name.
    Wrapped(String),
    /// The reply has no root element.
    NoRoot,
    /// The reply is the text of an element, escaped; holds the name of the element.
    Serialised(String),
    /// The reply is quoted: it is the text of a JSON string.
    Quoted,
    /// A field stands one level too high.
    TooHigh {
        /// The field.
        field: &'static str,
        /// The element that it belongs into.
        group: &'static str,
    },
    /// A field stands one level too low.
    TooLow {
        /// The field.
        field: &'static str,
        /// The element that it stands in.
        group: String,
    },
    /// An element stands in another one of the same name; holds the name.
    Doubled(&'static str),
    /// `Articles` holds the fields of an article without `item`.
    MissingItem,
    /// The articles have another name than `item`; holds the name.
    NotItem(String),
    /// The content of an element is given as a text of JSON or XML; holds the name of the element.
    TextOfElements(&'static str),
    /// `Encrypt` is readable, but not base64 of the ciphertext; holds the mistake.
    Ciphertext(CiphertextForm),
}

/// The form of an `Encrypt` that is not plain base64 of the ciphertext.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CiphertextForm {
    /// Hexadecimal digits.
    Hex,
    /// Base64 of base64.
    Base64Twice,
    /// The alphabet of URLs, `-` and `_`.
    UrlSafe,
    /// Percent-encoded.
    Percent,
    /// Each `+` has become a blank.
    BlankForPlus,
    /// The reply itself, not encrypted.
    Plain,
    /// Base64 of the reply, not encrypted.
    PlainBase64,
    /// A ciphertext within the ciphertext.
    EncryptedTwice,
    /// The ciphertext alone, without an envelope.
    Bare,
}

/// An interface that takes an answer which is no reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interface {
    /// The response of WeChat's API to a call.
    ApiResponse,
    /// The API call that sends a message of customer service.
    CustomMessage,
    /// An intelligent bot of WeCom.
    IntelligentBot,
    /// A notice of WeChat Pay v2.
    PayV2,
    /// A notification of WeChat Pay v3.
    PayV3,
}

impl Interface {
    /// Returns the interface that a document without `MsgType` is meant for.
    pub(super) fn of(document: &Document) -> Option<Self> {
        let has = |name: &str| document.find(name).is_some();
        if has("MsgType") || has("Encrypt") {
            None
        } else if has("touser") && has("msgtype") {
            Some(Self::CustomMessage)
        } else if has("errcode") && has("errmsg") {
            Some(Self::ApiResponse)
        } else if has("return_code") {
            Some(Self::PayV2)
        } else if has("msgtype") && (has("stream") || has("template_card")) {
            Some(Self::IntelligentBot)
        } else if document.get("code").is_some_and(|code| ["SUCCESS", "FAIL"].contains(&code)) {
            Some(Self::PayV3)
        } else {
            None
        }
    }
}

/// The origin of an escape that users read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Escape {
    /// `\n` as two characters.
    LineBreak,
    /// `\u4f60`.
    Json,
    /// A tag of HTML, such as `<br>`.
    Tag,
    /// An entity of HTML, such as `&nbsp;`.
    Entity,
    /// A quote of a link with a backslash before it: `href=\"`.
    Quote,
    /// Markup of Markdown, such as `**bold**`.
    Markdown,
}

/// The reason why an answer does not acknowledge a push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AckFault {
    /// This field is missing.
    Missing(&'static str),
    /// A field says failure.
    Refused {
        /// The field.
        field: &'static str,
        /// Its value.
        value: String,
        /// The message beside it.
        message: Option<String>,
    },
    /// The status is not 200; holds it.
    Status(u16),
    /// The answer has no fields; holds it.
    Bare(String),
    /// The answer is an ordinary reply, which nobody is shown.
    Reply(String),
    /// The answer is JSON, but XML is wanted.
    Json,
    /// The answer is XML, but JSON is wanted.
    Xml,
}

impl Structure {
    /// Returns the name of the rule.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::DoubledRoot | Self::Wrapped(_) => "wrapped",
            Self::NoRoot => "no-root",
            Self::Quoted | Self::Serialised(_) => "quoted",
            Self::TooHigh { .. } => "field-too-high",
            Self::TooLow { .. } | Self::Doubled(_) => "field-too-low",
            Self::MissingItem | Self::NotItem(_) => "item-missing",
            Self::TextOfElements(_) => "text-of-elements",
            Self::Ciphertext(_) => "ciphertext-form",
        }
    }

    /// Returns whether the number of articles cannot be told.
    pub(super) fn hides_articles(&self) -> bool {
        matches!(self, Self::MissingItem | Self::NotItem(_) | Self::TextOfElements(_))
            || matches!(self, Self::TooHigh { group, .. } if group.starts_with("Articles"))
    }
}

//! The named rules that a menu file is checked against. Their sentences are in `text`.

use super::button::ButtonField;
use super::purpose::Purpose;
use super::shape::MenuShape;
use crate::lang::Severity;
use crate::oauth_link::LinkFault;
use crate::source::JsonType;

/// A part of a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// The menu itself.
    Menu,
    /// A button in the bar.
    Button,
    /// A sub-button.
    SubButton,
}

/// A broken rule, with the values that its message needs. More variants may be added.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum MenuRule {
    /// The file begins with a byte order mark; it is not sent.
    Bom,
    /// The file is not UTF-8; holds the encoding that it was read as.
    NotUtf8(&'static str),
    /// Texts are written as `\uXXXX`; the characters themselves are sent.
    UnicodeEscape {
        /// The first escape.
        written: String,
        /// The number of further texts with escapes.
        others: usize,
    },
    /// A text contains the six characters of a `\uXXXX`; holds them.
    EscapedTwice(String),
    /// A text contains a control character.
    ControlCharacter(char),
    /// A text contains an HTML entity such as `&amp;`, which WeChat does not decode.
    HtmlEntity(String),
    /// A text contains an emoji of Softbank's private encoding, which phones show as a box.
    SoftbankEmoji(char),
    /// An object has the same key twice.
    DuplicateKey {
        /// The key.
        key: String,
        /// The line of its first occurrence.
        first: usize,
    },
    /// The menu, or a part of it, is a text that contains JSON.
    SerialisedTwice,
    /// The list of buttons stands alone, without `{"button": …}`.
    BareList,
    /// The file is a single button.
    BareButton,
    /// The menu is one level too deep; holds its path.
    Wrapped(String),
    /// The file has a shape that WeChat returns, not the one that it accepts.
    WrongShape(MenuShape),
    /// A value has the wrong JSON type.
    WrongType {
        /// The expected type.
        expected: JsonType,
        /// The actual type.
        given: JsonType,
    },
    /// A number is in the place of a string; it is sent as a string.
    NotText(String),
    /// A boolean is in the place of a string.
    BooleanText(bool),
    /// A value is `null`; it is not sent.
    Null,
    /// The menu has no `button`.
    ButtonMissing,
    /// The menu does not have 1 to 3 buttons; holds their number.
    ButtonCount(usize),
    /// A button has more than 5 sub-buttons; holds their number.
    SubButtonCount(usize),
    /// A button has an empty `sub_button` and no type.
    SubButtonEmpty,
    /// A sub-button has sub-buttons.
    SubButtonTooDeep,
    /// A button has sub-buttons and a type; holds the type.
    TypeAndSubButton(String),
    /// A button has neither sub-buttons nor a type.
    TypeMissing,
    /// The type does not exist.
    UnknownType {
        /// The type.
        given: String,
        /// Similar types.
        closest: Vec<String>,
    },
    /// Only the website can create buttons of this type.
    WebsiteType(String),
    /// The other platform has this type.
    TypeOfOtherPlatform {
        /// The type.
        given: String,
        /// `true` if it is a type of WeCom, `false` if of official accounts.
        is_work: bool,
        /// The type for the same thing.
        instead: Option<&'static str>,
    },
    /// The type was retired in favour of articles.
    RetiredType {
        /// The type.
        given: &'static str,
        /// The type that replaces it.
        instead: &'static str,
    },
    /// The key has no meaning here.
    UnknownField {
        /// The key.
        given: String,
        /// Similar keys.
        closest: Vec<String>,
    },
    /// A required field is there under another name.
    Misnamed {
        /// The name in the file.
        given: String,
        /// The right name.
        meant: &'static str,
    },
    /// The type of the button does not use this field.
    ForeignField {
        /// The field.
        field: String,
        /// The type.
        of: String,
    },
    /// A required field is missing or empty.
    Missing {
        /// The field.
        field: ButtonField,
        /// The type of the button; `None` if every button requires the field.
        of: Option<&'static str>,
    },
    /// A field has too many bytes.
    TooLong {
        /// The field.
        field: ButtonField,
        /// Its length, in bytes of UTF-8.
        bytes: usize,
        /// The limit, in bytes of UTF-8.
        limit: usize,
    },
    /// Phones truncate the name; holds the number of Chinese characters that they show.
    NameCut(usize),
    /// The `url` does not begin with `http://` or `https://`, or has no host.
    UrlNotHttp(String),
    /// The `url` contains white space; holds it.
    UrlBlank(String),
    /// The `url` is a link of web authorization with this fault.
    OauthLink(LinkFault),
    /// The `appid` is not `wx` and 16 hexadecimal digits.
    AppidMalformed(String),
    /// A personalised menu has no `matchrule`.
    MatchruleMissing,
    /// The `matchrule` has no condition that is in force.
    MatchruleEmpty,
    /// A menu for all users has a `matchrule`.
    MatchruleForAll,
    /// The condition was retired in December 2021.
    MatchruleRetired(String),
    /// The condition cannot have this value.
    MatchruleValue {
        /// The condition.
        field: &'static str,
        /// The value.
        given: String,
    },
    /// A personalised menu links to too many hosts; holds their number.
    TooManyHosts(usize),
}

impl MenuRule {
    /// Returns the name used in the documentation and in `--json`.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Bom => "bom",
            Self::NotUtf8(_) => "not-utf8",
            Self::UnicodeEscape { .. } => "unicode-escape",
            Self::EscapedTwice(_) => "escaped-twice",
            Self::ControlCharacter(_) => "control-character",
            Self::HtmlEntity(_) => "html-entity",
            Self::SoftbankEmoji(_) => "softbank-emoji",
            Self::DuplicateKey { .. } => "duplicate-key",
            Self::SerialisedTwice => "serialised-twice",
            Self::BareList => "bare-list",
            Self::BareButton => "bare-button",
            Self::Wrapped(_) => "wrapped",
            Self::WrongShape(_) => "wrong-shape",
            Self::WrongType { .. } => "wrong-type",
            Self::NotText(_) => "not-text",
            Self::BooleanText(_) => "boolean-text",
            Self::Null => "null",
            Self::ButtonMissing => "button-missing",
            Self::ButtonCount(_) => "button-count",
            Self::SubButtonCount(_) => "sub-button-count",
            Self::SubButtonEmpty => "sub-button-empty",
            Self::SubButtonTooDeep => "sub-button-too-deep",
            Self::TypeAndSubButton(_) => "type-and-sub-button",
            Self::TypeMissing => "type-missing",
            Self::UnknownType { .. } => "unknown-type",
            Self::WebsiteType(_) => "website-type",
            Self::TypeOfOtherPlatform { .. } => "type-of-other-platform",
            Self::RetiredType { .. } => "retired-type",
            Self::UnknownField { .. } => "unknown-field",
            Self::Misnamed { .. } => "misnamed",
            Self::ForeignField { .. } => "foreign-field",
            Self::Missing { field, .. } => match field {
                ButtonField::Name => "name-missing",
                ButtonField::Key => "key-missing",
                ButtonField::Url => "url-missing",
                ButtonField::Appid => "appid-missing",
                ButtonField::Pagepath => "pagepath-missing",
                ButtonField::MediaId => "media-id-missing",
                ButtonField::ArticleId => "article-id-missing",
            },
            Self::TooLong { field, .. } => match field {
                ButtonField::Name => "name-too-long",
                ButtonField::Key => "key-too-long",
                ButtonField::Url => "url-too-long",
                _ => "too-long",
            },
            Self::NameCut(_) => "name-cut",
            Self::UrlNotHttp(_) => "url-not-http",
            Self::UrlBlank(_) => "url-blank",
            Self::OauthLink(fault) => fault.name(),
            Self::AppidMalformed(_) => "appid-malformed",
            Self::MatchruleMissing => "matchrule-missing",
            Self::MatchruleEmpty => "matchrule-empty",
            Self::MatchruleForAll => "matchrule-for-all",
            Self::MatchruleRetired(_) => "matchrule-retired",
            Self::MatchruleValue { .. } => "matchrule-value",
            Self::TooManyHosts(_) => "too-many-hosts",
        }
    }

    /// Returns the severity: an error if WeChat rejects the menu, a warning if users see something else than
    /// intended.
    pub(super) fn severity(&self, purpose: Purpose) -> Severity {
        match self {
            // The example in WeCom's documents has another form.
            Self::AppidMalformed(_) if purpose == Purpose::Work => Severity::Warning,
            Self::Bom
            | Self::NotUtf8(_)
            | Self::UnicodeEscape { .. }
            | Self::HtmlEntity(_)
            | Self::SoftbankEmoji(_)
            | Self::NotText(_)
            | Self::Null
            | Self::TypeAndSubButton(_)
            | Self::RetiredType { .. }
            | Self::UnknownField { .. }
            | Self::ForeignField { .. }
            | Self::NameCut(_)
            | Self::UrlBlank(_)
            | Self::MatchruleRetired(_)
            | Self::TooManyHosts(_) => Severity::Warning,
            Self::OauthLink(fault) => fault.severity(),
            _ => Severity::Error,
        }
    }

    /// Returns the errcode of WeChat's response to the menu, if it is known (全局返回码); WeCom's are not.
    pub(super) fn errcode(&self, level: Level, purpose: Purpose) -> Option<i64> {
        let by_level = |button, sub_button| Some(if level == Level::SubButton { sub_button } else { button });
        if purpose == Purpose::Work {
            return None;
        }
        match self {
            Self::BareButton
            | Self::Wrapped(_)
            | Self::Bom
            | Self::ButtonMissing
            | Self::ButtonCount(_)
            | Self::WrongShape(_) => Some(40016),
            Self::UnicodeEscape { .. } | Self::EscapedTwice(_) | Self::ControlCharacter(_) => Some(40033),
            Self::NotUtf8(_) => Some(65318),
            Self::WrongType { expected: JsonType::List, .. } => match level {
                Level::Menu => Some(40016),
                _ => Some(40023),
            },
            Self::WrongType { .. } | Self::SerialisedTwice | Self::BareList => Some(47001),
            Self::SubButtonTooDeep => Some(40022),
            Self::SubButtonEmpty | Self::TypeMissing if purpose == Purpose::AddConditional => Some(65308),
            Self::SubButtonCount(_) | Self::SubButtonEmpty => Some(40023),
            Self::TypeMissing
            | Self::UnknownType { .. }
            | Self::TypeOfOtherPlatform { .. }
            | Self::WebsiteType(_) => by_level(40017, 40024),
            Self::Missing { field, .. } | Self::TooLong { field, .. } => match field {
                ButtonField::Name => by_level(40018, 40025),
                ButtonField::Key => by_level(40019, 40026),
                ButtonField::Url => by_level(40020, 40027),
                ButtonField::Appid => Some(45064),
                ButtonField::MediaId => by_level(40117, 40118),
                ButtonField::ArticleId => Some(53600),
                ButtonField::Pagepath => None,
            },
            Self::Misnamed { meant, .. } => match *meant {
                "button" => Some(40016),
                "name" => by_level(40018, 40025),
                "key" => by_level(40019, 40026),
                "url" => by_level(40020, 40027),
                "type" | "sub_button" => by_level(40017, 40024),
                "media_id" => by_level(40117, 40118),
                "appid" => Some(45064),
                "article_id" => Some(53600),
                _ => None,
            },
            Self::UrlNotHttp(_) => by_level(40055, 40054),
            Self::AppidMalformed(_) => Some(45064),
            Self::MatchruleMissing | Self::MatchruleEmpty => Some(65304),
            Self::TooManyHosts(_) => Some(65316),
            _ => None,
        }
    }
}

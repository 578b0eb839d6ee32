//! The named rules that a menu file is judged by. What each says to people stands in `text`.

use super::button::Field;
use super::lint::Purpose;
use super::shape::Shape;
use crate::lang::Severity;
use crate::source::JsonType;

/// Which part of a menu something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The menu itself.
    Menu,
    /// One of the buttons in the bar.
    Button,
    /// A button that pops up from one.
    SubButton,
}

/// One thing that is wrong with a menu file, with what is needed to say so. There will be more.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// A byte order mark in front; it is not sent.
    Bom,
    /// Not UTF-8; what it was read as.
    NotUtf8(&'static str),
    /// Texts that are written as `\uXXXX`; they are sent as they are.
    UnicodeEscape {
        /// The first.
        written: String,
        /// In how many more texts there are such.
        others: usize,
    },
    /// A text that has the six characters `\uXXXX` in it.
    EscapedTwice(String),
    /// A control character in a text.
    ControlCharacter(char),
    /// `&amp;` and the like in a text, which nobody decodes.
    HtmlEntity(String),
    /// An emoji of the old private kind, which phones show as a box.
    SoftbankEmoji(char),
    /// A key that comes twice in one object.
    DuplicateKey {
        /// The key.
        key: String,
        /// The line where it came first.
        first: usize,
    },
    /// What WeChat returns, where what it takes is meant.
    WrongShape(Shape),
    /// Another type of JSON than the place wants.
    WrongType {
        /// What it wants.
        expected: JsonType,
        /// What it is.
        given: JsonType,
    },
    /// A number where a text is meant; it is sent as this text.
    NotText(String),
    /// `true` or `false` where a text is meant.
    BooleanText(bool),
    /// `null`, which is left out.
    Null,
    /// A menu without `button`.
    ButtonMissing,
    /// Not 1 to 3 buttons; how many.
    ButtonCount(usize),
    /// More than 5 sub-buttons; how many.
    SubButtonCount(usize),
    /// A button with an empty `sub_button` and without a type.
    SubButtonEmpty,
    /// Sub-buttons of a sub-button.
    SubButtonTooDeep,
    /// A button with sub-buttons that has a type too; the type.
    TypeAndSubButton(String),
    /// A button with neither.
    TypeMissing,
    /// A type that does not exist.
    UnknownType {
        /// The type.
        given: String,
        /// Those most like it.
        closest: Vec<String>,
    },
    /// A type that only the website can make.
    WebsiteType(String),
    /// A type that WeChat has given up for articles.
    RetiredType {
        /// The type.
        given: &'static str,
        /// What to use.
        instead: &'static str,
    },
    /// A key that means nothing here.
    UnknownField {
        /// The key.
        given: String,
        /// Those most like it.
        closest: Vec<String>,
    },
    /// A field that the button's type does not read.
    ForeignField {
        /// The field.
        field: String,
        /// The type.
        of: String,
    },
    /// A field that is not there, or empty.
    Missing {
        /// The field.
        field: Field,
        /// The button's type; none where every button needs it.
        of: Option<&'static str>,
    },
    /// A field that has too many bytes.
    TooLong {
        /// The field.
        field: Field,
        /// How many it has.
        bytes: usize,
        /// How many it may have.
        limit: usize,
    },
    /// A name that phones cut; after how many Chinese characters.
    NameCut(usize),
    /// A `url` without `http://` or `https://`, or without a host.
    UrlNotHttp(String),
    /// An `appid` that is not `wx` and 16 hexadecimal digits.
    AppidMalformed(String),
    /// A menu for some users that does not say for whom.
    MatchruleMissing,
    /// A `matchrule` without a condition that works.
    MatchruleEmpty,
    /// A `matchrule` in a menu for all users.
    MatchruleForAll,
    /// A condition that ended in December 2021.
    MatchruleRetired(String),
    /// A condition with a value that it cannot have.
    MatchruleValue {
        /// The condition.
        field: &'static str,
        /// The value.
        given: String,
    },
    /// Links to more hosts than menus for some users may have; how many.
    TooManyHosts(usize),
}

impl Rule {
    /// The rule's name, as it stands in the documentation and in `--json`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Bom => "bom",
            Self::NotUtf8(_) => "not-utf8",
            Self::UnicodeEscape { .. } => "unicode-escape",
            Self::EscapedTwice(_) => "escaped-twice",
            Self::ControlCharacter(_) => "control-character",
            Self::HtmlEntity(_) => "html-entity",
            Self::SoftbankEmoji(_) => "softbank-emoji",
            Self::DuplicateKey { .. } => "duplicate-key",
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
            Self::RetiredType { .. } => "retired-type",
            Self::UnknownField { .. } => "unknown-field",
            Self::ForeignField { .. } => "foreign-field",
            Self::Missing { field, .. } => match field {
                Field::Name => "name-missing",
                Field::Key => "key-missing",
                Field::Url => "url-missing",
                Field::Appid => "appid-missing",
                Field::Pagepath => "pagepath-missing",
                Field::MediaId => "media-id-missing",
                Field::ArticleId => "article-id-missing",
            },
            Self::TooLong { field, .. } => match field {
                Field::Name => "name-too-long",
                Field::Key => "key-too-long",
                Field::Url => "url-too-long",
                _ => "too-long",
            },
            Self::NameCut(_) => "name-cut",
            Self::UrlNotHttp(_) => "url-not-http",
            Self::AppidMalformed(_) => "appid-malformed",
            Self::MatchruleMissing => "matchrule-missing",
            Self::MatchruleEmpty => "matchrule-empty",
            Self::MatchruleForAll => "matchrule-for-all",
            Self::MatchruleRetired(_) => "matchrule-retired",
            Self::MatchruleValue { .. } => "matchrule-value",
            Self::TooManyHosts(_) => "too-many-hosts",
        }
    }

    /// Whether WeChat refuses the menu for it, or users see something else than was meant.
    pub fn severity(&self) -> Severity {
        match self {
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
            | Self::MatchruleRetired(_)
            | Self::TooManyHosts(_) => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// What WeChat answers to a menu that is sent with it, where that is known (全局返回码).
    pub(super) fn errcode(&self, level: Level, purpose: Purpose) -> Option<i64> {
        let by_level = |button, sub_button| Some(if level == Level::SubButton { sub_button } else { button });
        match self {
            Self::Bom | Self::ButtonMissing | Self::ButtonCount(_) | Self::WrongShape(_) => Some(40016),
            Self::UnicodeEscape { .. } | Self::EscapedTwice(_) | Self::ControlCharacter(_) => Some(40033),
            Self::NotUtf8(_) => Some(65318),
            Self::WrongType { expected: JsonType::List, .. } => match level {
                Level::Menu => Some(40016),
                _ => Some(40023),
            },
            Self::WrongType { .. } => Some(47001),
            Self::SubButtonTooDeep => Some(40022),
            Self::SubButtonEmpty | Self::TypeMissing if purpose == Purpose::AddConditional => Some(65308),
            Self::SubButtonCount(_) | Self::SubButtonEmpty => Some(40023),
            Self::TypeMissing | Self::UnknownType { .. } | Self::WebsiteType(_) => by_level(40017, 40024),
            Self::Missing { field, .. } | Self::TooLong { field, .. } => match field {
                Field::Name => by_level(40018, 40025),
                Field::Key => by_level(40019, 40026),
                Field::Url => by_level(40020, 40027),
                Field::Appid => Some(45064),
                Field::MediaId => by_level(40117, 40118),
                Field::ArticleId => Some(53600),
                Field::Pagepath => None,
            },
            Self::UrlNotHttp(_) => by_level(40055, 40054),
            Self::AppidMalformed(_) => Some(45064),
            Self::MatchruleMissing | Self::MatchruleEmpty => Some(65304),
            Self::TooManyHosts(_) => Some(65316),
            _ => None,
        }
    }
}

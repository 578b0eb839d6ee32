//! The parameters of an endpoint.

use serde_json::Value;

use crate::file_format::FileFormat;
use crate::lang::Bilingual;
use crate::table::{Cursor, Decode, List};

/// A parameter of an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Param {
    /// WeChat's name. `tag.name` is a member of an object, `user_list[].openid` a member of each object in a list.
    pub name: &'static str,
    /// The part of the request that carries it.
    pub place: ParamPlace,
    /// Its type and limits.
    pub shape: ParamShape,
    /// The origin of its value.
    pub source: ParamSource,
    /// `true` if WeChat requires it.
    pub required: bool,
    /// `true` if WeChat refuses a call without it.
    pub enforced: bool,
    /// WeChat's errcode when it is missing or wrong.
    pub errcode: i64,
    /// The name of its flag without dashes, or of its positional argument.
    pub flag: &'static str,
    /// The name in help and errors: its flag with dashes, or the name of its positional argument in capitals.
    pub typed: &'static str,
    /// The value that is sent if its flag is not given; empty if none is.
    pub default: &'static str,
    /// Its description in help.
    pub help: Bilingual,
}

/// The part of a request that contains a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParamPlace {
    /// The path, in place of `{name}`.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// The JSON body, or a form field if the endpoint takes a file.
    Body,
    /// A file in a `multipart/form-data` body.
    File,
}

/// The type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParamShape {
    /// Text; holds the maximum length in bytes.
    Text(usize),
    /// Text; holds the maximum length in characters.
    Chars(usize),
    /// An integer; holds the minimum and the maximum.
    Integer(i64, i64),
    /// `true` or `false`: a flag without a value.
    Bool,
    /// A word from this list.
    Choice(List<&'static str>),
    /// A list of strings; holds the maximum number.
    Texts(usize),
    /// Any JSON; the whole body if the parameter's name is empty.
    Json,
    /// A file; holds the maximum size in bytes.
    File(usize),
    /// A file of one of these types.
    Files(List<FileRule>),
    /// A day, as `yyyy-MM-dd`.
    Date,
    /// A list that is sent as one text with `|` between the items; holds the maximum number.
    Joined(usize),
    /// A list of integers; holds the maximum number.
    Integers(usize),
}

/// The word for a file of whatever format.
const ANY_FORMAT: &str = "any";

/// The files that a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileRule {
    /// The value of the parameter `type` for which the rule holds; empty if it always holds.
    pub kind: &'static str,
    /// The maximum size, in bytes.
    pub most: usize,
    /// The formats, by their names in [`FileFormat`].
    pub formats: List<&'static str>,
}

impl FileRule {
    /// Returns whether the rule allows a format; `None` is one that webot does not know.
    pub(crate) fn takes(&self, format: Option<FileFormat>) -> bool {
        self.formats
            .iter()
            .any(|name| name == ANY_FORMAT || format.is_some_and(|format| format.name() == name))
    }
}

/// The origin of a parameter's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParamSource {
    /// A positional argument.
    Word,
    /// A flag.
    Flag,
    /// This fixed text.
    Fixed(&'static str),
    /// The account's `appid`.
    Appid,
    /// The account's `secret`.
    Secret,
    /// The body from standard input, `--file` or `--data`.
    Body,
    /// The appid of logins: `oauth_appid`, else the account's `appid`.
    OauthAppid,
    /// The secret of logins: `oauth_secret`, else the account's `secret`.
    OauthSecret,
    /// A flag, else the configured `agentid` of WeCom's app.
    Agentid,
}

impl ParamSource {
    /// Returns whether the value identifies the account.
    pub(crate) fn is_appid(self) -> bool {
        matches!(self, Self::Appid | Self::OauthAppid)
    }

    /// Returns whether the value is a secret of the account.
    pub(crate) fn is_secret(self) -> bool {
        matches!(self, Self::Secret | Self::OauthSecret)
    }
}

impl Param {
    /// Returns a fixed text as the value that is sent: a number if the parameter is one.
    pub(crate) fn fixed_value(&self, fixed: &str) -> Value {
        match self.shape {
            ParamShape::Integer(number, _) => Value::from(number),
            _ => Value::from(fixed),
        }
    }
}

impl ParamPlace {
    /// All places, in the order of their numbers in the table.
    const ALL: [Self; 5] = [Self::Path, Self::Query, Self::Header, Self::Body, Self::File];
}

impl Decode for Param {
    fn decode(cursor: &mut Cursor) -> Self {
        Self {
            name: cursor.text(),
            place: cursor.word(&ParamPlace::ALL),
            shape: ParamShape::decode(cursor),
            source: ParamSource::decode(cursor),
            required: cursor.byte() == 1,
            enforced: cursor.byte() == 1,
            errcode: cursor.number(),
            flag: cursor.text(),
            typed: cursor.text(),
            default: cursor.text(),
            help: Bilingual::new(cursor.text(), cursor.text()),
        }
    }
}

impl Decode for ParamShape {
    fn decode(cursor: &mut Cursor) -> Self {
        let size = |number: i64| usize::try_from(number).unwrap_or(usize::MAX);
        match cursor.byte() {
            0 => Self::Text(size(cursor.number())),
            1 => Self::Chars(size(cursor.number())),
            2 => Self::Integer(cursor.number(), cursor.number()),
            3 => Self::Bool,
            4 => Self::Choice(cursor.list()),
            5 => Self::Texts(size(cursor.number())),
            6 => Self::Json,
            7 => Self::File(size(cursor.number())),
            8 => Self::Files(cursor.list()),
            9 => Self::Date,
            10 => Self::Joined(size(cursor.number())),
            _ => Self::Integers(size(cursor.number())),
        }
    }
}

impl Decode for FileRule {
    fn decode(cursor: &mut Cursor) -> Self {
        let kind = cursor.text();
        Self { kind, most: usize::try_from(cursor.number()).unwrap_or(usize::MAX), formats: cursor.list() }
    }
}

impl Decode for ParamSource {
    fn decode(cursor: &mut Cursor) -> Self {
        match cursor.byte() {
            0 => Self::Word,
            1 => Self::Flag,
            2 => Self::Fixed(cursor.text()),
            3 => Self::Appid,
            4 => Self::Secret,
            6 => Self::OauthAppid,
            7 => Self::OauthSecret,
            8 => Self::Agentid,
            _ => Self::Body,
        }
    }
}

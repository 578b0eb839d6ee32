//! What an endpoint takes.

use super::WordList;
use crate::Title;

/// One value that an endpoint takes.
#[derive(Debug, Clone, Copy)]
pub struct Param {
    /// WeChat's name; `tag.name` is a member of a member, `user_list[].openid` a list of objects.
    pub name: &'static str,
    /// The part of the request that carries it.
    pub place: Place,
    /// Its type and limits.
    pub shape: Shape,
    /// Where its value comes from.
    pub source: Source,
    /// Whether WeChat requires it.
    pub required: bool,
    /// WeChat's errcode when it is missing or wrong.
    pub errcode: i64,
    /// What it is, in a few words.
    pub help: Title,
}

/// The parameters of an endpoint, in the order in which they are sent.
#[derive(Debug, Clone, Copy)]
pub struct Params(&'static [Param]);

/// The part of a request that carries a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The path, in place of `{name}`.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// The JSON body; a field of the form where the endpoint takes a file.
    Body,
    /// A file of a `multipart/form-data` body.
    File,
}

/// The type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Text of at most so many bytes.
    Text(usize),
    /// Text of at most so many characters.
    Chars(usize),
    /// A number from, to.
    Integer(i64, i64),
    /// `true` or `false`: a flag without a value.
    Bool,
    /// One of these words.
    Choice(WordList),
    /// Several texts, at most so many.
    Texts(usize),
    /// Any JSON: the whole body where the name is empty.
    Json,
    /// A file of at most so many bytes.
    File(usize),
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A word after the command.
    Word,
    /// A flag, named like the last part of the parameter.
    Flag,
    /// Always this text.
    Fixed(&'static str),
    /// The account's `appid`.
    Appid,
    /// The account's `secret`.
    Secret,
    /// The body on standard input, `--file` or `--data`.
    Body,
}

impl Params {
    pub(super) const fn new(params: &'static [Param]) -> Self {
        Self(params)
    }

    /// Returns them one after the other.
    pub fn iter(self) -> impl Iterator<Item = Param> {
        self.into_iter()
    }
}

impl IntoIterator for Params {
    type Item = Param;
    type IntoIter = std::iter::Copied<std::slice::Iter<'static, Param>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().copied()
    }
}

impl Param {
    /// Returns the name of its flag, without dashes: the last part of its name with `-` for `_`.
    pub fn flag(&self) -> String {
        let last = self.name.rsplit('.').next().unwrap_or(self.name);
        match last.trim_end_matches("[]") {
            // Every command has a --lang, which is the language of help and messages.
            "lang" => "language".to_owned(),
            name => name.replace('_', "-"),
        }
    }
}

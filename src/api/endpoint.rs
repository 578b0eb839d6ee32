//! The shape of one entry of the table of endpoints, and the words that the table is written in.
//!
//! A table is `static` data made by `const` functions, so it costs nothing until an entry is used.

use crate::lang::Bilingual;

/// One endpoint of WeChat's HTTP API.
#[derive(Debug, Clone, Copy)]
pub struct Endpoint {
    /// The words after `webot` that call it, such as `menu` `get`; none for what other commands call.
    pub command: Option<(&'static str, &'static str)>,
    /// Other words for the second one.
    pub aliases: &'static [&'static str],
    /// The method; WeChat answers 43001 or 43002 to another.
    pub method: Method,
    /// Where it is served.
    pub host: Host,
    /// The path, from its slash on.
    pub path: &'static str,
    /// What it wants to know about the caller.
    pub auth: Auth,
    /// What it takes, in the order in which it is sent.
    pub params: &'static [Param],
    /// What it does, in one line.
    pub about: Bilingual,
    /// Limits, permissions or quotas worth knowing; may be nothing.
    pub note: Bilingual,
    /// The page of the official documents.
    pub docs: &'static str,
    /// What stands after the command in an example that works on the mock.
    pub example: &'static str,
    /// An answer, as WeChat sends it.
    pub reply: &'static str,
}

/// A method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

/// Where an endpoint is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Host {
    /// `api.weixin.qq.com`: official accounts, mini-programs, open platform.
    Api,
    /// `mp.weixin.qq.com`: pictures of QR codes.
    Mp,
    /// `qyapi.weixin.qq.com`: WeCom.
    Work,
    /// `api.mch.weixin.qq.com`: WeChat Pay.
    Pay,
}

/// What an endpoint wants to know about the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Auth {
    /// `access_token` in the query.
    AccessToken,
    /// Nothing beyond its parameters.
    None,
}

/// One value that an endpoint takes.
#[derive(Debug, Clone, Copy)]
pub struct Param {
    /// WeChat's name; `tag.name` is a member of a member, `user_list[].openid` a list of objects.
    pub name: &'static str,
    /// Where it goes.
    pub place: Place,
    /// What it is.
    pub shape: Shape,
    /// Where it comes from.
    pub source: Source,
    /// Whether WeChat insists on it.
    pub required: bool,
    /// WeChat's errcode when it is missing or wrong.
    pub errcode: i64,
    /// What it is, in a few words.
    pub help: Bilingual,
}

/// Where a value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Into the URL.
    Query,
    /// Into the JSON body.
    Body,
}

/// What a value is.
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
    Choice(&'static [&'static str]),
    /// Several texts, at most so many.
    Texts(usize),
    /// Any JSON: the whole body where the name is empty.
    Json,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A word after the command.
    Word,
    /// A flag, named like the last part of the parameter.
    Flag,
    /// Always this.
    Fixed(&'static str),
    /// The account's `appid`.
    Appid,
    /// The account's `secret`.
    Secret,
    /// The body on standard input, `--file` or `--data`.
    Body,
}

impl Method {
    /// As it is written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// From the word, in any case.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Get, Self::Post, Self::Put, Self::Patch, Self::Delete]
            .into_iter()
            .find(|method| method.name().eq_ignore_ascii_case(word))
    }
}

impl Host {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Api => "api.weixin.qq.com",
            Self::Mp => "mp.weixin.qq.com",
            Self::Work => "qyapi.weixin.qq.com",
            Self::Pay => "api.mch.weixin.qq.com",
        }
    }
}

impl Endpoint {
    const fn new(method: Method, path: &'static str, en: &'static str, zh: &'static str) -> Self {
        Self {
            command: None,
            aliases: &[],
            method,
            host: Host::Api,
            path,
            auth: Auth::AccessToken,
            params: &[],
            about: Bilingual::new(en, zh),
            note: Bilingual::NONE,
            docs: "",
            example: "",
            reply: r#"{"errcode":0,"errmsg":"ok"}"#,
        }
    }

    /// The words that call it.
    #[must_use]
    pub const fn command(mut self, group: &'static str, action: &'static str) -> Self {
        self.command = Some((group, action));
        self
    }

    /// Other words for the second one.
    #[must_use]
    pub const fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// What it takes.
    #[must_use]
    pub const fn params(mut self, params: &'static [Param]) -> Self {
        self.params = params;
        self
    }

    /// Served elsewhere.
    #[must_use]
    pub const fn on(mut self, host: Host) -> Self {
        self.host = host;
        self
    }

    /// Without `access_token`.
    #[must_use]
    pub const fn open(mut self) -> Self {
        self.auth = Auth::None;
        self
    }

    /// Limits worth knowing.
    #[must_use]
    pub const fn note(mut self, en: &'static str, zh: &'static str) -> Self {
        self.note = Bilingual::new(en, zh);
        self
    }

    /// Its page.
    #[must_use]
    pub const fn docs(mut self, docs: &'static str) -> Self {
        self.docs = docs;
        self
    }

    /// What stands after the command in an example.
    #[must_use]
    pub const fn example(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }

    /// An answer.
    #[must_use]
    pub const fn reply(mut self, reply: &'static str) -> Self {
        self.reply = reply;
        self
    }
}

/// A GET.
pub(super) const fn get(path: &'static str, en: &'static str, zh: &'static str) -> Endpoint {
    Endpoint::new(Method::Get, path, en, zh)
}

/// A POST.
pub(super) const fn post(path: &'static str, en: &'static str, zh: &'static str) -> Endpoint {
    Endpoint::new(Method::Post, path, en, zh)
}

impl Param {
    const fn new(name: &'static str, place: Place, shape: Shape, en: &'static str, zh: &'static str) -> Self {
        let (source, required, errcode) = (Source::Flag, false, 40035);
        Self { name, place, shape, source, required, errcode, help: Bilingual::new(en, zh) }
    }

    /// It must be given, as a word after the command.
    #[must_use]
    pub const fn word(mut self) -> Self {
        self.source = Source::Word;
        self.required = true;
        self
    }

    /// It must be given.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// It comes from here.
    #[must_use]
    pub const fn from(mut self, source: Source) -> Self {
        self.source = source;
        self.required = true;
        self
    }

    /// WeChat's errcode when it is missing or wrong.
    #[must_use]
    pub const fn errcode(mut self, errcode: i64) -> Self {
        self.errcode = errcode;
        self
    }

    /// The name of its flag, without dashes: the last part of its name with `-` for `_`.
    pub fn flag(&self) -> String {
        let last = self.name.rsplit('.').next().unwrap_or(self.name);
        match last.trim_end_matches("[]") {
            // Every command has a --lang, which is the language of help and messages.
            "lang" => "language".to_owned(),
            name => name.replace('_', "-"),
        }
    }
}

/// A value in the URL.
pub(super) const fn query(name: &'static str, shape: Shape, en: &'static str, zh: &'static str) -> Param {
    Param::new(name, Place::Query, shape, en, zh)
}

/// A value in the body.
pub(super) const fn body(name: &'static str, shape: Shape, en: &'static str, zh: &'static str) -> Param {
    Param::new(name, Place::Body, shape, en, zh)
}

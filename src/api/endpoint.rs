//! The shape of one entry of the table of endpoints, and the words that the table is written in.
//!
//! A table is `static` data made by `const` functions, so it costs nothing until an entry is used.

use serde_json::Value;

use super::{Param, Params, Place, Shape, Source, WordList, template};
use crate::lang::Title;

/// One endpoint of WeChat's HTTP API.
#[derive(Debug, Clone, Copy)]
pub struct Endpoint {
    /// The words after `webot` that call it, such as `menu get` or `work user list`; none where only other commands call
    /// it.
    pub command: Option<&'static str>,
    /// Other words for the last one.
    pub aliases: WordList,
    /// The method; WeChat answers 43001 or 43002 to another.
    pub method: Method,
    /// Where it is served.
    pub host: Host,
    /// The path, from its slash on; `{name}` stands for a parameter.
    pub path: &'static str,
    /// What identifies the caller.
    pub auth: Auth,
    /// What it takes, in the order in which it is sent.
    pub params: Params,
    /// How its list goes on, where it answers with a part of one.
    pub cursor: Option<Cursor>,
    /// What a call does beyond answering.
    pub risk: Risk,
    /// Its end, where WeChat has switched it off.
    pub retired: Option<Retirement>,
    /// The handler of the mock, such as `tags.create`; without one the mock answers `reply`.
    pub handler: Option<&'static str>,
    /// Whether a call counts against the endpoint's daily quota.
    pub counted: bool,
    /// What it does, in one line.
    pub about: Title,
    /// Limits, permissions or quotas worth knowing; may be nothing.
    pub note: Title,
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

/// The credential that identifies the caller of an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Auth {
    /// The account's `access_token`, in the query.
    AccessToken,
    /// A token of another kind, such as a suite's, in this query parameter.
    Other(&'static str),
    /// None: the endpoint's own parameters identify the caller.
    None,
}

/// What a call does beyond answering: what a retry would do twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Risk {
    /// Reads only.
    Reads,
    /// Changes the account.
    Writes,
    /// Sends a message to people.
    Sends,
    /// Moves money.
    Pays,
}

/// How a list goes on over several answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The member of an answer that says where the next one begins; empty or missing at the end.
    pub next: &'static str,
    /// The parameter that takes it in the next call.
    pub parameter: &'static str,
    /// The path of the items in an answer, such as `data.openid`.
    pub items: &'static str,
    /// The name under which an item is printed that is a bare text; empty where items are objects.
    pub item: &'static str,
}

impl Cursor {
    /// Returns the items of an answer.
    pub fn items(self, answer: &Value) -> &[Value] {
        let items = self.items.split('.').try_fold(answer, |value, member| value.get(member));
        items.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The end of an endpoint that WeChat has switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retirement {
    /// Since when, as `YYYY-MM-DD` or `YYYY-MM`; empty where no day was announced.
    pub since: &'static str,
    /// The path that does the same today; empty where none does.
    pub replacement: &'static str,
}

impl Method {
    /// Every method, in the order in which the tables count them.
    pub const ALL: [Self; 5] = [Self::Get, Self::Post, Self::Put, Self::Patch, Self::Delete];

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
        Self::ALL.into_iter().find(|method| method.name().eq_ignore_ascii_case(word))
    }
}

impl Host {
    /// Every host, in the order in which the tables count them.
    pub const ALL: [Self; 4] = [Self::Api, Self::Mp, Self::Work, Self::Pay];

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
    /// Returns whether its path is this one, with any text in place of each placeholder.
    pub fn serves(&self, host: Host, path: &str) -> bool {
        self.host == host && template::matches(self.path, path)
    }

    /// Returns the part of a path that stands for `{name}` in its own.
    pub fn path_value<'a>(&self, path: &'a str, name: &str) -> Option<&'a str> {
        template::value(self.path, path, name)
    }

    /// Returns the group of its command, `work user` of `work user list`, and the last word.
    pub fn group(&self) -> Option<(&'static str, &'static str)> {
        self.command?.rsplit_once(' ')
    }

    const fn new(method: Method, path: &'static str, en: &'static str, zh: &'static str) -> Self {
        Self {
            command: None,
            aliases: WordList::new(""),
            method,
            host: Host::Api,
            path,
            auth: Auth::AccessToken,
            params: Params::new(&[]),
            cursor: None,
            risk: Risk::Reads,
            retired: None,
            handler: None,
            counted: true,
            about: Title::new(en, zh),
            note: Title::NONE,
            docs: "",
            example: "",
            reply: r#"{"errcode":0,"errmsg":"ok"}"#,
        }
    }

    /// The words that call it.
    #[must_use]
    pub const fn command(mut self, command: &'static str) -> Self {
        self.command = Some(command);
        self
    }

    /// Other words for the last one.
    #[must_use]
    pub const fn aliases(mut self, aliases: &'static str) -> Self {
        self.aliases = WordList::new(aliases);
        self
    }

    /// It changes the account.
    #[must_use]
    pub const fn writes(mut self) -> Self {
        self.risk = Risk::Writes;
        self
    }

    /// The handler of the mock.
    #[must_use]
    pub const fn handler(mut self, handler: &'static str) -> Self {
        self.handler = Some(handler);
        self
    }

    /// It works though the quota is used up.
    #[must_use]
    pub const fn uncounted(mut self) -> Self {
        self.counted = false;
        self
    }

    /// Its list goes on: a page of openids.
    #[must_use]
    pub const fn pages(mut self, parameter: &'static str) -> Self {
        self.cursor = Some(Cursor { next: "next_openid", parameter, items: "data.openid", item: "openid" });
        self
    }

    /// What it takes.
    #[must_use]
    pub const fn params(mut self, params: &'static [Param]) -> Self {
        self.params = Params::new(params);
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
        self.note = Title::new(en, zh);
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
        Self { name, place, shape, source, required, errcode, help: Title::new(en, zh) }
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
}

/// A value in the URL.
pub(super) const fn query(name: &'static str, shape: Shape, en: &'static str, zh: &'static str) -> Param {
    Param::new(name, Place::Query, shape, en, zh)
}

/// A value in the body.
pub(super) const fn body(name: &'static str, shape: Shape, en: &'static str, zh: &'static str) -> Param {
    Param::new(name, Place::Body, shape, en, zh)
}

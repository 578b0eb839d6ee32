//! One entry of the table of endpoints, as `chapters/*.yaml` write it and [`Decode`] reads it when it is used.

use serde_json::Value;

use super::{Param, template};
use crate::lang::Bilingual;
use crate::table::{self, Decode, List};

/// One endpoint of WeChat's HTTP API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Endpoint {
    /// The words after `webot` that call it, such as `menu get` or `work user list`; none where only other commands call
    /// it.
    pub command: Option<&'static str>,
    /// Other words for the last one.
    pub aliases: List<&'static str>,
    /// The method; WeChat answers 43001 or 43002 to another.
    pub method: Method,
    /// The host that serves it.
    pub host: Host,
    /// The path, from its slash on; `{name}` stands for a parameter.
    pub path: &'static str,
    /// The credential that identifies the caller.
    pub auth: Auth,
    /// Its parameters, in the order in which they are sent.
    pub params: List<Param>,
    /// The way to the next part of its list; `None` if it answers with no list or all of it.
    pub cursor: Option<Cursor>,
    /// The effect of a call.
    pub risk: Risk,
    /// Its end, where WeChat has switched it off.
    pub retired: Option<Retirement>,
    /// The handler of the mock, such as `tags.create`; without one the mock answers `reply`.
    pub handler: Option<&'static str>,
    /// `false` if a call does not count against the endpoint's daily quota.
    pub counted: bool,
    /// Its line in help.
    pub about: Bilingual,
    /// Limits, permissions or quotas worth knowing; may be nothing.
    pub note: Bilingual,
    /// The page of the official documents.
    pub docs: &'static str,
    /// The words after the command in an example that works on the mock.
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

/// A host of WeChat's API.
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

/// The effect of a call, which a retry would have twice.
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

impl Risk {
    /// Every risk, in the order in which the table counts them.
    pub const ALL: [Self; 4] = [Self::Reads, Self::Writes, Self::Sends, Self::Pays];
}

/// The way from one part of a list to the next.
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
}

impl Decode for Endpoint {
    fn decode(cursor: &mut table::Cursor) -> Self {
        let some = |text: &'static str| Some(text).filter(|text| !text.is_empty());
        Self {
            method: cursor.word(&Method::ALL),
            host: cursor.word(&Host::ALL),
            path: cursor.text(),
            auth: match cursor.text() {
                "access_token" => Auth::AccessToken,
                "none" => Auth::None,
                other => Auth::Other(other),
            },
            command: some(cursor.text()),
            aliases: cursor.list(),
            params: cursor.list(),
            cursor: (cursor.byte() == 1).then(|| Cursor {
                next: cursor.text(),
                parameter: cursor.text(),
                items: cursor.text(),
                item: cursor.text(),
            }),
            risk: cursor.word(&Risk::ALL),
            retired: (cursor.byte() == 1)
                .then(|| Retirement { since: cursor.text(), replacement: cursor.text() }),
            handler: some(cursor.text()),
            counted: cursor.byte() == 1,
            about: Bilingual::new(cursor.text(), cursor.text()),
            note: Bilingual::new(cursor.text(), cursor.text()),
            docs: cursor.text(),
            example: cursor.text(),
            reply: cursor.text(),
        }
    }
}

//! The entries of the endpoint table, which are written in `chapters/*.yaml` and decoded with [`Decode`] on use.

use serde_json::Value;

use super::{Param, template};
use crate::lang::Bilingual;
use crate::table::{self, Decode, List};

/// An endpoint of WeChat's HTTP API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Endpoint {
    /// The command that calls it, without `webot`, such as `menu get` or `work user list`; `None` if only other
    /// commands call it.
    pub command: Option<&'static str>,
    /// Aliases of the command's last word.
    pub aliases: List<&'static str>,
    /// The method; WeChat answers 43001 or 43002 to any other.
    pub method: Method,
    /// The host that serves it.
    pub host: Host,
    /// The path, from its first slash; `{name}` stands for a parameter.
    pub path: &'static str,
    /// The credential that identifies the caller.
    pub auth: Auth,
    /// Its parameters, in the order in which they are sent.
    pub params: List<Param>,
    /// The paging of its list; `None` if it returns no list or always the whole list.
    pub cursor: Option<ListCursor>,
    /// The effect of a call.
    pub risk: Risk,
    /// The retirement of the endpoint, if WeChat has switched it off.
    pub retired: Option<Retirement>,
    /// The handler in the mock, such as `tags.create`; without one the mock returns `reply`.
    pub handler: Option<&'static str>,
    /// `false` if a call does not count against the endpoint's daily quota.
    pub counted: bool,
    /// Its description in help, one line.
    pub about: Bilingual,
    /// Limits, permissions or quotas; may be empty.
    pub note: Bilingual,
    /// The page of the official documentation.
    pub docs: &'static str,
    /// The arguments of an example that works with the mock; without a command, those of `webot api`.
    pub example: &'static str,
    /// An example answer of WeChat; empty if the endpoint answers with a file.
    pub reply: &'static str,
    /// The members of a JSON answer that hold the URL of a file in place of it.
    pub link: List<&'static str>,
    /// The question before a call that cannot be undone; empty if none is asked.
    pub confirm: Bilingual,
    /// The days that statistics are asked for.
    pub span: Option<DaySpan>,
    /// The flags of which the user gives at least one; empty if all may be missing.
    pub one_of: List<&'static str>,
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
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
pub(crate) enum Host {
    /// `api.weixin.qq.com`: official accounts, mini-programs, open platform.
    Api,
    /// `mp.weixin.qq.com`: images of QR codes.
    Mp,
    /// `qyapi.weixin.qq.com`: WeCom.
    Work,
    /// `api.mch.weixin.qq.com`: WeChat Pay.
    Pay,
    /// `fraud.mch.weixin.qq.com`: the public key of WeChat Pay v2.
    PayKeys,
    /// `apihk.mch.weixin.qq.com`: WeChat Pay outside of mainland China.
    PayGlobal,
    /// `api.businesspay.qq.com`: WeChat Pay between companies.
    PayBusiness,
    /// `openaiapi.weixin.qq.com`: dialogues with bots.
    OpenAi,
    /// `openai.weixin.qq.com`: dialogues with bots, by the token of a bot.
    OpenAiToken,
}

/// The credential that identifies the caller of an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Auth {
    /// The account's `access_token`, in the query.
    AccessToken,
    /// A token of another kind, such as a suite's, in this query parameter.
    Other(&'static str),
    /// None: the endpoint's own parameters identify the caller.
    None,
    /// The `access_token` of a user who logged in, in the query.
    User,
    /// The `access_token` of WeCom's 通讯录同步 if its secret is configured, else the app's, in the query.
    Contacts,
}

impl Auth {
    /// Returns whether it is an `access_token` of the account, which the client fetches.
    pub(crate) fn is_of_account(self) -> bool {
        matches!(self, Self::AccessToken | Self::Contacts)
    }
}

/// The effect of a call, which a retry could cause twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Risk {
    /// Reads data only.
    Reads,
    /// Changes the account.
    Writes,
    /// Sends a message to people.
    Sends,
    /// Moves money.
    Pays,
}

impl Risk {
    /// All risks, in the order of their numbers in the table.
    pub(crate) const ALL: [Self; 4] = [Self::Reads, Self::Writes, Self::Sends, Self::Pays];
}

/// The paging of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ListCursor {
    /// The way in which the next page is requested.
    pub step: PageStep,
    /// The parameter of the next call: the value of [`PageStep::Next`], or the number of items to skip.
    pub parameter: &'static str,
    /// The path of the items in an answer, such as `data.openid`.
    pub items: &'static str,
    /// The key under which an item is printed if items are strings; empty if they are objects.
    pub item: &'static str,
}

/// The way from a page of a list to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageStep {
    /// This member of the answer points to the next page; empty or missing on the last page.
    Next(&'static str),
    /// A number of items is skipped.
    Offset {
        /// The parameter for the number of items on a page.
        size: &'static str,
        /// The maximum of that number.
        most: usize,
        /// The member of the answer with the number of all items.
        total: &'static str,
    },
}

impl ListCursor {
    /// Returns the items of an answer.
    pub(crate) fn items(self, answer: &Value) -> &[Value] {
        let items = self.items.split('.').try_fold(answer, |value, member| value.get(member));
        items.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the member of an answer that points to the next page; empty if there is none.
    pub(crate) fn next(self) -> &'static str {
        match self.step {
            PageStep::Next(next) => next,
            PageStep::Offset { .. } => "",
        }
    }
}

impl Decode for ListCursor {
    fn decode(cursor: &mut table::Cursor) -> Self {
        let is_offset = cursor.byte() == 1;
        let [first, second, third, fourth] = std::array::from_fn(|_| cursor.text());
        if is_offset {
            let most = usize::try_from(cursor.number()).unwrap_or(usize::MAX);
            let step = PageStep::Offset { size: second, most, total: first };
            return Self { step, parameter: third, items: fourth, item: "" };
        }
        Self { step: PageStep::Next(first), parameter: second, items: third, item: fourth }
    }
}

/// The days of statistics that one call may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DaySpan {
    /// The parameter with the first day.
    pub from: &'static str,
    /// The parameter with the last day.
    pub to: &'static str,
    /// The maximum number of days.
    pub days: i64,
}

/// The retirement of an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Retirement {
    /// The date of retirement, as `YYYY-MM-DD` or `YYYY-MM`; empty if none was announced.
    pub since: &'static str,
    /// The path of the replacement; empty if there is none.
    pub replacement: &'static str,
}

impl Method {
    /// All methods, in the order of their numbers in the tables.
    pub(crate) const ALL: [Self; 5] = [Self::Get, Self::Post, Self::Put, Self::Patch, Self::Delete];

    /// Returns the method in upper case.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// Parses a method in any case.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name().eq_ignore_ascii_case(word))
    }
}

impl Host {
    /// All hosts, in the order of their numbers in the tables.
    pub(crate) const ALL: [Self; 9] = [
        Self::Api,
        Self::Mp,
        Self::Work,
        Self::Pay,
        Self::PayKeys,
        Self::PayGlobal,
        Self::PayBusiness,
        Self::OpenAi,
        Self::OpenAiToken,
    ];

    /// Returns whether calls are signed with the keys of a merchant instead of an `access_token`.
    pub(crate) const fn is_pay(self) -> bool {
        matches!(self, Self::Pay | Self::PayKeys | Self::PayGlobal | Self::PayBusiness)
    }

    /// Returns whether it is this host, or one of WeChat Pay where that is meant by [`Host::Pay`].
    pub(crate) fn is_of(self, wanted: Self) -> bool {
        self == wanted || (wanted == Self::Pay && self.is_pay())
    }

    /// Returns the host name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Api => "api.weixin.qq.com",
            Self::Mp => "mp.weixin.qq.com",
            Self::Work => "qyapi.weixin.qq.com",
            Self::Pay => "api.mch.weixin.qq.com",
            Self::PayKeys => "fraud.mch.weixin.qq.com",
            Self::PayGlobal => "apihk.mch.weixin.qq.com",
            Self::PayBusiness => "api.businesspay.qq.com",
            Self::OpenAi => "openaiapi.weixin.qq.com",
            Self::OpenAiToken => "openai.weixin.qq.com",
        }
    }
}

impl Endpoint {
    /// Returns whether it serves this path, with any text in place of each placeholder.
    pub(crate) fn serves(&self, host: Host, path: &str) -> bool {
        self.host == host && template::matches(self.path, path)
    }

    /// Returns the value of the placeholder `{name}` in a path.
    pub(crate) fn path_value<'a>(&self, path: &'a str, name: &str) -> Option<&'a str> {
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
                "user" => Auth::User,
                "contacts" => Auth::Contacts,
                other => Auth::Other(other),
            },
            command: some(cursor.text()),
            aliases: cursor.list(),
            params: cursor.list(),
            cursor: (cursor.byte() == 1).then(|| ListCursor::decode(cursor)),
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
            link: cursor.list(),
            confirm: Bilingual::new(cursor.text(), cursor.text()),
            span: (cursor.byte() == 1).then(|| {
                let (from, to) = (cursor.text(), cursor.text());
                DaySpan { from, to, days: cursor.number() }
            }),
            one_of: cursor.list(),
        }
    }
}

//! The settings of the mock, as set by the flags of `webot mock` and by `/__webot/state`.

use std::net::IpAddr;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::kind::AccountKind;
use crate::Secret;

/// The maximum number of followers of an account.
pub(crate) const MAX_FOLLOWERS: u64 = 1_000_000_000;
/// The maximum time between a call and the push about its result, in milliseconds.
pub(crate) const MAX_PUSH_AFTER_MS: u64 = 3_600_000;
/// The `Status` of `TEMPLATESENDJOBFINISH` (公众平台文档《模板消息》).
const TEMPLATE_STATUSES: [&str; 3] = ["success", "failed:user block", "failed: system failed"];

/// The settings of the mock.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Rules {
    /// The number of followers of each account.
    pub followers: u64,
    /// The time for which a token stays valid after `/cgi-bin/token` has issued a newer one, in seconds.
    pub token_overlap_s: u64,
    /// Paths with their daily quota; calls beyond it get 45009.
    pub quotas: Vec<(String, u64)>,
    /// The calls that fail with a given errcode.
    pub fail: Vec<PlannedFailure>,
    /// The kind of the accounts: what it may not call gets 48001.
    pub kind: AccountKind,
    /// The beginnings of further paths that the account may not call: they get 48001.
    pub deny: Vec<String>,
    /// The addresses and networks that may request a token; `None` allows all.
    pub whitelist: Option<Vec<String>>,
    /// The `publish_status` with which publishing ends: 0 is success.
    pub publish_status: u64,
    /// The `Status` with which template messages end.
    pub template_status: String,
    /// The time between a call and the push about its result, in milliseconds.
    pub push_after_ms: u64,
    /// The users who log in on the pages of open.weixin.qq.com.
    #[serde(default)]
    pub login: LoginRules,
    /// The only valid appid; `None` accepts any.
    pub appid: Option<String>,
    /// The only valid app secret; `None` accepts any. It is not stored.
    #[serde(skip)]
    pub secret: Option<Secret>,
}

/// The settings of the login pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct LoginRules {
    /// `true` asks on a page for the user; otherwise `user` logs in at once.
    pub ask: bool,
    /// The number of the user who logs in, from 0.
    pub user: u64,
    /// `true` opens pages that ask for details as snapshots, with a virtual user.
    pub snapshot: bool,
    /// The domains to which users may return; empty allows all.
    pub domains: Vec<String>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            followers: 3,
            token_overlap_s: 300,
            quotas: Vec::new(),
            fail: Vec::new(),
            kind: AccountKind::default(),
            deny: Vec::new(),
            whitelist: None,
            publish_status: 0,
            template_status: TEMPLATE_STATUSES[0].to_owned(),
            push_after_ms: 100,
            login: LoginRules::default(),
            appid: None,
            secret: None,
        }
    }
}

/// An errcode for a range of calls, counted from 1: `40001@3`, `-1@2-4`.
///
/// Only calls with an `access_token` in the query are counted, whether it is valid or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct PlannedFailure {
    /// The errcode.
    pub code: i64,
    /// The first call that fails.
    pub first: u64,
    /// The last call that fails.
    pub last: u64,
}

impl FromStr for PlannedFailure {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "write it like 40001@3 or -1@2-4";
        let (code, calls) = text.trim().split_once('@').ok_or(WRONG)?;
        let (first, last) = calls.split_once('-').unwrap_or((calls, calls));
        let code: i64 = code.trim().parse().map_err(|_| WRONG)?;
        let (first, last) = (first.parse().map_err(|_| WRONG)?, last.parse().map_err(|_| WRONG)?);
        if code == 0 || first == 0 || last < first { Err(WRONG) } else { Ok(Self { code, first, last }) }
    }
}

impl TryFrom<String> for PlannedFailure {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PlannedFailure> for String {
    fn from(PlannedFailure { code, first, last }: PlannedFailure) -> Self {
        if first == last { format!("{code}@{first}") } else { format!("{code}@{first}-{last}") }
    }
}

impl Rules {
    /// Returns the errcode that is set for this call.
    pub(super) fn failure(&self, call: u64) -> Option<i64> {
        self.fail.iter().find(|fail| (fail.first..=fail.last).contains(&call)).map(|fail| fail.code)
    }

    /// Returns the daily quota of a path, if it has one.
    pub(super) fn quota(&self, path: &str) -> Option<u64> {
        self.quotas.iter().rev().find(|(limited, _)| limited == path).map(|&(_, most)| most)
    }

    /// Returns whether the account lacks the permission to call a path.
    pub(super) fn denies(&self, path: &str) -> bool {
        self.kind.denies(path) || self.deny.iter().any(|start| path.starts_with(start.as_str()))
    }

    /// Returns whether this address may request a token.
    pub(super) fn allows(&self, from: &str) -> bool {
        let Some(allowed) = &self.whitelist else { return true };
        let Ok(from) = from.parse::<IpAddr>() else { return false };
        allowed.iter().any(|entry| covers(entry, from.to_canonical()))
    }

    /// Reads a setting from JSON. The error is a sentence about the invalid name or value.
    pub(super) fn merge(&mut self, name: &str, value: &Value) -> Result<(), String> {
        let wrong = |wanted: &str| format!("`{name}` takes {wanted}");
        let text = |value: &Value| match value {
            Value::Null => Ok(None),
            Value::String(text) => Ok(Some(text.clone())),
            _ => Err(wrong("a string or null")),
        };
        match name {
            "followers" => {
                let followers = value.as_u64().filter(|&count| count <= MAX_FOLLOWERS);
                self.followers = followers.ok_or_else(|| wrong("a number up to 1000000000"))?;
            }
            "token_overlap_s" => self.token_overlap_s = value.as_u64().ok_or_else(|| wrong("seconds"))?,
            "quotas" => {
                let quotas = value.as_object().ok_or_else(|| wrong("an object of paths and numbers"))?;
                let read = |(path, most): (&String, &Value)| Some((path.clone(), most.as_u64()?));
                let quotas: Option<Vec<_>> = quotas.iter().map(read).collect();
                self.quotas = quotas.ok_or_else(|| wrong("an object of paths and numbers"))?;
            }
            "fail" => {
                let list = value.as_array().ok_or_else(|| wrong("a list like [\"40001@3\"]"))?;
                let read = |fail: &Value| fail.as_str().and_then(|fail| fail.parse().ok());
                let fail: Option<Vec<PlannedFailure>> = list.iter().map(read).collect();
                self.fail = fail.ok_or_else(|| wrong("a list like [\"40001@3\"]"))?;
            }
            "kind" => {
                let kind = serde_json::from_value(value.clone()).ok();
                self.kind = kind.ok_or_else(|| wrong("service, subscription, mini, unverified or test"))?;
            }
            "deny" => {
                let list = value.as_array().ok_or_else(|| wrong("a list of paths"))?;
                let read =
                    |path: &Value| path.as_str().filter(|path| path.starts_with('/')).map(str::to_owned);
                let deny: Option<Vec<String>> = list.iter().map(read).collect();
                self.deny = deny.ok_or_else(|| wrong("a list of paths"))?;
            }
            "whitelist" if value.is_null() => self.whitelist = None,
            "whitelist" => {
                let list = value.as_array().ok_or_else(|| wrong("a list of addresses or null"))?;
                let read = |ip: &Value| ip.as_str().filter(|ip| is_network(ip)).map(str::to_owned);
                let allowed: Option<Vec<String>> = list.iter().map(read).collect();
                self.whitelist = Some(allowed.ok_or_else(|| wrong("a list of addresses or null"))?);
            }
            "publish_status" => {
                let status = value.as_u64().filter(|status| matches!(status, 0 | 2..=6));
                self.publish_status = status.ok_or_else(|| wrong("0 or a number from 2 to 6"))?;
            }
            "template_status" => {
                let status = value.as_str().filter(|status| TEMPLATE_STATUSES.contains(status));
                let wanted = || wrong(&format!("one of `{}`", TEMPLATE_STATUSES.join("`, `")));
                status.ok_or_else(wanted)?.clone_into(&mut self.template_status);
            }
            "push_after_ms" => {
                let ms = value.as_u64().filter(|&ms| ms <= MAX_PUSH_AFTER_MS);
                self.push_after_ms = ms.ok_or_else(|| wrong("milliseconds up to 3600000"))?;
            }
            "login" => {
                let wanted = "an object of `ask`, `user`, `snapshot` and `domains`";
                self.login = serde_json::from_value(value.clone()).map_err(|_| wrong(wanted))?;
            }
            "appid" => self.appid = text(value)?,
            "secret" => self.secret = text(value)?.map(Secret::new),
            _ => return Err(format!("there is no setting `{name}`")),
        }
        Ok(())
    }
}

/// Returns whether the text is an IP address or a network such as `10.0.0.0/8`.
pub(crate) fn is_network(entry: &str) -> bool {
    network(entry).is_some()
}

fn network(entry: &str) -> Option<(IpAddr, u32)> {
    let (address, bits) = entry.trim().split_once('/').unwrap_or((entry.trim(), ""));
    let address: IpAddr = address.parse().ok()?;
    let address = address.to_canonical();
    let width = if address.is_ipv4() { 32 } else { 128 };
    let bits = if bits.is_empty() { width } else { bits.parse().ok()? };
    (bits <= width).then_some((address, bits))
}

fn covers(entry: &str, from: IpAddr) -> bool {
    let Some((address, bits)) = network(entry) else { return false };
    let same = |own: u128, given: u128, width: u32| {
        let shift = width - bits;
        own.checked_shr(shift) == given.checked_shr(shift)
    };
    match (address, from) {
        (IpAddr::V4(own), IpAddr::V4(given)) => same(own.to_bits().into(), given.to_bits().into(), 32),
        (IpAddr::V6(own), IpAddr::V6(given)) => same(own.to_bits(), given.to_bits(), 128),
        _ => false,
    }
}

//! The causes and fixes of WeChat's errcodes.
//!
//! The codes are from the official list of return codes; the texts are our own. A code can mean different things on
//! different platforms, so each entry belongs to a family. `build/errcodes.rs` compiles them from `*.yaml`.

mod errmsg;
mod meaning;
#[cfg(test)]
mod tests;

pub(crate) use errmsg::{ErrmsgParts, parse_errmsg};
pub(crate) use meaning::{Meaning, meaning, meanings};

use crate::api::advice::{Advice, Case, Evidence, applicable};
use crate::table::{Cursor, Decode, List, Table, table};

/// An errcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Errcode {
    /// The platforms that it belongs to.
    pub family: ErrcodeFamily,
    /// The number.
    pub code: i64,
    /// The kind of error.
    pub kind: ErrcodeKind,
    /// Cause and fix, if nothing more is known than the code.
    pub advice: Advice,
    /// The cases in which they are more precise.
    pub cases: List<Case>,
}

/// A family of platforms with common errcodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ErrcodeFamily {
    /// Official accounts, mini-programs, open platform.
    Api,
    /// WeCom.
    Work,
    /// The numbers at the end of the `Request-ID` of WeChat Pay v3.
    Pay,
    /// The pages of OAuth, which show a number and send no JSON.
    Page,
    /// The sample code that WeChat publishes, `WXBizMsgCrypt` and `WXBizDataCrypt`.
    Sample,
}

/// The kind of error behind an errcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ErrcodeKind {
    /// The token has expired or belongs to another account; a new one helps.
    Token,
    /// The appid, the app secret or the grant is wrong.
    Credential,
    /// The caller's IP address is not allowed.
    Ip,
    /// The daily or monthly quota is used up; waiting until it is reset helps.
    Quota,
    /// Too many calls in a short time; waiting a moment helps.
    Rate,
    /// WeChat is busy; a retry helps.
    Busy,
    /// The account lacks the permission.
    Permission,
    /// The input is invalid.
    Input,
}

impl ErrcodeFamily {
    /// All families, in the order of the table.
    pub(crate) const ALL: [Self; 5] = [Self::Api, Self::Work, Self::Pay, Self::Page, Self::Sample];

    /// Returns the word for `--json`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Work => "work",
            Self::Pay => "pay",
            Self::Page => "page",
            Self::Sample => "sample",
        }
    }
}

impl Errcode {
    /// Returns cause and fix for a failed call.
    pub(crate) fn advice(&self, evidence: &Evidence<'_>) -> Advice {
        applicable(self.cases, evidence).map_or(self.advice, |case| case.advice)
    }
}

impl ErrcodeKind {
    /// All kinds, in the order of their numbers in the table.
    pub(crate) const ALL: [Self; 8] = [
        Self::Token,
        Self::Credential,
        Self::Ip,
        Self::Quota,
        Self::Rate,
        Self::Busy,
        Self::Permission,
        Self::Input,
    ];

    /// Returns the word for `--json`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Credential => "credential",
            Self::Ip => "ip",
            Self::Quota => "quota",
            Self::Rate => "rate",
            Self::Busy => "busy",
            Self::Permission => "permission",
            Self::Input => "input",
        }
    }
}

/// The errcodes of `*.yaml`, sorted by family and code.
static ERRCODES: Table = table!("errcodes");

impl Decode for Errcode {
    fn decode(cursor: &mut Cursor) -> Self {
        Self {
            family: cursor.word(&ErrcodeFamily::ALL),
            code: cursor.number(),
            kind: cursor.word(&ErrcodeKind::ALL),
            advice: Advice::decode(cursor),
            cases: cursor.list(),
        }
    }
}

/// Returns all errcodes, by family and code.
#[cfg(test)]
pub(crate) fn errcodes() -> impl Iterator<Item = Errcode> {
    ERRCODES.entries()
}

/// Returns the entry of an errcode.
pub(crate) fn find(family: ErrcodeFamily, code: i64) -> Option<Errcode> {
    let before = |mut cursor: Cursor| (cursor.word(&ErrcodeFamily::ALL), cursor.number()) < (family, code);
    let entry = ERRCODES.partition_point(before);
    let found = (entry < ERRCODES.len()).then(|| ERRCODES.entry::<Errcode>(entry))?;
    (found.family == family && found.code == code).then_some(found)
}

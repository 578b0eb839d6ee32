//! What WeChat's error codes mean, why they come, and what to do.
//!
//! The numbers are those of the official list of return codes; the words are ours. A number means different things on
//! different platforms, so an entry belongs to a family. `build/errcodes.rs` compiles them from `*.yaml`.

mod facts;
#[cfg(test)]
mod tests;

pub use facts::{Facts, facts};

use crate::lang::Bilingual;
use crate::table::{Cursor, Decode, Table, table};

/// One code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Errcode {
    /// On which platform.
    pub family: Family,
    /// The number.
    pub code: i64,
    /// What kind of trouble it is.
    pub kind: Kind,
    /// Why it comes.
    pub cause: Bilingual,
    /// What to do.
    pub fix: Bilingual,
}

/// A platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Official accounts, mini-programs, open platform.
    Api,
    /// WeCom.
    Work,
}

/// What kind of trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The token has ended or is another account's: a fresh one helps.
    Token,
    /// appid, secret or grant are wrong.
    Credential,
    /// The caller's address is not allowed.
    Ip,
    /// The day's or month's calls are used up: waiting for tomorrow helps.
    Quota,
    /// Too fast: waiting a moment helps.
    Rate,
    /// WeChat is busy: trying again helps.
    Busy,
    /// The account may not do this.
    Permission,
    /// What was sent is wrong.
    Input,
}

impl Family {
    /// Every family, in the order of the table.
    pub const ALL: [Self; 2] = [Self::Api, Self::Work];
}

impl Kind {
    /// Every kind, in the order in which the table counts them.
    pub const ALL: [Self; 8] = [
        Self::Token,
        Self::Credential,
        Self::Ip,
        Self::Quota,
        Self::Rate,
        Self::Busy,
        Self::Permission,
        Self::Input,
    ];

    /// The word in `--json`.
    pub const fn name(self) -> &'static str {
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

/// The codes of `*.yaml`, sorted by family and number.
static ERRCODES: Table = table!("errcodes");

impl Decode for Errcode {
    fn decode(cursor: &mut Cursor) -> Self {
        Self {
            family: cursor.word(&Family::ALL),
            code: cursor.number(),
            kind: cursor.word(&Kind::ALL),
            cause: Bilingual { en: cursor.text(), zh: cursor.text() },
            fix: Bilingual { en: cursor.text(), zh: cursor.text() },
        }
    }
}

/// Returns every code that has an entry, by family and number.
#[cfg(test)]
pub fn errcodes() -> impl Iterator<Item = Errcode> {
    ERRCODES.entries()
}

/// Returns the entry of a code.
pub fn find(family: Family, code: i64) -> Option<Errcode> {
    let before = |mut cursor: Cursor| (cursor.word(&Family::ALL), cursor.number()) < (family, code);
    let entry = ERRCODES.partition_point(before);
    let found = (entry < ERRCODES.len()).then(|| ERRCODES.entry::<Errcode>(entry))?;
    (found.family == family && found.code == code).then_some(found)
}

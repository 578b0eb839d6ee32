//! What WeChat's error codes mean, why they come, and what to do.
//!
//! The numbers are those of the official list of return codes; the words are ours. A number means different things on
//! different platforms, so an entry belongs to a family.

use crate::Title;

/// One code.
#[derive(Debug, Clone, Copy)]
pub struct Errcode {
    /// On which platform.
    pub family: Family,
    /// The number.
    pub code: i64,
    /// What kind of trouble it is.
    pub kind: Kind,
    /// Why it comes.
    pub cause: Title,
    /// What to do.
    pub fix: Title,
}

/// A platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

impl Kind {
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

/// The codes that have an entry, by family and number.
pub const ERRCODES: &[Errcode] = &[];

/// The entry of a code.
pub fn find(family: Family, code: i64) -> Option<&'static Errcode> {
    ERRCODES.iter().find(|entry| entry.family == family && entry.code == code)
}

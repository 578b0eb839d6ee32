//! What WeChat's error codes mean, why they come, and what to do.
//!
//! The numbers are those of the official list of return codes; the words are ours. A number means different things on
//! different platforms, so an entry belongs to a family. The API's are in `invalid` up to 40… and in `refused` from 41…
//! on, WeCom's in `work`; a code is four lines.

mod facts;
mod invalid;
mod refused;
mod work;

pub use facts::{Facts, facts};

use crate::lang::Bilingual;

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

/// Writes a table: family, then for each code its kind, its cause and, after the arrow, its fix, in English and in 中文.
macro_rules! codes {
    ($family:ident $($code:literal $kind:ident: $cause_en:literal / $cause_zh:literal => $fix_en:literal / $fix_zh:literal;)*) => {
        &[$($crate::api::errcode::Errcode {
            family: $crate::api::errcode::Family::$family,
            code: $code,
            kind: $crate::api::errcode::Kind::$kind,
            cause: $crate::Bilingual::new($cause_en, $cause_zh),
            fix: $crate::Bilingual::new($fix_en, $fix_zh),
        }),*]
    };
}
use codes;

/// The parts of the table, in its order.
const PARTS: [&[Errcode]; 3] = [invalid::CODES, refused::CODES, work::CODES];

/// The codes that have an entry, by family and number.
pub static ERRCODES: &[Errcode] = &joined::<{ PARTS[0].len() + PARTS[1].len() + PARTS[2].len() }>();

const fn joined<const COUNT: usize>() -> [Errcode; COUNT] {
    let mut all = [PARTS[0][0]; COUNT];
    let (mut part, mut entry, mut at) = (0, 0, 0);
    while at < COUNT {
        if entry == PARTS[part].len() {
            (part, entry) = (part + 1, 0);
        } else {
            all[at] = PARTS[part][entry];
            (entry, at) = (entry + 1, at + 1);
        }
    }
    all
}

/// The entry of a code.
pub fn find(family: Family, code: i64) -> Option<&'static Errcode> {
    let at = ERRCODES.binary_search_by_key(&(family, code), |entry| (entry.family, entry.code));
    at.ok().map(|at| &ERRCODES[at])
}

//! The cause and fix of an error, and the cases in which they are more precise.

use crate::lang::Bilingual;
use crate::table::{Cursor, Decode, List};

/// The cause of an error and its fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Advice {
    /// The cause.
    pub cause: Bilingual,
    /// The fix.
    pub fix: Bilingual,
}

/// A case in which an error has another cause. All of its conditions that are not empty must be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Case {
    /// The paths, of which one must have been called; a path that ends in `/` stands for all below it.
    pub paths: List<&'static str>,
    /// The texts, of which the errmsg must contain one; in lower case.
    pub errmsg: List<&'static str>,
    /// The texts, of which the request must contain one, as `Call::sent_text` writes it; in lower case.
    pub sent: List<&'static str>,
    /// The cause and fix in this case.
    pub advice: Advice,
}

/// The known facts about a failed call.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Evidence<'a> {
    /// The path of the call.
    pub path: Option<&'a str>,
    /// The errmsg, in lower case.
    pub errmsg: &'a str,
    /// The query and the compact body, as `Call::sent_text` writes them; in lower case.
    pub sent: Option<&'a str>,
}

impl Decode for Advice {
    fn decode(cursor: &mut Cursor) -> Self {
        Self {
            cause: Bilingual { en: cursor.text(), zh: cursor.text() },
            fix: Bilingual { en: cursor.text(), zh: cursor.text() },
        }
    }
}

impl Decode for Case {
    fn decode(cursor: &mut Cursor) -> Self {
        Self {
            paths: cursor.list(),
            errmsg: cursor.list(),
            sent: cursor.list(),
            advice: Advice::decode(cursor),
        }
    }
}

impl Case {
    /// Returns whether all conditions are met.
    fn applies(&self, evidence: &Evidence<'_>) -> bool {
        let called = |path: &'static str| {
            evidence
                .path
                .is_some_and(|given| given == path || (path.ends_with('/') && given.starts_with(path)))
        };
        let any = |texts: &List<&'static str>, text: Option<&str>| {
            texts.is_empty() || text.is_some_and(|text| texts.iter().any(|part| text.contains(part)))
        };
        (self.paths.is_empty() || self.paths.iter().any(called))
            && any(&self.errmsg, Some(evidence.errmsg))
            && any(&self.sent, evidence.sent)
    }
}

/// Returns the first case that applies.
pub(crate) fn applicable(cases: List<Case>, evidence: &Evidence<'_>) -> Option<Case> {
    cases.iter().find(|case| case.applies(evidence))
}

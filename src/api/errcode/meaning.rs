//! The official meanings of errcodes, which for most are all that is known, and the endpoints whose documentation names
//! them.
//!
//! `meanings.tsv` is merged from the lists of return codes that public SDKs hold, and from the error tables of the
//! official pages of mini-programs; its head names the sources.

use super::ErrcodeFamily;
use crate::table::{Cursor, Decode, List, Table, table};

/// The official meaning of an errcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// The platforms that it belongs to.
    pub family: ErrcodeFamily,
    /// The number.
    pub code: i64,
    /// The errmsg in English, as the API sends it; may be empty.
    pub errmsg: &'static str,
    /// The meaning in Chinese; may be empty.
    pub zh: &'static str,
    /// The endpoints whose documentation names it.
    pub paths: List<&'static str>,
}

/// The meanings of `meanings.tsv`, sorted by family and code.
static MEANINGS: Table = table!("meanings");

impl Decode for Meaning {
    fn decode(cursor: &mut Cursor) -> Self {
        Self {
            family: cursor.word(&ErrcodeFamily::ALL),
            code: cursor.number(),
            errmsg: cursor.text(),
            zh: cursor.text(),
            paths: cursor.list(),
        }
    }
}

/// The errcodes whose official meaning in Chinese contradicts the errmsg that the API sends: the pages give them the text
/// of another code.
const CONTRADICTORY: [(ErrcodeFamily, i64); 2] = [(ErrcodeFamily::Api, 40125), (ErrcodeFamily::Api, 61004)];

impl Meaning {
    /// Returns whether the meaning in Chinese contradicts the errmsg.
    pub(crate) fn is_contradictory(&self) -> bool {
        CONTRADICTORY.contains(&(self.family, self.code))
    }

    /// Returns the errmsg or, if there is none, the meaning in Chinese; `None` if only the endpoints are known.
    pub(crate) fn text(&self) -> Option<&'static str> {
        [self.errmsg, self.zh].into_iter().find(|text| !text.is_empty())
    }
}

/// Returns all meanings, by family and code.
pub(crate) fn meanings() -> impl Iterator<Item = Meaning> {
    MEANINGS.entries()
}

/// Returns the meaning of an errcode.
pub(crate) fn meaning(family: ErrcodeFamily, code: i64) -> Option<Meaning> {
    let before = |mut cursor: Cursor| (cursor.word(&ErrcodeFamily::ALL), cursor.number()) < (family, code);
    let entry = MEANINGS.partition_point(before);
    let found = (entry < MEANINGS.len()).then(|| MEANINGS.entry::<Meaning>(entry))?;
    (found.family == family && found.code == code).then_some(found)
}

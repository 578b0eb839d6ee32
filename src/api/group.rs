//! The groups of endpoint commands.

use crate::lang::Bilingual;
use crate::table::{Cursor, Decode, Table, table};

/// A group of commands, such as `menu` or `work user`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Group {
    /// The words of the group.
    pub path: &'static str,
    /// The section of help that lists it.
    pub section: Section,
    /// Its description in help, one line.
    pub about: Bilingual,
    /// `true` if the group without a command asks on a terminal for one.
    pub offers: bool,
}

/// A section of the list of commands, in the order of help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Section {
    /// Sending to bots and being one.
    Bots,
    /// Signatures and encryption.
    Signatures,
    /// Finding causes.
    Diagnosis,
    /// Calls of every API, and what all calls need.
    Api,
    /// Official accounts.
    Account,
    /// Mini-programs.
    MiniProgram,
    /// WeCom.
    Work,
    /// WeChat Pay.
    Pay,
    /// The settings and webot itself.
    Tool,
}

impl Section {
    /// All sections, in the order of their numbers in the table.
    pub(crate) const ALL: [Self; 9] = [
        Self::Bots,
        Self::Signatures,
        Self::Diagnosis,
        Self::Api,
        Self::Account,
        Self::MiniProgram,
        Self::Work,
        Self::Pay,
        Self::Tool,
    ];
}

/// The groups of `groups.yaml`.
static GROUPS: Table = table!("groups");
/// The index of group paths.
const PATHS: usize = 0;
/// The index of parent groups.
const PARENTS: usize = 1;

impl Decode for Group {
    fn decode(cursor: &mut Cursor) -> Self {
        Self {
            path: cursor.text(),
            section: cursor.word(&Section::ALL),
            about: Bilingual::new(cursor.text(), cursor.text()),
            offers: cursor.byte() == 1,
        }
    }
}

/// Returns the group with these words, such as `work user`.
pub(crate) fn group(path: &str) -> Option<Group> {
    GROUPS.find(PATHS, path).next().map(|entry| GROUPS.entry(entry))
}

/// Returns the direct subgroups of a group, or the top-level groups if `path` is empty, in the order of help.
pub(crate) fn subgroups(path: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = GROUPS.find(PARENTS, path).map(|entry| GROUPS.entry(entry)).collect();
    groups.sort_by_key(|group| group.section);
    groups
}

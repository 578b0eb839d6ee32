//! The groups that commands of endpoints stand in.

use crate::lang::Bilingual;
use crate::table::{Cursor, Decode, Table, table};

/// A word, or several, after which the commands of endpoints stand.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// The words, such as `menu` or `work user`.
    pub path: &'static str,
    /// The product that it belongs to: help lists the groups of one product after those of another.
    pub section: Section,
    /// Its line in help.
    pub about: Bilingual,
    /// `true` if it offers its commands on a terminal when none is given.
    pub offers: bool,
}

/// A product of the WeChat family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Official accounts and mini-programs.
    Account,
    /// WeCom.
    Work,
    /// WeChat Pay.
    Pay,
}

impl Section {
    /// Every section, in the order in which the table counts them.
    pub const ALL: [Self; 3] = [Self::Account, Self::Work, Self::Pay];
}

/// The groups of `groups.yaml`.
static GROUPS: Table = table!("groups");
/// The index of the words of groups.
const PATHS: usize = 0;
/// The index of the words that a group stands under.
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
pub fn group(path: &str) -> Option<Group> {
    GROUPS.find(PATHS, path).next().map(|entry| GROUPS.entry(entry))
}

/// Returns the groups right beneath a group, or beneath `webot` where its words are empty, in the order of help.
pub fn subgroups(path: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = GROUPS.find(PARENTS, path).map(|entry| GROUPS.entry(entry)).collect();
    groups.sort_by_key(|group| group.section);
    groups
}

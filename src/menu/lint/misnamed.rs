//! Finds fields that are there under another name. Such a field is one finding, not an unknown field and a missing one.

use super::Linter;
use crate::closest::within_edits;
use crate::menu::rule::{Level, MenuRule};
use crate::menu::shape::member_path;
use crate::source::{JsonType, Member, Node};

/// The names that other systems have for a field.
const SYNONYMS: [(&str, &[&str]); 5] = [
    ("name", &["title", "label", "text"]),
    ("key", &["eventKey", "event_key", "value", "event"]),
    ("url", &["link", "href", "uri"]),
    ("pagepath", &["page", "path"]),
    ("sub_button", &["children", "sub", "submenu", "sub_menu", "items", "list", "button", "buttons"]),
];

impl Linter {
    /// Reports the members that stand for a required field which is missing, and returns these fields. `known` are the
    /// names that have a meaning.
    pub(super) fn misnamed(
        &mut self,
        node: &Node,
        required: &[&'static str],
        known: &[&str],
        path: &str,
        level: Level,
    ) -> Vec<&'static str> {
        let mut found = Vec::new();
        let mut used: Vec<&str> = Vec::new();
        for &meant in required {
            if node.members().iter().any(|member| member.key == meant) {
                continue;
            }
            let unknown = |member: &&Member| {
                !known.contains(&member.key.as_str()) && !used.contains(&member.key.as_str())
            };
            let Some(member) = node.members().iter().filter(unknown).find(|member| stands_for(member, meant))
            else {
                continue;
            };
            let rule = MenuRule::Misnamed { given: member.key.clone(), meant };
            self.add(rule, &member_path(path, &member.key), member.line, level);
            used.push(&member.key);
            found.push(meant);
        }
        self.misnamed_keys = used.into_iter().map(str::to_owned).collect();
        found
    }
}

/// Returns whether a member has a name like that of the field, or a value that only this field has.
fn stands_for(member: &Member, meant: &'static str) -> bool {
    let is_list = member.value.kind() == JsonType::List;
    if matches!(meant, "button" | "sub_button") != is_list {
        return false;
    }
    let flat = |name: &str| name.to_ascii_lowercase().replace(['_', '-'], "");
    let is_synonym =
        SYNONYMS.iter().any(|(field, names)| *field == meant && names.contains(&member.key.as_str()));
    let is_url = || member.value.text().is_some_and(|text| super::http_host(&text).is_some());
    let holds_buttons = || {
        member
            .value
            .items()
            .first()
            .is_some_and(|item| item.get("name").is_some() || item.get("type").is_some())
    };
    is_synonym
        || flat(&member.key) == flat(meant)
        || within_edits(&member.key, [meant], |meant| meant.len() / 3).is_some()
        || (meant == "url" && is_url())
        || (is_list && holds_buttons())
}

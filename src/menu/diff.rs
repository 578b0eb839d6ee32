//! Compares two menus.
//!
//! Buttons are matched if they are equal, else if they have the same name, else if they have the same action. A
//! renamed button is therefore a change of `name`, and inserting a button does not move the buttons after it.

use serde_json::{Map, Value, json};

use super::preview::action;
use super::pull::pull;
use super::shape::{item_path, member_path};

/// The longest list of buttons that is compared button by button; a valid menu has at most 5.
const MAX_COMPARED_BUTTONS: usize = 100;

/// A difference between two menus.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    /// A button was added.
    Added {
        /// Its path.
        path: String,
        /// The button.
        button: Value,
    },
    /// A button was removed.
    Removed {
        /// Its former path.
        path: String,
        /// The button.
        button: Value,
    },
    /// A button was moved.
    Moved {
        /// Its former path.
        from: String,
        /// Its new path.
        to: String,
        /// The button after the move.
        button: Value,
    },
    /// The value of a field changed.
    Field {
        /// Its path.
        path: String,
        /// The former value; `None` if the field was absent.
        before: Option<Value>,
        /// The new value; `None` if the field is absent.
        after: Option<Value>,
    },
}

impl Change {
    /// Returns the name used in `--json`.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Added { .. } => "added",
            Self::Removed { .. } => "removed",
            Self::Moved { .. } => "moved",
            Self::Field { .. } => "changed",
        }
    }

    fn json(&self) -> Value {
        let change = self.name();
        match self {
            Self::Added { path, button } | Self::Removed { path, button } => {
                json!({ "change": change, "path": path, "button": button })
            }
            Self::Moved { from, to, button } => {
                json!({ "change": change, "path": to, "from": from, "button": button })
            }
            Self::Field { path, before, after } => {
                json!({ "change": change, "path": path, "before": before, "after": after })
            }
        }
    }
}

/// Returns the differences between two menus, each in any of WeChat's shapes. The order of keys, an empty
/// `sub_button` and `menuid` are ignored.
pub(crate) fn diff(before: &Value, after: &Value) -> Vec<Change> {
    let menu = |value| pull(value).map_or_else(|| json!({}), |pulled| pulled.menu);
    let (before, after) = (menu(before), menu(after));
    let mut changes = Vec::new();
    buttons(list(&before, "button"), list(&after, "button"), ["$.button"; 2], &mut changes);
    let empty = Map::new();
    let members = |menu: &'_ Value| menu.as_object().unwrap_or(&empty).clone();
    let (mut before, mut after) = (members(&before), members(&after));
    let rules = [before.shift_remove("matchrule"), after.shift_remove("matchrule")].map(|rule| match rule {
        Some(Value::Object(rule)) => rule,
        _ => Map::new(),
    });
    fields(&rules[0], &rules[1], "$.matchrule", &mut changes);
    before.shift_remove("button");
    after.shift_remove("button");
    fields(&before, &after, "$", &mut changes);
    join_moves(changes)
}

/// Formats changes for people: `-` before the former state, `+` before the new one.
pub(crate) fn render_changes(changes: &[Change]) -> String {
    let mut lines = Vec::new();
    for change in changes {
        match change {
            Change::Added { path, button } => push_button('+', path, button, &mut lines),
            Change::Removed { path, button } => push_button('-', path, button, &mut lines),
            Change::Moved { from, to, button } => {
                lines.push(format!("- {from} {}", label(button)));
                lines.push(format!("+ {to} {}", label(button)));
            }
            Change::Field { path, before, after } => {
                for (sign, value) in [('-', before), ('+', after)] {
                    lines.extend(value.as_ref().map(|value| format!("{sign} {path}: {value}")));
                }
            }
        }
    }
    lines.join("\n")
}

/// Formats changes for `--json`.
pub(crate) fn changes_json(changes: &[Change]) -> Value {
    changes.iter().map(Change::json).collect()
}

fn push_button(sign: char, path: &str, button: &Value, lines: &mut Vec<String>) {
    lines.push(format!("{sign} {path} {}", label(button)));
    for (index, sub_button) in list(button, "sub_button").iter().enumerate() {
        push_button(sign, &item_path(&member_path(path, "sub_button"), index), sub_button, lines);
    }
}

/// Returns a button as one line.
fn label(button: &Value) -> String {
    let name = button.get("name").and_then(Value::as_str).unwrap_or_default();
    match action(button) {
        Some(action) => format!("{name} ({action})"),
        None => name.to_owned(),
    }
}

fn list<'value>(value: &'value Value, key: &str) -> &'value [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// Compares two lists of buttons at these paths.
fn buttons(before: &[Value], after: &[Value], paths: [&str; 2], changes: &mut Vec<Change>) {
    if before.len().max(after.len()) > MAX_COMPARED_BUTTONS {
        if before != after {
            let path = paths[1].to_owned();
            changes.push(Change::Field { path, before: Some(before.into()), after: Some(after.into()) });
        }
        return;
    }
    let pairs = pairs(before, after);
    for (index, button) in before.iter().enumerate() {
        if !pairs.iter().any(|pair| pair.0 == index) {
            changes.push(Change::Removed { path: item_path(paths[0], index), button: button.clone() });
        }
    }
    let in_order = longest_increasing(&pairs.iter().map(|pair| pair.0).collect::<Vec<_>>());
    for (index, button) in after.iter().enumerate() {
        let path = item_path(paths[1], index);
        let Some(place) = pairs.iter().position(|pair| pair.1 == index) else {
            changes.push(Change::Added { path, button: button.clone() });
            continue;
        };
        let from = item_path(paths[0], pairs[place].0);
        if !in_order.contains(&place) {
            changes.push(Change::Moved { from: from.clone(), to: path.clone(), button: button.clone() });
        }
        let old = &before[pairs[place].0];
        match (old.as_object(), button.as_object()) {
            (Some(old), Some(new)) => fields(old, new, &path, changes),
            _ if old == button => {}
            _ => changes.push(Change::Field {
                path: path.clone(),
                before: Some(old.clone()),
                after: Some(button.clone()),
            }),
        }
        let sub_paths = [member_path(&from, "sub_button"), member_path(&path, "sub_button")];
        let sub_paths = [sub_paths[0].as_str(), sub_paths[1].as_str()];
        buttons(list(old, "sub_button"), list(button, "sub_button"), sub_paths, changes);
    }
}

/// Compares the fields of two objects, except lists of buttons.
fn fields(before: &Map<String, Value>, after: &Map<String, Value>, path: &str, changes: &mut Vec<Change>) {
    let fresh = after.keys().filter(|key| !before.contains_key(*key));
    for key in before.keys().chain(fresh) {
        let (old, new) = (before.get(key), after.get(key));
        let are_lists = [old, new].into_iter().flatten().all(Value::is_array);
        if old != new && !(key == "sub_button" && are_lists) {
            let path = member_path(path, key);
            changes.push(Change::Field { path, before: old.cloned(), after: new.cloned() });
        }
    }
}

/// Returns the indices of matching buttons in the two lists, ordered by the second.
fn pairs(before: &[Value], after: &[Value]) -> Vec<(usize, usize)> {
    let name = |button: &Value| button.get("name").cloned();
    let action_members = |button: &Value| {
        let mut members = button.as_object().cloned()?;
        members.shift_remove("name");
        (!members.is_empty()).then_some(members)
    };
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let equal = |old: &Value, new: &Value| old == new;
    let same_name = |old: &Value, new: &Value| name(old).is_some() && name(old) == name(new);
    let same_action = |old: &Value, new: &Value| {
        action_members(old).is_some() && action_members(old) == action_members(new)
    };
    for alike in [&equal as &dyn Fn(&Value, &Value) -> bool, &same_name, &same_action] {
        for (to, new) in after.iter().enumerate() {
            if pairs.iter().any(|pair| pair.1 == to) {
                continue;
            }
            let is_free = |from: usize| pairs.iter().all(|pair| pair.0 != from);
            // Among several matches, the one at the same index is preferred: that button has not moved.
            let same_place = before.get(to).filter(|old| is_free(to) && alike(old, new)).map(|_| to);
            let found = same_place.or_else(|| {
                before
                    .iter()
                    .enumerate()
                    .find(|(from, old)| is_free(*from) && alike(old, new))
                    .map(|found| found.0)
            });
            pairs.extend(found.map(|from| (from, to)));
        }
    }
    pairs.sort_by_key(|pair| pair.1);
    pairs
}

/// Returns the positions of a longest increasing subsequence: these buttons stay while the others move.
fn longest_increasing(numbers: &[usize]) -> Vec<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (place, number) in numbers.iter().enumerate() {
        let before = (0..place).filter(|earlier| numbers[*earlier] < *number);
        let before = before.max_by_key(|earlier| best[*earlier].0);
        best.push((before.map_or(1, |earlier| best[earlier].0 + 1), before));
    }
    let mut place = (0..numbers.len()).max_by_key(|place| best[*place].0);
    let mut run = Vec::new();
    while let Some(here) = place {
        run.push(here);
        place = best[here].1;
    }
    run
}

/// Turns the removal of a button and its addition to another list into a move.
fn join_moves(mut changes: Vec<Change>) -> Vec<Change> {
    let mut index = 0;
    while index < changes.len() {
        if let Change::Removed { path: from, button } = changes[index].clone() {
            let twin = changes
                .iter()
                .position(|change| matches!(change, Change::Added { button: added, .. } if *added == button));
            if let Some(twin) = twin
                && let Change::Added { path: to, .. } = changes[twin].clone()
            {
                changes[twin] = Change::Moved { from, to, button };
                changes.remove(index);
                continue;
            }
        }
        index += 1;
    }
    changes
}

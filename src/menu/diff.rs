//! What changes from one menu to another.
//!
//! Buttons are the same when they are equal, else when they have the same name, else when they do the same: so a
//! button that was renamed is a change of `name`, and one that others were put before has not moved.

use serde_json::{Map, Value, json};

use super::preview::action;
use super::pull::pull;
use super::shape::{item_path, member_path};

/// The longest list of buttons that is compared button by button; a menu has 5.
const MOST: usize = 100;

/// One difference between two menus.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A button that is new.
    Added {
        /// Where it is.
        path: String,
        /// The button.
        button: Value,
    },
    /// A button that is gone.
    Removed {
        /// Where it was.
        path: String,
        /// The button.
        button: Value,
    },
    /// A button that stands elsewhere.
    Moved {
        /// Where it was.
        from: String,
        /// Where it is.
        to: String,
        /// The button, as it is.
        button: Value,
    },
    /// A field with another value.
    Field {
        /// Where it is.
        path: String,
        /// What it was; `None` where it was not there.
        before: Option<Value>,
        /// What it is; `None` where it is not there any more.
        after: Option<Value>,
    },
}

impl Change {
    /// The word in `--json`.
    pub fn name(&self) -> &'static str {
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

/// What changes from one menu to another, each in any of WeChat's shapes. The order of keys, an empty `sub_button` and
/// `menuid` do not count.
pub fn diff(before: &Value, after: &Value) -> Vec<Change> {
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

/// As people read it: a line with `-` for what was, one with `+` for what is.
pub fn render(changes: &[Change]) -> String {
    let mut lines = Vec::new();
    for change in changes {
        match change {
            Change::Added { path, button } => whole('+', path, button, &mut lines),
            Change::Removed { path, button } => whole('-', path, button, &mut lines),
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

/// As it stands in `--json`.
pub fn changes_json(changes: &[Change]) -> Value {
    changes.iter().map(Change::json).collect()
}

fn whole(sign: char, path: &str, button: &Value, lines: &mut Vec<String>) {
    lines.push(format!("{sign} {path} {}", label(button)));
    for (index, sub_button) in list(button, "sub_button").iter().enumerate() {
        whole(sign, &item_path(&member_path(path, "sub_button"), index), sub_button, lines);
    }
}

/// A button in a line.
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

/// The differences between two lists of buttons that stand at these paths.
fn buttons(before: &[Value], after: &[Value], paths: [&str; 2], changes: &mut Vec<Change>) {
    if before.len().max(after.len()) > MOST {
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

/// The differences between the fields of two objects; lists of buttons are none.
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

/// Which button of one list is which of the other, in the order of the second.
fn pairs(before: &[Value], after: &[Value]) -> Vec<(usize, usize)> {
    let name = |button: &Value| button.get("name").cloned();
    let deed = |button: &Value| {
        let mut members = button.as_object().cloned()?;
        members.shift_remove("name");
        (!members.is_empty()).then_some(members)
    };
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let equal = |old: &Value, new: &Value| old == new;
    let same_name = |old: &Value, new: &Value| name(old).is_some() && name(old) == name(new);
    let same_deed = |old: &Value, new: &Value| deed(old).is_some() && deed(old) == deed(new);
    for alike in [&equal as &dyn Fn(&Value, &Value) -> bool, &same_name, &same_deed] {
        for (to, new) in after.iter().enumerate() {
            if pairs.iter().any(|pair| pair.1 == to) {
                continue;
            }
            let is_free = |from: usize| pairs.iter().all(|pair| pair.0 != from);
            // Of several, the one at the same place: then nothing has moved.
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

/// The places of a longest rising run, which stay while the others move.
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

/// A button that is gone from one list and new in another has moved.
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

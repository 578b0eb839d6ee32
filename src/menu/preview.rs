//! The bar at the foot of the phone, drawn in the terminal with what pops up above it.

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::button::{MAX_BUTTONS, MAX_SUB_BUTTONS, type_of};
use super::pull::pull;

/// How wide the bar is without its left border: a number that one, two and three buttons share evenly.
const WIDTH: usize = 78;
/// How many buttons are drawn of a menu that has too many.
const MOST: usize = 2 * MAX_BUTTONS;
/// How many sub-buttons are drawn of a button that has too many.
const MOST_SUB_BUTTONS: usize = 2 * MAX_SUB_BUTTONS;

/// The menu in any of WeChat's shapes as users see it, in lines of 79 columns: what pops up stands above its button, and
/// beneath each name what it does.
pub fn preview(menu: &Value) -> String {
    let menu = pull(menu).map(|pulled| pulled.menu).unwrap_or_default();
    let buttons = list(&menu, "button", MOST);
    let cell = WIDTH / buttons.len().max(1) - 1;
    let popups: Vec<Vec<String>> = buttons.iter().map(|button| popup(button, cell)).collect();
    let height = popups.iter().map(Vec::len).max().unwrap_or_default();
    let mut lines: Vec<String> = (0..height)
        .map(|row| {
            let cells = popups.iter().map(|popup| {
                // What is lower than the highest begins further down.
                let line = (row + popup.len()).checked_sub(height).and_then(|line| popup.get(line));
                line.cloned().unwrap_or_else(|| " ".repeat(cell))
            });
            format!(" {} ", cells.collect::<Vec<_>>().join(" "))
        })
        .collect();
    let cells = |text: &dyn Fn(&Value) -> String| {
        if buttons.is_empty() {
            return format!("│{}│", " ".repeat(cell));
        }
        let cells = buttons.iter().map(|button| format!(" {} ", centred(&text(button), cell - 2)));
        format!("│{}│", cells.collect::<Vec<_>>().join("│"))
    };
    let border = |left: char, between: &str, right: char| {
        let cells = vec!["─".repeat(cell); buttons.len().max(1)];
        format!("{left}{}{right}", cells.join(between))
    };
    lines.push(border('┌', "┬", '┐'));
    lines.push(cells(&|button| {
        let mark = if has_sub_buttons(button) { "≡ " } else { "" };
        format!("{mark}{}", name(button))
    }));
    let deeds = buttons.iter().map(|button| deed(button, cell - 2).len()).max().unwrap_or_default();
    for row in 0..deeds.max(1) {
        lines.push(cells(&|button| deed(button, cell - 2).get(row).cloned().unwrap_or_default()));
    }
    lines.push(border('└', "┴", '┘'));
    lines.join("\n")
}

/// What a button does: its type and what goes with it. None for one that only opens its sub-buttons.
pub(super) fn action(button: &Value) -> Option<String> {
    parts(button).map(|(kind, detail)| format!("{kind} {detail}").trim_end().to_owned())
}

/// The same in lines of so many columns: on one where that fits, else what goes with the type on a second.
fn deed(button: &Value, columns: usize) -> Vec<String> {
    match (action(button), parts(button)) {
        (Some(action), Some((kind, detail))) if action.width() > columns && !detail.is_empty() => {
            vec![kind.to_owned(), detail.to_owned()]
        }
        (action, _) => action.into_iter().collect(),
    }
}

fn parts(button: &Value) -> Option<(&str, &str)> {
    let text = |key: &str| button.get(key).and_then(Value::as_str).unwrap_or_default();
    let kind = text("type");
    if kind.is_empty() || has_sub_buttons(button) {
        return None;
    }
    let detail = match type_of(kind) {
        // The page is what the user gets; the URL is for old phones.
        Some(known) => known.needs.last().map_or("", |field| text(field.name())),
        None => "",
    };
    Some((kind, detail))
}

fn has_sub_buttons(button: &Value) -> bool {
    button.get("sub_button").and_then(Value::as_array).is_some_and(|list| !list.is_empty())
}

fn name(button: &Value) -> &str {
    button.get("name").and_then(Value::as_str).unwrap_or_default()
}

fn list<'value>(value: &'value Value, key: &str, most: usize) -> &'value [Value] {
    let list = value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    &list[..list.len().min(most)]
}

/// The box above a button, as wide as its cell; nothing where it has no sub-buttons.
fn popup(button: &Value, cell: usize) -> Vec<String> {
    let sub_buttons = list(button, "sub_button", MOST_SUB_BUTTONS);
    if sub_buttons.is_empty() {
        return Vec::new();
    }
    let rule = |left: char, right: char| format!("{left}{}{right}", "─".repeat(cell - 2));
    let mut lines = vec![rule('┌', '┐')];
    for (index, sub_button) in sub_buttons.iter().enumerate() {
        if index > 0 {
            lines.push(rule('├', '┤'));
        }
        let texts = [vec![name(sub_button).to_owned()], deed(sub_button, cell - 4)].concat();
        lines.extend(texts.iter().map(|text| format!("│ {} │", centred(text, cell - 4))));
    }
    lines.push(rule('└', '┘'));
    lines
}

/// A text in the middle of so many columns; what does not fit ends in `…`.
fn centred(text: &str, columns: usize) -> String {
    // What could move the cursor or turn the direction of writing would break the drawing.
    let mut chars = text.chars().map(|char| if is_drawable(char) { char } else { '·' });
    let mut shown: String = chars.by_ref().take(4 * columns).collect();
    if chars.next().is_some() {
        shown.push('…');
    }
    while shown.width() > columns {
        let mut shorter = shown.strip_suffix('…').unwrap_or(&shown).to_owned();
        if shorter.pop().is_none() {
            break;
        }
        shown = shorter + "…";
    }
    let space = columns.saturating_sub(shown.width());
    format!("{}{shown}{}", " ".repeat(space / 2), " ".repeat(space - space / 2))
}

fn is_drawable(char: char) -> bool {
    let turns = matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !(char.is_control() || turns || matches!(char, '\u{2028}' | '\u{2029}'))
}

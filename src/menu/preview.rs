//! Draws the menu bar of the phone in the terminal, with the sub-buttons above it.

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::button::{MAX_BUTTONS, MAX_SUB_BUTTONS, type_of};
use super::pull::pull;
use super::purpose::Purpose;

/// The width of the bar without its left border, in columns: divisible by 1, 2 and 3.
const BAR_COLUMNS: usize = 78;
/// The largest number of buttons that are drawn.
const MAX_DRAWN_BUTTONS: usize = 2 * MAX_BUTTONS;
/// The largest number of sub-buttons that are drawn of a button.
const MAX_DRAWN_SUB_BUTTONS: usize = 2 * MAX_SUB_BUTTONS;

/// Draws a menu in any of WeChat's shapes, 79 columns wide: sub-buttons above their button, and the action of each
/// button below its name.
pub(crate) fn preview(menu: &Value) -> String {
    let menu = pull(menu).map(|pulled| pulled.menu).unwrap_or_default();
    let buttons = list(&menu, "button", MAX_DRAWN_BUTTONS);
    let cell = BAR_COLUMNS / buttons.len().max(1) - 1;
    let popups: Vec<Vec<String>> = buttons.iter().map(|button| popup(button, cell)).collect();
    let height = popups.iter().map(Vec::len).max().unwrap_or_default();
    let mut lines: Vec<String> = (0..height)
        .map(|row| {
            let cells = popups.iter().map(|popup| {
                // Shorter boxes begin in a lower row.
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
    let action_rows =
        buttons.iter().map(|button| action_lines(button, cell - 2).len()).max().unwrap_or_default();
    for row in 0..action_rows.max(1) {
        lines.push(cells(&|button| action_lines(button, cell - 2).get(row).cloned().unwrap_or_default()));
    }
    lines.push(border('└', "┴", '┘'));
    lines.join("\n")
}

/// Returns the action of a button: its type and the value that belongs to it. Returns `None` for a button that only
/// opens its sub-buttons.
pub(super) fn action(button: &Value) -> Option<String> {
    parts(button).map(|(kind, detail)| format!("{kind} {detail}").trim_end().to_owned())
}

/// Returns the action in lines of this width: type and value share a line if they fit.
fn action_lines(button: &Value, columns: usize) -> Vec<String> {
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
    let detail = match type_of(kind, Purpose::Create).or_else(|| type_of(kind, Purpose::Work)) {
        // The user sees the page; the URL is for old phones.
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

/// Draws the box of sub-buttons, as wide as the cell of their button; empty if there are none.
fn popup(button: &Value, cell: usize) -> Vec<String> {
    let sub_buttons = list(button, "sub_button", MAX_DRAWN_SUB_BUTTONS);
    if sub_buttons.is_empty() {
        return Vec::new();
    }
    let rule = |left: char, right: char| format!("{left}{}{right}", "─".repeat(cell - 2));
    let mut lines = vec![rule('┌', '┐')];
    for (index, sub_button) in sub_buttons.iter().enumerate() {
        if index > 0 {
            lines.push(rule('├', '┤'));
        }
        let texts = [vec![name(sub_button).to_owned()], action_lines(sub_button, cell - 4)].concat();
        lines.extend(texts.iter().map(|text| format!("│ {} │", centred(text, cell - 4))));
    }
    lines.push(rule('└', '┘'));
    lines
}

/// Centres a text; a text that does not fit is truncated with `…`.
fn centred(text: &str, columns: usize) -> String {
    // Characters that move the cursor or change the direction of writing would break the drawing.
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

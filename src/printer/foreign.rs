//! Escaping of foreign text, which comes from the network or a file.

use std::fmt::Write as _;

/// Escapes characters that could manipulate a terminal: control characters except line breaks and tabs, and characters
/// that change the direction of writing.
pub(crate) fn visible(text: &str) -> String {
    escape(text, |shown, char| write!(shown, "{}", char.escape_unicode()))
}

/// Escapes the same characters in JSON with `\u`, which keeps the meaning.
pub(crate) fn json_visible(json: &str) -> String {
    escape(json, |shown, char| write!(shown, "\\u{:04x}", u32::from(char)))
}

fn escape(text: &str, write: impl Fn(&mut String, char) -> std::fmt::Result) -> String {
    let mut shown = String::with_capacity(text.len());
    for char in text.chars() {
        if is_harmless(char) {
            shown.push(char);
        } else {
            // Writing to a string never fails.
            write(&mut shown, char).ok();
        }
    }
    shown
}

fn is_harmless(char: char) -> bool {
    let turns = matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    matches!(char, '\n' | '\t') || !(char.is_control() || turns)
}

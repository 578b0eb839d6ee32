//! Text from the other side of the wire.

use std::fmt::Write as _;

/// The text with what could change a terminal made visible: control characters but line breaks and tabs, and
/// characters that reverse the direction of writing.
pub fn visible(text: &str) -> String {
    escape(text, |shown, char| write!(shown, "{}", char.escape_unicode()))
}

/// JSON with the same characters as `\u` escapes, which mean the same.
pub fn json_visible(json: &str) -> String {
    escape(json, |shown, char| write!(shown, "\\u{:04x}", u32::from(char)))
}

fn escape(text: &str, write: impl Fn(&mut String, char) -> std::fmt::Result) -> String {
    let mut shown = String::with_capacity(text.len());
    for char in text.chars() {
        if is_harmless(char) {
            shown.push(char);
        } else {
            // Writing to a string cannot fail.
            write(&mut shown, char).ok();
        }
    }
    shown
}

fn is_harmless(char: char) -> bool {
    let turns = matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    matches!(char, '\n' | '\t') || !(char.is_control() || turns)
}

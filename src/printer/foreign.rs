//! Text from the other side of the wire.

use std::fmt::Write as _;

/// The text with what could change a terminal made visible: control characters but line breaks and tabs, and
/// characters that reverse the direction of writing.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for char in text.chars() {
        let harmless = matches!(char, '\n' | '\t')
            || !(char.is_control()
                || matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
        if harmless {
            shown.push(char);
        } else {
            let _ = write!(shown, "{}", char.escape_unicode());
        }
    }
    shown
}

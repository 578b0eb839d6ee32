//! Escaping of foreign text, which comes from the network, a file or the command line.
//!
//! All output passes [`for_stream`]: on a terminal, every character that could manipulate it is escaped. Only the styles
//! of [`painted`] pass, because their escape character is replaced by a mark that foreign text cannot contain.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::LazyLock;

use colored::ColoredString;

/// The character that begins an escape sequence.
const ESCAPE: char = '\u{1b}';
/// The mark in place of the escape character in webot's own styles: a noncharacter and a random number.
static MARK: LazyLock<String> = LazyLock::new(|| format!("\u{fdd0}{:016x}", RandomState::new().hash_one(0)));

/// Returns styled text, with a mark in place of each escape character of its style. The text itself may be foreign.
pub(super) fn painted(styled: &ColoredString) -> String {
    const SAMPLE: char = 'x';
    let mut sample = styled.clone();
    sample.input = SAMPLE.to_string();
    let sample = sample.to_string();
    let (before, after) = sample.split_once(SAMPLE).unwrap_or_default();
    [&before.replace(ESCAPE, &MARK), &*styled.input, &after.replace(ESCAPE, &MARK)].concat()
}

/// Returns text with the escape characters of its styles.
pub(super) fn unmarked(text: &str) -> String {
    if text.contains('\u{fdd0}') { text.replace(&**MARK, "\u{1b}") } else { text.to_owned() }
}

/// Returns text as it is written to a stream: on a terminal, foreign characters that could manipulate it are escaped.
pub(super) fn for_stream(text: &str, is_terminal: bool) -> String {
    if is_terminal { unmarked(&visible(text)) } else { unmarked(text) }
}

/// Escapes characters that could manipulate a terminal: control characters except line breaks and tabs, and characters
/// that change the direction of writing or cannot be seen.
pub(crate) fn visible(text: &str) -> String {
    escape(text, |shown, char| write!(shown, "{}", char.escape_unicode()))
}

/// Escapes the same characters in JSON with `\u`, which keeps the meaning.
pub(crate) fn json_visible(json: &str) -> String {
    escape(json, |shown, char| {
        let mut units = [0; 2];
        char.encode_utf16(&mut units).iter().try_for_each(|unit| write!(shown, "\\u{unit:04x}"))
    })
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

/// Returns whether a character can manipulate no terminal.
pub(super) fn is_harmless(char: char) -> bool {
    if matches!(char, ' '..='~' | '\u{4e00}'..='\u{9fff}') {
        return true;
    }
    let turns = matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    // The joiners U+200C and U+200D are part of emoji and of several scripts.
    let hides = matches!(
        char,
        '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    );
    matches!(char, '\n' | '\t') || !(char.is_control() || turns || hides)
}

/// The maximum length of a name, a kind, a text or a path in a line of a log, in characters.
const MAX_SHOWN_CHARS: usize = 80;

/// Returns foreign text for a line of a log: visible, in one line, of limited length.
pub(crate) fn in_a_line(text: &str) -> Cow<'_, str> {
    let is_plain = |char: char| is_harmless(char) && !matches!(char, '\n' | '\t');
    if text.len() <= MAX_SHOWN_CHARS && text.chars().all(is_plain) {
        return text.into();
    }
    let mut chars = text.chars();
    let mut short: String = chars.by_ref().take(MAX_SHOWN_CHARS).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    visible(&short).replace('\n', "\\n").replace('\t', " ").into()
}

#[cfg(test)]
mod tests {
    use colored::Colorize as _;

    use super::*;

    #[test]
    fn only_own_styles_reach_a_terminal() {
        colored::control::set_override(true);
        let text = format!(
            "{} \u{1b}]0;title\u{7} \u{9b}31m \u{fdd0}1 {}",
            painted(&"ok".green()),
            "家👨\u{200d}👩"
        );
        let shown = for_stream(&text, true);
        assert_eq!(shown, "\u{1b}[32mok\u{1b}[0m \\u{1b}]0;title\\u{7} \\u{9b}31m \u{fdd0}1 家👨\u{200d}👩");
        assert_eq!(for_stream("\u{1b}[2J", false), "\u{1b}[2J", "a pipe gets it unchanged");
        let foreign = painted(&"\u{1b}[2J".red());
        assert_eq!(for_stream(&foreign, true), "\u{1b}[31m\\u{1b}[2J\u{1b}[0m");
    }

    #[test]
    fn escaped_json_has_the_same_meaning() {
        let json = serde_json::json!({ "a": "\u{9b}\u{202e}\u{feff}\u{e0041}\u{1b}" });
        let shown = json_visible(&json.to_string());
        assert!(shown.is_ascii(), "{shown}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).expect("JSON"), json);
    }
}

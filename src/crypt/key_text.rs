//! Invisible characters in keys, which are copied along from web pages, chats and PDF files.

/// The position of a character in a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyPosition {
    /// Before the first visible character.
    Start,
    /// Between visible characters; holds the number of the character, from 1.
    Within(usize),
    /// Behind the last visible character.
    End,
}

/// The invisible characters of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Invisible {
    /// The characters with their positions.
    pub found: Vec<(char, KeyPosition)>,
    /// Their length, in bytes of UTF-8.
    pub bytes: usize,
}

/// Returns a key without its invisible characters, and these; `None` if it has none.
pub(crate) fn without_invisible(key: &str) -> Option<(String, Invisible)> {
    let visible: String = key.chars().filter(|char| !is_invisible(*char)).collect();
    if visible.len() == key.len() {
        return None;
    }
    let mut seen = 0;
    let total = visible.chars().count();
    let mut found = Vec::new();
    for (at, char) in key.chars().enumerate() {
        if is_invisible(char) {
            let position = match seen {
                0 => KeyPosition::Start,
                seen if seen == total => KeyPosition::End,
                _ => KeyPosition::Within(at + 1),
            };
            found.push((char, position));
        } else {
            seen += 1;
        }
    }
    let bytes = key.len() - visible.len();
    Some((visible, Invisible { found, bytes }))
}

/// Returns whether a character has no shape of its own: white space, control and format characters.
fn is_invisible(char: char) -> bool {
    char.is_whitespace()
        || char.is_control()
        || matches!(char,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::{KeyPosition, without_invisible};
    use proptest::prelude::*;

    #[test]
    fn invisible_characters_are_named_with_their_positions() {
        let (key, invisible) = without_invisible("\u{feff}ab\u{a0}c\u{200b} ").expect("some");
        assert_eq!(key, "abc");
        assert_eq!(
            invisible.found,
            [
                ('\u{feff}', KeyPosition::Start),
                ('\u{a0}', KeyPosition::Within(4)),
                ('\u{200b}', KeyPosition::End),
                (' ', KeyPosition::End),
            ]
        );
        assert_eq!(invisible.bytes, 3 + 2 + 3 + 1);
        assert_eq!(without_invisible("AbC+/=é中"), None);
    }

    proptest! {
        #[test]
        fn what_is_left_has_none(key in any::<String>()) {
            if let Some((visible, invisible)) = without_invisible(&key) {
                prop_assert_eq!(without_invisible(&visible), None);
                prop_assert_eq!(visible.len() + invisible.bytes, key.len());
                prop_assert_eq!(visible.chars().count() + invisible.found.len(), key.chars().count());
            }
        }
    }
}

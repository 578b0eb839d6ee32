//! The ways to join values: what stands between them, their notation, and the place of the secret.

use std::borrow::Borrow;
use std::fmt::Write as _;

use super::spec::Part;

/// The way values are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The values without separators: callbacks, cards.
    Values,
    /// `name=value&…`: JS-SDK, pay v2.
    Pairs,
    /// Each value and a line feed: pay v3.
    Lines,
    /// Each value and CRLF: a mistake in pay v3.
    CrlfLines,
    /// The values separated by line feeds, without the last one: server API signatures, and a mistake in pay v3.
    LinesWithoutEnd,
    /// The values separated by this text, which also ends the string if the flag is set: mistakes.
    Joined(&'static str, bool),
    /// An object in JSON: a mistake.
    Json(JsonStyle),
}

/// The texts between and around the pairs of a string.
#[derive(Debug, PartialEq, Eq)]
pub struct Punctuation {
    /// The text between a name and its value.
    pub equals: &'static str,
    /// The text before and after a value.
    pub quote: &'static str,
    /// The text between pairs.
    pub separator: &'static str,
    /// The text before the secret.
    pub before_key: &'static str,
}

impl Punctuation {
    /// `name=value&…`
    pub const USUAL: Self = Self { equals: "=", quote: "", separator: "&", before_key: "&" };
}

/// The notation of a digest that is signed in place of the string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hashed {
    /// Hexadecimal digits in lower case.
    Lower,
    /// Hexadecimal digits in upper case.
    Upper,
    /// Bytes.
    Bytes,
}

/// The percent-encoding of a whole string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StringEncoding {
    /// The number of the encoder in [`ENCODERS`].
    pub(super) encoder: usize,
    /// True if the secret is appended afterwards.
    pub(super) before_key: bool,
}

/// The place of the secret in a string of pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyPlace {
    /// `&key=…` at the end: pay v2.
    End,
    /// `key=…&` at the start: a mistake.
    Start,
    /// A field among the others: a mistake in pay v2.
    Sorted,
    /// The secret alone at the end: a mistake.
    BareEnd,
    /// The secret alone after `&` at the end: a mistake.
    BareAfterAmpersand,
    /// `&key=` at the end, with nothing after it: a mistake.
    EndWithoutValue,
}

/// The way in which a language writes an object in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JsonStyle {
    /// The language.
    pub language: JsonLanguage,
    /// True if digits are written as numbers, without quotes.
    pub numbers: bool,
}

/// The languages whose JSON differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonLanguage {
    /// JavaScript, Java, Go: compact.
    JavaScript,
    /// PHP: compact, with `/` and all characters but ASCII escaped.
    Php,
    /// Python: with spaces, and all characters but ASCII escaped.
    Python,
}

impl JsonStyle {
    /// All styles.
    pub(super) const ALL: [Self; 6] = [
        Self { language: JsonLanguage::JavaScript, numbers: false },
        Self { language: JsonLanguage::JavaScript, numbers: true },
        Self { language: JsonLanguage::Php, numbers: false },
        Self { language: JsonLanguage::Php, numbers: true },
        Self { language: JsonLanguage::Python, numbers: false },
        Self { language: JsonLanguage::Python, numbers: true },
    ];

    /// Writes the values as an object, in their order.
    pub(super) fn object<P: Borrow<Part>>(self, parts: &[P]) -> String {
        let (comma, colon) = if self.language == JsonLanguage::Python { (", ", ": ") } else { (",", ":") };
        let mut text = String::from("{");
        for (position, part) in parts.iter().enumerate() {
            let part = part.borrow();
            if position > 0 {
                text.push_str(comma);
            }
            self.string(&part.name, &mut text);
            text.push_str(colon);
            if self.numbers && is_number(&part.value) {
                text.push_str(&part.value);
            } else {
                self.string(&part.value, &mut text);
            }
        }
        text.push('}');
        text
    }

    /// Returns a text as it stands in an object.
    pub(super) fn text(self, value: &str) -> String {
        let mut text = String::new();
        self.string(value, &mut text);
        text
    }

    fn string(self, value: &str, text: &mut String) {
        let is_ascii = self.language != JsonLanguage::JavaScript;
        text.push('"');
        for char in value.chars() {
            match char {
                '"' | '\\' => text.extend(['\\', char]),
                '/' if self.language == JsonLanguage::Php => text.push_str("\\/"),
                '\n' => text.push_str("\\n"),
                '\r' => text.push_str("\\r"),
                '\t' => text.push_str("\\t"),
                char if char.is_control() || is_ascii && !char.is_ascii() => {
                    for unit in char.encode_utf16(&mut [0; 2]) {
                        // Writing to a string cannot fail.
                        write!(text, "\\u{unit:04x}").ok();
                    }
                }
                char => text.push(char),
            }
        }
        text.push('"');
    }
}

/// Returns whether a text is a whole number as JSON writes it, which a double holds.
fn is_number(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 15
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::{JsonLanguage, JsonStyle};
    use crate::sign::Part;

    #[test]
    fn each_language_writes_json_in_its_way() {
        let parts = [Part::new("url", "http://a.cn/你\"\n"), Part::new("time", "17"), Part::new("id", "007")];
        let write = |language, numbers| JsonStyle { language, numbers }.object(&parts);
        assert_eq!(
            write(JsonLanguage::JavaScript, true),
            r#"{"url":"http://a.cn/你\"\n","time":17,"id":"007"}"#
        );
        assert_eq!(
            write(JsonLanguage::Php, false),
            r#"{"url":"http:\/\/a.cn\/\u4f60\"\n","time":"17","id":"007"}"#
        );
        assert_eq!(
            write(JsonLanguage::Python, true),
            r#"{"url": "http://a.cn/\u4f60\"\n", "time": 17, "id": "007"}"#
        );
    }
}

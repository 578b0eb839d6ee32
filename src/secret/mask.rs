//! Masking: what stands in place of secrets.

use std::borrow::Cow;

use super::name::{Place, is_secret};

/// What stands in place of a secret.
pub(crate) const MASK: &str = "***";
/// The fewest bytes of a value that is masked wherever it stands: a shorter one is part of other words.
const MIN_VALUE_BYTES: usize = 6;

/// Returns the text with `***` in place of these values, wherever they stand. Values of less than 6 bytes are left: they
/// are masked by their position only.
pub(crate) fn mask_values<'a>(text: &str, values: impl IntoIterator<Item = &'a str>) -> String {
    let long = values.into_iter().filter(|value| value.len() >= MIN_VALUE_BYTES);
    long.fold(text.to_owned(), |text, value| text.replace(value, MASK))
}

/// Returns JSON with `***` in place of the strings and numbers whose members are secret by name. The layout stays, JSON
/// that breaks off is masked as far as it goes, and so is JSON that stands in a string of JSON.
pub(crate) fn mask_members(text: &str) -> Cow<'_, str> {
    let mut masked = String::new();
    let mut done = 0;
    let mut from = 0;
    // A member's name ends with a quotation mark, and a colon and a value follow.
    while let Some(quote) = text[from..].find('"').map(|at| from + at) {
        let name_end = quote;
        let name_start = text[from..quote].rfind('"').map_or(from, |at| from + at + 1);
        from = quote + 1;
        let after = &text[from..];
        let Some(value) = after.trim_start().strip_prefix(':').map(str::trim_start) else { continue };
        let name = text[name_start..name_end].trim_end_matches('\\');
        if !is_secret(name, Place::Body) {
            continue;
        }
        let unescaped = value.trim_start_matches('\\');
        let (start, length) = if let Some(string) = unescaped.strip_prefix('"') {
            let within = unescaped.len() < value.len();
            (text.len() - string.len(), end_of_string(string, within))
        } else {
            let end = value.find(|char: char| !(char.is_ascii_alphanumeric() || "+-.".contains(char)));
            let digits = value.starts_with(|char: char| char.is_ascii_digit() || char == '-');
            if !digits {
                continue;
            }
            (text.len() - value.len(), end.unwrap_or(value.len()))
        };
        masked.push_str(&text[done..start]);
        masked.push_str(MASK);
        done = start + length;
        from = done;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(&text[done..]);
    Cow::Owned(masked)
}

/// Where a string ends; one that began with `\"` ends with that.
fn end_of_string(text: &str, within: bool) -> usize {
    let mut escaped = false;
    for (at, char) in text.char_indices() {
        match char {
            '"' if within && escaped => return at - 1,
            '"' if !escaped => return at,
            _ => escaped = char == '\\' && !escaped,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{mask_members, mask_values};

    #[test]
    fn members_are_masked_wherever_json_has_them() {
        for (text, wanted) in [
            (r#"{"access_token":"A_1","expires_in":7200}"#, r#"{"access_token":"***","expires_in":7200}"#),
            ("{ \"ticket\" :\n \"T\" }", "{ \"ticket\" :\n \"***\" }"),
            (r#"{"session_key":"a\"b","openid":"o"}"#, r#"{"session_key":"***","openid":"o"}"#),
            (r#"{"suite_access_token":"#, r#"{"suite_access_token":"#),
            (r#"{"suite_access_token":"half"#, r#"{"suite_access_token":"***"#),
            (r#"{"body":"{\"ticket\":\"T\",\"a\":1}"}"#, r#"{"body":"{\"ticket\":\"***\",\"a\":1}"}"#),
            (r#"{"tokens":"t","token":1,"a":"token"}"#, r#"{"tokens":"t","token":***,"a":"token"}"#),
            (r#"{"password":-1.5,"b":[{"secret":"x"}]}"#, r#"{"password":***,"b":[{"secret":"***"}]}"#),
            (r#"{"button":[{"key":"a","code":"b"}]}"#, r#"{"button":[{"key":"a","code":"b"}]}"#),
            ("\"", "\""),
            ("令牌\"token\":\"密\"后", "令牌\"token\":\"***\"后"),
        ] {
            assert_eq!(mask_members(text), wanted);
        }
    }

    #[test]
    fn short_values_are_no_words_to_replace() {
        assert_eq!(mask_values("https://api.weixin.qq.com", ["a", ""]), "https://api.weixin.qq.com");
        assert_eq!(mask_values("x=secret-1", ["secret-1"]), "x=***");
    }
}

//! Replaces secrets with a mask.

use std::borrow::Cow;

use serde_json::Value;

use super::name::{Position, is_secret};

/// The text in place of a secret.
pub(crate) const MASK: &str = "***";
/// The shortest value that is masked by value, in bytes: a shorter one may be part of other words.
const MIN_VALUE_BYTES: usize = 6;
/// The shortest value that is masked in foreign text, in bytes.
const MIN_FOREIGN_BYTES: usize = 8;

/// The shortest key that is masked in a string to sign, in bytes: a token has at least three characters.
const MIN_KEY_BYTES: usize = 3;

/// Returns the text with `***` in place of these keys of at least 3 bytes.
pub(crate) fn mask_keys<'a>(text: &str, keys: impl IntoIterator<Item = &'a str>) -> String {
    replaced(text, keys, MIN_KEY_BYTES)
}

/// Replaces the values of at least this length; the longest first, so that none is left in part because another stands
/// in it.
fn replaced<'a>(text: &str, values: impl IntoIterator<Item = &'a str>, min: usize) -> String {
    let mut long: Vec<&str> = values.into_iter().filter(|value| value.len() >= min).collect();
    long.sort_by_key(|value| std::cmp::Reverse(value.len()));
    long.into_iter().fold(text.to_owned(), |text, value| text.replace(value, MASK))
}

/// Returns the text with `***` in place of these values. Values of less than 6 bytes are not replaced: they are
/// masked by position only.
pub(crate) fn mask_values<'a>(text: &str, values: impl IntoIterator<Item = &'a str>) -> String {
    replaced(text, values, MIN_VALUE_BYTES)
}

/// Returns foreign text, such as the page of an error, with `***` in place of these values and of the secrets of its JSON.
/// A value that was cut off at its end, or before `…`, is masked too. Values of less than 8 bytes are not replaced: a
/// short token, such as `weixin`, is also a word of other texts.
pub(crate) fn mask_foreign<'a>(text: &str, values: impl IntoIterator<Item = &'a str>) -> String {
    let long = values.into_iter().filter(|value| value.len() >= MIN_FOREIGN_BYTES);
    let masked = long.fold(text.to_owned(), |text, value| {
        let parts: Vec<String> =
            text.replace(value, MASK).split('…').map(|part| without_begun(part, value)).collect();
        parts.join("…")
    });
    match mask_members(&masked) {
        Cow::Owned(masked) => masked,
        Cow::Borrowed(_) => masked,
    }
}

/// Returns a text with `***` in place of the beginning of a value at its end.
fn without_begun(text: &str, value: &str) -> String {
    let ends = value.char_indices().map(|(at, _)| at).filter(|&at| at >= MIN_FOREIGN_BYTES);
    let begun = ends.rev().find(|&end| text.ends_with(&value[..end]));
    begun.map_or_else(|| text.to_owned(), |end| format!("{}{MASK}", &text[..text.len() - end]))
}

/// Returns JSON with `***` in place of the strings and numbers whose names are secret. The layout is kept. Truncated
/// JSON is masked up to its end, and JSON inside a JSON string is masked too.
pub(crate) fn mask_members(text: &str) -> Cow<'_, str> {
    let mut masked = String::new();
    let mut done = 0;
    let mut from = 0;
    // The name of a member ends with a quotation mark, followed by a colon and a value.
    while let Some(quote) = text[from..].find('"').map(|at| from + at) {
        let name_end = quote;
        let name_start = text[from..quote].rfind('"').map_or(from, |at| from + at + 1);
        from = quote + 1;
        let after = &text[from..];
        let Some(value) = after.trim_start().strip_prefix(':').map(str::trim_start) else { continue };
        let name = text[name_start..name_end].trim_end_matches('\\');
        if !is_secret(name, Position::Body) {
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

/// Returns a body with `***` in place of its secrets: the members of JSON, or the fields of an URL-encoded form.
pub(crate) fn mask_body(text: &str) -> Cow<'_, str> {
    if !text.contains('=') || text.trim_start().starts_with(['{', '[', '<', '"']) {
        return mask_members(text);
    }
    let masked = |field: &str| match field.split_once('=') {
        Some((name, value)) if !value.is_empty() && is_secret(name.trim(), Position::Query) => {
            format!("{name}={MASK}")
        }
        _ => mask_members(field).into_owned(),
    };
    Cow::Owned(text.split('&').map(masked).collect::<Vec<_>>().join("&"))
}

/// Puts `***` in place of the strings and numbers of JSON whose names are secret, but not of those that are `public`; also
/// in JSON inside a string. Returns whether there were any.
pub(crate) fn mask_json(json: &mut Value, public: &[&str]) -> bool {
    let mut any = false;
    match json {
        Value::Object(members) => {
            for (name, value) in members {
                let is_given = match value {
                    Value::String(text) => !text.is_empty(),
                    Value::Number(_) => true,
                    _ => false,
                };
                if is_given && is_secret(name, Position::Body) && !public.contains(&name.as_str()) {
                    *value = MASK.into();
                    any = true;
                } else {
                    any |= mask_json(value, public);
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                any |= mask_json(item, public);
            }
        }
        Value::String(text) if text.trim_start().starts_with(['{', '[']) => {
            if let Cow::Owned(masked) = mask_members(text) {
                *text = masked;
                any = true;
            }
        }
        _ => {}
    }
    any
}

/// Returns the position of the end of a string. Within another string, the end is `\"`.
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
    use serde_json::json;

    use super::{mask_body, mask_foreign, mask_json, mask_members, mask_values};

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
    fn fields_of_forms_are_masked() {
        for (text, wanted) in [
            ("appid=wx1&secret=s&js_code=c&grant_type=a", "appid=wx1&secret=***&js_code=***&grant_type=a"),
            ("app%5Fsecret=s=t&code=&x", "app%5Fsecret=***&code=&x"),
            (r#"{"secret":"a=b&c=d","e":"code=f"}"#, r#"{"secret":"***","e":"code=f"}"#),
            (r#"a=1&b={"token":"t"}"#, r#"a=1&b={"token":"***"}"#),
            ("<xml><a>secret=s</a></xml>", "<xml><a>secret=s</a></xml>"),
        ] {
            assert_eq!(mask_body(text), wanted);
        }
    }

    #[test]
    fn secrets_of_json_are_masked_at_any_depth() {
        let mut answer = json!({
            "access_token": "A",
            "list": [{ "refresh_token": 7, "openid": "o", "ticket": "T" }],
            "data": "{\"session_key\":\"K\"}",
            "need_password": true,
            "auth_code": "",
        });
        assert!(mask_json(&mut answer, &["ticket"]));
        let masked = json!({
            "access_token": "***",
            "list": [{ "refresh_token": "***", "openid": "o", "ticket": "T" }],
            "data": "{\"session_key\":\"***\"}",
            "need_password": true,
            "auth_code": "",
        });
        assert_eq!(answer, masked);
        assert!(!mask_json(&mut json!({ "openid": "o", "next_page_token": "p" }), &[]));
    }

    #[test]
    fn foreign_text_lacks_whole_and_cut_values() {
        for (text, wanted) in [
            ("token s3cret-t0ken!", "token ***!"),
            ("`token s3cret-t0…` of", "`token ***…` of"),
            ("at weixin.qq.com s3cret", "at weixin.qq.com s3cret"),
            (r#"s3cret-t0ken {"access_token":"A_1"} s3cret-t0"#, r#"*** {"access_token":"***"} ***"#),
        ] {
            assert_eq!(mask_foreign(text, ["weixin", "s3cret-t0ken"]), wanted);
        }
    }

    #[test]
    fn short_values_are_not_replaced() {
        assert_eq!(mask_values("https://api.weixin.qq.com", ["a", ""]), "https://api.weixin.qq.com");
        assert_eq!(mask_values("x=secret-1", ["secret-1"]), "x=***");
    }
}

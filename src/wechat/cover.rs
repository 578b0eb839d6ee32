//! Hiding what WeChat's answers hold and nobody may see.

/// What WeChat's own answers hold that must not be seen, by its names: tokens, tickets of pages, keys of sessions; also
/// where the JSON stands in a string of JSON.
pub(crate) fn cover_tokens(text: &str) -> String {
    const ENDS: [&str; 5] = ["token", "ticket", "secret", "session_key", "permanent_code"];
    let mut covered = String::with_capacity(text.len());
    let mut rest = text;
    // A member's name ends with a quotation mark, and a colon and a string follow.
    while let Some(at) = rest.find('"') {
        let (before, after) = rest.split_at(at + 1);
        covered.push_str(before);
        rest = after;
        let value = after.trim_start().strip_prefix(':').map(str::trim_start);
        let Some(value) = value.and_then(|value| value.trim_start_matches('\\').strip_prefix('"')) else {
            continue;
        };
        let name = before[..at].trim_end_matches('\\').to_ascii_lowercase();
        if ENDS.iter().any(|end| name.ends_with(end)) {
            let start = &after[..after.len() - value.len()];
            covered.push_str(start);
            covered.push_str("***");
            rest = &value[end_of_string(value, start.ends_with("\\\""))..];
        }
    }
    covered.push_str(rest);
    covered
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
    use super::cover_tokens;

    #[test]
    fn tokens_are_covered_wherever_json_has_them() {
        for (text, wanted) in [
            (r#"{"access_token":"A_1","expires_in":7200}"#, r#"{"access_token":"***","expires_in":7200}"#),
            ("{ \"ticket\" :\n \"T\" }", "{ \"ticket\" :\n \"***\" }"),
            (r#"{"session_key":"a\"b","openid":"o"}"#, r#"{"session_key":"***","openid":"o"}"#),
            (r#"{"suite_access_token":"#, r#"{"suite_access_token":"#),
            (r#"{"suite_access_token":"half"#, r#"{"suite_access_token":"***"#),
            (r#"{"body":"{\"ticket\":\"T\",\"a\":1}"}"#, r#"{"body":"{\"ticket\":\"***\",\"a\":1}"}"#),
            (r#"{"tokens":"t","token":1,"a":"token"}"#, r#"{"tokens":"t","token":1,"a":"token"}"#),
            ("\"", "\""),
            ("令牌\"token\":\"密\"后", "令牌\"token\":\"***\"后"),
        ] {
            assert_eq!(cover_tokens(text), wanted);
        }
    }
}

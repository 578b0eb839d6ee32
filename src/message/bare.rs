//! Recognises an answer without markup, or with markup that is none, by its text: nothing, an object as a program prints
//! it, source code, a refusal.

use super::evidence;
use super::rules::NotXml;
use crate::lang::{excerpt, one_line};

/// The texts that programs print for a value that is not there, or for a truth value.
const NOTHING: [&str; 9] = ["null", "None", "nil", "NULL", "undefined", "<nil>", "NaN", "(null)", "Null"];
/// The beginnings of source code, with the name of the language.
const SOURCES: [(&str, &str); 6] = [
    ("<?php", "PHP"),
    ("<?=", "PHP"),
    ("<%@", "JSP/ASP"),
    ("<%", "JSP/ASP"),
    ("#!/", "script"),
    ("<?\n", "PHP"),
];

/// Returns the language of an answer that is the source code of the bot.
pub(super) fn source(text: &str) -> Option<&'static str> {
    SOURCES.iter().find(|(start, _)| text.starts_with(start)).map(|(_, language)| *language)
}

/// Returns the kind of a text that has no elements.
pub(super) fn bare(text: &str) -> NotXml {
    let shown = || excerpt(&one_line(text));
    if text.contains('\0') {
        NotXml::Binary
    } else if NOTHING.contains(&text) {
        NotXml::Nothing(text.to_owned())
    } else if let Some(awaited) = printed(text) {
        NotXml::Printed { shown: shown(), awaited }
    } else if evidence::reads_like_refusal(text) {
        NotXml::Refusal(shown())
    } else {
        NotXml::Text(excerpt(text))
    }
}

/// Returns whether a text is an object as a program prints it, and if so, whether the object stands for a later result.
pub(super) fn printed(text: &str) -> Option<bool> {
    let lower = text.to_lowercase();
    let angled = text.starts_with('<') && text.ends_with('>') && !text.contains('\n');
    let python = angled
        && (lower.contains(" object at 0x")
            || lower.contains(" at 0x")
                && ["<coroutine", "<generator", "<function", "<bound method", "<async_generator"]
                    .iter()
                    .any(|start| lower.starts_with(start))
            || lower.starts_with("<class '")
            || lower.contains("response ") && lower.ends_with("]>"));
    let script = lower.starts_with("[object ") && lower.ends_with(']') || text.starts_with("Promise {");
    let php = text == "Array" || text.starts_with("Array\n(") || text.starts_with("stdClass Object");
    let dotnet = ["System.", "Microsoft."].iter().any(|start| text.starts_with(start))
        && text.chars().all(|char| char.is_ascii_alphanumeric() || ".`[],_+<>".contains(char));
    let go = text.starts_with("&{") && text.ends_with('}') || text.starts_with("map[") && text.ends_with(']');
    let dict = text.starts_with("{'") && text.ends_with('}') && text.contains("':")
        || text.starts_with("OrderedDict(");
    let found = python || script || php || dotnet || go || dict || is_java_object(text);
    let awaited =
        ["<coroutine", "[object promise]", "promise {", "system.threading.tasks.task", "<async_generator"];
    found.then(|| awaited.iter().any(|start| lower.starts_with(start)))
}

/// Returns whether a text is a Java object without `toString`, such as `com.example.TextMessage@1b2c3d4e`.
fn is_java_object(text: &str) -> bool {
    text.split_once('@').is_some_and(|(class, hash)| {
        let dotted = class.contains('.')
            && class.chars().all(|char| char.is_ascii_alphanumeric() || "._$".contains(char));
        let hash_code = (5..=8).contains(&hash.len())
            && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        // `someone@163.com` has a point behind the sign; a class has a capital before it.
        dotted && hash_code && class.chars().any(|char| char.is_ascii_uppercase())
    })
}

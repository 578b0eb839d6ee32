//! The three JSON shapes of a menu, and JSON paths.

use serde_json::Value;

use super::button::is_text_field;
use crate::source::{JsonType, Source};

/// A JSON shape of a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MenuShape {
    /// `{"button": […]}`: the form that `menu/create` accepts.
    Create,
    /// `{"menu": {…}, "conditionalmenu": […]}`: the response of `menu/get`.
    Get,
    /// `{"is_menu_open": …, "selfmenu_info": {…}}`: the response of `get_current_selfmenu_info`.
    Selfmenu,
}

impl MenuShape {
    /// Returns the shape of a document with these keys.
    fn of(has: impl Fn(&str) -> bool) -> Self {
        if has("selfmenu_info") {
            Self::Selfmenu
        } else if !has("button") && (has("menu") || has("conditionalmenu")) {
            Self::Get
        } else {
            Self::Create
        }
    }

    /// Returns the shape of a file.
    pub(crate) fn of_source(source: &Source) -> Self {
        Self::of(|key| {
            source.root.get(key).is_some_and(|node| matches!(node.kind(), JsonType::Object | JsonType::List))
        })
    }

    /// Returns the shape of a value.
    pub(crate) fn of_value(value: &Value) -> Self {
        Self::of(|key| value.get(key).is_some_and(|value| value.is_object() || value.is_array()))
    }
}

/// Returns the file as JSON. The order of keys is kept, the last of equal keys is used, nulls are dropped, and values
/// that must be strings are converted.
pub(crate) fn to_json(source: &Source) -> Value {
    source.root.to_json(&is_text_field)
}

/// Returns the request body: compact, in raw UTF-8, without `\uXXXX`, which WeChat rejects with 40033.
pub(crate) fn to_request_body(source: &Source) -> String {
    to_json(source).to_string()
}

/// Returns the path of an object's member.
pub(super) fn member_path(path: &str, key: &str) -> String {
    let plain = key.chars().all(|char| char == '_' || char.is_alphanumeric())
        && key.chars().next().is_some_and(|char| !char.is_ascii_digit());
    if plain { format!("{path}.{key}") } else { format!("{path}[{}]", Value::from(key)) }
}

/// Returns the path of a list's item.
pub(super) fn item_path(path: &str, index: usize) -> String {
    format!("{path}[{index}]")
}

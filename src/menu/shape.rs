//! The three shapes that WeChat has for a menu, and paths into them.

use serde_json::Value;

use super::button::is_text_field;
use crate::source::{JsonType, Source};

/// Which of WeChat's three shapes of a menu something has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `{"button": […]}`: what `menu/create` takes.
    Create,
    /// `{"menu": {…}, "conditionalmenu": […]}`: what `menu/get` returns.
    Get,
    /// `{"is_menu_open": …, "selfmenu_info": {…}}`: what `get_current_selfmenu_info` returns.
    Selfmenu,
}

impl Shape {
    /// The shape of a document that has these keys.
    fn of(has: impl Fn(&str) -> bool) -> Self {
        if has("selfmenu_info") {
            Self::Selfmenu
        } else if !has("button") && (has("menu") || has("conditionalmenu")) {
            Self::Get
        } else {
            Self::Create
        }
    }

    /// The shape of a file.
    pub fn of_source(source: &Source) -> Self {
        Self::of(|key| {
            source.root.get(key).is_some_and(|node| matches!(node.kind(), JsonType::Object | JsonType::List))
        })
    }

    /// The shape of a value.
    pub fn of_value(value: &Value) -> Self {
        Self::of(|key| value.get(key).is_some_and(|value| value.is_object() || value.is_array()))
    }
}

/// The document as JSON: the order of the keys is kept, of equal keys the last counts, nulls are left out, and what
/// WeChat wants as text is text.
pub fn value(source: &Source) -> Value {
    source.root.to_json(&is_text_field)
}

/// The body to send: compact, in raw UTF-8 and without `\uXXXX`, for which WeChat answers 40033.
pub fn body(source: &Source) -> String {
    value(source).to_string()
}

/// The path of an object's member.
pub(super) fn member_path(path: &str, key: &str) -> String {
    let plain = key.chars().all(|char| char == '_' || char.is_alphanumeric())
        && key.chars().next().is_some_and(|char| !char.is_ascii_digit());
    if plain { format!("{path}.{key}") } else { format!("{path}[{}]", Value::from(key)) }
}

/// The path of a list's item.
pub(super) fn item_path(path: &str, index: usize) -> String {
    format!("{path}[{index}]")
}

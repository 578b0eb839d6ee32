//! The formats in which a menu is returned.

use serde_json::{Map, Value, json};

/// The members of a button that are stored.
const STORED_MEMBERS: [&str; 8] =
    ["type", "name", "key", "url", "media_id", "article_id", "appid", "pagepath"];

fn subs(button: &Value) -> &[Value] {
    button.get("sub_button").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn kept(button: &Value) -> Map<String, Value> {
    let member = |name: &&str| Some(((*name).to_owned(), button.get(*name)?.clone()));
    STORED_MEMBERS.iter().filter_map(member).collect()
}

/// Returns the format of `menu/get`: every button has `sub_button`, a button with sub-buttons has no action.
pub(super) fn normal(buttons: &Value) -> Value {
    let normal = |button: &Value| {
        let mut own = kept(button);
        let subs = subs(button);
        if !subs.is_empty() {
            own.retain(|name, _| name == "name");
        }
        let leaf = |sub: &Value| {
            let mut leaf = kept(sub);
            leaf.insert("sub_button".to_owned(), json!([]));
            Value::Object(leaf)
        };
        own.insert("sub_button".to_owned(), subs.iter().map(leaf).collect());
        Value::Object(own)
    };
    buttons.as_array().into_iter().flatten().map(normal).collect()
}

/// Returns the format of `get_current_selfmenu_info`: sub-buttons are in `sub_button.list`, which is absent if there
/// are none.
pub(super) fn listed(buttons: &Value) -> Value {
    let listed = |button: &Value| {
        let mut own = kept(button);
        let subs = subs(button);
        if !subs.is_empty() {
            let list: Value = subs.iter().map(|sub| Value::Object(kept(sub))).collect();
            own.insert("sub_button".to_owned(), json!({ "list": list }));
        }
        Value::Object(own)
    };
    buttons.as_array().into_iter().flatten().map(listed).collect()
}

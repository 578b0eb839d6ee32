//! The JSON Schema of `wx_config.json`, generated from the table of keys.

use serde_json::{Map, Value, json};

use super::keys::{KEYS, ValueKind};

/// Returns the schema (JSON Schema, draft 2020-12) in the current language, with these descriptions of the members
/// `profile` and `profiles`.
pub(crate) fn schema(profile_about: &str, profiles_about: &str) -> Value {
    let mut properties: Map<String, Value> = KEYS
        .iter()
        .map(|key| {
            let info = key.info();
            let mut property = json!({ "description": info.about.spoken(), "type": ["string", "number"] });
            match info.kind {
                ValueKind::Choice(words) => {
                    property = json!({ "description": info.about.spoken(), "enum": words });
                }
                ValueKind::Secret => property["writeOnly"] = true.into(),
                ValueKind::Text | ValueKind::KeyFile | ValueKind::File | ValueKind::Url => {}
            }
            if info.name == "token" {
                property["type"] = json!(["string", "number", "object"]);
            }
            (info.name.to_owned(), property)
        })
        .collect();
    let profile = json!({ "type": "object", "properties": properties.clone() });
    properties.insert("profile".to_owned(), json!({ "type": "string", "description": profile_about }));
    properties.insert(
        "profiles".to_owned(),
        json!({ "type": "object", "description": profiles_about, "additionalProperties": profile }),
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": super::FILE_NAME,
        "type": "object",
        "properties": properties,
    })
}

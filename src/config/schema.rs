//! A JSON Schema of `wx_config.json`, from the table of keys.

use serde_json::{Map, Value, json};

use super::keys::{Holds, KEYS};

/// Returns the schema (JSON Schema, draft 2020-12) in the language that is spoken, with these descriptions of the keys
/// `profile` and `profiles`.
pub fn schema(profile_about: &str, profiles_about: &str) -> Value {
    let mut properties: Map<String, Value> = KEYS
        .iter()
        .map(|key| {
            let info = key.info();
            let mut property = json!({ "description": info.about.spoken(), "type": ["string", "number"] });
            match info.holds {
                Holds::Choice(words) => {
                    property = json!({ "description": info.about.spoken(), "enum": words });
                }
                Holds::Secret => property["writeOnly"] = true.into(),
                Holds::Text | Holds::KeyFile | Holds::File | Holds::Url => {}
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

//! A JSON Schema of `wx_config.json`, from the table of keys.

use serde_json::{Map, Value, json};

use super::keys::{Holds, KEYS};
use crate::text;

/// The schema, in the language that is spoken (JSON Schema, draft 2020-12).
pub fn schema() -> Value {
    let mut properties: Map<String, Value> = KEYS
        .iter()
        .map(|key| {
            let info = key.info();
            let mut property =
                json!({ "description": text::title(info.about), "type": ["string", "number"] });
            match info.holds {
                Holds::Choice(words) => {
                    property = json!({ "description": text::title(info.about), "enum": words });
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
    let words = &text::words().config;
    properties
        .insert("profile".to_owned(), json!({ "type": "string", "description": words.default_profile }));
    properties.insert(
        "profiles".to_owned(),
        json!({ "type": "object", "description": words.profiles, "additionalProperties": profile }),
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": super::FILE_NAME,
        "type": "object",
        "properties": properties,
    })
}

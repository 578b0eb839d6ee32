//! The JSON Schema of scenario files, for editors.

use serde_json::Value;

use crate::lang::Lang;

/// The schema, whose descriptions are in both languages.
const SCHEMA: &str = include_str!("schema.json");

/// Returns the schema (JSON Schema, draft 2020-12) in the current language.
pub(crate) fn schema() -> Value {
    let mut schema: Value = serde_json::from_str(SCHEMA).unwrap_or_default();
    speak(&mut schema, if Lang::spoken() == Lang::Zh { "zh" } else { "en" });
    schema
}

/// Keeps the descriptions of one language.
fn speak(value: &mut Value, lang: &str) {
    match value {
        Value::Object(members) => {
            if let Some(text) = members.get("description").and_then(|both| both.get(lang)).cloned() {
                members.insert("description".to_owned(), text);
            }
            members.values_mut().for_each(|value| speak(value, lang));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| speak(item, lang)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::SCHEMA;
    use crate::scenario::keys;

    #[test]
    fn the_schema_has_the_keys_of_the_reader() {
        let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
        let tables = [
            ("", keys::FILE),
            ("scenario", keys::SCENARIO),
            ("step", keys::STEP),
            ("message", keys::MESSAGE),
            ("send", keys::SEND),
            ("expect", keys::EXPECT),
            ("capture", keys::CAPTURE),
            ("call", keys::CALL),
            ("start", keys::START),
        ];
        for (name, keys) in tables {
            let object = if name.is_empty() { &schema } else { &schema["$defs"][name] };
            let mut described: Vec<&str> =
                object["properties"].as_object().expect("keys").keys().map(String::as_str).collect();
            let mut known = keys.to_vec();
            described.sort_unstable();
            known.sort_unstable();
            assert_eq!(described, known, "{name}");
            assert_eq!(object["additionalProperties"], false, "{name}");
        }
    }
}

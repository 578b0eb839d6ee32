//! The example file and the schema.

use serde_json::Value;

use super::keys;
use crate::support::Folder;

const EXAMPLE: &str = include_str!("../../../wx_config.example.json");

#[test]
fn the_example_shows_every_key_and_nothing_unknown() {
    let folder = Folder::with_config(EXAMPLE);
    let ran = folder.webot(["config", "show"]).run();
    assert_eq!(ran.stderr, "");
    let json: Value = serde_json::from_str(EXAMPLE).expect("JSON");
    let profiles: Vec<(&String, &Value)> = json["profiles"].as_object().expect("profiles").iter().collect();
    let objects: Vec<&Value> =
        std::iter::once(&json).chain(profiles.iter().map(|(_, value)| *value)).collect();
    for name in keys("en").keys() {
        let is_shown = objects.iter().any(|object| object[name].is_string());
        assert!(is_shown, "`{name}` is not in wx_config.example.json");
    }
    for (name, _) in profiles {
        folder.webot(["config", "show", "--profile", name]).run();
    }
    for kind in ["env:", "file:"] {
        assert!(EXAMPLE.contains(&format!("\"{kind}")), "{kind}");
    }
    let apps = objects.iter().filter(|object| object["agentid"].is_string()).count();
    assert!(apps >= 2, "two apps of WeCom");
}

#[test]
fn the_schema_describes_every_key_in_both_languages() {
    let folder = Folder::new();
    for (lang, chinese) in [("en", false), ("zh", true)] {
        let ran = folder.webot(["config", "schema", "--lang", lang]).run();
        let schema = ran.json();
        for name in keys(lang).keys() {
            let about = schema["properties"][name]["description"].as_str().unwrap_or_default();
            assert_eq!(about.contains(|char: char| ('一'..='鿿').contains(&char)), chinese, "{about}");
            assert!(schema["properties"]["profiles"]["additionalProperties"]["properties"][name].is_object());
        }
        let json = folder.webot(["config", "schema", "--lang", lang, "--json"]).run().json();
        assert_eq!(json, schema);
    }
}

//! `wx_config.json`: found, read, shown and changed.

mod elsewhere;
mod example;
mod hostile;
mod layers;
mod lookup;
mod predecessor;
mod set;
mod show;

use serde_json::Value;

use crate::support::{Folder, Ran};

const OTHER_APPID: &str = "wx00000000000000aa";
const APP_SECRET: &str = "0123456789abcdef0123456789abcdef";

/// The value that `config show` has under a key.
#[track_caller]
fn shown(ran: &Ran, key: &str) -> Value {
    ran.json()[key]["value"].clone()
}

#[track_caller]
fn origin(ran: &Ran, key: &str) -> String {
    ran.json()[key]["origin"].as_str().unwrap_or_else(|| panic!("no {key}: {}", ran.stdout)).to_owned()
}

/// Returns every key with its description in the schema, without `profile` and `profiles`.
fn keys(lang: &str) -> serde_json::Map<String, Value> {
    let schema = Folder::new().webot(["config", "schema", "--lang", lang]).run().json();
    let mut keys = schema["properties"].as_object().expect("properties").clone();
    keys.retain(|name, _| !matches!(name.as_str(), "profile" | "profiles"));
    keys
}

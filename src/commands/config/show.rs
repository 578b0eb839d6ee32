//! `webot config show`: the merged settings and the origin of each value, with secrets masked.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::places;
use crate::config::shape::without_password;
use crate::config::{KEYS, Key, Origin, Setting, Settings, ValueKind, shape};
use crate::context::Context;
use crate::error::Error;
use crate::printer::{Outcome, Rows, table};
use crate::secret::MASK;
use crate::text::{self, words};
use crate::wechat::tokens::cached_by_webot_cli;

/// Shows the settings, one key per row.
pub(super) fn run(cx: &Context) -> Result<Outcome, Error> {
    let settings = cx.settings()?;
    let (mut json, mut rows) = (Map::new(), Vec::new());
    for &key in KEYS {
        let Some(written) = settings.written(key) else { continue };
        let item = SettingRow::of(key, &written, settings, cx);
        rows.push(item.row(cx));
        json.insert(key.name().to_owned(), item.json());
    }
    if let Some((row, item)) = cached(settings, cx) {
        rows.push(row);
        json.insert("access_token".to_owned(), item);
    }
    let mut head = Vec::new();
    describe_file(settings, &mut head, &mut json, cx);
    if settings.file().is_none() {
        let places: Vec<String> = places(cx).iter().map(|path| path.display().to_string()).collect();
        cx.printer.status(&(words().config.no_file)(&places));
        cx.printer.hint(words().config.make_one);
    }
    let mut head = table(&head, None);
    if !head.is_empty() && !rows.is_empty() {
        head.push('\n');
    }
    Ok(Outcome::rows(Rows::new(Value::Object(json), rows).before(head)))
}

/// Adds the file, the selected profile and the names of all profiles to the table head and the JSON.
fn describe_file(
    settings: &Settings,
    head: &mut Vec<Vec<String>>,
    json: &mut Map<String, Value>,
    cx: &Context,
) {
    let Some(file) = settings.file() else { return };
    let path = file.path.display().to_string();
    let by = cx.named_config().map(|(_, by)| by);
    head.push(row([words().config.file, &path, by.unwrap_or_default()]));
    json.insert("file".to_owned(), json!({ "value": path, "origin": by.unwrap_or("search") }));
    if let Some(profile) = settings.profile() {
        let by = cx.named_profile().map(|(_, by)| by);
        head.push(row([words().config.profile, &cx.printer.foreign(profile), by.unwrap_or_default()]));
        json.insert("profile".to_owned(), json!({ "value": profile, "origin": by.unwrap_or(&path) }));
    }
    let profiles: Vec<&str> = file.profiles().collect();
    if !profiles.is_empty() {
        head.push(row([
            words().config.profiles_there,
            &cx.printer.foreign(&profiles.join(words().comma)),
            "",
        ]));
        json.insert("profiles".to_owned(), json!({ "value": profiles, "origin": path }));
    }
}

fn row(cells: [&str; 3]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

/// A row of the table: a key that has a value.
struct SettingRow {
    key: Key,
    /// The value, masked, or the reason why it cannot be read.
    value: Result<String, String>,
    origin: Origin,
    /// `env:NAME` or `file:PATH`, if the file contains a reference.
    via: Option<String>,
}

impl SettingRow {
    fn of(key: Key, written: &Setting, settings: &Settings, cx: &Context) -> Self {
        let text = written.value.expose();
        let in_file = matches!(written.origin, Origin::File { .. });
        let via = (in_file && shape::is_reference(text)).then(|| text.to_owned());
        let value = match settings.get(key) {
            Ok(Some(setting)) => Ok(displayed(key, &setting, cx)),
            Ok(None) => Ok(String::new()),
            Err(error) => Err(text::config_error(&error).message),
        };
        Self { key, value, origin: written.origin.clone(), via }
    }

    fn row(&self, cx: &Context) -> Vec<String> {
        let value = match &self.value {
            Ok(value) => value.clone(),
            Err(reason) => words().labelled(words().error, reason),
        };
        let value = cx.printer.foreign(&value.replace(['\r', '\n'], " "));
        let via = self.via.as_ref().map_or_else(String::new, |via| format!("{}{via}", words().comma));
        row([self.key.name(), &value, &format!("{}{via}", short(&self.origin))])
    }

    fn json(&self) -> Value {
        let mut json = match &self.value {
            Ok(value) => json!({ "value": value }),
            Err(reason) => json!({ "error": reason }),
        };
        json["origin"] = self.origin.shown().into();
        if let Some(via) = &self.via {
            json["via"] = via.as_str().into();
        }
        json
    }
}

/// Returns an origin without the folder of the file, which the table head shows.
fn short(origin: &Origin) -> String {
    match origin {
        Origin::File { path, profile } => {
            let name = path.file_name().map_or(path.as_path(), Path::new).to_owned();
            Origin::File { path: name, profile: profile.clone() }.shown()
        }
        Origin::Env(_) => origin.shown(),
    }
}

/// Returns a value for display, masked unless `--show-secrets` was given.
pub(super) fn displayed(key: Key, setting: &Setting, cx: &Context) -> String {
    let value = setting.value.expose();
    if cx.show_secrets {
        return value.to_owned();
    }
    match key.info().kind {
        ValueKind::Secret => MASK.to_owned(),
        ValueKind::Url => without_password(value),
        // An environment variable may hold the key itself instead of its file.
        ValueKind::KeyFile
            if value.contains("-----") || value.len() > 255 || value.contains(char::is_whitespace) =>
        {
            MASK.to_owned()
        }
        _ => value.to_owned(),
    }
}

/// Returns the row for the `access_token` that webot-cli cached in the file.
fn cached(settings: &Settings, cx: &Context) -> Option<(Vec<String>, Value)> {
    let token = cached_by_webot_cli(settings.cached_token()?)?;
    let path = &settings.file()?.path;
    let value = if cx.show_secrets { token.value.expose() } else { MASK };
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let row = row(["access_token", value, &(words().config.cached_by_webot_cli)(&name)]);
    let item = json!({
        "value": value,
        "origin": path.display().to_string(),
        "expires_at": token.expires_ms / 1000,
        "lives": token.is_valid((cx.system.now_ms)()),
    });
    Some((row, item))
}

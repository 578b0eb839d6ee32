//! Changing `wx_config.json`: a key is set or taken out, and everything else stays as it is.

use std::path::Path;

use serde_json::{Map, Value};

use super::error::ConfigError;
use super::file::ConfigFile;
use super::keys::Key;
use super::settings::scalar;

impl ConfigFile {
    /// Reads a file, or begins a new one where there is none.
    pub fn read_or_new(path: &Path) -> Result<Self, ConfigError> {
        match Self::read(path) {
            Err(ConfigError::Unreadable { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
                Ok(Self { path: path.to_owned(), ..Self::default() })
            }
            read => read,
        }
    }

    /// The object of a profile, or the file's own.
    fn layer(&self, profile: Option<&str>) -> Option<&Map<String, Value>> {
        match profile {
            Some(name) => self.profile(name),
            None => Some(&self.object),
        }
    }

    /// What it says under a key, as it is written there.
    pub fn written(&self, key: Key, profile: Option<&str>) -> Option<String> {
        key.written_in(self.layer(profile)?)
    }

    /// Writes a value, under the name that the file has for its key already; the profile is made where there is none.
    pub fn set(&mut self, key: Key, value: &str, profile: Option<&str>) {
        let object = self.layer_mut(profile);
        // webot-cli's cached access_token stands under `token` and is no Token.
        let taken = |name: &str| object.get(name).is_some_and(Value::is_object);
        let info = key.info();
        let mut names = std::iter::once(info.name).chain(info.aliases.iter().copied());
        let present = names.clone().find(|name| object.contains_key(*name) && !taken(name));
        let name = present.or_else(|| names.find(|name| !taken(name))).unwrap_or(info.name);
        object.insert(name.to_owned(), Value::String(value.to_owned()));
    }

    /// Takes a key out, by all its names; whether it was there.
    pub fn unset(&mut self, key: Key, profile: Option<&str>) -> bool {
        if self.layer(profile).is_none() {
            return false;
        }
        let object = self.layer_mut(profile);
        let info = key.info();
        let mut found = false;
        for name in std::iter::once(&info.name).chain(info.aliases) {
            if object.get(*name).is_some_and(|value| value.is_null() || scalar(value).is_some()) {
                found |= object.shift_remove(*name).is_some();
            }
        }
        found
    }

    /// Takes out a member that is none of the keys; whether it was there.
    pub fn remove(&mut self, name: &str, profile: Option<&str>) -> bool {
        self.layer(profile).is_some() && self.layer_mut(profile).shift_remove(name).is_some()
    }

    fn layer_mut(&mut self, profile: Option<&str>) -> &mut Map<String, Value> {
        let Some(name) = profile else { return &mut self.object };
        // Reading has made sure that both are objects where they are anything.
        let profiles = object_in(&mut self.object, "profiles");
        object_in(profiles, name)
    }
}

/// The object under a name; made where there is none.
fn object_in<'a>(object: &'a mut Map<String, Value>, name: &str) -> &'a mut Map<String, Value> {
    let entry = object.entry(name).or_insert_with(|| Value::Object(Map::new()));
    if !entry.is_object() {
        *entry = Value::Object(Map::new());
    }
    match entry {
        Value::Object(object) => object,
        _ => unreachable!("it was made an object a line ago"),
    }
}

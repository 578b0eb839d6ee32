//! Changes of `wx_config.json`: a key is set or removed, and everything else stays unchanged.

use std::path::Path;

use serde_json::{Map, Value};

use super::error::ConfigError;
use super::file::ConfigFile;
use super::keys::Key;
use super::settings::scalar;

impl ConfigFile {
    /// Reads a file, or returns an empty one if it does not exist.
    pub(crate) fn read_or_new(path: &Path) -> Result<Self, ConfigError> {
        match Self::read(path) {
            Err(ConfigError::Unreadable { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
                Ok(Self { path: path.to_owned(), ..Self::default() })
            }
            read => read,
        }
    }

    /// Returns the object of a profile, or the top-level object.
    fn layer(&self, profile: Option<&str>) -> Option<&Map<String, Value>> {
        match profile {
            Some(name) => self.profile(name),
            None => Some(&self.object),
        }
    }

    /// Returns the value of a key as written in the file.
    pub(crate) fn written(&self, key: Key, profile: Option<&str>) -> Option<String> {
        key.written_in(self.layer(profile)?)
    }

    /// Sets a value, under the name that the file already uses for its key; creates a missing profile.
    pub(crate) fn set(&mut self, key: Key, value: &str, profile: Option<&str>) {
        let object = self.layer_mut(profile);
        // An object under `token` is webot-cli's cached access_token, not a Token.
        let taken = |name: &str| object.get(name).is_some_and(Value::is_object);
        let info = key.info();
        let mut names = std::iter::once(info.name).chain(info.aliases.iter().copied());
        let present = names.clone().find(|name| object.contains_key(*name) && !taken(name));
        let name = present.or_else(|| names.find(|name| !taken(name))).unwrap_or(info.name);
        object.insert(name.to_owned(), Value::String(value.to_owned()));
    }

    /// Removes a key under all its names; returns whether it was there.
    pub(crate) fn unset(&mut self, key: Key, profile: Option<&str>) -> bool {
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

    /// Removes a member that is not a known key; returns whether it was there.
    pub(crate) fn remove(&mut self, name: &str, profile: Option<&str>) -> bool {
        self.layer(profile).is_some() && self.layer_mut(profile).shift_remove(name).is_some()
    }

    fn layer_mut(&mut self, profile: Option<&str>) -> &mut Map<String, Value> {
        let Some(name) = profile else { return &mut self.object };
        // Reading has checked that both are objects if they exist.
        let profiles = object_in(&mut self.object, "profiles");
        object_in(profiles, name)
    }
}

/// Returns the object under a name; creates it if it is missing or not an object.
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

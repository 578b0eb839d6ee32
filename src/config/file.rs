//! `wx_config.json` on disk: found, read, checked, and written whole or not at all.

use std::path::{Path, PathBuf};

use serde::Serialize as _;
use serde_json::ser::{PrettyFormatter, Serializer};
use serde_json::{Map, Value};

use super::error::ConfigError;
use super::keys::{ALLOWED_ENV, Key, OTHER_MEMBERS};
use super::ownership::Distrust;
use crate::files::{self, write_whole};
use crate::lang::Wanted;

/// The name of the configuration file, the same as webot-cli's.
pub(crate) const FILE_NAME: &str = "wx_config.json";
/// The size limit of a file, in bytes.
pub(super) const MAX_FILE_BYTES: usize = 1 << 20;

/// A configuration file that was read.
#[derive(Debug, Clone, Default)]
pub(crate) struct ConfigFile {
    /// The path of the file.
    pub path: PathBuf,
    /// The content of the file.
    pub object: Map<String, Value>,
    /// The indentation of the file; `None` writes two spaces.
    pub(super) indent: Option<String>,
    /// The scope of the file.
    pub scope: FileScope,
}

/// The way in which a file was chosen, which decides how far its values reach.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum FileScope {
    /// The user named it.
    #[default]
    Named,
    /// The search found it in the working directory or above; it may come with a project of someone else.
    Project,
    /// It is in the user's own folder.
    User,
}

/// A warning about a configuration file.
#[cfg_attr(not(unix), expect(dead_code, reason = "files have no Unix mode"))]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ConfigWarning {
    /// The file contains an unknown key.
    UnknownKey {
        /// The object that contains the key: empty for the top level, or `profiles.NAME`.
        within: String,
        /// The key.
        key: String,
        /// The most similar known key.
        closest: Option<&'static str>,
    },
    /// The file contains secrets, and other users may read it; its Unix mode.
    Readable(u32),
    /// The file is ignored.
    Ignored(Distrust),
}

impl ConfigFile {
    /// Reads a file and checks the types of its values.
    pub(crate) fn read(path: &Path) -> Result<Self, ConfigError> {
        let unreadable = |source| ConfigError::Unreadable { path: path.to_owned(), source };
        let text = files::read_text(path, MAX_FILE_BYTES).map_err(unreadable)?;
        Self::parse(path, &text)
    }

    /// Reads the text of a file and checks the types of its values.
    pub(crate) fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let object = parse(text.trim_start_matches('\u{feff}'), path)?;
        let file = Self { path: path.to_owned(), object, indent: indent(text), scope: FileScope::default() };
        file.check(&file.object)?;
        for profile in file.profiles() {
            match &file.object["profiles"][profile] {
                Value::Object(object) => file.check(object)?,
                _ => return Err(file.wrong("profiles", Wanted::Object)),
            }
        }
        Ok(file)
    }

    /// Sets the scope.
    #[must_use]
    pub(crate) fn scoped(self, scope: FileScope) -> Self {
        Self { scope, ..self }
    }

    /// Returns the names of the profiles.
    pub(crate) fn profiles(&self) -> impl Iterator<Item = &str> {
        let profiles = self.object.get("profiles").and_then(Value::as_object);
        profiles.into_iter().flat_map(|profiles| profiles.keys().map(String::as_str))
    }

    /// Returns the object of a profile.
    pub(crate) fn profile(&self, name: &str) -> Option<&Map<String, Value>> {
        self.object.get("profiles")?.get(name)?.as_object()
    }

    /// Returns the folder of the file, which relative paths in it start from.
    pub(crate) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// Checks that every value has a type that its key allows.
    fn check(&self, object: &Map<String, Value>) -> Result<(), ConfigError> {
        for (name, value) in object {
            let Some(key) = Key::parse(name) else { continue };
            let right = match value {
                // A number is accepted in place of a string of digits.
                Value::String(_) | Value::Number(_) | Value::Null => true,
                // webot-cli's cached access_token.
                Value::Object(_) => key == Key::Token,
                _ => false,
            };
            if !right {
                return Err(self.wrong(key.name(), Wanted::Text));
            }
        }
        match object.get("profiles") {
            None | Some(Value::Object(_)) => Ok(()),
            Some(_) => Err(self.wrong("profiles", Wanted::Object)),
        }
    }

    fn wrong(&self, key: &'static str, wanted: Wanted) -> ConfigError {
        ConfigError::Value { origin: self.path.display().to_string(), key, wanted }
    }

    /// Returns the warnings about the file.
    pub(crate) fn warnings(&self) -> Vec<ConfigWarning> {
        let mut warnings = unknown("", &self.object);
        // Only the user's own file may allow anything.
        let allows = |warning: &ConfigWarning| matches!(warning, ConfigWarning::UnknownKey { key, .. } if key == ALLOWED_ENV);
        warnings.retain(|warning| self.scope != FileScope::User || !allows(warning));
        for profile in self.profiles() {
            let within = format!("profiles.{profile}");
            warnings.extend(self.profile(profile).into_iter().flat_map(|object| unknown(&within, object)));
        }
        warnings.extend(readable(&self.path, self));
        warnings
    }

    /// Returns whether the file contains a secret.
    #[cfg(unix)]
    fn has_secrets(&self) -> bool {
        let secret = |object: &Map<String, Value>| {
            object.iter().any(|(name, value)| {
                let hidden = Key::parse(name).is_some_and(|key| key.info().kind.is_secret());
                // A reference is not a secret.
                hidden
                    && value
                        .as_str()
                        .is_none_or(|text| !text.starts_with("env:") && !text.starts_with("file:"))
            })
        };
        secret(&self.object) || self.profiles().filter_map(|name| self.profile(name)).any(secret)
    }

    /// Writes the file, readable by its owner only: a temporary file in the same folder replaces it.
    pub(crate) fn save(&self) -> Result<(), ConfigError> {
        let io = |source| ConfigError::Unwritable { path: self.path.clone(), source };
        let indent = self.indent.as_deref().unwrap_or("  ");
        let mut text = Vec::new();
        let layout = PrettyFormatter::with_indent(indent.as_bytes());
        let mut writer = Serializer::with_formatter(&mut text, layout);
        self.object.serialize(&mut writer).map_err(|error| io(error.into()))?;
        text.push(b'\n');
        write_whole(&self.path, &text).map_err(io)
    }
}

fn unknown(within: &str, object: &Map<String, Value>) -> Vec<ConfigWarning> {
    let known = |name: &str| {
        Key::parse(name).is_some() || OTHER_MEMBERS.contains(&name) || name.starts_with(['_', '#', '/'])
    };
    object
        .keys()
        .filter(|name| !known(name))
        .map(|name| ConfigWarning::UnknownKey {
            within: within.to_owned(),
            key: name.clone(),
            closest: Key::closest(name),
        })
        .collect()
}

#[cfg(unix)]
fn readable(path: &Path, file: &ConfigFile) -> Option<ConfigWarning> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = path.metadata().ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0 && file.has_secrets()).then_some(ConfigWarning::Readable(mode))
}

#[cfg(not(unix))]
fn readable(_: &Path, _: &ConfigFile) -> Option<ConfigWarning> {
    None
}

/// Returns the indentation of the first member; `None` if there is none or it is longer than 8 characters.
fn indent(text: &str) -> Option<String> {
    let inside = text.lines().skip(1).find(|line| line.trim_start().starts_with('"'))?;
    let indent = &inside[..inside.len() - inside.trim_start().len()];
    (!indent.is_empty() && indent.len() <= 8).then(|| indent.to_owned())
}

fn parse(text: &str, path: &Path) -> Result<Map<String, Value>, ConfigError> {
    let syntax = |line: usize, column: usize, reason: String| {
        let excerpt = excerpt(text, line);
        ConfigError::Syntax { path: path.to_owned(), line, column, reason, excerpt }
    };
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
        // The parser reports an unterminated string at the start of the next line.
        match (error.line(), error.column()) {
            (line @ 2.., 0) => {
                let width = text.lines().nth(line - 2).map_or(0, |line| line.chars().count());
                syntax(line - 1, width + 1, reason)
            }
            (line, column) => syntax(line, column.max(1), reason),
        }
    })?;
    match value {
        Value::Object(object) => Ok(object),
        _ => Err(syntax(1, 1, "expected an object".to_owned())),
    }
}

/// Returns a line, at most 80 characters of it, with every word masked that is not a key.
fn excerpt(text: &str, line: usize) -> String {
    let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim();
    let punctuation = |char: char| "{}[]:,\"' ".contains(char);
    let known = |word: &str| Key::parse(word).is_some() || OTHER_MEMBERS.contains(&word) || word == "true";
    let mut shown = String::new();
    for part in line.split_inclusive(punctuation) {
        let word = part.trim_end_matches(punctuation);
        shown.push_str(if word.is_empty() || known(word) { word } else { "***" });
        shown.push_str(&part[word.len()..]);
    }
    shown.chars().take(80).collect()
}

//! `wx_config.json` as it stands on the disk: found, read, and written whole or not at all.

use std::path::{Path, PathBuf};

use serde::Serialize as _;
use serde_json::ser::{PrettyFormatter, Serializer};
use serde_json::{Map, Value};

use super::error::ConfigError;
use super::keys::{Key, OTHERS};
use crate::files::{self, write_whole};
use crate::lang::Wanted;

/// The file that webot-cli's users have.
pub const FILE_NAME: &str = "wx_config.json";
/// The largest file that is read, in bytes.
pub(super) const MAX_BYTES: usize = 1 << 20;

/// A file that was read.
#[derive(Debug, Clone, Default)]
pub struct ConfigFile {
    /// Where it stands.
    pub path: PathBuf,
    /// What it says.
    pub object: Map<String, Value>,
    /// What a line within begins with; two blanks where there was nothing to go by.
    pub(super) indent: Option<String>,
}

/// Something in a file that deserves attention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// A key that nobody knows, and the known one that is most like it.
    UnknownKey {
        /// Where: empty, or `profiles.NAME`.
        within: String,
        /// The key.
        key: String,
        /// The closest known one.
        closest: Option<&'static str>,
    },
    /// Others may read the file; its mode.
    Readable(u32),
}

impl ConfigFile {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let unreadable = |source| ConfigError::Unreadable { path: path.to_owned(), source };
        let text = files::read_text(path, MAX_BYTES).map_err(unreadable)?;
        let object = parse(text.trim_start_matches('\u{feff}'), path)?;
        let file = Self { path: path.to_owned(), object, indent: indent(&text) };
        file.check(&file.object)?;
        for profile in file.profiles() {
            match &file.object["profiles"][profile] {
                Value::Object(object) => file.check(object)?,
                _ => return Err(file.wrong("profiles", Wanted::Object)),
            }
        }
        Ok(file)
    }

    /// The names of its profiles.
    pub fn profiles(&self) -> impl Iterator<Item = &str> {
        let profiles = self.object.get("profiles").and_then(Value::as_object);
        profiles.into_iter().flat_map(|profiles| profiles.keys().map(String::as_str))
    }

    /// One profile.
    pub fn profile(&self, name: &str) -> Option<&Map<String, Value>> {
        self.object.get("profiles")?.get(name)?.as_object()
    }

    /// The folder that paths in it start from.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// Every value has a type that its key can have.
    fn check(&self, object: &Map<String, Value>) -> Result<(), ConfigError> {
        for (name, value) in object {
            let Some(key) = Key::parse(name) else { continue };
            let right = match value {
                // Digits that somebody forgot to quote.
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

    /// What deserves attention.
    pub fn remarks(&self) -> Vec<Remark> {
        let mut remarks = unknown("", &self.object);
        for profile in self.profiles() {
            let within = format!("profiles.{profile}");
            remarks.extend(self.profile(profile).into_iter().flat_map(|object| unknown(&within, object)));
        }
        remarks.extend(readable(&self.path, self));
        remarks
    }

    /// Whether it holds something that must not be seen.
    fn has_secrets(&self) -> bool {
        let secret = |object: &Map<String, Value>| {
            object.iter().any(|(name, value)| {
                let hidden = Key::parse(name).is_some_and(|key| key.info().holds.is_secret());
                // What is only named here is kept elsewhere.
                hidden
                    && value
                        .as_str()
                        .is_none_or(|text| !text.starts_with("env:") && !text.starts_with("file:"))
            })
        };
        secret(&self.object) || self.profiles().filter_map(|name| self.profile(name)).any(secret)
    }

    /// Writes it whole: a temporary file of the same folder takes its place, for its owner only.
    pub fn save(&self) -> Result<(), ConfigError> {
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

/// Where a file is looked for, in this order: from `here` up to the repository's root, then the user's own folder. A
/// folder above that anybody may write to, such as `/tmp`, ends the way up: what stands there may be a stranger's.
pub fn places<'a>(here: &'a Path, own: Option<&'a Path>) -> impl Iterator<Item = PathBuf> {
    let mut above_root = false;
    let up = here.ancestors().take_while(move |folder| {
        let wanted = !above_root && (*folder == here || !is_anybodys(folder));
        above_root |= !wanted || folder.join(".git").exists();
        wanted
    });
    up.chain(own).map(|folder| folder.join(FILE_NAME))
}

#[cfg(unix)]
fn is_anybodys(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    folder.metadata().is_ok_and(|metadata| metadata.permissions().mode() & 0o002 != 0)
}

#[cfg(not(unix))]
fn is_anybodys(_: &Path) -> bool {
    false
}

/// The nearest file. A folder of that name is an error to be told, not to be passed by.
pub fn find(here: &Path, own: Option<&Path>) -> Option<PathBuf> {
    // The user's own that cannot be looked at is an error too, when it is read; above, folders may be anybody's.
    let hidden = |path: &Path| own.is_some_and(|own| path.starts_with(own)) && path.try_exists().is_err();
    places(here, own).find(|path| path.exists() || hidden(path))
}

fn unknown(within: &str, object: &Map<String, Value>) -> Vec<Remark> {
    let known = |name: &str| {
        Key::parse(name).is_some() || OTHERS.contains(&name) || name.starts_with(['_', '#', '/'])
    };
    object
        .keys()
        .filter(|name| !known(name))
        .map(|name| Remark::UnknownKey {
            within: within.to_owned(),
            key: name.clone(),
            closest: Key::closest(name),
        })
        .collect()
}

#[cfg(unix)]
fn readable(path: &Path, file: &ConfigFile) -> Option<Remark> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = path.metadata().ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0 && file.has_secrets()).then_some(Remark::Readable(mode))
}

#[cfg(not(unix))]
fn readable(_: &Path, _: &ConfigFile) -> Option<Remark> {
    None
}

/// What the first line within an object begins with.
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
        // A string that the line ends is reported at the start of the next line.
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

/// A line without anything that may be a secret, at most 80 characters of it.
fn excerpt(text: &str, line: usize) -> String {
    let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim();
    let punctuation = |char: char| "{}[]:,\"' ".contains(char);
    let known = |word: &str| Key::parse(word).is_some() || OTHERS.contains(&word) || word == "true";
    let mut shown = String::new();
    for part in line.split_inclusive(punctuation) {
        let word = part.trim_end_matches(punctuation);
        shown.push_str(if word.is_empty() || known(word) { word } else { "***" });
        shown.push_str(&part[word.len()..]);
    }
    shown.chars().take(80).collect()
}

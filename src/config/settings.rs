//! The settings of one command: the environment overrides a profile, which overrides the file.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::env::Env;
use super::error::ConfigError;
use super::file::{ConfigFile, FILE_NAME, FileScope, MAX_FILE_BYTES};
use super::keys::{ALLOWED_ENV, KEYS, Key, ValueKind};
use crate::files;
use crate::secret::Secret;

/// The settings of one command.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    env: Env,
    file: Option<ConfigFile>,
    profile: Option<String>,
    /// The variables that do not override the file; references to variables are resolved nevertheless.
    ignored: IgnoredVariables,
}

/// The variables that do not override the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum IgnoredVariables {
    #[default]
    None,
    /// Those of the account; those of the connection and of the token store hold.
    Account,
    All,
}

/// A value and its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Setting {
    /// The value; its `Debug` is `***`.
    pub value: Secret,
    /// The origin of the value.
    pub origin: Origin,
}

/// The origin of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// An environment variable.
    Env(String),
    /// A configuration file.
    File {
        /// The file.
        path: PathBuf,
        /// The profile in the file; `None` for the top-level keys.
        profile: Option<String>,
    },
}

impl Origin {
    /// Returns the origin for display: `WX_APPID`, `wx_config.json`, `wx_config.json (staging)`.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Env(name) => name.clone(),
            Self::File { path, profile: None } => path.display().to_string(),
            Self::File { path, profile: Some(profile) } => format!("{} ({profile})", path.display()),
        }
    }
}

impl Settings {
    /// Combines an environment and a file with one of its profiles: `profile`, else `WEBOT_PROFILE`, else the file's
    /// `profile`. Returns an error if the file does not contain the profile.
    pub(crate) fn resolve(
        env: &Env,
        file: Option<ConfigFile>,
        profile: Option<&str>,
    ) -> Result<Self, ConfigError> {
        let named = profile.or_else(|| env.get("WEBOT_PROFILE"));
        let own = file.as_ref().and_then(|file| file.object.get("profile")?.as_str());
        let profile = named.or(own).filter(|name| !name.is_empty()).map(str::to_owned);
        if let Some(name) = &profile {
            let known: Vec<String> =
                file.iter().flat_map(|file| file.profiles().map(str::to_owned)).collect();
            if !known.contains(name) {
                return Err(ConfigError::NoProfile { name: name.clone(), known });
            }
        }
        Ok(Self { env: env.clone(), file, profile, ignored: IgnoredVariables::None })
    }

    /// Makes the file's values hold, whatever the environment says.
    #[must_use]
    pub(crate) fn file_only(self) -> Self {
        Self { ignored: IgnoredVariables::All, ..self }
    }

    /// Returns the settings of a profile in the same file, or of its top level if the name is empty. Variables that
    /// belong to one account do not override them, because they would override every profile.
    pub(crate) fn of_profile(&self, name: &str) -> Result<Self, ConfigError> {
        let settings = Self::resolve(&self.env, self.file.clone(), Some(name))?;
        Ok(Self { ignored: IgnoredVariables::Account, ..settings })
    }

    /// Returns the settings of an environment without a file.
    pub(crate) fn without_file(env: &Env) -> Self {
        Self { env: env.clone(), ..Self::default() }
    }

    /// Returns the file, if there is one.
    pub(crate) fn file(&self) -> Option<&ConfigFile> {
        self.file.as_ref()
    }

    /// Returns the name of the selected profile.
    pub(crate) fn profile(&self) -> Option<&str> {
        self.profile.as_deref()
    }

    /// Returns the objects of the file, the one with precedence first: the profile, then the top level.
    fn layers(&self) -> impl Iterator<Item = (Option<&str>, &Map<String, Value>)> {
        self.file.iter().flat_map(|file| {
            let profile = self.profile.as_deref().and_then(|name| Some((Some(name), file.profile(name)?)));
            profile.into_iter().chain([(None, &file.object)])
        })
    }

    /// Returns a value and its origin; `None` if it is missing or empty. Resolves `env:NAME` and `file:PATH`.
    pub(crate) fn get(&self, key: Key) -> Result<Option<Setting>, ConfigError> {
        match self.written(key) {
            Some(Setting { value, origin: origin @ Origin::File { .. } }) => {
                let value = Secret::new(self.follow(key, value.expose())?);
                Ok(Some(Setting { value, origin }))
            }
            found => Ok(found),
        }
    }

    /// Returns a value and its origin like [`Settings::get`], but leaves `env:NAME` and `file:PATH` unresolved.
    pub(crate) fn written(&self, key: Key) -> Option<Setting> {
        let info = key.info();
        let overrides = match self.ignored {
            IgnoredVariables::None => true,
            IgnoredVariables::Account => key.is_of_connection(),
            IgnoredVariables::All => false,
        };
        for &name in info.env.iter().filter(|_| overrides) {
            if let Some(value) = self.env.get(name) {
                let origin = Origin::Env(name.to_owned());
                return Some(Setting { value: Secret::new(value), origin });
            }
        }
        let (profile, text) =
            self.layers().find_map(|(profile, object)| Some((profile, key.written_in(object)?)))?;
        let path = self.file.as_ref().map(|file| file.path.clone()).unwrap_or_default();
        let origin = Origin::File { path, profile: profile.map(str::to_owned) };
        Some(Setting { value: Secret::new(text), origin })
    }

    /// Returns the value of a key that is no secret.
    pub(crate) fn text(&self, key: Key) -> Result<Option<String>, ConfigError> {
        Ok(self.get(key)?.map(|setting| setting.value.expose().to_owned()))
    }

    /// Returns the value of a key that is a secret.
    pub(crate) fn secret(&self, key: Key) -> Result<Option<Secret>, ConfigError> {
        Ok(self.get(key)?.map(|setting| setting.value))
    }

    /// Returns all secrets of the environment and the file that can be read.
    pub(crate) fn secrets(&self) -> Vec<Secret> {
        let secret = KEYS.iter().filter(|key| key.info().kind.is_secret());
        secret.filter_map(|&key| self.secret(key).ok().flatten()).collect()
    }

    /// Returns the appids of all profiles and of the top level.
    pub(crate) fn appids(&self) -> Vec<String> {
        let Some(file) = &self.file else { return Vec::new() };
        let profiles = file.profiles().filter_map(|name| file.profile(name));
        let value = |object: &Map<String, Value>| {
            self.follow(Key::Appid, &scalar(object.get(Key::Appid.name())?)?).ok()
        };
        profiles.chain([&file.object]).filter_map(value).filter(|appid| !appid.is_empty()).collect()
    }

    /// Returns the values of a key in the profiles that are not selected, and in the top level if a profile is
    /// selected.
    pub(crate) fn of_other_profiles(&self, key: Key) -> Vec<String> {
        let Some(file) = &self.file else { return Vec::new() };
        let others = file
            .profiles()
            .filter(|&name| Some(name) != self.profile())
            .filter_map(|name| file.profile(name));
        let own = self.profile.is_some().then_some(&file.object);
        let value = |object: &Map<String, Value>| self.follow(key, &key.written_in(object)?).ok();
        others.chain(own).filter_map(value).filter(|value| !value.is_empty()).collect()
    }

    /// Returns the receiver of encrypted messages: the environment's appid, else the file's `receiver`, else its
    /// `appid`, else its `corpid`.
    pub(crate) fn receiver(&self) -> Result<Option<String>, ConfigError> {
        let appid = self.get(Key::Appid)?;
        match appid {
            Some(Setting { value, origin: Origin::Env(_) }) => Ok(Some(value.expose().to_owned())),
            appid => {
                let known =
                    self.text(Key::Receiver)?.or_else(|| appid.map(|appid| appid.value.expose().to_owned()));
                if known.is_some() { Ok(known) } else { self.text(Key::Corpid) }
            }
        }
    }

    /// Returns webot-cli's object `token` in the profile or the top level. The token belongs to the appid in the same
    /// object; returns `None` if another appid overrides that one.
    pub(crate) fn cached_token(&self) -> Option<&Map<String, Value>> {
        let appid = self.text(Key::Appid).ok()?;
        let layers: Vec<_> = self.layers().map(|(_, object)| object).collect();
        layers.iter().enumerate().find_map(|(at, object)| {
            let token = object.get("token")?.as_object()?;
            let beside = layers[at..].iter().find_map(|object| Key::Appid.written_in(object));
            let beside = beside.and_then(|text| self.follow(Key::Appid, &text).ok());
            (beside == appid).then_some(token)
        })
    }

    /// Returns the appid in the file for the selected profile, ignoring the environment.
    pub(crate) fn appid_of_file(&self) -> Option<String> {
        let text = self.layers().find_map(|(_, object)| Key::Appid.written_in(object))?;
        Some(self.follow(Key::Appid, &text).ok()?.trim().to_owned())
    }

    /// Resolves `env:NAME` and `file:PATH`, and paths relative to the file's folder.
    fn follow(&self, key: Key, text: &str) -> Result<String, ConfigError> {
        let folder = self.folder();
        if let Some(name) = text.strip_prefix("env:") {
            self.check_variable(key, name)?;
            let value = self.env.get(name);
            return value
                .map(str::to_owned)
                .ok_or_else(|| ConfigError::MissingVariable { key: key.name(), name: name.to_owned() });
        }
        let is_file = matches!(key.info().kind, ValueKind::KeyFile | ValueKind::File);
        match text.strip_prefix("file:") {
            Some(path) if is_file => Ok(folder.join(path).display().to_string()),
            Some(path) => {
                let path = folder.join(path);
                self.check_file(key, &path)?;
                let text = files::read_text(&path, MAX_FILE_BYTES)
                    .map_err(|source| ConfigError::UnreadableValue { key: key.name(), path, source })?;
                Ok(text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']).to_owned())
            }
            None if is_file => Ok(folder.join(text).display().to_string()),
            None => Ok(text.to_owned()),
        }
    }

    fn project_file(&self) -> Option<&ConfigFile> {
        self.file.as_ref().filter(|file| file.scope == FileScope::Project)
    }

    /// Checks that a project file may refer to a variable: one of WeChat's, or one that the user's own file allows.
    fn check_variable(&self, key: Key, name: &str) -> Result<(), ConfigError> {
        let Some(file) = self.project_file().filter(|_| !name.starts_with("WX_")) else { return Ok(()) };
        let own = files::config_folder().map(|folder| folder.join(FILE_NAME));
        let allowing = own.as_deref().and_then(|own| ConfigFile::read(own).ok());
        let allowed = allowing.as_ref().and_then(|own| own.object.get(ALLOWED_ENV)?.as_array());
        if allowed.is_some_and(|names| names.iter().any(|allowed| allowed == name)) {
            return Ok(());
        }
        let (name, path) = (name.to_owned(), file.path.clone());
        Err(ConfigError::ForeignVariable { key: key.name(), name, path, own })
    }

    /// Checks that a project file refers to a file in its own folder or in the user's.
    fn check_file(&self, key: Key, path: &Path) -> Result<(), ConfigError> {
        // A file that cannot be found is reported by the attempt to read it.
        let (Some(file), Ok(target)) = (self.project_file(), files::canonical(path)) else { return Ok(()) };
        let folders = [Some(file.folder().to_owned()), files::config_folder()];
        let mut folders = folders.into_iter().flatten().filter_map(|folder| files::canonical(&folder).ok());
        if folders.any(|folder| target.starts_with(folder)) {
            return Ok(());
        }
        Err(ConfigError::ForeignFile { key: key.name(), target, path: file.path.clone() })
    }

    fn folder(&self) -> &Path {
        self.file.as_ref().map_or(Path::new(""), ConfigFile::folder)
    }
}

impl Key {
    /// Returns whether the key is about the way to WeChat and the store of tokens, and not about an account.
    const fn is_of_connection(self) -> bool {
        matches!(self, Self::ApiBase | Self::Proxy | Self::Cacert | Self::TokenStore | Self::TokenKey)
    }

    /// Returns the value of this key in an object, under its current name or an older one; `None` if it is empty.
    pub(super) fn written_in(self, object: &Map<String, Value>) -> Option<String> {
        let info = self.info();
        let names = std::iter::once(&info.name).chain(info.aliases);
        names.filter_map(|name| scalar(object.get(*name)?)).find(|text| !text.is_empty())
    }
}

/// Returns a string or a number as text; `None` for other types.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

//! Tokens in `wx_config.json` itself, as webot-cli stored them: `token: {access_token, expires_in, expire_date}`.

use std::fs::File;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::cache::CacheStore;
use super::{Token, TokenName};
use crate::config::{ConfigError, ConfigFile};
use crate::files::{beside, cache_folder, canonical, open_lock, try_lock};
use crate::secret::Secret;
use crate::store::{StoreCause, StoreError};

/// A configuration file that stores tokens.
pub(super) struct ConfigFileStore {
    path: PathBuf,
    profile: Option<String>,
    /// The appid that a token stored by webot-cli belongs to.
    appid: Option<String>,
    /// The locks; they are in the cache folder, to keep the project's folder clean.
    locks: CacheStore,
}

impl ConfigFileStore {
    pub(super) fn new(path: PathBuf, profile: Option<String>, appid: Option<String>) -> Self {
        Self { path, profile, appid, locks: CacheStore::new(cache_folder()) }
    }

    pub(super) fn place(&self) -> String {
        self.path.display().to_string()
    }

    fn failed(&self, cause: impl Into<StoreCause>) -> StoreError {
        StoreError { place: self.place(), cause: cause.into() }
    }

    fn load(&self) -> Result<ConfigFile, StoreError> {
        ConfigFile::read(&self.path).map_err(|error| self.failed(error))
    }

    fn object<'a>(&self, file: &'a mut ConfigFile) -> &'a mut Map<String, Value> {
        // A profile that is missing or not an object is not replaced.
        let at = self
            .profile
            .as_ref()
            .and_then(|name| file.object.get("profiles")?.get(name)?.as_object().map(|_| name));
        match at {
            Some(name) => match &mut file.object["profiles"][name] {
                Value::Object(object) => object,
                _ => unreachable!("it was an object a line ago"),
            },
            None => &mut file.object,
        }
    }

    /// Returns the member that holds this kind: `token`, unless that member is the callback's Token.
    fn member(object: &Map<String, Value>, name: &TokenName) -> String {
        match (name.kind, object.get("token")) {
            (kind, _) if name.is_work() => format!("_work_{kind}"),
            ("access_token", None | Some(Value::Object(_))) => "token".to_owned(),
            (kind, _) => format!("_{kind}"),
        }
    }

    pub(super) fn read(&self, name: &TokenName) -> Result<Option<Token>, StoreError> {
        let mut file = self.load()?;
        let object = self.object(&mut file);
        let cached = object.get(&Self::member(object, name)).and_then(Value::as_object);
        let text = |cached: &Map<String, Value>, member: &str| {
            cached.get(member).and_then(Value::as_str).map(str::to_owned)
        };
        // The environment may name a different account than the file.
        let same = |cached: &&Map<String, Value>| {
            text(cached, "base").is_none_or(|base| base == name.base)
                && text(cached, "account").or_else(|| self.appid.clone()).as_ref() == Some(&name.account)
        };
        Ok(cached.filter(same).and_then(cached_by_webot_cli))
    }

    pub(super) fn write(&self, name: &TokenName, token: &Token) -> Result<(), StoreError> {
        let _lock = lock_config_file(&self.path);
        let mut file = self.load()?;
        let object = self.object(&mut file);
        let member = Self::member(object, name);
        let value = json!({
            "access_token": token.value.expose(),
            "expires_in": token.expires_ms.saturating_sub(token.fetched_ms) / 1000,
            "expire_date": token.expires_ms,
            "base": name.base,
            "account": name.account,
        });
        object.insert(member, value);
        file.save().map_err(|error| self.failed(error))
    }

    pub(super) fn remove(&self, name: &TokenName) -> Result<bool, StoreError> {
        let _lock = lock_config_file(&self.path);
        let mut file = self.load()?;
        let object = self.object(&mut file);
        let member = Self::member(object, name);
        if object.shift_remove(&member).is_none() {
            return Ok(false);
        }
        file.save().map(|()| true).map_err(|error| self.failed(error))
    }

    /// Takes the lock of a name; `None` while another process holds it. Each name has its own lock, because fetching a
    /// ticket may require fetching a token.
    pub(super) fn try_lock(&self, name: &TokenName) -> Result<Option<File>, StoreError> {
        self.locks
            .try_lock(name)
            .or_else(|_| try_lock(&lock_beside(&self.path, name.kind)).map_err(|error| self.failed(error)))
    }
}

impl From<ConfigError> for StoreCause {
    fn from(error: ConfigError) -> Self {
        match error {
            ConfigError::Unreadable { source, .. }
            | ConfigError::Unwritable { source, .. }
            | ConfigError::UnreadableValue { source, .. } => Self::Io(source),
            ConfigError::Syntax { line, column, reason, .. } => Self::Damaged { line, column, reason },
            ConfigError::Value { key, .. }
            | ConfigError::MissingVariable { key, .. }
            | ConfigError::ForeignVariable { key, .. }
            | ConfigError::ForeignFile { key, .. } => Self::Key(key),
            ConfigError::Redirected(redirect) => Self::Key(redirect.key.name()),
            ConfigError::Distrusted { .. } => Self::Io(std::io::ErrorKind::PermissionDenied.into()),
            ConfigError::NoProfile { .. } => Self::Key("profiles"),
        }
    }
}

/// Locks a configuration file while it is read, changed and written, so that one change does not undo another. Returns
/// `None` if no lock can be taken; then the file cannot be written either, or no other process uses it.
pub(crate) fn lock_config_file(path: &Path) -> Option<File> {
    let path = canonical(path).unwrap_or_else(|_| path.to_owned());
    let name = TokenName { base: path.display().to_string(), account: String::new(), kind: "file" };
    let locks = CacheStore::new(cache_folder());
    let file = locks.open_lock(&name).ok().or_else(|| open_lock(&lock_beside(&path, "file")).ok())?;
    file.lock().ok()?;
    Some(file)
}

/// Returns the path of the lock file beside a configuration file, for one kind of token.
fn lock_beside(path: &Path, what: &str) -> PathBuf {
    beside(path, &format!(".{what}.lock"))
}

/// Reads the token that webot-cli cached. `expire_date` is in milliseconds since 1970 or a date. webot-cli counted ten
/// thousand milliseconds to the second, so the validity comes from `expires_in`.
pub(crate) fn cached_by_webot_cli(cached: &Map<String, Value>) -> Option<Token> {
    let value = cached.get("access_token")?.as_str().filter(|value| !value.is_empty())?;
    let life_ms = cached.get("expires_in").and_then(number).unwrap_or(7200).saturating_mul(1000);
    let date = cached.get("expire_date")?;
    let expires_ms = number(date).or_else(|| date_ms(date.as_str()?))?;
    Some(Token { value: Secret::new(value), expires_ms, fetched_ms: expires_ms.saturating_sub(life_ms) })
}

fn number(value: &Value) -> Option<u64> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a time in milliseconds fits"
    )]
    let whole = |float: f64| float as u64;
    value.as_u64().or_else(|| value.as_f64().map(whole)).or_else(|| value.as_str()?.parse().ok())
}

/// Parses a date as JavaScript writes it in JSON, such as `2026-11-20T08:00:00.000Z`, to milliseconds since 1970.
fn date_ms(date: &str) -> Option<u64> {
    use time::OffsetDateTime;
    use time::format_description::well_known::Rfc3339;
    let seconds = OffsetDateTime::parse(date, &Rfc3339).ok()?.unix_timestamp_nanos() / 1_000_000;
    u64::try_from(seconds).ok()
}

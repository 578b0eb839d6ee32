//! Stores of tokens and tickets that outlive a command, so that all processes of a machine or of a team share them.
//!
//! A process that fetches a token holds the lock of its name, so that a hundred processes make one request. Tokens are
//! written whole or not at all: a process that is killed leaves the old one.

mod cache;
mod file;
mod redis_store;

use std::time::Duration;

use sha2::{Digest as _, Sha256};

use crate::secret::Secret;
use crate::sign::hex;
use crate::store::{StoreCause, StoreError};

use self::cache::CacheStore;
use self::file::ConfigFileStore;
pub(crate) use self::file::{cached_by_webot_cli, lock_config_file};
use self::redis_store::{RedisLock, RedisTokenStore};
use super::error::WechatError;
use crate::config::{ConfigError, Key, Settings};
use crate::files::cache_folder;
use crate::lang::Wanted;

/// A token that expires within this time is fetched again, in milliseconds: WeChat issues the next one 5 minutes before
/// the end.
const RENEWAL_MARGIN_MS: u64 = 300_000;

/// The name of a stored token: platform, account and kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TokenName {
    /// The base URL of the API without its scheme; it keeps the mock's tokens apart from WeChat's.
    pub base: String,
    /// The appid; for WeCom the corpid, a colon, and a digest that distinguishes the app's secret from others.
    pub account: String,
    /// `access_token`, `jsapi_ticket`, …
    pub kind: &'static str,
}

/// A token with its validity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// The token itself.
    pub value: Secret,
    /// The time of expiry, in milliseconds since 1970.
    pub expires_ms: u64,
    /// The time of the fetch, in milliseconds since 1970; 0 if unknown.
    pub fetched_ms: u64,
}

impl Token {
    /// Returns whether the token may still be used: `false` shortly before its expiry, and `false` if the clock has
    /// been set back since the fetch.
    pub(crate) fn is_valid(&self, now_ms: u64) -> bool {
        now_ms < self.renewal_ms() && self.fetched_ms <= now_ms + 60_000
    }

    /// Returns the time from which the token is fetched again, in milliseconds since 1970.
    pub(crate) fn renewal_ms(&self) -> u64 {
        let life = self.expires_ms.saturating_sub(self.fetched_ms);
        let margin = if self.fetched_ms == 0 { RENEWAL_MARGIN_MS } else { RENEWAL_MARGIN_MS.min(life / 10) };
        self.expires_ms.saturating_sub(margin)
    }
}

impl TokenName {
    /// Returns whether the token comes from a server on this machine, and so not from WeChat.
    fn is_loopback(&self) -> bool {
        url::Url::parse(&format!("http://{}", self.base)).is_ok_and(|url| crate::http::is_loopback(&url))
    }

    /// Returns whether the token is WeCom's; an appid contains no colon.
    fn is_work(&self) -> bool {
        self.account.contains(':')
    }

    /// Returns a name for a file or a lock: 40 hexadecimal digits.
    fn digest(&self) -> String {
        hex(&Sha256::digest(format!("{}\n{}\n{}", self.base, self.account, self.kind)))[..40].to_owned()
    }
}

/// A store of tokens.
pub(crate) struct TokenStore(StoreBackend);

enum StoreBackend {
    Cache(CacheStore),
    File(ConfigFileStore),
    Redis(Box<RedisTokenStore>),
}

/// A lock that is held while a token is fetched; other processes wait for it.
#[must_use]
pub(crate) struct TokenLock(HeldLock);

enum HeldLock {
    /// A locked file; the system releases the lock when the process ends, even when it is killed.
    File { _file: std::fs::File },
    /// An entry in Redis.
    Redis(RedisLock),
    /// No lock, because locking failed: each process fetches its own token.
    None,
}

impl TokenLock {
    /// Returns a lock that locks nothing.
    pub(crate) fn none() -> Self {
        Self(HeldLock::None)
    }
}

impl Drop for TokenLock {
    fn drop(&mut self) {
        if let HeldLock::Redis(lock) = &mut self.0 {
            lock.release();
        }
    }
}

impl TokenStore {
    /// Opens the store that the settings name: `cache`, `config` or `redis://…`. Tokens of the built-in mock always go
    /// into the cache, so that they never replace a team's token.
    pub(crate) fn open(settings: &Settings, mock: bool) -> Result<Self, WechatError> {
        if mock {
            return Ok(Self::cache());
        }
        let Some(setting) = settings.get(Key::TokenStore)? else { return Ok(Self::cache()) };
        let word = setting.value.expose();
        match word {
            "cache" => Ok(Self::cache()),
            "config" | "file" => {
                let file = settings.file().ok_or(WechatError::NoFileForTokens)?;
                Ok(Self(StoreBackend::File(ConfigFileStore::new(
                    file.path.clone(),
                    settings.profile().map(str::to_owned),
                    settings.appid_of_file(),
                ))))
            }
            url if url.starts_with("redis://")
                || url.starts_with("rediss://")
                || url.starts_with("unix://") =>
            {
                let template = settings.text(Key::TokenKey)?;
                let store =
                    RedisTokenStore::new(url, template.as_deref()).map_err(WechatError::TokenStore)?;
                Ok(Self(StoreBackend::Redis(Box::new(store))))
            }
            _ => Err(ConfigError::Value {
                origin: setting.origin.shown(),
                key: "token_store",
                wanted: Wanted::TokenStore,
            }
            .into()),
        }
    }

    /// Opens the store in this user's cache.
    pub(crate) fn cache() -> Self {
        Self(StoreBackend::Cache(CacheStore::new(cache_folder())))
    }

    /// Returns the folder, file or server for messages, without passwords.
    pub(crate) fn place(&self) -> String {
        match &self.0 {
            StoreBackend::Cache(store) => store.place(),
            StoreBackend::File(store) => store.place(),
            StoreBackend::Redis(store) => store.place(),
        }
    }

    /// Returns the token stored under a name, whether valid or expired.
    pub(crate) fn read(&self, name: &TokenName) -> Result<Option<Token>, StoreError> {
        let read = match &self.0 {
            StoreBackend::Cache(store) => store.read(name),
            StoreBackend::File(store) => store.read(name),
            StoreBackend::Redis(store) => store.read(name),
        };
        read.map(|token| token.filter(|token| is_plausible(token.value.expose())))
    }

    /// Stores a token under a name.
    pub(crate) fn write(&self, name: &TokenName, token: &Token) -> Result<(), StoreError> {
        match &self.0 {
            StoreBackend::Cache(store) => store.write(name, token),
            StoreBackend::File(store) => store.write(name, token),
            StoreBackend::Redis(store) => store.write(name, token),
        }
    }

    /// Removes a token; returns whether there was one.
    pub(crate) fn remove(&self, name: &TokenName) -> Result<bool, StoreError> {
        match &self.0 {
            StoreBackend::Cache(store) => store.remove(name),
            StoreBackend::File(store) => store.remove(name),
            StoreBackend::Redis(store) => store.remove(name),
        }
    }

    /// Takes the lock of a token and waits while another process holds it, at most `max_wait`, which is longer than a
    /// fetch takes.
    pub(crate) async fn lock(&self, name: &TokenName, max_wait: Duration) -> Result<TokenLock, StoreError> {
        let start = tokio::time::Instant::now();
        let mut pause = Duration::from_millis(2);
        loop {
            let held = match &self.0 {
                StoreBackend::Cache(store) => {
                    store.try_lock(name)?.map(|file| HeldLock::File { _file: file })
                }
                StoreBackend::File(store) => store.try_lock(name)?.map(|file| HeldLock::File { _file: file }),
                StoreBackend::Redis(store) => store.try_lock(name)?.map(HeldLock::Redis),
            };
            if let Some(held) = held {
                return Ok(TokenLock(held));
            }
            if start.elapsed() > max_wait {
                return Err(StoreError { place: self.place(), cause: StoreCause::Locked });
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(Duration::from_millis(50));
        }
    }
}

/// Returns whether a stored value may be a token: other programs store `null` or `undefined` when they have none.
fn is_plausible(value: &str) -> bool {
    const NONE: [&str; 6] = ["null", "undefined", "none", "nil", "false", "true"];
    let is_word = NONE.contains(&value.to_ascii_lowercase().as_str());
    (1..=4096).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_graphic()) && !is_word
}

/// Returns the current time, to compute expiry times in Redis, in milliseconds since 1970.
#[expect(clippy::disallowed_methods, reason = "Redis reckons with the machine's time, not with a test's")]
fn now_ms() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

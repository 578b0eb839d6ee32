//! Where tokens and tickets are kept between commands, so that all processes of a machine, or of a team, share one.
//!
//! Whoever fetches a token holds the lock of its name meanwhile, so that a hundred processes make one request. What is
//! kept is written whole or not at all: a process that is killed leaves the old one.

mod cache;
mod file;
mod redis_store;

use std::time::Duration;

use sha2::{Digest as _, Sha256};

use crate::secret::Secret;
use crate::sign::hex;
use crate::store::{StoreCause, StoreError};

use self::cache::CacheStore;
use self::file::FileStore;
pub(crate) use self::file::{alone, of_predecessor};
use self::redis_store::RedisStore;
use super::error::WechatError;
use crate::config::{ConfigError, Key, Settings};
use crate::files::cache_folder;
use crate::lang::Wanted;

/// A token that ends within this time is fetched anew: WeChat hands out the next one 5 minutes before.
const MARGIN_MS: u64 = 300_000;

/// Which token: of which account, on which platform, of which kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenName {
    /// The base of the API, without its scheme: what the mock gives out is nothing to WeChat.
    pub base: String,
    /// appid; for WeCom corpid and what tells its app's secret from others, with a colon between.
    pub account: String,
    /// `access_token`, `jsapi_ticket`, …
    pub kind: &'static str,
}

/// A token and how long it lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Itself.
    pub value: Secret,
    /// When it ends, in milliseconds since 1970.
    pub expires_ms: u64,
    /// When it was fetched, in milliseconds since 1970; 0 where nobody knows.
    pub fetched_ms: u64,
}

impl Token {
    /// Whether it may still be used: not shortly before its end, and not when the clock has been set back since.
    pub fn lives(&self, now_ms: u64) -> bool {
        let life = self.expires_ms.saturating_sub(self.fetched_ms);
        let margin = if self.fetched_ms == 0 { MARGIN_MS } else { MARGIN_MS.min(life / 10) };
        now_ms + margin < self.expires_ms && self.fetched_ms <= now_ms + 60_000
    }
}

impl TokenName {
    /// Whether it comes from a server on this machine, which is none of WeChat's.
    fn is_loopback(&self) -> bool {
        url::Url::parse(&format!("http://{}", self.base)).is_ok_and(|url| crate::http::is_loopback(&url))
    }

    /// Whether it is WeCom's; an appid has no colon.
    fn is_work(&self) -> bool {
        self.account.contains(':')
    }

    /// A name for a file or a lock: letters and digits only.
    fn digest(&self) -> String {
        hex(&Sha256::digest(format!("{}\n{}\n{}", self.base, self.account, self.kind)))[..40].to_owned()
    }
}

/// Where tokens are kept.
pub struct TokenStore(Backend);

enum Backend {
    Cache(CacheStore),
    File(FileStore),
    Redis(Box<RedisStore>),
}

/// Held while a token is fetched; others wait for it.
#[must_use]
pub struct Guard(Held);

enum Held {
    /// A file whose lock ends with it, also when the process is killed.
    File { _file: std::fs::File },
    /// An entry in Redis.
    Redis(redis_store::Lock),
    /// Nothing could be locked: everybody fetches for himself.
    Nothing,
}

impl Guard {
    /// Goes on without a lock.
    pub fn none() -> Self {
        Self(Held::Nothing)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Held::Redis(lock) = &mut self.0 {
            lock.release();
        }
    }
}

impl TokenStore {
    /// The store that the settings name: `cache`, `config` or `redis://…`. What the mock within gives out always goes
    /// into the cache: a team's token is not to be replaced by it.
    pub fn open(settings: &Settings, mock: bool) -> Result<Self, WechatError> {
        if mock {
            return Ok(Self::cache());
        }
        let Some(setting) = settings.get(Key::TokenStore)? else { return Ok(Self::cache()) };
        let word = setting.value.expose();
        match word {
            "cache" => Ok(Self::cache()),
            "config" | "file" => {
                let file = settings.file().ok_or(WechatError::NoFileForTokens)?;
                Ok(Self(Backend::File(FileStore::new(
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
                let store = RedisStore::new(url, template.as_deref()).map_err(WechatError::TokenStore)?;
                Ok(Self(Backend::Redis(Box::new(store))))
            }
            _ => Err(ConfigError::Value {
                origin: setting.origin.shown(),
                key: "token_store",
                wanted: Wanted::TokenStore,
            }
            .into()),
        }
    }

    fn cache() -> Self {
        Self(Backend::Cache(CacheStore::new(cache_folder())))
    }

    /// Where it is, for people, without passwords.
    pub fn place(&self) -> String {
        match &self.0 {
            Backend::Cache(store) => store.place(),
            Backend::File(store) => store.place(),
            Backend::Redis(store) => store.place(),
        }
    }

    /// What is kept under a name, whether it still lives or not.
    pub fn read(&self, name: &TokenName) -> Result<Option<Token>, StoreError> {
        match &self.0 {
            Backend::Cache(store) => store.read(name),
            Backend::File(store) => store.read(name),
            Backend::Redis(store) => store.read(name),
        }
    }

    /// Keeps a token.
    pub fn write(&self, name: &TokenName, token: &Token) -> Result<(), StoreError> {
        match &self.0 {
            Backend::Cache(store) => store.write(name, token),
            Backend::File(store) => store.write(name, token),
            Backend::Redis(store) => store.write(name, token),
        }
    }

    /// Forgets a token; whether there was one.
    pub fn remove(&self, name: &TokenName) -> Result<bool, StoreError> {
        match &self.0 {
            Backend::Cache(store) => store.remove(name),
            Backend::File(store) => store.remove(name),
            Backend::Redis(store) => store.remove(name),
        }
    }

    /// Waits until nobody else fetches this token; nobody needs longer for that than `most`.
    pub async fn lock(&self, name: &TokenName, most: Duration) -> Result<Guard, StoreError> {
        let start = tokio::time::Instant::now();
        let mut pause = Duration::from_millis(2);
        loop {
            let held = match &self.0 {
                Backend::Cache(store) => store.try_lock(name)?.map(|file| Held::File { _file: file }),
                Backend::File(store) => store.try_lock(name)?.map(|file| Held::File { _file: file }),
                Backend::Redis(store) => store.try_lock(name, most)?.map(Held::Redis),
            };
            if let Some(held) = held {
                return Ok(Guard(held));
            }
            if start.elapsed() > most {
                return Err(StoreError { place: self.place(), cause: StoreCause::Locked });
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(Duration::from_millis(50));
        }
    }
}

/// The time that Redis's own ends are reckoned from, in milliseconds since 1970.
#[expect(clippy::disallowed_methods, reason = "Redis reckons with the machine's time, not with a test's")]
fn now_ms() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

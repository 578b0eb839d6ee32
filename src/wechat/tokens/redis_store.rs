//! Tokens in Redis, which a team, its CI and the SDK in production may share: the bare token as a string that ends
//! with the token, under a key of a settable form.

use std::cell::RefCell;
use std::time::Duration;

use redis::{Commands as _, Connection, ExistenceCheck, SetExpiry, SetOptions};

use super::{Token, TokenName};
use crate::secret::Secret;
use crate::store::{REDIS_TIMEOUT, RedisServer, StoreCause, StoreError};

/// The key of a token where nothing else is said.
const TEMPLATE: &str = "webot:{kind}:{appid}";

/// A Redis server and the form of its keys.
pub(super) struct RedisStore {
    server: RedisServer,
    template: String,
    /// Whether the form of the keys was given.
    named: bool,
    /// Why it could not be reached before: it is waited for once, not at every step.
    gone: RefCell<Option<Gone>>,
}

/// Why a server could not be reached.
#[derive(Clone)]
enum Gone {
    /// It does not answer.
    Silent,
    /// Its words.
    Failed(String),
}

/// A lock that is ours until it is given back or ends by itself.
pub(super) struct Lock {
    connection: Connection,
    key: String,
    mine: String,
}

impl RedisStore {
    /// The error says what is wrong with the URL.
    pub(super) fn new(url: &str, template: Option<&str>) -> Result<Self, String> {
        let server = RedisServer::new(url)?;
        Ok(Self {
            server,
            template: template.unwrap_or(TEMPLATE).to_owned(),
            named: template.is_some(),
            gone: RefCell::default(),
        })
    }

    pub(super) fn place(&self) -> String {
        self.server.place.clone()
    }

    fn key(&self, name: &TokenName) -> String {
        let key = self.template.replace("{appid}", &name.account).replace("{kind}", name.kind);
        // A template that tells no kinds apart is one for access_tokens.
        let distinct = self.template.contains("{kind}") || name.kind == "access_token";
        let key = if distinct { key } else { format!("{key}:{}", name.kind) };
        // What a mock on this machine gives out is nothing to those who share the key, unless it was named for it.
        if name.is_loopback() && !self.named { format!("{key}@{}", name.base) } else { key }
    }

    fn connect(&self) -> Result<Connection, StoreError> {
        if let Some(gone) = &*self.gone.borrow() {
            return Err(self.error(gone.clone()));
        }
        let connection = self
            .server
            .client
            .get_connection_with_timeout(REDIS_TIMEOUT)
            .map_err(|error| self.failed(&error))?;
        connection.set_read_timeout(Some(REDIS_TIMEOUT)).map_err(|error| self.failed(&error))?;
        connection.set_write_timeout(Some(REDIS_TIMEOUT)).map_err(|error| self.failed(&error))?;
        Ok(connection)
    }

    fn failed(&self, error: &redis::RedisError) -> StoreError {
        let gone = if error.is_timeout() { Gone::Silent } else { Gone::Failed(self.server.reason(error)) };
        self.gone.replace(Some(gone.clone()));
        self.error(gone)
    }

    fn error(&self, gone: Gone) -> StoreError {
        let cause = match gone {
            Gone::Silent => StoreCause::NoAnswer(REDIS_TIMEOUT.as_secs()),
            Gone::Failed(words) => StoreCause::Server(words),
        };
        StoreError { place: self.server.place.clone(), cause }
    }

    pub(super) fn read(&self, name: &TokenName) -> Result<Option<Token>, StoreError> {
        let mut connection = self.connect()?;
        let key = self.key(name);
        let (value, left): (Option<String>, i64) =
            redis::pipe().get(&key).pttl(&key).query(&mut connection).map_err(|error| self.failed(&error))?;
        let Some(value) = value.as_deref().and_then(bare) else { return Ok(None) };
        let now = super::now_ms();
        // A key that never ends was written by somebody who keeps the time elsewhere: it is believed for the moment.
        let left = u64::try_from(left).unwrap_or(super::MARGIN_MS * 2);
        Ok(Some(Token { value: Secret::new(value), expires_ms: now + left, fetched_ms: 0 }))
    }

    pub(super) fn write(&self, name: &TokenName, token: &Token) -> Result<(), StoreError> {
        let left = token.expires_ms.saturating_sub(super::now_ms()).max(1);
        let expiry = SetOptions::default().with_expiration(SetExpiry::PX(left));
        let mut connection = self.connect()?;
        connection
            .set_options::<_, _, ()>(self.key(name), token.value.expose(), expiry)
            .map_err(|error| self.failed(&error))
    }

    pub(super) fn remove(&self, name: &TokenName) -> Result<bool, StoreError> {
        let mut connection = self.connect()?;
        let removed: u64 = connection.del(self.key(name)).map_err(|error| self.failed(&error))?;
        Ok(removed > 0)
    }

    /// `most` is how long the lock lasts when its holder dies: longer than a fetch may take.
    pub(super) fn try_lock(&self, name: &TokenName, most: Duration) -> Result<Option<Lock>, StoreError> {
        let mut connection = self.connect()?;
        let key = format!("{}:lock", self.key(name));
        let mut random = [0; 16];
        getrandom::fill(&mut random).map_err(|error| self.error(Gone::Failed(error.to_string())))?;
        let mine = crate::sign::hex(&random);
        let options = SetOptions::default()
            .conditional_set(ExistenceCheck::NX)
            .with_expiration(SetExpiry::PX(u64::try_from(most.as_millis()).unwrap_or(u64::MAX)));
        let set: Option<String> =
            connection.set_options(&key, &mine, options).map_err(|error| self.failed(&error))?;
        Ok(set.map(|_| Lock { connection, key, mine }))
    }
}

impl Lock {
    /// Gives it back, unless it has ended and is somebody else's by now.
    pub(super) fn release(&mut self) {
        const IF_MINE: &str = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end";
        let script = redis::Script::new(IF_MINE);
        // It ends by itself where Redis has gone.
        script.key(&self.key).arg(&self.mine).invoke::<i64>(&mut self.connection).ok();
    }
}

/// The token itself: SDKs keep it as it is, as a JSON string, or in a JSON object.
fn bare(value: &str) -> Option<String> {
    let value = value.trim();
    let token = match serde_json::from_str::<serde_json::Value>(value) {
        Ok(serde_json::Value::String(token)) => token,
        Ok(serde_json::Value::Object(object)) => {
            let names = ["access_token", "accessToken", "ticket", "value"];
            names.iter().find_map(|name| object.get(*name)?.as_str())?.to_owned()
        }
        _ => value.to_owned(),
    };
    Some(token).filter(|token| !token.is_empty())
}

//! Tokens in Redis, which a team, its CI and the SDK in production may share: the bare token as a string that expires
//! with the token, under a key with a configurable template.

use std::cell::RefCell;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use redis::{Commands as _, Connection, ExistenceCheck, SetExpiry, SetOptions};

use super::{Token, TokenName};
use crate::secret::Secret;
use crate::store::{REDIS_TIMEOUT, RedisServer, StoreCause, StoreError};

/// The time after which a lock expires if its holder dies, in milliseconds.
const LOCK_LIFE_MS: u64 = 6000;
/// The interval at which the holder of a lock renews it.
const RENEWAL_INTERVAL: Duration = Duration::from_millis(1500);
/// The template of keys if none is configured.
const DEFAULT_KEY_TEMPLATE: &str = "webot:{kind}:{appid}";

/// A Redis server and the template of its keys.
pub(super) struct RedisTokenStore {
    server: RedisServer,
    template: String,
    /// `true` if the template was configured.
    custom_template: bool,
    /// The error of an earlier attempt to connect, so that a command waits for the server only once.
    connect_error: RefCell<Option<ConnectError>>,
}

/// The reason why a server cannot be reached.
#[derive(Clone)]
enum ConnectError {
    /// No answer in time.
    NoAnswer,
    /// An error message.
    Server(String),
}

/// A lock in Redis; a thread of this process renews it until it is released, so that it ends soon after the process.
pub(super) struct RedisLock {
    release: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl RedisTokenStore {
    /// Parses the URL; the error is the reason why it is invalid.
    pub(super) fn new(url: &str, template: Option<&str>) -> Result<Self, String> {
        let server = RedisServer::new(url)?;
        Ok(Self {
            server,
            template: template.unwrap_or(DEFAULT_KEY_TEMPLATE).to_owned(),
            custom_template: template.is_some(),
            connect_error: RefCell::default(),
        })
    }

    pub(super) fn place(&self) -> String {
        self.server.place.clone()
    }

    fn key(&self, name: &TokenName) -> String {
        let key = self.template.replace("{appid}", &name.account).replace("{kind}", name.kind);
        // A template without `{kind}` is one for access tokens.
        let distinct = self.template.contains("{kind}") || name.kind == "access_token";
        let key = if distinct { key } else { format!("{key}:{}", name.kind) };
        // A token of a mock on this machine must not be stored under a shared key, unless the template was configured.
        if name.is_loopback() && !self.custom_template { format!("{key}@{}", name.base) } else { key }
    }

    fn connect(&self) -> Result<Connection, StoreError> {
        if let Some(connect_error) = &*self.connect_error.borrow() {
            return Err(self.error(connect_error.clone()));
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
        let connect_error = if error.is_timeout() {
            ConnectError::NoAnswer
        } else {
            ConnectError::Server(self.server.reason(error))
        };
        self.connect_error.replace(Some(connect_error.clone()));
        self.error(connect_error)
    }

    fn error(&self, connect_error: ConnectError) -> StoreError {
        let cause = match connect_error {
            ConnectError::NoAnswer => StoreCause::NoAnswer(REDIS_TIMEOUT.as_secs()),
            ConnectError::Server(message) => StoreCause::Server(message),
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
        // A key without an expiry was written by a program that stores the time elsewhere: the token is trusted for
        // now.
        let left = u64::try_from(left).unwrap_or(super::RENEWAL_MARGIN_MS * 2);
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

    /// Takes the lock of a name; `None` while another process holds it.
    pub(super) fn try_lock(&self, name: &TokenName) -> Result<Option<RedisLock>, StoreError> {
        let mut connection = self.connect()?;
        let key = format!("{}:lock", self.key(name));
        let mut random = [0; 16];
        getrandom::fill(&mut random).map_err(|error| self.error(ConnectError::Server(error.to_string())))?;
        let owner = crate::sign::hex(&random);
        let options = SetOptions::default()
            .conditional_set(ExistenceCheck::NX)
            .with_expiration(SetExpiry::PX(LOCK_LIFE_MS));
        let set: Option<String> =
            connection.set_options(&key, &owner, options).map_err(|error| self.failed(&error))?;
        Ok(set.map(|_| RedisLock::hold(connection, key, owner)))
    }
}

impl RedisLock {
    /// Starts the thread that renews a lock of this owner.
    fn hold(mut connection: Connection, key: String, owner: String) -> Self {
        const RENEW_IF_OWNED: &str = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) else return 0 end";
        const DELETE_IF_OWNED: &str = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end";
        let (release, released) = channel::<()>();
        let renew = move || {
            while released.recv_timeout(RENEWAL_INTERVAL) == Err(RecvTimeoutError::Timeout) {
                let renew = redis::Script::new(RENEW_IF_OWNED);
                // A lock that cannot be renewed expires, and another process fetches a token as well.
                renew.key(&key).arg(&owner).arg(LOCK_LIFE_MS).invoke::<i64>(&mut connection).ok();
            }
            // If Redis cannot be reached, the lock expires by itself.
            let delete = redis::Script::new(DELETE_IF_OWNED);
            delete.key(&key).arg(&owner).invoke::<i64>(&mut connection).ok();
        };
        // Without the thread, the lock expires by itself.
        let thread = std::thread::Builder::new().name("lock".to_owned()).spawn(renew).ok();
        Self { release: Some(release), thread }
    }

    /// Releases the lock, unless it has expired and another process holds it now.
    pub(super) fn release(&mut self) {
        self.release = None;
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

/// Returns the token in a stored value: SDKs store it bare, as a JSON string, or in a JSON object.
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

//! The sessions of a bot's users, kept between messages: in memory, in a file, or in Redis.
//!
//! A session is a JSON object per user. The stores also hold the state that serializes and deduplicates messages: the
//! [turn](Sessions::turn) of a user, the [answers](Sessions::claim_push) to pushes that are delivered again, and the
//! [nonces](Sessions::nonce_is_new) that were used. The caller passes the time, in milliseconds since 1970.

mod file_lines;
mod file_store;
mod memory;
mod nonces;
mod pushes;
mod redis_connection;
mod redis_store;
#[cfg(test)]
mod tests;
mod turns;

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;

use self::file_store::FileStore;
use self::memory::SessionTable;
use self::nonces::Nonces;
use self::pushes::{LocalClaim, Pushes};
use self::redis_store::{RedisClaim, RedisStore};
use self::turns::{LocalTurn, Turns};
use crate::store::{StoreCause, StoreError};

/// The session of a user: a JSON object.
pub(crate) type Session = serde_json::Map<String, Value>;

/// The maximum length of the id of a session, a push or a nonce, in bytes; a longer one is an error.
pub(crate) const MAX_ID_BYTES: usize = 1024;
/// The maximum nesting depth of a session: `serde_json` reads 127 levels, of which a line of the file takes one.
const MAX_DEPTH: usize = 100;
/// The size up to which stored sessions are read, in bytes, even if `max_session_bytes` is lower by now.
const MIN_READABLE_BYTES: usize = 1 << 20;

/// The limits of a session store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SessionLimits {
    /// The time after which an unused session expires, in ms; at most ten years.
    pub ttl_ms: u64,
    /// The maximum number of sessions in memory; the least recently used is evicted first. Not for Redis.
    pub max_sessions: usize,
    /// The maximum size of all sessions in memory together, ids included, in bytes; the least recently used is evicted
    /// first. Not for Redis.
    pub max_bytes: usize,
    /// The maximum size of a session as JSON, in bytes; a larger one is not saved.
    pub max_session_bytes: usize,
    /// The maximum number of answers in memory; the oldest is dropped first. Not for Redis.
    pub max_answers: usize,
    /// The maximum size of all answers in memory together, push ids included, in bytes; a larger answer is not stored,
    /// not even in Redis.
    pub max_answer_bytes: usize,
    /// The time for which an answer is stored, in ms.
    pub answer_ttl_ms: u64,
    /// The maximum number of nonces in memory; the oldest is dropped first, and would count as new again. Not for
    /// Redis.
    pub max_nonces: usize,
    /// The maximum time that a message waits for its turn, or for an answer that is in progress elsewhere.
    pub wait_timeout: Duration,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self {
            ttl_ms: 24 * 60 * 60 * 1000,
            max_sessions: 100_000,
            max_bytes: 256 << 20,
            max_session_bytes: 64 << 10,
            max_answers: 2_000,
            max_answer_bytes: 1 << 20,
            answer_ttl_ms: 60_000,
            max_nonces: 64_000,
            wait_timeout: Duration::from_millis(4500),
        }
    }
}

impl SessionLimits {
    fn readable(&self) -> usize {
        self.max_session_bytes.max(MIN_READABLE_BYTES)
    }
}

/// The sessions of a server. Clones share them. The futures of Redis are boxed, because they are much larger than those
/// of memory, and moved with each request.
#[derive(Clone)]
pub(crate) struct Sessions(Arc<Inner>);

struct Inner {
    limits: SessionLimits,
    backend: Backend,
    turns: Arc<Turns>,
    pushes: Arc<Pushes>,
    nonces: Mutex<Nonces>,
}

enum Backend {
    Memory(Mutex<SessionTable>),
    File(Arc<FileStore>),
    Redis(Arc<RedisStore>),
}

/// The status of a push.
pub(crate) enum PushStatus {
    /// The push has no answer; the holder of the claim must answer it with [`PushClaim::finish`].
    Unanswered(PushClaim),
    /// The push was answered with these bytes.
    Answered(Vec<u8>),
    /// Another holder had not finished the answer within [`SessionLimits::wait_timeout`]; a later delivery may find the
    /// answer.
    TimedOut,
}

/// The exclusive right to answer a push. If it is dropped unfinished, it goes to the next task that waits for it.
#[must_use = "the push is given up when this is dropped"]
pub(crate) struct PushClaim(ClaimKind);

enum ClaimKind {
    Local(LocalClaim),
    Redis(RedisClaim),
}

/// The turn of one message of a user; it passes to the next message when this is dropped.
#[must_use = "the turn is over when this is dropped"]
pub(crate) struct Turn(TurnKind);

#[expect(dead_code, reason = "a turn is held until it is dropped")]
enum TurnKind {
    Local(LocalTurn),
    Redis(RedisClaim),
    NotHeld,
}

impl Sessions {
    /// Returns sessions in memory, which end with the process.
    pub(crate) fn memory(limits: SessionLimits) -> Self {
        Self::of(Backend::Memory(Mutex::new(SessionTable::new(&limits))), limits)
    }

    /// Opens sessions in a file, which outlive the process. Each line is a JSON object,
    /// `{"id":…,"at":ms,"session":{…}|null}`. Creates the file if it does not exist; `now_ms` decides which sessions
    /// have expired.
    ///
    /// # Errors
    /// Fails if another process uses the file, if it cannot be read and written, or if it is clearly not a file of
    /// sessions; such a file is not changed.
    pub(crate) fn file(path: &Path, limits: SessionLimits, now_ms: u64) -> Result<Self, StoreError> {
        Ok(Self::of(Backend::File(Arc::new(FileStore::open(path, &limits, now_ms)?)), limits))
    }

    /// Returns sessions in Redis, under `webot:session:<id>`, which several processes can share. Connects on first use,
    /// inside a tokio runtime.
    ///
    /// # Errors
    /// Fails if the URL is invalid.
    pub(crate) fn redis(url: &str, limits: SessionLimits) -> Result<Self, StoreError> {
        Ok(Self::of(Backend::Redis(Arc::new(RedisStore::new(url, &limits)?)), limits))
    }

    fn of(backend: Backend, limits: SessionLimits) -> Self {
        let nonces = Mutex::new(Nonces::new(limits.max_nonces));
        let pushes = Arc::new(Pushes::new(&limits));
        Self(Arc::new(Inner { backend, turns: Arc::default(), pushes, nonces, limits }))
    }

    /// Returns whether the sessions are in this process, so that loading and saving never waits.
    pub(crate) fn is_local(&self) -> bool {
        !matches!(self.0.backend, Backend::Redis(_))
    }

    /// Returns `memory`, the path of the file, or `redis://host:port/db`.
    pub(crate) fn place(&self) -> String {
        match &self.0.backend {
            Backend::Memory(_) => "memory".to_owned(),
            Backend::File(file) => file.place().to_owned(),
            Backend::Redis(redis) => redis.place().to_owned(),
        }
    }

    fn failed(&self, reason: String) -> StoreError {
        StoreError { place: self.place(), cause: StoreCause::Sessions(reason) }
    }

    fn check_id(&self, id: &str) -> Result<(), StoreError> {
        if id.len() <= MAX_ID_BYTES {
            return Ok(());
        }
        Err(self.failed(format!("an id of {} bytes is longer than {MAX_ID_BYTES}", id.len())))
    }

    /// Returns the session of a user, empty if there is none or it has expired. It then lives for another `ttl_ms`.
    ///
    /// # Errors
    /// Fails if the store cannot be reached, if it holds something else under this id, or if the id is too long.
    pub(crate) async fn load(&self, id: &str, now_ms: u64) -> Result<Session, StoreError> {
        self.check_id(id)?;
        let text = match &self.0.backend {
            Backend::Memory(table) => lock(table).get(id, now_ms).map(|found| found.text),
            Backend::File(file) => file.load(id, now_ms),
            Backend::Redis(redis) => Box::pin(redis.load(id)).await?,
        };
        let Some(text) = text else { return Ok(Session::new()) };
        serde_json::from_str(&text).map_err(|error| self.failed(format!("not a session: {error}")))
    }

    /// Saves the session of a user; removes an empty one.
    ///
    /// # Errors
    /// Fails without saving if the session is longer than `max_session_bytes`, if it nests deeper than 100 levels, or
    /// if the id is too long. Fails if the store cannot be written; a file store then holds the change in memory only.
    pub(crate) async fn save(&self, id: &str, session: &Session, now_ms: u64) -> Result<(), StoreError> {
        self.check_id(id)?;
        let text = if session.is_empty() { None } else { Some(self.text(session)?) };
        match &self.0.backend {
            Backend::Memory(table) => {
                lock(table).set(
                    id,
                    text.as_ref(),
                    now_ms,
                    id.len() + text.as_ref().map_or(0, |text| text.len()),
                );
                Ok(())
            }
            Backend::File(file) => file.save(id, text.as_ref(), now_ms),
            Backend::Redis(redis) => Box::pin(redis.save(id, text.as_deref())).await,
        }
    }

    fn text(&self, session: &Session) -> Result<Arc<str>, StoreError> {
        if session.values().any(|value| nests_deeper(value, MAX_DEPTH)) {
            return Err(self.failed(format!("a session nests deeper than {MAX_DEPTH} levels")));
        }
        let text = serde_json::to_string(session).map_err(|error| self.failed(error.to_string()))?;
        let max_bytes = self.0.limits.max_session_bytes;
        if text.len() > max_bytes {
            return Err(self.failed(format!("a session of {} bytes is longer than {max_bytes}", text.len())));
        }
        Ok(text.into())
    }

    /// Waits for the turn of a message, so that the messages of a user are answered one at a time: across tasks, and
    /// with Redis across processes. After `wait_timeout` it returns without the turn, see [`Turn::is_held`]. In Redis
    /// (`webot:turn:<id>`) a turn lasts at most 10 s, so that a process that died does not block a user.
    ///
    /// # Errors
    /// Fails if Redis cannot be reached, or if the id is too long.
    pub(crate) async fn turn(&self, id: &str) -> Result<Turn, StoreError> {
        self.check_id(id)?;
        let until = tokio::time::Instant::now() + self.0.limits.wait_timeout;
        let Some(turn) = self.0.turns.take(id, until).await else { return Ok(Turn(TurnKind::NotHeld)) };
        let Backend::Redis(redis) = &self.0.backend else { return Ok(Turn(TurnKind::Local(turn))) };
        Ok(Turn(Box::pin(redis.turn(id, turn, until)).await?.map_or(TurnKind::NotHeld, TurnKind::Redis)))
    }

    /// Claims a push to answer it; waits for up to `wait_timeout` while another holder answers it. Memory and file
    /// stores know the pushes of this process; Redis (`webot:push:<push>`) shares them between processes.
    ///
    /// # Errors
    /// Fails if Redis cannot be reached, or if the id is too long.
    pub(crate) async fn claim_push(&self, push: &str, now_ms: u64) -> Result<PushStatus, StoreError> {
        self.check_id(push)?;
        match &self.0.backend {
            Backend::Redis(redis) => Box::pin(redis.claim_push(push, self.0.limits.wait_timeout)).await,
            Backend::Memory(_) | Backend::File(_) => {
                Ok(self.0.pushes.claim_push(push, now_ms, self.0.limits.wait_timeout).await)
            }
        }
    }

    /// Returns whether this nonce is new, and remembers it for `ttl_ms`, which must be the same in each call. The error
    /// says that other processes were not asked, because Redis cannot be reached; the answer is then that of this
    /// process. A nonce that is too long is not new.
    pub(crate) async fn nonce_is_new(
        &self,
        nonce: &str,
        now_ms: u64,
        ttl_ms: u64,
    ) -> (bool, Option<StoreError>) {
        if let Err(error) = self.check_id(nonce) {
            return (false, Some(error));
        }
        // Known here even while Redis is away.
        let is_new = lock(&self.0.nonces).is_new(nonce, now_ms, ttl_ms);
        let Backend::Redis(redis) = &self.0.backend else { return (is_new, None) };
        match Box::pin(redis.nonce_is_new(nonce, ttl_ms)).await {
            Ok(new_elsewhere) => (is_new && new_elsewhere, None),
            Err(error) => (is_new, Some(error)),
        }
    }
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Sessions").field(&self.place()).finish()
    }
}

impl PushClaim {
    /// Gives the answer to all tasks that wait for it or ask for it within `answer_ttl_ms`.
    ///
    /// # Errors
    /// Fails if Redis cannot be reached. The answer is still valid, but other processes do not know it.
    pub(crate) async fn finish(self, answer: &[u8], now_ms: u64) -> Result<(), StoreError> {
        match self.0 {
            ClaimKind::Local(claim) => {
                claim.finish(answer, now_ms);
                Ok(())
            }
            ClaimKind::Redis(claim) => Box::pin(claim.answer(answer)).await,
        }
    }
}

impl Turn {
    /// Returns whether the turn was obtained before the timeout.
    pub(crate) fn is_held(&self) -> bool {
        !matches!(self.0, TurnKind::NotHeld)
    }
}

/// Locks a mutex even if it is poisoned: no code here panics in the middle of a change, so the value is consistent.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn nests_deeper(value: &Value, left: usize) -> bool {
    let Some(less) = left.checked_sub(1) else { return true };
    match value {
        Value::Array(items) => items.iter().any(|item| nests_deeper(item, less)),
        Value::Object(members) => members.values().any(|member| nests_deeper(member, less)),
        _ => false,
    }
}

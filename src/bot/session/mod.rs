//! What a bot server remembers of its users between two messages: in memory, in a file, or in Redis.
//!
//! A session is a JSON object per user. Beside the sessions stand what keeps messages apart: the [turn](Sessions::turn)
//! of a user, the [answers](Sessions::begin) to pushes that are delivered again, and the
//! [nonces](Sessions::nonce_is_new) that were seen. The clock is the caller's: milliseconds since 1970.

mod file;
mod link;
mod log;
mod memory;
mod nonces;
mod pushes;
mod redis_store;
mod turns;

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;

use self::file::FileStore;
use self::memory::Table;
use self::nonces::Nonces;
use self::pushes::{LocalMine, Pushes};
use self::redis_store::{Claim, RedisStore};
use self::turns::{LocalTurn, Turns};

/// What is remembered of one user: a JSON object.
pub type Session = serde_json::Map<String, Value>;

/// The longest id of a session, a push or a nonce, in bytes; a longer one is an error.
pub const LONGEST_ID: usize = 1024;
/// How deep arrays and objects may nest in a session: `serde_json` reads 127 levels, and a line of the file is one.
const DEEPEST: usize = 100;
/// What is read back even where `longest` has been lowered since, in bytes.
const READABLE: usize = 1 << 20;

/// Why a store could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {reason}")]
pub struct StoreError {
    /// Where the store is, as [`Sessions::place`] says it.
    pub place: String,
    /// What went wrong, without secrets.
    pub reason: String,
}

/// How much is kept, and for how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// A session ends this long after the last message that loaded or saved it, in ms; at most ten years.
    pub ttl_ms: u64,
    /// Sessions in memory; the one unused longest goes first. Not for Redis.
    pub most: usize,
    /// Bytes of all sessions in memory together, ids included; the one unused longest goes first. Not for Redis.
    pub bytes: usize,
    /// Bytes of one session as JSON; a longer one is not saved.
    pub longest: usize,
    /// Answers kept in memory; the oldest goes first. Not for Redis.
    pub answers: usize,
    /// Bytes of the answers in memory together, push ids included; a longer answer is not kept, in Redis neither.
    pub answer_bytes: usize,
    /// An answer is kept for this long, in ms.
    pub answer_ttl_ms: u64,
    /// Nonces kept in memory; the oldest goes first, and would be new again. Not for Redis.
    pub nonces: usize,
    /// How long a message waits for its turn, or for the answer under way elsewhere.
    pub patience: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            ttl_ms: 24 * 60 * 60 * 1000,
            most: 100_000,
            bytes: 256 << 20,
            longest: 64 << 10,
            answers: 2_000,
            answer_bytes: 1 << 20,
            answer_ttl_ms: 60_000,
            nonces: 32_000,
            patience: Duration::from_millis(4500),
        }
    }
}

impl Limits {
    fn readable(&self) -> usize {
        self.longest.max(READABLE)
    }
}

/// The sessions of a server. Clones share them.
#[derive(Clone)]
pub struct Sessions(Arc<Inner>);

struct Inner {
    limits: Limits,
    kept: Kept,
    turns: Arc<Turns>,
    pushes: Arc<Pushes>,
    nonces: Mutex<Nonces>,
}

enum Kept {
    Memory(Mutex<Table>),
    File(Arc<FileStore>),
    Redis(Arc<RedisStore>),
}

/// What is to be done about a push.
pub enum Begun {
    /// Nobody has answered it: do so, and tell with [`Mine::finish`].
    Mine(Mine),
    /// These bytes were the answer.
    Answered(Vec<u8>),
    /// Somebody has been at it for as long as there was patience; whoever asks again may be told.
    Late,
}

/// The right to answer a push. Whoever waits for it takes over when it is dropped unfinished.
#[must_use = "the push is given up when this is dropped"]
pub struct Mine(Answering);

enum Answering {
    Here(LocalMine),
    Redis(Claim),
}

/// The turn of one message of a user; the next has its turn when this is dropped.
#[must_use = "the turn is over when this is dropped"]
pub struct Turn(Held);

enum Held {
    Here(LocalTurn),
    Redis(Claim),
    Nothing,
}

impl Sessions {
    /// Sessions that end with the process.
    pub fn memory(limits: Limits) -> Self {
        Self::of(Kept::Memory(Mutex::new(Table::new(&limits))), limits)
    }

    /// Sessions in a file, which survive the death of the process: one JSON object a line,
    /// `{"id":…,"at":ms,"session":{…}|null}`. It is made where there is none; `now_ms` tells which sessions have ended.
    ///
    /// # Errors
    /// Where another process has it, where it cannot be read and written, and where it is clearly something else,
    /// which is then left as it is.
    pub fn file(path: &Path, limits: Limits, now_ms: u64) -> Result<Self, StoreError> {
        Ok(Self::of(Kept::File(Arc::new(FileStore::open(path, &limits, now_ms)?)), limits))
    }

    /// Sessions in Redis, under `webot:session:<id>`, for several processes. It is connected to on first use, within
    /// tokio.
    ///
    /// # Errors
    /// Where the URL is none.
    pub fn redis(url: &str, limits: Limits) -> Result<Self, StoreError> {
        Ok(Self::of(Kept::Redis(Arc::new(RedisStore::new(url, &limits)?)), limits))
    }

    fn of(kept: Kept, limits: Limits) -> Self {
        let nonces = Mutex::new(Nonces::new(limits.nonces));
        let pushes = Arc::new(Pushes::new(&limits));
        Self(Arc::new(Inner { kept, turns: Arc::default(), pushes, nonces, limits }))
    }

    /// Whether they are this process' own: to load and to save one never waits.
    pub fn is_local(&self) -> bool {
        !matches!(self.0.kept, Kept::Redis(_))
    }

    /// `memory`, the path of the file, or `redis://host:port/db`.
    pub fn place(&self) -> String {
        match &self.0.kept {
            Kept::Memory(_) => "memory".to_owned(),
            Kept::File(file) => file.place().to_owned(),
            Kept::Redis(redis) => redis.place().to_owned(),
        }
    }

    fn failed(&self, reason: String) -> StoreError {
        StoreError { place: self.place(), reason }
    }

    fn short(&self, id: &str) -> Result<(), StoreError> {
        if id.len() <= LONGEST_ID {
            return Ok(());
        }
        Err(self.failed(format!("an id of {} bytes is longer than {LONGEST_ID}", id.len())))
    }

    /// The session of a user; empty when there is none or it has ended. It then lives for another `ttl_ms`.
    ///
    /// # Errors
    /// Where the store cannot be reached, holds something else there, or the id is too long.
    pub async fn load(&self, id: &str, now_ms: u64) -> Result<Session, StoreError> {
        self.short(id)?;
        let text = match &self.0.kept {
            Kept::Memory(table) => lock(table).get(id, now_ms).map(|found| found.text),
            Kept::File(file) => file.load(id, now_ms),
            Kept::Redis(redis) => redis.load(id).await?,
        };
        let Some(text) = text else { return Ok(Session::new()) };
        serde_json::from_str(&text).map_err(|error| self.failed(format!("not a session: {error}")))
    }

    /// Keeps the session of a user; an empty one is removed.
    ///
    /// # Errors
    /// Where it is longer than `longest` or nests deeper than 100 levels, and is then not kept; where the id is too
    /// long; where the store cannot be written: a file store then has the change in memory alone.
    pub async fn save(&self, id: &str, session: &Session, now_ms: u64) -> Result<(), StoreError> {
        self.short(id)?;
        let text = if session.is_empty() { None } else { Some(self.text(session)?) };
        match &self.0.kept {
            Kept::Memory(table) => {
                lock(table).set(
                    id,
                    text.as_ref(),
                    now_ms,
                    id.len() + text.as_ref().map_or(0, |text| text.len()),
                );
                Ok(())
            }
            Kept::File(file) => file.save(id, text.as_ref(), now_ms),
            Kept::Redis(redis) => redis.save(id, text.as_deref()).await,
        }
    }

    fn text(&self, session: &Session) -> Result<Arc<str>, StoreError> {
        if session.values().any(|value| deeper(value, DEEPEST)) {
            return Err(self.failed(format!("a session nests deeper than {DEEPEST} levels")));
        }
        let text = serde_json::to_string(session).map_err(|error| self.failed(error.to_string()))?;
        let longest = self.0.limits.longest;
        if text.len() > longest {
            return Err(self.failed(format!("a session of {} bytes is longer than {longest}", text.len())));
        }
        Ok(text.into())
    }

    /// One message of a user at a time: across tasks, and for Redis across processes. After `patience` it goes on
    /// without the turn: [`Turn::held`] tells. In Redis (`webot:turn:<id>`) a turn lasts 10 s at most, so that a dead
    /// process does not block a user.
    ///
    /// # Errors
    /// Where Redis cannot be reached, or the id is too long.
    pub async fn turn(&self, id: &str) -> Result<Turn, StoreError> {
        self.short(id)?;
        let until = tokio::time::Instant::now() + self.0.limits.patience;
        let Some(turn) = self.0.turns.take(id, until).await else { return Ok(Turn(Held::Nothing)) };
        let Kept::Redis(redis) = &self.0.kept else { return Ok(Turn(Held::Here(turn))) };
        Ok(Turn(redis.turn(id, turn, until).await?.map_or(Held::Nothing, Held::Redis)))
    }

    /// Asks whether a push is ours to answer; waits for `patience` while somebody else is at it. Memory and file
    /// stores know the pushes of the process; Redis (`webot:push:<push>`) shares them.
    ///
    /// # Errors
    /// Where Redis cannot be reached, or the id is too long.
    pub async fn begin(&self, push: &str, now_ms: u64) -> Result<Begun, StoreError> {
        self.short(push)?;
        match &self.0.kept {
            Kept::Redis(redis) => redis.begin(push, self.0.limits.patience).await,
            Kept::Memory(_) | Kept::File(_) => {
                Ok(self.0.pushes.begin(push, now_ms, self.0.limits.patience).await)
            }
        }
    }

    /// Whether this nonce is new: true once, false from then on, for `ttl_ms`, which is the same in each call.
    ///
    /// # Errors
    /// Where Redis cannot be reached, or the nonce is too long.
    pub async fn nonce_is_new(&self, nonce: &str, now_ms: u64, ttl_ms: u64) -> Result<bool, StoreError> {
        self.short(nonce)?;
        match &self.0.kept {
            Kept::Redis(redis) => redis.nonce_is_new(nonce, ttl_ms).await,
            Kept::Memory(_) | Kept::File(_) => Ok(lock(&self.0.nonces).is_new(nonce, now_ms, ttl_ms)),
        }
    }
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Sessions").field(&self.place()).finish()
    }
}

impl Mine {
    /// Gives the answer to all who wait for it and ask for it later, within `answer_ttl_ms`.
    ///
    /// # Errors
    /// Where Redis cannot be reached: the answer is good, though others do not know of it.
    pub async fn finish(self, answer: &[u8], now_ms: u64) -> Result<(), StoreError> {
        match self.0 {
            Answering::Here(mine) => {
                mine.finish(answer, now_ms);
                Ok(())
            }
            Answering::Redis(claim) => claim.answer(answer).await,
        }
    }
}

impl Turn {
    /// Whether it really is this message's turn, and patience did not end first.
    pub fn held(&self) -> bool {
        !matches!(self.0, Held::Nothing)
    }

    /// Ends the turn, and waits until Redis knows. Dropping it does the same in the background.
    pub async fn end(self) {
        match self.0 {
            Held::Redis(claim) => claim.end().await,
            Held::Here(turn) => drop(turn),
            Held::Nothing => {}
        }
    }
}

/// A poisoned lock guards whole values all the same: nothing here panics halfway.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn deeper(value: &Value, left: usize) -> bool {
    let Some(less) = left.checked_sub(1) else { return true };
    match value {
        Value::Array(items) => items.iter().any(|item| deeper(item, less)),
        Value::Object(members) => members.values().any(|member| deeper(member, less)),
        _ => false,
    }
}

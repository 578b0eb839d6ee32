//! Sessions in Redis, shared by the processes of a bot: `webot:session:<id>` as JSON text, `webot:turn:<id>`,
//! `webot:push:<push>` and `webot:nonce:<nonce>`. All keys expire.
//!
//! Each claim writes a unique value, so that repeating a command has no effect.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use redis::Cmd;
use tokio::time::Instant;

use super::redis_connection::RedisConnection;
use super::turns::LocalTurn;
use super::{ClaimKind, PushClaim, PushStatus, SessionLimits};
use crate::store::StoreError;

/// The time to live of a turn, in ms, in case its holder dies.
const TURN_TTL_MS: u64 = 10_000;
/// The time to live of a claim to a push, in ms, in case its holder dies. WeChat delivers again after 5 and after 10 s,
/// so the last delivery still gets an answer.
const CLAIM_TTL_MS: u64 = 12_000;
/// The maximum time to live, in ms (ten years): Redis rejects a value that it cannot add to its clock.
const MAX_TTL_MS: u64 = 10 * 365 * 24 * 60 * 60 * 1000;
/// The first and the maximum interval for polling a key that another process holds.
const POLL_INTERVALS: (Duration, Duration) = (Duration::from_millis(10), Duration::from_millis(50));

/// Returns a value up to a length, and renews its time to live.
const LOAD_SCRIPT: &str = "local text = redis.call('getrange', KEYS[1], 0, ARGV[1]) \
    redis.call('pexpire', KEYS[1], ARGV[2]) return text";
/// Takes a key; returns the value of another holder instead, if there is one.
const CLAIM_SCRIPT: &str = "local held = redis.call('get', KEYS[1]) \
    if held and held ~= ARGV[1] then return held end \
    redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2]) return false";
/// Releases a key unless another holder has it by now.
const RELEASE_SCRIPT: &str =
    "if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('del', KEYS[1]) end return 1";
/// Writes an answer unless there is one.
const ANSWER_SCRIPT: &str = "local held = redis.call('get', KEYS[1]) \
    if held and string.sub(held, 1, 1) == 'a' then return 0 end \
    redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2]) return 1";

/// A store shared by several processes.
pub(super) struct RedisStore {
    connection: RedisConnection,
    limits: SessionLimits,
    /// The unique prefix of this process; followed by a number it makes a unique value.
    process: String,
    claims: AtomicU64,
}

/// A key that this process may hold; released in the background when this is dropped.
pub(super) struct RedisClaim {
    store: Arc<RedisStore>,
    key: String,
    value: String,
    open: bool,
    /// The turn within this process, released after the key.
    turn: Option<LocalTurn>,
}

impl RedisStore {
    pub(super) fn new(url: &str, limits: &SessionLimits) -> Result<Self, StoreError> {
        // The system seeds each `RandomState`, or it is one step from a seeded one.
        let random = || RandomState::new().hash_one(0);
        let process = format!("{:016x}{:016x}", random(), random());
        Ok(Self {
            connection: RedisConnection::new(url)?,
            limits: limits.clone(),
            process,
            claims: AtomicU64::default(),
        })
    }

    pub(super) fn place(&self) -> &str {
        self.connection.place()
    }

    pub(super) async fn load(&self, id: &str) -> Result<Option<Arc<str>>, StoreError> {
        let max_bytes = self.limits.readable();
        let command = eval(LOAD_SCRIPT, &session_key(id), max_bytes, self.limits.ttl_ms);
        let bytes: Vec<u8> = self.connection.query(&command).await?;
        if bytes.len() > max_bytes {
            return Err(self.connection.failed(format!("a session is longer than {max_bytes} bytes")));
        }
        match String::from_utf8(bytes) {
            Ok(text) if text.is_empty() => Ok(None),
            Ok(text) => Ok(Some(text.into())),
            Err(_) => Err(self.connection.failed("not a session: not UTF-8".to_owned())),
        }
    }

    pub(super) async fn save(&self, id: &str, text: Option<&str>) -> Result<(), StoreError> {
        let key = session_key(id);
        let Some(text) = text else { return self.connection.query(&Cmd::del(key)).await };
        self.connection.query(&Cmd::pset_ex(key, text, valid_ttl(self.limits.ttl_ms))).await
    }

    /// Waits until `until` for the turn among processes. The caller already has the turn within this process.
    pub(super) async fn turn(
        self: &Arc<Self>,
        id: &str,
        turn: LocalTurn,
        until: Instant,
    ) -> Result<Option<RedisClaim>, StoreError> {
        let mut claim = self.claim(format!("webot:turn:{id}"), "");
        claim.turn = Some(turn);
        let mut pause = POLL_INTERVALS.0;
        while self.holder(&claim, TURN_TTL_MS).await?.is_some() {
            if !wait(&mut pause, until).await {
                claim.open = false;
                return Ok(None);
            }
        }
        Ok(Some(claim))
    }

    pub(super) async fn claim_push(
        self: &Arc<Self>,
        push: &str,
        wait_timeout: Duration,
    ) -> Result<PushStatus, StoreError> {
        let until = Instant::now() + wait_timeout;
        let mut claim = self.claim(format!("webot:push:{push}"), "p");
        let mut pause = POLL_INTERVALS.0;
        loop {
            match self.holder(&claim, CLAIM_TTL_MS).await? {
                None => return Ok(PushStatus::Unanswered(PushClaim(ClaimKind::Redis(claim)))),
                Some(holder) => {
                    if let Some(answer) = holder.strip_prefix(b"a") {
                        claim.open = false;
                        return Ok(PushStatus::Answered(answer.to_vec()));
                    }
                }
            }
            if !wait(&mut pause, until).await {
                claim.open = false;
                return Ok(PushStatus::TimedOut);
            }
        }
    }

    pub(super) async fn nonce_is_new(&self, nonce: &str, ttl_ms: u64) -> Result<bool, StoreError> {
        let command = eval(CLAIM_SCRIPT, &format!("webot:nonce:{nonce}"), self.unique(""), ttl_ms);
        let holder: Option<Vec<u8>> = self.connection.query(&command).await?;
        Ok(holder.is_none())
    }

    fn unique(&self, before: &str) -> String {
        format!("{before}{}{:x}", self.process, self.claims.fetch_add(1, Ordering::Relaxed))
    }

    /// Returns a claim that counts as held before Redis confirms it, because the confirmation may get lost.
    fn claim(self: &Arc<Self>, key: String, before: &str) -> RedisClaim {
        RedisClaim { store: Arc::clone(self), key, value: self.unique(before), open: true, turn: None }
    }

    /// Takes the key, or returns the value of another holder.
    async fn holder(&self, claim: &RedisClaim, ttl_ms: u64) -> Result<Option<Vec<u8>>, StoreError> {
        self.connection.query(&eval(CLAIM_SCRIPT, &claim.key, &claim.value, ttl_ms)).await
    }

    async fn release(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.connection.query(&eval(RELEASE_SCRIPT, key, value, 1)).await
    }
}

impl RedisClaim {
    /// Releases the key; if Redis is down, it expires.
    pub(super) async fn end(mut self) {
        self.store.release(&self.key, &self.value).await.ok();
        self.open = false;
    }

    /// Replaces the claim with an answer.
    pub(super) async fn answer(mut self, answer: &[u8]) -> Result<(), StoreError> {
        if self.key.len() + answer.len() > self.store.limits.max_answer_bytes {
            self.end().await;
            return Ok(());
        }
        let value = [b"a", answer].concat();
        let command = eval(ANSWER_SCRIPT, &self.key, value, self.store.limits.answer_ttl_ms);
        self.store.connection.query::<()>(&command).await?;
        self.open = false;
        Ok(())
    }
}

impl Drop for RedisClaim {
    fn drop(&mut self) {
        let turn = self.turn.take();
        // Without a runtime the key is not released, but it expires.
        if let (true, Ok(runtime)) = (self.open, tokio::runtime::Handle::try_current()) {
            let (key, value) = (std::mem::take(&mut self.key), std::mem::take(&mut self.value));
            let store = Arc::clone(&self.store);
            drop(runtime.spawn(async move {
                store.release(&key, &value).await.ok();
                drop(turn);
            }));
        }
    }
}

fn session_key(id: &str) -> String {
    format!("webot:session:{id}")
}

fn eval(script: &str, key: &str, first: impl redis::ToRedisArgs, ttl_ms: u64) -> Cmd {
    let mut command = redis::cmd("EVAL");
    command.arg(script).arg(1).arg(key).arg(first).arg(valid_ttl(ttl_ms));
    command
}

fn valid_ttl(ms: u64) -> u64 {
    ms.clamp(1, MAX_TTL_MS)
}

/// Sleeps for a pause that grows each time; returns `false` if the time is up.
async fn wait(pause: &mut Duration, until: Instant) -> bool {
    let now = Instant::now();
    if now >= until {
        return false;
    }
    tokio::time::sleep_until((now + *pause).min(until)).await;
    *pause = (*pause + POLL_INTERVALS.0).min(POLL_INTERVALS.1);
    true
}

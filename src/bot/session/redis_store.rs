//! Sessions in Redis, for the processes of a bot: `webot:session:<id>` as JSON text, `webot:turn:<id>`,
//! `webot:push:<push>` and `webot:nonce:<nonce>`; all of them end by themselves.
//!
//! Whoever claims a key writes a value that is nobody else's, so that a command sent twice is as good as once.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use redis::Cmd;
use tokio::time::Instant;

use super::link::Link;
use super::turns::LocalTurn;
use super::{Answering, Begun, Limits, Mine, StoreError};

/// How long a turn lasts when its holder dies, in ms.
const TURN_MS: u64 = 10_000;
/// How long a push is under way when its holder dies, in ms. WeChat delivers it anew after 5 and after 10 s: the last
/// one still gets an answer then.
const UNDER_WAY_MS: u64 = 12_000;
/// Ten years: Redis refuses a time to live that it cannot add to its clock.
const LONGEST_MS: u64 = 10 * 365 * 24 * 60 * 60 * 1000;
/// The first pause between two looks at what somebody else has, and the longest.
const PAUSES: (Duration, Duration) = (Duration::from_millis(10), Duration::from_millis(50));

/// Gives what there is, up to a length, and makes it live longer.
const LOAD: &str = "local text = redis.call('getrange', KEYS[1], 0, ARGV[1]) \
    redis.call('pexpire', KEYS[1], ARGV[2]) return text";
/// Takes a key; gives what somebody else has in it.
const CLAIM: &str = "local held = redis.call('get', KEYS[1]) \
    if held and held ~= ARGV[1] then return held end \
    redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2]) return false";
/// Gives a key back, unless it is somebody else's by now.
const RELEASE: &str = "if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('del', KEYS[1]) end return 1";
/// Writes an answer, unless there is one.
const ANSWER: &str = "local held = redis.call('get', KEYS[1]) \
    if held and string.sub(held, 1, 1) == 'a' then return 0 end \
    redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2]) return 1";

/// What several processes share.
pub(super) struct RedisStore {
    link: Link,
    limits: Limits,
    /// With a number it makes a value that nobody else has.
    process: String,
    claims: AtomicU64,
}

/// A key that may be ours; given back in the background when this is dropped.
pub(super) struct Claim {
    store: Arc<RedisStore>,
    key: String,
    value: String,
    open: bool,
    /// The turn within the process, which ends after the one among processes.
    turn: Option<LocalTurn>,
}

impl RedisStore {
    pub(super) fn new(url: &str, limits: &Limits) -> Result<Self, StoreError> {
        // Each of them is seeded by the system, or a step from one that was.
        let random = || RandomState::new().hash_one(0);
        let process = format!("{:016x}{:016x}", random(), random());
        Ok(Self { link: Link::new(url)?, limits: limits.clone(), process, claims: AtomicU64::default() })
    }

    pub(super) fn place(&self) -> &str {
        self.link.place()
    }

    pub(super) async fn load(&self, id: &str) -> Result<Option<Arc<str>>, StoreError> {
        let longest = self.limits.readable();
        let command = eval(LOAD, &session_key(id), longest, self.limits.ttl_ms);
        let bytes: Vec<u8> = self.link.ask(&command).await?;
        if bytes.len() > longest {
            return Err(self.link.failed(format!("a session is longer than {longest} bytes")));
        }
        match String::from_utf8(bytes) {
            Ok(text) if text.is_empty() => Ok(None),
            Ok(text) => Ok(Some(text.into())),
            Err(_) => Err(self.link.failed("not a session: not UTF-8".to_owned())),
        }
    }

    pub(super) async fn save(&self, id: &str, text: Option<&str>) -> Result<(), StoreError> {
        let key = session_key(id);
        let Some(text) = text else { return self.link.ask(&Cmd::del(key)).await };
        self.link.ask(&Cmd::pset_ex(key, text, lasting(self.limits.ttl_ms))).await
    }

    /// Waits until then for the turn among processes, when the one within this process has come.
    pub(super) async fn turn(
        self: &Arc<Self>,
        id: &str,
        turn: LocalTurn,
        until: Instant,
    ) -> Result<Option<Claim>, StoreError> {
        let mut claim = self.claim(format!("webot:turn:{id}"), "");
        claim.turn = Some(turn);
        let mut pause = PAUSES.0;
        while self.held(&claim, TURN_MS).await?.is_some() {
            if !wait(&mut pause, until).await {
                claim.open = false;
                return Ok(None);
            }
        }
        Ok(Some(claim))
    }

    pub(super) async fn begin(self: &Arc<Self>, push: &str, patience: Duration) -> Result<Begun, StoreError> {
        let until = Instant::now() + patience;
        let mut claim = self.claim(format!("webot:push:{push}"), "p");
        let mut pause = PAUSES.0;
        loop {
            match self.held(&claim, UNDER_WAY_MS).await? {
                None => return Ok(Begun::Mine(Mine(Answering::Redis(claim)))),
                Some(held) => {
                    if let Some(answer) = held.strip_prefix(b"a") {
                        claim.open = false;
                        return Ok(Begun::Answered(answer.to_vec()));
                    }
                }
            }
            if !wait(&mut pause, until).await {
                claim.open = false;
                return Ok(Begun::Late);
            }
        }
    }

    pub(super) async fn nonce_is_new(&self, nonce: &str, ttl_ms: u64) -> Result<bool, StoreError> {
        let command = eval(CLAIM, &format!("webot:nonce:{nonce}"), self.unique(""), ttl_ms);
        let held: Option<Vec<u8>> = self.link.ask(&command).await?;
        Ok(held.is_none())
    }

    fn unique(&self, before: &str) -> String {
        format!("{before}{}{:x}", self.process, self.claims.fetch_add(1, Ordering::Relaxed))
    }

    /// It counts as ours before it is asked for: the answer may get lost.
    fn claim(self: &Arc<Self>, key: String, before: &str) -> Claim {
        Claim { store: Arc::clone(self), key, value: self.unique(before), open: true, turn: None }
    }

    /// Takes it, or says what somebody else has there.
    async fn held(&self, claim: &Claim, lasting_ms: u64) -> Result<Option<Vec<u8>>, StoreError> {
        self.link.ask(&eval(CLAIM, &claim.key, &claim.value, lasting_ms)).await
    }

    async fn release(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.link.ask(&eval(RELEASE, key, value, 1)).await
    }
}

impl Claim {
    /// Gives it back; where Redis has gone, it ends by itself.
    pub(super) async fn end(mut self) {
        self.store.release(&self.key, &self.value).await.ok();
        self.open = false;
    }

    /// Leaves an answer in its place.
    pub(super) async fn answer(mut self, answer: &[u8]) -> Result<(), StoreError> {
        if self.key.len() + answer.len() > self.store.limits.answer_bytes {
            self.end().await;
            return Ok(());
        }
        let value = [b"a", answer].concat();
        let command = eval(ANSWER, &self.key, value, self.store.limits.answer_ttl_ms);
        self.store.link.ask::<()>(&command).await?;
        self.open = false;
        Ok(())
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        let turn = self.turn.take();
        // It ends by itself where there is nobody left to give it back.
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

fn eval(script: &str, key: &str, first: impl redis::ToRedisArgs, lasting_ms: u64) -> Cmd {
    let mut command = redis::cmd("EVAL");
    command.arg(script).arg(1).arg(key).arg(first).arg(lasting(lasting_ms));
    command
}

fn lasting(ms: u64) -> u64 {
    ms.clamp(1, LONGEST_MS)
}

/// Pauses, longer each time; says whether there was time to.
async fn wait(pause: &mut Duration, until: Instant) -> bool {
    let now = Instant::now();
    if now >= until {
        return false;
    }
    tokio::time::sleep_until((now + *pause).min(until)).await;
    *pause = (*pause + PAUSES.0).min(PAUSES.1);
    true
}

//! The answers to pushes that may be delivered again, within a process.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher as _, BuildHasherDefault, Hasher, RandomState};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::oneshot;

use super::{ClaimKind, PushClaim, PushStatus, SessionLimits, lock};

/// The key of a push: a digest keyed with random numbers of this process, so that collisions cannot be constructed.
type PushDigest = u128;
/// The size of a digest, in bytes.
const DIGEST_BYTES: usize = 16;

/// A hasher for digests, which need no further hashing.
#[derive(Default)]
struct IdentityHasher(u64);

impl Hasher for IdentityHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "half of it is enough")]
    fn write_u128(&mut self, digest: u128) {
        self.0 = digest as u64;
    }
}

/// The pushes that are in progress or answered.
pub(super) struct Pushes {
    keys: [RandomState; 2],
    known: Mutex<PushTable>,
    ttl_ms: u64,
    max_answers: usize,
    max_answer_bytes: usize,
}

#[derive(Default)]
struct PushTable {
    pushes: HashMap<PushDigest, PushState, BuildHasherDefault<IdentityHasher>>,
    /// The answered pushes, oldest first.
    order: VecDeque<AnswerRecord>,
    answered: u64,
    bytes: usize,
}

/// The data that decides when an answer is dropped.
struct AnswerRecord {
    push: PushDigest,
    number: u64,
    at: u64,
    bytes: usize,
}

enum PushState {
    /// In progress, with its waiters in order. Exists as long as a [`LocalClaim`] does.
    InProgress(Vec<oneshot::Sender<PushStatus>>),
    Answered {
        answer: Box<[u8]>,
        number: u64,
    },
}

/// The right to answer a push; passes to the next waiter if it is dropped unfinished.
pub(super) struct LocalClaim {
    pushes: Arc<Pushes>,
    push: Option<PushDigest>,
}

enum Lookup {
    Known(PushStatus),
    Wait(oneshot::Receiver<PushStatus>),
}

impl Pushes {
    pub(super) fn new(limits: &SessionLimits) -> Self {
        Self {
            keys: [RandomState::new(), RandomState::new()],
            known: Mutex::default(),
            ttl_ms: limits.answer_ttl_ms,
            max_answers: limits.max_answers,
            max_answer_bytes: limits.max_answer_bytes,
        }
    }

    pub(super) async fn claim_push(
        self: &Arc<Self>,
        push: &str,
        now: u64,
        wait_timeout: Duration,
    ) -> PushStatus {
        match self.look_up(push, now) {
            Lookup::Known(status) => status,
            // A claim that arrives too late is dropped with the receiver, and so passes to the next waiter.
            Lookup::Wait(waiting) => match Box::pin(tokio::time::timeout(wait_timeout, waiting)).await {
                Ok(Ok(status)) => status,
                _ => PushStatus::TimedOut,
            },
        }
    }

    fn digest(&self, push: &str) -> PushDigest {
        let [high, low] = [0, 1].map(|key: usize| self.keys[key].hash_one(push));
        u128::from(high) << 64 | u128::from(low)
    }

    fn look_up(self: &Arc<Self>, push: &str, now: u64) -> Lookup {
        let push = self.digest(push);
        let mut known = lock(&self.known);
        self.drop_old_answers(&mut known, now);
        match known.pushes.get_mut(&push) {
            Some(PushState::Answered { answer, .. }) => {
                return Lookup::Known(PushStatus::Answered(answer.to_vec()));
            }
            Some(PushState::InProgress(waiters)) => {
                if waiters.len() == waiters.capacity() {
                    waiters.retain(|waiter| !waiter.is_closed());
                }
                let (tell, waiting) = oneshot::channel();
                waiters.push(tell);
                return Lookup::Wait(waiting);
            }
            None => {}
        }
        known.pushes.insert(push, PushState::InProgress(Vec::new()));
        drop(known);
        Lookup::Known(self.claim(push))
    }

    fn claim(self: &Arc<Self>, push: PushDigest) -> PushStatus {
        PushStatus::Unanswered(PushClaim(ClaimKind::Local(LocalClaim {
            pushes: Arc::clone(self),
            push: Some(push),
        })))
    }

    /// Drops expired answers, and the oldest ones while the table is full.
    fn drop_old_answers(&self, known: &mut PushTable, now: u64) {
        while let Some(oldest) = known.order.front() {
            let full = known.order.len() > self.max_answers || known.bytes > self.max_answer_bytes;
            if !full && now.saturating_sub(oldest.at) < self.ttl_ms {
                break;
            }
            let Some(oldest) = known.order.pop_front() else { break };
            known.bytes -= oldest.bytes;
            let is_it = |push: &PushState| matches!(push, PushState::Answered { number, .. } if *number == oldest.number);
            if known.pushes.get(&oldest.push).is_some_and(is_it) {
                known.pushes.remove(&oldest.push);
            }
        }
    }

    fn finish(&self, push: PushDigest, answer: &[u8], now: u64) {
        let mut known = lock(&self.known);
        let bytes = DIGEST_BYTES + answer.len();
        // An answer larger than the table would only evict all others.
        let waiters = if bytes <= self.max_answer_bytes {
            known.answered += 1;
            let number = known.answered;
            known.bytes += bytes;
            known.order.push_back(AnswerRecord { push, number, at: now, bytes });
            let before = known.pushes.insert(push, PushState::Answered { answer: answer.into(), number });
            self.drop_old_answers(&mut known, now);
            before
        } else {
            known.pushes.remove(&push)
        };
        drop(known);
        if let Some(PushState::InProgress(waiters)) = waiters {
            for waiter in waiters {
                waiter.send(PushStatus::Answered(answer.to_vec())).ok();
            }
        }
    }

    fn give_up(self: &Arc<Self>, push: PushDigest) {
        let mut known = lock(&self.known);
        let Some(PushState::InProgress(waiters)) = known.pushes.get_mut(&push) else { return };
        while !waiters.is_empty() {
            let Err(status) = waiters.remove(0).send(self.claim(push)) else { return };
            // The waiter has given up and the claim comes back. Dropping it as it is would call this function again and
            // deadlock.
            if let PushStatus::Unanswered(PushClaim(ClaimKind::Local(mut claim))) = status {
                claim.push = None;
            }
        }
        known.pushes.remove(&push);
    }
}

impl LocalClaim {
    pub(super) fn finish(mut self, answer: &[u8], now: u64) {
        if let Some(push) = self.push.take() {
            self.pushes.finish(push, answer, now);
        }
    }
}

impl Drop for LocalClaim {
    fn drop(&mut self) {
        if let Some(push) = self.push.take() {
            self.pushes.give_up(push);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pushes(limits: &SessionLimits) -> Arc<Pushes> {
        Arc::new(Pushes::new(limits))
    }

    fn answer(pushes: &Arc<Pushes>, push: &str, answer: &[u8], now: u64) {
        let Lookup::Known(PushStatus::Unanswered(PushClaim(ClaimKind::Local(claim)))) =
            pushes.look_up(push, now)
        else {
            panic!("it was known")
        };
        claim.finish(answer, now);
    }

    fn is_known(pushes: &Arc<Pushes>, push: &str, now: u64) -> bool {
        matches!(pushes.look_up(push, now), Lookup::Known(PushStatus::Answered(_)))
    }

    #[test]
    fn answers_are_bounded_by_number_bytes_and_time() {
        let pushes = pushes(&SessionLimits {
            max_answers: 3,
            max_answer_bytes: 130,
            answer_ttl_ms: 50,
            ..SessionLimits::default()
        });
        for push in ["1", "2", "3", "4"] {
            answer(&pushes, push, b"success", 10);
        }
        assert!(!is_known(&pushes, "1", 10));
        assert!(is_known(&pushes, "2", 59));
        answer(&pushes, "5", &[b'x'; 91], 11);
        assert!(!is_known(&pushes, "3", 11));
        assert!(is_known(&pushes, "4", 11) && is_known(&pushes, "5", 11));
        answer(&pushes, "6", &[b'x'; 120], 12);
        assert!(is_known(&pushes, "5", 12) && !is_known(&pushes, "6", 12), "it had no room at all");
        assert!(!is_known(&pushes, "4", 60) && is_known(&pushes, "5", 60) && !is_known(&pushes, "5", 61));
        let known = lock(&pushes.known);
        assert_eq!((known.pushes.len(), known.order.len(), known.bytes), (0, 0, 0));
    }

    #[test]
    fn waiters_that_gave_up_are_skipped_and_do_not_accumulate() {
        let pushes = pushes(&SessionLimits::default());
        let Lookup::Known(first) = pushes.look_up("1", 0) else { panic!("a wait") };
        for _ in 0..10_000 {
            assert!(matches!(pushes.look_up("1", 0), Lookup::Wait(_)));
        }
        let Some(PushState::InProgress(waiters)) = lock(&pushes.known).pushes.remove(&pushes.digest("1"))
        else {
            panic!("nothing")
        };
        assert!(waiters.capacity() < 64);
        lock(&pushes.known).pushes.insert(pushes.digest("1"), PushState::InProgress(waiters));
        let Lookup::Wait(mut waiting) = pushes.look_up("1", 0) else { panic!("no wait") };
        drop(first);
        drop(waiting.try_recv().expect("the right"));
        assert!(lock(&pushes.known).pushes.is_empty());
    }
}

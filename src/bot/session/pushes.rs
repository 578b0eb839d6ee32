//! The answers to pushes that may be delivered again, within a process.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher as _, BuildHasherDefault, Hasher, RandomState};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::oneshot;

use super::{Answering, Begun, Limits, Mine, lock};

/// What a push is kept under: a digest with a key of this process, which nobody can aim at.
type Name = u128;
/// The bytes of a name.
const NAME_BYTES: usize = 16;

/// A name is a hash already.
#[derive(Default)]
struct Itself(u64);

impl Hasher for Itself {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "half of it is enough")]
    fn write_u128(&mut self, name: u128) {
        self.0 = name as u64;
    }
}

/// The pushes under way and those that were answered.
pub(super) struct Pushes {
    keys: [RandomState; 2],
    known: Mutex<Known>,
    ttl_ms: u64,
    most: usize,
    most_bytes: usize,
}

#[derive(Default)]
struct Known {
    pushes: HashMap<Name, Push, BuildHasherDefault<Itself>>,
    /// The answered ones in order.
    order: VecDeque<Entry>,
    answered: u64,
    bytes: usize,
}

/// An answer that is kept: what tells when it goes, without a look at the answer itself.
struct Entry {
    push: Name,
    number: u64,
    at: u64,
    bytes: usize,
}

enum Push {
    /// Those who wait, in order. It is there for as long as somebody is [`LocalMine`].
    UnderWay(Vec<oneshot::Sender<Begun>>),
    Answered {
        answer: Box<[u8]>,
        number: u64,
    },
}

/// The right to answer; given to one who waits when it is dropped unfinished.
pub(super) struct LocalMine {
    pushes: Arc<Pushes>,
    push: Option<Name>,
}

enum Step {
    Is(Begun),
    Wait(oneshot::Receiver<Begun>),
}

impl Pushes {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            keys: [RandomState::new(), RandomState::new()],
            known: Mutex::default(),
            ttl_ms: limits.answer_ttl_ms,
            most: limits.answers,
            most_bytes: limits.answer_bytes,
        }
    }

    pub(super) async fn begin(self: &Arc<Self>, push: &str, now: u64, patience: Duration) -> Begun {
        match self.step(push, now) {
            Step::Is(begun) => begun,
            // What comes too late is dropped with the receiver; the right to answer so goes on to the next.
            Step::Wait(waiting) => match tokio::time::timeout(patience, waiting).await {
                Ok(Ok(begun)) => begun,
                _ => Begun::Late,
            },
        }
    }

    fn name(&self, push: &str) -> Name {
        let [high, low] = [0, 1].map(|key: usize| self.keys[key].hash_one(push));
        u128::from(high) << 64 | u128::from(low)
    }

    fn step(self: &Arc<Self>, push: &str, now: u64) -> Step {
        let push = self.name(push);
        let mut known = lock(&self.known);
        self.shrink(&mut known, now);
        match known.pushes.get_mut(&push) {
            Some(Push::Answered { answer, .. }) => return Step::Is(Begun::Answered(answer.to_vec())),
            Some(Push::UnderWay(waiters)) => {
                if waiters.len() == waiters.capacity() {
                    waiters.retain(|waiter| !waiter.is_closed());
                }
                let (tell, waiting) = oneshot::channel();
                waiters.push(tell);
                return Step::Wait(waiting);
            }
            None => {}
        }
        known.pushes.insert(push, Push::UnderWay(Vec::new()));
        drop(known);
        Step::Is(self.mine(push))
    }

    fn mine(self: &Arc<Self>, push: Name) -> Begun {
        Begun::Mine(Mine(Answering::Here(LocalMine { pushes: Arc::clone(self), push: Some(push) })))
    }

    /// Drops the oldest answers: those that ended, and those there is no room for.
    fn shrink(&self, known: &mut Known, now: u64) {
        while let Some(oldest) = known.order.front() {
            let full = known.order.len() > self.most || known.bytes > self.most_bytes;
            if !full && now.saturating_sub(oldest.at) < self.ttl_ms {
                break;
            }
            let Some(oldest) = known.order.pop_front() else { break };
            known.bytes -= oldest.bytes;
            let is_it =
                |push: &Push| matches!(push, Push::Answered { number, .. } if *number == oldest.number);
            if known.pushes.get(&oldest.push).is_some_and(is_it) {
                known.pushes.remove(&oldest.push);
            }
        }
    }

    fn finish(&self, push: Name, answer: &[u8], now: u64) {
        let mut known = lock(&self.known);
        let bytes = NAME_BYTES + answer.len();
        // One that had no room would only push out the others.
        let waiters = if bytes <= self.most_bytes {
            known.answered += 1;
            let number = known.answered;
            known.bytes += bytes;
            known.order.push_back(Entry { push, number, at: now, bytes });
            let before = known.pushes.insert(push, Push::Answered { answer: answer.into(), number });
            self.shrink(&mut known, now);
            before
        } else {
            known.pushes.remove(&push)
        };
        drop(known);
        if let Some(Push::UnderWay(waiters)) = waiters {
            for waiter in waiters {
                waiter.send(Begun::Answered(answer.to_vec())).ok();
            }
        }
    }

    fn give_up(self: &Arc<Self>, push: Name) {
        let mut known = lock(&self.known);
        let Some(Push::UnderWay(waiters)) = known.pushes.get_mut(&push) else { return };
        while !waiters.is_empty() {
            let Err(begun) = waiters.remove(0).send(self.mine(push)) else { return };
            // It comes back from one who gave up; dropping it as it is would come here again, and wait for the lock.
            if let Begun::Mine(Mine(Answering::Here(mut mine))) = begun {
                mine.push = None;
            }
        }
        known.pushes.remove(&push);
    }
}

impl LocalMine {
    pub(super) fn finish(mut self, answer: &[u8], now: u64) {
        if let Some(push) = self.push.take() {
            self.pushes.finish(push, answer, now);
        }
    }
}

impl Drop for LocalMine {
    fn drop(&mut self) {
        if let Some(push) = self.push.take() {
            self.pushes.give_up(push);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pushes(limits: &Limits) -> Arc<Pushes> {
        Arc::new(Pushes::new(limits))
    }

    fn answer(pushes: &Arc<Pushes>, push: &str, answer: &[u8], now: u64) {
        let Step::Is(Begun::Mine(Mine(Answering::Here(mine)))) = pushes.step(push, now) else {
            panic!("it was known")
        };
        mine.finish(answer, now);
    }

    fn is_known(pushes: &Arc<Pushes>, push: &str, now: u64) -> bool {
        matches!(pushes.step(push, now), Step::Is(Begun::Answered(_)))
    }

    #[test]
    fn answers_are_bounded_by_number_bytes_and_time() {
        let pushes =
            pushes(&Limits { answers: 3, answer_bytes: 130, answer_ttl_ms: 50, ..Limits::default() });
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
    fn those_who_gave_up_are_passed_over_and_do_not_pile_up() {
        let pushes = pushes(&Limits::default());
        let Step::Is(first) = pushes.step("1", 0) else { panic!("a wait") };
        for _ in 0..10_000 {
            assert!(matches!(pushes.step("1", 0), Step::Wait(_)));
        }
        let Some(Push::UnderWay(waiters)) = lock(&pushes.known).pushes.remove(&pushes.name("1")) else {
            panic!("nothing")
        };
        assert!(waiters.capacity() < 64);
        lock(&pushes.known).pushes.insert(pushes.name("1"), Push::UnderWay(waiters));
        let Step::Wait(mut waiting) = pushes.step("1", 0) else { panic!("no wait") };
        drop(first);
        drop(waiting.try_recv().expect("the right"));
        assert!(lock(&pushes.known).pushes.is_empty());
    }
}

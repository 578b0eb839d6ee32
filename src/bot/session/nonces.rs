//! Nonces that were seen, as 64 bits each: 200,000 of them take under 5 MB.
//!
//! `HashSet` would take twice the room once entries come and go: what was removed leaves marks that make it grow.

use std::collections::VecDeque;
use std::hash::{BuildHasher as _, RandomState};

/// The nonces of the last while.
pub(super) struct Nonces {
    hasher: RandomState,
    set: Set,
    order: VecDeque<Seen>,
    most: usize,
    last_ms: u64,
}

/// The longest time for which the low half of a time tells ages apart, in ms: twelve days.
const LONGEST_MS: u32 = 1 << 30;

/// A hash in two halves and the low half of the time: 12 bytes, where two `u64` took 16.
struct Seen {
    hash: [u32; 2],
    at: u32,
}

/// Hashes by open addressing, 0 for none: at most four of five places are taken.
#[derive(Default)]
struct Set {
    places: Vec<u64>,
    len: usize,
}

impl Nonces {
    /// Keeps `most` of them, and one at least.
    pub(super) fn new(most: usize) -> Self {
        Self {
            hasher: RandomState::new(),
            set: Set::default(),
            order: VecDeque::new(),
            most: most.max(1),
            last_ms: 0,
        }
    }

    /// Whether it was not seen within `ttl_ms`; it has been from now on.
    pub(super) fn is_new(&mut self, nonce: &str, now_ms: u64, ttl_ms: u64) -> bool {
        let at = low(now_ms);
        let ttl = u32::try_from(ttl_ms).map_or(LONGEST_MS, |ttl| ttl.min(LONGEST_MS));
        if now_ms.saturating_sub(self.last_ms) >= u64::from(ttl) {
            (self.set, self.order) = (Set::default(), VecDeque::new());
        }
        self.last_ms = now_ms;
        while self.order.front().is_some_and(|seen| age(seen.at, at) >= ttl) {
            self.forget_one();
        }
        // 0 is no hash.
        let hash = self.hasher.hash_one(nonce).max(1);
        if !self.set.insert(hash) {
            return false;
        }
        if self.order.len() >= self.most {
            self.forget_one();
        }
        if self.order.len() == self.order.capacity() {
            // Doubled, but not beyond what is ever needed.
            let more = self.order.len().max(16).min(self.most - self.order.len());
            self.order.reserve_exact(more);
        }
        self.order.push_back(Seen { hash: [low(hash >> 32), low(hash)], at });
        true
    }

    fn forget_one(&mut self) {
        let Some(seen) = self.order.pop_front() else { return };
        self.set.remove((u64::from(seen.hash[0]) << 32) | u64::from(seen.hash[1]));
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the low half is what is asked for")]
fn low(value: u64) -> u32 {
    value as u32
}

/// How long ago, in ms; nothing where the clock went back.
fn age(at: u32, now: u32) -> u32 {
    let age = now.wrapping_sub(at);
    if age > i32::MAX.cast_unsigned() { 0 } else { age }
}

impl Set {
    fn home(&self, hash: u64) -> usize {
        // The length is a power of two.
        #[expect(clippy::cast_possible_truncation, reason = "the low bits are enough")]
        let home = hash as usize & (self.places.len() - 1);
        home
    }

    fn after(&self, place: usize) -> usize {
        (place + 1) & (self.places.len() - 1)
    }

    /// Where it is, or the free place where it would be.
    fn find(&self, hash: u64) -> usize {
        let mut place = self.home(hash);
        while self.places[place] != 0 && self.places[place] != hash {
            place = self.after(place);
        }
        place
    }

    fn insert(&mut self, hash: u64) -> bool {
        if (self.len + 1) * 5 > self.places.len() * 4 {
            self.grow();
        }
        let place = self.find(hash);
        if self.places[place] != 0 {
            return false;
        }
        self.places[place] = hash;
        self.len += 1;
        true
    }

    fn grow(&mut self) {
        let more = vec![0; (self.places.len() * 2).max(16)];
        for hash in std::mem::replace(&mut self.places, more) {
            if hash != 0 {
                let place = self.find(hash);
                self.places[place] = hash;
            }
        }
    }

    /// Frees its place, and moves up those behind that would not be found across the gap.
    fn remove(&mut self, hash: u64) {
        if self.len == 0 {
            return;
        }
        let mut gap = self.find(hash);
        if self.places[gap] == 0 {
            return;
        }
        self.len -= 1;
        let mask = self.places.len() - 1;
        let mut place = self.after(gap);
        while self.places[place] != 0 {
            let from_home = place.wrapping_sub(self.home(self.places[place])) & mask;
            if from_home >= place.wrapping_sub(gap) & mask {
                self.places[gap] = self.places[place];
                gap = place;
            }
            place = self.after(place);
        }
        self.places[gap] = 0;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_nonce_is_new_once() {
        let mut nonces = Nonces::new(10);
        assert!(nonces.is_new("a", 1000, 500));
        assert!(!nonces.is_new("a", 1499, 500));
        assert!(nonces.is_new("a", 1500, 500), "it had ended");
        assert!(!nonces.is_new("a", 900, 500), "the clock went back");
        let wraps = u64::from(u32::MAX);
        assert!(nonces.is_new("b", wraps, 500));
        assert!(!nonces.is_new("b", wraps + 400, 500), "the low half began anew");
        assert!(nonces.is_new("b", wraps + 500, 500));
        for nonce in 0..10 {
            assert!(nonces.is_new(&format!("n{nonce}"), wraps + 600, 500));
        }
        assert!(nonces.is_new("b", wraps + 600, 500), "there was room for ten");
    }

    #[test]
    fn a_long_silence_is_no_riddle() {
        let mut nonces = Nonces::new(10);
        for days in [0, 1, 20, 30, 45, 49, 50, 60, 200] {
            let now = days * days * 24 * 3_600_000;
            assert!(nonces.is_new("a", now, 300_000), "{days}");
            assert!(!nonces.is_new("a", now + 299_999, 300_000), "{days}");
        }
    }

    #[test]
    fn a_set_that_comes_and_goes_is_a_set() {
        let (mut set, mut model) = (Set::default(), HashSet::new());
        let mut random = 1_u64;
        for _ in 0..200_000 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            // Few of them, with few homes, all at the end: they collide, wrap around and come again.
            let hash = (((random >> 33) % 5) << 40) | (0xf_ffff - (random >> 20) % 48);
            if random & 1 == 0 {
                assert_eq!(set.insert(hash), model.insert(hash));
            } else {
                set.remove(hash);
                model.remove(&hash);
            }
            assert_eq!(set.len, model.len());
        }
        assert!(model.iter().all(|hash| !set.insert(*hash)));
    }

    #[test]
    fn memory_is_bounded() {
        let mut nonces = Nonces::new(200_000);
        for nonce in 0..1_000_000_u64 {
            assert!(nonces.is_new(&nonce.to_string(), nonce, 250_000));
        }
        let bytes = nonces.set.places.capacity() * 8 + nonces.order.capacity() * size_of::<Seen>();
        assert_eq!(nonces.order.len(), 200_000);
        assert!(bytes <= 5_000_000, "{bytes}");
    }
}

//! Used nonces, as hashes of 64 bits: 200,000 of them take less than 5 MB.
//!
//! A `HashSet` would take twice the memory once entries are removed, because their tombstones make it grow.

use std::collections::VecDeque;
use std::hash::{BuildHasher as _, RandomState};

/// The nonces used recently.
pub(super) struct Nonces {
    hasher: RandomState,
    set: HashTable,
    order: VecDeque<UsedNonce>,
    capacity: usize,
    last_ms: u64,
}

/// The maximum time to live, in ms (twelve days): the low half of a timestamp cannot measure longer ages.
const MAX_TTL_MS: u32 = 1 << 30;

/// A hash in two halves and the low half of its time: 12 bytes, while two `u64` take 16.
struct UsedNonce {
    hash: [u32; 2],
    at: u32,
}

/// A table of hashes with open addressing, in which 0 marks a free slot. At most four of five slots are taken.
#[derive(Default)]
struct HashTable {
    slots: Vec<u64>,
    len: usize,
}

impl Nonces {
    /// Returns a set for `capacity` nonces, at least one.
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            hasher: RandomState::new(),
            set: HashTable::default(),
            order: VecDeque::new(),
            capacity: capacity.max(1),
            last_ms: 0,
        }
    }

    /// Returns whether the nonce was not used within `ttl_ms`, and marks it as used.
    pub(super) fn is_new(&mut self, nonce: &str, now_ms: u64, ttl_ms: u64) -> bool {
        let at = low(now_ms);
        let ttl = u32::try_from(ttl_ms).map_or(MAX_TTL_MS, |ttl| ttl.min(MAX_TTL_MS));
        if now_ms.saturating_sub(self.last_ms) >= u64::from(ttl) {
            (self.set, self.order) = (HashTable::default(), VecDeque::new());
        }
        self.last_ms = now_ms;
        while self.order.front().is_some_and(|used| age(used.at, at) >= ttl) {
            self.drop_oldest();
        }
        // 0 marks a free slot.
        let hash = self.hasher.hash_one(nonce).max(1);
        if !self.set.insert(hash) {
            return false;
        }
        if self.order.len() >= self.capacity {
            self.drop_oldest();
        }
        if self.order.len() == self.order.capacity() {
            // Doubles the capacity, up to the maximum.
            let more = self.order.len().max(16).min(self.capacity - self.order.len());
            self.order.reserve_exact(more);
        }
        self.order.push_back(UsedNonce { hash: [low(hash >> 32), low(hash)], at });
        true
    }

    fn drop_oldest(&mut self) {
        let Some(used) = self.order.pop_front() else { return };
        self.set.remove((u64::from(used.hash[0]) << 32) | u64::from(used.hash[1]));
    }
}

#[expect(clippy::cast_possible_truncation, reason = "only the low half is needed")]
fn low(value: u64) -> u32 {
    value as u32
}

/// Returns an age in ms; 0 if the clock went back.
fn age(at: u32, now: u32) -> u32 {
    let age = now.wrapping_sub(at);
    if age > i32::MAX.cast_unsigned() { 0 } else { age }
}

impl HashTable {
    fn home(&self, hash: u64) -> usize {
        // The length is a power of two.
        #[expect(clippy::cast_possible_truncation, reason = "the low bits are enough")]
        let home = hash as usize & (self.slots.len() - 1);
        home
    }

    fn after(&self, slot: usize) -> usize {
        (slot + 1) & (self.slots.len() - 1)
    }

    /// Returns the slot of a hash, or the free slot for it.
    fn find(&self, hash: u64) -> usize {
        let mut slot = self.home(hash);
        while self.slots[slot] != 0 && self.slots[slot] != hash {
            slot = self.after(slot);
        }
        slot
    }

    fn insert(&mut self, hash: u64) -> bool {
        if (self.len + 1) * 5 > self.slots.len() * 4 {
            self.grow();
        }
        let slot = self.find(hash);
        if self.slots[slot] != 0 {
            return false;
        }
        self.slots[slot] = hash;
        self.len += 1;
        true
    }

    fn grow(&mut self) {
        let more = vec![0; (self.slots.len() * 2).max(16)];
        for hash in std::mem::replace(&mut self.slots, more) {
            if hash != 0 {
                let slot = self.find(hash);
                self.slots[slot] = hash;
            }
        }
    }

    /// Frees the slot of a hash, and moves up later entries that could no longer be found.
    fn remove(&mut self, hash: u64) {
        if self.len == 0 {
            return;
        }
        let mut gap = self.find(hash);
        if self.slots[gap] == 0 {
            return;
        }
        self.len -= 1;
        let mask = self.slots.len() - 1;
        let mut slot = self.after(gap);
        while self.slots[slot] != 0 {
            let from_home = slot.wrapping_sub(self.home(self.slots[slot])) & mask;
            if from_home >= slot.wrapping_sub(gap) & mask {
                self.slots[gap] = self.slots[slot];
                gap = slot;
            }
            slot = self.after(slot);
        }
        self.slots[gap] = 0;
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
    fn nonces_expire_after_long_pauses() {
        let mut nonces = Nonces::new(10);
        for days in [0, 1, 20, 30, 45, 49, 50, 60, 200] {
            let now = days * days * 24 * 3_600_000;
            assert!(nonces.is_new("a", now, 300_000), "{days}");
            assert!(!nonces.is_new("a", now + 299_999, 300_000), "{days}");
        }
    }

    #[test]
    fn a_table_with_insertions_and_removals_agrees_with_a_hash_set() {
        let (mut set, mut model) = (HashTable::default(), HashSet::new());
        let mut random = 1_u64;
        for _ in 0..200_000 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            // A few hashes with few home slots at the end of the table collide, wrap around and recur.
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
        let bytes = nonces.set.slots.capacity() * 8 + nonces.order.capacity() * size_of::<UsedNonce>();
        assert_eq!(nonces.order.len(), 200_000);
        assert!(bytes <= 5_000_000, "{bytes}");
    }
}

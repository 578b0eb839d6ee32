//! Sessions in memory, as JSON text of known size.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use super::SessionLimits;

/// The number of stale uses that are kept before they are swept.
const MAX_STALE_USES: usize = 64;

/// A bounded table of sessions. It drops expired sessions, and the least recently used ones if it is full.
pub(super) struct SessionTable {
    entries: HashMap<Arc<str>, Entry>,
    /// The uses of all entries in order; each but the last use of an entry is stale.
    uses: VecDeque<(Arc<str>, u64)>,
    last_use: u64,
    weight: usize,
    evicted: bool,
    ttl_ms: u64,
    max_sessions: usize,
    max_bytes: usize,
}

struct Entry {
    id: Arc<str>,
    text: Arc<str>,
    /// The times of the last use and of the last save, in ms.
    used_at: u64,
    saved_at: u64,
    weight: usize,
    /// The number of the last use.
    last_use: u64,
}

/// A session found in the table.
pub(super) struct FoundSession {
    pub(super) text: Arc<str>,
    /// The time of the last save, in ms.
    pub(super) saved_at: u64,
}

impl SessionTable {
    pub(super) fn new(limits: &SessionLimits) -> Self {
        Self {
            entries: HashMap::new(),
            uses: VecDeque::new(),
            last_use: 0,
            weight: 0,
            evicted: false,
            ttl_ms: limits.ttl_ms,
            max_sessions: limits.max_sessions,
            max_bytes: limits.max_bytes,
        }
    }

    /// Returns the weight of all sessions, in bytes.
    pub(super) fn weight(&self) -> usize {
        self.weight
    }

    /// Returns whether any session has been evicted because the table was full.
    pub(super) fn evicted(&self) -> bool {
        self.evicted
    }

    /// Returns a session and records the use.
    pub(super) fn get(&mut self, id: &str, now: u64) -> Option<FoundSession> {
        let entry = self.entries.get_mut(id)?;
        if now.saturating_sub(entry.used_at) >= self.ttl_ms {
            self.remove(id);
            return None;
        }
        entry.used_at = now;
        let found = FoundSession { text: Arc::clone(&entry.text), saved_at: entry.saved_at };
        if entry.last_use != self.last_use {
            self.last_use += 1;
            entry.last_use = self.last_use;
            self.uses.push_back((Arc::clone(&entry.id), self.last_use));
            self.sweep();
        }
        Some(found)
    }

    /// Stores a session, or removes it if `text` is `None`. `weight` is its size in bytes. Returns whether anything
    /// changed.
    pub(super) fn set(&mut self, id: &str, text: Option<&Arc<str>>, now: u64, weight: usize) -> bool {
        let removed = self.remove(id);
        let Some(text) = text else { return removed };
        self.last_use += 1;
        let id: Arc<str> = id.into();
        self.uses.push_back((Arc::clone(&id), self.last_use));
        self.weight += weight;
        let text = Arc::clone(text);
        let entry =
            Entry { id: Arc::clone(&id), text, used_at: now, saved_at: now, weight, last_use: self.last_use };
        self.entries.insert(id, entry);
        self.evict(now);
        self.sweep();
        true
    }

    fn remove(&mut self, id: &str) -> bool {
        let Some(entry) = self.entries.remove(id) else { return false };
        self.weight -= entry.weight;
        true
    }

    /// Drops expired sessions, and the least recently used ones while the table is full.
    fn evict(&mut self, now: u64) {
        while let Some((id, used)) = self.uses.front() {
            if let Some(entry) = self.entries.get(id).filter(|entry| entry.last_use == *used) {
                let ended = now.saturating_sub(entry.used_at) >= self.ttl_ms;
                let full = self.entries.len() > self.max_sessions || self.weight > self.max_bytes;
                if !ended && !full {
                    break;
                }
                self.evicted |= !ended;
                let id = Arc::clone(id);
                self.remove(&id);
            }
            self.uses.pop_front();
        }
    }

    /// Drops the stale uses once they are the majority, which makes the cost constant per use.
    fn sweep(&mut self) {
        if self.uses.len() > 2 * self.entries.len() + MAX_STALE_USES {
            let entries = &self.entries;
            self.uses.retain(|(id, used)| entries.get(id).is_some_and(|entry| entry.last_use == *used));
            self.uses.shrink_to(2 * self.uses.len() + MAX_STALE_USES);
        }
    }

    /// Returns the sessions that have not expired, the least recently used first: id, time of the last use, text.
    pub(super) fn all(&self, now: u64) -> Vec<(Arc<str>, u64, Arc<str>)> {
        let live = self.uses.iter().filter_map(|(id, used)| {
            self.entries
                .get(id)
                .filter(|entry| entry.last_use == *used && now.saturating_sub(entry.used_at) < self.ttl_ms)
        });
        live.map(|entry| (Arc::clone(&entry.id), entry.used_at, Arc::clone(&entry.text))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(limits: &SessionLimits) -> SessionTable {
        SessionTable::new(limits)
    }

    fn put(table: &mut SessionTable, id: &str, now: u64) {
        table.set(id, Some(&"{}".into()), now, 10);
    }

    #[test]
    fn the_least_recently_used_session_is_evicted_first() {
        let mut table = table(&SessionLimits { max_sessions: 3, ..SessionLimits::default() });
        for id in ["a", "b", "c"] {
            put(&mut table, id, 1);
        }
        assert!(table.get("a", 2).is_some());
        put(&mut table, "d", 3);
        let left: Vec<_> = table.all(3).into_iter().map(|(id, ..)| id.to_string()).collect();
        assert_eq!(left, ["c", "a", "d"]);
        assert!(table.evicted());
    }

    #[test]
    fn bytes_are_bounded_and_counted() {
        let mut table = table(&SessionLimits { max_bytes: 100, ..SessionLimits::default() });
        for id in 0..1000 {
            put(&mut table, &id.to_string(), 1);
        }
        assert_eq!((table.entries.len(), table.weight()), (10, 100));
        table.set("huge", Some(&"{}".into()), 1, 101);
        assert_eq!((table.entries.len(), table.weight()), (0, 0), "it has no room at all");
    }

    #[test]
    fn stale_uses_are_swept() {
        let mut table = table(&SessionLimits { ttl_ms: 1000, ..SessionLimits::default() });
        for round in 0..10_000_u64 {
            for id in ["a", "b", "c"] {
                put(&mut table, id, round);
                assert!(table.get("a", round).is_some());
            }
        }
        assert!(table.uses.len() <= 2 * 3 + MAX_STALE_USES + 1, "{}", table.uses.len());
        assert!(table.uses.capacity() <= 4 * MAX_STALE_USES, "{}", table.uses.capacity());
        for id in 0..1000 {
            put(&mut table, &id.to_string(), 20_000);
        }
        put(&mut table, "late", 30_000);
        assert_eq!((table.entries.len(), table.weight()), (1, 10), "expired sessions are dropped");
    }

    #[test]
    fn a_clock_that_goes_back_expires_no_session() {
        let mut table = table(&SessionLimits { ttl_ms: 1000, ..SessionLimits::default() });
        put(&mut table, "a", 50_000);
        assert!(table.get("a", 10).is_some());
        assert!(table.get("a", 1009).is_some());
        assert!(table.get("a", 2009).is_none(), "1000 ms after its last use");
    }
}

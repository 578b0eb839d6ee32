//! Sessions by id in memory, as JSON text: small, and of known size.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use super::Limits;

/// Stale uses that are put up with before they are swept.
const STALE: usize = 64;

/// A bounded table of sessions, which forgets those that ended and those unused longest.
pub(super) struct Table {
    entries: HashMap<Arc<str>, Entry>,
    /// Each use of an entry, in order; all but its last are stale.
    uses: VecDeque<(Arc<str>, u64)>,
    used: u64,
    weight: usize,
    evicted: bool,
    ttl_ms: u64,
    most: usize,
    bytes: usize,
}

struct Entry {
    id: Arc<str>,
    text: Arc<str>,
    /// When it was used last, and when it was saved last.
    at: u64,
    saved: u64,
    weight: usize,
    /// The number of its last use.
    used: u64,
}

/// A session that was found.
pub(super) struct Found {
    pub(super) text: Arc<str>,
    /// When it was saved last.
    pub(super) saved: u64,
}

impl Table {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            entries: HashMap::new(),
            uses: VecDeque::new(),
            used: 0,
            weight: 0,
            evicted: false,
            ttl_ms: limits.ttl_ms,
            most: limits.most,
            bytes: limits.bytes,
        }
    }

    /// The weights of what is kept, together.
    pub(super) fn weight(&self) -> usize {
        self.weight
    }

    /// Whether any was ever dropped for want of room.
    pub(super) fn evicted(&self) -> bool {
        self.evicted
    }

    /// Finds a session, and notes the use.
    pub(super) fn get(&mut self, id: &str, now: u64) -> Option<Found> {
        let entry = self.entries.get_mut(id)?;
        if now.saturating_sub(entry.at) >= self.ttl_ms {
            self.remove(id);
            return None;
        }
        entry.at = now;
        let found = Found { text: Arc::clone(&entry.text), saved: entry.saved };
        if entry.used != self.used {
            self.used += 1;
            entry.used = self.used;
            self.uses.push_back((Arc::clone(&entry.id), self.used));
            self.sweep();
        }
        Some(found)
    }

    /// Keeps or removes a session; `weight` counts against `bytes`. Says whether anything changed.
    pub(super) fn set(&mut self, id: &str, text: Option<&Arc<str>>, now: u64, weight: usize) -> bool {
        let removed = self.remove(id);
        let Some(text) = text else { return removed };
        self.used += 1;
        let id: Arc<str> = id.into();
        self.uses.push_back((Arc::clone(&id), self.used));
        self.weight += weight;
        let text = Arc::clone(text);
        let entry = Entry { id: Arc::clone(&id), text, at: now, saved: now, weight, used: self.used };
        self.entries.insert(id, entry);
        self.shrink(now);
        self.sweep();
        true
    }

    fn remove(&mut self, id: &str) -> bool {
        let Some(entry) = self.entries.remove(id) else { return false };
        self.weight -= entry.weight;
        true
    }

    /// Drops from the front what has ended, and what there is no room for.
    fn shrink(&mut self, now: u64) {
        while let Some((id, used)) = self.uses.front() {
            if let Some(entry) = self.entries.get(id).filter(|entry| entry.used == *used) {
                let ended = now.saturating_sub(entry.at) >= self.ttl_ms;
                let full = self.entries.len() > self.most || self.weight > self.bytes;
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

    /// Drops the stale uses once they are the greater part, so that each is paid for by the use that made it stale.
    fn sweep(&mut self) {
        if self.uses.len() > 2 * self.entries.len() + STALE {
            let entries = &self.entries;
            self.uses.retain(|(id, used)| entries.get(id).is_some_and(|entry| entry.used == *used));
            self.uses.shrink_to(2 * self.uses.len() + STALE);
        }
    }

    /// All that have not ended, the one unused longest first: id, time of the last use, text.
    pub(super) fn all(&self, now: u64) -> Vec<(Arc<str>, u64, Arc<str>)> {
        let live = self.uses.iter().filter_map(|(id, used)| {
            self.entries
                .get(id)
                .filter(|entry| entry.used == *used && now.saturating_sub(entry.at) < self.ttl_ms)
        });
        live.map(|entry| (Arc::clone(&entry.id), entry.at, Arc::clone(&entry.text))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(limits: &Limits) -> Table {
        Table::new(limits)
    }

    fn put(table: &mut Table, id: &str, now: u64) {
        table.set(id, Some(&"{}".into()), now, 10);
    }

    #[test]
    fn the_one_unused_longest_goes_first() {
        let mut table = table(&Limits { most: 3, ..Limits::default() });
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
        let mut table = table(&Limits { bytes: 100, ..Limits::default() });
        for id in 0..1000 {
            put(&mut table, &id.to_string(), 1);
        }
        assert_eq!((table.entries.len(), table.weight()), (10, 100));
        table.set("huge", Some(&"{}".into()), 1, 101);
        assert_eq!((table.entries.len(), table.weight()), (0, 0), "it has no room at all");
    }

    #[test]
    fn uses_are_swept() {
        let mut table = table(&Limits { ttl_ms: 1000, ..Limits::default() });
        for round in 0..10_000_u64 {
            for id in ["a", "b", "c"] {
                put(&mut table, id, round);
                assert!(table.get("a", round).is_some());
            }
        }
        assert!(table.uses.len() <= 2 * 3 + STALE + 1, "{}", table.uses.len());
        assert!(table.uses.capacity() <= 4 * STALE, "{}", table.uses.capacity());
        for id in 0..1000 {
            put(&mut table, &id.to_string(), 20_000);
        }
        put(&mut table, "late", 30_000);
        assert_eq!((table.entries.len(), table.weight()), (1, 10), "those that ended have gone");
    }

    #[test]
    fn a_clock_that_goes_back_ends_nothing() {
        let mut table = table(&Limits { ttl_ms: 1000, ..Limits::default() });
        put(&mut table, "a", 50_000);
        assert!(table.get("a", 10).is_some());
        assert!(table.get("a", 1009).is_some());
        assert!(table.get("a", 2009).is_none(), "1000 ms after its last use");
    }
}

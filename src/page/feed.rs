//! The entries that a page shows, in memory: the newest version of each, within limits.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tokio::sync::watch;

/// The maximum number of entries that are kept, and their maximum size together, in bytes.
const LIMITS: (usize, usize) = (20_000, 64 << 20);
/// The same for a page beside a server, which shows what has happened lately.
const LIVE_LIMITS: (usize, usize) = (2_000, 32 << 20);
/// The size from which on entries go into the next event, in bytes.
const MAX_EVENT_BYTES: usize = 256 << 10;

/// The place up to which a page has read a feed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The number of times that the feed was cleared.
    epoch: u64,
    /// The number of the last change.
    change: u64,
}

impl Cursor {
    /// Parses the id of an event; another one is the beginning.
    pub(super) fn parse(id: &str) -> Self {
        let numbers = id.split_once('.').map(|(epoch, change)| (epoch.parse(), change.parse()));
        match numbers {
            Some((Ok(epoch), Ok(change))) => Self { epoch, change },
            _ => Self::default(),
        }
    }
}

/// An entry that is put into words when a page reads it, so that a server does no work for pages that are not open.
pub(crate) trait FeedItem: Any + Debug + Send + Sync {
    /// Returns about how much memory it takes, in bytes.
    fn bytes(&self) -> usize;
    /// Returns the JSON that pages show.
    fn shown(&self) -> Value;
}

/// The entries of a page. A page that reads slowly gets only the newest version of each, so that nothing piles up.
#[derive(Debug)]
pub(crate) struct Feed {
    entries: Mutex<Entries>,
    changed: watch::Sender<u64>,
    /// The maximum number of entries, and their maximum size together, in bytes.
    limits: (usize, usize),
}

#[derive(Debug, Default)]
struct Entries {
    epoch: u64,
    changes: u64,
    /// The ids of entries by their last change.
    order: BTreeMap<u64, u64>,
    by_id: HashMap<u64, Entry>,
    ids: BTreeSet<u64>,
    last_id: u64,
    bytes: usize,
    /// The state beside the entries, with its last change.
    state: (u64, String),
    is_closed: bool,
}

#[derive(Debug)]
struct Entry {
    change: u64,
    user: String,
    content: Content,
    record: Option<String>,
}

/// The part of an entry that pages show.
#[derive(Debug, Clone)]
enum Content {
    /// JSON.
    Text(Arc<str>),
    /// Something that is put into words for each page.
    Item(Arc<dyn FeedItem>),
}

impl Content {
    fn bytes(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Item(item) => item.bytes(),
        }
    }

    /// Appends its JSON to a list.
    fn write(&self, id: u64, list: &mut String) {
        match self {
            Self::Text(text) => list.push_str(text),
            Self::Item(item) => {
                let mut shown = item.shown();
                shown["id"] = Value::from(id);
                write!(list, "{shown}").ok();
            }
        }
    }
}

impl Entry {
    fn bytes(&self) -> usize {
        self.content.bytes() + self.record.as_ref().map_or(0, String::len)
    }
}

impl Default for Feed {
    fn default() -> Self {
        Self::limited(LIMITS)
    }
}

impl Feed {
    /// Returns the feed of a page beside a server.
    pub(crate) fn live() -> Self {
        Self::limited(LIVE_LIMITS)
    }

    fn limited(limits: (usize, usize)) -> Self {
        let entries = Entries { epoch: 1, ..Entries::default() };
        Self { entries: Mutex::new(entries), changed: watch::Sender::new(0), limits }
    }

    /// Returns the maximum number of entries.
    pub(crate) fn max_entries(&self) -> usize {
        self.limits.0
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, change: impl FnOnce(&mut Entries) -> T) -> T {
        let mut entries = self.entries();
        entries.changes += 1;
        let done = change(&mut entries);
        let changes = entries.changes;
        drop(entries);
        self.changed.send_replace(changes);
        done
    }

    /// Returns the id of a new entry.
    pub(super) fn new_id(&self) -> u64 {
        let mut entries = self.entries();
        entries.last_id += 1;
        entries.last_id
    }

    /// Sets an entry of a user: the JSON that pages show, whose `id` is set here, and the line that is saved. Of too many
    /// entries the oldest are dropped.
    pub(super) fn put(&self, id: u64, user: &str, mut shown: Value, record: Option<String>) {
        shown["id"] = Value::from(id);
        self.set(id, user.to_owned(), Content::Text(shown.to_string().into()), record);
    }

    /// Adds an item, which belongs to no user. Of too many entries the oldest are dropped.
    pub(crate) fn add(&self, item: Arc<dyn FeedItem>) {
        self.set(self.new_id(), String::new(), Content::Item(item), None);
    }

    /// Returns the item with this id; `None` if it is no longer kept.
    pub(crate) fn item<T: FeedItem>(&self, id: u64) -> Option<Arc<T>> {
        let item = match &self.entries().by_id.get(&id)?.content {
            Content::Item(item) => Arc::clone(item),
            Content::Text(_) => return None,
        };
        let item: Arc<dyn Any + Send + Sync> = item;
        item.downcast().ok()
    }

    fn set(&self, id: u64, user: String, content: Content, record: Option<String>) {
        let (max_entries, max_bytes) = self.limits;
        self.change(|entries| {
            let change = entries.changes;
            entries.remove(id);
            let entry = Entry { change, user, content, record };
            entries.bytes += entry.bytes();
            entries.order.insert(change, id);
            entries.ids.insert(id);
            entries.by_id.insert(id, entry);
            while entries.by_id.len() > max_entries || entries.bytes > max_bytes {
                let Some(&oldest) = entries.ids.first() else { break };
                if oldest == id {
                    break;
                }
                entries.remove(oldest);
            }
        });
    }

    /// Sets an entry that there is; one that was removed meanwhile stays away.
    pub(super) fn update(&self, id: u64, shown: Value, record: Option<String>) {
        let user = self.entries().by_id.get(&id).map(|entry| entry.user.clone());
        if let Some(user) = user {
            self.put(id, &user, shown, record);
        }
    }

    /// Sets the state that pages show beside the entries.
    pub(crate) fn set_state(&self, state: &Value) {
        let state = state.to_string();
        self.change(|entries| entries.state = (entries.changes, state));
    }

    /// Removes all entries.
    pub(super) fn clear(&self) {
        self.change(|entries| {
            entries.epoch += 1;
            entries.order.clear();
            entries.by_id.clear();
            entries.ids.clear();
            entries.bytes = 0;
        });
    }

    /// Removes the entries of a user.
    pub(super) fn remove_user(&self, user: &str) {
        self.change(|entries| {
            entries.epoch += 1;
            let of_user = entries.by_id.iter().filter(|(_, entry)| entry.user == user);
            let removed: Vec<u64> = of_user.map(|(&id, _)| id).collect();
            for id in removed {
                entries.remove(id);
            }
        });
    }

    /// Returns the saved line of an entry.
    pub(super) fn record(&self, id: u64) -> Option<String> {
        self.entries().by_id.get(&id)?.record.clone()
    }

    /// Returns the number of entries.
    pub(crate) fn count(&self) -> usize {
        self.entries().by_id.len()
    }

    /// Returns the ids and the saved lines of all entries that have one, oldest first.
    pub(super) fn records(&self) -> Vec<(u64, String)> {
        let entries = self.entries();
        let record = |&id: &u64| Some((id, entries.by_id.get(&id)?.record.clone()?));
        entries.ids.iter().filter_map(record).collect()
    }

    /// Ends the events of all pages.
    pub(super) fn close(&self) {
        self.change(|entries| entries.is_closed = true);
    }

    /// Returns whether the feed has ended.
    pub(super) fn is_closed(&self) -> bool {
        self.entries().is_closed
    }

    /// Returns a receiver of changes.
    pub(super) fn subscribe(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// Returns the next server-sent events after this place, and the place behind them; `None` if nothing has changed.
    pub(super) fn events(&self, after: Cursor) -> Option<(String, Cursor)> {
        let entries = self.entries();
        let mut events = String::new();
        let mut after = after;
        if after.epoch != entries.epoch {
            events.push_str("event: reset\ndata: {}\n\n");
            after = Cursor { epoch: entries.epoch, change: 0 };
        }
        let (mut contents, mut bytes) = (Vec::new(), 0);
        let mut last = after.change;
        for (&change, &id) in entries.order.range(after.change + 1..) {
            let Some(entry) = entries.by_id.get(&id) else { continue };
            contents.push((id, entry.content.clone()));
            bytes += entry.content.bytes();
            last = change;
            if bytes >= MAX_EVENT_BYTES {
                break;
            }
        }
        // More entries of earlier changes may follow.
        if entries.order.range(last + 1..).next().is_none() {
            last = entries.changes;
        }
        let cursor = Cursor { epoch: entries.epoch, change: last };
        // A browser that connects again names the id of the last event that it has read whole.
        let id = format!("id: {}.{}\n", cursor.epoch, cursor.change);
        let (state_change, state) = &entries.state;
        if *state_change > after.change {
            let id = if contents.is_empty() { id.as_str() } else { "" };
            write!(events, "{id}event: state\ndata: {state}\n\n").ok();
        }
        // Nothing waits for the feed while items are put into words.
        drop(entries);
        if !contents.is_empty() {
            write!(events, "{id}event: entries\ndata: ").ok();
            for (at, (id, content)) in contents.iter().enumerate() {
                events.push(if at == 0 { '[' } else { ',' });
                content.write(*id, &mut events);
            }
            events.push_str("]\n\n");
        }
        (!events.is_empty()).then_some((events, cursor))
    }
}

impl Entries {
    fn remove(&mut self, id: u64) {
        if let Some(entry) = self.by_id.remove(&id) {
            self.order.remove(&entry.change);
            self.ids.remove(&id);
            self.bytes -= entry.bytes();
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_page_gets_the_newest_version_of_each_entry_once() {
        let feed = Feed::default();
        let (first, second) = (feed.new_id(), feed.new_id());
        feed.put(first, "a", json!({ "text": "sending" }), None);
        feed.put(second, "b", json!({ "text": "b" }), None);
        feed.put(first, "a", json!({ "text": "done" }), Some("line".to_owned()));
        feed.set_state(&json!({ "users": [] }));
        let (events, cursor) = feed.events(Cursor::default()).expect("events");
        assert!(
            events.starts_with("event: reset\ndata: {}\n\nevent: state\ndata: {\"users\":[]}\n\n"),
            "{events}"
        );
        assert!(
            events.ends_with("data: [{\"text\":\"b\",\"id\":2},{\"text\":\"done\",\"id\":1}]\n\n"),
            "{events}"
        );
        assert!(!events.contains("sending") && events.contains("\nid: 1.4\nevent: entries\n"), "{events}");
        assert_eq!(Cursor::parse("1.4"), cursor);
        assert_eq!(feed.events(cursor), None);
        assert_eq!(feed.records(), [(first, "line".to_owned())]);
        feed.clear();
        let (events, _) = feed.events(cursor).expect("a reset");
        assert!(events.contains("event: reset"), "{events}");
        assert_eq!(feed.records(), []);
    }

    #[test]
    fn many_entries_come_in_several_events_and_none_twice() {
        let feed = Feed::default();
        for number in 0..50 {
            feed.put(feed.new_id(), "a", json!({ "text": "x".repeat(20_000), "number": number }), None);
        }
        let (mut cursor, mut seen, mut rounds) = (Cursor::default(), 0, 0);
        while let Some((events, next)) = feed.events(cursor) {
            assert!(events.len() < MAX_EVENT_BYTES + 30_000);
            seen += events.matches("\"number\"").count();
            rounds += 1;
            cursor = next;
        }
        assert_eq!(seen, 50);
        assert!(rounds > 3);
    }

    #[test]
    fn the_oldest_entries_are_dropped_beyond_the_limits() {
        let feed = Feed::default();
        for _ in 0..LIMITS.0 + 10 {
            feed.put(feed.new_id(), "a", json!({}), Some(String::new()));
        }
        let kept = feed.records();
        assert_eq!((kept.len(), kept[0].0), (LIMITS.0, 11));
        feed.put(feed.new_id(), "a", json!({ "text": "x".repeat(LIMITS.1) }), Some(String::new()));
        assert_eq!(feed.records().len(), 1, "the newest stays");
    }

    #[derive(Debug)]
    struct Counted(usize);

    impl FeedItem for Counted {
        fn bytes(&self) -> usize {
            self.0
        }

        fn shown(&self) -> Value {
            json!({ "text": self.0 })
        }
    }

    #[test]
    fn items_are_put_into_words_for_each_page_and_found_by_their_ids() {
        let feed = Feed::live();
        feed.add(Arc::new(Counted(7)));
        let (events, cursor) = feed.events(Cursor::default()).expect("events");
        assert!(events.ends_with("data: [{\"text\":7,\"id\":1}]\n\n"), "{events}");
        assert_eq!(feed.events(cursor), None);
        assert_eq!(feed.item::<Counted>(1).map(|item| item.0), Some(7));
        feed.add(Arc::new(Counted(LIVE_LIMITS.1)));
        assert!(feed.item::<Counted>(1).is_none(), "the oldest gives way");
        assert!(feed.item::<Counted>(2).is_some());
    }
}

//! Values that know whether they have changed, so that the journal of the state holds changes only.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};

/// A map that knows the keys of its changed entries.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub(in crate::mock::pay) struct TrackedMap<V> {
    entries: BTreeMap<String, V>,
    #[serde(skip)]
    changed: BTreeSet<String>,
}

impl<V> Default for TrackedMap<V> {
    fn default() -> Self {
        Self { entries: BTreeMap::new(), changed: BTreeSet::new() }
    }
}

impl<V> Deref for TrackedMap<V> {
    type Target = BTreeMap<String, V>;

    fn deref(&self) -> &Self::Target {
        &self.entries
    }
}

impl<V: Clone> TrackedMap<V> {
    /// Returns an entry to change.
    pub(in crate::mock::pay) fn get_mut(&mut self, key: &str) -> Option<&mut V> {
        let found = self.entries.get_mut(key)?;
        self.changed.insert(key.to_owned());
        Some(found)
    }

    /// Adds an entry, or replaces it.
    pub(in crate::mock::pay) fn insert(&mut self, key: String, value: V) {
        self.changed.insert(key.clone());
        self.entries.insert(key, value);
    }

    /// Adds an entry unless there is one; returns it.
    pub(in crate::mock::pay) fn or_insert(&mut self, key: String, value: V) -> &mut V {
        self.changed.insert(key.clone());
        self.entries.entry(key).or_insert(value)
    }

    /// Returns the entries that have changed since the last call.
    pub(in crate::mock::pay) fn take_changes(&mut self) -> BTreeMap<String, V> {
        let changed = std::mem::take(&mut self.changed);
        let entry = |key: String| Some((key.clone(), self.entries.get(&key)?.clone()));
        changed.into_iter().filter_map(entry).collect()
    }

    /// Replaces entries by those of a journal.
    pub(in crate::mock::pay) fn apply(&mut self, changes: BTreeMap<String, V>) {
        self.entries.extend(changes);
    }
}

/// A value that knows whether it has been borrowed to be changed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(in crate::mock::pay) struct Tracked<T> {
    value: T,
    #[serde(skip)]
    is_changed: bool,
}

impl<T> Deref for Tracked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Tracked<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.is_changed = true;
        &mut self.value
    }
}

impl<T: Clone> Tracked<T> {
    /// Returns the value if it has changed since the last call.
    pub(in crate::mock::pay) fn take_changes(&mut self) -> Option<T> {
        std::mem::take(&mut self.is_changed).then(|| self.value.clone())
    }

    /// Replaces the value by that of a journal.
    pub(in crate::mock::pay) fn apply(&mut self, change: Option<T>) {
        if let Some(value) = change {
            self.value = value;
        }
    }
}

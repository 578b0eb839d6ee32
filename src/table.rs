//! Reads the tables that `build/` compiled from data files.
//!
//! A table is two files embedded in the program (`build/blob.rs` describes them). Nothing is parsed or allocated at
//! start-up, and no entry contains a pointer to relocate: a search in an index touches a few pages, and an entry is
//! decoded on use, by its [`Decode`]. The compiler checks that texts are UTF-8.
//!
//! Reading beyond the end of a table panics. This cannot happen as long as each [`Decode`] reads the values that
//! `build/` wrote.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// The length of a text reference, in bytes.
const TEXT_BYTES: usize = 6;
/// The length of a key in an index, in bytes: a text reference and the number of an entry.
const KEY_BYTES: usize = TEXT_BYTES + 2;

/// A compiled table.
pub(crate) struct Table {
    bytes: &'static [u8],
    text: &'static str,
}

/// Returns the table with this name, which `build/main.rs` has compiled.
macro_rules! table {
    ($name:literal) => {
        $crate::table::Table::new(
            include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".bin")),
            include_str!(concat!(env!("OUT_DIR"), "/", $name, ".txt")),
        )
    };
}
pub(crate) use table;

/// A value that can be read from a table.
pub(crate) trait Decode {
    /// Reads the value and moves the cursor to its end.
    fn decode(cursor: &mut Cursor) -> Self;
}

impl Table {
    /// Returns the table of these two files; see [`table!`].
    pub(crate) const fn new(bytes: &'static [u8], text: &'static str) -> Self {
        Self { bytes, text }
    }

    /// Returns the number of entries.
    pub(crate) fn len(&'static self) -> usize {
        self.u32(0)
    }

    /// Returns a cursor at the beginning of an entry.
    pub(crate) fn cursor(&'static self, entry: usize) -> Cursor {
        let indexes = self.u32(4);
        Cursor { table: self, at: self.u32(8 + 4 * (indexes + entry)) }
    }

    /// Decodes an entry.
    pub(crate) fn entry<T: Decode>(&'static self, entry: usize) -> T {
        T::decode(&mut self.cursor(entry))
    }

    /// Returns all entries, in the order of the files.
    pub(crate) fn entries<T: Decode>(&'static self) -> impl Iterator<Item = T> {
        (0..self.len()).map(|entry| self.entry(entry))
    }

    /// Returns the numbers of the entries that have this key in an index, in ascending order.
    pub(crate) fn find(&'static self, index: usize, key: &str) -> impl Iterator<Item = usize> {
        self.range(index, |own| own < key, |own| own <= key)
    }

    /// Returns the numbers of the entries that have a key from `first` to before `end` in an index, in the order of
    /// the keys.
    pub(crate) fn between(
        &'static self,
        index: usize,
        first: &str,
        end: &str,
    ) -> impl Iterator<Item = usize> {
        self.range(index, |own| own < first, |own| own < end)
    }

    /// Returns the numbers of the entries from the first key that is not `before` the range to the last key for which
    /// `until` is true.
    fn range(
        &'static self,
        index: usize,
        before: impl Fn(&str) -> bool,
        until: impl Fn(&str) -> bool,
    ) -> Entries {
        let keys = self.keys(index);
        let own = |number: usize| self.text(keys.start + KEY_BYTES * number);
        let first = partition_point(keys.len() / KEY_BYTES, |number| before(own(number)));
        let end = partition_point(keys.len() / KEY_BYTES, |number| until(own(number)));
        Entries { table: self, at: keys.start + KEY_BYTES * first, left: end.saturating_sub(first) }
    }

    /// Returns the number of the first entry for which `before` is false. The table must be sorted accordingly.
    pub(crate) fn partition_point(&'static self, before: impl Fn(Cursor) -> bool) -> usize {
        partition_point(self.len(), |entry| before(self.cursor(entry)))
    }

    /// Returns the byte range of the keys of an index.
    fn keys(&'static self, index: usize) -> Range<usize> {
        let indexes = self.u32(4);
        let count = |index| self.u32(8 + 4 * index);
        let before: usize = (0..index).map(count).sum();
        let start = 8 + 4 * (indexes + self.len()) + KEY_BYTES * before;
        start..start + KEY_BYTES * count(index)
    }

    fn array<const LEN: usize>(&self, at: usize) -> [u8; LEN] {
        *self.bytes[at..].first_chunk().expect("a table holds what its `Decode` reads")
    }

    fn u16(&self, at: usize) -> usize {
        usize::from(u16::from_le_bytes(self.array(at)))
    }

    fn u32(&self, at: usize) -> usize {
        // A table is embedded in the program, so its positions fit into `usize`.
        u32::from_le_bytes(self.array(at)) as usize
    }

    fn text(&'static self, at: usize) -> &'static str {
        let start = self.u32(at);
        &self.text[start..start + self.u16(at + 4)]
    }
}

/// The entries of adjacent keys of an index.
struct Entries {
    table: &'static Table,
    at: usize,
    left: usize,
}

impl Iterator for Entries {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        self.left = self.left.checked_sub(1)?;
        self.at += KEY_BYTES;
        Some(self.table.u16(self.at - KEY_BYTES + TEXT_BYTES))
    }
}

/// Returns the first number below `len` for which `before` is false; `len` if there is none.
fn partition_point(len: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low.midpoint(high);
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// A position in a table. Reading a value moves it to the end of the value.
#[derive(Clone, Copy)]
pub(crate) struct Cursor {
    table: &'static Table,
    at: usize,
}

impl Cursor {
    /// Reads a byte.
    pub(crate) fn byte(&mut self) -> u8 {
        self.at += 1;
        self.table.bytes[self.at - 1]
    }

    /// Reads the index of a word and returns that element of `words`.
    pub(crate) fn word<T: Copy>(&mut self, words: &[T]) -> T {
        words[usize::from(self.byte())]
    }

    /// Reads a number.
    pub(crate) fn number(&mut self) -> i64 {
        self.at += 8;
        i64::from_le_bytes(self.table.array(self.at - 8))
    }

    /// Reads a text.
    pub(crate) fn text(&mut self) -> &'static str {
        self.at += TEXT_BYTES;
        self.table.text(self.at - TEXT_BYTES)
    }

    /// Reads a list without decoding its items.
    pub(crate) fn list<T: Decode>(&mut self) -> List<T> {
        let len = self.table.u16(self.at);
        let items = Self { at: self.at + 6, ..*self };
        self.at = items.at + self.table.u32(self.at + 2);
        List { items, len, of: PhantomData }
    }
}

impl Decode for &'static str {
    fn decode(cursor: &mut Cursor) -> Self {
        cursor.text()
    }
}

/// A list in a table; its items are decoded each time it is iterated over.
pub struct List<T> {
    items: Cursor,
    len: usize,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for List<T> {}

#[expect(private_bounds, reason = "the items of a public list are decoded here only")]
impl<T: Decode> List<T> {
    /// Returns the number of items.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns an iterator over the items.
    pub fn iter(&self) -> Items<T> {
        Items { at: self.items, left: self.len, of: PhantomData }
    }
}

impl<T: Decode> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = Items<T>;

    fn into_iter(self) -> Items<T> {
        self.iter()
    }
}

impl<T: Decode> IntoIterator for &List<T> {
    type Item = T;
    type IntoIter = Items<T>;

    fn into_iter(self) -> Items<T> {
        self.iter()
    }
}

impl<T: Decode + fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl<T: Decode + PartialEq> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other)
    }
}

impl<T: Decode + Eq> Eq for List<T> {}

/// An iterator over the items of a [`List`].
pub struct Items<T> {
    at: Cursor,
    left: usize,
    of: PhantomData<fn() -> T>,
}

impl<T: Decode> Iterator for Items<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.left = self.left.checked_sub(1)?;
        Some(T::decode(&mut self.at))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<T: Decode> ExactSizeIterator for Items<T> {}

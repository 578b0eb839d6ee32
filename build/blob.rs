//! Writes a table as two files, which the program reads in place: `NAME.bin` holds the entries, `NAME.txt` the texts
//! without duplicates. There are no pointers in them, so the loader has nothing to relocate.
//!
//! `src/table.rs` reads them. All numbers are little-endian:
//!
//! | part of `NAME.bin` | is |
//! |---|---|
//! | head | `u32` number of entries, `u32` number of indexes, `u32` number of keys for each index |
//! | starts | `u32` for each entry: its position in the file |
//! | indexes | for each key, in the order of their bytes: the key as a text, `u16` entry |
//! | entries | one after another, their values without padding |
//!
//! | value | is |
//! |---|---|
//! | byte | `u8`: a flag, or the position of a word in a list of words |
//! | number | `i64` |
//! | text | `u32` position in `NAME.txt`, `u16` length in bytes |
//! | list | `u16` number of items, `u32` length in bytes, the items |

use std::collections::HashMap;

/// The length of a text reference in `NAME.bin`, in bytes.
const TEXT_BYTES: usize = 6;

/// A table under construction.
pub(crate) struct Blob {
    bytes: Vec<u8>,
    starts: Vec<usize>,
    indexes: Vec<Vec<(usize, u16)>>,
    texts: Texts,
    /// The positions in `bytes` of the text references to fill in, with the numbers of the texts.
    references: Vec<(usize, usize)>,
}

/// The texts without duplicates.
#[derive(Default)]
struct Texts {
    all: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Texts {
    fn number(&mut self, text: &str) -> usize {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        self.all.push(text.to_owned());
        self.numbers.insert(text.to_owned(), self.all.len() - 1);
        self.all.len() - 1
    }
}

/// A compiled table.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// The content of `NAME.bin`.
    pub(crate) bytes: Vec<u8>,
    /// The content of `NAME.txt`.
    pub(crate) text: String,
}

impl Blob {
    /// Returns an empty table with this number of indexes.
    pub(crate) fn new(indexes: usize) -> Self {
        Self {
            bytes: Vec::new(),
            starts: Vec::new(),
            indexes: vec![Vec::new(); indexes],
            texts: Texts::default(),
            references: Vec::new(),
        }
    }

    /// Begins an entry; the following values belong to it.
    pub(crate) fn entry(&mut self) {
        self.starts.push(self.bytes.len());
    }

    /// Adds a key of the current entry to an index.
    pub(crate) fn key(&mut self, index: usize, key: &str) {
        let entry = small(self.starts.len() - 1, "entries of a table");
        self.indexes[index].push((self.texts.number(key), entry));
    }

    /// Writes a byte.
    pub(crate) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Writes a number.
    pub(crate) fn number(&mut self, number: i64) {
        self.bytes.extend(number.to_le_bytes());
    }

    /// Writes a text.
    pub(crate) fn text(&mut self, text: &str) {
        let number = self.texts.number(text);
        self.references.push((self.bytes.len(), number));
        self.bytes.extend([0; TEXT_BYTES]);
    }

    /// Writes a list; `write` writes each item.
    pub(crate) fn list<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        let head = self.bytes.len();
        self.bytes.extend([0; 6]);
        let mut count = 0;
        for item in items {
            write(self, item);
            count += 1;
        }
        let length = large(self.bytes.len() - head - 6);
        self.bytes[head..head + 2].copy_from_slice(&small(count, "items of a list").to_le_bytes());
        self.bytes[head + 2..head + 6].copy_from_slice(&length.to_le_bytes());
    }

    /// Writes a list of texts.
    pub(crate) fn texts<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        self.list(texts, Self::text);
    }

    /// Returns the two files.
    pub(crate) fn finish(mut self) -> Compiled {
        // Adjacent keys have adjacent texts, so that a search touches few pages.
        let keys = self.indexes.iter().flatten().map(|(number, _)| *number);
        let mut places: Vec<Option<usize>> = vec![None; self.texts.all.len()];
        let mut text = String::new();
        for number in keys.chain(0..self.texts.all.len()) {
            places[number].get_or_insert_with(|| {
                text.push_str(&self.texts.all[number]);
                text.len() - self.texts.all[number].len()
            });
        }
        let reference = |number: usize| {
            let mut bytes = [0; TEXT_BYTES];
            bytes[..4].copy_from_slice(&large(places[number].unwrap_or_default()).to_le_bytes());
            let length = small(self.texts.all[number].len(), "bytes of a text");
            bytes[4..].copy_from_slice(&length.to_le_bytes());
            bytes
        };
        for (at, number) in &self.references {
            self.bytes[*at..*at + TEXT_BYTES].copy_from_slice(&reference(*number));
        }
        for index in &mut self.indexes {
            index.sort_by_key(|(number, entry)| (self.texts.all[*number].as_bytes(), *entry));
        }
        let mut head = Vec::new();
        let counts = [self.starts.len(), self.indexes.len()];
        for count in counts.into_iter().chain(self.indexes.iter().map(Vec::len)) {
            head.extend(large(count).to_le_bytes());
        }
        let keys: usize = self.indexes.iter().map(Vec::len).sum();
        let entries = head.len() + 4 * self.starts.len() + (TEXT_BYTES + 2) * keys;
        for start in &self.starts {
            head.extend(large(entries + start).to_le_bytes());
        }
        for (number, entry) in self.indexes.iter().flatten() {
            head.extend(reference(*number));
            head.extend(entry.to_le_bytes());
        }
        head.extend(self.bytes);
        Compiled { bytes: head, text }
    }
}

fn small(count: usize, what: &str) -> u16 {
    u16::try_from(count).unwrap_or_else(|_| panic!("{count} {what}, more than a table can hold"))
}

fn large(count: usize) -> u32 {
    u32::try_from(count).expect("a table of less than 4 GB")
}

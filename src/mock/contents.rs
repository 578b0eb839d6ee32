//! The contents of uploaded files, which are kept apart from the state: the world knows their hashes only.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::errmsg::ApiError;

/// The maximum size of all contents, in bytes.
const MAX_BYTES: u64 = 256 << 20;

/// The contents that the world refers to, and the changes that its keeper has not stored yet.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Contents {
    known: BTreeMap<String, Content>,
    #[serde(skip)]
    added: Vec<(String, Vec<u8>)>,
    #[serde(skip)]
    removed: Vec<String>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Content {
    bytes: u64,
    /// The number of files that have this content.
    uses: u64,
}

/// The changes of the contents since they were last taken.
#[derive(Debug, Default)]
pub(crate) struct ContentChanges {
    /// New contents by hash.
    pub added: Vec<(String, Vec<u8>)>,
    /// The hashes of contents that are no longer used.
    pub removed: Vec<String>,
}

impl Contents {
    /// Adds a file; returns the hash of its content.
    pub(super) fn add(&mut self, bytes: &[u8]) -> Result<String, ApiError> {
        let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(bytes));
        let length = bytes.len() as u64;
        if !self.known.contains_key(&hash) {
            let all: u64 = self.known.values().map(|content| content.bytes).sum();
            if all + length > MAX_BYTES {
                return Err(ApiError::saying(-1, "system error: the mock keeps 256 MB of media at most"));
            }
            self.added.push((hash.clone(), bytes.to_vec()));
        }
        let content = self.known.entry(hash.clone()).or_default();
        content.bytes = length;
        content.uses += 1;
        Ok(hash)
    }

    /// Removes a file with this content.
    pub(super) fn remove(&mut self, hash: &str) {
        let Some(content) = self.known.get_mut(hash) else { return };
        content.uses = content.uses.saturating_sub(1);
        if content.uses == 0 {
            self.known.remove(hash);
            self.added.retain(|(own, _)| own != hash);
            self.removed.push(hash.to_owned());
        }
    }

    /// Removes all files.
    pub(super) fn clear(&mut self) {
        self.added.clear();
        self.removed.extend(std::mem::take(&mut self.known).into_keys());
    }

    /// Returns whether a file has this content.
    pub(super) fn has(&self, hash: &str) -> bool {
        self.known.contains_key(hash)
    }

    /// Returns the changes since the last call. A content that was removed and added again is added only.
    pub(super) fn take_changes(&mut self) -> ContentChanges {
        let mut removed = std::mem::take(&mut self.removed);
        removed.retain(|hash| !self.known.contains_key(hash));
        ContentChanges { added: std::mem::take(&mut self.added), removed }
    }
}

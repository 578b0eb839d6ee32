//! The temporary media and the permanent material of an account.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// The lifetime of temporary media, in seconds.
const TEMPORARY_S: u64 = 3 * 24 * 3600;

/// The media of an account.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Media {
    /// The number of media and drafts made so far, from which their ids are made.
    made: u64,
    /// Oldest first.
    pub(crate) temporary: Vec<Medium>,
    /// Oldest first.
    pub(crate) permanent: Vec<Medium>,
}

/// An uploaded file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Medium {
    pub(crate) id: String,
    /// `image`, `voice`, `video` or `thumb`.
    pub(crate) kind: String,
    /// The file name.
    pub(crate) name: String,
    /// The hash of the content.
    pub(crate) content: String,
    /// The time of the upload, in seconds since 1970.
    pub(crate) created: u64,
    pub(crate) url: String,
    pub(crate) title: String,
    pub(crate) introduction: String,
    /// The content of a short text file, which a batch job of WeCom may read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
}

/// Returns an id that depends on the account and a number only, so that the same calls always get the same ids.
pub(crate) fn stable_id(account: &str, what: &str, number: u64, length: usize) -> String {
    let mut id = String::new();
    for block in 0u32.. {
        if id.len() >= length {
            break;
        }
        id.push_str(&URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{account}\n{what}\n{number}\n{block}"))));
    }
    id.truncate(length);
    // A command would take it for a flag.
    if id.starts_with('-') {
        id.replace_range(..1, "A");
    }
    id
}

impl Media {
    /// Returns the next `media_id`.
    pub(crate) fn next_id(&mut self, account: &str) -> String {
        self.made += 1;
        stable_id(account, "media", self.made, 64)
    }

    /// Returns whether the account got this id at some time, for a file, a draft or an article.
    pub(crate) fn has_issued(&self, account: &str, id: &str) -> bool {
        (1..=self.made).any(|number| stable_id(account, "media", number, 64) == id)
    }

    /// Removes the temporary media that have expired; returns the hashes of their contents.
    pub(crate) fn expire(&mut self, now: u64) -> Vec<String> {
        let is_alive = |medium: &Medium| now.saturating_sub(medium.created) < TEMPORARY_S;
        let (alive, expired) = std::mem::take(&mut self.temporary).into_iter().partition(is_alive);
        self.temporary = alive;
        Vec::into_iter(expired).map(|medium: Medium| medium.content).collect()
    }

    /// Returns temporary media that have not expired.
    pub(crate) fn temporary(&self, id: &str, now: u64) -> Option<&Medium> {
        let found = self.temporary.iter().find(|medium| medium.id == id)?;
        (now.saturating_sub(found.created) < TEMPORARY_S).then_some(found)
    }

    /// Returns permanent material.
    pub(crate) fn permanent(&self, id: &str) -> Option<&Medium> {
        self.permanent.iter().find(|medium| medium.id == id)
    }

    /// Returns the number of permanent files of a kind.
    pub(crate) fn count(&self, kind: &str) -> usize {
        self.permanent.iter().filter(|medium| medium.kind == kind).count()
    }

    /// Returns the media as `/__webot/state` shows them.
    pub(crate) fn shown(&self) -> Value {
        let shown = |medium: &Medium| json!({ "media_id": medium.id, "type": medium.kind, "name": medium.name, "created_at": medium.created });
        json!({
            "temporary": self.temporary.iter().map(shown).collect::<Vec<_>>(),
            "permanent": self.permanent.iter().map(shown).collect::<Vec<_>>(),
        })
    }
}

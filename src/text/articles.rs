//! The help and messages of the commands for material, drafts and publishing.

/// The help of `webot draft` and `webot publish`.
#[derive(Debug)]
pub(crate) struct DraftHelp {
    pub files: &'static str,
    pub file: &'static str,
    pub media_id: &'static str,
    pub index: &'static str,
    pub title: &'static str,
    pub author: &'static str,
    pub digest: &'static str,
    pub cover: &'static str,
    pub source_url: &'static str,
    pub comments: &'static str,
    pub no_check: &'static str,
    /// `--wait` of `publish submit`
    pub wait: &'static str,
}

/// The help of `webot material`.
#[derive(Debug)]
pub(crate) struct MaterialHelp {
    pub sync: &'static str,
    pub dir: &'static str,
    pub kind: &'static str,
    pub delete: &'static str,
}

/// The messages of `webot draft` and `webot publish`.
pub(crate) struct DraftWords {
    /// Says that the articles were not sent because of their faults.
    pub not_sent: &'static str,
    /// Says which of several articles a sentence is about; its number, from 1, and the sentence.
    pub of_article: fn(usize, &str) -> String,
    /// Says that this number of files would be uploaded first.
    pub would_upload: fn(usize) -> String,
    /// Says that WeChat publishes a draft; the `publish_id`.
    pub submitted: fn(&str) -> String,
    /// Tells how to ask for the status of a job; its `publish_id`.
    pub ask_again: fn(&str) -> String,
    /// Explains a `publish_status`.
    pub published: fn(u64) -> String,
}

/// The messages of `webot material`.
pub(crate) struct MaterialWords {
    /// Tells the numbers of files that were downloaded, unchanged, deleted, and left although their material is gone.
    pub synced: fn(usize, usize, usize, usize) -> String,
}

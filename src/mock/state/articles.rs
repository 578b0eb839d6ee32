//! The drafts of an account, the jobs that publish them, and the published articles with their comments.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The drafts and the published articles of an account.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Articles {
    /// Oldest first.
    pub(crate) drafts: Vec<Draft>,
    /// Oldest first.
    pub(crate) jobs: Vec<PublishJob>,
}

/// A draft.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Draft {
    pub(crate) id: String,
    /// The articles, as `draft/get` answers them.
    pub(crate) news: Vec<Value>,
    /// The time of the last change, in seconds since 1970.
    pub(crate) updated: u64,
}

/// A job that publishes a draft; after its end, the published articles.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct PublishJob {
    pub(crate) publish_id: u64,
    pub(crate) msg_data_id: u64,
    pub(crate) article_id: String,
    /// The draft, which leaves the box when the job ends.
    pub(crate) draft: Draft,
    /// The time at which the job ends, in milliseconds since 1970.
    pub(crate) ends_ms: u64,
    /// The status after the end.
    pub(crate) status: u64,
    /// The numbers of the articles that were deleted, from 0.
    pub(crate) deleted: Vec<usize>,
    /// The comments of each article.
    pub(crate) comments: Vec<Comments>,
}

/// The comments of an article.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Comments {
    pub(crate) is_open: bool,
    /// Newest first.
    pub(crate) list: Vec<Comment>,
}

/// A comment of a reader.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Comment {
    pub(crate) id: u64,
    pub(crate) openid: String,
    pub(crate) created: u64,
    pub(crate) content: String,
    pub(crate) is_elected: bool,
    /// The reply and its time.
    pub(crate) reply: Option<(String, u64)>,
}

impl Articles {
    /// Returns a draft.
    pub(crate) fn draft(&mut self, id: &str) -> Option<&mut Draft> {
        self.drafts.iter_mut().find(|draft| draft.id == id)
    }

    /// Ends the jobs whose time has come: a published draft leaves the box.
    pub(crate) fn settle(&mut self, now_ms: u64) {
        let ended: Vec<&str> = self
            .jobs
            .iter()
            .filter(|job| job.ends_ms <= now_ms && job.status == 0)
            .map(|job| job.draft.id.as_str())
            .collect();
        self.drafts.retain(|draft| !ended.contains(&draft.id.as_str()));
    }

    /// Returns the published articles, newest first.
    pub(crate) fn published(&self, now_ms: u64) -> impl Iterator<Item = &PublishJob> {
        self.jobs.iter().rev().filter(move |job| {
            job.ends_ms <= now_ms && job.status == 0 && job.deleted.len() < job.draft.news.len()
        })
    }
}

impl PublishJob {
    /// Returns the URL of one of its articles.
    pub(crate) fn url(&self, index: usize) -> String {
        format!(
            "http://mp.weixin.qq.com/s?__biz=MzMock&mid={}&idx={}&sn=mock#rd",
            self.msg_data_id,
            index + 1
        )
    }

    /// Returns `publish_status` at a time.
    pub(crate) fn status(&self, now_ms: u64) -> u64 {
        match self.status {
            _ if now_ms < self.ends_ms => 1,
            0 if self.deleted.len() >= self.draft.news.len() => 5,
            status => status,
        }
    }

    /// Returns the members that say how the job ended.
    pub(crate) fn outcome(&self, status: u64) -> Vec<(&'static str, Value)> {
        match status {
            0 => {
                let item = |index: usize| json!({ "idx": index + 1, "article_url": self.url(index) });
                let items: Vec<Value> = (0..self.draft.news.len()).map(item).collect();
                let detail = json!({ "count": items.len(), "item": items });
                vec![
                    ("article_id", json!(self.article_id)),
                    ("article_detail", detail),
                    ("fail_idx", json!([])),
                ]
            }
            2 | 4 => vec![("fail_idx", json!([1]))],
            _ => vec![("fail_idx", json!([]))],
        }
    }

    /// Returns the fields of the event `PUBLISHJOBFINISH`.
    pub(crate) fn event(&self) -> Value {
        let mut info = json!({ "publish_id": self.publish_id, "publish_status": self.status });
        for (name, value) in self.outcome(self.status) {
            if name != "fail_idx" || self.status != 0 {
                info[name] = value;
            }
        }
        json!({ "PublishEventInfo": info })
    }
}

//! The mass messages of an account, how many each follower got this month, and their speed.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::articles::Draft;
use crate::mock::errmsg::ApiError;

/// The maximum number of stored jobs.
const MAX_JOBS: usize = 1000;
/// The maximum number of followers whose messages are counted one by one.
const MAX_COUNTED: usize = 100_000;
/// The time in which a `clientmsgid` is sent only once, in milliseconds.
const ONCE_MS: u64 = 24 * 3600 * 1000;
/// The maximum number of requests in a minute.
const MAX_PER_MINUTE: usize = 60;
/// The maximum number of mass messages that a follower of a 服务号 gets in a month.
const MAX_PER_MONTH: u64 = 4;
/// The maximum number of previews in a day.
const MAX_PREVIEWS: u64 = 100;
/// The duration of a job, in milliseconds.
const JOB_MS: u64 = 1000;
/// The first numbers of jobs and of their articles.
const FIRST_MSG_ID: u64 = 1_000_000_001;
const FIRST_MSG_DATA_ID: u64 = 2_247_490_001;

/// The mass messages of an account.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct MassMessages {
    /// Oldest first.
    pub(crate) jobs: VecDeque<MassJob>,
    made: u64,
    /// The speed, from 0 to 4.
    pub(crate) speed: u64,
    /// The `media_id`s of videos for mass messages.
    pub(crate) videos: VecDeque<String>,
    /// The times of the requests of the last minute, in milliseconds.
    requests: VecDeque<u64>,
    /// The day of the last preview, and the number of previews on it.
    previews: (u64, u64),
    /// The month that is counted, the number of messages to all, and those to single followers.
    month: i64,
    to_all: u64,
    to_one: BTreeMap<u64, u64>,
}

/// A mass message.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct MassJob {
    pub(crate) msg_id: u64,
    pub(crate) msg_data_id: u64,
    client_id: String,
    at_ms: u64,
    pub(crate) ends_ms: u64,
    /// The `msgtype`.
    kind: String,
    /// The draft of articles, which leaves the box when the job ends.
    draft: Option<Draft>,
    count: Receivers,
    /// The numbers of the articles that were deleted, from 0.
    deleted: Vec<usize>,
}

/// The receivers of a mass message by number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Receivers {
    /// All that the call names.
    pub(crate) total: u64,
    /// Those left after the filter.
    pub(crate) kept: u64,
    /// Those of them that got it.
    pub(crate) sent: u64,
}

/// Whom a mass message goes to.
pub(crate) enum Audience {
    /// This number of followers.
    All(u64),
    /// Followers, by their numbers.
    Some(Vec<u64>),
}

/// A mass message that is about to be sent.
pub(crate) struct NewMass {
    pub(crate) client_id: String,
    pub(crate) kind: String,
    pub(crate) draft: Option<Draft>,
    /// The number of openids that the call names, with those of nobody.
    pub(crate) named: u64,
    pub(crate) audience: Audience,
    /// The blocked followers among them.
    pub(crate) blocked: u64,
    /// `false` if followers may get any number.
    pub(crate) is_limited: bool,
}

impl MassMessages {
    /// Counts a request; refuses it if there were too many in a minute.
    pub(crate) fn request(&mut self, now_ms: u64) -> Result<(), ApiError> {
        self.requests.retain(|at_ms| now_ms.saturating_sub(*at_ms) < 60_000);
        if self.requests.len() >= MAX_PER_MINUTE {
            return Err(ApiError::new(45011));
        }
        self.requests.push_back(now_ms);
        Ok(())
    }

    /// Counts a preview; refuses it if there were too many on that day.
    pub(crate) fn preview(&mut self, day: u64) -> Result<(), ApiError> {
        if self.previews.0 != day {
            self.previews = (day, 0);
        }
        if self.previews.1 >= MAX_PREVIEWS {
            return Err(ApiError::new(45009));
        }
        self.previews.1 += 1;
        Ok(())
    }

    /// Returns the job that had this `clientmsgid` within a day.
    pub(crate) fn repeated(&self, client_id: &str, now_ms: u64) -> Option<&MassJob> {
        let is_same =
            |job: &&MassJob| job.client_id == client_id && now_ms.saturating_sub(job.at_ms) < ONCE_MS;
        self.jobs.iter().find(is_same)
    }

    /// Starts a job. Followers who had their number of messages this month do not get it; a message to all counts for
    /// all, and is refused if all had theirs.
    pub(crate) fn send(&mut self, new: NewMass, month: i64, now_ms: u64) -> Result<&MassJob, ApiError> {
        if self.month != month {
            (self.month, self.to_all) = (month, 0);
            self.to_one.clear();
        }
        let most = if new.is_limited { MAX_PER_MONTH } else { u64::MAX };
        let to_all = self.to_all;
        let may = |own: u64| to_all.saturating_add(own) < most;
        let (members, full) = match &new.audience {
            Audience::All(count) => {
                if !may(0) {
                    return Err(ApiError::new(45028));
                }
                (*count, self.to_one.values().filter(|own| !may(**own)).count() as u64)
            }
            Audience::Some(users) => {
                let own = |user: &u64| self.to_one.get(user).copied().unwrap_or_default();
                (users.len() as u64, users.iter().filter(|user| !may(own(user))).count() as u64)
            }
        };
        match new.audience {
            Audience::All(_) => self.to_all += 1,
            Audience::Some(users) => {
                for user in users {
                    if self.to_one.len() < MAX_COUNTED || self.to_one.contains_key(&user) {
                        let own = self.to_one.entry(user).or_default();
                        *own += u64::from(may(*own));
                    }
                }
            }
        }
        let kept = members.saturating_sub(new.blocked);
        let count = Receivers { total: new.named.max(members), kept, sent: kept.saturating_sub(full) };
        let (msg_id, msg_data_id) = (FIRST_MSG_ID + self.made, FIRST_MSG_DATA_ID + self.made);
        self.made += 1;
        if self.jobs.len() >= MAX_JOBS {
            self.jobs.pop_front();
        }
        let NewMass { client_id, kind, draft, .. } = new;
        let (at_ms, ends_ms, deleted) = (now_ms, now_ms.saturating_add(JOB_MS), Vec::new());
        self.jobs.push_back(MassJob {
            msg_id,
            msg_data_id,
            client_id,
            at_ms,
            ends_ms,
            kind,
            draft,
            count,
            deleted,
        });
        self.jobs.back().ok_or(ApiError::new(-1))
    }

    /// Returns a job.
    pub(crate) fn find(&mut self, is_meant: impl Fn(&MassJob) -> bool) -> Result<&mut MassJob, ApiError> {
        self.jobs.iter_mut().find(|job| is_meant(job)).ok_or(ApiError::new(40059))
    }

    /// Returns the drafts that were sent and so have left the box.
    pub(crate) fn sent_drafts(&self, now_ms: u64) -> impl Iterator<Item = &str> {
        let ended = self.jobs.iter().filter(move |job| job.ends_ms <= now_ms && job.count.sent > 0);
        ended.filter_map(|job| job.draft.as_ref()).map(|draft| draft.id.as_str())
    }
}

impl MassJob {
    /// Returns the URL of an article, counted from 1.
    fn url(&self, article: usize) -> String {
        format!("http://mp.weixin.qq.com/s?__biz=MzMock&mid={}&idx={article}&sn=mock#rd", self.msg_data_id)
    }

    /// Returns whether this is the URL of one of its articles.
    pub(crate) fn has_url(&self, url: &str) -> bool {
        self.draft.is_some() && (1..=self.articles()).any(|article| self.url(article) == url)
    }

    fn articles(&self) -> usize {
        self.draft.as_ref().map_or(1, |draft| draft.news.len())
    }

    /// Returns `msg_status` at a time.
    pub(crate) fn status(&self, now_ms: u64) -> &'static str {
        match () {
            () if self.deleted.len() >= self.articles() => "DELETE",
            () if now_ms < self.ends_ms => "SENDING",
            () if self.count.sent == 0 => "SEND_FAIL",
            () => "SEND_SUCCESS",
        }
    }

    /// Deletes an article, counted from 1, or all for 0; only articles and videos can be deleted.
    pub(crate) fn delete(&mut self, article: usize) -> Result<(), ApiError> {
        if !matches!(self.kind.as_str(), "mpnews" | "mpvideo" | "video") {
            return Err(ApiError::new(40008));
        }
        match article.checked_sub(1) {
            None => self.deleted = (0..self.articles()).collect(),
            Some(index) if index >= self.articles() => return Err(ApiError::new(40114)),
            Some(index) if !self.deleted.contains(&index) => self.deleted.push(index),
            Some(_) => {}
        }
        Ok(())
    }

    /// Returns the fields of the event `MASSSENDJOBFINISH`.
    pub(crate) fn event(&self) -> Value {
        let Receivers { total, kept, sent } = self.count;
        let urls = |article: usize| json!({ "ArticleIdx": article, "ArticleUrl": self.url(article) });
        let articles = self.draft.as_ref().filter(|_| sent > 0).map_or(0, |draft| draft.news.len());
        let urls: Vec<Value> = (1..=articles).map(urls).collect();
        json!({
            "MsgID": self.msg_id,
            "Status": if sent > 0 { "send success" } else { "send fail" },
            "TotalCount": total,
            "FilterCount": kept,
            "SentCount": sent,
            "ErrorCount": kept - sent,
            "CopyrightCheckResult": { "Count": 0, "ResultList": {}, "CheckState": 1 },
            "ArticleUrlResult": { "Count": urls.len(), "ResultList": { "item": urls } },
        })
    }
}

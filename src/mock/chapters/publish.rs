//! Handlers for publishing (公众平台文档《发布能力》).

use serde_json::{Value, json};

use super::draft::{self, listed};
use super::material::page;
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::articles::{Comment, Comments, PublishJob};
use crate::mock::state::media::stable_id;
use crate::mock::state::openid::Openids;

handlers! {
    "submit" => |account, asked| submit(account, asked),
    "status" => |account, asked| status(account, asked),
    "delete" => |account, asked| delete(account, asked),
    "get" => |account, asked| get(account, asked),
    "list" => |account, asked| Ok(list(account, asked)),
}

/// The duration of a job, in milliseconds.
const JOB_MS: u64 = 1000;
/// The first numbers of jobs and of published messages.
const FIRST_PUBLISH_ID: u64 = 100_000_001;
const FIRST_MSG_DATA_ID: u64 = 2_247_483_651;
/// The job and the message of the documentation's example, which every account knows.
const SAMPLE_PUBLISH_ID: u64 = 100_000_000;
pub(super) const SAMPLE_MSG_DATA_ID: u64 = 2_247_483_650;
/// The `article_id` of the example.
const SAMPLE_ARTICLE_ID: &str = "f7wm4Ne5DRDyyTsWLUh5a8y1_KUTAeVuGLUOFTR1lXIX6XHqiS1tLOfN7KNwn5pV";

/// Returns the job of the example.
pub(super) fn sample(account: &Account, followers: u64) -> PublishJob {
    let draft = draft::sample();
    let comments = vec![comments(account, true, followers, SAMPLE_MSG_DATA_ID, draft.updated)];
    PublishJob {
        publish_id: SAMPLE_PUBLISH_ID,
        msg_data_id: SAMPLE_MSG_DATA_ID,
        article_id: SAMPLE_ARTICLE_ID.to_owned(),
        ends_ms: draft.updated * 1000,
        draft,
        comments,
        ..PublishJob::default()
    }
}

/// Returns the comments of a new article: one of each of the first followers if it is open.
fn comments(account: &Account, is_open: bool, followers: u64, message: u64, now: u64) -> Comments {
    const CONTENTS: [&str; 3] = ["写得真好", "学到了", "什么时候更新下一篇？"];
    let openids = Openids::of(&account.id);
    let comment = |(number, content): (u64, &str)| Comment {
        id: number + 1,
        openid: openids.at((message + number) % followers.max(1)),
        created: now + 60 * (number + 1),
        content: content.to_owned(),
        ..Comment::default()
    };
    let count =
        if is_open { usize::try_from(followers).unwrap_or(usize::MAX).min(CONTENTS.len()) } else { 0 };
    let mut list: Vec<Comment> = (0..).zip(CONTENTS).take(count).map(comment).collect();
    list.reverse();
    Comments { is_open, list }
}

/// `POST /cgi-bin/freepublish/submit`
fn submit(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let now_ms = asked.call.now_ms;
    let draft = draft::find(account, &asked.text("/media_id"), now_ms)?;
    let is_running = |job: &PublishJob| job.draft.id == draft.id && job.status(now_ms) == 1;
    if account.articles.jobs.iter().any(is_running) {
        return Err(ApiError::new(53501));
    }
    let number = account.articles.jobs.len() as u64;
    let (publish_id, msg_data_id) = (FIRST_PUBLISH_ID + number, FIRST_MSG_DATA_ID + number);
    let of_article = |article: &Value| {
        let is_open = article["need_open_comment"] == 1;
        comments(account, is_open, asked.rules.followers, msg_data_id, asked.now())
    };
    let job = PublishJob {
        publish_id,
        msg_data_id,
        article_id: stable_id(&account.id, "article", number, 64),
        comments: draft.news.iter().map(of_article).collect(),
        draft,
        ends_ms: now_ms + JOB_MS,
        status: asked.rules.publish_status,
        deleted: Vec::new(),
    };
    account.articles.jobs.push(job);
    Ok(HandlerReply::Json(json!({
        "errcode": 0, "errmsg": "ok", "publish_id": publish_id.to_string(), "msg_data_id": msg_data_id,
    })))
}

/// `POST /cgi-bin/freepublish/get`
fn status(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let id = asked.number("/publish_id").ok_or(ApiError::new(53502))?;
    let own = account.articles.jobs.iter().find(|job| job.publish_id == id).cloned();
    let job = match own {
        Some(job) => job,
        None if id == SAMPLE_PUBLISH_ID => sample(account, asked.rules.followers),
        None => return Err(ApiError::new(53502)),
    };
    let status = job.status(asked.call.now_ms);
    let mut reply = json!({ "publish_id": id.to_string(), "publish_status": status });
    for (name, value) in job.outcome(status) {
        reply[name] = value;
    }
    Ok(HandlerReply::Json(reply))
}

/// Returns a published article, or that of the example.
fn published(account: &Account, asked: &CheckedCall<'_>) -> Result<PublishJob, ApiError> {
    let id = asked.text("/article_id");
    let own = account.articles.published(asked.call.now_ms).find(|job| job.article_id == id).cloned();
    match own {
        Some(job) => Ok(job),
        None if id == SAMPLE_ARTICLE_ID => Ok(sample(account, asked.rules.followers)),
        None => Err(ApiError::new(53600)),
    }
}

/// `POST /cgi-bin/freepublish/delete`
fn delete(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let job = published(account, asked)?;
    let index = usize::try_from(asked.number("/index").unwrap_or_default()).unwrap_or(usize::MAX);
    if index > job.draft.news.len() {
        return Err(ApiError::new(40114));
    }
    if let Some(own) = account.articles.jobs.iter_mut().find(|own| own.publish_id == job.publish_id) {
        match index.checked_sub(1) {
            None => own.deleted = (0..own.draft.news.len()).collect(),
            Some(article) if !own.deleted.contains(&article) => own.deleted.push(article),
            Some(_) => {}
        }
    }
    Ok(HandlerReply::ok())
}

/// Returns the articles of a job as the public sees them.
fn news(job: &PublishJob, bare: bool) -> Vec<Value> {
    let article = |(index, article): (usize, &Value)| {
        let mut article = listed(article, bare);
        article["url"] = json!(job.url(index));
        article["is_deleted"] = json!(job.deleted.contains(&index));
        article
    };
    job.draft.news.iter().enumerate().map(article).collect()
}

/// `POST /cgi-bin/freepublish/getarticle`
fn get(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    Ok(HandlerReply::Json(json!({ "news_item": news(&published(account, asked)?, false) })))
}

/// `POST /cgi-bin/freepublish/batchget`
fn list(account: &Account, asked: &CheckedCall<'_>) -> HandlerReply {
    let bare = asked.number("/no_content") == Some(1);
    let shown = |job: &PublishJob| {
        json!({
            "article_id": job.article_id,
            "content": { "news_item": news(job, bare) },
            "update_time": job.ends_ms / 1000,
        })
    };
    HandlerReply::Json(page(account.articles.published(asked.call.now_ms).map(shown).collect(), asked))
}

//! Handlers for drafts (公众平台文档《草稿箱》).

use serde_json::{Value, json};

use super::material::page;
use super::media::SAMPLE_ID;
use crate::article::{ArticleFault, check, plain_text, without_dropped};
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::articles::Draft;
use crate::mock::state::media::Media;

handlers! {
    "add" => |account, asked| add(account, asked),
    "get" => |account, asked| get(account, asked),
    "update" => |account, asked| update(account, asked),
    "delete" => |account, asked| delete(account, asked),
    "count" => |account, asked| Ok(count(account, asked)),
    "list" => |account, asked| Ok(list(account, asked)),
}

/// The maximum number of articles of a draft.
const MAX_ARTICLES: usize = 8;
/// The length of the digest that WeChat makes of a content, in characters.
const DIGEST_CHARS: usize = 54;

/// Returns whether a `media_id` is that of permanent material.
fn is_permanent(media: &Media, id: &str) -> bool {
    id == SAMPLE_ID || media.permanent(id).is_some()
}

/// Returns the article that `draft/get` answers; refuses one that WeChat refuses.
fn accepted(article: &Value, media: &Media, is_single: bool) -> Result<Value, ApiError> {
    if !article.is_object() {
        return Err(ApiError::new(44003));
    }
    if let Some(code) = check(article).iter().find_map(ArticleFault::errcode) {
        return Err(ApiError::new(code));
    }
    let text = |field: &str| article[field].as_str().unwrap_or_default();
    let number = |field: &str| {
        let given = article[field].as_u64().or_else(|| article[field].as_str()?.parse().ok());
        given.unwrap_or_default().min(1)
    };
    let kind = if text("article_type").is_empty() { "news" } else { text("article_type") };
    let cover = text("thumb_media_id");
    if !cover.is_empty() && !is_permanent(media, cover) {
        return Err(ApiError::new(40007));
    }
    let pictures = article.pointer("/image_info/image_list").and_then(Value::as_array);
    let id = |picture: &Value| picture["image_media_id"].as_str().unwrap_or_default().to_owned();
    if pictures.into_iter().flatten().any(|picture| !is_permanent(media, &id(picture))) {
        return Err(ApiError::new(40007));
    }
    let content = without_dropped(text("content"));
    let digest = match text("digest") {
        // Only a single article has one.
        "" if is_single => plain_text(&content).chars().take(DIGEST_CHARS).collect(),
        digest => digest.to_owned(),
    };
    let thumb_url = media.permanent(cover).map_or("", |medium| &medium.url);
    let mut accepted = json!({
        "article_type": kind,
        "title": text("title"),
        "author": text("author"),
        "digest": digest,
        "content": content,
        "content_source_url": text("content_source_url"),
        "thumb_media_id": cover,
        "thumb_url": thumb_url,
        "show_cover_pic": 0,
        "need_open_comment": number("need_open_comment"),
        "only_fans_can_comment": number("only_fans_can_comment"),
        "url": "http://mp.weixin.qq.com/s?__biz=MzMock&tempkey=draft&chksm=mock#rd",
    });
    for member in ["image_info", "cover_info", "product_info", "pic_crop_235_1", "pic_crop_1_1"] {
        if let Some(value) = article.get(member) {
            accepted[member] = value.clone();
        }
    }
    Ok(accepted)
}

/// `POST /cgi-bin/draft/add`
fn add(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let articles = asked.body["articles"].as_array().filter(|articles| !articles.is_empty());
    let articles = articles.ok_or(ApiError::new(44003))?;
    if articles.len() > MAX_ARTICLES {
        return Err(ApiError::new(45008));
    }
    let accept = |article: &Value| accepted(article, &account.media, articles.len() == 1);
    let news: Vec<Value> = articles.iter().map(accept).collect::<Result<_, _>>()?;
    let id = account.media.next_id(&account.id);
    account.articles.drafts.push(Draft { id: id.clone(), news, updated: asked.now() });
    Ok(HandlerReply::Json(json!({ "media_id": id, "item": [] })))
}

/// Returns the draft of the documentation's example.
pub(super) fn sample() -> Draft {
    let article = json!({
        "article_type": "news", "title": "一周新品", "author": "小王", "digest": "本周上新", "content": "<p>本周上新</p>",
        "content_source_url": "", "thumb_media_id": SAMPLE_ID, "thumb_url": "", "show_cover_pic": 0,
        "need_open_comment": 1, "only_fans_can_comment": 0,
        "url": "http://mp.weixin.qq.com/s?__biz=MzMock&tempkey=draft&chksm=mock#rd",
    });
    Draft { id: SAMPLE_ID.to_owned(), news: vec![article], updated: 1_672_500_000 }
}

/// Returns a draft of the box, or that of the example.
pub(super) fn find(account: &mut Account, id: &str, now_ms: u64) -> Result<Draft, ApiError> {
    account.settle(now_ms);
    match account.articles.draft(id) {
        Some(draft) => Ok(draft.clone()),
        None if id == SAMPLE_ID => Ok(sample()),
        None => Err(ApiError::new(40007)),
    }
}

/// `POST /cgi-bin/draft/get`
fn get(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let draft = find(account, &asked.text("/media_id"), asked.call.now_ms)?;
    Ok(HandlerReply::Json(json!({ "news_item": draft.news, "update_time": draft.updated })))
}

/// `POST /cgi-bin/draft/update`
fn update(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let id = asked.text("/media_id");
    let draft = find(account, &id, asked.call.now_ms)?;
    let article = &asked.body["articles"];
    if !article.is_object() {
        return Err(ApiError::new(44003));
    }
    let index = usize::try_from(asked.number("/index").unwrap_or_default()).unwrap_or(usize::MAX);
    if index >= draft.news.len() {
        return Err(ApiError::new(40114));
    }
    let article = accepted(article, &account.media, draft.news.len() == 1)?;
    if let Some(draft) = account.articles.draft(&id) {
        draft.news[index] = article;
        draft.updated = asked.now();
    }
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/draft/delete`
fn delete(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let id = asked.text("/media_id");
    find(account, &id, asked.call.now_ms)?;
    account.articles.drafts.retain(|draft| draft.id != id);
    Ok(HandlerReply::ok())
}

/// `GET /cgi-bin/draft/count`
fn count(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerReply {
    account.settle(asked.call.now_ms);
    HandlerReply::Json(json!({ "total_count": account.articles.drafts.len() }))
}

/// `POST /cgi-bin/draft/batchget`
fn list(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerReply {
    account.settle(asked.call.now_ms);
    let bare = asked.number("/no_content") == Some(1);
    let shown = |draft: &Draft| {
        let news = draft.news.iter().map(|article| listed(article, bare)).collect::<Vec<_>>();
        json!({ "media_id": draft.id, "content": { "news_item": news }, "update_time": draft.updated })
    };
    HandlerReply::Json(page(account.articles.drafts.iter().rev().map(shown).collect(), asked))
}

/// Returns an article as lists have it; `bare` leaves its content out.
pub(super) fn listed(article: &Value, bare: bool) -> Value {
    let mut article = article.clone();
    if bare && let Some(members) = article.as_object_mut() {
        members.insert("content".to_owned(), json!(""));
    }
    article
}

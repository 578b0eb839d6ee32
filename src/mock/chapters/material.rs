//! Handlers for permanent material (公众平台文档《素材管理》).

use serde_json::{Value, json};

use super::media::{self, SAMPLE_ID};
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::media::Medium;

handlers! {
    "add" => |account, asked| add(account, asked),
    "get" => |account, asked| get(account, asked),
    "delete" => |account, asked| delete(account, asked),
    "count" => |account, _| Ok(count(account)),
    "list" => |account, asked| Ok(list(account, asked)),
}

/// `POST /cgi-bin/material/add_material`
fn add(account: &mut Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    let kind = asked.call.value("type").unwrap_or_default().to_owned();
    let (mut title, mut introduction) =
        (asked.text("/description/title"), asked.text("/description/introduction"));
    // wechatpy sends it in the query.
    if let Some(text) = asked.call.value("description").filter(|_| title.is_empty()) {
        let given: Value = serde_json::from_str(text).map_err(|_| ApiError::new(47001))?;
        let member = |name: &str| given[name].as_str().unwrap_or_default().to_owned();
        (title, introduction) = (member("title"), member("introduction"));
    }
    // A video without a title is refused; no document says with which errcode.
    if kind == "video" && title.is_empty() {
        return Err(ApiError::saying(47003, "argument invalid! `description` of a video needs `title`"));
    }
    let mut medium = media::stored(account, asked, &kind)?;
    let bytes = asked.files.first().map_or(&[][..], |file| &file.bytes);
    let url = match kind.as_str() {
        "image" | "thumb" => media::picture_url(&account.id, &medium.id, bytes),
        _ => String::new(),
    };
    let mut reply = json!({ "media_id": medium.id, "item": [] });
    if matches!(kind.as_str(), "image" | "thumb" | "video") {
        reply["url"] = json!(url);
    }
    (medium.url, medium.title, medium.introduction) = (url, title, introduction);
    account.media.permanent.push(medium);
    Ok(HandlerReply::Json(reply))
}

/// `POST /cgi-bin/material/get_material`
fn get(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let id = asked.text("/media_id");
    match account.media.permanent(&id) {
        Some(video) if video.kind == "video" => Ok(HandlerReply::Json(json!({
            "title": video.title,
            "description": video.introduction,
            "down_url": media::link(asked, &video.id),
        }))),
        Some(medium) => Ok(media::content(medium)),
        None if id == SAMPLE_ID => Ok(media::sample()),
        None => Err(ApiError::new(40007)),
    }
}

/// `POST /cgi-bin/material/del_material`
fn delete(account: &mut Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    let id = asked.text("/media_id");
    let material = &mut account.media.permanent;
    match material.iter().position(|medium| medium.id == id) {
        Some(at) => asked.contents.remove(&material.remove(at).content),
        None if id == SAMPLE_ID => {}
        None => return Err(ApiError::new(40007)),
    }
    Ok(HandlerReply::ok())
}

/// `GET /cgi-bin/material/get_materialcount`. Articles are in drafts since 2022, so that there are none.
fn count(account: &Account) -> HandlerReply {
    let media = &account.media;
    HandlerReply::Json(json!({
        "voice_count": media.count("voice"),
        "video_count": media.count("video"),
        "image_count": media.count("image") + media.count("thumb"),
        "news_count": 0,
    }))
}

/// `POST /cgi-bin/material/batchget_material`
fn list(account: &Account, asked: &CheckedCall<'_>) -> HandlerReply {
    let kind = asked.text("/type");
    // A thumb is a picture of the library.
    let is_meant = |medium: &&Medium| medium.kind == kind || (kind == "image" && medium.kind == "thumb");
    let shown = |medium: &Medium| {
        let mut item = json!({ "media_id": medium.id, "name": medium.name, "update_time": medium.created });
        if matches!(medium.kind.as_str(), "image" | "thumb") {
            item["url"] = json!(medium.url);
        }
        item
    };
    let newest = account.media.permanent.iter().rev().filter(is_meant).map(shown);
    HandlerReply::Json(page(newest.collect(), asked))
}

/// Returns a page of a list, as `offset` and `count` ask for it.
pub(super) fn page(all: Vec<Value>, asked: &CheckedCall<'_>) -> Value {
    let size = |pointer| usize::try_from(asked.number(pointer).unwrap_or_default()).unwrap_or(usize::MAX);
    let total = all.len();
    let items: Vec<Value> = all.into_iter().skip(size("/offset")).take(size("/count")).collect();
    json!({ "item": items, "total_count": total, "item_count": items.len() })
}

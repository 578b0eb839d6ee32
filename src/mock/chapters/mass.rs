//! Handlers for mass messages (公众平台文档《群发接口和原创校验》).

use std::collections::BTreeSet;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::draft;
use super::media::SAMPLE_ID;
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::kind::AccountKind;
use crate::mock::state::Account;
use crate::mock::state::articles::Draft;
use crate::mock::state::mass::{Audience, NewMass};
use crate::mock::state::openid::{OpenidOwner, Openids};
use crate::mock::state::quota::{day, month};
use crate::sign::hex;

handlers! {
    "sendall" => |account, asked| send_all(account, asked),
    "send" => |account, asked| send(account, asked),
    "preview" => |account, asked| preview(account, asked),
    "get" => |account, asked| get(account, asked),
    "delete" => |account, asked| delete(account, asked),
    "speed" => |account, _| Ok(speed(account)),
    "set_speed" => |account, asked| set_speed(account, asked),
    "video" => |account, asked| video(account, asked),
}

/// The least and the greatest number of openids.
const MIN_OPENIDS: usize = 2;
/// The maximum length of a text, in bytes.
const MAX_TEXT_BYTES: usize = 2048;
/// The maximum number of stored videos.
const MAX_VIDEOS: usize = 1000;
/// The message of the documentation's example, which every account knows.
const SAMPLE_MSG_ID: u64 = 34_182;
/// The speeds, in 10,000 users a minute.
const SPEEDS: [u64; 5] = [80, 60, 45, 30, 10];

/// Checks the content of a message, and returns the draft if it is one.
fn content(account: &mut Account, asked: &CheckedCall<'_>) -> Result<Option<Draft>, ApiError> {
    let now = asked.now();
    let has = |account: &Account, id: &str, kinds: &[&str]| {
        let media = &account.media;
        let found = media.permanent(id).or_else(|| media.temporary(id, now));
        id == SAMPLE_ID || found.is_some_and(|medium| kinds.contains(&medium.kind.as_str()))
    };
    let wanted = |is_there: bool| if is_there { Ok(None) } else { Err(ApiError::new(40007)) };
    match asked.text("/msgtype").as_str() {
        "text" => match asked.text("/text/content") {
            text if text.is_empty() => Err(ApiError::new(44004)),
            text if text.len() > MAX_TEXT_BYTES => Err(ApiError::new(45002)),
            _ => Ok(None),
        },
        "mpnews" => draft::find(account, &asked.text("/mpnews/media_id"), asked.call.now_ms).map(Some),
        "voice" => wanted(has(account, &asked.text("/voice/media_id"), &["voice"])),
        "image" => {
            let mut ids = asked.texts("/images/media_ids");
            if ids.is_empty() {
                ids.push(asked.text("/image/media_id"));
            }
            wanted(ids.iter().all(|id| has(account, id, &["image"])))
        }
        // The id of a temporary video is exchanged first.
        name @ ("mpvideo" | "video") => {
            let id = asked.text(&format!("/{name}/media_id"));
            let is_permanent = account.media.permanent(&id).is_some_and(|medium| medium.kind == "video");
            wanted(is_permanent || id == SAMPLE_ID || account.mass.videos.contains(&id))
        }
        "music" if asked.body["music"].is_object() => Ok(None),
        "wxcard" => Err(ApiError::new(45113)),
        _ => Err(ApiError::new(40008)),
    }
}

/// Returns the `clientmsgid`; without one, WeChat takes the digest of the receivers and the content.
fn client_id(asked: &CheckedCall<'_>) -> String {
    let given = asked.text("/clientmsgid");
    if given.is_empty() { hex(&Sha256::digest(asked.body.to_string())) } else { given }
}

/// Starts a job, unless it repeats an earlier one.
fn start(
    account: &mut Account,
    asked: &CheckedCall<'_>,
    named: u64,
    audience: Audience,
    blocked: u64,
) -> HandlerResult {
    let draft = content(account, asked)?;
    let (client_id, now_ms) = (client_id(asked), asked.call.now_ms);
    if let Some(job) = account.mass.repeated(&client_id, now_ms) {
        return Ok(HandlerReply::Json(json!({
            "errcode": 45065, "errmsg": "clientmsgid exist", "msg_id": job.msg_id,
        })));
    }
    let kind = asked.text("/msgtype");
    // The other kinds may send once a day, which would end every second test.
    let is_limited = matches!(asked.rules.kind, AccountKind::Service | AccountKind::Test);
    let new = NewMass { client_id, kind, draft, named, audience, blocked, is_limited };
    let job = account.mass.send(new, month(now_ms), now_ms)?;
    Ok(HandlerReply::Json(json!({
        "errcode": 0, "errmsg": "send job submission success",
        "msg_id": job.msg_id, "msg_data_id": job.msg_data_id,
    })))
}

/// `POST /cgi-bin/message/mass/sendall`
fn send_all(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    account.mass.request(asked.call.now_ms)?;
    if !asked.body["filter"].is_object() {
        return Err(ApiError::new(40035));
    }
    let followers = asked.rules.followers;
    let is_to_all = match &asked.body["filter"]["is_to_all"] {
        Value::Bool(is_to_all) => *is_to_all,
        other => matches!(other.as_u64(), Some(1)) || matches!(other.as_str(), Some("1" | "true")),
    };
    let black = &account.people.blacklist;
    if is_to_all {
        let blocked = black.iter().filter(|user| **user < followers).count() as u64;
        return start(account, asked, followers, Audience::All(followers), blocked);
    }
    let tag = asked.number("/filter/tag_id").ok_or(ApiError::new(40152))?;
    if !account.people.has(tag) {
        return Err(ApiError::new(40152));
    }
    let members: Vec<u64> = account
        .people
        .tags
        .get(&tag)
        .map(|tag| tag.members.iter().copied().filter(|user| *user < followers).collect())
        .unwrap_or_default();
    let blocked = members.iter().filter(|user| black.contains(user)).count() as u64;
    start(account, asked, members.len() as u64, Audience::Some(members), blocked)
}

/// `POST /cgi-bin/message/mass/send`
fn send(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    account.mass.request(asked.call.now_ms)?;
    let given = asked.texts("/touser");
    if given.len() < MIN_OPENIDS {
        return Err(ApiError::new(40130));
    }
    let openids = Openids::of(&account.id);
    let mut users = BTreeSet::new();
    for openid in &given {
        match openids.owner(openid) {
            OpenidOwner::Own(user) if user < asked.rules.followers => {
                users.insert(user);
            }
            // One who left, or never followed, is only counted.
            OpenidOwner::Own(_) | OpenidOwner::OtherAccount => {}
            OpenidOwner::Invalid => return Err(ApiError::new(40003)),
        }
    }
    let blocked = users.iter().filter(|user| account.people.blacklist.contains(user)).count() as u64;
    start(account, asked, given.len() as u64, Audience::Some(users.into_iter().collect()), blocked)
}

/// `POST /cgi-bin/message/mass/preview`; the mock knows no WeChat IDs, so that each is one.
fn preview(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    if asked.text("/towxname").is_empty() {
        super::custom::receiver(account, asked, 43004)?;
    }
    content(account, asked)?;
    account.mass.preview(day(asked.call.now_ms))?;
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "preview success", "msg_id": SAMPLE_MSG_ID })))
}

/// `POST /cgi-bin/message/mass/get`
fn get(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let id = asked.number("/msg_id").ok_or(ApiError::new(40059))?;
    let status = match account.mass.find(|job| job.msg_id == id) {
        Ok(job) => job.status(asked.call.now_ms),
        Err(_) if id == SAMPLE_MSG_ID => "SEND_SUCCESS",
        Err(error) => return Err(error),
    };
    Ok(HandlerReply::Json(json!({ "msg_id": id, "msg_status": status })))
}

/// `POST /cgi-bin/message/mass/delete`
fn delete(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let (url, id) = (asked.text("/url"), asked.number("/msg_id"));
    let article = usize::try_from(asked.number("/article_idx").unwrap_or_default()).unwrap_or(usize::MAX);
    match account.mass.find(|job| Some(job.msg_id) == id || job.has_url(&url)) {
        Ok(job) => job.delete(article)?,
        Err(_) if id == Some(SAMPLE_MSG_ID) => {}
        Err(error) => return Err(error),
    }
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/message/mass/speed/get`
fn speed(account: &Account) -> HandlerReply {
    let speed = account.mass.speed;
    let real = usize::try_from(speed).ok().and_then(|speed| SPEEDS.get(speed));
    HandlerReply::Json(json!({ "speed": speed, "realspeed": real }))
}

/// `POST /cgi-bin/message/mass/speed/set`
fn set_speed(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    account.mass.speed = asked.number("/speed").ok_or(ApiError::new(45084))?;
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/media/uploadvideo`
fn video(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let id = asked.text("/media_id");
    let media = &account.media;
    let found = media.temporary(&id, asked.now()).or_else(|| media.permanent(&id));
    if id != SAMPLE_ID && found.is_none_or(|medium| medium.kind != "video") {
        return Err(ApiError::new(40007));
    }
    let made = account.media.next_id(&account.id);
    if account.mass.videos.len() >= MAX_VIDEOS {
        account.mass.videos.pop_front();
    }
    account.mass.videos.push_back(made.clone());
    Ok(HandlerReply::Json(json!({ "type": "video", "media_id": made, "created_at": asked.now() })))
}

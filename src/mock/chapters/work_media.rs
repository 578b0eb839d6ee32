//! Handlers for WeCom's media, which all apps of a company share (企业微信文档《素材管理》).

use serde_json::json;

use super::media::{SAMPLE_ID, content, sample};
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::media::{Medium, stable_id};

handlers! {
    "upload" => |_, asked| upload(asked),
    "upload_picture" => |_, asked| Ok(upload_picture(asked)),
    "get" => |_, asked| get(asked),
    "get_voice" => |_, asked| get(asked),
    "upload_by_url" => |_, asked| upload_by_url(asked),
    "upload_result" => |_, asked| upload_result(asked),
}

/// The size that a file must exceed, in bytes.
const MAX_TOO_SMALL: usize = 5;
/// The maximum size of a text file that batch jobs read here, in bytes.
const MAX_TEXT_BYTES: usize = 1 << 20;

/// `POST /cgi-bin/media/upload`
fn upload(asked: &mut CheckedCall<'_>) -> HandlerResult {
    for expired in asked.company.media.expire(asked.now()) {
        asked.contents.remove(&expired);
    }
    let file = asked.files.first().ok_or(ApiError::new(44001))?;
    if file.bytes.len() <= MAX_TOO_SMALL {
        return Err(ApiError::new(40006));
    }
    let is_text = file.bytes.len() <= MAX_TEXT_BYTES;
    let text = is_text.then(|| std::str::from_utf8(&file.bytes).ok().map(str::to_owned)).flatten();
    let (name, content) = (file.name.clone(), asked.contents.add(&file.bytes)?);
    let kind = asked.call.value("type").unwrap_or_default().to_owned();
    let text = text.filter(|_| kind == "file");
    let id = asked.company.media.next_id(&asked.company.id.clone());
    let created = asked.now();
    asked.company.media.temporary.push(Medium {
        id: id.clone(),
        kind: kind.clone(),
        name,
        content,
        created,
        text,
        ..Medium::default()
    });
    Ok(HandlerReply::Json(json!({
        "errcode": 0, "errmsg": "ok", "type": kind, "media_id": id, "created_at": created.to_string(),
    })))
}

/// `POST /cgi-bin/media/uploadimg`
fn upload_picture(asked: &mut CheckedCall<'_>) -> HandlerReply {
    let company = asked.company.id.clone();
    let id = asked.company.media.next_id(&company);
    let name = stable_id(&company, &id, 0, 60).to_lowercase();
    let url = format!("https://wework.qpic.cn/wwpic/{name}/0");
    HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "url": url }))
}

/// `GET /cgi-bin/media/get`, `GET /cgi-bin/media/get/jssdk`
fn get(asked: &CheckedCall<'_>) -> HandlerResult {
    let id = asked.call.value("media_id").unwrap_or_default();
    match asked.company.media.temporary(id, asked.now()) {
        Some(medium) => Ok(content(medium)),
        None if id == SAMPLE_ID => Ok(sample()),
        None => Err(ApiError::new(40007)),
    }
}

/// `POST /cgi-bin/media/upload_by_url`: the mock fetches nothing, so that the job stays in progress.
fn upload_by_url(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let md5 = asked.text("/md5");
    if md5.len() != 32 || !md5.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(ApiError::saying(40058, "invalid md5"));
    }
    if !asked.text("/url").starts_with("http") {
        return Err(ApiError::new(40094));
    }
    let id = stable_id(&asked.company.id, "upload", asked.company.jobs.len() as u64 + 1, 43);
    asked.company.jobs.push((id.clone(), json!({ "errcode": 0, "errmsg": "ok", "status": 1 })));
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "jobid": id })))
}

/// `POST /cgi-bin/media/get_upload_by_url_result`
fn upload_result(asked: &CheckedCall<'_>) -> HandlerResult {
    let id = asked.text("/jobid");
    match asked.company.jobs.iter().find(|(own, _)| *own == id) {
        Some((_, result)) => Ok(HandlerReply::Json(result.clone())),
        None if id == "JOBID" => Ok(super::shown(asked.endpoint)),
        None => Err(ApiError::new(40088)),
    }
}

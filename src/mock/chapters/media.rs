//! Handlers for temporary media and the pictures of articles (公众平台文档《素材管理》).

use serde_json::{Value, json};

use crate::file_format::FileFormat;
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::media::{Medium, stable_id};

handlers! {
    "upload" => |account, asked| upload(account, asked),
    "get" => |account, asked| get(account, asked),
    "get_voice" => |account, asked| get_voice(account, asked),
    "get_feedback" => |_, asked| get_feedback(asked),
    "upload_picture" => |account, asked| upload_picture(account, asked),
}

/// The id of the documentation's examples. Every account knows it, so that the examples in the help work.
pub(super) const SAMPLE_ID: &str = "rF4UdIMfYK3efUfyoddYRMU50zMiRmmt_l0kszupYh_SzrcW5Gaheq05p_lHuOTQ";
/// The content of the sample: a picture of one pixel.
const SAMPLE: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
/// The path of files that answers link to.
pub(in crate::mock) const LINK_PREFIX: &str = "/__webot/media/";

/// Returns the uploaded file, stored and described.
pub(super) fn stored(
    account: &mut Account,
    asked: &mut CheckedCall<'_>,
    kind: &str,
) -> Result<Medium, ApiError> {
    let file = asked.files.first().ok_or(ApiError::new(41005))?;
    let content = asked.contents.add(&file.bytes)?;
    let (kind, name, created) = (kind.to_owned(), file.name.clone(), asked.call.now());
    let id = account.media.next_id(&account.id);
    Ok(Medium { id, kind, name, content, created, ..Medium::default() })
}

/// Returns the content of a file as an answer.
pub(in crate::mock) fn content(medium: &Medium) -> HandlerReply {
    let extension = medium.name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let kind = FileFormat::named(extension).map_or("application/octet-stream", FileFormat::content_type);
    HandlerReply::Stored { content: medium.content.clone(), content_type: kind, name: medium.name.clone() }
}

/// Returns the sample as an answer.
pub(super) fn sample() -> HandlerReply {
    HandlerReply::File { content: SAMPLE.to_vec(), content_type: "image/gif", name: "sample.gif".to_owned() }
}

/// Returns a URL of a file, which the mock serves itself.
pub(super) fn link(asked: &CheckedCall<'_>, id: &str) -> String {
    let host = asked.call.header("host").unwrap_or_else(|| asked.call.host.name());
    format!("http://{host}{LINK_PREFIX}{id}")
}

/// `POST /cgi-bin/media/upload`
fn upload(account: &mut Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    for expired in account.media.expire(asked.now()) {
        asked.contents.remove(&expired);
    }
    let kind = asked.call.value("type").unwrap_or_default().to_owned();
    let medium = stored(account, asked, &kind)?;
    let name = if kind == "thumb" { "thumb_media_id" } else { "media_id" };
    let reply: Value = json!({ "type": kind, name: medium.id, "created_at": medium.created });
    account.media.temporary.push(medium);
    Ok(HandlerReply::Json(reply))
}

/// `GET /cgi-bin/media/get`
fn get(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let id = asked.call.value("media_id").unwrap_or_default();
    match account.media.temporary(id, asked.now()) {
        Some(video) if video.kind == "video" => {
            Ok(HandlerReply::Json(json!({ "video_url": link(asked, &video.id) })))
        }
        Some(medium) => Ok(content(medium)),
        None if id == SAMPLE_ID => Ok(sample()),
        None => Err(ApiError::new(40007)),
    }
}

/// `GET /cgi-bin/media/get/jssdk`. The mock does not convert: the voice comes back as it was uploaded.
fn get_voice(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let id = asked.call.value("media_id").unwrap_or_default();
    match account.media.temporary(id, asked.now()).filter(|medium| medium.kind == "voice") {
        Some(medium) => Ok(content(medium)),
        None if id == SAMPLE_ID => Ok(HandlerReply::File {
            content: b"#!AMR\n\x3c".to_vec(),
            content_type: "voice/speex",
            name: "sample.speex".to_owned(),
        }),
        None => Err(ApiError::new(40007)),
    }
}

/// `GET /cgi-bin/media/getfeedbackmedia`. Users of the mock give no feedback, but for that of the example.
fn get_feedback(asked: &CheckedCall<'_>) -> HandlerResult {
    if asked.call.value("media_id") == Some(SAMPLE_ID) { Ok(sample()) } else { Err(ApiError::new(40007)) }
}

/// `POST /cgi-bin/media/uploadimg`. The picture is not in the library, and its content is not asked for again.
fn upload_picture(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let file = asked.files.first().ok_or(ApiError::new(41005))?;
    let id = account.media.next_id(&account.id);
    Ok(HandlerReply::Json(json!({ "url": picture_url(&account.id, &id, &file.bytes) })))
}

/// Returns the URL of a picture, of the form of WeChat's.
pub(super) fn picture_url(account: &str, id: &str, bytes: &[u8]) -> String {
    let format = match FileFormat::of(bytes) {
        Some(FileFormat::Png) => "png",
        Some(FileFormat::Gif) => "gif",
        _ => "jpeg",
    };
    let name = stable_id(account, id, 0, 86);
    let folder = if format == "jpeg" { "jpg" } else { format };
    format!("http://mmbiz.qpic.cn/mmbiz_{folder}/{name}/0?wx_fmt={format}")
}

//! Handlers for the robots of group chats (企业微信文档《消息推送配置说明》).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::api::card_faults;
use crate::file_format::FileFormat;
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::media::Medium;
use crate::sign::md5_hex;

handlers! {
    "send" => |account, asked| send(account, asked),
    "upload" => |account, asked| upload(account, asked),
}

/// The maximum length of a text, in bytes.
const MAX_TEXT_BYTES: usize = 2048;
/// The maximum length of Markdown, in bytes.
const MAX_MARKDOWN_BYTES: usize = 4096;
/// The maximum size of a picture before it is encoded, in bytes.
const MAX_PICTURE_BYTES: usize = 2 << 20;
/// The maximum number of articles.
const MAX_ARTICLES: usize = 8;
/// The cards of robots: those that nobody answers.
const CARDS: [&str; 2] = ["text_notice", "news_notice"];
/// The size that a file must exceed, in bytes.
const MAX_TOO_SMALL: usize = 5;

/// `POST /cgi-bin/webhook/send`
fn send(account: &mut Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    let kind = asked.text("/msgtype");
    let content = asked.body.get(&kind).filter(|content| content.is_object());
    let content = match content {
        Some(content) => content,
        None if check_of(&kind).is_none() => return Err(ApiError::new(40008)),
        None => return Err(ApiError::saying(40058, format!("missing {kind}"))),
    };
    let check = check_of(&kind).ok_or(ApiError::new(40008))?;
    check(content, &kind, account, asked.now())?;
    if !account.robot.has_room(asked.call.now_ms) {
        return Err(ApiError::new(45009));
    }
    account.robot.add(asked.call.now_ms, asked.body.clone());
    Ok(HandlerReply::ok())
}

/// Checks the object of a message.
type Check = fn(&Value, &str, &Account, u64) -> Result<(), ApiError>;

/// Returns the check of a `msgtype`; `None` for one that robots do not send.
fn check_of(kind: &str) -> Option<Check> {
    Some(match kind {
        "text" => |content, kind, _, _| text(content, kind, MAX_TEXT_BYTES),
        "markdown" | "markdown_v2" => |content, kind, _, _| text(content, kind, MAX_MARKDOWN_BYTES),
        "image" => |content, _, _, _| picture(content),
        "news" => |content, _, _, _| articles(content),
        "file" | "voice" => |content, kind, account, now| {
            let id = content["media_id"].as_str().unwrap_or_default();
            let medium = account.media.temporary(id, now).filter(|medium| medium.kind == kind);
            medium.map(|_| ()).ok_or(ApiError::new(40007))
        },
        "template_card" => |content, _, _, _| card(content),
        _ => return None,
    })
}

fn text(content: &Value, kind: &str, most: usize) -> Result<(), ApiError> {
    let text = content["content"].as_str().unwrap_or_default();
    if text.trim().is_empty() {
        return Err(ApiError::new(44004));
    }
    if text.len() > most {
        let said = format!("{kind}.content exceed max length {most}. invalid Request Parameter");
        return Err(ApiError::saying(40058, said));
    }
    for list in ["mentioned_list", "mentioned_mobile_list"] {
        let is_list = content[list].as_array().is_some_and(|list| list.iter().all(Value::is_string));
        if !content[list].is_null() && !is_list {
            return Err(ApiError::saying(40058, format!("invalid {kind}.{list}")));
        }
    }
    Ok(())
}

fn picture(content: &Value) -> Result<(), ApiError> {
    let given = |name: &str| content[name].as_str().filter(|text| !text.is_empty());
    let missing = |name: &str| ApiError::saying(40058, format!("missing image.{name}"));
    let base64 = given("base64").ok_or_else(|| missing("base64"))?;
    let md5 = given("md5").ok_or_else(|| missing("md5"))?;
    let invalid = |name: &str| ApiError::saying(40058, format!("invalid image.{name}"));
    let bytes = STANDARD.decode(base64).map_err(|_| invalid("base64"))?;
    if bytes.len() > MAX_PICTURE_BYTES {
        return Err(ApiError::new(40009));
    }
    if !matches!(FileFormat::of(&bytes), Some(FileFormat::Jpg | FileFormat::Png)) {
        return Err(ApiError::new(40005));
    }
    if md5_hex(&bytes).eq_ignore_ascii_case(md5) { Ok(()) } else { Err(invalid("md5")) }
}

fn articles(content: &Value) -> Result<(), ApiError> {
    let articles = content["articles"].as_array().map(Vec::as_slice).unwrap_or_default();
    if articles.is_empty() || articles.len() > MAX_ARTICLES {
        return Err(ApiError::new(45008));
    }
    for article in articles {
        let is_empty = |field: &str| article[field].as_str().unwrap_or_default().is_empty();
        if is_empty("title") {
            return Err(ApiError::new(41016));
        }
        if is_empty("url") {
            return Err(ApiError::new(41010));
        }
    }
    Ok(())
}

fn card(content: &Value) -> Result<(), ApiError> {
    if !content["card_type"].as_str().is_some_and(|kind| CARDS.contains(&kind)) {
        return Err(ApiError::saying(40058, "invalid template_card.card_type"));
    }
    match card_faults(content).first() {
        Some(fault) => Err(ApiError::saying(40058, format!("invalid {}", fault.path))),
        None => Ok(()),
    }
}

/// `POST /cgi-bin/webhook/upload_media`
fn upload(account: &mut Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    for expired in account.media.expire(asked.now()) {
        asked.contents.remove(&expired);
    }
    let file = asked.files.first().ok_or(ApiError::new(44001))?;
    if file.bytes.len() <= MAX_TOO_SMALL {
        return Err(ApiError::new(40006));
    }
    let (name, content) = (file.name.clone(), asked.contents.add(&file.bytes)?);
    let kind = asked.call.value("type").unwrap_or_default().to_owned();
    let (id, created) = (account.media.next_id(&account.id), asked.now());
    account.media.temporary.push(Medium {
        id: id.clone(),
        kind: kind.clone(),
        name,
        content,
        created,
        ..Medium::default()
    });
    Ok(HandlerReply::Json(json!({
        "errcode": 0, "errmsg": "ok", "type": kind, "media_id": id, "created_at": created.to_string(),
    })))
}

//! The bodies of pushes. Pure.

use super::reject::RejectReason;
use crate::message::{Document, json, xml};

/// The maximum length of the name of a user or an account and of the id of a message, in bytes; those of WeChat have at
/// most 64.
pub(super) const MAX_NAME_BYTES: usize = 256;

/// Parses a body: JSON, or XML that a strict parser accepts.
pub(super) fn parse(body: &[u8]) -> Result<(Document, bool), RejectReason> {
    let not_a_message = RejectReason::NotAMessage;
    let text = std::str::from_utf8(body).map_err(|_| not_a_message("not UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        let value = serde_json::from_str(text).map_err(|_| not_a_message("neither XML nor JSON"))?;
        return Ok((json::from_json(&value).ok_or_else(|| not_a_message("JSON that is too deep"))?, true));
    }
    let read = xml::read(text).map_err(|error| match error {
        xml::Unreadable::NoElement => not_a_message("neither XML nor JSON"),
        xml::Unreadable::TooDeep | xml::Unreadable::TooMany => {
            not_a_message("XML that is too deep or too large")
        }
        xml::Unreadable::Malformed { .. } => not_a_message("malformed XML"),
    })?;
    // WeChat pushes control characters that users type, although XML 1.0 does not allow them.
    let mut flaws = read.flaws;
    flaws.retain(|flaw| !matches!(flaw, xml::Flaw::Control(char) if *char != '\0' && char.is_control() && text.contains(*char)));
    // WeChat sends no declarations; they are used to read files or to exhaust memory.
    if flaws.iter().any(|flaw| matches!(flaw, xml::Flaw::Doctype | xml::Flaw::Entity(_))) {
        return Err(not_a_message("XML with a DOCTYPE or an entity"));
    }
    if !flaws.is_empty() || read.root != "xml" {
        return Err(not_a_message("malformed XML"));
    }
    Ok((read.document, false))
}

/// Checks that a message has its type and sender; a notice of a platform has its type only, and so have some events of
/// WeCom, such as `kf_msg_or_event`.
pub(super) fn check_message(document: Document) -> Result<Document, RejectReason> {
    let has = |name| document.get(name).is_some_and(|value| !value.is_empty());
    let event =
        document.get("MsgType") == Some("event") && has("Event") && document.find("FromUserName").is_none();
    let intelligent_bot = has("aibotid") && has("msgtype");
    let whole = has("InfoType") || event || intelligent_bot || (has("MsgType") && has("FromUserName"));
    let short = |name| document.get(name).is_none_or(|value| value.len() <= MAX_NAME_BYTES);
    if !["FromUserName", "ToUserName", "MsgId"].into_iter().all(short) {
        return Err(RejectReason::NotAMessage("a name or id that is too long"));
    }
    if whole { Ok(document) } else { Err(RejectReason::NotAMessage("no MsgType or no FromUserName")) }
}

pub(super) fn without_envelope(mut document: Document) -> Document {
    document.0.retain(|element| element.name != "Encrypt");
    document
}

/// Returns a document as XML or JSON.
pub(super) fn write(document: &Document, as_json: bool) -> Vec<u8> {
    if as_json { json::to_json(&document.0).to_string() } else { xml::write(document) }.into_bytes()
}

//! Parameters and fields that a bot says it misses, compared with those that it was sent.

use super::sign::Sign;
use super::{Asked, has};

/// The parameters that WeChat adds to the URL, in any mode.
const PARAMETERS: [&str; 7] =
    ["msg_signature", "encrypt_type", "echostr", "openid", "signature", "timestamp", "nonce"];
/// The parameters and the field of encrypted messages only.
const OF_ENCRYPTED: [&str; 3] = ["msg_signature", "encrypt_type", "Encrypt"];
/// The fields of messages and events that programs read. A name of one word stands in quotes or brackets.
pub(super) const FIELDS: [&str; 37] = [
    "MsgType",
    "FromUserName",
    "ToUserName",
    "CreateTime",
    "InfoType",
    "MsgId",
    "MsgID",
    "EventKey",
    "AgentID",
    "PicUrl",
    "MediaId",
    "ThumbMediaId",
    "Location_X",
    "Location_Y",
    "SuiteId",
    "ChangeType",
    "ComponentVerifyTicket",
    "AuthorizerAppid",
    "OpenKfId",
    "UserID",
    "Id",
    "ExternalUserID",
    "ScanCodeInfo",
    "SendPicsInfo",
    "SendLocationInfo",
    "Content",
    "Event",
    "Encrypt",
    "Recognition",
    "Format",
    "Ticket",
    "Latitude",
    "Longitude",
    "Precision",
    "Label",
    "Scale",
    "Token",
];
/// The words for something that is not there.
const MISSING_WORDS: [&str; 26] = [
    "destructure",
    "keyerror",
    "multivaluedictkeyerror",
    "undefined index",
    "undefined array key",
    "undefined property",
    "undefined variable",
    "cannot read prop",
    "nullpointer",
    "nonetype",
    "nullreference",
    "missing",
    "required",
    "not present",
    "not be empty",
    "not be blank",
    "not found",
    "is null",
    "on null",
    "on bool",
    "non-object",
    "has no attribute",
    "undefined method",
    "no such",
    "of undefined",
    "缺少",
];
/// The words for a field of something that is not there itself.
const OF_NOTHING: [&str; 10] = [
    "of undefined",
    "of null",
    "of 'undefined",
    "it is undefined",
    "it is null",
    "on null",
    "on bool",
    "non-object",
    "is not an object",
    "(reading '",
];

/// Returns the meaning of a parameter that the program misses; `told` are its words.
pub(super) fn parameter(told: &str, asked: Asked<'_>) -> Option<Sign> {
    let lower = told.to_lowercase();
    // "Missing or invalid signature" is about its value.
    if !has(&lower, &MISSING_WORDS) && !lower.contains("不能为空")
        || has(&lower, &["invalid", "mismatch", "错误", "positional argument"])
    {
        return None;
    }
    let name = PARAMETERS.into_iter().find(|name| has_name(&lower, name))?;
    let sent = asked.query.contains(&name);
    if sent {
        return asked.push.map(|_| Sign::QueryUnread(name));
    }
    if OF_ENCRYPTED.contains(&name) && !asked.query.contains(&"msg_signature") {
        return Some(Sign::WantsEncrypted(name));
    }
    match name {
        "signature" => Some(Sign::WantsPlainCheck),
        "echostr" if asked.push.is_some() => Some(Sign::WantsEchostr),
        _ => None,
    }
}

/// Returns the meaning of a field that the program misses; `told` are its words.
pub(super) fn field(told: &str, asked: Asked<'_>) -> Option<Sign> {
    let lower = told.to_lowercase();
    if !has(&lower, &MISSING_WORDS) {
        return None;
    }
    let of_nothing = has(&lower, &OF_NOTHING);
    let unread = of_nothing && ["'xml'", "\"xml\""].iter().any(|name| lower.contains(name));
    let Some(name) = FIELDS.into_iter().find(|name| names_field(told, name)) else {
        return unread.then_some(Sign::BodyUnread("xml"));
    };
    let push = asked.push?;
    let sent = push.find(name).is_some();
    if asked.encrypted {
        let outside = ["ToUserName", "AgentID", "Encrypt"].contains(&name);
        return match (outside, of_nothing || sent) {
            (true, _) if name != "AgentID" || sent => Some(Sign::BodyUnread(name)),
            (false, true) => Some(Sign::EnvelopeRead(name)),
            _ => Some(Sign::FieldAbsent(name)),
        };
    }
    if name == "Encrypt" && !of_nothing {
        return Some(Sign::WantsEncrypted(name));
    }
    Some(if sent || of_nothing { Sign::BodyUnread(name) } else { Sign::FieldAbsent(name) })
}

/// Returns the field of a message that a program misses in the check of a URL, which has no body.
pub(super) fn in_url_check(told: &str) -> Option<&'static str> {
    let lower = told.to_lowercase();
    let unread = has(&lower, &OF_NOTHING) && ["'xml'", "\"xml\""].iter().any(|name| lower.contains(name));
    let empty = has(&lower, &["no element found", "document is empty", "premature end of file"]);
    let named = || {
        let of_message = FIELDS.into_iter().filter(|name| !["Encrypt", "Token", "Format"].contains(name));
        of_message.filter(|_| has(&lower, &MISSING_WORDS)).find(|name| names_field(told, name))
    };
    if unread || empty { Some("xml") } else { named() }
}

/// Returns whether a name stands in the text as a whole; `_` belongs to names.
pub(crate) fn has_name(text: &str, name: &str) -> bool {
    text.match_indices(name)
        .any(|(at, _)| !is_name_char(before(text, at)) && !is_name_char(after(text, at, name)))
}

fn is_name_char(char: Option<char>) -> bool {
    char.is_some_and(|char| char.is_ascii_alphanumeric() || char == '_')
}

fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

fn after(text: &str, at: usize, name: &str) -> Option<char> {
    text[at + name.len()..].chars().next()
}

/// Returns whether a field is named: `MsgType`, `msgType`, `getMsgType`; a word such as `Content` in quotes or brackets.
pub(super) fn names_field(text: &str, name: &str) -> bool {
    let one_word = !name[1..].contains(|char: char| char.is_ascii_uppercase() || char == '_');
    let small = format!("{}{}", name[..1].to_ascii_lowercase(), &name[1..]);
    let spelt = |spelling: &str| {
        text.match_indices(spelling).any(|(at, _)| {
            let getter = text[..at].ends_with("get");
            let (left, right) = (before(text, at), after(text, at, spelling));
            let open = left.is_none_or(|char| !is_name_char(Some(char)));
            let marked = left.is_some_and(|char| "'\"`[<>$.".contains(char))
                && right.is_none_or(|char| "'\"`]>)(,; ".contains(char));
            !is_name_char(right) && (getter || if one_word { marked } else { open })
        })
    };
    spelt(name) || spelt(&small)
}

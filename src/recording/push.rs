//! One push and its answer, as a line of a recording.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::message::{Document, Element, Format, Push, json, xml};
use crate::secret::{MASK, Position, is_secret, mask_members};

/// The mask of a value in CDATA.
const CDATA_MASK: &str = "<![CDATA[***]]>";
/// The headers that are secret although their names do not say so.
const SECRET_HEADERS: [&str; 4] = ["authorization", "cookie", "proxy-authorization", "set-cookie"];

/// A push as it arrived, and the answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct RecordedPush {
    /// The time of arrival, in milliseconds since 1970.
    pub time_ms: u64,
    /// The method.
    pub method: String,
    /// Path and query, as they arrived.
    pub target: String,
    /// The headers, in the order received.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: RecordedBody,
    /// The message, if the body was encrypted and could be decrypted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The URL that the push was forwarded to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination: Option<String>,
    /// The answer; `None` if there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<RecordedAnswer>,
    /// The name of the failure, if there was no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
    /// The time until the answer or the failure, in milliseconds.
    pub ms: f64,
}

/// An answer to a push.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct RecordedAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The headers, in the order received.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: RecordedBody,
    /// The reply, if the body was encrypted and could be decrypted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<String>,
}

/// A body: its text, or its bytes with their number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum RecordedBody {
    /// A whole body that is UTF-8.
    Text(String),
    /// Any other body.
    Bytes {
        /// The bytes, or the first of them, in base64.
        base64: String,
        /// The length of the whole body in bytes; `None` if it is unknown because the body was cut.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        length: Option<u64>,
        /// `true` if only the start of the body is kept.
        #[serde(default, skip_serializing_if = "is_false")]
        cut: bool,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

impl RecordedBody {
    /// Returns a whole body.
    pub(crate) fn whole(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::Text(text.to_owned()),
            Err(_) => {
                Self::Bytes { base64: STANDARD.encode(bytes), length: Some(bytes.len() as u64), cut: false }
            }
        }
    }

    /// Returns the start of a body, of which at most `limit` bytes are kept; `length` is that of the whole body, if known.
    pub(crate) fn cut(start: &[u8], limit: usize, length: Option<u64>) -> Self {
        Self::Bytes { base64: STANDARD.encode(&start[..start.len().min(limit)]), length, cut: true }
    }

    /// Returns the bytes that are kept.
    pub(crate) fn bytes(&self) -> Cow<'_, [u8]> {
        match self {
            Self::Text(text) => Cow::Borrowed(text.as_bytes()),
            Self::Bytes { base64, .. } => Cow::Owned(STANDARD.decode(base64).unwrap_or_default()),
        }
    }

    /// Returns whether only the start of the body is kept.
    pub(crate) fn is_cut(&self) -> bool {
        matches!(self, Self::Bytes { cut: true, .. })
    }

    /// Returns the length of the whole body in bytes, if it is known.
    pub(crate) fn length(&self) -> Option<u64> {
        match self {
            Self::Text(text) => Some(text.len() as u64),
            Self::Bytes { length, .. } => *length,
        }
    }

    /// Changes the text of the body. Bytes that are no text are changed as if each were a character, so that a secret in
    /// them is found too.
    pub(super) fn change(&mut self, change: impl Fn(&mut String)) {
        match self {
            Self::Text(text) => change(text),
            Self::Bytes { base64, .. } => {
                let Ok(bytes) = STANDARD.decode(base64.as_str()) else { return };
                let mut text: String = bytes.iter().map(|&byte| char::from(byte)).collect();
                change(&mut text);
                let changed: Vec<u8> = text.chars().filter_map(|char| u8::try_from(char).ok()).collect();
                *base64 = STANDARD.encode(changed);
            }
        }
    }
}

impl RecordedPush {
    /// Returns the message: decrypted, or as it arrived.
    pub(crate) fn message_text(&self) -> Cow<'_, str> {
        match &self.message {
            Some(message) => Cow::Borrowed(message),
            None => match self.body.bytes() {
                Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
                Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
            },
        }
    }

    /// Returns the elements of the message; empty if it is none.
    pub(crate) fn document(&self) -> Document {
        document(&self.message_text()).unwrap_or_default()
    }

    /// Returns the push, ready to be signed and sent again.
    pub(crate) fn push(&self) -> Push {
        push_of(&self.message_text())
    }

    /// Returns the format of the message.
    pub(crate) fn format(&self) -> Format {
        if self.message_text().trim_start().starts_with('{') { Format::Json } else { Format::Xml }
    }

    /// Returns the path, without the query.
    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// Returns whether it is a check of the URL, as it is made when a callback URL is saved.
    pub(crate) fn is_url_check(&self) -> bool {
        self.method == "GET" && self.target.contains("echostr=")
    }

    /// Returns whether it is a probe of WeChat Pay, whose signature is false on purpose (微信支付文档《签名探测流量》).
    pub(crate) fn is_probe(&self) -> bool {
        let is_signature = |name: &str| name.eq_ignore_ascii_case("wechatpay-signature");
        self.headers
            .iter()
            .any(|(name, value)| is_signature(name) && value.starts_with("WECHATPAY/SIGNTEST/"))
    }

    /// Replaces the secrets: in the query, in headers, and in messages such as `component_verify_ticket`.
    pub(crate) fn mask_secrets(&mut self) {
        mask_url(&mut self.target);
        mask_headers(&mut self.headers);
        self.body.change(mask);
        if let Some(message) = &mut self.message {
            mask(message);
        }
        if let Some(answer) = &mut self.answer {
            mask_headers(&mut answer.headers);
            answer.body.change(mask);
            if let Some(reply) = &mut answer.reply {
                mask(reply);
            }
        }
    }
}

fn mask_headers(headers: &mut [(String, String)]) {
    for (name, value) in headers {
        let lower = name.to_ascii_lowercase();
        if SECRET_HEADERS.contains(&lower.as_str()) || is_secret(&lower, Position::Body) {
            MASK.clone_into(value);
        } else {
            // Such as `Referer`.
            mask_url(value);
        }
    }
}

/// Replaces the secrets in the query of a URL.
fn mask_url(url: &mut String) {
    if let Some((path, query)) = url.split_once('?')
        && let Some(masked) = masked_pairs(query)
    {
        *url = format!("{path}?{masked}");
    }
}

/// Returns the pairs of a query or of a form without secrets; `None` if there are none.
fn masked_pairs(pairs: &str) -> Option<String> {
    let masked = pairs.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if is_secret(name, Position::Query) => Cow::Owned(format!("{name}={MASK}")),
        _ => Cow::Borrowed(pair),
    });
    let masked = masked.collect::<Vec<_>>().join("&");
    (masked != pairs).then_some(masked)
}

/// Replaces the secrets of a message, which is JSON or XML.
fn mask(text: &mut String) {
    if text.trim_start().starts_with(['{', '[']) {
        if let Cow::Owned(masked) = mask_members(text) {
            *text = masked;
        }
        return;
    }
    if !text.contains('<') {
        if let Some(masked) = masked_pairs(text) {
            *text = masked;
        }
        return;
    }
    // Of a push, only notices of platforms hold secrets.
    let mut masked = String::new();
    let mut done = 0;
    let mut from = 0;
    while let Some(open) = text[from..].find('<').map(|at| from + at) {
        from = open + 1;
        let Some(end) = text[open..].find('>').map(|at| open + at) else { break };
        let name = text[open + 1..end].split_ascii_whitespace().next().unwrap_or_default();
        // The `Ticket` of a QR code shows a picture that anybody may see.
        if name.starts_with(['/', '!', '?']) || name == "Ticket" || !is_secret(name, Position::Body) {
            continue;
        }
        let close = format!("</{name}>");
        let Some(stop) = text[end..].find(&close).map(|at| end + at) else { continue };
        masked.push_str(&text[done..=end]);
        let value = &text[end + 1..stop];
        let kept = value.trim_start().starts_with("<![CDATA[");
        masked.push_str(if kept { CDATA_MASK } else { MASK });
        done = stop;
        from = stop;
    }
    if done > 0 {
        masked.push_str(&text[done..]);
        *text = masked;
    }
}

/// Returns the elements of a message in XML or JSON; `None` if it is none.
pub(super) fn document(text: &str) -> Option<Document> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        return serde_json::from_str::<Value>(text).ok().and_then(|value| json::from_json(&value));
    }
    xml::read(text).ok().map(|read| read.document)
}

/// Returns the push with this message.
pub(crate) fn push_of(message: &str) -> Push {
    let document = document(message).unwrap_or_default();
    Push::raw(&kind_name(&document), message.as_bytes().to_vec(), document)
}

/// Returns the name of a message's kind: the event, or the type of a message or notice.
pub(crate) fn kind_name(document: &Document) -> String {
    let field = |name| document.find(name).and_then(Element::value).filter(|value| !value.is_empty());
    let event = || field("Event").or_else(|| field("event_type"));
    let name = match field("MsgType").or_else(|| field("msgtype")) {
        Some("event") => event(),
        Some(message) => Some(message),
        None => field("InfoType").or_else(event),
    };
    name.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(body: &str) -> RecordedPush {
        RecordedPush {
            time_ms: 1,
            method: "POST".to_owned(),
            target: "/wechat?signature=a&token=secret-token&nonce=b".to_owned(),
            headers: vec![("Cookie".to_owned(), "session=1".to_owned()), ("Host".to_owned(), "a".to_owned())],
            body: RecordedBody::whole(body.as_bytes()),
            message: None,
            destination: None,
            answer: None,
            failure: None,
            ms: 0.5,
        }
    }

    #[test]
    fn secrets_are_masked_by_position() {
        let mut push = sample(
            "<xml><InfoType>component_verify_ticket</InfoType>\
             <ComponentVerifyTicket><![CDATA[ticket@@@S]]></ComponentVerifyTicket></xml>",
        );
        push.mask_secrets();
        assert_eq!(push.target, "/wechat?signature=a&token=***&nonce=b");
        assert_eq!(push.headers[0].1, "***");
        assert_eq!(
            push.message_text(),
            "<xml><InfoType>component_verify_ticket</InfoType>\
             <ComponentVerifyTicket><![CDATA[***]]></ComponentVerifyTicket></xml>"
        );
    }

    #[test]
    fn secrets_are_masked_in_bytes_forms_attributes_and_links() {
        let mut push = sample("");
        push.headers.push(("Referer".to_owned(), "http://a/?access_token=S3CRET&b=1".to_owned()));
        push.body =
            RecordedBody::whole(b"<xml><A>\xc4\xe3</A><SuiteTicket a=\"b\">S3CRET</SuiteTicket></xml>");
        push.message = Some("SuiteTicket=S3CRET&a=1".to_owned());
        push.mask_secrets();
        assert_eq!(
            push.body.bytes().as_ref(),
            b"<xml><A>\xc4\xe3</A><SuiteTicket a=\"b\">***</SuiteTicket></xml>"
        );
        assert_eq!(push.message.as_deref(), Some("SuiteTicket=***&a=1"));
        assert_eq!(push.headers[2].1, "http://a/?access_token=***&b=1");
        let mut cut = RecordedBody::cut(b"{\"ticket\":\"S3CRET\",\"a\":\"", 100, None);
        cut.change(mask);
        assert_eq!(cut.bytes().as_ref(), b"{\"ticket\":\"***\",\"a\":\"");
    }

    #[test]
    fn a_push_without_secrets_stays_as_it_is() {
        let text = "<xml><Ticket><![CDATA[gQH]]></Ticket><EventKey>token</EventKey>< </xml>";
        let mut push = sample(text);
        push.mask_secrets();
        assert_eq!(push.message_text(), text);
    }

    #[test]
    fn bodies_of_any_bytes_are_kept() {
        for bytes in [&b"text"[..], b"\xff\x00", b""] {
            let body = RecordedBody::whole(bytes);
            let line = serde_json::to_string(&body).expect("JSON");
            let read: RecordedBody = serde_json::from_str(&line).expect("a body");
            assert_eq!((read.bytes().as_ref(), read.is_cut()), (bytes, false));
        }
        let cut = RecordedBody::cut(b"abcdef", 3, Some(100));
        assert_eq!((cut.bytes().as_ref(), cut.is_cut(), cut.length()), (&b"abc"[..], true, Some(100)));
    }

    #[test]
    fn kinds_have_the_names_of_their_events() {
        for (text, wanted) in [
            ("<xml><MsgType>text</MsgType></xml>", "text"),
            ("<xml><MsgType>event</MsgType><Event>CLICK</Event></xml>", "CLICK"),
            ("<xml><InfoType>authorized</InfoType></xml>", "authorized"),
            (r#"{"event_type":"TRANSACTION.SUCCESS"}"#, "TRANSACTION.SUCCESS"),
            ("<xml></xml>", ""),
        ] {
            assert_eq!(kind_name(&document(text).expect("a document")), wanted);
        }
    }
}

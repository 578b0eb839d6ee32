//! Sends a push again: with a new signature, time and nonce if webot knows the token, else as it was.

use std::borrow::Cow;

use hyper::Request;
use hyper::body::Bytes;
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::http::request::Parts;
use url::form_urlencoded;

use super::head::HOP_HEADERS;
use super::push::{RelayedPush, Resent};
use crate::message::{Credentials, Delivery, Format, Platform, Stamp};
use crate::recording::{RecordedPush, push_of};
use crate::secret::MASK;
use crate::system::System;

/// The parameters that sign a request; a new signature replaces all of them.
const SIGNING: [&str; 6] = ["signature", "timestamp", "nonce", "msg_signature", "encrypt_type", "openid"];

/// A push that is to be sent again.
#[derive(Debug)]
pub(crate) struct Resend {
    /// The number of the push.
    pub of: u64,
    /// The push, with its secrets.
    pub original: RecordedPush,
    /// Its new message, such as one that the user has edited; `None` if it is sent as it was.
    pub message: Option<String>,
    /// The credentials and the mode to sign and encrypt it with.
    pub credentials: Credentials,
    /// The format of the message.
    pub format: Format,
}

/// Returns whether a push gets a new signature when it is sent again: webot knows the token and, if the push is
/// encrypted, the key. A push of WeChat Pay is signed with keys that only WeChat has.
pub(crate) fn is_signed_anew(push: &RelayedPush) -> bool {
    let recorded = push.original.as_deref().unwrap_or(&push.recorded);
    !push.credentials.token.expose().is_empty() && is_of_callback(recorded, recorded.message_text().as_ref())
}

/// Returns whether the message of a push can be changed before it is sent again.
pub(crate) fn is_editable(push: &RelayedPush) -> bool {
    let recorded = push.original.as_deref().unwrap_or(&push.recorded);
    let is_hidden = push.recorded.message_text().contains(MASK) && !recorded.message_text().contains(MASK);
    let can_write = is_signed_anew(push) || recorded.message.is_none();
    recorded.method == "POST" && !recorded.body.is_cut() && can_write && !is_hidden
}

/// Returns whether a request is signed with the token of the callback, and its message is known.
fn is_of_callback(original: &RecordedPush, message: &str) -> bool {
    if original.method == "GET" {
        return original.is_url_check();
    }
    let push = push_of(message);
    let sealed = push.document.get("Encrypt").or_else(|| push.document.get("encrypt"));
    original.method == "POST"
        && matches!(push.platform, Platform::Official | Platform::Work | Platform::Open)
        && (original.message.is_some() || sealed.is_none())
}

impl Resend {
    /// Returns head and body of the request, and its origin; `None` if the system has no randomness.
    pub(super) fn request(&self, has_token: bool, system: System) -> Option<(Parts, Bytes, Resent)> {
        let message = match &self.message {
            Some(message) => Cow::Borrowed(message.as_str()),
            None => self.original.message_text(),
        };
        let is_signed = has_token && is_of_callback(&self.original, &message);
        let (target, body, content_type) = if is_signed {
            self.signed(&message, (system.now(), system.nonce().ok()?, system.random().ok()?))
        } else {
            let body = match &self.message {
                Some(message) => message.clone().into_bytes(),
                None => self.original.body.bytes().into_owned(),
            };
            (self.original.target.clone(), body, None)
        };
        let mut request = Request::new(());
        *request.method_mut() = self.original.method.parse().ok()?;
        *request.uri_mut() = target.parse().ok()?;
        let names = self.original.headers.iter().filter(|(_, value)| value != MASK);
        for (name, value) in names {
            let (Ok(name), Ok(value)) =
                (name.parse::<HeaderName>(), HeaderValue::from_bytes(value.as_bytes()))
            else {
                continue;
            };
            if name != CONTENT_LENGTH && !HOP_HEADERS.contains(&name) {
                request.headers_mut().append(name, value);
            }
        }
        if let Some(content_type) = content_type {
            request.headers_mut().entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(content_type));
        }
        let (head, ()) = request.into_parts();
        Some((head, body.into(), Resent { of: self.of, is_signed }))
    }

    /// Returns target, body and `Content-Type` of a request with a new signature.
    fn signed(
        &self,
        message: &str,
        (timestamp, nonce, random): (u64, String, [u8; 16]),
    ) -> (String, Vec<u8>, Option<&'static str>) {
        if self.original.method == "GET" {
            let pairs = self.check_pairs(timestamp, &nonce);
            return (self.target(&pairs), Vec::new(), None);
        }
        let stamp = Stamp { timestamp, nonce: &nonce, random };
        let delivery = Delivery::new(&push_of(message), &self.credentials, self.format, &stamp);
        (self.target(&delivery.query), delivery.body, Some(delivery.content_type))
    }

    /// Returns the parameters that sign a check of the URL, whose `echostr` stays.
    fn check_pairs(&self, timestamp: u64, nonce: &str) -> Vec<(&'static str, String)> {
        let query = self.original.target.split_once('?').map(|(_, query)| query).unwrap_or_default();
        let given = |wanted: &str| {
            let found = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == wanted);
            found.map(|(_, value)| value.into_owned())
        };
        let timestamp = timestamp.to_string();
        let signature = match given("msg_signature") {
            Some(_) => {
                let echo = given("echostr").unwrap_or_default();
                ("msg_signature", self.credentials.msg_signature(&timestamp, nonce, &echo))
            }
            None => ("signature", self.credentials.signature(&timestamp, nonce)),
        };
        vec![signature, ("timestamp", timestamp), ("nonce", nonce.to_owned())]
    }

    /// Returns path and query with new parameters; those that do not sign stay as they are.
    fn target(&self, signing: &[(&'static str, String)]) -> String {
        let (path, query) = self.original.target.split_once('?').unwrap_or((&self.original.target, ""));
        let is_signing = |pair: &&str| SIGNING.contains(&pair.split('=').next().unwrap_or_default());
        let own = query.split('&').filter(|pair| !pair.is_empty() && !is_signing(pair));
        let mut signed = form_urlencoded::Serializer::new(String::new());
        signed.extend_pairs(signing);
        let pairs: Vec<String> = own.map(str::to_owned).chain([signed.finish()]).collect();
        format!("{path}?{}", pairs.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recording::RecordedBody;
    use crate::sign::callback::signature;

    const MESSAGE: &str = "<xml><ToUserName>gh_1</ToUserName><FromUserName>oUser</FromUserName>\
                           <MsgType>text</MsgType><Content>a</Content></xml>";

    fn resend(method: &str, target: &str, body: &str) -> Resend {
        let headers = [("cookie", MASK), ("x-own", "1"), ("content-length", "9"), ("connection", "close")];
        let original = RecordedPush {
            time_ms: 1,
            method: method.to_owned(),
            target: target.to_owned(),
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
            body: RecordedBody::Text(body.to_owned()),
            message: None,
            destination: None,
            answer: None,
            failure: None,
            ms: 1.0,
        };
        Resend { of: 7, original, message: None, credentials: Credentials::token("t"), format: Format::Xml }
    }

    fn parts(resend: &Resend, has_token: bool) -> (String, String, Vec<String>, bool) {
        let (head, body, resent) = resend.request(has_token, System::REAL).expect("a request");
        let names = head.headers.keys().map(ToString::to_string).collect();
        (head.uri.to_string(), String::from_utf8(body.to_vec()).expect("UTF-8"), names, resent.is_signed)
    }

    fn value<'a>(target: &'a str, name: &str) -> &'a str {
        let pairs = target.split(['?', '&']).filter_map(|pair| pair.split_once('='));
        pairs.into_iter().find(|(given, _)| *given == name).map_or("", |(_, value)| value)
    }

    #[test]
    fn a_new_signature_replaces_the_old_one_only() {
        let old = resend("POST", "/w?own=1%2B&signature=old&timestamp=1&nonce=2&openid=oUser", MESSAGE);
        let (target, body, headers, is_signed) = parts(&old, true);
        assert!(is_signed && target.starts_with("/w?own=1%2B&signature="), "{target}");
        let expected = signature("t", value(&target, "timestamp"), value(&target, "nonce"));
        assert_eq!(value(&target, "signature"), expected);
        assert_eq!(body, MESSAGE);
        assert_eq!(headers, ["x-own", "content-type"]);
    }

    #[test]
    fn a_check_of_the_url_keeps_its_echo() {
        let check = resend("GET", "/w?signature=old&echostr=42&timestamp=1&nonce=2", "");
        let (target, body, _, is_signed) = parts(&check, true);
        assert!(is_signed && body.is_empty() && value(&target, "echostr") == "42", "{target}");
        let expected = signature("t", value(&target, "timestamp"), value(&target, "nonce"));
        assert_eq!(value(&target, "signature"), expected);
    }

    #[test]
    fn a_push_that_cannot_be_signed_is_sent_as_it_was() {
        let target = "/w?signature=old&timestamp=1&nonce=2";
        let sealed = "<xml><ToUserName>gh_1</ToUserName><Encrypt>abc</Encrypt></xml>";
        let pay = r#"{"id":"1","event_type":"TRANSACTION.SUCCESS","resource":{}}"#;
        for (body, has_token) in [(MESSAGE, false), (sealed, true), (pay, true)] {
            let (sent_to, sent, _, is_signed) = parts(&resend("POST", target, body), has_token);
            assert_eq!((sent_to.as_str(), sent.as_str(), is_signed), (target, body, false));
        }
        let (_, _, _, is_signed) = parts(&resend("GET", "/healthz", ""), true);
        assert!(!is_signed);
    }
}

//! Verifies and decrypts a push for display. It is forwarded in any case.

use crate::bot::RejectReason;
use crate::bot::serve::{Account, CallbackQuery};
use crate::message::{
    Credentials, Document, Format, Mode, Platform, Push, Rule, Verdict, envelope, json, xml,
};
use crate::recording::kind_name;
use crate::secret::Secret;
use crate::sign::callback::Slip;

/// The largest difference between a timestamp and the clock that is not remarked on, in seconds.
const WINDOW_S: u64 = 600;

/// The result of verifying a push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Signature, time and receiver are right.
    Verified,
    /// Nothing was verified, because there is no token or the platform signs in another way.
    Unverified,
    /// A bot that verifies pushes refuses this one.
    Refused(Refusal),
}

/// The reason why a bot refuses a push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The signature is made of the right parts, but for this slip.
    Slip(Slip),
    /// The signature is wrong.
    Signature,
    /// The timestamp is in milliseconds.
    Milliseconds,
    /// The timestamp is this many seconds old; a negative number is in the future.
    Stale(i64),
    /// Another reason.
    Other(RejectReason),
}

/// Looks for the cause of a refusal.
pub(super) fn refusal(
    account: &Account,
    query: &CallbackQuery<'_>,
    body: &[u8],
    reason: RejectReason,
) -> Refusal {
    // The digits of milliseconds from 2001 to 2286.
    const MS_DIGITS: usize = 13;
    match reason {
        RejectReason::WrongSignature => {
            let token = account.token.as_ref().map(Secret::expose).unwrap_or_default();
            let outer = read(body).unwrap_or_default();
            let encrypted = outer.get("Encrypt").or_else(|| outer.get("encrypt"));
            let slip = query.slip(token, encrypted);
            slip.map_or(Refusal::Signature, Refusal::Slip)
        }
        RejectReason::StaleTimestamp(_) if query.timestamp.len() == MS_DIGITS => Refusal::Milliseconds,
        RejectReason::StaleTimestamp(age) => Refusal::Stale(age),
        reason => Refusal::Other(reason),
    }
}

/// A push as far as it can be read.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) standing: Standing,
    /// The message, if it was encrypted and could be decrypted.
    pub(super) decrypted: Option<String>,
    /// The push; without elements if the body is no message.
    pub(super) push: Push,
    pub(super) format: Format,
    /// The credentials that a reply is judged with.
    pub(super) credentials: Credentials,
    /// The state of its message, if it is encrypted and could not be decrypted.
    pub(super) sealed: Option<Sealed>,
}

/// A push whose encrypted message could not be decrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sealed {
    /// True if there is a key, which is not that of the push.
    pub has_key: bool,
    /// True if the message also stands in it in plain text.
    is_compat: bool,
}

impl Sealed {
    /// Returns a verdict as far as it holds without the message; `None` if the reply is encrypted too.
    pub(super) fn judged(self, mut verdict: Verdict) -> Option<Verdict> {
        if verdict.findings.contains(&Rule::Encrypted) {
            return None;
        }
        if !self.is_compat && !verdict.fields.0.is_empty() {
            // The family of the push and its users are not known.
            verdict.findings.retain(|rule| {
                matches!(
                    rule,
                    Rule::HttpStatus { .. }
                        | Rule::Late(_)
                        | Rule::BodyTooLarge
                        | Rule::Gzip
                        | Rule::FalseEncoding(_)
                        | Rule::NotUtf8(_)
                        | Rule::BomBeforeXml
                )
            });
            verdict.findings.push(Rule::NotEncrypted);
        }
        Some(verdict)
    }
}

/// Opens a push to `account`; of `body`, only the start may be there.
pub(super) fn open(account: &Account, query: &str, (body, is_whole): (&[u8], bool), now_ms: u64) -> Opened {
    let parsed = CallbackQuery::parse(query);
    let checked = account
        .verify_query(&parsed, now_ms, WINDOW_S)
        .and_then(|()| account.open_push(&parsed, body, now_ms, WINDOW_S));
    let checked = match checked {
        // The start of XML is not well-formed.
        Err(RejectReason::NotAMessage(_)) if !is_whole => {
            Err(RejectReason::NotAMessage("too large to be read"))
        }
        checked => checked,
    };
    let (mut standing, decrypted, receiver) = match checked {
        Ok(message) => (Standing::Verified, message.decrypted, message.encrypted_for),
        Err(reason) => {
            let opened = decrypt(account, body);
            let (message, receiver) = opened.map_or((None, None), |(text, to)| (Some(text), Some(to)));
            (Standing::Refused(refusal(account, &parsed, body, reason)), message, receiver)
        }
    };
    let decrypted = decrypted.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let plain = decrypted.as_deref().map_or(body, str::as_bytes);
    let is_json = plain.trim_ascii_start().starts_with(b"{");
    let document = read(plain).unwrap_or_default();
    let sealed = document.get("Encrypt").or_else(|| document.get("encrypt")).filter(|_| decrypted.is_none());
    let sealed = sealed.map(|_| Sealed {
        has_key: account.aes_key.is_some(),
        is_compat: document.find("MsgType").is_some(),
    });
    let push = Push::raw(&kind_name(&document), plain.to_vec(), document);
    let signs_otherwise = matches!(push.platform, Platform::Pay | Platform::PayV2 | Platform::Intracity);
    if account.token.is_none() || signs_otherwise {
        standing = Standing::Unverified;
    }
    let outer = decrypted.is_some().then(|| read(body)).flatten();
    let mode = match (&account.aes_key, outer) {
        (Some(key), Some(outer)) if outer.find("MsgType").is_some() => Mode::Compat(key.clone()),
        (Some(key), Some(_)) => Mode::Safe(key.clone()),
        _ => Mode::Plain,
    };
    let token = account.token.clone().unwrap_or_else(|| Secret::new(""));
    let credentials = Credentials { token, mode, receiver: receiver.unwrap_or_default() };
    let format = if is_json { Format::Json } else { Format::Xml };
    Opened { standing, decrypted, push, format, credentials, sealed }
}

/// Decrypts the message of a push that was refused, such as for its signature.
fn decrypt(account: &Account, body: &[u8]) -> Option<(Vec<u8>, String)> {
    let outer = read(body)?;
    let encrypted = outer.get("Encrypt").or_else(|| outer.get("encrypt"))?;
    let opened = envelope::decrypt(account.aes_key.as_ref()?, encrypted).ok()?;
    Some((opened.message, opened.receiver))
}

fn read(body: &[u8]) -> Option<Document> {
    let text = std::str::from_utf8(body).ok()?.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        return serde_json::from_str(text).ok().and_then(|value| json::from_json(&value));
    }
    xml::read(text).ok().map(|read| read.document)
}

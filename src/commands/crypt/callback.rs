//! `crypt decrypt` of a callback URL, a line of an access log, or a whole request: signature, content and answer.

use serde_json::{Value, json};

use super::envelope::{DecryptArgs, Opened, key, open};
use super::{decrypted, input};
use crate::commands::args::{DEFAULT_TOKEN, optional_secret};
use crate::config::Key;
use crate::context::Context;
use crate::crypt::{CallbackQuery, Given, decode, document_within};
use crate::error::Error;
use crate::lang::Severity;
use crate::printer::{Outcome, ReportedFinding};
use crate::sign::{self, callback};
use crate::text::words;

/// A signature of the query that was compared.
struct Judged {
    /// `signature` or `msg_signature`.
    name: &'static str,
    /// `true` if it is right; `None` if it was not compared.
    is_right: Option<bool>,
    /// `true` if the default token made it.
    by_default_token: bool,
}

/// Judges a request to a callback URL.
pub(super) fn judge(
    args: &DecryptArgs,
    query: &CallbackQuery,
    text: &str,
    cx: &Context,
) -> Result<Outcome, Error> {
    let token = optional_secret("--token", args.token.as_ref(), Key::Token, cx)?;
    let token = token.map(|token| input::visible("--token", &token, cx).key);
    let sealed = sealed(query, text)?;
    let given_token = token.as_ref().map(crate::secret::Secret::expose);
    let judged = signatures(query, sealed.as_deref(), given_token);
    let callback_words = &words().crypt.callback;
    let mut findings = Vec::new();
    let mut status = Vec::new();
    for one in &judged {
        match one.is_right {
            Some(true) => {
                status.push((callback_words.right)(one.name, one.by_default_token.then_some(DEFAULT_TOKEN)));
            }
            Some(false) => findings.push(ReportedFinding {
                rule: "signature",
                severity: Severity::Error,
                said: (callback_words.wrong)(one.name),
                diff: None,
            }),
            None if one.name == "msg_signature" && sealed.is_none() => {
                status.push(callback_words.sealed_elsewhere.to_owned());
            }
            None => status.push((callback_words.unchecked)(one.name)),
        }
    }
    let failed = !findings.is_empty();
    let opened = match &sealed {
        Some(sealed) => {
            let key = key(args.aes_key.as_ref(), cx)?;
            let opened = open(sealed, &key, args.receiver.as_ref(), cx);
            // What was found so far is said even if the content does not open.
            if opened.is_err() {
                for line in &status {
                    cx.printer.status(line);
                }
                for finding in &findings {
                    cx.printer.warning(&finding.said.message);
                }
            }
            Some(opened?)
        }
        None => None,
    };
    let (message, receiver, repairs) = match opened {
        Some(Opened { message, receiver, repairs }) => (message, Some(receiver), repairs),
        None => (query.echostr.clone().unwrap_or_default(), None, json!([])),
    };
    if let Some(receiver) = receiver.as_deref().filter(|_| args.receiver.is_none()) {
        status.push((words().crypt.receiver)(receiver));
    }
    let is_check = query.echostr.is_some();
    if is_check && !failed {
        status.push(callback_words.answer.to_owned());
    } else if sealed.is_none() && !is_check {
        status.push(callback_words.no_body.to_owned());
    }
    let signatures: Vec<Value> =
        judged.iter().map(|one| json!({ "name": one.name, "right": one.is_right })).collect();
    let json = json!({
        "message": message,
        "receiver": receiver,
        "mended": repairs,
        "signatures": signatures,
        "answer": if is_check { Value::from(message.as_str()) } else { Value::Null },
    });
    Ok(decrypted(&message, json, cx).findings(findings).status(status.join("\n")).failed(failed))
}

/// Returns the ciphertext: that of the body, else `echostr` if it is signed as one.
fn sealed(query: &CallbackQuery, text: &str) -> Result<Option<String>, Error> {
    if let Some(body) = document_within(text, &[Given::Callback]) {
        return Ok(Some(input::field(&body, &["Encrypt", "encrypt"])?));
    }
    Ok(query.echostr.clone().filter(|_| query.msg_signature.is_some()))
}

/// Compares the signatures of the query. Without a token the default one is tried, which proves nothing if it is wrong.
fn signatures(query: &CallbackQuery, sealed: Option<&str>, token: Option<&str>) -> Vec<Judged> {
    let tried = token.unwrap_or(DEFAULT_TOKEN);
    let (timestamp, nonce) = (query.timestamp.as_str(), query.nonce.as_str());
    let compare = |name, given: &str, made: &[String]| {
        let is_right = made.iter().any(|made| sign::equal(made, given));
        let is_known = (token.is_some() && !made.is_empty()) || is_right;
        Judged { name, is_right: is_known.then_some(is_right), by_default_token: token.is_none() && is_right }
    };
    let mut judged = Vec::new();
    if let Some(given) = &query.msg_signature {
        // A log may have decoded the base64 once too often; what it was can be told.
        let mended = sealed.and_then(|sealed| Some(base64_text(&decode(sealed).ok()?.bytes)));
        let sealed = sealed.map(str::to_owned).into_iter().chain(mended);
        let made: Vec<String> =
            sealed.map(|sealed| callback::msg_signature(tried, timestamp, nonce, &sealed)).collect();
        judged.push(compare("msg_signature", given, &made));
    }
    if let Some(given) = &query.signature {
        judged.push(compare("signature", given, &[callback::signature(tried, timestamp, nonce)]));
    }
    judged
}

fn base64_text(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

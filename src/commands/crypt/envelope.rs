//! `crypt decrypt` and `crypt encrypt`: the encryption of callbacks.

use clap::Args;
use serde_json::{Value, json};

use super::{callback, decrypted, input};
use crate::commands::args::{digits, given_secret, known_aes_key, plain, secret};
use crate::config::Key;
use crate::context::Context;
use crate::crypt::{CallbackQuery, CryptError, Given, document_within};
use crate::error::{Error, Setup, Usage};
use crate::message::envelope::{self, AesKey};
use crate::message::{Credentials, Document, Element, Mode, layout_fault, xml};
use crate::printer::Outcome;
use crate::secret::Secret;
use crate::text::{help, words};

/// `crypt decrypt`
#[derive(Debug, Args)]
pub(crate) struct DecryptArgs {
    /// `--aes-key`
    #[arg(long, value_name = "KEY", help = help().crypt.aes_key)]
    pub aes_key: Option<Secret>,
    /// `--receiver`
    #[arg(long, alias = "appid", value_name = "ID", help = help().crypt.expected_receiver)]
    pub receiver: Option<String>,
    /// `--token`
    #[arg(long, value_name = "TOKEN", help = help().crypt.check_token)]
    pub token: Option<Secret>,
}

/// `crypt encrypt`
#[derive(Debug, Args)]
pub(crate) struct EncryptArgs {
    /// `--aes-key`
    #[arg(long, value_name = "KEY", help = help().crypt.aes_key)]
    pub aes_key: Option<Secret>,
    /// `--receiver`
    #[arg(long, alias = "appid", value_name = "ID", help = help().crypt.receiver)]
    pub receiver: Option<String>,
    /// `--token`
    #[arg(long, value_name = "TOKEN", help = help().crypt.token)]
    pub token: Option<Secret>,
    /// `--timestamp`
    #[arg(long, value_name = "SECONDS", help = help().crypt.seal_timestamp)]
    pub timestamp: Option<String>,
    /// `--nonce`
    #[arg(long, value_name = "TEXT", help = help().crypt.seal_nonce)]
    pub nonce: Option<String>,
}

/// Returns the EncodingAESKey without invisible characters.
pub(super) fn key(given: Option<&Secret>, cx: &Context) -> Result<AesKey, Error> {
    match given {
        Some(given) => {
            let key = input::visible("--aes-key", &given_secret("--aes-key", given, cx)?, cx).key;
            Ok(AesKey::parse(key.expose()).map_err(Usage::AesKey)?)
        }
        None => Ok(known_aes_key(cx)?.ok_or(Setup::NoAesKey)?),
    }
}

/// Decrypts the `Encrypt` of a callback.
pub(crate) fn decrypt(args: &DecryptArgs, cx: &Context) -> Result<Outcome, Error> {
    let text = input::text(cx)?;
    if Given::of(&text) != Some(Given::Callback)
        && let Some(query) = CallbackQuery::find(&text)
    {
        return callback::judge(args, &query, &text, cx);
    }
    let key = key(args.aes_key.as_ref(), cx)?;
    let text = match document_within(&text, &[Given::Callback]) {
        Some(document) => {
            cx.printer.status(words().crypt.callback.from_log);
            document
        }
        None => text,
    };
    input::known(&text, &[Given::Callback])?;
    let opened = open(&input::field(&text, &["Encrypt", "encrypt"])?, &key, args.receiver.as_ref(), cx)?;
    let Opened { message, receiver, repairs } = opened;
    let json = json!({ "message": message, "receiver": receiver, "mended": repairs });
    let status = if args.receiver.is_none() { (words().crypt.receiver)(&receiver) } else { String::new() };
    Ok(decrypted(&message, json, cx).status(status))
}

/// A decrypted callback.
pub(super) struct Opened {
    /// The message.
    pub message: String,
    /// The receiver inside.
    pub receiver: String,
    /// The repairs to the base64, as JSON.
    pub repairs: Value,
}

/// Decrypts the base64 of an `Encrypt` or `echostr`, and checks the receiver if one is expected.
pub(super) fn open(
    encrypt: &str,
    key: &AesKey,
    expected: Option<&String>,
    cx: &Context,
) -> Result<Opened, CryptError> {
    let ciphertext = input::base64("Encrypt", encrypt, cx)?;
    let callback = envelope::decrypt_bytes(key, &ciphertext.bytes);
    let is_wrong = callback.as_ref().map_or(true, |opened| match expected {
        Some(expected) => *expected != opened.receiver,
        None => layout_fault::is_odd(opened),
    });
    if is_wrong
        && let Some((fault, _)) = layout_fault::find(key, &ciphertext.bytes, expected.map(String::as_str))
    {
        return Err(CryptError::Layout(fault));
    }
    let callback = callback.map_err(CryptError::Envelope)?;
    let message = String::from_utf8(callback.message).map_err(|_| CryptError::NotText)?;
    let receiver = callback.receiver;
    if let Some(expected) = expected.filter(|&expected| *expected != receiver) {
        return Err(CryptError::Receiver { inside: receiver, expected: expected.clone() });
    }
    Ok(Opened { message, receiver, repairs: input::repairs_json(&ciphertext) })
}

/// Encrypts a message.
pub(crate) fn encrypt(args: &EncryptArgs, cx: &Context) -> Result<Outcome, Error> {
    let key = key(args.aes_key.as_ref(), cx)?;
    let receiver = match &args.receiver {
        Some(receiver) => receiver.clone(),
        None => default_receiver(cx)?,
    };
    // A timestamp or a nonce means that a signature is wanted; its token may come from the environment or the config.
    let wants_signature = args.token.is_some() || args.timestamp.is_some() || args.nonce.is_some();
    let token =
        if wants_signature { Some(secret("--token", args.token.as_ref(), Key::Token, cx)?) } else { None };
    let message = input::message(cx)?;
    let ciphertext = envelope::encrypt(&key, cx.random()?, message.as_bytes(), &receiver);
    let Some(token) = token else {
        let json = json!({ "encrypt": ciphertext, "receiver": receiver });
        return Ok(decrypted(&ciphertext, json, cx));
    };
    let timestamp = match &args.timestamp {
        Some(given) => digits("--timestamp", given)?,
        None => cx.now().to_string(),
    };
    if timestamp.len() == 13 {
        cx.printer.warning(words().timestamp_in_ms);
    }
    let nonce = match &args.nonce {
        Some(nonce) => plain("--nonce", nonce.clone())?,
        None => cx.nonce()?,
    };
    let credentials = Credentials { token, mode: Mode::Safe(key), receiver: receiver.clone() };
    let signature = credentials.msg_signature(&timestamp, &nonce, &ciphertext);
    let document = xml::write(&Document(vec![
        Element::text("Encrypt", ciphertext.clone()),
        Element::text("MsgSignature", signature.clone()),
        Element::number("TimeStamp", &timestamp),
        Element::text("Nonce", nonce.clone()),
    ]));
    let json = json!({
        "encrypt": ciphertext,
        "receiver": receiver,
        "msg_signature": signature,
        "timestamp": timestamp,
        "nonce": nonce,
        "xml": document,
    });
    Ok(decrypted(&document, json, cx))
}

fn default_receiver(cx: &Context) -> Result<String, Error> {
    let missing = Setup::MissingSetting { flag: "--receiver", env: "WX_APPID", key: "receiver" };
    Ok(cx.settings()?.receiver()?.ok_or(missing)?)
}

//! Accounts: verify signatures, times and receivers; decrypt pushes and encrypt replies. Pure.

use std::sync::Arc;

use super::body::{self, MAX_NAME_BYTES};
use super::query::{CallbackQuery, is_digest};
use super::reject::RejectReason;
use crate::bot::rules::RuleBook;
use crate::message::envelope::{self, AesKey};
use crate::message::{Document, Element};
use crate::secret::Secret;
use crate::sign::{self, callback};

/// An account that the server answers for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Account {
    /// The path of its callback URL; `None` for any path.
    pub path: Option<String>,
    /// The callback's Token; without one, signatures and timestamps are not checked.
    pub token: Option<Secret>,
    /// The callback's `EncodingAESKey`.
    pub aes_key: Option<AesKey>,
    /// The receiver that encrypted messages must name; `None` for any.
    pub receiver: Option<String>,
    /// `true` if messages that are not encrypted are rejected.
    pub only_encrypted: bool,
    /// The rules of its own; without any, it has those of the bot.
    pub rules: Option<Arc<RuleBook>>,
}

/// A verified message.
#[derive(Debug)]
pub(crate) struct ReceivedMessage {
    /// The message, decrypted.
    pub document: Document,
    /// `true` if it is JSON.
    pub is_json: bool,
    /// The text of the message, if it was encrypted.
    pub decrypted: Option<Vec<u8>>,
    /// The receiver that it was encrypted for, and that the reply must name; `None` if it was not encrypted.
    pub encrypted_for: Option<String>,
}

impl Account {
    /// Returns the id of the account: its configured path, regardless of the path that a message came to.
    pub(super) fn id(&self) -> &str {
        self.path.as_deref().unwrap_or_default()
    }

    /// Checks everything that can be checked before the body is read, so that a sender without a valid signature does
    /// not occupy a slot for bodies.
    pub(crate) fn verify_query(
        &self,
        query: &CallbackQuery<'_>,
        now_ms: u64,
        window_s: u64,
    ) -> Result<(), RejectReason> {
        if query.nonce.len() > MAX_NAME_BYTES || query.timestamp.len() > MAX_NAME_BYTES {
            return Err(RejectReason::InvalidTimestamp);
        }
        if query.needs_signature() {
            self.check_signature(query, None)?;
        } else if self.token.is_some() {
            // The body decides, unless no body can be right.
            if !is_digest(&query.msg_signature) {
                return Err(RejectReason::WrongSignature);
            }
            if self.aes_key.is_none() {
                return Err(RejectReason::MissingAesKey);
            }
        }
        self.check_timestamp(query, now_ms, window_s)
    }

    /// Returns whether [`Self::verify_query`] has verified the sender, so that the body need not do so.
    pub(super) fn is_verified(&self, query: &CallbackQuery<'_>) -> bool {
        self.token.is_some() && query.needs_signature()
    }

    /// Verifies the URL, and returns the text to respond with.
    pub(crate) fn verify_url(
        &self,
        query: &CallbackQuery<'_>,
        now_ms: u64,
        window_s: u64,
    ) -> Result<String, RejectReason> {
        if let Some(key) = &self.aes_key
            && !query.msg_signature.is_empty()
        {
            self.check_signature(query, Some(&query.echostr))?;
            self.check_timestamp(query, now_ms, window_s)?;
            let (message, _) = self.decrypt(key, &query.echostr)?;
            return String::from_utf8(message).map_err(|_| RejectReason::NotAMessage("echostr").sealed());
        }
        self.check_signature(query, None)?;
        self.check_timestamp(query, now_ms, window_s)?;
        Ok(query.echostr.clone().into_owned())
    }

    /// Verifies the body of a push, and returns its message. [`Self::verify_query`] has verified the query before: a
    /// sender without a valid signature must not learn which bodies are accepted.
    pub(crate) fn open_push(
        &self,
        query: &CallbackQuery<'_>,
        body: &[u8],
        now_ms: u64,
        window_s: u64,
    ) -> Result<ReceivedMessage, RejectReason> {
        let needs_signature = query.needs_signature();
        let (outer, is_json) = body::parse(body)?;
        let encrypted = outer.get("Encrypt").or_else(|| outer.get("encrypt"));
        let Some(encrypted) = encrypted.filter(|encrypted| !encrypted.is_empty()) else {
            if !needs_signature {
                // There is no text that `msg_signature` could sign.
                return Err(if self.token.is_some() {
                    RejectReason::WrongSignature
                } else {
                    RejectReason::NotAMessage("Encrypt")
                });
            }
            return self.plain(outer, is_json);
        };
        let Some(key) = &self.aes_key else {
            // In compatible mode, the envelope also contains the message in plain text.
            let has_message = needs_signature && outer.get("MsgType").is_some();
            return if has_message {
                self.plain(body::without_envelope(outer), is_json)
            } else {
                Err(RejectReason::MissingAesKey)
            };
        };
        self.check_signature(query, Some(encrypted))?;
        self.check_timestamp(query, now_ms, window_s)?;
        let (message, receiver) = self.decrypt(key, encrypted)?;
        let read = body::parse(&message);
        let read = read.and_then(|(document, is_json)| Ok((body::check_message(document)?, is_json)));
        let (document, is_json) = read.map_err(RejectReason::sealed)?;
        Ok(ReceivedMessage { document, is_json, decrypted: Some(message), encrypted_for: Some(receiver) })
    }

    /// Decrypts a text, and returns the message and its receiver, who must be this account's.
    fn decrypt(&self, key: &AesKey, encrypted: &str) -> Result<(Vec<u8>, String), RejectReason> {
        let opened =
            envelope::decrypt(key, encrypted).map_err(|error| RejectReason::Undecryptable(error).sealed())?;
        self.check_receiver(&opened.receiver).map_err(RejectReason::sealed)?;
        Ok((opened.message, opened.receiver))
    }

    fn plain(&self, document: Document, is_json: bool) -> Result<ReceivedMessage, RejectReason> {
        if self.only_encrypted {
            return Err(RejectReason::NotEncrypted);
        }
        let document = body::check_message(document)?;
        Ok(ReceivedMessage { document, is_json, decrypted: None, encrypted_for: None })
    }

    /// Checks the signature: `msg_signature` for an encrypted text, otherwise `signature`.
    fn check_signature(
        &self,
        query: &CallbackQuery<'_>,
        encrypted: Option<&str>,
    ) -> Result<(), RejectReason> {
        let Some(token) = &self.token else { return Ok(()) };
        let (given, right) = match encrypted {
            Some(encrypted) => {
                let right =
                    callback::msg_signature(token.expose(), &query.timestamp, &query.nonce, encrypted);
                (&query.msg_signature, right)
            }
            None => (&query.signature, callback::signature(token.expose(), &query.timestamp, &query.nonce)),
        };
        if given.is_empty() {
            return Err(RejectReason::MissingSignature);
        }
        if sign::equal(&right, given) { Ok(()) } else { Err(RejectReason::WrongSignature) }
    }

    /// Checks the age of the signature, unless there is no token: then anyone could sign with any time.
    fn check_timestamp(
        &self,
        query: &CallbackQuery<'_>,
        now_ms: u64,
        window_s: u64,
    ) -> Result<(), RejectReason> {
        if self.token.is_none() {
            return Ok(());
        }
        let age = query.age(now_ms, self.shows_token(query)).ok_or(RejectReason::InvalidTimestamp)?;
        if window_s > 0 && age.unsigned_abs() > window_s {
            Err(RejectReason::StaleTimestamp(age))
        } else {
            Ok(())
        }
    }

    /// Returns whether the query contains this account's token, as in webot-cli 0.0.11.
    pub(super) fn shows_token(&self, query: &CallbackQuery<'_>) -> bool {
        match (&self.token, &query.token) {
            (Some(token), Some(given)) => sign::equal(token.expose(), given),
            _ => false,
        }
    }

    fn check_receiver(&self, receiver: &str) -> Result<(), RejectReason> {
        match &self.receiver {
            Some(own) if own != receiver => Err(RejectReason::WrongReceiver),
            _ => Ok(()),
        }
    }

    /// Encrypts a reply; returns `None` without an `EncodingAESKey`.
    pub(crate) fn encrypt_reply(
        &self,
        reply: &[u8],
        receiver: &str,
        outer_json: bool,
        stamp: (&str, &str, [u8; 16]),
    ) -> Option<Vec<u8>> {
        let (timestamp, nonce, random) = stamp;
        let encrypted = envelope::encrypt(self.aes_key.as_ref()?, random, reply, receiver);
        let token = self.token.as_ref().map(Secret::expose).unwrap_or_default();
        let signature = callback::msg_signature(token, timestamp, nonce, &encrypted);
        // Intelligent bots of WeCom use names in lower case (企业微信文档《智能机器人》: 加解密).
        let names = if outer_json && receiver.is_empty() {
            ["encrypt", "msgsignature", "timestamp", "nonce"]
        } else {
            ["Encrypt", "MsgSignature", "TimeStamp", "Nonce"]
        };
        let [encrypt, msg_signature, time, nonce_name] = names;
        Some(body::write(
            &Document(vec![
                Element::text(encrypt, encrypted),
                Element::text(msg_signature, signature),
                Element::number(time, timestamp),
                Element::text(nonce_name, nonce),
            ]),
            outer_json,
        ))
    }
}

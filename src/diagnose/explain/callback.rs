//! The URL of a callback, as an access log has it: what it says without secrets, and with them whether its signature is
//! right and what is in it.

use super::words;
use crate::message::envelope::{AesKey, DecryptError, Decrypted, decrypt};
use crate::message::xml;
use crate::secret::Secret;
use crate::sign::{callback, equal, percent_decode};

/// A callback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Callback {
    /// The purpose.
    pub kind: CallbackKind,
    /// The time in seconds since 1970, if it is one.
    pub time: Option<u64>,
    /// The parameters that are missing.
    pub missing: Vec<&'static str>,
    signature: String,
    msg_signature: String,
    timestamp: String,
    nonce: String,
    /// The encrypted text: that of the body, or of the echostr of WeCom.
    encrypt: Option<String>,
    echostr: Option<String>,
}

/// The purpose of a callback.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CallbackKind {
    /// The check of the URL of an official account or mini-program.
    UrlCheck,
    /// The check of the URL of WeCom, whose echostr is encrypted.
    WorkUrlCheck,
    /// A push in plain mode.
    PlainPush,
    /// An encrypted push, with the plain signature beside `msg_signature`: an official account or mini-program.
    EncryptedPush,
    /// An encrypted push with `msg_signature` only: WeCom.
    WorkPush,
}

/// The secrets to judge a callback with.
#[derive(Debug, Default)]
pub(crate) struct CallbackKeys {
    /// The token.
    pub token: Option<Secret>,
    /// The EncodingAESKey.
    pub aes_key: Option<AesKey>,
}

/// The result of judging a callback.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Judged {
    /// `true` if `signature` is right for the token; `None` if there is none or no token.
    pub signature: Option<bool>,
    /// `true` if `msg_signature` is right for the token; `None` if it or the encrypted text or the token is missing.
    pub msg_signature: Option<bool>,
    /// The decrypted text; `None` without encrypted text or key.
    pub decrypted: Option<Result<Decrypted, DecryptError>>,
    /// The text that WeChat expects as the answer to a URL check, if it is known.
    pub expected: Option<String>,
}

impl CallbackKind {
    /// Returns the name for `--json`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::UrlCheck => "url-check",
            Self::WorkUrlCheck => "work-url-check",
            Self::PlainPush => "push",
            Self::EncryptedPush => "encrypted-push",
            Self::WorkPush => "work-push",
        }
    }
}

impl Callback {
    /// Returns whether `msg_signature` covers an encrypted text.
    pub(crate) fn is_encrypted(&self) -> bool {
        !self.msg_signature.is_empty()
    }

    /// Reads a callback from its URL or the path and query of it, and the text behind it, which may be its body.
    pub(super) fn read(link: &str, behind: &str) -> Option<Self> {
        let value = |name: &str| {
            let found =
                words::parameters(link).find(|(own, _)| *own == name).map(|(_, value)| percent_decode(value));
            found.filter(|value| !value.is_empty())
        };
        let (signature, msg_signature) = (value("signature"), value("msg_signature"));
        let (timestamp, nonce) = (value("timestamp"), value("nonce"));
        if signature.is_none() && msg_signature.is_none() {
            return None;
        }
        if timestamp.is_none() && nonce.is_none() {
            return None;
        }
        // A blank is a `+` of base64 that was decoded once too often.
        let echostr = value("echostr").map(|echostr| echostr.replace(' ', "+"));
        let kind = match (&echostr, &signature, &msg_signature) {
            (Some(_), None, Some(_)) => CallbackKind::WorkUrlCheck,
            (Some(_), ..) => CallbackKind::UrlCheck,
            (None, Some(_), Some(_)) => CallbackKind::EncryptedPush,
            (None, None, _) => CallbackKind::WorkPush,
            (None, Some(_), None) => CallbackKind::PlainPush,
        };
        let body = behind.find("<xml").and_then(|at| xml::read(&behind[at..]).ok());
        let encrypt = match kind {
            CallbackKind::WorkUrlCheck => echostr.clone(),
            _ => body.and_then(|body| body.document.get("Encrypt").map(|text| text.trim().to_owned())),
        };
        let missing = [("timestamp", &timestamp), ("nonce", &nonce)];
        let missing =
            missing.into_iter().filter(|(_, value)| value.is_none()).map(|(name, _)| name).collect();
        let timestamp = timestamp.unwrap_or_default();
        let time = timestamp.parse().ok().filter(|_| timestamp.len() == 10);
        Some(Self {
            kind,
            time,
            missing,
            signature: signature.unwrap_or_default(),
            msg_signature: msg_signature.unwrap_or_default(),
            timestamp,
            nonce: nonce.unwrap_or_default(),
            encrypt,
            echostr,
        })
    }

    /// Judges signature and encrypted text with these secrets.
    pub(crate) fn judge(&self, keys: &CallbackKeys) -> Judged {
        let token = keys.token.as_ref().map(Secret::expose).filter(|_| self.missing.is_empty());
        let signature = token
            .filter(|_| !self.signature.is_empty())
            .map(|token| equal(&callback::signature(token, &self.timestamp, &self.nonce), &self.signature));
        let encrypt = self.encrypt.as_deref();
        let msg_signature =
            token.zip(encrypt).filter(|_| !self.msg_signature.is_empty()).map(|(token, encrypt)| {
                let right = callback::msg_signature(token, &self.timestamp, &self.nonce, encrypt);
                equal(&right, &self.msg_signature)
            });
        let decrypted = keys.aes_key.as_ref().zip(encrypt).map(|(key, encrypt)| decrypt(key, encrypt));
        let expected = match (self.kind, &decrypted) {
            (CallbackKind::UrlCheck, _) => self.echostr.clone(),
            (CallbackKind::WorkUrlCheck, Some(Ok(decrypted))) => {
                String::from_utf8(decrypted.message.clone()).ok()
            }
            _ => None,
        };
        Judged { signature, msg_signature, decrypted, expected }
    }
}

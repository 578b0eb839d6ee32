//! A signature as data: what is signed, in which order, joined how, digested how.
//!
//! Every rule of the WeChat family is such a plan, and so is every known mistake: a plan that differs in one thing.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use sha1::{Digest as _, Sha1};
use sha2::Sha256;

use super::hex;

/// A signature before it is computed; its `Debug` shows no values, for tickets and tokens are among them.
#[derive(Clone, PartialEq, Eq)]
pub struct Plan {
    /// Whom it is between.
    pub scheme: Scheme,
    /// The values, in the order in which the document lists them.
    pub parts: Vec<Part>,
    /// How the values become one string.
    pub form: Form,
    /// What order they are put in.
    pub order: Order,
    /// Whether values that are empty take part.
    pub keep_empty: bool,
    /// Whether a value named `sign` takes part.
    pub keep_sign: bool,
    /// The secret that follows as `&key=…`, or keys the HMAC; empty where the rule has none.
    pub key: String,
    /// The name before it.
    pub key_name: &'static str,
    /// What the string becomes.
    pub digest: Digest,
    /// Whether hexadecimal digits are upper case.
    pub upper: bool,
}

/// Whom a signature is between, which decides how a mistake is explained and where to look when none explains it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// WeChat and a callback.
    Callback,
    /// A page and WeChat's app: `wx.config`.
    Page,
    /// A page and WeCom's app: `wx.agentConfig`.
    Agent,
    /// A page of 2014 and WeChat's app: `editAddress`.
    Address,
    /// A card and WeChat's app: `cardExt`.
    Card,
    /// A page that lets a user choose a card: `wx.chooseCard`.
    ChooseCard,
    /// WeChat Pay v2.
    PayV2,
    /// `paySign` of 2014.
    Pay2014,
    /// A request to WeChat Pay v3.
    PayRequest,
    /// A page or app that pays with WeChat Pay v3.
    PayClient,
    /// A notification of WeChat Pay v3.
    Notification,
    /// A mini-program.
    MiniProgram,
}

impl fmt::Debug for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.parts.iter().map(|part| part.name.as_str()).collect();
        f.debug_struct("Plan").field("scheme", &self.scheme).field("parts", &names).finish_non_exhaustive()
    }
}

/// One value and what it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name in the string.
    pub name: String,
    /// Its value as the rule wants it.
    pub value: String,
    /// Its value as it was given, where the rule changes it.
    pub given: Option<String>,
    /// What it is, which decides what can go wrong with it.
    pub role: Role,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The page's URL.
    Url,
    /// Seconds since 1970.
    Timestamp,
    /// A random string.
    Nonce,
    /// `jsapi_ticket`, `api_ticket` or the secret in its place.
    Ticket,
    /// The callback token.
    Token,
    /// A body that was sent or received.
    Body,
    /// Anything else.
    Other,
}

/// How values become one string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Values one after the other: callbacks, cards.
    Values,
    /// `name=value&…`: JS-SDK, pay v2.
    Pairs,
    /// Each value and a line break: pay v3.
    Lines,
    /// Each value and CRLF: a mistake of pay v3.
    CrlfLines,
    /// Lines without the last line break: another.
    LinesWithoutEnd,
}

/// What order values are put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By value, bytewise.
    Value,
    /// By name, bytewise.
    Name,
    /// As they were given.
    Given,
}

/// What the string becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digest {
    /// SHA-1 in hexadecimal digits.
    Sha1,
    /// MD5 in hexadecimal digits.
    Md5,
    /// HMAC-SHA256 under the key, in hexadecimal digits.
    HmacSha256,
}

impl Part {
    /// A value of no special kind.
    pub fn new(name: &str, value: &str) -> Self {
        Self::of(Role::Other, name, value)
    }

    /// A value of this kind.
    pub fn of(role: Role, name: &str, value: &str) -> Self {
        Self { name: name.to_owned(), value: value.to_owned(), given: None, role }
    }
}

impl Plan {
    /// Values sorted and joined, then SHA-1: callbacks and cards.
    pub fn sorted_values(parts: Vec<Part>) -> Self {
        Self {
            scheme: Scheme::Callback,
            parts,
            form: Form::Values,
            order: Order::Value,
            keep_empty: true,
            keep_sign: true,
            key: String::new(),
            key_name: "key",
            digest: Digest::Sha1,
            upper: false,
        }
    }

    /// Pairs sorted by name, then SHA-1: JS-SDK and what follows it.
    pub fn sorted_pairs(parts: Vec<Part>) -> Self {
        Self { form: Form::Pairs, order: Order::Name, ..Self::sorted_values(parts) }
    }

    /// Pairs sorted by name, without empty ones and `sign`, then `&key=…`: pay v2.
    pub fn keyed_pairs(parts: Vec<Part>, key: &str, digest: Digest) -> Self {
        let (keep_empty, keep_sign, upper) = (false, false, true);
        Self { keep_empty, keep_sign, upper, digest, key: key.to_owned(), ..Self::sorted_pairs(parts) }
    }

    /// Values in their order, joined: mini-program sessions.
    pub fn joined(parts: Vec<Part>) -> Self {
        Self { order: Order::Given, ..Self::sorted_values(parts) }
    }

    /// Whom the signature is between.
    #[must_use]
    pub fn of(self, scheme: Scheme) -> Self {
        Self { scheme, ..self }
    }

    /// The exact string that is digested.
    pub fn string_to_sign(&self) -> String {
        let taken = |part: &&Part| {
            (self.keep_empty || !part.value.is_empty()) && (self.keep_sign || part.name != "sign")
        };
        let mut parts: Vec<&Part> = self.parts.iter().filter(taken).collect();
        match self.order {
            Order::Value => parts.sort_by(|a, b| a.value.as_bytes().cmp(b.value.as_bytes())),
            Order::Name => parts.sort_by(|a, b| a.name.as_bytes().cmp(b.name.as_bytes())),
            Order::Given => {}
        }
        let joined = |separator: &str| {
            parts.iter().map(|part| part.value.as_str()).collect::<Vec<_>>().join(separator)
        };
        match self.form {
            Form::Values => joined(""),
            Form::Pairs => {
                let mut pairs: Vec<String> =
                    parts.iter().map(|part| format!("{}={}", part.name, part.value)).collect();
                if !self.key.is_empty() && !self.key_name.is_empty() {
                    pairs.push(format!("{}={}", self.key_name, self.key));
                }
                pairs.join("&")
            }
            Form::Lines => joined("\n") + "\n",
            Form::CrlfLines => joined("\r\n") + "\r\n",
            Form::LinesWithoutEnd => joined("\n"),
        }
    }

    /// The signature.
    pub fn signature(&self) -> String {
        let digits = self.digest(self.string_to_sign().as_bytes());
        if self.upper { digits.to_ascii_uppercase() } else { digits }
    }

    fn digest(&self, text: &[u8]) -> String {
        match self.digest {
            Digest::Sha1 => hex(&Sha1::digest(text)),
            Digest::Md5 => hex(&Md5::digest(text)),
            Digest::HmacSha256 => hmac_sha256(self.key.as_bytes(), text),
        }
    }
}

/// HMAC-SHA256 in lower-case hexadecimal digits; a key may have any length.
pub fn hmac_sha256(key: &[u8], text: &[u8]) -> String {
    match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mut mac) => {
            mac.update(text);
            hex(&mac.finalize().into_bytes())
        }
        Err(_) => String::new(),
    }
}

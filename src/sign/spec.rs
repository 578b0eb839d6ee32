//! A signature as data: the values, their order, the way they are joined, and the digest.
//!
//! Every signature scheme of WeChat is such a specification, and so is every known mistake: a specification that
//! differs in one respect.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use sha1::{Digest as _, Sha1};
use sha2::Sha256;

use super::hex;

/// The specification of one signature. Its `Debug` omits the values, because tickets and tokens are among them.
#[derive(Clone, PartialEq, Eq)]
pub struct SignatureSpec {
    /// The use of the signature.
    pub scheme: Scheme,
    /// The values, in the order of the official document.
    pub parts: Vec<Part>,
    /// The way the values are joined.
    pub form: Form,
    /// The order in which the values are joined.
    pub order: Order,
    /// True if empty values are signed.
    pub keep_empty: bool,
    /// True if a value named `sign` is signed.
    pub keep_sign: bool,
    /// The secret that is appended as `&key=…` or is the key of the HMAC; empty if the scheme has none.
    pub key: String,
    /// The name before the appended secret.
    pub key_name: &'static str,
    /// The digest of the joined string.
    pub digest: Digest,
    /// True if hexadecimal digits are in upper case.
    pub upper: bool,
}

/// The use of a signature. It decides how a mistake is explained, and what to check if no mistake is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// A callback of WeChat.
    Callback,
    /// A web page in WeChat: `wx.config`.
    Page,
    /// A web page in WeCom: `wx.agentConfig`.
    Agent,
    /// A web page of 2014: `editAddress`.
    Address,
    /// A card in a web page: `cardExt`.
    Card,
    /// A web page that lets the user choose a card: `wx.chooseCard`.
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

impl fmt::Debug for SignatureSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.parts.iter().map(|part| part.name.as_str()).collect();
        f.debug_struct("SignatureSpec")
            .field("scheme", &self.scheme)
            .field("parts", &names)
            .finish_non_exhaustive()
    }
}

/// A value to sign.
#[derive(Clone, PartialEq, Eq)]
pub struct Part {
    /// The name in the string to sign.
    pub name: String,
    /// The value as the scheme requires it.
    pub value: String,
    /// The value as given, if the scheme changes it.
    pub given: Option<String>,
    /// The role, which decides which mistakes are possible.
    pub role: Role,
}

/// The role of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The URL of the page, or the path of a request.
    Url,
    /// A time in seconds since 1970.
    Timestamp,
    /// A random string.
    Nonce,
    /// `jsapi_ticket`, `api_ticket`, or the secret in its place.
    Ticket,
    /// The callback token.
    Token,
    /// A body that was sent or received.
    Body,
    /// Any other value.
    Other,
}

/// The way values are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The values without separators: callbacks, cards.
    Values,
    /// `name=value&…`: JS-SDK, pay v2.
    Pairs,
    /// Each value and a line feed: pay v3.
    Lines,
    /// Each value and CRLF: a mistake in pay v3.
    CrlfLines,
    /// The values separated by line feeds, without the last one: a mistake in pay v3.
    LinesWithoutEnd,
}

/// The order of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Sorted by value, bytewise.
    Value,
    /// Sorted by name, bytewise.
    Name,
    /// As given.
    Given,
}

/// The digest of the joined string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digest {
    /// SHA-1 in hexadecimal digits.
    Sha1,
    /// MD5 in hexadecimal digits.
    Md5,
    /// HMAC-SHA256 with the key, in hexadecimal digits.
    HmacSha256,
}

impl Part {
    /// Returns a value without a special role.
    pub fn new(name: &str, value: &str) -> Self {
        Self::with_role(Role::Other, name, value)
    }

    /// Returns a value with this role.
    pub fn with_role(role: Role, name: &str, value: &str) -> Self {
        Self { name: name.to_owned(), value: value.to_owned(), given: None, role }
    }
}

impl SignatureSpec {
    /// Returns a specification with sorted values, joined, and SHA-1: callbacks and cards.
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

    /// Returns a specification with pairs sorted by name, and SHA-1: JS-SDK and the schemes derived from it.
    pub fn sorted_pairs(parts: Vec<Part>) -> Self {
        Self { form: Form::Pairs, order: Order::Name, ..Self::sorted_values(parts) }
    }

    /// Returns a specification with pairs sorted by name, without empty values and `sign`, followed by `&key=…`: pay
    /// v2.
    pub fn keyed_pairs(parts: Vec<Part>, key: &str, digest: Digest) -> Self {
        let (keep_empty, keep_sign, upper) = (false, false, true);
        Self { keep_empty, keep_sign, upper, digest, key: key.to_owned(), ..Self::sorted_pairs(parts) }
    }

    /// Returns a specification with values in their order, joined, and SHA-1: sessions of mini-programs.
    pub fn joined(parts: Vec<Part>) -> Self {
        Self { order: Order::Given, ..Self::sorted_values(parts) }
    }

    /// Sets the use of the signature.
    #[must_use]
    pub fn with_scheme(self, scheme: Scheme) -> Self {
        Self { scheme, ..self }
    }

    /// Returns the exact string that is digested.
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

    /// Computes the signature.
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

/// Returns the HMAC-SHA256 in lower-case hexadecimal digits; the key may have any length.
pub fn hmac_sha256(key: &[u8], text: &[u8]) -> String {
    match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mut mac) => {
            mac.update(text);
            hex(&mac.finalize().into_bytes())
        }
        Err(_) => String::new(),
    }
}

//! A signature as data: the values, their order, the way they are joined, and the digest.
//!
//! Every signature scheme of WeChat is such a specification, and so is every known mistake: a specification that
//! differs in one respect.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::charset::Charset;
use super::digest::{Digest, Output};
pub use super::form::{Form, Hashed, KeyPlace, Punctuation, StringEncoding};
use super::hex;
use super::mistake::is_rsa;
use super::percent::ENCODERS;

/// The specification of one signature. Its `Debug` omits the values, because tickets and tokens are among them.
#[derive(Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one way in which a recipe can be got wrong")]
pub struct SignatureSpec {
    /// The use of the signature.
    pub scheme: Scheme,
    /// The values, in the order of the official document.
    pub parts: Vec<Part>,
    /// The way the values are joined.
    pub form: Form,
    /// The texts between and around pairs.
    pub punctuation: &'static Punctuation,
    /// The percent-encoding of the joined string: a mistake.
    pub encoded: Option<StringEncoding>,
    /// The text after the string: a mistake.
    pub end: &'static str,
    /// The notation of a digest that is taken of the string before it is signed: a mistake.
    pub hashed: Option<Hashed>,
    /// The order in which the values are joined.
    pub order: Order,
    /// True if empty values are signed.
    pub keep_empty: bool,
    /// True if a value named `sign` is signed.
    pub keep_sign: bool,
    /// The secret that is appended as `&key=…` or is the key of the HMAC; empty if the scheme has none.
    pub key: String,
    /// The name before the appended secret; empty if the secret is not part of the string.
    pub key_name: &'static str,
    /// The place of the secret in the string.
    pub key_place: KeyPlace,
    /// True if the key of the HMAC is decoded from base64 first: a mistake.
    pub key_decoded: bool,
    /// The characters of the joined string as bytes.
    pub charset: Charset,
    /// The digest of the joined string.
    pub digest: Digest,
    /// The notation of the digest.
    pub output: Output,
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
    /// A page or app that pays with WeChat Pay v2.
    PayPage,
    /// The callback of an intracity delivery.
    Intracity,
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
    /// The signature of a request to WeChat's server API (facts of 服务端 API 签名加密指南).
    Api,
}

impl fmt::Debug for SignatureSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.parts.iter().map(|part| &*part.name).collect();
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
    pub name: Arc<str>,
    /// The value as the scheme requires it.
    pub value: Arc<str>,
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
    /// The method of a request.
    Method,
    /// Any other value.
    Other,
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

impl Order {
    fn sort<P: Borrow<Part>>(self, parts: &mut [P]) {
        match self {
            Self::Value => parts.sort_by(|a, b| a.borrow().value.as_bytes().cmp(b.borrow().value.as_bytes())),
            Self::Name => parts.sort_by(|a, b| a.borrow().name.as_bytes().cmp(b.borrow().name.as_bytes())),
            Self::Given => {}
        }
    }
}

impl Part {
    /// Returns a value without a special role.
    pub fn new(name: &str, value: &str) -> Self {
        Self::with_role(Role::Other, name, value)
    }

    /// Returns a value with this role.
    pub fn with_role(role: Role, name: &str, value: &str) -> Self {
        Self { name: name.into(), value: value.into(), given: None, role }
    }
}

impl SignatureSpec {
    /// Returns a specification with sorted values, joined, and SHA-1: callbacks and cards.
    pub fn sorted_values(parts: Vec<Part>) -> Self {
        Self {
            scheme: Scheme::Callback,
            parts,
            form: Form::Values,
            punctuation: &Punctuation::USUAL,
            encoded: None,
            end: "",
            hashed: None,
            order: Order::Value,
            keep_empty: true,
            keep_sign: true,
            key: String::new(),
            key_name: "key",
            key_place: KeyPlace::End,
            key_decoded: false,
            charset: Charset::Utf8,
            digest: Digest::Sha1,
            output: Output::Hex,
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

    /// Returns the specification with its values in the order in which they are joined.
    pub(super) fn sorted(&self) -> Self {
        let mut spec = self.clone();
        self.order.sort(&mut spec.parts);
        spec
    }

    /// Returns the exact string that is digested, as text.
    pub fn string_to_sign(&self) -> String {
        let secret = (self.form == Form::Pairs
            && self.key_place == KeyPlace::Sorted
            && !self.key.is_empty()
            && !self.key_name.is_empty())
        .then(|| Part::new(self.key_name, &self.key));
        let taken = |part: &&Part| {
            (self.keep_empty || !part.value.is_empty()) && (self.keep_sign || &*part.name != "sign")
        };
        let mut parts = Vec::with_capacity(self.parts.len() + 1);
        parts.extend(self.parts.iter().filter(taken).chain(&secret));
        self.order.sort(&mut parts);
        let bytes: usize = parts.iter().map(|part| part.name.len() + part.value.len() + 2).sum();
        let mut text = String::with_capacity(bytes + self.key.len() + 8);
        let mut joined = |separator: &str, end: bool| {
            for (position, part) in parts.iter().enumerate() {
                if position > 0 {
                    text.push_str(separator);
                }
                text.push_str(&part.value);
            }
            if end {
                text.push_str(separator);
            }
        };
        match self.form {
            Form::Values => joined("", false),
            Form::Lines => joined("\n", true),
            Form::CrlfLines => joined("\r\n", true),
            Form::LinesWithoutEnd => joined("\n", false),
            Form::Joined(separator, end) => joined(separator, end),
            Form::Json(style) => {
                text.push_str(&style.object(&parts));
                if !self.key.is_empty() && !self.key_name.is_empty() {
                    text.extend(["&", self.key_name, "=", &self.key]);
                }
            }
            Form::Pairs => {
                let Punctuation { equals, quote, separator, before_key } = *self.punctuation;
                let keyed = !self.key.is_empty() && !self.key_name.is_empty();
                if keyed && self.key_place == KeyPlace::Start {
                    text.extend([self.key_name, "=", &self.key]);
                }
                for part in &parts {
                    if !text.is_empty() {
                        text.push_str(separator);
                    }
                    text.extend([&*part.name, equals, quote, &*part.value, quote]);
                }
                if self.encoded.is_some_and(|encoded| encoded.before_key) {
                    text = self.percent_encode(&text);
                }
                if keyed {
                    match self.key_place {
                        KeyPlace::End if text.is_empty() => text.extend([self.key_name, "=", &self.key]),
                        KeyPlace::End => text.extend([before_key, self.key_name, "=", &self.key]),
                        KeyPlace::BareEnd => text.push_str(&self.key),
                        KeyPlace::BareAfterAmpersand => text.extend([before_key, &self.key]),
                        KeyPlace::EndWithoutValue => text.extend([before_key, self.key_name, "="]),
                        KeyPlace::Start | KeyPlace::Sorted => {}
                    }
                }
            }
        }
        if self.encoded.is_some_and(|encoded| !encoded.before_key) {
            text = self.percent_encode(&text);
        }
        text.push_str(self.end);
        text
    }

    fn percent_encode(&self, text: &str) -> String {
        let encoder = self.encoded.and_then(|encoded| ENCODERS.get(encoded.encoder));
        encoder.map_or_else(|| text.to_owned(), |encoder| encoder.encode(text))
    }

    /// Returns the exact bytes that are digested.
    pub fn bytes_to_sign(&self) -> Vec<u8> {
        let bytes = self.charset.encode(self.string_to_sign());
        let Some(notation) = self.hashed else { return bytes };
        // RSA signs a SHA-256.
        let digest = if is_rsa(self) { Digest::Sha256 } else { self.digest };
        let digest = digest.of(b"", &bytes);
        match notation {
            Hashed::Lower => hex(&digest).into_bytes(),
            Hashed::Upper => hex(&digest).to_uppercase().into_bytes(),
            Hashed::Bytes => digest,
        }
    }

    /// Computes the signature.
    pub fn signature(&self) -> String {
        let decoded = || STANDARD.decode(&self.key).ok();
        let key = if self.key_decoded { decoded() } else { None };
        let key = key.unwrap_or_else(|| self.charset.encode(self.key.clone()));
        self.output.write(&self.digest.of(&key, &self.bytes_to_sign()), self.upper)
    }
}

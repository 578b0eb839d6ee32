//! Who is let in: signatures, times, envelopes, and messages that are none. Pure.

use std::borrow::Cow;

use sha1::{Digest as _, Sha1};
use url::form_urlencoded;

use crate::message::envelope::{self, AesKey};
use crate::message::{Document, Element, json, xml};
use crate::secret::Secret;
use crate::sign::{self, callback, hex};

/// `MsgId` of every message that webot-cli 0.0.11 sends: it tells nothing apart.
const MSG_ID_OF_WEBOT_CLI: &str = "1234567";

/// The longest name of a user or an account, or id of a message, that is taken, in bytes; WeChat's have at most 64.
const LONGEST_NAME: usize = 256;

/// An account that is served.
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// The path that its messages come to; none for any.
    pub path: Option<String>,
    /// The callback's Token; without one nothing is checked.
    pub token: Option<Secret>,
    /// The callback's `EncodingAESKey`.
    pub key: Option<AesKey>,
    /// Whom encrypted messages must be for; none for anybody.
    pub receiver: Option<String>,
    /// Whether only encrypted messages are taken.
    pub only_encrypted: bool,
}

/// What stands in the query of a push or a check.
#[derive(Debug, Default)]
pub struct Asked<'a> {
    signature: Cow<'a, str>,
    msg_signature: Cow<'a, str>,
    /// The time of signing, in seconds; webot-cli writes milliseconds.
    pub timestamp: Cow<'a, str>,
    /// The nonce.
    pub nonce: Cow<'a, str>,
    echostr: Cow<'a, str>,
    /// Whether the token itself stands there, as webot-cli puts it.
    pub has_token: bool,
}

/// Why somebody is sent away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// There is no signature.
    Unsigned,
    /// The signature is another one.
    Signature,
    /// The timestamp is none.
    NoTime,
    /// The timestamp is this many seconds old, or as many ahead where that is negative.
    Stale(i64),
    /// The nonce has been used.
    Replay,
    /// Not a message; what is wrong with it.
    NoMessage(&'static str),
    /// Encrypted, and the account has no `EncodingAESKey`.
    NoKey,
    /// It does not open with the account's key.
    Sealed(envelope::DecryptError),
    /// It is for somebody else.
    Receiver,
    /// Not encrypted, and the account takes only encrypted messages.
    Open,
    /// No account has this path.
    Path,
    /// Neither GET nor POST.
    Method,
    /// A body of more than 1 MB.
    TooLarge,
    /// The body did not come in time.
    Slow,
    /// The same message is being answered, and takes too long.
    Late,
}

/// Somebody is sent away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(pub Why);

impl Refusal {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self.0 {
            Why::Unsigned | Why::Signature => 401,
            Why::Stale(_) | Why::Replay | Why::Receiver | Why::Open => 403,
            Why::NoTime | Why::NoMessage(_) | Why::NoKey | Why::Sealed(_) => 400,
            Why::Path => 404,
            Why::Method => 405,
            Why::TooLarge => 413,
            Why::Slow => 408,
            Why::Late => 503,
        }
    }

    /// What the other side is told, which is not why.
    pub fn body(&self) -> &'static str {
        match self.0 {
            Why::Unsigned | Why::Signature => "Invalid signature",
            Why::Stale(_) => "Stale timestamp",
            Why::Replay => "Repeated nonce",
            Why::Receiver | Why::Open | Why::NoKey | Why::Sealed(_) => "Invalid message",
            Why::NoTime => "Invalid timestamp",
            Why::NoMessage(_) => "Not a message",
            Why::Path => "Not found",
            Why::Method => "Method not allowed",
            Why::TooLarge => "Too large",
            Why::Slow => "Too slow",
            Why::Late => "Busy",
        }
    }
}

impl<'a> Asked<'a> {
    /// Reads a query.
    pub fn parse(query: &'a str) -> Self {
        let mut asked = Self::default();
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let field = match name {
                "signature" => &mut asked.signature,
                "msg_signature" => &mut asked.msg_signature,
                "timestamp" => &mut asked.timestamp,
                "nonce" => &mut asked.nonce,
                "echostr" => &mut asked.echostr,
                "token" => {
                    asked.has_token = true;
                    continue;
                }
                _ => continue,
            };
            *field = decoded(value);
        }
        asked
    }

    /// Whether `signature` has to be right; WeCom sends `msg_signature` alone.
    fn by_signature(&self) -> bool {
        self.msg_signature.is_empty() || !self.signature.is_empty()
    }

    /// How many seconds ago it was signed; negative where it is ahead of the clock.
    fn age(&self, now_ms: u64) -> Option<i64> {
        let digits = self.timestamp.as_ref();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let time: i64 = digits.parse().ok()?;
        let time_ms = if digits.len() >= 13 { time } else { time.checked_mul(1000)? };
        Some((i64::try_from(now_ms).ok()? - time_ms) / 1000)
    }
}

/// A message that was let in.
#[derive(Debug)]
pub struct Opened {
    /// The message, decrypted.
    pub document: Document,
    /// Whether it came as JSON.
    pub is_json: bool,
    /// Whom it was encrypted for, as the reply must be; none where it was not.
    pub sealed: Option<String>,
}

impl Account {
    /// What tells it from other accounts: the path that it was given, whatever path a message came to.
    pub(super) fn place(&self) -> &str {
        self.path.as_deref().unwrap_or_default()
    }

    /// What can be judged before the body is read: who cannot sign gets no place for one.
    pub(super) fn knock(&self, asked: &Asked<'_>, now_ms: u64, window_s: u64) -> Result<(), Refusal> {
        if asked.nonce.len() > LONGEST_NAME || asked.timestamp.len() > LONGEST_NAME {
            return Err(Refusal(Why::NoTime));
        }
        if !asked.by_signature() {
            return Ok(());
        }
        self.signed(asked, None)?;
        self.in_time(asked, now_ms, window_s)
    }

    /// A check of the URL: what must be answered.
    pub fn verify(&self, asked: &Asked<'_>, now_ms: u64, window_s: u64) -> Result<String, Refusal> {
        if let Some(key) = &self.key
            && !asked.msg_signature.is_empty()
        {
            self.signed(asked, Some(&asked.echostr))?;
            self.in_time(asked, now_ms, window_s)?;
            let opened =
                envelope::decrypt(key, &asked.echostr).map_err(|error| Refusal(Why::Sealed(error)))?;
            self.is_for(&opened.receiver)?;
            return String::from_utf8(opened.message).map_err(|_| Refusal(Why::NoMessage("echostr")));
        }
        self.signed(asked, None)?;
        self.in_time(asked, now_ms, window_s)?;
        Ok(asked.echostr.clone().into_owned())
    }

    /// A push: the message that is in it.
    pub fn open(
        &self,
        asked: &Asked<'_>,
        body: &[u8],
        now_ms: u64,
        window_s: u64,
    ) -> Result<Opened, Refusal> {
        // Whoever cannot sign learns nothing of what would be taken.
        self.knock(asked, now_ms, window_s)?;
        let by_signature = asked.by_signature();
        let (outer, is_json) = parse(body)?;
        let sealed = outer.get("Encrypt").or_else(|| outer.get("encrypt"));
        let Some(sealed) = sealed.filter(|sealed| !sealed.is_empty()) else {
            if !by_signature {
                // What msg_signature signs is not there.
                return Err(Refusal(if self.token.is_some() {
                    Why::Signature
                } else {
                    Why::NoMessage("Encrypt")
                }));
            }
            return self.plain(outer, is_json);
        };
        let Some(key) = &self.key else {
            // In compatible mode the message stands beside its envelope.
            let has_message = by_signature && outer.get("MsgType").is_some();
            return if has_message {
                self.plain(without_envelope(outer), is_json)
            } else {
                Err(Refusal(Why::NoKey))
            };
        };
        self.signed(asked, Some(sealed))?;
        self.in_time(asked, now_ms, window_s)?;
        let opened = envelope::decrypt(key, sealed).map_err(|error| Refusal(Why::Sealed(error)))?;
        self.is_for(&opened.receiver)?;
        let (document, inner_json) = parse(&opened.message)?;
        Ok(Opened { document: message(document)?, is_json: inner_json, sealed: Some(opened.receiver) })
    }

    fn plain(&self, document: Document, is_json: bool) -> Result<Opened, Refusal> {
        if self.only_encrypted {
            return Err(Refusal(Why::Open));
        }
        Ok(Opened { document: message(document)?, is_json, sealed: None })
    }

    /// Whether the signature is right: that of the envelope where there is one.
    fn signed(&self, asked: &Asked<'_>, sealed: Option<&str>) -> Result<(), Refusal> {
        let Some(token) = &self.token else { return Ok(()) };
        let (given, right) = match sealed {
            Some(sealed) => {
                let right = callback::msg_signature(token.expose(), &asked.timestamp, &asked.nonce, sealed);
                (&asked.msg_signature, right)
            }
            None => (&asked.signature, callback::signature(token.expose(), &asked.timestamp, &asked.nonce)),
        };
        if given.is_empty() {
            return Err(Refusal(Why::Unsigned));
        }
        if sign::equal(&right, given) { Ok(()) } else { Err(Refusal(Why::Signature)) }
    }

    /// Whether it was signed lately. Without a token anybody can sign, at any time.
    fn in_time(&self, asked: &Asked<'_>, now_ms: u64, window_s: u64) -> Result<(), Refusal> {
        if self.token.is_none() {
            return Ok(());
        }
        let age = asked.age(now_ms).ok_or(Refusal(Why::NoTime))?;
        if window_s > 0 && age.unsigned_abs() > window_s { Err(Refusal(Why::Stale(age))) } else { Ok(()) }
    }

    fn is_for(&self, receiver: &str) -> Result<(), Refusal> {
        match &self.receiver {
            Some(own) if own != receiver => Err(Refusal(Why::Receiver)),
            _ => Ok(()),
        }
    }

    /// A reply as it goes over the wire: encrypted where the message was.
    pub fn seal(
        &self,
        reply: &[u8],
        receiver: &str,
        outer_json: bool,
        stamp: (&str, &str, [u8; 16]),
    ) -> Option<Vec<u8>> {
        let (timestamp, nonce, random) = stamp;
        let sealed = envelope::encrypt(self.key.as_ref()?, random, reply, receiver);
        let token = self.token.as_ref().map(Secret::expose).unwrap_or_default();
        let signature = callback::msg_signature(token, timestamp, nonce, &sealed);
        // Intelligent bots of WeCom read and write small letters (企业微信文档《智能机器人》: 加解密).
        let names = if outer_json && receiver.is_empty() {
            ["encrypt", "msgsignature", "timestamp", "nonce"]
        } else {
            ["Encrypt", "MsgSignature", "TimeStamp", "Nonce"]
        };
        let [encrypt, msg_signature, time, nonce_name] = names;
        Some(write(
            &Document(vec![
                Element::text(encrypt, sealed),
                Element::text(msg_signature, signature),
                Element::number(time, timestamp),
                Element::text(nonce_name, nonce),
            ]),
            outer_json,
        ))
    }
}

/// A value of a query. Most need no decoding.
fn decoded(value: &str) -> Cow<'_, str> {
    if !value.contains(['%', '+']) {
        return Cow::Borrowed(value);
    }
    // A value may have `=` in it, as base64 ends with.
    let pair = ["v=", value].concat();
    let decoded = form_urlencoded::parse(pair.as_bytes()).next();
    decoded.map(|(_, decoded)| Cow::Owned(decoded.into_owned())).unwrap_or_default()
}

/// A body: XML that any strict parser takes, or JSON.
fn parse(body: &[u8]) -> Result<(Document, bool), Refusal> {
    let refused = |what| Refusal(Why::NoMessage(what));
    let text = std::str::from_utf8(body).map_err(|_| refused("not UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        let value = serde_json::from_str(text).map_err(|_| refused("neither XML nor JSON"))?;
        return Ok((json::from_json(&value).ok_or_else(|| refused("JSON that is too deep"))?, true));
    }
    let read = xml::read(text).map_err(|error| match error {
        xml::Unreadable::NoElement => refused("neither XML nor JSON"),
        xml::Unreadable::TooDeep | xml::Unreadable::TooMany => refused("XML that is too deep or too large"),
        xml::Unreadable::Malformed { .. } => refused("malformed XML"),
    })?;
    // WeChat declares nothing: whoever does wants files or memory of this machine.
    if read.flaws.iter().any(|flaw| matches!(flaw, xml::Flaw::Doctype | xml::Flaw::Entity(_))) {
        return Err(refused("XML with a DOCTYPE or an entity"));
    }
    if !read.flaws.is_empty() || read.root != "xml" {
        return Err(refused("malformed XML"));
    }
    Ok((read.document, false))
}

/// A message says what it is and whom it is from; a notice of a platform says only what it is.
fn message(document: Document) -> Result<Document, Refusal> {
    let has = |name| document.get(name).is_some_and(|value| !value.is_empty());
    let whole = has("InfoType") || (has("MsgType") && has("FromUserName"));
    let short = |name| document.get(name).is_none_or(|value| value.len() <= LONGEST_NAME);
    if !["FromUserName", "ToUserName", "MsgId"].into_iter().all(short) {
        return Err(Refusal(Why::NoMessage("a name or id that is too long")));
    }
    if whole { Ok(document) } else { Err(Refusal(Why::NoMessage("no MsgType or no FromUserName"))) }
}

fn without_envelope(mut document: Document) -> Document {
    document.0.retain(|element| element.name != "Encrypt");
    document
}

/// A document as XML or JSON.
fn write(document: &Document, as_json: bool) -> Vec<u8> {
    if as_json { json::to_json(&document.0).to_string() } else { xml::write(document) }.into_bytes()
}

/// What a push is known by when it is delivered again (公众平台文档《接收普通消息》: 消息排重): `MsgId`, or for events
/// `FromUserName` and `CreateTime`. Where that tells too little apart, so does all that it says: webot-cli gives all of
/// its messages one id, and a user can cause two events in one second.
pub(super) fn identity(path: &str, document: &Document) -> String {
    let field = |name| document.get(name).unwrap_or_default();
    let (to, from) = (field("ToUserName"), field("FromUserName"));
    let id = document.get("MsgId").filter(|id| !["", "0", MSG_ID_OF_WEBOT_CLI].contains(id));
    if let Some(id) = id {
        return [path, "\n", to, "\n", from, "\n", id].concat();
    }
    let mut sha1 = Sha1::new();
    digest(&document.0, &mut sha1);
    [path, "\n", to, "\n", from, "\n\n", &hex(&sha1.finalize())].concat()
}

/// All that elements say.
fn digest(elements: &[Element], sha1: &mut Sha1) {
    for element in elements {
        for text in [&*element.name, element.value().unwrap_or_default()] {
            sha1.update((text.len() as u64).to_be_bytes());
            sha1.update(text);
        }
        digest(element.elements(), sha1);
    }
}

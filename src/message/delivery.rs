//! The delivery of a push: signed, encrypted if the mode says so, written as XML or JSON.

use super::element::Element;
use super::envelope::{self, AesKey};
use super::kind::Platform;
use super::push::Push;
use super::{json, xml};
use crate::secret::Secret;
use crate::sign::callback;

/// The three settings of 消息加解密方式, with the key that two of them need.
#[derive(Debug, Clone, Default)]
pub enum Mode {
    /// 明文模式: the message in plain text.
    #[default]
    Plain,
    /// 兼容模式: the plain fields and `Encrypt`.
    Compat(AesKey),
    /// 安全模式: `Encrypt` only.
    Safe(AesKey),
}

impl Mode {
    /// Returns the `EncodingAESKey`, or `None` in plain mode.
    pub fn key(&self) -> Option<&AesKey> {
        match self {
            Self::Plain => None,
            Self::Compat(key) | Self::Safe(key) => Some(key),
        }
    }
}

/// The two settings of 数据格式.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// XML, used for everything except mini-programs that chose JSON and WeCom's intelligent bots.
    #[default]
    Xml,
    /// JSON, which mini-programs may choose and WeCom's intelligent bots always use.
    Json,
}

/// The secrets that WeChat and a bot share, and the id that encrypted messages are addressed to.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The callback token, from the settings page.
    pub token: Secret,
    /// The encryption mode, with its key.
    pub mode: Mode,
    /// The receiver id inside an encrypted message: the appid, corpid or suiteid; empty for WeCom's intelligent bots.
    pub receiver: String,
}

impl Credentials {
    /// Returns credentials with this token and no encryption.
    #[must_use]
    pub fn token(token: &str) -> Self {
        Self { token: Secret::new(token), mode: Mode::Plain, receiver: String::new() }
    }

    /// Returns the `signature` made with this token.
    #[must_use]
    pub fn signature(&self, timestamp: &str, nonce: &str) -> String {
        callback::signature(self.token.expose(), timestamp, nonce)
    }

    /// Returns the `msg_signature` made with this token.
    #[must_use]
    pub fn msg_signature(&self, timestamp: &str, nonce: &str, encrypt: &str) -> String {
        callback::msg_signature(self.token.expose(), timestamp, nonce, encrypt)
    }
}

/// One delivery of a push: the parts of the HTTP request that depend on the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The parameters to add to the URL's query, in WeChat's order; never the token.
    pub query: Vec<(&'static str, String)>,
    /// The headers beside `Content-Type`; empty except for WeChat Pay, whose signature is in headers.
    pub headers: Vec<(&'static str, String)>,
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// The request body.
    pub body: Vec<u8>,
}

impl Delivery {
    /// Builds a delivery in plain mode, as XML. `timestamp` is in seconds.
    #[must_use]
    pub fn plain(push: &Push, credentials: &Credentials, timestamp: u64, nonce: &str) -> Self {
        let credentials = Credentials { mode: Mode::Plain, ..credentials.clone() };
        Self::new(push, &credentials, Format::Xml, &Stamp { timestamp, nonce, random: [0; 16] })
    }

    /// Builds a delivery in the mode of the credentials.
    #[must_use]
    pub fn new(push: &Push, credentials: &Credentials, format: Format, stamp: &Stamp<'_>) -> Self {
        let plain = push.body(format);
        let (timestamp, nonce) = (stamp.timestamp.to_string(), stamp.nonce.to_owned());
        let key = credentials.mode.key();
        let encrypted = key.map(|key| envelope::encrypt(key, stamp.random, &plain, &credentials.receiver));
        let msg_signature =
            encrypted.as_ref().map(|encrypted| credentials.msg_signature(&timestamp, &nonce, encrypted));
        // WeCom sends msg_signature, timestamp and nonce only (企业微信文档《接收消息与事件》).
        let bare = msg_signature.is_some()
            && (push.platform == Platform::Work || is_intelligent_bot(credentials, format));
        let mut query = Vec::with_capacity(6);
        if !bare {
            query.push(("signature", credentials.signature(&timestamp, &nonce)));
        }
        query.push(("timestamp", timestamp));
        query.push(("nonce", nonce));
        let openid =
            push.document.get("FromUserName").filter(|_| push.platform == Platform::Official && !bare);
        query.extend(openid.map(|openid| ("openid", openid.to_owned())));
        if let Some(msg_signature) = msg_signature {
            if !bare {
                query.push(("encrypt_type", "aes".to_owned()));
            }
            query.push(("msg_signature", msg_signature));
        }
        let body = match encrypted {
            Some(encrypted) => wrap(push, credentials, format, encrypted),
            None => plain,
        };
        let content_type = match format {
            Format::Xml => "text/xml",
            Format::Json => "application/json",
        };
        Self { query, headers: Vec::new(), content_type, body }
    }
}

/// Returns whether the receiver is a WeCom intelligent bot: these use JSON and have no receiver id (企业微信文档《智能机器人》:
/// 加解密).
fn is_intelligent_bot(credentials: &Credentials, format: Format) -> bool {
    format == Format::Json && credentials.receiver.is_empty()
}

/// The values that differ between deliveries of the same push.
#[derive(Debug, Clone, Copy)]
pub struct Stamp<'a> {
    /// The time of signing, in seconds since 1970.
    pub timestamp: u64,
    /// The `nonce` of the query.
    pub nonce: &'a str,
    /// The random bytes at the start of the encrypted message.
    pub random: [u8; 16],
}

impl Push {
    /// Returns the message before encryption, in this format; a raw push is returned as it was given.
    pub fn body(&self, format: Format) -> Vec<u8> {
        match (&self.raw, format) {
            (Some(raw), _) => raw.clone(),
            (None, Format::Xml) => xml::write(&self.document).into_bytes(),
            (None, Format::Json) => json::to_json(&self.document.0).to_string().into_bytes(),
        }
    }
}

fn wrap(push: &Push, credentials: &Credentials, format: Format, encrypted: String) -> Vec<u8> {
    if is_intelligent_bot(credentials, format) {
        return json::to_json(&[Element::text("encrypt", encrypted)]).to_string().into_bytes();
    }
    let mut elements = match credentials.mode {
        Mode::Compat(_) => push.document.0.clone(),
        Mode::Plain | Mode::Safe(_) => receiver_elements(push, &credentials.receiver),
    };
    elements.push(Element::text("Encrypt", encrypted));
    if let (Mode::Safe(_), Some(agent)) = (&credentials.mode, push.document.get("AgentID")) {
        elements.push(Element::text("AgentID", agent));
    }
    match format {
        Format::Xml => xml::write(&super::Document(elements)).into_bytes(),
        Format::Json => json::to_json(&elements).to_string().into_bytes(),
    }
}

/// Returns the elements beside `Encrypt` in safe mode. They let a server of several accounts choose the right key.
fn receiver_elements(push: &Push, receiver: &str) -> Vec<Element> {
    match push.platform {
        Platform::Open => vec![Element::text("AppId", push.document.get("AppId").unwrap_or(receiver))],
        Platform::Official | Platform::Work | Platform::Pay | Platform::PayV2 | Platform::Intracity => {
            vec![Element::text("ToUserName", push.document.get("ToUserName").unwrap_or(receiver))]
        }
    }
}

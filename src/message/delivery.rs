//! A push as it goes over the wire: signed, encrypted when asked, written as XML or JSON.

use super::element::Element;
use super::envelope::{self, AesKey};
use super::kind::Platform;
use super::push::Push;
use super::{json, xml};
use crate::secret::Secret;
use crate::sign::callback;

/// The three settings of 消息加解密方式, with the key where one is needed.
#[derive(Debug, Clone, Default)]
pub enum Mode {
    /// 明文模式.
    #[default]
    Plain,
    /// 兼容模式: plain fields and `Encrypt`.
    Compat(AesKey),
    /// 安全模式: `Encrypt` only.
    Safe(AesKey),
}

impl Mode {
    /// The `EncodingAESKey`; none in plain mode.
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
    /// What everything but mini-programs and intelligent bots sends.
    #[default]
    Xml,
    /// What mini-programs may choose.
    Json,
}

/// What account and bot share.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The callback token, from the settings page.
    pub token: Secret,
    /// Whether messages are encrypted, and with what.
    pub mode: Mode,
    /// appid, corpid, suiteid, or nothing for intelligent bots: who encrypted messages are for.
    pub receiver: String,
}

impl Credentials {
    /// A token and no encryption.
    #[must_use]
    pub fn token(token: &str) -> Self {
        Self { token: Secret::new(token), mode: Mode::Plain, receiver: String::new() }
    }

    /// `signature` for this token.
    #[must_use]
    pub fn signature(&self, timestamp: &str, nonce: &str) -> String {
        callback::signature(self.token.expose(), timestamp, nonce)
    }

    /// `msg_signature` for this token.
    #[must_use]
    pub fn msg_signature(&self, timestamp: &str, nonce: &str, encrypt: &str) -> String {
        callback::msg_signature(self.token.expose(), timestamp, nonce, encrypt)
    }
}

/// One delivery of a push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// What is added to the URL's query, in WeChat's order; never the token.
    pub query: Vec<(&'static str, String)>,
    /// Headers beside `Content-Type`; only WeChat Pay signs there.
    pub headers: Vec<(&'static str, String)>,
    /// `Content-Type`.
    pub content_type: &'static str,
    /// The body.
    pub body: Vec<u8>,
}

impl Delivery {
    /// A push as XML. `timestamp` is in seconds. In plain mode, where nothing needs to be random.
    #[must_use]
    pub fn plain(push: &Push, credentials: &Credentials, timestamp: u64, nonce: &str) -> Self {
        let credentials = Credentials { mode: Mode::Plain, ..credentials.clone() };
        Self::new(push, &credentials, Format::Xml, &Stamp { timestamp, nonce, random: [0; 16] })
    }

    /// A push in any mode.
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

/// WeCom's intelligent bots speak JSON and have no receiver id (企业微信文档《智能机器人》: 加解密).
fn is_intelligent_bot(credentials: &Credentials, format: Format) -> bool {
    format == Format::Json && credentials.receiver.is_empty()
}

/// What is fresh for every delivery.
#[derive(Debug, Clone, Copy)]
pub struct Stamp<'a> {
    /// The time of signing, in seconds.
    pub timestamp: u64,
    /// The query's `nonce`.
    pub nonce: &'a str,
    /// The random bytes in the envelope.
    pub random: [u8; 16],
}

impl Push {
    /// The message as it is written before any encryption.
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
        Mode::Plain | Mode::Safe(_) => addressee(push, &credentials.receiver),
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

/// What stands beside `Encrypt` in safe mode, so that a server of many accounts knows whose key to take.
fn addressee(push: &Push, receiver: &str) -> Vec<Element> {
    match push.platform {
        Platform::Open => vec![Element::text("AppId", push.document.get("AppId").unwrap_or(receiver))],
        Platform::Official | Platform::Work | Platform::Pay => {
            vec![Element::text("ToUserName", push.document.get("ToUserName").unwrap_or(receiver))]
        }
    }
}

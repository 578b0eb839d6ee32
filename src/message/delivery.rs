//! A push as it goes over the wire: signed, encrypted when asked, written as XML or JSON.

use super::element::Element;
use super::envelope::{self, AesKey};
use super::kind::Platform;
use super::push::Push;
use super::{json, xml};
use crate::sign;

/// The three settings of 消息加解密方式.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// 明文模式.
    #[default]
    Plain,
    /// 兼容模式: plain fields and `Encrypt`.
    Compat,
    /// 安全模式: `Encrypt` only.
    Safe,
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
#[derive(Clone)]
pub struct Credentials {
    /// The callback token, from the settings page.
    pub token: String,
    /// The `EncodingAESKey`; needed in compatible and safe mode.
    pub key: Option<AesKey>,
    /// appid, corpid, suiteid, or nothing for intelligent bots.
    pub receiver: String,
}

impl Credentials {
    /// A token and no encryption.
    pub fn token(token: &str) -> Self {
        Self { token: token.to_owned(), key: None, receiver: String::new() }
    }
}

/// One delivery of a push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// What is added to the URL's query, in WeChat's order; never the token.
    pub query: Vec<(&'static str, String)>,
    /// `Content-Type`.
    pub content_type: &'static str,
    /// The body.
    pub body: Vec<u8>,
}

impl Delivery {
    /// A push in plain mode, as XML. `timestamp` is in seconds.
    pub fn plain(push: &Push, credentials: &Credentials, timestamp: u64, nonce: &str) -> Self {
        Self::new(push, credentials, Mode::Plain, Format::Xml, &Stamp { timestamp, nonce, random: [0; 16] })
    }

    /// A push in any mode. Without a key every mode is plain.
    pub fn new(
        push: &Push,
        credentials: &Credentials,
        mode: Mode,
        format: Format,
        stamp: &Stamp<'_>,
    ) -> Self {
        let plain = push.body(format);
        let (timestamp, nonce) = (stamp.timestamp.to_string(), stamp.nonce.to_owned());
        let signature = sign::message(&credentials.token, &timestamp, &nonce);
        let sealed = match (&credentials.key, mode) {
            (Some(key), Mode::Compat | Mode::Safe) => {
                Some(envelope::seal(key, stamp.random, &plain, &credentials.receiver))
            }
            _ => None,
        };
        let work = push.platform == Platform::Work;
        let mut query = Vec::with_capacity(6);
        // WeCom sends msg_signature, timestamp and nonce only (企业微信文档《接收消息与事件》).
        if !(work && sealed.is_some()) {
            query.push(("signature", signature));
        }
        let msg_signature = sealed
            .as_ref()
            .map(|sealed| sign::encrypted_message(&credentials.token, &timestamp, &nonce, sealed));
        query.push(("timestamp", timestamp));
        query.push(("nonce", nonce));
        if push.platform == Platform::Official
            && let Some(openid) = push.document.get("FromUserName")
        {
            query.push(("openid", openid.to_owned()));
        }
        if let Some(msg_signature) = msg_signature {
            if !work {
                query.push(("encrypt_type", "aes".to_owned()));
            }
            query.push(("msg_signature", msg_signature));
        }
        let body = match sealed {
            Some(sealed) => wrap(push, credentials, mode, format, &sealed),
            None => plain,
        };
        let content_type = match format {
            Format::Xml => "text/xml",
            Format::Json => "application/json",
        };
        Self { query, content_type, body }
    }
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

fn wrap(push: &Push, credentials: &Credentials, mode: Mode, format: Format, sealed: &str) -> Vec<u8> {
    let mut elements = match mode {
        Mode::Compat => push.document.0.clone(),
        Mode::Plain | Mode::Safe => addressee(push, &credentials.receiver),
    };
    // WeCom's intelligent bots have no receiver and write the name in lower case.
    let name = if format == Format::Json && credentials.receiver.is_empty() { "encrypt" } else { "Encrypt" };
    if name == "encrypt" {
        elements.clear();
    }
    elements.push(Element::text(name, sealed));
    if mode == Mode::Safe
        && let Some(agent) = push.document.get("AgentID")
        && name == "Encrypt"
    {
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
        Platform::Official | Platform::Work => {
            vec![Element::text("ToUserName", push.document.get("ToUserName").unwrap_or(receiver))]
        }
    }
}

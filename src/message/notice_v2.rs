//! Notices of WeChat Pay v2: XML that is signed with the API key; that of a refund is encrypted instead (微信支付 v2
//! 文档《支付结果通知》,《退款结果通知》,《签名算法》).

use aes::Aes256;
use aes::cipher::{BlockCipherEncrypt, KeyInit};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest as _, Md5};

use super::delivery::Delivery;
use super::element::{Content, Document, Element};
use super::push::Push;
use super::xml;
use crate::secret::Secret;
use crate::sign::{Digest, hex, schemes};

/// The block size of AES, in bytes.
const BLOCK_BYTES: usize = 16;

impl Delivery {
    /// Builds the delivery of a notice of WeChat Pay v2. A body that the user supplied is sent as it is. Returns `None`
    /// if the notice must be signed and there is no key.
    #[must_use]
    pub(crate) fn notice_v2(push: &Push, key: Option<&Secret>, random: [u8; 16]) -> Option<Self> {
        let body = match (&push.raw, key) {
            (Some(raw), _) => raw.clone(),
            (None, Some(key)) => xml::write(&signed(push, key.expose(), random)).into_bytes(),
            (None, None) => return None,
        };
        Some(Self { query: Vec::new(), headers: Vec::new(), content_type: "text/xml", body })
    }
}

fn signed(push: &Push, key: &str, random: [u8; 16]) -> Document {
    let mut elements = Vec::with_capacity(push.document.0.len() + 1);
    let mut encrypted = false;
    for element in &push.document.0 {
        match &element.content {
            _ if element.name == "sign" => {}
            _ if element.name == "nonce_str" => elements.push(Element::text("nonce_str", hex(&random))),
            Content::Group(inner) if element.name == "req_info" => {
                encrypted = true;
                elements.push(Element::text("req_info", encrypt(key, &root(inner))));
            }
            _ => elements.push(element.clone()),
        }
    }
    if !encrypted {
        let fields: Vec<(String, String)> = elements
            .iter()
            .filter_map(|element| Some((element.name.to_string(), element.value()?.to_owned())))
            .collect();
        let hmac = fields.iter().any(|(name, value)| name == "sign_type" && value == "HMAC-SHA256");
        let digest = if hmac { Digest::HmacSha256 } else { Digest::Md5 };
        elements.push(Element::text("sign", schemes::pay_v2(&fields, key, digest).signature()));
    }
    Document(elements)
}

/// Returns `<root>…</root>`, the form of `req_info`.
fn root(elements: &[Element]) -> String {
    let document = xml::write(&Document(elements.to_vec()));
    let inner = document.strip_prefix("<xml>").and_then(|rest| rest.strip_suffix("</xml>"));
    format!("<root>{}</root>", inner.unwrap_or_default())
}

/// Encrypts `req_info`: AES-256-ECB, PKCS#7 to 16 bytes; the key is the MD5 of the API key in lower-case hex.
fn encrypt(key: &str, text: &str) -> String {
    let digest = hex(&Md5::digest(key.as_bytes()));
    let Ok(cipher) = Aes256::new_from_slice(digest.as_bytes()) else { return String::new() };
    let mut plain = text.as_bytes().to_vec();
    let pad = BLOCK_BYTES - plain.len() % BLOCK_BYTES;
    plain.resize(plain.len() + pad, u8::try_from(pad).unwrap_or_default());
    for block in plain.chunks_exact_mut(BLOCK_BYTES) {
        if let Ok(mut cipher_block) = aes::Block::try_from(&*block) {
            cipher.encrypt_block(&mut cipher_block);
            block.copy_from_slice(&cipher_block);
        }
    }
    STANDARD.encode(plain)
}

//! Notifications of WeChat Pay v3: JSON with a resource that is encrypted with the APIv3 key, signed with the
//! platform's key (微信支付文档《回调通知注意事项》,《签名验证》,《证书和回调报文解密》).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use serde_json::json;
use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

use super::delivery::Delivery;
use super::kind::{Kind, Shape};
use super::push::Push;
use super::{catalogue, json};
use crate::sign::hex;
use crate::sign::rsa::PrivateKey;

/// The length of an APIv3 key, in bytes.
pub const API_V3_KEY_BYTES: usize = 32;

/// The keys that encrypt and sign a notification.
#[derive(Debug)]
pub struct PayCredentials {
    /// The merchant's APIv3 key.
    pub api_v3_key: ApiV3Key,
    /// The platform's private key; the merchant has its public half.
    pub private_key: PrivateKey,
    /// The serial number of the platform's certificate or public key.
    pub serial: String,
}

/// An APIv3 key. Its `Debug` prints `***`.
#[derive(Clone)]
pub struct ApiV3Key([u8; API_V3_KEY_BYTES]);

impl std::fmt::Debug for ApiV3Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

impl ApiV3Key {
    /// Parses the 32 characters that were set in the merchant's console. The error is the number of bytes found
    /// instead.
    pub fn parse(key: &str) -> Result<Self, usize> {
        key.as_bytes().try_into().map(Self).map_err(|_| key.len())
    }

    /// Encrypts with AEAD_AES_256_GCM and returns ciphertext and tag in base64. `nonce` must be fresh.
    fn encrypt(&self, nonce: &str, associated_data: &str, plain: &[u8]) -> Option<String> {
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &self.0).ok()?);
        let nonce = Nonce::try_assume_unique_for_key(nonce.as_bytes()).ok()?;
        let mut sealed = plain.to_vec();
        key.seal_in_place_append_tag(nonce, Aad::from(associated_data.as_bytes()), &mut sealed).ok()?;
        Some(STANDARD.encode(sealed))
    }
}

/// The values that differ between notifications.
#[derive(Debug, Clone, Copy)]
pub struct NotificationStamp<'a> {
    /// The time of signing, in seconds since 1970.
    pub timestamp: u64,
    /// The value of `Wechatpay-Nonce`.
    pub nonce: &'a str,
    /// The random bytes for the id of the notification and the nonce of the resource.
    pub random: [u8; 16],
}

impl Delivery {
    /// Builds the delivery of a WeChat Pay notification. Returns `None` for a push of another platform, or if the
    /// system cannot supply randomness for the signature.
    #[must_use]
    pub fn notification(
        push: &Push,
        credentials: &PayCredentials,
        stamp: &NotificationStamp<'_>,
    ) -> Option<Self> {
        let kind = catalogue::kind(&push.kind)?;
        let Shape::Pay(event_type) = kind.shape else { return None };
        let body = body(&kind, event_type, push, credentials, stamp)?;
        let timestamp = stamp.timestamp.to_string();
        let signature =
            credentials.private_key.sign(format!("{timestamp}\n{}\n{body}\n", stamp.nonce).as_bytes())?;
        let headers = vec![
            ("Wechatpay-Serial", credentials.serial.clone()),
            ("Wechatpay-Timestamp", timestamp),
            ("Wechatpay-Nonce", stamp.nonce.to_owned()),
            ("Wechatpay-Signature", signature),
            ("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048".to_owned()),
        ];
        Some(Self { query: Vec::new(), headers, content_type: "application/json", body: body.into_bytes() })
    }
}

fn body(
    kind: &Kind,
    event_type: &str,
    push: &Push,
    credentials: &PayCredentials,
    stamp: &NotificationStamp<'_>,
) -> Option<String> {
    let hex = hex(&stamp.random);
    let id = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-");
    // AES-GCM needs a nonce of 12 bytes.
    let nonce = &hex[20..];
    let original_type = original_type(event_type);
    let resource = json::to_json(&push.document.0).to_string();
    let ciphertext = credentials.api_v3_key.encrypt(nonce, original_type, resource.as_bytes())?;
    let seconds = i64::try_from(stamp.timestamp).ok()?;
    let beijing = UtcOffset::from_hms(8, 0, 0).ok()?;
    let time = OffsetDateTime::from_unix_timestamp(seconds).ok()?.to_offset(beijing);
    let notification = json!({
        "id": id,
        "create_time": time.format(&Rfc3339).ok()?,
        "resource_type": "encrypt-resource",
        "event_type": event_type,
        "summary": kind.title.zh,
        "resource": {
            "original_type": original_type,
            "algorithm": "AEAD_AES_256_GCM",
            "ciphertext": ciphertext,
            "associated_data": original_type,
            "nonce": nonce,
        },
    });
    Some(notification.to_string())
}

/// Returns the `original_type` of the resource.
fn original_type(event_type: &str) -> &str {
    match event_type.split('.').next().unwrap_or_default() {
        "TRANSACTION" => "transaction",
        "REFUND" => "refund",
        "COUPON" => "coupon",
        "PAYSCORE" => "payscore",
        "MCHTRANSFER" => "mch_payment",
        _ => "resource",
    }
}

//! Notifications of WeChat Pay v3: JSON with a resource that is encrypted with the APIv3 key, signed with the
//! platform's key (微信支付文档《回调通知注意事项》,《签名验证》,《证书和回调报文解密》).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

use super::api_v3_key::ApiV3Key;
use super::delivery::{Delivery, Format};
use super::kind::{Kind, Shape};
use super::push::Push;
use super::{catalogue, json};
use crate::sign::hex;
use crate::sign::rsa::PrivateKey;

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
        if let Some(raw) = &push.raw {
            return signed(String::from_utf8_lossy(raw).into_owned(), credentials, stamp);
        }
        let kind = catalogue::kind(&push.kind)?;
        let Shape::Pay(event_type) = kind.shape else { return None };
        signed(body(&kind, event_type, push, credentials, stamp)?, credentials, stamp)
    }

    /// Builds the delivery of a notification that the user supplied, without a signature.
    #[must_use]
    pub(crate) fn unsigned_notification(push: &Push) -> Self {
        let body = push.body(Format::Json);
        Self { query: Vec::new(), headers: Vec::new(), content_type: "application/json", body }
    }
}

fn signed(body: String, credentials: &PayCredentials, stamp: &NotificationStamp<'_>) -> Option<Delivery> {
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
    Some(Delivery { query: Vec::new(), headers, content_type: "application/json", body: body.into_bytes() })
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
    let key = &credentials.api_v3_key;
    let ciphertext = key.encrypt(nonce.as_bytes(), original_type.as_bytes(), resource.as_bytes())?;
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
            "ciphertext": STANDARD.encode(ciphertext),
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

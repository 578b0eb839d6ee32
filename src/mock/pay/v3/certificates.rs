//! The certificates of the platform, encrypted with the APIv3 key.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::call::{V3Call, V3Reply, V3Result};
use crate::crypt::PublicKey;
use crate::message::ApiV3Key;
use crate::mock::pay::moment::rfc3339;
use crate::mock::pay::refusal::Refusal;

const ASSOCIATED_DATA: &str = "certificate";

/// Answers with the certificate.
pub(super) fn list(call: &mut V3Call<'_>) -> V3Result {
    if call.books.has_public_key_only {
        let message = "无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥";
        return Err(Refusal::missing(message));
    }
    let damaged =
        || Refusal::new(500, "SYSTEM_ERROR", "the APIv3 key or the certificate of the mock is damaged");
    let pem = &call.keys.platform_certificate;
    let fields = PublicKey::from_pem(pem).ok().and_then(|key| key.certificate).ok_or_else(damaged)?;
    let key = ApiV3Key::new(call.keys.apiv3_key.expose().as_bytes()).map_err(|_| {
        Refusal::new(500, "SYSTEM_ERROR", "the APIv3 key of the profile does not have 32 bytes")
    })?;
    let nonce = format!("{:012x}", call.dice.number() & 0xffff_ffff_ffff);
    let sealed = key.encrypt(nonce.as_bytes(), ASSOCIATED_DATA.as_bytes(), pem.as_bytes());
    Ok(V3Reply::Json(json!({ "data": [{
        "serial_no": call.keys.platform_serial,
        "effective_time": rfc3339(fields.not_before * 1000),
        "expire_time": rfc3339(fields.not_after * 1000),
        "encrypt_certificate": {
            "algorithm": "AEAD_AES_256_GCM",
            "nonce": nonce,
            "associated_data": ASSOCIATED_DATA,
            "ciphertext": STANDARD.encode(sealed.ok_or_else(damaged)?),
        },
    }] })))
}

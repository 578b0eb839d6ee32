//! The merchant that calls WeChat Pay v3: signs requests, encrypts and decrypts sensitive fields.

use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use super::PlatformKeys;
use crate::api::Method;
use crate::api::fields::encrypted::{CallPart, change_encrypted};
use crate::crypt::decode;
use crate::sign::rsa::PrivateKey;
use crate::sign::schemes;
use crate::wechat::{Body, Call, WeChat, WechatError};

/// A merchant with its keys. Its `Debug` prints no key.
pub(crate) struct Merchant {
    /// The merchant ID.
    pub mchid: String,
    /// The serial number of the merchant's certificate.
    pub serial: String,
    /// The private key of that certificate.
    pub key: PrivateKey,
    /// The keys that verify answers; `None` if they are not verified.
    pub platform: Option<Arc<PlatformKeys>>,
}

impl fmt::Debug for Merchant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Merchant").field("mchid", &self.mchid).finish_non_exhaustive()
    }
}

/// The reason why a request cannot be signed or encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MerchantError {
    /// A sensitive field is too long for the platform's key.
    TooLong,
    /// A sensitive field cannot be encrypted without a key of the platform.
    NoPlatformKey,
}

impl Merchant {
    /// Encrypts the sensitive fields of a body with the platform's key.
    pub(crate) fn encrypt(&self, endpoint: (Method, &str), body: &mut Value) -> Result<(), MerchantError> {
        let key = self.platform.as_ref().and_then(|keys| keys.preferred());
        let mut failed = None;
        change_encrypted(endpoint, CallPart::Body, body, &mut |text| {
            let encrypted = match key {
                Some(key) => key.key.encrypt_oaep(text.as_bytes()).ok_or(MerchantError::TooLong),
                None => Err(MerchantError::NoPlatformKey),
            };
            encrypted.map_err(|error| failed = Some(error)).ok()
        });
        failed.map_or(Ok(()), Err)
    }

    /// Decrypts the sensitive fields of an answer; leaves those that are not encrypted for this merchant.
    pub(crate) fn decrypt(&self, endpoint: (Method, &str), answer: &mut Value) {
        change_encrypted(endpoint, CallPart::Answer, answer, &mut |text| {
            String::from_utf8(self.key.decrypt_oaep(&decode(text).ok()?.bytes)?).ok()
        });
    }

    /// Signs a call, whose path, query and body no longer change, and has its answer verified.
    pub(crate) fn sign(
        &self,
        mut call: Call,
        wechat: &WeChat<'_>,
        (timestamp, nonce): (&str, &str),
    ) -> Result<Call, WechatError> {
        if let Some(preferred) = self.platform.as_ref().and_then(|keys| keys.preferred()) {
            call.headers.push(("Wechatpay-Serial", preferred.serial.clone()));
        }
        let url = call.request(&wechat.base(call.host)?, None).url;
        let path = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        let body = match &call.body {
            Body::Json(json) => json,
            Body::Empty | Body::Raw(..) | Body::Form(_) => "",
        };
        let spec = schemes::pay_v3_request(call.method.name(), &path, timestamp, nonce, body);
        let signature = self.key.sign(spec.string_to_sign().as_bytes());
        let signature = signature.ok_or_else(|| WechatError::Bug("RSA did not sign".to_owned()))?;
        let authorization =
            schemes::pay_v3_authorization(&self.mchid, &self.serial, timestamp, nonce, &signature);
        call.headers.push(("Authorization", authorization));
        call.platform.clone_from(&self.platform);
        Ok(call)
    }
}

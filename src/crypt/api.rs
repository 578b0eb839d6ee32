//! Requests to WeChat's server API that are encrypted and signed, and their answers (服务端 API 签名加密指南): AES-256-GCM
//! over the parameters, RSASSA-PSS over the encrypted body.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::aead::NONCE_LEN;
use serde_json::{Map, Value, json};

use super::{Opened, PublicKey, decode};
use crate::message::ApiV3Key;
use crate::sign::rsa::PrivateKey;
use crate::sign::{SignatureSpec, schemes};

/// The length of the tag, in bytes.
const TAG_BYTES: usize = 16;

/// The header with the appid.
pub(crate) const APPID_HEADER: &str = "Wechatmp-AppId";
/// The header with the time.
pub(crate) const TIMESTAMP_HEADER: &str = "Wechatmp-TimeStamp";
/// The header with the signature.
pub(crate) const SIGNATURE_HEADER: &str = "Wechatmp-Signature";
/// The header of an answer with the number of the certificate that verifies it.
pub(crate) const SERIAL_HEADER: &str = "Wechatmp-Serial";
/// The header of an answer with the number of the certificate before, while it changes.
pub(crate) const OLD_SERIAL_HEADER: &str = "Wechatmp-Serial-Deprecated";
/// The header of an answer with the signature that the certificate before verifies.
pub(crate) const OLD_SIGNATURE_HEADER: &str = "Wechatmp-Signature-Deprecated";
/// The members that encryption adds to the parameters.
const ADDED_MEMBERS: [&str; 3] = ["_n", "_appid", "_timestamp"];

/// The keys of an account for signed requests.
#[derive(Debug)]
pub(crate) struct ApiKeys {
    /// The number of the symmetric key.
    pub sn: String,
    /// The symmetric key.
    pub key: ApiV3Key,
    /// The private key of the key pair.
    pub private: PrivateKey,
}

/// The data that the encryption of a request authenticates.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ApiRequest<'a> {
    /// Scheme, host and path, without the query.
    pub urlpath: &'a str,
    pub appid: &'a str,
    /// The time in seconds since 1970, as in `Wechatmp-TimeStamp`.
    pub timestamp: &'a str,
    /// The number of the symmetric key.
    pub sn: &'a str,
}

impl ApiRequest<'_> {
    fn associated_data(&self) -> String {
        [self.urlpath, self.appid, self.timestamp, self.sn].join("|")
    }

    /// Returns the parameters with `_n`, `_appid` and `_timestamp`, as compact JSON.
    pub(crate) fn plaintext(&self, nonce: &str, parameters: &Map<String, Value>) -> String {
        let timestamp = self.timestamp.parse::<u64>().unwrap_or_default();
        let mut all = Map::new();
        all.insert("_n".to_owned(), json!(nonce));
        all.insert("_appid".to_owned(), json!(self.appid));
        all.insert("_timestamp".to_owned(), json!(timestamp));
        all.extend(parameters.iter().map(|(name, value)| (name.clone(), value.clone())));
        Value::Object(all).to_string()
    }

    /// Encrypts the parameters and returns the body to send. `iv` must be fresh.
    pub(crate) fn seal(&self, key: &ApiV3Key, iv: [u8; NONCE_LEN], plaintext: &str) -> Option<String> {
        let sealed = key.encrypt(&iv, self.associated_data().as_bytes(), plaintext.as_bytes())?;
        let (data, tag) = sealed.split_at(sealed.len().checked_sub(TAG_BYTES)?);
        let [iv, data, tag] = [&iv[..], data, tag].map(|bytes| STANDARD.encode(bytes));
        Some(format!("{{\"iv\":\"{iv}\",\"data\":\"{data}\",\"authtag\":\"{tag}\"}}"))
    }

    /// Decrypts a body. Returns `None` if it is none, or was made with other values.
    pub(crate) fn open(&self, key: &ApiV3Key, body: &str) -> Option<String> {
        let body: Value = serde_json::from_str(body).ok()?;
        let part = |name: &str| decode(body[name].as_str()?).ok().map(|decoded| decoded.bytes);
        let sealed = [part("data")?, part("authtag")?].concat();
        let plain = key.decrypt(&part("iv")?, self.associated_data().as_bytes(), &sealed)?;
        String::from_utf8(plain).ok()
    }

    /// Returns the specification of the signature over an encrypted body.
    pub(crate) fn signature(&self, body: &str) -> SignatureSpec {
        schemes::api(self.urlpath, self.appid, self.timestamp, body)
    }

    /// Returns whether a signature over an encrypted body is RSASSA-PSS with this key.
    pub(crate) fn is_signed(&self, body: &str, signature: &str, key: &PublicKey) -> bool {
        let opened = decode(signature).ok().and_then(|signature| key.open(&signature.bytes));
        let spec = self.signature(body);
        opened.is_some_and(|opened| {
            matches!(opened, Opened::Pss { .. }) && opened.is_over(&spec.bytes_to_sign())
        })
    }
}

/// Returns the members of a decrypted body without those that encryption adds.
pub(crate) fn parameters(plaintext: &str) -> Option<Map<String, Value>> {
    let mut members: Map<String, Value> = serde_json::from_str(plaintext).ok()?;
    members.retain(|name, _| !ADDED_MEMBERS.contains(&name.as_str()));
    Some(members)
}

/// Returns whether a body is encrypted already.
pub(crate) fn is_sealed(body: &str) -> bool {
    let Ok(Value::Object(body)) = serde_json::from_str(body) else { return false };
    ["iv", "data", "authtag"].iter().all(|name| body.get(*name).is_some_and(Value::is_string))
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde_json::Value;

    use super::{ApiRequest, is_sealed};
    use crate::crypt::PublicKey;
    use crate::message::ApiV3Key;

    /// The sample of the guide, with the public half of its key.
    const VECTOR: &str = include_str!("../../tests/data/vectors/api_signature.json");

    #[test]
    fn the_published_request_and_answer_open_and_verify() {
        let vector: Value = serde_json::from_str(VECTOR).expect("JSON");
        let vector = &vector["server_api_signature"];
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        let key = STANDARD.decode(text(&vector["sym_key"])).expect("base64");
        let key = ApiV3Key::new(&key).expect("a key");
        for (side, pem) in [("request", "public_key_of_request_signer"), ("response", "certificate")] {
            let part = &vector[side];
            let pem = text(if side == "request" { &vector[pem] } else { &part[pem] });
            let (body, timestamp) = (text(&part["body"]), part["timestamp"].to_string());
            let (urlpath, appid, sn) =
                (text(&vector["urlpath"]), text(&vector["appid"]), text(&vector["sym_sn"]));
            let request = ApiRequest { urlpath: &urlpath, appid: &appid, timestamp: &timestamp, sn: &sn };
            assert_eq!(request.open(&key, &body), Some(text(&part["plaintext"])));
            assert!(is_sealed(&body));
            let other = ApiRequest { sn: "x", ..request };
            assert_eq!(other.open(&key, &body), None);
            let signer = PublicKey::from_pem(&pem).expect("a key");
            assert!(request.is_signed(&body, &text(&part["signature"]), &signer));
            assert!(!other.is_signed("{}", &text(&part["signature"]), &signer));
        }
    }

    #[test]
    fn what_is_sealed_opens() {
        let key = ApiV3Key::new(&[7; 32]).expect("a key");
        let request =
            ApiRequest { urlpath: "https://a.cn/b", appid: "wx1", timestamp: "1700000000", sn: "s" };
        let parameters = serde_json::json!({ "a": 1, "中": "文" });
        let plain = request.plaintext("n", parameters.as_object().expect("an object"));
        assert_eq!(
            plain,
            "{\"_n\":\"n\",\"_appid\":\"wx1\",\"_timestamp\":1700000000,\"a\":1,\"中\":\"文\"}"
        );
        let body = request.seal(&key, [1; 12], &plain).expect("a body");
        assert_eq!(request.open(&key, &body), Some(plain));
    }
}

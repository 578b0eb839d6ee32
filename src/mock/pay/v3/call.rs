//! A verified v3 call, as the handlers get it, and their answers.

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::crypt::{PublicKey, decode};
use crate::mock::call::MockCall;
use crate::mock::pay::books::Books;
use crate::mock::pay::keys::{LazyKey, PayKeys};
use crate::mock::pay::refusal::{PayResult, Refusal};
use crate::mock::sign_cause::PayWarning;
use crate::random::SeededRandom;
use crate::sign::hex;

/// A verified call.
pub(super) struct V3Call<'a> {
    pub(super) books: &'a mut Books,
    pub(super) dice: &'a mut SeededRandom,
    pub(super) keys: &'a PayKeys,
    pub(super) call: &'a MockCall<'a>,
    /// The parsed body; `null` if there is none.
    pub(super) body: Value,
    /// The time of the mock, in milliseconds since 1970.
    pub(super) now_ms: u64,
    /// The appids of the accounts that have called.
    pub(super) appids: &'a [String],
    /// The warnings about what WeChat itself would refuse.
    pub(super) warnings: Vec<PayWarning>,
}

/// The answer of a handler.
pub(super) enum V3Reply {
    Json(Value),
    /// 204 without a body.
    Nothing,
    /// A file, whose answer is not signed.
    File(Vec<u8>),
}

/// The result of a handler.
pub(super) type V3Result = PayResult<V3Reply>;

impl V3Call<'_> {
    /// Returns a string of the body; empty if it is missing.
    pub(super) fn text(&self, path: &str) -> String {
        text_at(&self.body, path)
    }

    /// Returns a string of the body, which must have from `least` to `most` characters.
    pub(super) fn limited(&self, path: &str, least: usize, most: usize) -> PayResult<String> {
        let text = self.text(path);
        let length = text.chars().count();
        if length < least && text.is_empty() {
            return Err(Refusal::field(path, "", "必填性规则校验失败，此字段为必填项"));
        }
        if !(least..=most).contains(&length) {
            let issue = format!("字符串长度应为 {least} 到 {most} 个字符，实际为 {length} 个");
            return Err(Refusal::field(path, &text, issue));
        }
        Ok(text)
    }

    /// Returns a positive whole number of the body.
    pub(super) fn fen(&self, path: &str) -> PayResult<u64> {
        fen_at(&self.body, path)
    }

    /// Returns a value of the query, which must be there.
    pub(super) fn query(&self, name: &str) -> PayResult<&str> {
        self.call.value(name).ok_or_else(|| {
            let mut refusal = Refusal::field(name, "", "必填性规则校验失败，此字段为必填项");
            if let Some(detail) = &mut refusal.detail {
                detail["location"] = Value::from("query");
            }
            refusal
        })
    }

    /// Checks that a merchant ID is that of the caller.
    pub(super) fn own_mchid(&self, path: &str, given: &str) -> PayResult<()> {
        if given == self.keys.mchid {
            return Ok(());
        }
        Err(Refusal::field(path, given, "商户号与签名所用的商户号不一致"))
    }

    /// Checks that an appid is that of the keys, or of an account that has called.
    pub(super) fn own_appid(&self, given: &str) -> PayResult<()> {
        let is_known = given == self.keys.appid || self.appids.iter().any(|appid| appid == given);
        if is_known { Ok(()) } else { Err(Refusal::other_appid()) }
    }

    /// Returns whether the call asks for the platform's public key in place of its certificate.
    pub(super) fn is_by_public_key(&self) -> bool {
        let named = self.call.header("wechatpay-serial");
        self.books.has_public_key_only || named == Some(&self.keys.public_key_id)
    }

    /// Returns the key that the header `Wechatpay-Serial` names.
    fn named_key(&self) -> PayResult<&LazyKey> {
        match self.call.header("wechatpay-serial") {
            Some(serial) => platform_key(self.keys, serial).map(|(_, key)| key),
            None => Err(Refusal::new(400, "PARAM_ERROR", "请求头缺少Wechatpay-Serial，敏感信息加密必须携带")),
        }
    }

    /// Decrypts a sensitive field.
    pub(super) fn opened(&self, path: &str, sealed: &str) -> PayResult<String> {
        let key = self.named_key()?;
        let bytes = decode(sealed).map(|decoded| decoded.bytes).unwrap_or_default();
        let plain = key.get().and_then(|key| key.decrypt_oaep(&bytes));
        let plain = plain.and_then(|plain| String::from_utf8(plain).ok());
        plain.ok_or_else(|| {
            Refusal::field(
                path,
                "***",
                "敏感信息解密失败：应使用Wechatpay-Serial对应的公钥，以 RSAES-OAEP（SHA-1）加密",
            )
        })
    }

    /// Encrypts a sensitive field for the merchant; `None` if its key is damaged.
    pub(super) fn sealed(&self, plain: &str) -> Option<String> {
        let pem = self.keys.merchant_key.get()?.public_pem()?;
        PublicKey::from_pem(&pem).ok()?.encrypt_oaep(plain.as_bytes())
    }

    /// Returns a hash of the body and the path, without some members, by which a repeated call is known.
    pub(super) fn fingerprint(&self, without: &[&str]) -> String {
        let mut hash = Sha256::new();
        hash.update(self.call.path);
        hash.update(canonical(&self.body, without).to_string());
        hex(&hash.finalize()[..16])
    }

    /// Returns scheme and host of the mock, for a URL in an answer.
    pub(super) fn base(&self) -> String {
        match self.call.header("host").filter(|host| !host.ends_with("weixin.qq.com")) {
            Some(host) => format!("http://{host}"),
            None => format!("https://{}", self.call.host.name()),
        }
    }
}

/// Returns the id and the key of the platform for a serial number.
pub(super) fn platform_key<'k>(keys: &'k PayKeys, serial: &str) -> PayResult<(&'k str, &'k LazyKey)> {
    if serial == keys.public_key_id {
        Ok((&keys.public_key_id, &keys.public_key))
    } else if serial.eq_ignore_ascii_case(&keys.platform_serial) {
        Ok((&keys.platform_serial, &keys.platform_key))
    } else {
        let message = format!(
            "平台证书序列号Wechatpay-Serial错误：`webot mock pay-keys` prints those of this mock, {} and {}",
            keys.platform_serial, keys.public_key_id
        );
        Err(Refusal::new(400, "PARAM_ERROR", message))
    }
}

/// Returns a string at a path with dots; empty if it is missing.
pub(super) fn text_at(value: &Value, path: &str) -> String {
    let found = value.pointer(&format!("/{}", path.replace('.', "/")));
    found.and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Returns a positive whole number at a path with dots.
pub(super) fn fen_at(value: &Value, path: &str) -> PayResult<u64> {
    /// A hundred million yuan, which keeps all sums far from overflow.
    const MOST: u64 = 10_000_000_000;
    let found = value.pointer(&format!("/{}", path.replace('.', "/")));
    let shown = found.map(Value::to_string).unwrap_or_default();
    let fen = found.and_then(Value::as_u64).filter(|fen| (1..=MOST).contains(fen));
    fen.ok_or_else(|| Refusal::field(path, &shown, "金额应为大于 0 的整数，单位为分"))
}

/// Returns a value with sorted members, without some of them.
fn canonical(value: &Value, without: &[&str]) -> Value {
    match value {
        Value::Object(members) => {
            let mut sorted: Vec<(&String, &Value)> =
                members.iter().filter(|(name, _)| !without.contains(&name.as_str())).collect();
            sorted.sort_by_key(|(name, _)| *name);
            sorted.into_iter().map(|(name, value)| (name.clone(), canonical(value, without))).collect()
        }
        Value::Array(items) => items.iter().map(|item| canonical(item, without)).collect(),
        other => other.clone(),
    }
}

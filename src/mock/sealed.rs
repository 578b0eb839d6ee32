//! Calls that are encrypted and signed: verifies and decrypts them, and encrypts and signs their answers as WeChat does
//! (服务端 API 签名加密指南).

use super::call::{MockAnswer, MockCall};
use super::errmsg::ApiError;
use super::pay::keyring::PayKeyring;
use super::world::World;
use crate::api::Method;
use crate::crypt::PublicKey;
use crate::crypt::api::{
    self, APPID_HEADER, ApiKeys, ApiRequest, SERIAL_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER, is_sealed,
};

/// The age of a request that the mock still takes, in seconds; WeChat's own limit is not published.
const MAX_AGE_S: u64 = 300;
/// The number of the mock's certificate.
const SERIAL: &str = "MOCK";
/// The interfaces that take signed calls only (facts of 同城配送).
const OBLIGATORY: &str = "/cgi-bin/express/intracity/";

/// The keys of an account.
#[derive(Clone, Copy)]
pub(super) struct MockKeys<'a> {
    /// Those for signed calls of the server API.
    pub(super) api: Option<&'a ApiKeys>,
    /// Those of WeChat Pay.
    pub(super) pay: &'a PayKeyring,
}

/// Answers a call, which may be encrypted or signed.
pub(super) fn answer(world: &mut World, call: &MockCall<'_>, keys: MockKeys<'_>) -> MockAnswer {
    if call.host.is_pay() {
        return world.answer_pay(call, keys.pay);
    }
    let keys = keys.api;
    let body = std::str::from_utf8(call.body).unwrap_or_default();
    let signed =
        [APPID_HEADER, TIMESTAMP_HEADER, SIGNATURE_HEADER].iter().any(|name| call.header(name).is_some());
    if !signed && !is_sealed(body) {
        return if call.path.starts_with(OBLIGATORY) && keys.is_some() {
            world.refuse(call, ApiError::new(934_011))
        } else {
            world.answer(call)
        };
    }
    let opened = open(world, call, body, keys);
    let (plain, keys) = match opened {
        Ok(opened) => opened,
        Err(code) => return world.refuse(call, ApiError::new(code)),
    };
    let members = api::parameters(&plain).unwrap_or_default();
    let mut query = call.query.clone();
    if Method::parse(call.method) == Some(Method::Get) {
        let text =
            |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        query.extend(members.iter().map(|(name, value)| (name.clone(), text(value))));
    }
    let inner = serde_json::Value::Object(members).to_string();
    let answer =
        world.answer(&MockCall { query, body: inner.as_bytes(), headers: Vec::new(), ..call.clone() });
    seal(world, call, &answer, keys).unwrap_or(answer)
}

/// Verifies and decrypts a call. The error is WeChat's code.
fn open<'k>(
    world: &World,
    call: &MockCall<'_>,
    body: &str,
    keys: Option<&'k ApiKeys>,
) -> Result<(String, &'k ApiKeys), i64> {
    let appid = call.header(APPID_HEADER).ok_or(40233)?;
    let timestamp = call.header(TIMESTAMP_HEADER).ok_or(40231)?;
    let signature = call.header(SIGNATURE_HEADER).ok_or(40232)?;
    if !appid.starts_with("wx") {
        return Err(40236);
    }
    let owner = call.value("access_token").and_then(|token| world.owner_id(token));
    if owner.is_some_and(|owner| owner != appid) {
        return Err(40237);
    }
    let time: u64 = timestamp.parse().map_err(|_| 40240)?;
    if time.abs_diff(call.now()) > MAX_AGE_S {
        return Err(40240);
    }
    let keys = keys.ok_or(40238)?;
    let urlpath = format!("https://{}{}", call.host.name(), call.path);
    let request = ApiRequest { urlpath: &urlpath, appid, timestamp, sn: &keys.sn };
    let signer = keys.private.public_pem().and_then(|pem| PublicKey::from_pem(&pem).ok()).ok_or(40239)?;
    if !request.is_signed(body, signature, &signer) {
        return Err(40234);
    }
    let plain = request.open(&keys.key, body).ok_or(40235)?;
    Ok((plain, keys))
}

/// Returns the encrypted and signed answer; `None` if it is no JSON.
fn seal(world: &mut World, call: &MockCall<'_>, answer: &MockAnswer, keys: &ApiKeys) -> Option<MockAnswer> {
    let members = serde_json::from_slice(&answer.body).ok()?;
    let appid = call.header(APPID_HEADER)?;
    let (urlpath, timestamp) = (format!("https://{}{}", call.host.name(), call.path), call.now().to_string());
    let sealed = ApiRequest { urlpath: &urlpath, appid, timestamp: &timestamp, sn: &keys.sn };
    let (nonce, iv) = world.seal_randomness();
    let body = sealed.seal(&keys.key, iv, &sealed.plaintext(&nonce, &members))?;
    let signature = keys.private.sign_pss(&sealed.signature(&body).bytes_to_sign())?;
    let headers = vec![
        (APPID_HEADER, appid.to_owned()),
        (TIMESTAMP_HEADER, timestamp),
        (SERIAL_HEADER, SERIAL.to_owned()),
        (SIGNATURE_HEADER, signature),
    ];
    Some(MockAnswer { body: body.into_bytes(), headers, ..answer.clone() })
}

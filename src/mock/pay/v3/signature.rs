//! The signature of a v3 request: whether it is right, and the mistake behind a wrong one (微信支付文档《签名生成》).

use serde_json::json;

use crate::crypt::{PublicKey, decode, other_notation, serial};
use crate::mock::call::MockCall;
use crate::mock::pay::keys::PayKeys;
use crate::mock::pay::refusal::{PayResult, Refusal};
use crate::mock::sign_cause::{PayFault, SignCause};
use crate::sign::{Alternatives, Detail, Mistake, SignatureSpec, diagnose, schemes};

/// The largest difference between the clocks, in seconds.
const MAX_AGE_S: u64 = 300;
/// The scheme of the header `Authorization`.
const SCHEME: &str = "WECHATPAY2-SHA256-RSA2048";
/// The most characters of the string to sign in a refusal.
const MAX_SHOWN: usize = 1000;

/// The members of the header `Authorization`.
struct Authorization<'a> {
    mchid: &'a str,
    nonce: &'a str,
    timestamp: &'a str,
    serial: &'a str,
    signature: &'a str,
}

impl<'a> Authorization<'a> {
    fn parse(header: &'a str) -> PayResult<Self> {
        let wrong =
            |what: &str| sign_error(format!("Http头Authorization{what}"), PayFault::AuthorizationMalformed);
        let Some((scheme, rest)) = header.split_once(' ') else { return Err(wrong("格式错误")) };
        if scheme != SCHEME {
            return Err(wrong(&format!("认证类型不正确，应为 {SCHEME}")));
        }
        let value = |name: &str| {
            let found = rest.split(',').find_map(|pair| {
                let (own, value) = pair.trim().split_once('=')?;
                let value = value.trim().strip_prefix('"')?.strip_suffix('"')?;
                (own.trim() == name && !value.is_empty()).then_some(value)
            });
            found.ok_or_else(|| wrong(&format!("缺少{name}，或{name}不在双引号里")))
        };
        Ok(Self {
            mchid: value("mchid")?,
            nonce: value("nonce_str")?,
            timestamp: value("timestamp")?,
            serial: value("serial_no")?,
            signature: value("signature")?,
        })
    }
}

fn sign_error(message: impl Into<String>, cause: PayFault) -> Refusal {
    Refusal { causes: vec![SignCause::Pay(cause)], ..Refusal::new(401, "SIGN_ERROR", message) }
}

/// Checks the headers of a request. `now` is the time of the machine, in seconds: the clock of the mock may be ahead.
pub(super) fn verify(call: &MockCall<'_>, keys: &PayKeys, now: u64) -> PayResult<()> {
    let header = call
        .header("authorization")
        .ok_or_else(|| sign_error("Http头缺少Authorization", PayFault::AuthorizationMissing))?;
    let given = Authorization::parse(header)?;
    let accepts = |accept: &str| accept.contains("application/json") || accept.contains("*/*");
    if !call.header("accept").is_some_and(accepts) {
        let message = "Http头缺少Accept，应为 application/json";
        return Err(Refusal { status: 406, ..sign_error(message, PayFault::AcceptMissing) });
    }
    if call.header("user-agent").is_none() {
        return Err(sign_error("Http头缺少User-Agent", PayFault::UserAgentMissing));
    }
    if !call.body.is_empty() && call.header("content-type").is_none() {
        let message = "Http头缺少Content-Type，应为 application/json";
        return Err(Refusal {
            causes: vec![SignCause::Pay(PayFault::ContentTypeMissing)],
            ..Refusal::new(400, "PARAM_ERROR", message)
        });
    }
    if given.mchid != keys.mchid {
        let message = format!(
            "商户号{}不存在：the merchant of this mock is {}, as `webot mock pay-keys` prints it",
            given.mchid, keys.mchid
        );
        return Err(Refusal {
            causes: vec![SignCause::Pay(PayFault::OtherMchid)],
            ..Refusal::new(400, "MCH_NOT_EXISTS", message)
        });
    }
    verify_serial(given.serial, keys)?;
    let time = given.timestamp.parse::<u64>().ok();
    if time.is_none_or(|time| time.abs_diff(now) > MAX_AGE_S) {
        let cause = match time {
            None => PayFault::TimestampNoNumber,
            Some(_) if given.timestamp.len() == 13 => PayFault::TimestampMilliseconds,
            Some(time) if time > now => PayFault::TimestampAhead,
            Some(_) => PayFault::TimestampOld,
        };
        return Err(sign_error("Http头Authorization中的timestamp与发起请求的时间不得超过5分钟", cause));
    }
    verify_signature(call, &given, keys)
}

fn verify_serial(given: &str, keys: &PayKeys) -> PayResult<()> {
    if given == keys.merchant_serial || given.eq_ignore_ascii_case(&keys.merchant_serial) {
        return Ok(());
    }
    let cause = match () {
        () if serial::same(given, &keys.merchant_serial) => PayFault::SerialNotation,
        () if serial::same(given, &keys.platform_serial) => PayFault::SerialOfPlatform,
        () if given == keys.public_key_id => PayFault::SerialOfPublicKey,
        () => PayFault::OtherSerial,
    };
    Err(sign_error("商户证书序列号有误。请使用签名私钥匹配的证书序列号", cause))
}

fn verify_signature(call: &MockCall<'_>, given: &Authorization<'_>, keys: &PayKeys) -> PayResult<()> {
    let body = signed_body(call);
    let spec = schemes::pay_v3_request(call.method, call.target, given.timestamp, given.nonce, &body);
    let pem = keys.merchant_key.get().and_then(crate::sign::rsa::PrivateKey::public_pem);
    let key = pem.and_then(|pem| PublicKey::from_pem(&pem).ok());
    let key = key.ok_or_else(|| Refusal::new(500, "SYSTEM_ERROR", "the merchant's key is damaged"))?;
    let text = spec.string_to_sign();
    let bytes = decode(given.signature).map(|decoded| decoded.bytes).unwrap_or_default();
    let is_url_safe = given.signature.contains(['-', '_']);
    if !is_url_safe && key.verifies(text.as_bytes(), &bytes) {
        return Ok(());
    }
    let causes = causes(&spec, &key, given, &bytes, keys);
    let shown: String = text.chars().take(MAX_SHOWN).collect();
    let detail = json!({
        "field": "signature",
        "issue": "sign not match",
        "location": "authorization",
        "sign_information": {
            "method": call.method,
            "url": call.target,
            "truncated_sign_message": shown,
            "sign_message_length": text.len(),
        },
    });
    let message = "签名错误，请检查后再试";
    Err(Refusal { causes, detail: Some(Box::new(detail)), ..Refusal::new(401, "SIGN_ERROR", message) })
}

/// Returns the body as it is signed. That of an upload is its member `meta` (微信支付文档《图片上传》).
fn signed_body(call: &MockCall<'_>) -> String {
    let meta = || {
        let (fields, _) = crate::mock::form::parse(call.body)?;
        fields.get("meta")?.as_str().map(str::to_owned)
    };
    let whole = || String::from_utf8_lossy(call.body).into_owned();
    if call.body.starts_with(b"--") { meta().unwrap_or_else(whole) } else { whole() }
}

/// Returns the names of the mistakes that lead to a wrong signature.
fn causes(
    spec: &SignatureSpec,
    key: &PublicKey,
    given: &Authorization<'_>,
    bytes: &[u8],
    keys: &PayKeys,
) -> Vec<SignCause> {
    let one = |fault| vec![SignCause::Pay(fault)];
    let mistake = |mistake, detail| SignCause::Mistake(mistake, detail, spec.scheme);
    let in_form = |kind, to: &str| mistake(kind, Detail { to: to.to_owned(), ..Detail::default() });
    if matches!(given.signature.len(), 32 | 64)
        && given.signature.bytes().all(|byte| byte.is_ascii_hexdigit())
    {
        return one(PayFault::SignatureOfV2);
    }
    if given.signature.contains(['-', '_']) && bytes.len() == key.signature_bytes() {
        return one(PayFault::SignatureUrlSafe);
    }
    let mut found = Vec::new();
    let mut bytes = bytes.to_vec();
    if bytes.len() != key.signature_bytes() {
        let Some((notation, other)) = other_notation(given.signature, key.signature_bytes()) else {
            return one(PayFault::SignatureSize);
        };
        found.push(in_form(Mistake::RsaOutput, notation.name()));
        bytes = other;
    }
    let Some(opened) = key.open(&bytes) else {
        let is_by = |own: &crate::mock::pay::keys::LazyKey| {
            let pem = own.get().and_then(crate::sign::rsa::PrivateKey::public_pem);
            let public = pem.and_then(|pem| PublicKey::from_pem(&pem).ok());
            public.is_some_and(|public| public.open(&bytes).is_some_and(|opened| opened.is_certain()))
        };
        let is_platform = is_by(&keys.platform_key) || is_by(&keys.public_key);
        return one(if is_platform { PayFault::KeyOfPlatform } else { PayFault::WrongKey });
    };
    match opened.padding() {
        ("PKCS #1 v1.5", Some(crate::crypt::RsaHash::Sha256)) => {}
        ("PKCS #1 v1.5", hash) => {
            found.push(in_form(Mistake::RsaHash, hash.map_or("no named hash", crate::crypt::RsaHash::name)));
        }
        (padding, _) => found.push(in_form(Mistake::RsaPadding, padding)),
    }
    if opened.is_over(&spec.bytes_to_sign()) {
        return found;
    }
    let mut other = Alternatives {
        url: Some(format!("https://api.mch.weixin.qq.com{}", &*spec.parts[1].value)),
        ..Alternatives::default()
    };
    other.values.push(("mch_id".to_owned(), keys.mchid.clone()));
    other.values.push(("serial_no".to_owned(), keys.merchant_serial.clone()));
    let diagnosis = diagnose(spec, &other, |spec| opened.is_over(&spec.bytes_to_sign()));
    match diagnosis.explanations.into_iter().next() {
        Some(first) => {
            found.extend(
                first.mistakes.into_iter().zip(first.details).map(|(kind, detail)| mistake(kind, detail)),
            );
        }
        None if !opened.is_certain() => found = one(PayFault::WrongKey),
        None => found.push(SignCause::Pay(PayFault::OtherMessage)),
    }
    found
}

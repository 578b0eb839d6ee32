//! A merchant of WeChat Pay: private key, certificate, and the key that verifies notifications.

use std::path::Path;

use super::{Examination, Finding, PayFinding};
use crate::config::{Key, Setting};
use crate::crypt::{PublicKey, decode};
use crate::files;
use crate::sign::rsa::PrivateKey;

/// The largest key file, in bytes.
const MAX_KEY_BYTES: usize = 64 * 1024;
/// The name of the merchant's certificate, beside `apiclient_key.pem`, as 商户平台 packs them.
const CERTIFICATE_NAME: &str = "apiclient_cert.pem";
/// The prefix of the id of WeChat Pay's public key.
const PUBLIC_KEY_ID_PREFIX: &str = "PUB_KEY_ID_";

/// Checks that the merchant's private key can be read.
pub(super) async fn private_key(examination: &Examination<'_>) -> Vec<Finding> {
    vec![match read_private_key(examination) {
        Ok(None) => Finding::NotConfigured(&[Key::MchPrivateKey]),
        Ok(Some(_)) => Finding::Pay(PayFinding::PrivateKey),
        Err(finding) => *finding,
    }]
}

/// Checks that the certificate beside the private key belongs to it, and is the one whose serial number is configured.
pub(super) async fn certificate(examination: &Examination<'_>) -> Vec<Finding> {
    let Ok(Some((key, path))) = read_private_key(examination) else {
        return vec![Finding::NotConfigured(&[Key::MchPrivateKey])];
    };
    let setting = |key| examination.settings.text(key);
    vec![match setting(Key::MchSerial).and_then(|serial| Ok((serial, setting(Key::Mchid)?))) {
        Ok((serial, mchid)) => {
            let path = Path::new(&path).with_file_name(CERTIFICATE_NAME);
            Finding::Pay(compare(&key, &path, serial, mchid, examination.now))
        }
        Err(error) => Finding::Unresolved(error),
    }]
}

fn compare(
    key: &PrivateKey,
    path: &Path,
    configured: Option<String>,
    mchid: Option<String>,
    now: u64,
) -> PayFinding {
    let shown = path.display().to_string();
    if !path.exists() {
        return configured.map_or(PayFinding::NoSerial(None), |_| PayFinding::NoCertificate(shown));
    }
    let text = match files::read_text(path, MAX_KEY_BYTES) {
        Ok(text) => text,
        Err(error) => return PayFinding::Unreadable { path: shown, reason: error.to_string() },
    };
    let public = match PublicKey::from_pem(&text) {
        Ok(public) => public,
        Err(error) => return PayFinding::BadCertificate { path: shown, error },
    };
    let message = b"webot doctor";
    let signature = key.sign(message).and_then(|signature| decode(&signature).ok());
    if !signature.is_some_and(|signature| public.verifies(message, &signature.bytes)) {
        return PayFinding::CertificateOfOtherKey { path: shown };
    }
    let Some(certificate) = public.certificate else { return PayFinding::NoCertificate(shown) };
    if let (Some(configured), Some(named)) = (mchid, certificate.merchant)
        && configured != named
    {
        return PayFinding::CertificateOfOtherMerchant { configured, certificate: named };
    }
    let bare = |serial: &str| serial.trim().trim_start_matches('0').to_ascii_uppercase();
    match configured {
        None => PayFinding::NoSerial(Some(certificate.serial)),
        Some(configured) if bare(&configured) != bare(&certificate.serial) => {
            PayFinding::SerialDiffers { configured, certificate: certificate.serial }
        }
        Some(_) => {
            let seconds = i128::from(certificate.not_after) - i128::from(now);
            let days_left = i64::try_from(seconds.div_euclid(86_400)).unwrap_or(i64::MAX);
            PayFinding::CertificateMatches { serial: certificate.serial, days_left }
        }
    }
}

/// Says whether notifications are verified with a public key or with a platform certificate.
pub(super) async fn platform(examination: &Examination<'_>) -> Vec<Finding> {
    vec![match examination.settings.text(Key::PlatformSerial) {
        Ok(Some(id)) if id.starts_with(PUBLIC_KEY_ID_PREFIX) => Finding::Pay(PayFinding::PublicKeyMode(id)),
        Ok(Some(serial)) => Finding::Pay(PayFinding::CertificateMode(serial)),
        Ok(None) => Finding::Pay(PayFinding::NoPlatformKey),
        Err(error) => Finding::Unresolved(error),
    }]
}

/// Returns the merchant's private key and its path; an environment variable may hold the key itself, whose path is then
/// the variable's value.
fn read_private_key(examination: &Examination<'_>) -> Result<Option<(PrivateKey, String)>, Box<Finding>> {
    let setting = examination.settings.get(Key::MchPrivateKey);
    let setting = setting.map_err(|error| Box::new(Finding::Unresolved(error)))?;
    let Some(Setting { value, origin }) = setting else { return Ok(None) };
    let origin = origin.shown();
    let bad = |error| Box::new(Finding::Pay(PayFinding::BadPrivateKey { origin: origin.clone(), error }));
    let given = value.expose();
    if given.contains("-----BEGIN") {
        return Ok(Some((PrivateKey::from_pem(given).map_err(bad)?, String::new())));
    }
    let path = given.strip_prefix('@').unwrap_or(given);
    let bytes = files::read(Path::new(path), MAX_KEY_BYTES).map_err(|error| {
        Box::new(Finding::Pay(PayFinding::Unreadable { path: path.to_owned(), reason: error.to_string() }))
    })?;
    Ok(Some((PrivateKey::read(&bytes).map_err(bad)?, path.to_owned())))
}

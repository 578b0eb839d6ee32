//! Self-signed X.509 certificates (RFC 5280) for the keys of the mock: a private key in the form in which SDKs of WeChat
//! Pay take its public half.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use time::OffsetDateTime;
use time::macros::format_description;

use super::decode;
use crate::sign::rsa::PrivateKey;

/// The algorithm `sha256WithRSAEncryption` with its empty parameters (RFC 4055).
const SHA256_WITH_RSA: [u8; 15] =
    [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b, 0x05, 0x00];
/// The object identifiers of `organizationName` and `commonName` (RFC 5280, appendix A).
const ORGANIZATION: [u8; 5] = [0x06, 0x03, 0x55, 0x04, 0x0a];
const COMMON_NAME: [u8; 5] = [0x06, 0x03, 0x55, 0x04, 0x03];
/// The version of certificates with three versions, X.509 v3, as the explicit field 0.
const V3: [u8; 5] = [0xa0, 0x03, 0x02, 0x01, 0x02];

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const UTF8_STRING: u8 = 0x0c;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;

/// The fields of a certificate to issue.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CertificateFields<'a> {
    /// The serial number, in hexadecimal digits.
    pub serial: &'a str,
    /// The common name of subject and issuer.
    pub name: &'a str,
    /// The start of validity, in seconds since 1970.
    pub not_before: u64,
    /// The end of validity, in seconds since 1970.
    pub not_after: u64,
}

/// Returns a certificate in PEM for the public half of a key, signed by the key itself. Returns `None` if the serial
/// number is not hexadecimal, a time is out of range, or the system cannot supply randomness.
pub(crate) fn self_signed(key: &PrivateKey, fields: &CertificateFields<'_>) -> Option<String> {
    let name = tlv(
        SEQUENCE,
        &[attribute(&ORGANIZATION, "webot mock"), attribute(&COMMON_NAME, fields.name)].concat(),
    );
    let validity = [moment(fields.not_before)?, moment(fields.not_after)?].concat();
    let body = tlv(
        SEQUENCE,
        &[
            V3.to_vec(),
            tlv(INTEGER, &serial(fields.serial)?),
            SHA256_WITH_RSA.to_vec(),
            name.clone(),
            tlv(SEQUENCE, &validity),
            name,
            key.public_der()?,
        ]
        .concat(),
    );
    let signature = decode(&key.sign(&body)?).ok()?.bytes;
    // A bit string begins with the number of unused bits.
    let signature = tlv(BIT_STRING, &[vec![0], signature].concat());
    let der = tlv(SEQUENCE, &[body, SHA256_WITH_RSA.to_vec(), signature].concat());
    let lines: Vec<String> = STANDARD
        .encode(der)
        .as_bytes()
        .chunks(64)
        .map(|line| String::from_utf8_lossy(line).into_owned())
        .collect();
    Some(format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----", lines.join("\n")))
}

/// Returns a field of DER: tag, length, content.
fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut field = vec![tag];
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => field.push(short),
        _ => {
            let bytes: Vec<u8> = length.to_be_bytes().into_iter().skip_while(|&byte| byte == 0).collect();
            field.push(0x80 | u8::try_from(bytes.len()).unwrap_or_default());
            field.extend(bytes);
        }
    }
    field.extend(content);
    field
}

fn attribute(name: &[u8], value: &str) -> Vec<u8> {
    tlv(SET, &tlv(SEQUENCE, &[name.to_vec(), tlv(UTF8_STRING, value.as_bytes())].concat()))
}

/// Returns the bytes of a positive integer.
fn serial(digits: &str) -> Option<Vec<u8>> {
    let digits = digits.trim_start_matches('0');
    let digits = if digits.len() % 2 == 1 { format!("0{digits}") } else { digits.to_owned() };
    let read = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let mut bytes: Vec<u8> = digits.as_bytes().chunks(2).map(read).collect::<Option<_>>()?;
    if *bytes.first()? >= 0x80 {
        bytes.insert(0, 0);
    }
    Some(bytes)
}

/// Returns a time: `UTCTime` before 2050, `GeneralizedTime` from then on (RFC 5280, 4.1.2.5).
fn moment(seconds: u64) -> Option<Vec<u8>> {
    let time = OffsetDateTime::from_unix_timestamp(i64::try_from(seconds).ok()?).ok()?;
    Some(if time.year() < 2050 {
        let format = format_description!("[year repr:last_two][month][day][hour][minute][second]Z");
        tlv(UTC_TIME, time.format(format).ok()?.as_bytes())
    } else {
        let format = format_description!("[year][month][day][hour][minute][second]Z");
        tlv(GENERALIZED_TIME, time.format(format).ok()?.as_bytes())
    })
}

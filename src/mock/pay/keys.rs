//! The keys of the mock's merchant and of its platform. They are generated once, and kept in a file beside the state, so
//! that the configuration of an SDK stays right.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::crypt::certificate::{CertificateFields, self_signed};
use crate::files::{beside, lock_within, write_whole};
use crate::message::SAMPLE_APPID;
use crate::secret::{MASK, Secret};
use crate::sign::hex;
use crate::sign::rsa::PrivateKey;
use crate::system::System;
use crate::wechat::MockStateError;

/// The ending of the file beside the state.
const EXTENSION: &str = "pay-keys.json";
/// The time limit for another command to generate the keys.
const LOCK_TIMEOUT: Duration = Duration::from_secs(60);
/// The length of an APIv3 key and of a v2 key, in characters.
const KEY_CHARS: usize = 32;
/// The prefix of the id of WeChat Pay's public key.
const PUBLIC_KEY_ID_PREFIX: &str = "PUB_KEY_ID_";
/// The validity of a certificate, in seconds: five years (facts of 微信支付《平台证书简介》).
const CERTIFICATE_VALIDITY_S: u64 = 5 * 365 * 86_400;

/// A private key, parsed at its first use: a command needs one of three.
#[derive(Debug)]
pub(crate) struct LazyKey {
    pem: Secret,
    parsed: OnceLock<Option<PrivateKey>>,
}

impl LazyKey {
    fn new(pem: String) -> Self {
        Self { pem: Secret::new(pem), parsed: OnceLock::new() }
    }

    /// Returns the key; `None` if its text is damaged.
    pub(crate) fn get(&self) -> Option<&PrivateKey> {
        self.parsed.get_or_init(|| PrivateKey::from_pem(self.pem.expose()).ok()).as_ref()
    }
}

impl From<PrivateKey> for LazyKey {
    fn from(key: PrivateKey) -> Self {
        let pem = Secret::new(key.pem().unwrap_or_default());
        Self { pem, parsed: OnceLock::from(Some(key)) }
    }
}

/// The keys of a merchant and of WeChat Pay, by which their messages are signed and encrypted.
#[derive(Debug)]
pub(crate) struct PayKeys {
    /// The appid of the orders.
    pub appid: String,
    /// The merchant ID.
    pub mchid: String,
    /// The serial number of the merchant's certificate.
    pub merchant_serial: String,
    /// The merchant's private key.
    pub merchant_key: LazyKey,
    /// The APIv3 key.
    pub apiv3_key: Secret,
    /// The API key of v2.
    pub v2_key: Secret,
    /// The serial number of the platform's certificate.
    pub platform_serial: String,
    /// The platform's certificate, in PEM.
    pub platform_certificate: String,
    /// The platform's private key of that certificate.
    pub platform_key: LazyKey,
    /// The id of the platform's public key, which newer merchants have in place of the certificate.
    pub public_key_id: String,
    /// The private half of that public key.
    pub public_key: LazyKey,
    /// The secrets that are the profile's own.
    pub own: OwnSecrets,
}

/// The secrets that belong to the profile, so that they are not shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct OwnSecrets {
    pub merchant_key: bool,
    pub apiv3_key: bool,
    pub v2_key: bool,
}

/// The values that a profile has of its own, in place of those of the mock.
#[derive(Debug, Default)]
pub(crate) struct OwnPayKeys {
    pub appid: Option<String>,
    pub mchid: Option<String>,
    pub merchant_serial: Option<String>,
    pub merchant_key: Option<PrivateKey>,
    pub apiv3_key: Option<Secret>,
    pub v2_key: Option<Secret>,
    /// The serial number of the certificate of `platform_key`, or the id of its public key.
    pub platform_serial: Option<String>,
    pub platform_key: Option<PrivateKey>,
}

/// The keys as they are stored.
#[derive(Serialize, Deserialize)]
struct StoredKeys {
    mchid: String,
    merchant_serial: String,
    merchant_private_key: String,
    apiv3_key: String,
    v2_key: String,
    platform_serial: String,
    platform_certificate: String,
    platform_private_key: String,
    platform_public_key_id: String,
    platform_public_key_private: String,
}

impl PayKeys {
    /// Returns the keys beside a state file; generates them if there are none.
    pub(crate) fn open(state: &Path, own: OwnPayKeys, system: &System) -> Result<Self, MockStateError> {
        let path = Self::path(state);
        let failed = |source| MockStateError::Io { path: path.display().to_string(), source };
        let read = || match std::fs::read(&path) {
            Ok(bytes) => match serde_json::from_slice(&bytes) {
                Ok(stored) => Ok(Some(stored)),
                Err(_) => Err(failed(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "it holds something else than the keys of the mock",
                ))),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(failed(source)),
        };
        let stored = if let Some(stored) = read()? {
            stored
        } else {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder).map_err(failed)?;
            }
            let lock = lock_within(&beside(&path, ".lock"), LOCK_TIMEOUT).map_err(failed)?;
            let _lock = lock.ok_or_else(|| failed(io::Error::other("another webot generates the keys")))?;
            // Another command may have generated them meanwhile.
            if let Some(stored) = read()? {
                stored
            } else {
                let stored = StoredKeys::generate(system).map_err(failed)?;
                let json = serde_json::to_vec_pretty(&stored).map_err(|error| failed(error.into()))?;
                write_whole(&path, &json).map_err(failed)?;
                stored
            }
        };
        Self::of(stored, own, system.now()).map_err(failed)
    }

    /// Returns the path of the keys of a state file.
    pub(crate) fn path(state: &Path) -> PathBuf {
        state.with_extension(EXTENSION)
    }

    /// Returns new keys that end with this process.
    pub(crate) fn generate(own: OwnPayKeys, system: &System) -> io::Result<Self> {
        Self::of(StoredKeys::generate(system)?, own, system.now())
    }

    fn of(stored: StoredKeys, own: OwnPayKeys, now: u64) -> io::Result<Self> {
        let secrets = OwnSecrets {
            merchant_key: own.merchant_key.is_some(),
            apiv3_key: own.apiv3_key.is_some(),
            v2_key: own.v2_key.is_some(),
        };
        let mut keys = Self {
            appid: own.appid.unwrap_or_else(|| SAMPLE_APPID.to_owned()),
            mchid: own.mchid.unwrap_or(stored.mchid),
            merchant_serial: own.merchant_serial.unwrap_or(stored.merchant_serial),
            merchant_key: own
                .merchant_key
                .map_or_else(|| LazyKey::new(stored.merchant_private_key), LazyKey::from),
            apiv3_key: own.apiv3_key.unwrap_or_else(|| Secret::new(stored.apiv3_key)),
            v2_key: own.v2_key.unwrap_or_else(|| Secret::new(stored.v2_key)),
            platform_serial: stored.platform_serial,
            platform_certificate: stored.platform_certificate,
            platform_key: LazyKey::new(stored.platform_private_key),
            public_key_id: stored.platform_public_key_id,
            public_key: LazyKey::new(stored.platform_public_key_private),
            own: secrets,
        };
        match (own.platform_key, own.platform_serial) {
            (Some(key), Some(id)) if id.starts_with(PUBLIC_KEY_ID_PREFIX) => {
                (keys.public_key, keys.public_key_id) = (key.into(), id);
            }
            (Some(key), serial) => {
                let serial = serial.unwrap_or_else(|| keys.platform_serial.clone());
                keys.platform_certificate = certificate(&key, &serial, now).ok_or_else(|| {
                    io::Error::other(format!("no certificate can have the serial number {serial}"))
                })?;
                (keys.platform_key, keys.platform_serial) = (key.into(), serial);
            }
            (None, _) => {}
        }
        Ok(keys)
    }
}

impl PayKeys {
    /// Returns the keys under the names that SDKs give them. The secrets of the profile are masked.
    pub(crate) fn shown(&self, base_url: &str, show_secrets: bool) -> Value {
        let masked = |is_own: bool, value: &str| {
            if is_own && !show_secrets { MASK.to_owned() } else { value.to_owned() }
        };
        let merchant_key = self.merchant_key.get().and_then(PrivateKey::pem).unwrap_or_default();
        json!({
            "base_url": base_url,
            "appid": self.appid,
            "mchid": self.mchid,
            "merchant_serial": self.merchant_serial,
            "merchant_private_key": masked(self.own.merchant_key, &merchant_key),
            "apiv3_key": masked(self.own.apiv3_key, self.apiv3_key.expose()),
            "v2_key": masked(self.own.v2_key, self.v2_key.expose()),
            "platform_serial": self.platform_serial,
            "platform_certificate": self.platform_certificate,
            "platform_public_key_id": self.public_key_id,
            "platform_public_key": self.public_key.get().and_then(PrivateKey::public_pem),
        })
    }
}

/// Returns a certificate for a key of the platform.
fn certificate(key: &PrivateKey, serial: &str, now: u64) -> Option<String> {
    // A clock that is a little slow finds it valid too.
    let not_before = now.saturating_sub(86_400);
    let not_after = not_before + CERTIFICATE_VALIDITY_S;
    self_signed(key, &CertificateFields { serial, name: "webot mock", not_before, not_after })
}

impl StoredKeys {
    fn generate(system: &System) -> io::Result<Self> {
        // Each takes a good part of a second.
        let (merchant, platform, public) = std::thread::scope(|scope| {
            let others = [scope.spawn(PrivateKey::generate), scope.spawn(PrivateKey::generate)];
            let first = PrivateKey::generate();
            let [second, third] = others.map(|thread| thread.join().ok().flatten());
            (first, second, third)
        });
        let none = || io::Error::other("no RSA key could be generated");
        let (merchant, platform) = (merchant.ok_or_else(none)?, platform.ok_or_else(none)?);
        let public = public.ok_or_else(none)?;
        let digits = |bytes: [u8; 8]| u64::from_be_bytes(bytes);
        let mchid = format!("19{:08}", digits(system.random()?) % 100_000_000);
        let public_id =
            format!("{PUBLIC_KEY_ID_PREFIX}01{mchid}{:016}", digits(system.random()?) % 10_u64.pow(16));
        let platform_serial = serial(system)?;
        let pem = |key: &PrivateKey| key.pem().ok_or_else(none);
        Ok(Self {
            mchid,
            merchant_serial: serial(system)?,
            merchant_private_key: pem(&merchant)?,
            apiv3_key: text(system)?,
            v2_key: text(system)?,
            platform_certificate: certificate(&platform, &platform_serial, system.now()).ok_or_else(none)?,
            platform_serial,
            platform_private_key: pem(&platform)?,
            platform_public_key_id: public_id,
            platform_public_key_private: pem(&public)?,
        })
    }
}

/// Returns a random serial number: 40 hexadecimal digits, the first of which makes it positive.
fn serial(system: &System) -> io::Result<String> {
    let mut bytes: [u8; 20] = system.random()?;
    bytes[0] = bytes[0] & 0x3f | 0x40;
    Ok(hex(&bytes).to_uppercase())
}

/// Returns a random key of letters and digits.
fn text(system: &System) -> io::Result<String> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789ab";
    let bytes: [u8; KEY_CHARS] = system.random()?;
    Ok(bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 64)])).collect())
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::LazyLock;

    use super::{OwnPayKeys, PayKeys, StoredKeys};
    use crate::crypt::PublicKey;
    use crate::files::write_whole;
    use crate::secret::Secret;
    use crate::system::System;

    /// Keys that the tests of this process share, because it takes long to generate some.
    static STORED: LazyLock<String> = LazyLock::new(|| {
        serde_json::to_string(&StoredKeys::generate(&System::REAL).expect("keys")).expect("JSON")
    });

    /// Returns the keys for a test.
    pub(crate) fn sample(own: OwnPayKeys) -> PayKeys {
        let stored = serde_json::from_str(&STORED).expect("JSON");
        PayKeys::of(stored, own, System::REAL.now()).expect("keys")
    }

    #[test]
    fn the_certificate_is_that_of_the_platform() {
        let keys = sample(OwnPayKeys::default());
        let public = PublicKey::from_pem(&keys.platform_certificate).expect("a certificate");
        let certificate = public.certificate.clone().expect("fields");
        assert_eq!(certificate.serial, keys.platform_serial);
        let now = System::REAL.now();
        assert!(certificate.not_before < now && now + 4 * 365 * 86_400 < certificate.not_after);
        let signature = keys.platform_key.get().and_then(|key| key.sign(b"text")).expect("a signature");
        assert!(public.verifies(b"text", &crate::crypt::decode(&signature).expect("base64").bytes));
    }

    #[test]
    fn a_sensitive_field_is_decrypted_with_the_key_it_was_encrypted_for() {
        let keys = sample(OwnPayKeys::default());
        let public = PublicKey::from_pem(&keys.platform_certificate).expect("a certificate");
        let sealed = public.encrypt_oaep("张三".as_bytes()).expect("short enough");
        let sealed = crate::crypt::decode(&sealed).expect("base64").bytes;
        let open = |key: &super::LazyKey| key.get().and_then(|key| key.decrypt_oaep(&sealed));
        assert_eq!(open(&keys.platform_key).as_deref(), Some("张三".as_bytes()));
        assert_eq!(open(&keys.public_key), None);
    }

    #[test]
    fn values_of_a_profile_take_the_place_of_those_of_the_mock() {
        let usual = sample(OwnPayKeys::default());
        let other_key = || crate::sign::rsa::PrivateKey::from_pem(usual.merchant_key.pem.expose()).ok();
        let own = OwnPayKeys {
            mchid: Some("1900000109".to_owned()),
            apiv3_key: Some(Secret::new("k".repeat(32))),
            platform_key: other_key(),
            platform_serial: Some("00AB12".to_owned()),
            ..OwnPayKeys::default()
        };
        let keys = sample(own);
        assert_eq!(keys.mchid, "1900000109");
        assert_eq!(keys.merchant_serial, usual.merchant_serial);
        assert!(keys.own.apiv3_key && !keys.own.merchant_key && !keys.own.v2_key);
        let certificate = PublicKey::from_pem(&keys.platform_certificate).expect("a certificate");
        assert_eq!(certificate.certificate.expect("fields").serial, "AB12");
        assert_eq!(keys.public_key_id, usual.public_key_id);
        let platform_serial = Some("PUB_KEY_ID_0119".to_owned());
        let keys = sample(OwnPayKeys { platform_key: other_key(), platform_serial, ..OwnPayKeys::default() });
        assert_eq!(keys.public_key_id, "PUB_KEY_ID_0119");
        assert_eq!(keys.platform_serial, usual.platform_serial);
    }

    #[test]
    fn keys_are_generated_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = folder.path().join("state.json");
        write_whole(&PayKeys::path(&state), STORED.as_bytes()).expect("a file");
        let [first, second] =
            [(); 2].map(|()| PayKeys::open(&state, OwnPayKeys::default(), &System::REAL).expect("keys"));
        assert_eq!(first.mchid, second.mchid);
        write_whole(&PayKeys::path(&state), b"[]").expect("a file");
        let error = PayKeys::open(&state, OwnPayKeys::default(), &System::REAL).expect_err("damaged");
        assert!(error.to_string().contains("state.pay-keys.json"));
    }
}

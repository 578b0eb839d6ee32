//! The encryption of PKCS#12 files by a password: that of RFC 7292, appendix B, and PBES2 (RFC 8018).

use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockModeDecrypt as _, InnerIvInit as _, KeyInit, KeyIvInit as _};
use des::{TdesEde2, TdesEde3};
use hmac::digest::block_api::BlockSizeUser;
use hmac::digest::{Digest, FixedOutputReset};
use hmac::{EagerHash, Hmac, Mac};
use rc2::Rc2;
use sha1::Sha1;
use sha2::{Sha256, Sha384, Sha512};

use super::der::{Field, Fields, OBJECT_IDENTIFIER, OCTET_STRING};
use super::{MAX_ITERATIONS, Pkcs12Error};

/// `pbeWithSHAAnd…` (RFC 7292, appendix C) without its last number.
const PBE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01];
/// `id-PBES2` and `id-PBKDF2` (RFC 8018).
const PBES2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d];
const PBKDF2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0c];
/// `id-hmacWith…` (RFC 8018) without its last number.
const HMAC_WITH: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02];
/// AES of NIST without its last number, and `des-EDE3-CBC`.
const AES: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01];
const DES_EDE3_CBC: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x03, 0x07];

/// The hash of a MAC or a key.
#[derive(Debug, Clone, Copy)]
pub(super) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// Returns the hash of an algorithm identifier.
    pub(super) fn of(oid: &[u8]) -> Option<Self> {
        match oid {
            [0x2b, 0x0e, 0x03, 0x02, 0x1a] => Some(Self::Sha1),
            [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, last] => match last {
                1 => Some(Self::Sha256),
                2 => Some(Self::Sha384),
                3 => Some(Self::Sha512),
                _ => None,
            },
            _ => None,
        }
    }

    /// Returns whether a MAC is that of these bytes.
    pub(super) fn is_mac(self, password: &[u8], salt: &[u8], rounds: u64, bytes: &[u8], mac: &[u8]) -> bool {
        fn check<H: EagerHash>(key: &[u8], bytes: &[u8], mac: &[u8]) -> bool
        where
            Hmac<H>: KeyInit + Mac,
        {
            let hmac = <Hmac<H> as KeyInit>::new_from_slice(key).ok();
            hmac.is_some_and(|hmac| hmac.chain_update(bytes).verify_slice(mac).is_ok())
        }
        match self {
            Self::Sha1 => check::<Sha1>(&derived::<Sha1>(3, 20, password, salt, rounds), bytes, mac),
            Self::Sha256 => check::<Sha256>(&derived::<Sha256>(3, 32, password, salt, rounds), bytes, mac),
            Self::Sha384 => check::<Sha384>(&derived::<Sha384>(3, 48, password, salt, rounds), bytes, mac),
            Self::Sha512 => check::<Sha512>(&derived::<Sha512>(3, 64, password, salt, rounds), bytes, mac),
        }
    }

    /// Returns a key of PBKDF2.
    fn pbkdf2(self, password: &[u8], salt: &[u8], rounds: u64, length: usize) -> Vec<u8> {
        match self {
            Self::Sha1 => pbkdf2::<Sha1>(password, salt, rounds, length),
            Self::Sha256 => pbkdf2::<Sha256>(password, salt, rounds, length),
            Self::Sha384 => pbkdf2::<Sha384>(password, salt, rounds, length),
            Self::Sha512 => pbkdf2::<Sha512>(password, salt, rounds, length),
        }
    }
}

/// Decrypts data by the algorithm that a `SEQUENCE` names.
pub(super) fn decrypted(
    mut algorithm: Fields<'_>,
    data: &[u8],
    password: &str,
) -> Result<Vec<u8>, Pkcs12Error> {
    let oid = algorithm.take(OBJECT_IDENTIFIER).ok_or(Pkcs12Error::Damaged)?;
    let mut parameters = algorithm.sequence().ok_or(Pkcs12Error::Damaged)?;
    if oid == PBES2 {
        return pbes2(&mut parameters, data, password);
    }
    let Some(&[kind]) = oid.strip_prefix(PBE) else { return Err(Pkcs12Error::Unsupported) };
    let salt = parameters.take(OCTET_STRING).ok_or(Pkcs12Error::Damaged)?;
    let rounds = rounds(&mut parameters)?;
    let password = wide(password);
    let derive = |id, length| derived::<Sha1>(id, length, &password, salt, rounds);
    let (iv, key) = (derive(2, 8), |length| derive(1, length));
    let opened = match kind {
        3 => cbc::Decryptor::<TdesEde3>::new_from_slices(&key(24), &iv)
            .ok()
            .map(|own| own.decrypt_padded_vec::<Pkcs7>(data)),
        4 => cbc::Decryptor::<TdesEde2>::new_from_slices(&key(16), &iv)
            .ok()
            .map(|own| own.decrypt_padded_vec::<Pkcs7>(data)),
        5 | 6 => {
            let bits = if kind == 5 { 128 } else { 40 };
            let cipher = Rc2::new_with_eff_key_len(&key(bits / 8), bits);
            let own = cbc::Decryptor::<Rc2>::inner_iv_slice_init(cipher, &iv).ok();
            own.map(|own| own.decrypt_padded_vec::<Pkcs7>(data))
        }
        _ => return Err(Pkcs12Error::Unsupported),
    };
    opened.and_then(Result::ok).ok_or(Pkcs12Error::Password)
}

fn rounds(fields: &mut Fields<'_>) -> Result<u64, Pkcs12Error> {
    let rounds = fields.number().ok_or(Pkcs12Error::Damaged)?;
    if (1..=MAX_ITERATIONS).contains(&rounds) { Ok(rounds) } else { Err(Pkcs12Error::Unsupported) }
}

fn pbes2(parameters: &mut Fields<'_>, data: &[u8], password: &str) -> Result<Vec<u8>, Pkcs12Error> {
    let damaged = || Pkcs12Error::Damaged;
    let mut derivation = parameters.sequence().ok_or_else(damaged)?;
    if derivation.take(OBJECT_IDENTIFIER) != Some(PBKDF2) {
        return Err(Pkcs12Error::Unsupported);
    }
    let mut derivation = derivation.sequence().ok_or_else(damaged)?;
    let salt = derivation.take(OCTET_STRING).ok_or_else(damaged)?;
    let rounds = rounds(&mut derivation)?;
    // The length of the key is that of the cipher, whether it is given or not.
    let rest: Vec<Field<'_>> = derivation.all().ok_or_else(damaged)?;
    let hash = match rest.iter().find(|field| field.tag == super::der::SEQUENCE) {
        None => Hash::Sha1,
        Some(field) => {
            let oid = Fields::of(field.content).take(OBJECT_IDENTIFIER).ok_or_else(damaged)?;
            match oid.strip_prefix(HMAC_WITH) {
                Some([7]) => Hash::Sha1,
                Some([9]) => Hash::Sha256,
                Some([10]) => Hash::Sha384,
                Some([11]) => Hash::Sha512,
                _ => return Err(Pkcs12Error::Unsupported),
            }
        }
    };
    let mut scheme = parameters.sequence().ok_or_else(damaged)?;
    let cipher = scheme.take(OBJECT_IDENTIFIER).ok_or_else(damaged)?;
    let iv = scheme.take(OCTET_STRING).ok_or_else(damaged)?;
    let key = |length| hash.pbkdf2(password.as_bytes(), salt, rounds, length);
    let opened = match (cipher.strip_prefix(AES), cipher == DES_EDE3_CBC) {
        (Some([2]), _) => cbc::Decryptor::<aes::Aes128>::new_from_slices(&key(16), iv)
            .ok()
            .map(|own| own.decrypt_padded_vec::<Pkcs7>(data)),
        (Some([22]), _) => cbc::Decryptor::<aes::Aes192>::new_from_slices(&key(24), iv)
            .ok()
            .map(|own| own.decrypt_padded_vec::<Pkcs7>(data)),
        (Some([42]), _) => cbc::Decryptor::<aes::Aes256>::new_from_slices(&key(32), iv)
            .ok()
            .map(|own| own.decrypt_padded_vec::<Pkcs7>(data)),
        (None, true) => cbc::Decryptor::<TdesEde3>::new_from_slices(&key(24), iv)
            .ok()
            .map(|own| own.decrypt_padded_vec::<Pkcs7>(data)),
        _ => return Err(Pkcs12Error::Unsupported),
    };
    opened.ok_or_else(damaged)?.map_err(|_| Pkcs12Error::Password)
}

/// Returns a password as UTF-16 with a final zero (RFC 7292, appendix B.1).
pub(super) fn wide(password: &str) -> Vec<u8> {
    password.encode_utf16().chain([0]).flat_map(u16::to_be_bytes).collect()
}

/// Returns a key, a vector or a MAC's key (RFC 7292, appendix B.2); `id` tells which.
fn derived<H: Digest + FixedOutputReset + BlockSizeUser>(
    id: u8,
    length: usize,
    password: &[u8],
    salt: &[u8],
    rounds: u64,
) -> Vec<u8> {
    let block = <H as BlockSizeUser>::block_size();
    let filled = |bytes: &[u8]| -> Vec<u8> {
        bytes.iter().copied().cycle().take(bytes.len().div_ceil(block) * block).collect()
    };
    let mut input = [filled(salt), filled(password)].concat();
    let mut hash = H::new();
    let mut found = Vec::new();
    while found.len() < length {
        Digest::update(&mut hash, vec![id; block]);
        Digest::update(&mut hash, &input);
        let mut round = hash.finalize_reset();
        for _ in 1..rounds {
            Digest::update(&mut hash, &round);
            round = hash.finalize_reset();
        }
        found.extend_from_slice(&round);
        let step = filled(&round);
        for part in input.chunks_mut(block) {
            // The part, the step and 1 are added as numbers.
            let mut carry = 1;
            for (byte, add) in part.iter_mut().zip(&step).rev() {
                let sum = u16::from(*byte) + u16::from(*add) + carry;
                *byte = sum.to_be_bytes()[1];
                carry = sum >> 8;
            }
        }
    }
    found.truncate(length);
    found
}

fn pbkdf2<H: EagerHash>(password: &[u8], salt: &[u8], rounds: u64, length: usize) -> Vec<u8>
where
    Hmac<H>: KeyInit + Mac + Clone,
{
    // A key of any length is right for an HMAC.
    let Ok(keyed) = <Hmac<H> as KeyInit>::new_from_slice(password) else { return Vec::new() };
    let mut found = Vec::new();
    let mut at = 1_u32;
    while found.len() < length {
        let mut round =
            keyed.clone().chain_update(salt).chain_update(at.to_be_bytes()).finalize().into_bytes();
        let mut block = round.clone();
        for _ in 1..rounds {
            round = keyed.clone().chain_update(&round).finalize().into_bytes();
            for (sum, byte) in block.iter_mut().zip(&round) {
                *sum ^= byte;
            }
        }
        found.extend_from_slice(&block);
        at += 1;
    }
    found.truncate(length);
    found
}

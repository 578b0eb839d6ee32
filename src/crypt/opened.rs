//! Opens an RSA signature with the public key, to tell a wrong key from another padding, hash or notation.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::Md5;
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};

use super::{PublicKey, decode};

/// The number of zero bytes in the padding of PSS that do not come about by chance.
const CERTAIN_ZEROS: usize = 6;

/// A hash under an RSA signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RsaHash {
    Sha256,
    Sha1,
    Md5,
    Sha512,
    Sha384,
    Sha224,
}

/// The hashes, with the prefix of their digest in PKCS#1 v1.5 (RFC 8017, 9.2, note 1).
const HASHES: [(RsaHash, &[u8]); 6] = [
    (RsaHash::Sha256, b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20"),
    (RsaHash::Sha1, b"\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14"),
    (RsaHash::Md5, b"\x30\x20\x30\x0c\x06\x08\x2a\x86\x48\x86\xf7\x0d\x02\x05\x05\x00\x04\x10"),
    (RsaHash::Sha512, b"\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40"),
    (RsaHash::Sha384, b"\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\x04\x30"),
    (RsaHash::Sha224, b"\x30\x2d\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x04\x05\x00\x04\x1c"),
];

impl RsaHash {
    /// Returns the name that developers know.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha1 => "SHA-1",
            Self::Md5 => "MD5",
            Self::Sha512 => "SHA-512",
            Self::Sha384 => "SHA-384",
            Self::Sha224 => "SHA-224",
        }
    }

    fn digest(self, parts: &[&[u8]]) -> Vec<u8> {
        fn of<D: sha2::Digest>(parts: &[&[u8]]) -> Vec<u8> {
            let mut digest = D::new();
            for part in parts {
                digest.update(part);
            }
            digest.finalize().to_vec()
        }
        match self {
            Self::Sha256 => of::<Sha256>(parts),
            Self::Sha1 => of::<Sha1>(parts),
            Self::Md5 => of::<Md5>(parts),
            Self::Sha512 => of::<Sha512>(parts),
            Self::Sha384 => of::<Sha384>(parts),
            Self::Sha224 => of::<Sha224>(parts),
        }
    }

    /// Returns the mask of MGF1 (RFC 8017, B.2.1).
    fn mask(self, seed: &[u8], length: usize) -> Vec<u8> {
        let mut mask = Vec::with_capacity(length + 64);
        let mut counter = 0_u32;
        while mask.len() < length {
            mask.extend(self.digest(&[seed, &counter.to_be_bytes()]));
            counter += 1;
        }
        mask.truncate(length);
        mask
    }
}

/// The padding of an RSA signature that was made with the key at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Opened {
    /// PKCS#1 v1.5 over the digest.
    Pkcs1(RsaHash, Vec<u8>),
    /// PSS (RFC 8017, 9.1).
    Pss {
        /// The hash of message, padding and mask.
        hash: RsaHash,
        /// The hash in the block.
        wanted: Vec<u8>,
        /// The salt.
        salt: Vec<u8>,
        /// False if the block has no padding, so that another key could have left it by chance.
        certain: bool,
    },
    /// PKCS#1 v1.5 over these bytes, without the name of a hash.
    Bare(Vec<u8>),
}

impl Opened {
    /// Returns whether the block cannot have come about by chance.
    pub(crate) fn is_certain(&self) -> bool {
        !matches!(self, Self::Pss { certain: false, .. })
    }

    /// Returns the name of the padding, and the hash if the block names it.
    pub(crate) fn padding(&self) -> (&'static str, Option<RsaHash>) {
        match self {
            Self::Pkcs1(hash, _) => ("PKCS #1 v1.5", Some(*hash)),
            Self::Pss { hash, .. } => ("PSS", Some(*hash)),
            Self::Bare(_) => ("PKCS #1 v1.5", None),
        }
    }

    /// Returns whether the signature was made over these bytes.
    pub(crate) fn is_over(&self, message: &[u8]) -> bool {
        match self {
            Self::Pkcs1(hash, digest) => hash.digest(&[message]) == *digest,
            Self::Pss { hash, wanted, salt, .. } => {
                hash.digest(&[&[0; 8], &hash.digest(&[message]), salt]) == *wanted
            }
            Self::Bare(content) => {
                content == message
                    || HASHES.iter().any(|(hash, _)| {
                        let digest = hash.digest(&[message]);
                        *content == digest || *content == crate::sign::hex(&digest).as_bytes()
                    })
            }
        }
    }
}

impl PublicKey {
    /// Opens a signature. Returns `None` if it was not made with this key's private half.
    pub(crate) fn open(&self, signature: &[u8]) -> Option<Opened> {
        let block = self.raise(signature)?;
        // A block of type 1, without its leading zero byte: 01 FF … FF 00.
        if block.first() == Some(&1) && block.len() + 1 == self.signature_bytes() {
            let ones = block[1..].iter().take_while(|&&byte| byte == 0xff).count();
            if ones >= 8 && block.get(ones + 1) == Some(&0) {
                let content = &block[ones + 2..];
                let known = HASHES.iter().find_map(|(hash, prefix)| {
                    let digest = content.strip_prefix(*prefix)?;
                    (digest.len() == hash.digest(&[]).len()).then(|| Opened::Pkcs1(*hash, digest.to_vec()))
                });
                return Some(known.unwrap_or_else(|| Opened::Bare(content.to_vec())));
            }
        }
        let found = || HASHES.iter().filter_map(|(hash, _)| self.open_pss(&block, *hash));
        found().find(Opened::is_certain).or_else(|| found().next())
    }

    fn open_pss(&self, block: &[u8], hash: RsaHash) -> Option<Opened> {
        let bits = self.modulus_bits() - 1;
        let length = bits.div_ceil(8);
        let mut block = block.to_vec();
        while block.len() < length {
            block.insert(0, 0);
        }
        let size = hash.digest(&[]).len();
        if block.len() != length || block.last() != Some(&0xbc) || length < size + 10 {
            return None;
        }
        let (masked, rest) = block.split_at(length - size - 1);
        let wanted = &rest[..size];
        let mask = hash.mask(wanted, masked.len());
        let mut data: Vec<u8> = masked.iter().zip(mask).map(|(byte, mask)| byte ^ mask).collect();
        data[0] &= 0xff >> (8 * length - bits);
        let zeros = data.iter().take_while(|&&byte| byte == 0).count();
        (data.get(zeros) == Some(&1)).then(|| {
            let (wanted, salt) = (wanted.to_vec(), data[zeros + 1..].to_vec());
            Opened::Pss { hash, wanted, salt, certain: zeros >= CERTAIN_ZEROS }
        })
    }
}

/// The notation of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notation {
    /// Hexadecimal digits.
    Hex,
    /// Base64 of base64.
    Base64Twice,
    /// Base64 of hexadecimal digits.
    Base64OfHex,
}

impl Notation {
    /// Returns the name that developers know.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Hex => "hexadecimal digits",
            Self::Base64Twice => "base64 of base64",
            Self::Base64OfHex => "base64 of hexadecimal digits",
        }
    }
}

/// Returns the bytes of a signature that is not in base64, if they are as long as wanted.
pub(crate) fn other_notation(given: &str, wanted: usize) -> Option<(Notation, Vec<u8>)> {
    let fits = |bytes: &Vec<u8>| bytes.len() == wanted;
    let bare: String = given.chars().filter(|char| !char.is_whitespace() && *char != ':').collect();
    if let Some(bytes) = unhex(bare.trim_start_matches("0x")).filter(fits) {
        return Some((Notation::Hex, bytes));
    }
    let text = String::from_utf8(decode(given).ok()?.bytes).ok()?;
    if let Some(bytes) = unhex(text.trim()).filter(fits) {
        return Some((Notation::Base64OfHex, bytes));
    }
    let bytes = STANDARD.decode(text.trim()).ok().filter(fits)?;
    Some((Notation::Base64Twice, bytes))
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if text.is_empty() || !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

//! Reproducible random values from a seed.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A generator of random values: the same seed and calls yield the same values. It hashes a seed and a counter.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct SeededRandom {
    seed: u64,
    /// The number of blocks drawn so far.
    #[serde(rename = "thrown")]
    draws: u64,
}

impl SeededRandom {
    /// Creates a generator with a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, draws: 0 }
    }

    /// Creates a generator whose values depend on these texts.
    pub(crate) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut hash = Sha256::new();
        for text in texts {
            hash.update(text.len().to_be_bytes());
            hash.update(text);
        }
        let seed = hash.finalize().iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte));
        Self::new(seed)
    }

    /// Returns the next 32 bytes.
    pub(crate) fn block(&mut self) -> [u8; 32] {
        self.draws = self.draws.wrapping_add(1);
        let mut hash = Sha256::new();
        hash.update(self.seed.to_be_bytes());
        hash.update(self.draws.to_be_bytes());
        hash.finalize().into()
    }

    /// Returns a random number.
    pub(crate) fn number(&mut self) -> u64 {
        let block = self.block();
        block.iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte))
    }

    /// Returns a text of `length` letters, digits, `-` and `_`.
    pub(crate) fn text(&mut self, length: usize) -> String {
        let mut text = String::with_capacity(length + 43);
        while text.len() < length {
            text.push_str(&URL_SAFE_NO_PAD.encode(self.block()));
        }
        text.truncate(length);
        text
    }

    /// Returns the id of a request, with the time first: `rid: 6543abcd-12345678-0a1b2c3d`. `now` is in seconds.
    pub(crate) fn rid(&mut self, now: u64) -> String {
        let number = self.number();
        format!("{:08x}-{:08x}-{:08x}", now & 0xffff_ffff, number >> 32, number & 0xffff_ffff)
    }
}

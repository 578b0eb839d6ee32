//! Chance without a source of it: a seed and a count, hashed.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// Everything that looks random comes from here, so that the same calls get the same answers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Dice {
    seed: u64,
    thrown: u64,
}

impl Dice {
    /// Begins with a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, thrown: 0 }
    }

    /// 32 bytes that have not been before.
    fn block(&mut self) -> [u8; 32] {
        self.thrown = self.thrown.wrapping_add(1);
        let mut hash = Sha256::new();
        hash.update(self.seed.to_be_bytes());
        hash.update(self.thrown.to_be_bytes());
        hash.finalize().into()
    }

    /// A number.
    pub(crate) fn number(&mut self) -> u64 {
        let block = self.block();
        block.iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte))
    }

    /// Letters, digits, `-` and `_`, this many.
    pub(crate) fn text(&mut self, length: usize) -> String {
        let mut text = String::with_capacity(length + 43);
        while text.len() < length {
            text.push_str(&URL_SAFE_NO_PAD.encode(self.block()));
        }
        text.truncate(length);
        text
    }

    /// The id of a request: `rid: 6543abcd-12345678-0a1b2c3d`, the time in front.
    pub(crate) fn rid(&mut self, now: u64) -> String {
        let number = self.number();
        format!("{:08x}-{:08x}-{:08x}", now & 0xffff_ffff, number >> 32, number & 0xffff_ffff)
    }
}

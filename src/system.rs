//! The machine's clock and randomness, which tests replace; locale, programs and their texts.

mod process;
#[cfg(windows)]
mod windows;

use std::io;
use std::time::{SystemTime, UNIX_EPOCH};

/// The sources of time and randomness.
#[derive(Clone, Copy)]
pub(crate) struct System {
    /// Returns the time since 1970, in milliseconds.
    pub now_ms: fn() -> u64,
    /// Fills with random bytes.
    pub fill_random: fn(&mut [u8]) -> io::Result<()>,
}

impl System {
    /// The machine's own clock and randomness.
    pub(crate) const REAL: Self =
        Self { now_ms, fill_random: |bytes| getrandom::fill(bytes).map_err(io::Error::other) };

    /// Returns the time since 1970, in milliseconds.
    pub(crate) fn now_ms(&self) -> u64 {
        (self.now_ms)()
    }

    /// Returns the time since 1970, in seconds.
    pub(crate) fn now(&self) -> u64 {
        self.now_ms() / 1000
    }

    /// Returns random bytes.
    pub(crate) fn random<const N: usize>(&self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        (self.fill_random)(&mut bytes)?;
        Ok(bytes)
    }

    /// Returns a random nonce of ten digits, as WeChat's are.
    pub(crate) fn nonce(&self) -> io::Result<String> {
        Ok((1_000_000_000 + u64::from_be_bytes(self.random()?) % 9_000_000_000).to_string())
    }

    /// Returns a new message id: 64 bits that begin with the time, as WeChat's do.
    pub(crate) fn msg_id(&self) -> io::Result<u64> {
        Ok((self.now() << 32) | u64::from(u32::from_be_bytes(self.random()?) >> 1))
    }
}

#[cfg(windows)]
pub(crate) use process::ProgramTree;
pub(crate) use process::program;
#[cfg(windows)]
pub(crate) use windows::{ConsoleEvents, locale};

/// Returns `None`: the locale is in the environment.
#[cfg(not(windows))]
pub(crate) const fn locale() -> Option<String> {
    None
}

/// Returns the text that a program or a pipe gave; `None` if it is not UTF-8, nor GBK on a Chinese Windows, whose consoles
/// write that.
pub(crate) fn text_of_program(bytes: Vec<u8>) -> Option<String> {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Some(text),
        Err(error) => error.into_bytes(),
    };
    let is_chinese = cfg!(windows) && locale().is_some_and(|locale| locale.starts_with("zh"));
    let gbk = || encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(&bytes);
    is_chinese.then(gbk).flatten().map(std::borrow::Cow::into_owned)
}

#[expect(clippy::disallowed_methods, reason = "the one clock")]
fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok();
    since.and_then(|since| u64::try_from(since.as_millis()).ok()).unwrap_or_default()
}

//! The help and messages of `webot listen` and `webot replay`.

use crate::http::Failure;

/// The help of `webot listen`.
#[derive(Debug)]
pub(crate) struct ListenHelp {
    pub about: &'static str,
    pub after: &'static str,
    /// Heading: the address of webot.
    pub address: &'static str,
    /// Heading: the bot.
    pub bot: &'static str,
    /// Heading: the recording.
    pub recording: &'static str,
    pub host: &'static str,
    pub port: &'static str,
    pub forward_to: &'static str,
    pub route: &'static str,
    pub fallback: &'static str,
    pub timeout: &'static str,
    pub save: &'static str,
    /// Heading: the output.
    pub output: &'static str,
    pub log: &'static str,
    pub anonymize: &'static str,
    pub token: &'static str,
}

/// The messages of `webot listen`.
#[derive(Debug)]
pub(crate) struct ListenWords {
    /// Tells the address, the destination, and the file.
    pub listening: fn(&str, &str, Option<&str>) -> String,
    /// Says that nothing is verified.
    pub no_token: &'static str,
    /// Says that push and reply are encrypted, and there is no key to judge them with.
    pub no_key: &'static str,
    /// Says that push and reply are encrypted with another key.
    pub other_key: &'static str,
    /// Names an encrypted reply in the column of the replies.
    pub encrypted: &'static str,
    /// Names a failure of the network in the column of the replies.
    pub failure: fn(&Failure) -> &'static str,
    /// Advises where nothing listens at the bot's address.
    pub start_bot: &'static str,
    /// Says that pushes cannot be recorded: file and reason.
    pub not_recorded: fn(&str, &str) -> String,
    /// Says that pushes are recorded again; the number of those that are missing.
    pub records_again: fn(u64) -> String,
    /// Says that the bot answers again; the number of pushes that it missed.
    pub back: fn(u64) -> String,
    /// The number of a delivery.
    pub again: fn(u32) -> String,
    /// Says that a signature has upper-case letters.
    pub upper_case: &'static str,
    /// Says that the parts of a signature were not sorted.
    pub unsorted: &'static str,
    /// Says that a signature is wrong.
    pub wrong_signature: &'static str,
    /// Says that a timestamp is in milliseconds.
    pub milliseconds: &'static str,
    /// Tells the age of a timestamp in seconds; negative if it is in the future.
    pub stale: fn(i64) -> String,
    /// Says that the bot accepts a false signature.
    pub accepts_probe: &'static str,
    /// Says that the sender no longer waited.
    pub hung_up: &'static str,
    /// Says that webot answered.
    pub answered: &'static str,
    /// Says that a body was recorded in part; its length in bytes, if known.
    pub large: fn(Option<u64>) -> String,
    /// Tells the number of pushes, at the end.
    pub ended: fn(u64) -> String,
}

/// The help of `webot replay`.
#[derive(Debug)]
pub(crate) struct ReplayHelp {
    pub about: &'static str,
    pub after: &'static str,
    pub file: &'static str,
    pub filter: &'static str,
    pub speed: &'static str,
    pub raw: &'static str,
    pub check: &'static str,
    pub as_har: &'static str,
    pub as_test: &'static str,
    /// Heading: the pushes.
    pub pushes: &'static str,
    /// Heading: in place of sending.
    pub instead: &'static str,
}

/// The messages of `webot replay`.
#[derive(Debug)]
pub(crate) struct ReplayWords {
    /// The answer is the recorded one.
    pub same: &'static str,
    /// There is no recorded answer.
    pub no_answer: &'static str,
    /// The recorded value and the value now: field, before, now; `None` if there is none.
    pub difference: fn(&str, Option<&str>, Option<&str>) -> String,
    /// Says that a push cannot be sent: number.
    pub cut: fn(usize) -> String,
    /// Says that a push is no message or event: number.
    pub no_kind: fn(usize) -> String,
    /// Says that only a signed notification can be sent as it was: number.
    pub needs_raw: fn(usize) -> String,
    /// Says that the recording holds no push.
    pub no_push: &'static str,
    /// Says that no push meets the conditions.
    pub none_met: &'static str,
    /// Says that there was nothing to compare.
    pub none_compared: &'static str,
    /// Says that the last line of the file is incomplete.
    pub broken_off: &'static str,
    /// Tells the duration at the recorded speed, in seconds.
    pub takes: fn(u64) -> String,
    /// Tells the numbers of pushes, of differences and of failures.
    pub ended: fn(usize, usize, usize) -> String,
}

//! The names of everything that is said about `webot mock`.

/// The help of `webot mock`.
#[expect(missing_docs, reason = "each is the help of the flag or command of its name")]
pub struct MockHelp {
    pub about: &'static str,
    pub after: &'static str,
    /// Heading: where it listens.
    pub address: &'static str,
    /// Heading: the account.
    pub account: &'static str,
    /// Heading: what goes wrong.
    pub trouble: &'static str,
    pub host: &'static str,
    pub port: &'static str,
    pub appid: &'static str,
    pub secret: &'static str,
    pub followers: &'static str,
    pub token_overlap: &'static str,
    pub allow_ip: &'static str,
    pub quota: &'static str,
    pub fail: &'static str,
    pub latency: &'static str,
    pub drop: &'static str,
}

/// The words on the screen of `webot mock`.
pub struct MockWords {
    /// Where it listens, and what to type next.
    pub listening: fn(&str) -> String,
    /// What the log says where no answer was given.
    pub dropped: &'static str,
    /// How many calls were answered, at the end.
    pub ended: fn(u64) -> String,
}

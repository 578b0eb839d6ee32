//! The help and messages of `webot token serve`.

/// The help of `webot token serve`.
#[derive(Debug)]
pub(crate) struct TokenServerHelp {
    pub about: &'static str,
    pub after: &'static str,
    pub profiles: &'static str,
    pub all_profiles: &'static str,
    pub host: &'static str,
    pub port: &'static str,
    pub key: &'static str,
    pub tls_cert: &'static str,
    pub tls_key: &'static str,
    pub client_ca: &'static str,
}

/// The messages of `webot token serve`.
#[derive(Debug)]
pub(crate) struct TokenServerWords {
    /// Tells the address and the accounts.
    pub listening: fn(&str, &[&str]) -> String,
    /// Says that a profile has no account.
    pub skipped: fn(&str) -> String,
    /// Says that an account has a new token or ticket: appid, kind, validity in seconds.
    pub refreshed: fn(&str, &str, u64) -> String,
    /// Says that a TLS handshake failed: client, reason.
    pub handshake_failed: fn(&str, &str) -> String,
    /// Tells the number of requests that were answered, at the end.
    pub ended: fn(u64) -> String,
}

//! The help and messages of `webot doctor`.

/// The help of `webot doctor`.
pub(crate) struct DoctorHelp {
    pub about: &'static str,
    pub after: &'static str,
    pub only: &'static str,
    pub wait: &'static str,
    pub strict: &'static str,
}

/// The messages of `webot doctor`.
pub(crate) struct DoctorWords {
    /// Says that `--wait` waits for the IP whitelist.
    pub waiting: &'static str,
    /// Says that the bot at this URL passes the check.
    pub bot: fn(&str) -> String,
    /// Says what to type if there is nothing to check.
    pub nothing: &'static str,
    /// Counts the failed checks and the warnings.
    pub summary: fn(usize, usize) -> String,
}

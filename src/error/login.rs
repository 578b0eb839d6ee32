//! Logins that did not succeed.

/// The reason why a user did not log in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LoginError {
    /// The user refused, or the page did not open.
    Refused,
    /// The user did not return within this many seconds.
    TimedOut(u64),
}

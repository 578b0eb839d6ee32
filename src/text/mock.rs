//! The help and messages of `webot mock`.

use crate::mock::PayFault;

/// The help of `webot mock`.
pub(crate) struct MockHelp {
    pub about: &'static str,
    pub after: &'static str,
    /// Heading: the address.
    pub address: &'static str,
    /// Heading: the account.
    pub account: &'static str,
    /// Heading: simulated faults.
    pub faults: &'static str,
    pub action: &'static str,
    pub host: &'static str,
    pub port: &'static str,
    pub appid: &'static str,
    pub secret: &'static str,
    pub followers: &'static str,
    pub snapshot: &'static str,
    pub token_overlap: &'static str,
    pub allow_ip: &'static str,
    pub kind: &'static str,
    pub deny: &'static str,
    pub quota: &'static str,
    pub fail: &'static str,
    pub latency: &'static str,
    pub drop: &'static str,
}

/// The messages of `webot mock`.
pub(crate) struct MockWords {
    /// Tells the address and the next command, if it can be shown.
    pub listening: fn(&str, Option<&str>) -> String,
    /// Says that the state was removed, or that there was none; its path.
    pub reset: fn(&str, bool) -> String,
    /// Explains a fault of a signed call to WeChat Pay.
    pub pay_fault: fn(PayFault) -> &'static str,
    /// Stands in the log for a response that was dropped.
    pub dropped: &'static str,
    /// Tells the number of calls that were answered, at the end.
    pub ended: fn(u64) -> String,
}

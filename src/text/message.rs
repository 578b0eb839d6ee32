//! The help and messages of `webot message`.

/// The help of `webot message`.
#[derive(Debug)]
pub(crate) struct MessageHelp {
    pub custom_send: &'static str,
    pub openid: &'static str,
    pub option: &'static str,
    pub head: &'static str,
    pub tail: &'static str,
    pub kf_account: &'static str,
    pub file: &'static str,
}

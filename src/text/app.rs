//! The help and messages of `webot app`.

/// The help of `webot app`.
#[derive(Debug)]
pub(crate) struct AppHelp {
    pub about: &'static str,
    pub config: &'static str,
    pub check: &'static str,
    pub check_share: &'static str,
    pub login: &'static str,
    pub universal_link: &'static str,
    pub appid: &'static str,
    pub team: &'static str,
    pub bundle: &'static str,
    pub output: &'static str,
    pub files: &'static str,
    pub share: &'static str,
    pub kind: &'static str,
    pub code: &'static str,
}

/// The messages of `webot app`.
pub(crate) struct AppWords {
    /// Says that a check found nothing.
    pub clean: &'static str,
    /// Lists the files that were written.
    pub written: fn(&[String]) -> String,
}

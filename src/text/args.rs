//! Words of the arguments that commands share.

/// Help of the flags.
#[derive(Debug)]
pub(crate) struct ArgsHelp {
    pub timeout: &'static str,
    pub cacert: &'static str,
    pub insecure: &'static str,
    pub dry_run: &'static str,
    pub curl: &'static str,
}

//! Words about the configuration.

use crate::config::Remark;

/// Words about the configuration.
#[derive(Debug)]
pub struct ConfigWords {
    /// Something in a file that deserves attention: the file, and what.
    pub remark: fn(&str, &Remark) -> String,
    /// What `profile` is.
    pub default_profile: &'static str,
    /// What `profiles` is.
    pub profiles: &'static str,
}

//! The severity of a finding.

/// The severity of a finding, by its effect for WeChat's users.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It works but deviates from the documentation, or works only in part.
    Warning,
    /// WeChat refuses it, or users see something broken.
    Error,
}

impl Severity {
    /// Returns the name in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

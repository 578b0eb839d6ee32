//! How bad a finding is.

/// Whether WeChat's user would notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Works today and is not what the documents say, or works in part.
    Warning,
    /// WeChat refuses it, or its user sees something broken.
    Error,
}

impl Severity {
    /// The word in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

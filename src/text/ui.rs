//! The help and messages of the page beside a server.

/// The help of `--ui`.
#[derive(Debug)]
pub(crate) struct UiHelp {
    pub ui: &'static str,
}

/// The messages of the page.
#[derive(Debug)]
pub(crate) struct UiWords {
    /// Tells the address of the page.
    pub listening: fn(&str) -> String,
    /// Says that the mock refuses an act of a user; its reason.
    pub refused: fn(&str) -> String,
    /// Says that the server ends.
    pub ends: &'static str,
}

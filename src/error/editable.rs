//! The things that are edited in the user's editor.

/// A thing that is edited in the user's editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Editable {
    /// The config file.
    Config,
    /// The menu of an account.
    Menu,
    /// A message for a bot.
    Message,
}

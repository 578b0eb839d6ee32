//! The calls of the page.

use serde::Deserialize;

use super::ChatError;

/// A call of the page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Call {
    /// A user sends a message or causes an event.
    Send(SentPush),
    /// Adds a user.
    AddUser,
    /// Removes a user and its messages.
    RemoveUser(String),
    /// Begins a new conversation.
    Clear,
    /// Sends the messages up to this entry again, in a new conversation.
    Restart(u64),
    /// Returns a whole entry, of which the feed has cut long texts.
    Entry(u64),
    /// Returns the conversation as a scenario.
    Export,
    /// Returns the conversation as a recording.
    Save,
    /// Shows a recording.
    Load(Vec<u8>),
}

/// A message or event of a user.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SentPush {
    /// `FromUserName`.
    pub(super) user: String,
    /// The words of the push, as for `webot send`.
    pub(super) words: Vec<String>,
    /// Fields and their values.
    #[serde(default)]
    pub(super) set: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfUser {
    user: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfEntry {
    entry: u64,
}

impl Call {
    /// Parses a call with its values.
    pub(super) fn parse(name: &str, given: &[u8]) -> Result<Self, ChatError> {
        fn values<'a, T: Deserialize<'a>>(given: &'a [u8]) -> Result<T, ChatError> {
            serde_json::from_slice(given).map_err(|error| ChatError::Call(error.to_string()))
        }
        Ok(match name {
            "send" => Self::Send(values(given)?),
            "add-user" => Self::AddUser,
            "remove-user" => Self::RemoveUser(values::<OfUser>(given)?.user),
            "clear" => Self::Clear,
            "restart" => Self::Restart(values::<OfEntry>(given)?.entry),
            "entry" => Self::Entry(values::<OfEntry>(given)?.entry),
            "export" => Self::Export,
            "save" => Self::Save,
            "load" => Self::Load(given.to_vec()),
            _ => return Err(ChatError::Call(name.chars().take(40).collect())),
        })
    }
}

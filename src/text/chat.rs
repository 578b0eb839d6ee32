//! The help and messages of `webot chat`.

/// The help of `webot chat`.
#[derive(Debug)]
pub(crate) struct ChatHelp {
    pub about: &'static str,
    pub after: &'static str,
    pub bot: &'static str,
    pub menu: &'static str,
    pub mock: &'static str,
    pub mock_port: &'static str,
    pub no_open: &'static str,
    pub seed: &'static str,
    pub deadline: &'static str,
    pub user: &'static str,
    /// Heading: the page.
    pub page: &'static str,
}

/// The messages of `webot chat`.
#[derive(Debug)]
pub(crate) struct ChatWords {
    /// Tells the address of the page.
    pub listening: fn(&str) -> String,
    /// Tells the address of the mock, and the appid of the account on it.
    pub mock: fn(&str, &str) -> String,
    /// Tells the number of messages of the conversation, at the end.
    pub ended: fn(usize) -> String,
    /// Says that the page called something that the program does not have.
    pub wrong_call: fn(&str) -> String,
    /// Says that there is no user with this id.
    pub no_user: fn(&str) -> String,
    /// Says that there are as many users as there may be.
    pub too_many_users: fn(usize) -> String,
    /// Says that a message is no longer there.
    pub no_entry: &'static str,
    /// Says that there are no messages.
    pub empty: &'static str,
}

//! The help and messages of `webot message`.

/// The help of `webot message`.
#[derive(Debug)]
pub(crate) struct MessageHelp {
    pub custom_send: &'static str,
    /// `message subscribe list`
    pub templates: &'static str,
    /// `message subscribe add`
    pub add_template: &'static str,
    /// `message subscribe delete`
    pub delete_template: &'static str,
    /// `message subscribe categories`
    pub categories: &'static str,
    /// `message subscribe titles`
    pub titles: &'static str,
    /// `message subscribe keywords`
    pub keywords: &'static str,
    pub openid: &'static str,
    pub option: &'static str,
    pub head: &'static str,
    pub tail: &'static str,
    pub kf_account: &'static str,
    pub file: &'static str,
    pub openids: &'static str,
    pub url: &'static str,
    pub mini_appid: &'static str,
    pub page: &'static str,
    pub client_msg_id: &'static str,
    pub primary: &'static str,
    pub secondary: &'static str,
}

/// The messages of `webot message`.
pub(crate) struct MessageWords {
    /// Asks before a message is sent to many; their number.
    pub really_send_all: fn(usize) -> String,
    /// Asks before the industries are changed.
    pub really_set_industry: &'static str,
    /// Tells how many were sent of how many.
    pub sent: fn(usize, usize) -> String,
    /// Tells after how many receivers it stopped, and at which.
    pub stopped_at: fn(usize, &str) -> String,
}

//! The help and messages of `webot message mass`.

/// The help of `webot message mass`.
#[derive(Debug)]
pub(crate) struct MassHelp {
    pub all: &'static str,
    pub tag: &'static str,
    pub to: &'static str,
    pub text: &'static str,
    pub news: &'static str,
    pub image: &'static str,
    pub voice: &'static str,
    pub video: &'static str,
    pub card: &'static str,
    pub title: &'static str,
    pub description: &'static str,
    pub recommend: &'static str,
    pub comments: &'static str,
    pub ignore_reprint: &'static str,
    pub client_msg_id: &'static str,
    pub wait: &'static str,
    pub wechat_id: &'static str,
    pub msg_id: &'static str,
    pub article_url: &'static str,
    pub article: &'static str,
}

/// The receivers of a mass message, with their number where it is known.
pub(crate) enum MassReceivers<'a> {
    /// All followers.
    All(Option<u64>),
    /// The followers with a tag of this name.
    Tag(&'a str, Option<u64>),
    /// A list of openids.
    Openids(usize),
}

/// The messages of `webot message mass`.
pub(crate) struct MassWords {
    /// Asks before a message is sent; the content and the receivers.
    pub really_send: fn(&str, &MassReceivers<'_>) -> String,
    /// Names a text by its beginning.
    pub text: fn(&str) -> String,
    /// Names articles by the first title and their number.
    pub news: fn(&str, usize) -> String,
    /// Names pictures by their number.
    pub images: fn(usize) -> String,
    /// Names another content by its `msgtype` and its ID.
    pub content: fn(&str, &str) -> String,
    /// Warns that a preview shows only one picture.
    pub one_image: &'static str,
    /// Warns that WeChat sends no cards.
    pub no_cards: &'static str,
    /// Warns that no follower has the tag of this name.
    pub nobody: fn(&str) -> String,
    /// Tells that WeChat took a message; the command that asks for its status.
    pub accepted: fn(&str) -> String,
    /// Tells how to ask for the status of a message; the command.
    pub ask_again: fn(&str) -> String,
    /// Explains a `msg_status`.
    pub ended: fn(&str) -> String,
    /// Tells that a message was accepted before; its `msg_id`, and the command that asks for its status.
    pub repeated: fn(&str, &str) -> String,
    /// Tells how to find out whether WeChat took a message; its `clientmsgid`.
    pub unclear: fn(&str) -> String,
    /// Tells that a preview was sent.
    pub previewed: &'static str,
}

//! The help and messages of `webot work`.

use crate::api::CardFaultKind;

/// The help of `webot work`.
#[derive(Debug)]
pub(crate) struct WorkHelp {
    pub message_send: &'static str,
    pub chat_send: &'static str,
    pub file: &'static str,
    pub to: &'static str,
    pub to_party: &'static str,
    pub to_tag: &'static str,
    pub agentid: &'static str,
    pub card_type: &'static str,
    pub card: &'static str,
    pub title: &'static str,
    pub description: &'static str,
    pub sub_title: &'static str,
    pub source: &'static str,
    pub emphasis: &'static str,
    pub field: &'static str,
    pub jump: &'static str,
    pub url: &'static str,
    pub image: &'static str,
    pub button: &'static str,
    pub option: &'static str,
    pub question: &'static str,
    pub multiple: &'static str,
    pub submit: &'static str,
    pub task_id: &'static str,
    pub token_get: &'static str,
    pub token_show: &'static str,
    pub token_clear: &'static str,
    pub contacts: &'static str,
    pub oauth_url: &'static str,
    pub redirect_uri: &'static str,
    pub scope: &'static str,
    pub website: &'static str,
    pub jssdk_config: &'static str,
    pub jssdk_agent: &'static str,
    pub suite_set: &'static str,
    pub suite_ticket: &'static str,
    pub suite_token: &'static str,
    pub suite_pre_auth: &'static str,
    pub suite_authorize: &'static str,
    pub auth_code: &'static str,
    pub suite_show: &'static str,
    pub account: &'static str,
    pub cursor: &'static str,
    /// `--cursor` of `work kf serve`
    pub serve_cursor: &'static str,
    pub cursor_file: &'static str,
    pub limit: &'static str,
    pub push_token: &'static str,
    pub voice_format: &'static str,
    pub kf_serve: &'static str,
    pub rules: &'static str,
    pub interval: &'static str,
    pub once: &'static str,
    pub notify: &'static str,
    pub notify_after: &'static str,
    pub robot_key: &'static str,
    pub robot_text: &'static str,
    pub robot_markdown: &'static str,
    pub robot_markdown_v2: &'static str,
    pub robot_image: &'static str,
    pub robot_news: &'static str,
    pub robot_file: &'static str,
    pub robot_voice: &'static str,
    pub robot_card: &'static str,
    pub mention: &'static str,
    pub mention_mobile: &'static str,
    pub no_wait: &'static str,
}

/// The messages of `webot work`.
pub(crate) struct WorkWords {
    /// Warns that a call has not reached some; the member of the answer and its value.
    pub cut: fn(&str, usize, usize) -> String,
    pub unreached: fn(&str, &str) -> String,
    /// Names the fields that apps do not get since 2022.
    pub hidden: &'static str,
    /// Says what is wrong in a card.
    pub card_fault: fn(&str, CardFaultKind) -> String,
    /// Says that a menu was published.
    pub menu_created: &'static str,
    /// Says that a company has authorized the suite; its name and corpid.
    pub authorized: fn(&str, &str) -> String,
    /// Says that no permanent code can be looked up, because the profile names no company.
    pub no_company: &'static str,
    /// Tells the cursor for the next call.
    pub next_cursor: fn(&str) -> String,
    /// Says where a `suite_ticket` is stored.
    pub ticket_kept: fn(&str) -> String,
    /// Says that the messages to an account are answered from now on.
    pub serving: fn(&str) -> String,
    /// Tells how many messages were answered.
    pub answered: fn(u64) -> String,
    /// Warns that a reply is of a kind that customer service does not have; the customer.
    pub not_sendable: fn(&str) -> String,
    /// Says that messages were sent.
    pub notified: fn(usize) -> String,
    /// Warns that only some of the messages were sent; their number and that of all.
    pub partly_sent: fn(usize, usize) -> String,
    /// Says that webot waits until the robot may send again; the seconds.
    pub waiting: fn(u64) -> String,
    /// Says that the robot may not send for some seconds.
    pub must_wait: fn(u64) -> String,
    /// Warns that a reply was refused; the customer and the reason.
    pub not_sent: fn(&str, &str) -> String,
}

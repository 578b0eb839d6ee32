use crate::text::message::{MessageHelp, MessageWords};

pub(in crate::text) const HELP: MessageHelp = MessageHelp {
    custom_send: "Send a message that is written as JSON",
    templates: "List the templates of subscribe messages",
    add_template: "Add a template of the library for subscribe messages",
    delete_template: "Delete a template for subscribe messages",
    categories: "List the categories of the account, whose templates it may add",
    titles: "List the titles of the library in categories",
    keywords: "List the keywords of a title",
    openid: "Follower's openid",
    option: "ID and text of an answer, such as 101=Yes; repeatable",
    head: "Text above the answers",
    tail: "Text below the answers",
    kf_account: "Customer-service account that sends it, such as kf1@gh_abc",
    file: "File with the message as WeChat's documentation describes it (- for stdin) [default: stdin]",
    openids: "Receiver's openid; several with commas, @FILE for a file (lines or CSV), - for stdin",
    url: "Address that the message opens",
    mini_appid: "Mini-program that the message opens",
    page: "Page of the mini-program",
    client_msg_id: "ID that is sent to a receiver once in 10 minutes",
    primary: "Number of the primary industry, 1 to 41",
    secondary: "Number of the secondary industry, 1 to 41",
};

pub(in crate::text) const WORDS: MessageWords = MessageWords {
    really_send_all: |count| format!("Send this message to {count} users?"),
    really_set_industry: "Set the industries? This can be done once a month, and deletes templates of other industries",
    sent: |sent, all| format!("{sent} of {all} sent"),
    stopped_at: |done, openid| format!("stopped after {done} receivers, at {openid}; send to the rest only"),
};

use crate::text::message::MessageHelp;

pub(in crate::text) const HELP: MessageHelp = MessageHelp {
    custom_send: "Send a message that is written as JSON",
    openid: "Follower's openid",
    option: "ID and text of an answer, such as 101=Yes; repeatable",
    head: "Text above the answers",
    tail: "Text below the answers",
    kf_account: "Customer-service account that sends it, such as kf1@gh_abc",
    file: "File with the message as WeChat's documentation describes it (- for stdin) [default: stdin]",
};

use crate::text::message::MessageHelp;

pub(in crate::text) const HELP: MessageHelp = MessageHelp {
    custom_send: "发送用 JSON 写好的消息",
    openid: "粉丝的 openid",
    option: "选项的 ID 和文字，例如 101=满意；可重复使用",
    head: "选项上方的文字",
    tail: "选项下方的文字",
    kf_account: "以哪个客服账号发送，例如 kf1@gh_abc",
    file: "消息文件，格式与微信文档相同（- 表示 stdin）[默认：stdin]",
};

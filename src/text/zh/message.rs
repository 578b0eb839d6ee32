use crate::text::message::{MessageHelp, MessageWords};

pub(in crate::text) const HELP: MessageHelp = MessageHelp {
    custom_send: "发送用 JSON 写好的消息",
    templates: "列出订阅通知的模板",
    add_template: "从模板库选用订阅通知的模板",
    delete_template: "删除订阅通知的模板",
    categories: "列出账号的类目，可选用其中的模板",
    titles: "列出模板库中这些类目的模板标题",
    keywords: "列出模板标题下的关键词",
    openid: "粉丝的 openid",
    option: "选项的 ID 和文字，例如 101=满意；可重复使用",
    head: "选项上方的文字",
    tail: "选项下方的文字",
    kf_account: "以哪个客服账号发送，例如 kf1@gh_abc",
    file: "消息文件，格式与微信文档相同（- 表示 stdin）[默认：stdin]",
    openids: "接收者的 openid；多个用逗号分隔，@FILE 表示文件（每行一个或 CSV），- 表示 stdin",
    url: "点击消息打开的链接",
    mini_appid: "点击消息打开的小程序的 appid",
    page: "小程序页面",
    client_msg_id: "防重 ID，10 分钟内对同一接收者只发送一次",
    primary: "主行业编号，1 到 41",
    secondary: "副行业编号，1 到 41",
};

pub(in crate::text) const WORDS: MessageWords = MessageWords {
    really_send_all: |count| format!("向 {count} 个用户发送这条消息？"),
    really_set_industry: "设置所属行业？每月只能修改一次，原行业的模板会被删除",
    sent: |sent, all| format!("已发送 {sent} 条，共 {all} 条"),
    stopped_at: |done, openid| format!("处理 {done} 个接收者后，停在 {openid}；请只向其余的接收者发送"),
};

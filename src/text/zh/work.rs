use crate::api::CardFaultKind;
use crate::lang::RobotWanted;
use crate::text::work::{WorkHelp, WorkWords};

pub(in crate::text) const HELP: WorkHelp = WorkHelp {
    message_send: "发送 JSON 格式的消息",
    chat_send: "向群聊发送 JSON 格式的消息",
    file: "消息文件，格式见企业微信文档（- 表示 stdin） [默认：stdin]",
    to: "userid，最多 1000 个，@all 表示全部成员；多个用逗号分隔",
    to_party: "部门 ID，最多 100 个；多个用逗号分隔",
    to_tag: "标签 ID，最多 100 个；多个用逗号分隔",
    agentid: "应用的 agentid [默认：profile 里的]",
    card_type: "类型：text_notice、news_notice、button_interaction、vote_interaction 或 multiple_interaction",
    card: "卡片的 JSON 或 @FILE，代替其他选项",
    title: "标题",
    description: "标题下方的文字",
    sub_title: "text_notice、news_notice 的二级文本",
    source: "标题上方的来源名称",
    emphasis: "text_notice 的关键数据，写作 VALUE=NAME，例如 100=访问量",
    field: "一行名称和值，例如 主机=web-1；可重复，最多 6 个",
    jump: "卡片下方的链接，写作 TITLE=URL；可重复，最多 3 个",
    url: "点击卡片打开的链接",
    image: "news_notice 的图片链接",
    button: "按钮，写作 KEY=TEXT；可重复，最多 6 个",
    option: "选项，写作 ID=TEXT；multiple_interaction 写作 QUESTION.ID=TEXT；可重复",
    question: "选择题的 key [默认：question]",
    multiple: "vote_interaction 允许多选",
    submit: "提交按钮，写作 KEY=TEXT",
    task_id: "任务 ID，点击的推送会带上 [默认：交互卡片自动生成]",
    token_get: "获取应用的 access_token",
    token_show: "查看已保存的应用 token，不发送请求",
    token_clear: "删除已保存的应用 token",
    contacts: "使用“通讯录同步”的 secret（contact_secret），代替应用的 secret",
    oauth_url: "生成成员网页登录的链接，或检查链接",
    redirect_uri: "授权后回调的地址，域名须为应用的可信域名",
    scope: "snsapi_base；需要 user_ticket 时用 snsapi_privateinfo [默认：snsapi_base]",
    website: "在网站上扫码登录，而不是在企业微信里打开",
    jssdk_config: "为 wx.config 签名",
    jssdk_agent: "为 wx.agentConfig 签名",
    suite_set: "保存企业微信推送的 suite_ticket（profile：suite_id）",
    suite_ticket: "推送 suite_ticket 里的 SuiteTicket；@FILE 表示文件，- 表示 stdin",
    suite_token: "用 profile 的 suite_id 和 suite_secret 获取 suite_access_token",
    suite_pre_auth: "获取预授权码 pre_auth_code，供企业开始安装应用（profile：suite_id、suite_secret）",
    suite_authorize: "用授权码换取永久授权码并保存（profile：suite_id、suite_secret）",
    auth_code: "推送 create_auth 里的 AuthCode，或授权页返回的 auth_code；@FILE 表示文件，- 表示 stdin",
    suite_show: "查看已保存的第三方应用凭证，不发送请求（profile：suite_id、corpid）",
    account: "客服账号 ID（open_kfid）",
    cursor: "上一次返回的 next_cursor [默认：最近 3 天的消息]",
    serve_cursor: "上一次返回的 next_cursor [默认：只处理此后的消息]",
    cursor_file: "保存 cursor 的文件，供下次继续",
    limit: "每页条数，不超过 1000",
    push_token: "推送 kf_msg_or_event 里的 Token，10 分钟内有效，可避免频率限制",
    voice_format: "语音格式：0 amr，1 silk",
    kf_serve: "按规则文件回复客户消息",
    rules: "规则文件 [默认：当前目录的 rules.yaml 等]",
    interval: "两次拉取的间隔，单位秒",
    once: "处理完该 cursor 之后的消息就退出；首次使用新的 --cursor-file 时只记下 cursor",
    notify: "用群机器人发送消息",
    notify_after: "不指定内容时，文本从 stdin 读取。超长的文本和 Markdown 会在行尾拆分，每条不超过 2048 或 4096 字节。\
群机器人每分钟最多发送 20 条，超出时 webot 会等待。",
    robot_key: "群机器人的 key 或完整的 Webhook 地址；@FILE、env:NAME [默认：webhook_key 或 WX_WEBHOOK_KEY]",
    robot_text: "文本；@FILE 表示文件，- 表示 stdin [默认：stdin]",
    robot_markdown: "Markdown：标题、加粗、链接、引用、三种颜色、<@userid>；@FILE，- 表示 stdin",
    robot_markdown_v2: "Markdown（v2）：支持表格、列表和图片，不支持颜色和 @；@FILE，- 表示 stdin",
    robot_image: "图片，jpg 或 png，不超过 2 MB",
    robot_news: "图文的 JSON 或 @FILE：1 到 8 个，含 title、url、description、picurl",
    robot_file: "文件，不超过 20 MB，先上传再发送",
    robot_voice: "语音（amr），不超过 2 MB、60 秒，先上传再发送",
    robot_card: "卡片 text_notice 或 news_notice 的 JSON 或 @FILE",
    mention: "文本里提醒的成员 userid，@all 表示所有人；多个用逗号分隔",
    mention_mobile: "文本里提醒的成员手机号；多个用逗号分隔",
    no_wait: "一分钟内已发满 20 条时直接失败，不等待",
};

pub(in crate::text) const WORDS: WorkWords = WorkWords {
    cut: |path, bytes, most| format!("`{path}` 有 {bytes} 字节，企业微信会截断到 {most} 字节"),
    unreached: |member, value| match member {
        "unlicenseduser" => format!("未发送给 {value}：没有接口许可（unlicenseduser）"),
        "invaliduser" | "invalidlist" | "user_list" => {
            format!("对 {value} 无效：userid 不存在，或不在应用的可见范围内（{member}）")
        }
        _ => format!("对 {value} 无效：不存在，或不在应用的可见范围内（{member}）"),
    },
    hidden: "2022-06-20 起，应用不再能获取头像、性别、手机、邮箱、企业邮箱、二维码和地址；\
             成员授权后可用 `webot work oauth userdetail` 获取",
    card_fault: |path, kind| match kind {
        CardFaultKind::Missing => format!("缺少 `{path}`"),
        CardFaultKind::TooMany(most) => format!("`{path}` 超过 {most} 项"),
        CardFaultKind::Unknown => format!("`{path}` 的值未知"),
        CardFaultKind::Form => format!("`{path}` 只能有字母、数字和 `_-@`，不超过 128 个"),
        CardFaultKind::Twice => format!("`{path}` 重复"),
    },
    authorized: |name, corpid| {
        format!("{name} 已授权；profile 填写 corpid {corpid} 和 suite_id 即可代其调用")
    },
    no_company: "permanent_code：按企业分别保存，而 profile 没有 `corpid`",
    ticket_kept: |place| format!("suite_ticket 已保存到 {place}，30 分钟内有效"),
    next_cursor: |cursor| format!("下一页从 --cursor {cursor} 开始"),
    serving: |account| format!("正在回复 {account} 的消息，按 Ctrl-C 停止"),
    answered: |count| format!("已回复 {count} 条"),
    not_sendable: |customer| format!("未回复 {customer}：微信客服只能发送文本、图片、语音和视频"),
    not_sent: |customer, reason| format!("未回复 {customer}：{reason}"),
    notified: |count| {
        if count == 1 { "已发送".to_owned() } else { format!("已拆分为 {count} 条发送") }
    },
    partly_sent: |sent, all| format!("{all} 条中只发送了 {sent} 条"),
    waiting: |seconds| format!("一分钟内已发送 20 条，等待 {seconds} 秒"),
    must_wait: |seconds| format!("未发送：群机器人一分钟内已发送 20 条，请 {seconds} 秒后重试"),
    menu_created: "菜单已发布，成员重新进入应用后可见",
};

/// Returns the problem of a value for a robot and the requirement for it.
pub(super) fn wanted_words(wanted: RobotWanted) -> (&'static str, &'static str) {
    match wanted {
        RobotWanted::Key => {
            ("不是群机器人的 key", "请在群机器人的设置里复制 Webhook 地址：…/cgi-bin/webhook/send?key=KEY")
        }
        RobotWanted::Card => ("不是群机器人可发送的卡片类型", "群机器人只能发送 text_notice 和 news_notice"),
        RobotWanted::Articles => ("里没有图文", "应为 1 到 8 个含 `title` 和 `url` 的对象"),
    }
}

use crate::api::Section;
use crate::message::xml::{MAX_DEPTH, MAX_ELEMENTS, Unreadable};
use crate::text::help::{Help, OpenHelp, SendHelp, VerifyUrlHelp};
use crate::text::list::List;
use crate::text::words::Words;

pub(in crate::text) const HELP: Help = Help {
    about: "在命令行测试微信机器人、核对签名、调用微信接口",
    after: "\
没有账号、没有机器人，也可以先试用：
  webot send --demo 你好
  webot token get --mock

发给自己的机器人：
  webot send --token TOKEN --des http://127.0.0.1:3000/wechat 你好

命令行选项优先于环境变量，环境变量优先于 wx_config.json（“配置”）。
语言：--lang en 或 WEBOT_LANG=en。
退出码：0 成功，1 检查未通过或接口报错，2 用法错误， 3 配置或本地文件错误，4 网络错误，5 webot 的缺陷，130 被中断。",
    usage: "用法：",
    commands: "命令",
    arguments: "参数",
    options: "选项",
    global: "通用选项",
    topics: "帮助主题（webot help 主题）",
    found: |word| format!("没有名为 `{word}` 的命令或主题，下面是相关的命令、选项和主题。"),
    colon: "：",
    section: |section| match section {
        Section::Bots => "机器人",
        Section::Signatures => "签名与加解密",
        Section::Diagnosis => "诊断",
        Section::Api => "接口",
        Section::Account => "公众号",
        Section::MiniProgram => "小程序",
        Section::Work => "企业微信",
        Section::Pay => "微信支付",
        Section::Tool => "配置与工具",
    },
    possible_values: |values| format!("[可选值：{}]", values.join("、")),
    default_value: |value| format!("[默认：{value}]"),
    help: "显示帮助",
    version: "显示版本",
    json: "在 stdout 输出一份 JSON，错误也以 JSON 输出到 stderr",
    jq: "用 jq 表达式过滤输出的 JSON",
    quiet: "只输出错误",
    verbose: "在 stderr 显示请求和原始响应",
    color: "是否使用颜色：auto、always 或 never [默认：auto]",
    config: "配置文件 [环境变量：WEBOT_CONFIG] [默认：最近的 wx_config.json]",
    profile: "配置文件里的 profile [环境变量：WEBOT_PROFILE]",
    lang: "帮助和消息的语言：en 或 zh [环境变量：WEBOT_LANG]",
    show_secrets: "显示 Token 和密钥，不以 *** 代替",
    send: SendHelp {
        about: "向机器人发送签名消息，检查它的回复",
        after: "\
示例：
  # 给内置机器人发一条文本
  webot send --demo 你好

  # 地理位置、点击菜单、已关注的用户扫码
  webot send --demo loc 20.12 120.33 \"某个地方\"
  webot send --demo event CLICK V1001_TODAY_MUSIC
  webot send --demo scan 101 --subscribed

  # 查找消息类型
  webot send --list 卡券

  # 检查自己的机器人的回复
  webot send 你好 --token TOKEN --expect-text '^你好'

  # 发给长连接到 webot mock 的智能机器人
  webot send aibot.text 你好 --to ws://127.0.0.1:7200/aibot

  # 查看加密后的消息，不发送
  webot send 你好 --mode safe --appid wx1234567890abcdef --aes-key abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG --dry-run",
        target: "目标",
        message: "消息",
        signing: "签名与加密",
        delivery: "推送方式",
        checks: "期望（有一项不满足时退出码为 1）",
        instead: "预览",
        kind: "消息类型，见 --list；其他词按文本发送",
        args: "该类型主要字段的值，按顺序给出",
        token: "回调的 Token [环境变量：WX_TOKEN] [配置：token] [默认：keyboardcat123]",
        host: "机器人的主机 [默认：127.0.0.1]",
        port: "机器人的端口 [环境变量：PORT] [默认：本机 3000，其他主机 80]",
        route: "机器人的路径 [默认：/]",
        destination: "机器人的完整 URL，代替主机、端口和路径（简写：--des、--to）[环境变量：WX_URL] [配置：url]",
        demo: "发给内置的演示机器人",
        user: "FromUserName：用户的 openid",
        sp: "ToUserName：公众号的原始 ID（企业微信为 corpid）",
        set: "修改字段，可重复，例如 Content=你好、SendPicsInfo.PicList.item[0].PicMd5Sum=…",
        add: "允许 --set 添加该类型没有的字段",
        xml: "原样发送的 XML 文件（- 表示 stdin）",
        json_body: "原样发送的 JSON 文件（- 表示 stdin）",
        edit: "先在 $EDITOR 里编辑消息，再签名发送",
        subscribed: "scan：用户已关注（推送 SCAN，而不是 subscribe）",
        list: "列出消息类型；给出 FILTER 时只列出匹配的",
        mode: "消息加解密方式：plain 明文、compat 兼容、safe 安全 [配置：mode] [默认：plain]",
        format: "消息格式：xml 或 json（小程序、智能机器人）",
        aes_key: "消息加解密密钥 EncodingAESKey，43 个字符 [环境变量：WX_AES_KEY] [配置：encoding_aes_key]",
        appid: "加密时使用的 appid [环境变量：WX_APPID] [配置：appid]",
        receiver: "加密时使用的接收方 ID，与 appid 不同时给出：corpid、suiteid，智能机器人为 '' [配置：receiver]",
        apiv3_key: "pay.…：APIv3 密钥，32 字节 [环境变量：WX_APIV3_KEY] [配置：apiv3_key]",
        private_key: "pay.…：代替微信支付平台签名的测试私钥（PEM 文件） [环境变量：WX_PAY_PRIVATE_KEY] [配置：platform_private_key]",
        serial: "pay.…：该密钥的序列号 [配置：platform_serial]",
        timestamp: "发送和签名所用的时间戳，单位秒 [默认：当前时间]",
        nonce: "签名所用的随机串 [默认：随机生成]",
        as_wechat: "按微信的方式推送：消息最多 3 次，间隔 5 秒；通知持续推送，直到对方确认",
        speed: "把 --as-wechat 的间隔缩短为几分之一（微信支付的重试持续一天）",
        response_limit: "智能机器人没有回复时，等待其通过 `response_url` 发消息的时长，单位秒；0 表示不等待 [默认：2]",
        stream_limit: "智能机器人流式消息的刷新时长，单位秒；0 表示不刷新 [默认：360，与企业微信相同]",
        users: "同时发送的用户数，用来检查机器人是否弄混用户",
        pay_key: "pay.v2.…：签名用的 API 密钥 [环境变量：WX_PAY_KEY] [配置：pay_key]",
        deadline: "--as-wechat 每次推送的超时时间，单位秒 [默认：5]",
        expect_type: "要求回复的类型：text、news 等，或 none",
        expect_text: "要求回复的文本匹配这个正则表达式",
        expect: "要求回复的字段等于这个值，可重复，例如Articles.item[0].Title=新闻",
        expect_none: "要求没有回复（success 或空）",
        expect_within: "要求在这么多毫秒内回复",
        strict: "把警告也视为错误",
    },
    verify_url: VerifyUrlHelp {
        about: "验证回调 URL，与在后台保存服务器地址时微信的做法相同",
        after: "\
示例：
  # 验证本机的机器人
  webot verify-url http://127.0.0.1:3000/wechat --token TOKEN

  # 查看企业微信发送的请求，不发送
  webot verify-url https://example.com/wecom --mode safe --token TOKEN --aes-key abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG --receiver ww1234567890abcdef --dry-run",
        url: "后台填写的服务器地址（URL） [环境变量：WX_URL] [配置：url]",
        mode: "plain（公众号、小程序）或safe（企业微信：加密的 echostr）",
    },
    sign: super::sign::HELP,
    crypt: super::crypt::HELP,
    explain: super::explain::HELP,
    open: OpenHelp {
        about: "打开命令、接口、错误码或后台的官方页面",
        after: "\
示例：
  webot open menu create --print
  webot open 40164 --print
  webot open /cgi-bin/user/get --print",
        target: "页面的名称（`webot open` 列出）、错误码、接口路径或命令",
        platform: "错误码或接口所属的平台：api、work 或 pay",
        print: "只输出 URL，不打开",
    },
    doctor: super::doctor::HELP,
    args: super::args::HELP,
    api: super::api::HELP,
    token: super::account::TOKEN,
    menu: super::account::MENU,
    user: super::account::USER,
    draft: super::articles::DRAFT,
    material: super::articles::MATERIAL,
    qrcode: super::account::QRCODE,
    config_command: super::config::HELP,
    init: super::config::INIT,
    app: super::app::HELP,
    message: super::message::HELP,
    mass: super::mass::HELP,
    mini: super::mini::HELP,
    work: super::work::HELP,
    pay: super::pay::HELP,
    mock: super::mock::HELP,
    token_server: super::token_server::HELP,
    mcp: super::mcp::HELP,
    chat: super::chat::HELP,
    ui: super::ui::HELP,
    jssdk: super::jssdk::HELP,
    bench: super::bench::HELP,
    listen: super::listen::HELP,
    replay: super::listen::REPLAY_HELP,
    test: super::scenario::TEST_HELP,
    oauth: super::oauth::HELP,
    serve: super::serve::HELP,
    completions: "输出 shell 的补全脚本",
    shell: "shell：bash、zsh、fish、powershell、elvish 或 nushell",
    man: "把手册页写入目录",
    dir: "目录，不存在时自动创建",
    help_command: "显示命令的帮助",
    help_after: "\
加上 --json 或 --jq 时，帮助是一份供脚本和智能体读取的 JSON 文档。字段的名称和含义保持不变，以后可能增加新的字段。
  version      webot 的版本
  lang         文字的语言：en 或 zh
  commands     命令和命令组：path、summary、section、is_group、usage、aliases、effect、arguments、flags、examples、notes
  flags        所有命令都有的选项
  topics       指南：name、summary、text
  exit_codes   退出码：code、meaning
  environment  环境变量：name、meaning

effect 表示命令对账号的影响：reads（只读）、writes（修改）、sends（向用户发送）、pays（涉及资金）；不是单次接口调用的命令为 null。
参数和选项都有：name、type（boolean、integer、number、string、secret 或 path）、required、repeatable、default、values（可选的值）、\
env、summary；选项还有 short、aliases、value_name、value_optional、conflicts_with。

示例：
  webot help send
  webot help invalid-signature
  webot help --json menu create
  webot help --jq '.commands[].path'",
    help_of: "命令，例如 `send`、`menu create`",
};

pub(in crate::text) const WORDS: Words = Words {
    opened: |url| format!("已打开 {url}"),
    error: "错误",
    warning: "警告",
    hint: "提示",
    caused_by: "原因",
    no_reply: "不回复",
    acknowledged: "已确认",
    invalid_reply: "无效的回复",
    decrypted: "解密后的回复",
    unanswered: "没有响应",
    expected: "期望",
    actual: "实际",
    url_verdict: |accepted, [errors, warnings]| {
        let verdict =
            if accepted { "✓ 微信会接受这个 URL" } else { "✗ 微信会拒绝这个 URL" };
        counted(verdict, [errors, warnings, 0])
    },
    interactive: "输入文字直接发送；输入 /image、/event CLICK KEY 发送其他类型；/help 显示命令，Ctrl-D 退出",
    choose_kind: "类型",
    filter_kinds: "搜索类型（留空列出常用的）",
    ask_subscribed: "用户是否已关注？",
    pages_written: |count, dir| format!("已将 {count} 个手册页写入 {dir}"),
    sent_as_text: |word, kind| format!("`{word}` 已按文本发送；要发送这种类型，请用 `webot send {kind}`"),
    unknown_event: |name, close| format!("未知的事件 `{name}`，只带公共字段发送；是不是 `{close}`？"),
    token_space: "Token 前后有空白",
    token_from: |origin| format!("Token 来自 {origin}"),
    token_default: |token| format!("使用了默认的 Token `{token}`；请用 --token TOKEN 给出自己的"),
    answer_verdict: |accepted, counts| {
        let verdict =
            if accepted { "✓ 微信会接受这个回复" } else { "✗ 微信不会接受这个回复" };
        counted(verdict, counts)
    },
    always_encrypted: "企业微信和第三方平台只推送加密消息，请用 --aes-key 给出密钥",
    again: |number, ms| format!("第 {number} 次推送：{ms} 毫秒内没有响应，微信会再次推送"),
    file_is_served: |path| format!("发送时，`{path}` 会换成由 webot 提供的 URL"),
    responded: |kind, text| format!("`response_url` 收到 {kind}：{text}"),
    response_refused: |code| {
        format!("企业微信会以错误码 {code} 拒绝发往 `response_url` 的消息，见 `webot explain {code}`")
    },
    stream: |id, refreshes, ms, bytes| format!("流 {id}：{ms} 毫秒内刷新 {refreshes} 次，共 {bytes} 字节"),
    again_after: |number, ms| format!("第 {number} 次推送未被确认，{} 秒后再次推送", ms.div_ceil(1000)),
    crypt: super::crypt::WORDS,
    fields: super::fields::WORDS,
    jssdk: super::jssdk::WORDS,
    explain: super::explain::WORDS,
    doctor: super::doctor::WORDS,
    app: super::app::WORDS,
    message: super::message::WORDS,
    mass: super::mass::WORDS,
    autoreply: super::autoreply::WORDS,
    mini: super::mini::WORDS,
    work: super::work::WORDS,
    pay: super::pay::WORDS,
    mock: super::mock::WORDS,
    token_server: super::token_server::WORDS,
    mcp: super::mcp::WORDS,
    chat: super::chat::WORDS,
    ui: super::ui::WORDS,
    bench: super::bench::WORDS,
    listen: super::listen::WORDS,
    listen_view: super::listen_view::WORDS,
    replay: super::listen::REPLAY_WORDS,
    test: super::scenario::TEST_WORDS,
    oauth: super::oauth::WORDS,
    serve: super::serve::WORDS,
    before_encryption: "加密前的明文：",
    string_to_sign: "待签名字符串：",
    signature: "签名：",
    signature_matches: "签名正确",
    signature_differs: "签名不正确",
    string_that_was_signed: "实际签名的字符串：",
    no_mistake_found: "不属于已知的错误；请依次核对双方使用的是否一致：",
    no_corpid: "页面还需要 corpid 和 agentid，请使用 --corpid 和 --agentid",
    serial_made_up: "Wechatpay-Serial 是占位值；请用 --serial 给出该密钥的序列号",
    nothing_on_stdin: |reader| format!("stdin 还没有内容；webot 在等待从中读取 {reader}，直到结束（Ctrl-D）"),
    yes_or_no: "请输入 `y` 或 `n`",
    edit_again: "重新编辑？",
    edit_kept: |path| format!("你编辑的内容保留在 {path}"),
    edit_no_xml: |error| match error {
        Unreadable::NoElement => "消息里没有 XML 元素".to_owned(),
        Unreadable::TooDeep => format!("消息的元素嵌套超过 {MAX_DEPTH} 层"),
        Unreadable::TooMany => format!("消息的元素超过 {MAX_ELEMENTS} 个"),
        Unreadable::Malformed { reason, .. } => {
            format!("消息的 XML 格式不正确：{}", super::source::xml_reason(reason))
        }
    },
    edit_no_json: |line, column| format!("消息不是 JSON（第 {line} 行第 {column} 列）"),
    edit_no_object: "消息不是 JSON 对象",
    config: super::config::WORDS,
    api: super::api::WORDS,
    token: super::account::TOKEN_WORDS,
    menu: super::account::MENU_WORDS,
    draft: super::articles::DRAFT_WORDS,
    material: super::articles::MATERIAL_WORDS,
    qrcode: super::account::QRCODE_WORDS,
    rsa_length: |wanted, given| {
        format!(
            "签名解码后为 {given} 字节，而这个私钥的签名是 {wanted} 字节；签名可能不完整、复制了其他内容，或私钥不正确"
        )
    },
    signature_wrapped: "给出的签名含有换行或空格；放进请求头或参数时应写成一行",
    header_differs: |name, header, own| {
        format!("请求头里的 {name} 是 `{header}`，而待签名字符串用的是 `{own}`")
    },
    signature_cut_off: "签名正确，但缺少结尾：base64 以 = 或 == 结尾",
    search_truncated: "内容较长，未尝试全部错误组合",
    colon: "：",
    semicolon: "；",
    comma: "、",
    other_private_key: "签名不是用这个私钥生成的（已尝试各种填充、摘要和编码）；请核对私钥与证书序列号是否配套",
    hash_for_rsa: |digits| {
        let kind = match digits {
            32 => "MD5，用于 v2",
            64 => "HMAC-SHA256，用于 v2",
            _ => "SHA-1，用于网页和回调",
        };
        format!("{digits} 位十六进制数字是 {kind}；v3 使用 RSA 签名，签名是 256 字节以上的 base64")
    },
    sign_inside_matches: "输入里的 `sign` 正确",
    sign_inside_differs: |given| format!("输入里的 `sign`（`{given}`）不正确"),
    sign_inside_unexplained: "不属于已知的错误；可能签名后修改了字段，也可能密钥不正确",
    serial_decimal: |hex| format!("序列号是十进制；微信支付要求十六进制：`{hex}`"),
    no_signature: |given, digits| {
        format!("`{given}` 不是签名：应为 {digits} 位十六进制数字，可能复制不完整，或复制了别的内容")
    },
    where_to_look: super::sign::where_to_look,
    secret_on_command_line: "命令行里的密钥会留在 shell 历史中；请改用 @FILE、-（stdin）或环境变量",
    timestamp_in_ms: "时间戳有 13 位，单位是毫秒；微信使用秒",
    no_page_corpid: "appId 为空：企业微信里填 corpid；请用 --appid、WX_CORPID 或 wx_config.json 的 \"corpid\" 设置",
    no_appid: "appId 为空；请用 --appid、WX_APPID 或 wx_config.json 的 \"appid\" 设置",
    package_lacks: |fields| format!("package 还缺少必填字段 {}", List::ticked(fields)),
    url_host_in_uppercase: "--url 的域名里有大写字母；浏览器会把域名显示成小写，微信以此为准",
    signature_in_capitals: "签名是大写的，与 2014 年文档的示例相同；建议写成小写",
    fragment_dropped: "URL 中 # 及其后面的部分不参与签名",
    addr_is_old: "editAddress 是 2014 年的接口；请改用 wx.openAddress，它不需要单独签名",
    generated_key: "使用新生成的密钥签名；请让回调接口信任下面的公钥",
    commands_of_prompt: "\
直接输入文字即发送；/类型 值 发送其他类型：/image、/event CLICK KEY、/loc 20.12 120.33 某地
/kind 类型 切换默认类型，/kind 从列表中选，/list 关键词 查找类型
/record 文件 把之后的对话写成 `webot test` 的场景，/record 停止
//文字 发送以斜杠开头的文字，/quit 或 Ctrl-D 退出",
    unknown_command: |word| format!("未知的类型 `{word}`；/help 显示命令，//{word} 按文本发送"),
    listed: |count| format!("共 {count} 种"),
    insecure: "--insecure 接受任何证书，而微信不会",
};

/// Returns a verdict with the numbers of errors, of warnings, and of expectations that are not met.
fn counted(verdict: &str, [errors, warnings, unmet]: [usize; 3]) -> String {
    let counts = [
        (errors > 0).then(|| format!("{errors} 个错误")),
        (warnings > 0).then(|| format!("{warnings} 个警告")),
        (unmet > 0).then(|| format!("{unmet} 项期望未满足")),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if counts.is_empty() { verdict.to_owned() } else { format!("{verdict}（{}）", counts.join("，")) }
}

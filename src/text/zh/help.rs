use crate::api::Section;
use crate::text::help::{Help, SendHelp, VerifyUrlHelp};
use crate::text::words::Words;

pub(in crate::text) const HELP: Help = Help {
    about: "微信开发者的命令行工具",
    after: "\
没有公众号、没有自己的机器人也能先试：
  webot send --demo 你好
再指向你自己的机器人：
  webot send --token TOKEN --des http://127.0.0.1:3000/wechat 你好

语言：WEBOT_LANG=en 或 --lang en。
退出码：0 成功，1 对方拒绝，2 用法错误，
3 配置错误，4 网络错误，5 webot 自身缺陷，130 被中断。",
    usage: "用法：",
    commands: "命令",
    arguments: "参数",
    options: "选项",
    global: "通用选项",
    topics: "帮助主题（webot help 主题）",
    found: |word| format!("没有名为 `{word}` 的命令或主题，下面是包含它的命令和选项。"),
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
    possible_values: |values| format!("[可选值: {}]", values.join("、")),
    default_value: |value| format!("[默认: {value}]"),
    help: "显示帮助",
    version: "显示版本",
    json: "在 stdout 输出一份 JSON，\n错误以 JSON 输出到 stderr",
    jq: "用 jq 表达式过滤输出的 JSON",
    quiet: "除错误外不输出任何内容",
    verbose: "在 stderr 显示请求和原始回复",
    color: "何时使用颜色：\nauto、always、never",
    config: "使用这个配置文件，\n不再寻找 wx_config.json",
    profile: "配置文件里的哪个配置\n[否则用 WEBOT_PROFILE]",
    lang: "帮助和提示的语言：en、zh",
    show_secrets: "原样显示 token 和密钥，\n不以 *** 代替",
    send: SendHelp {
        about: "向机器人发送签名消息，检查它的回复",
        after: "\
示例：
  webot send 你好  # 文本消息
  webot send loc 20.12 120.33 \"某个地方\"
  webot send event CLICK V1001_TODAY_MUSIC  # 点击菜单
  webot send scan 101 --subscribed  # 已关注用户扫码
  webot send --list 卡券  # 查找消息类型
  webot send text hi --set FromUserName=oABC --expect-text '^你好'
  webot send 你好 --mode safe --aes-key KEY --appid wx1234567890abcdef",
        target: "发给谁",
        message: "发什么",
        signing: "签名与加密",
        delivery: "推送方式",
        checks: "断言（不满足时退出码为 1）",
        instead: "只看不发",
        kind: "消息类型（见 --list），\n其他任何词都按文本发送",
        args: "该类型主要字段的值，按顺序",
        token: "后台填写的 Token\n[否则用 WX_TOKEN、配置文件、\nkeyboardcat123]",
        host: "主机 [默认: 127.0.0.1]",
        port: "端口 [否则用 PORT；\n默认: 本机 3000，其他主机 80]",
        route: "路径 [默认: /]",
        destination: "完整的 URL，代替主机、端口和路径\n（可简写为 --des）",
        demo: "启动内置机器人并发给它",
        user: "FromUserName：用户的 openid",
        sp: "ToUserName：公众号原始 ID\n（企业微信为 corpid）",
        set: "修改字段，可重复：Content=hi、\nSendPicsInfo.PicList.item[0].PicMd5Sum=…",
        add: "允许 --set 添加该类型没有的字段",
        xml: "原样发送这个 XML 文件\n（- 表示 stdin）",
        json_body: "原样发送这个 JSON 文件\n（- 表示 stdin）",
        subscribed: "scan：用户已经关注\n（推送 SCAN 而不是 subscribe）",
        list: "列出消息类型，\n给出 FILTER 时只列匹配的",
        mode: "plain 明文、compat 兼容、safe 安全\n[否则按配置文件，否则 plain]",
        format: "xml 或 json（小程序、智能机器人）",
        aes_key: "EncodingAESKey，43 个字符\n[否则用 WX_AES_KEY、配置文件]",
        appid: "加密时使用的 appid\n[否则用 WX_APPID、配置文件]",
        receiver: "接收方 ID 不是 appid 时：\ncorpid、suiteid，智能机器人为 ''",
        apiv3_key: "pay.…：APIv3 密钥，32 个字符\n[否则用 WX_APIV3_KEY、配置文件]",
        private_key: "pay.…：签名用的平台私钥（PEM），\n自己生成的测试密钥即可",
        serial: "pay.…：该密钥的序列号",
        timestamp: "用这个时间（秒）发送和签名，\n代替当前时间",
        nonce: "用这个 nonce 签名，\n代替新生成的",
        as_wechat: "像微信那样推送：消息每 5 秒一次，\n共三次；通知直到被确认",
        speed: "把 --as-wechat 的间隔缩短到几分之一\n（微信支付的间隔总共一天）",
        users: "让这么多用户同时发送，\n检查机器人是否弄混用户",
        pay_key: "pay.v2.…：签名用的 API 密钥\n[否则用 WX_PAY_KEY、配置文件]",
        deadline: "--as-wechat 每次等待的秒数\n[默认: 5]",
        expect_type: "回复的类型：\ntext、news……或 none",
        expect_text: "回复的文字匹配这个正则表达式",
        expect: "回复的字段等于这个值，可重复：\nArticles.item[0].Title=新闻",
        expect_none: "没有回复（success 或空）",
        expect_within: "在这么多毫秒内回复",
        strict: "有警告也算失败",
    },
    verify_url: VerifyUrlHelp {
        about: "像微信保存服务器配置时那样检查 URL",
        after: "\
示例：
  webot verify-url http://127.0.0.1:3000/wechat --token TOKEN
  webot verify-url https://example.com/wecom --mode safe --aes-key KEY --receiver ww1234567890abcdef",
        url: "后台填写的 URL",
        mode: "plain（公众号、小程序）或\nsafe（企业微信：加密的 echostr）",
    },
    sign: super::sign::HELP,
    crypt: super::crypt::HELP,
    explain: super::explain::HELP,
    doctor: super::doctor::HELP,
    args: super::args::HELP,
    api: super::api::HELP,
    token: super::account::TOKEN,
    menu: super::account::MENU,
    user: super::account::USER,
    qrcode: super::account::QRCODE,
    config_command: super::config::HELP,
    init: super::config::INIT,
    mock: super::mock::HELP,
    serve: super::serve::HELP,
    completions: "输出某个 shell 的补全脚本",
    shell: "bash、zsh、fish、powershell、\nelvish 或 nushell",
    man: "把手册页写入一个目录",
    dir: "目录，不存在时会创建",
    help_command: "显示某个命令的帮助",
    help_of: "命令，例如：send",
};

pub(in crate::text) const WORDS: Words = Words {
    error: "错误",
    warning: "警告",
    hint: "提示",
    caused_by: "原因",
    no_reply: "不回复",
    acknowledged: "已确认",
    invalid_reply: "不是合法的回复",
    decrypted: "解密后的回复",
    unanswered: "没有回应",
    expected: "期望",
    actual: "实际",
    url_verdict: |accepted, [errors, warnings]| {
        let verdict =
            if accepted { "✓ 微信会接受这个 URL" } else { "✗ 微信会拒绝这个 URL" };
        counted(verdict, [errors, warnings, 0])
    },
    interactive: "直接输入文字即发送；/image、/event CLICK KEY 发送其他类型；/help 帮助，Ctrl-D 退出",
    choose_kind: "类型",
    filter_kinds: "类型中包含（留空列出常用的）",
    ask_subscribed: "用户已经关注了吗？",
    pages_written: |count, dir| format!("已写入 {count} 个手册页到 {dir}"),
    sent_as_text: |word, kind| format!("`{word}` 按文本发送；要发这种类型请输入 `webot send {kind}`"),
    unknown_event: |name, close| format!("没有内置事件 `{name}`，只带公共字段发送；是不是 `{close}`？"),
    token_space: "Token 前后有空白，后台填写的没有",
    token_from: |origin| format!("这里用的 Token 来自 {origin}"),
    token_default: |token| format!("没有给出 Token，用的是默认值 `{token}`；请加 --token 你的Token"),
    answer_verdict: |accepted, counts| {
        let verdict =
            if accepted { "✓ 微信会接受这个回复" } else { "✗ 微信不会接受这个回复" };
        counted(verdict, counts)
    },
    always_encrypted: "企业微信和第三方平台只推送加密消息：请加 --aes-key 和 --receiver",
    again: |number, ms| format!("第 {number} 次推送：{ms} 毫秒内没有回应，微信会再次推送"),
    again_after: |number, ms| format!("第 {number} 次推送未被确认，{} 秒后再次推送", ms.div_ceil(1000)),
    crypt: super::crypt::WORDS,
    explain: super::explain::WORDS,
    doctor: super::doctor::WORDS,
    mock: super::mock::WORDS,
    serve: super::serve::WORDS,
    before_encryption: "加密前的明文：",
    string_to_sign: "待签名字符串：",
    signature: "签名：",
    signature_matches: "签名正确",
    signature_differs: "签名不正确",
    string_that_was_signed: "实际被签名的是：",
    no_mistake_found: "不是任何一种已知的错误。请依次核对两边是否一致：",
    no_corpid: "页面还需要 corpid 和 agentid：--corpid、--agentid",
    serial_made_up: "Wechatpay-Serial 是编造的；用 --serial 给出这个密钥的序列号",
    config: super::config::WORDS,
    api: super::api::WORDS,
    token: super::account::TOKEN_WORDS,
    menu: super::account::MENU_WORDS,
    qrcode: super::account::QRCODE_WORDS,
    rsa_length: |wanted, given| {
        format!(
            "解码后是 {given} 字节，而这把私钥的签名是 {wanted} 字节：可能缺了一部分、复制了别的内容，或用的是另一把私钥"
        )
    },
    signature_wrapped: "给出的签名含有换行或空格：放进请求头或参数时必须是一行",
    header_differs: |name, header, own| format!("请求头里的 {name} 是 `{header}`，而签名串用的是 `{own}`"),
    signature_cut_off: "签名本身是对的，但结尾缺了一截：base64 以 = 或 == 结尾",
    search_truncated: "内容太长，没有试完所有错误的组合",
    colon: "：",
    semicolon: "；",
    other_private_key: "它不是用这个私钥签的（各种填充、摘要和写法都试过）；请核对私钥和证书序列号是否配套",
    hash_for_rsa: |digits| {
        let kind = match digits {
            32 => "MD5，是 v2 的 sign",
            64 => "HMAC-SHA256，是 v2 的 sign",
            _ => "SHA-1，用于网页和回调",
        };
        format!("{digits} 个十六进制字符是 {kind}；这里用 RSA 签名，签名是 256 字节以上的 base64")
    },
    sign_inside_matches: "其中的 `sign` 正确",
    sign_inside_differs: |given| format!("其中的 `sign`（`{given}`）与正确的不一致"),
    sign_inside_unexplained: "不是任何一种已知的错误：可能签名后改了字段，也可能密钥不对",
    serial_decimal: |hex| format!("序列号是十进制的；微信支付要十六进制：`{hex}`"),
    no_signature: |given, digits| {
        format!("`{given}` 不是签名：签名应为 {digits} 位十六进制数字；是不是复制错了，或没复制全？")
    },
    where_to_look: super::sign::where_to_look,
    secret_on_command_line: "写在命令行里的密钥会留在 shell 历史中；请用 @文件、-（stdin）或环境变量",
    timestamp_in_ms: "时间戳有 13 位，是毫秒；微信用的是秒",
    no_appid: "appId 是空的：用 --appid、WX_APPID 或 wx_config.json 里的 \"appid\" 填上",
    fragment_dropped: "# 及其后面的部分不参与签名",
    addr_is_old: "editAddress 是 2014 年的接口；新页面用 wx.openAddress，不需要单独签名",
    generated_key: "用本次临时生成的密钥签名；请让回调接口信任下面的公钥",
    commands_of_prompt: "\
直接输入文字即发送；/类型 值 发送其他类型：/image、/event CLICK KEY、/loc 20.12 120.33 某地
/kind 类型 切换默认类型，/kind 从列表中选，/list 关键词 查找类型
//文字 发送以斜杠开头的文字，/quit 或 Ctrl-D 退出",
    unknown_command: |word| format!("没有类型 `{word}`；/help 查看用法，//{word} 按文字发送"),
    listed: |count| format!("共 {count} 种"),
    insecure: "--insecure：接受任何证书，微信不会这样做",
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

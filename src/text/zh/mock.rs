use crate::mock::{PayFault, PayWarning};
use crate::text::mock::{MockHelp, MockWords};

pub(in crate::text) const HELP: MockHelp = MockHelp {
    about: "在本机运行模拟的微信接口",
    after: "\
在一个端口上提供 api.weixin.qq.com、mp.weixin.qq.com/cgi-bin/showqrcode、open.weixin.qq.com 的登录页
和企业微信的接口。登录页直接让第一个粉丝登录；`webot oauth serve` 会询问用户。
未指定 --appid 和 --secret 时，任何 appid 和 secret 都有效。结束后不保留状态，
除非用 --mock-state 指定文件。
指定 --push-to 后，机器人会收到微信的推送：接口调用的结果（TEMPLATESENDJOBFINISH、
PUBLISHJOBFINISH、wxa_media_check 等），以及用户通过 /__webot/act、/__webot/scan、/__webot/push
所做的操作。没有回复或回复有误时，日志会说明原因；正确的回复会进入用户的消息列表。
同时模拟微信支付 v2 和 v3：`webot mock pay-keys` 输出 SDK 所需的配置，使用模拟的密钥，
配置里有自己的密钥时使用自己的。每个请求都验证签名，签名错误的原因写在日志和 X-Webot-Cause 头里。
通知发往订单的 notify_url（限本机或内网），直到对方正确应答。
付款码以 01 结尾时需要输入密码，02 为余额不足，03 为已过期。
企业微信智能机器人可以长连接到 ws://…/aibot，任何 Bot ID 和 secret 都有效，每个机器人只保持一个连接。
用户的操作通过 /__webot/push（类型为 aibot.…）推送，也可以用
`webot send aibot.text 你好 --to ws://127.0.0.1:7200/aibot`，后者会检查机器人的回复。
推送里的文件与企业微信一样加密，response_url 在一小时内接收一条消息。
第三方应用也有状态：在首次推送之前，任何 suite_ticket 和授权码都有效。
--fail 只计算带 access_token 的调用，从 1 开始；用 POST 设置 fail 后重新计数。
使用 --ui 时，浏览器的网页会显示接口调用、推送、access_token、粉丝、自定义菜单和订单，
还可以在网页中以用户身份发消息、扫码、点菜单、支付。
使用 --json 时，stdout 的第一行是 {\"listening\":\"http://…\",\"aibot\":\"ws://…\"}。
按 Ctrl-C 或发送 SIGTERM 停止，退出码为 0。

控制接口（JSON），供任何语言的测试使用：
  GET  /__webot/state      获取设置和各账号的数据
  POST /__webot/state      设置 followers、token_overlap_s、quotas、
                           fail、kind、whitelist、login、appid、secret、
                           publish_status、template_status、push_after_ms、
                           latency_ms、drop；
                           {\"expire_tokens\":true} 使所有 token 失效，
                           {\"advance_s\":60} 把时钟拨快
  POST /__webot/act        模拟用户的操作并推送，之后账号才能给用户发消息：
                           {\"openid\":\"…\",\"action\":\"message\",\"text\":\"你好\"}，
                           action 还可以是 follow、unfollow、scan，
                           或带 \"button\" 的 menu；\"fields\" 设置推送的字段；
                           wait 使其进入 `kf session waiting`；
                           微信客服用 kf_message；客户联系用
                           change_external_contact、change_external_chat、
                           change_external_tag，另带 \"change_type\"（例如
                           add_external_contact）、\"userid\" 和
                           \"external_userid\"；第三方应用用 suite_ticket、
                           create_auth、change_auth、cancel_auth、
                           reset_permanent_code，字段与上面不同：
                           {\"action\":\"create_auth\",\"suite_id\":\"…\"}
  POST /__webot/scan       模拟用户扫描二维码：{\"openid\":\"…\",\"scene\":\"…\"}，
                           也可以用 ticket、url
  POST /__webot/push       推送 `webot send --list` 列出的任意类型：
                           {\"openid\":\"…\",\"kind\":\"LOCATION\"}、
                           {\"kind\":\"aibot.text\",\"text\":\"你好\"}
  GET  /__webot/requests   获取最近 1000 次调用，token 和密钥显示为 ***
  GET  /__webot/pushes     获取各个推送的投递过程、机器人的回复和其中的问题
  GET  /__webot/messages   获取用户的消息，加上 ?openid=… 只看一个用户
  POST /__webot/pay/单号   模拟用户支付订单，请求体可以为空，
                           或 {\"result\":\"fail\"}，还可以是 cancel、userpaying；
                           {\"probe\":true} 会先发一个签名错误的通知
  POST /__webot/pay/refunds/单号、/__webot/pay/transfers/单号
                           结束退款或转账：{\"result\":\"SUCCESS\"}
  POST /__webot/pay/complaints
                           投诉订单：{\"out_trade_no\":\"…\",\"detail\":\"…\"}
  POST /__webot/pay        设置 refund_outcome（SUCCESS、ABNORMAL、CLOSED、
                           PROCESSING）或 public_key_only
  GET  /__webot/pay        获取所有订单、转账、投诉和余额
  GET  /__webot/pay/keys   获取 pay-keys 输出的内容
  POST /__webot/reset      恢复启动时的状态

示例：
  webot mock --followers 25000

  # 推送给 3000 端口的机器人，并让一个粉丝发消息
  webot mock --push-to http://127.0.0.1:3000/wechat --push-token keyboardcat123 --appid wx1
  curl -d '{\"openid\":\"o6_bmjrPTlm6_2sgVt7hMZOPfL2M\",\"action\":\"message\",\"text\":\"你好\"}' \\
    http://127.0.0.1:7200/__webot/act

  # 在浏览器中查看调用，并以用户身份操作
  webot mock --ui --push-to http://127.0.0.1:3000/wechat --appid wx1

  # 给已连接的智能机器人发消息，并检查回复
  webot send aibot.text 你好 --to ws://127.0.0.1:7200/aibot

  # 输出微信支付 SDK 的配置，并支付 SDK 下的订单
  webot mock pay-keys --json
  curl -X POST http://127.0.0.1:7200/__webot/pay/ORDER-0001

  # 调用模拟微信，并让下一次调用失败
  curl 'http://127.0.0.1:7200/cgi-bin/token?grant_type=client_credential&appid=any&secret=any'
  curl -d '{\"fail\":[\"40001@1\"]}' http://127.0.0.1:7200/__webot/state",
    address: "监听地址",
    account: "账号",
    faults: "故障模拟",
    action: "reset 清除 --mock 在各条命令之间保留的状态；pay-keys 输出微信支付的密钥，供 SDK 配置使用",
    host: "监听的地址 [默认：127.0.0.1]",
    port: "监听的端口，0 表示任意空闲端口 [默认：7200]",
    appid: "唯一有效的 appid，其他返回 40013",
    secret: "唯一有效的 secret，其他返回 40125",
    snapshot: "申请用户信息的页面以快照页打开，用户为虚拟账号",
    followers: "粉丝数 [默认：3]",
    token_overlap: "/cgi-bin/token 返回新 token 后，旧 token 继续有效的秒数 [默认：300]",
    kind: "账号类型：service（认证服务号）、subscription（认证公众号）、mini（小程序）、unverified（未认证）或 test（测试号）；没有权限的接口返回 48001 [默认：service]",
    deny: "返回 48001 的接口路径的开头，相当于账号没有权限；可重复",
    allow_ip: "可以获取 token 的 IP 或网段，其他返回 40164；可重复",
    quota: "PATH 每天的调用次数，超出返回 45009；可重复",
    fail: "第 N 次或第 N 到 M 次调用返回的错误码；可重复",
    latency: "响应的延迟，单位毫秒，或延迟的范围",
    drop: "每 N 次调用中有一次不响应，直接断开连接",
    pushes: "推送",
    mock_state: "保存状态的文件，也可以是 --mock 使用的文件；与 `reset` 一起使用时表示要清除的文件",
    push_to: "接收推送的机器人的 URL，最多推送三次，间隔 5 秒",
    push_token: "机器人的 Token [环境变量：WX_TOKEN] [配置：token] [默认：keyboardcat123]",
    push_aes_key: "机器人的 EncodingAESKey [环境变量：WX_AES_KEY] [配置：encoding_aes_key]",
    push_mode: "消息加解密方式：plain 明文、compat 兼容、safe 安全 [配置：mode] [默认：plain]",
    push_format: "推送的格式：xml 或 json [默认：xml]",
    push_after: "接口调用与其结果推送之间的毫秒数 [默认：100]",
    push_speed: "把微信推送和微信支付通知的各种时间缩短为几分之一",
    notify_to: "接收所有微信支付通知的 URL，代替订单里的 notify_url",
};

pub(in crate::text) const WORDS: MockWords = MockWords {
    reset: |path, removed| {
        if removed {
            format!("已清除 mock 的状态 {path}")
        } else {
            format!("{path} 处没有 mock 的状态")
        }
    },
    listening: |url, command| {
        let command = command.map_or_else(String::new, |command| format!(" ，可以试试 `{command}`"));
        format!("正在监听 {url}{command}")
    },
    aibot: |url| format!("智能机器人的长连接地址：{url}"),
    pay_fault: |fault| match fault {
        PayFault::AuthorizationMissing => "请求缺少 `Authorization` 头",
        PayFault::AuthorizationMalformed => "`Authorization` 头的格式不正确",
        PayFault::AcceptMissing => "请求缺少 `Accept: application/json`",
        PayFault::UserAgentMissing => "请求缺少 `User-Agent`",
        PayFault::OtherMchid => "商户号与 `webot mock pay-keys` 输出的不同",
        PayFault::SerialNotation => "`serial_no` 的数值正确，但写法不对，应为 40 位十六进制",
        PayFault::SerialOfPlatform => "`serial_no` 是平台证书的序列号，应为商户证书的序列号",
        PayFault::SerialOfPublicKey => "`serial_no` 是微信支付公钥 ID，应为商户证书的序列号",
        PayFault::OtherSerial => "`serial_no` 与 `webot mock pay-keys` 输出的不同",
        PayFault::ContentTypeMissing => "请求有请求体，却没有 `Content-Type: application/json`",
        PayFault::TimestampOld => "时间戳比本机时间早了 5 分钟以上",
        PayFault::TimestampAhead => "时间戳比本机时间晚了 5 分钟以上",
        PayFault::TimestampNoNumber => "时间戳不是以秒为单位的数字",
        PayFault::SignatureUrlSafe => {
            "签名是 URL 安全的 base64（含 `-`、`_`）；应使用标准 base64（`+`、`/`）"
        }
        PayFault::TimestampMilliseconds => "时间戳的单位是毫秒，应为秒",
        PayFault::SignatureSize => "签名的长度与商户密钥不符，或不是 base64",
        PayFault::SignatureOfV2 => "签名是 v2 的散列值，v3 应使用 RSA（SHA-256）签名",
        PayFault::KeyOfPlatform => "签名用的是平台的私钥，应使用商户私钥",
        PayFault::WrongKey => "签名用的私钥与 `webot mock pay-keys` 输出的不同",
        PayFault::OtherMessage => "私钥正确，但签名的内容与请求不同",
        PayFault::Unexplained => "没有已知的错误能得到该签名，常见原因是密钥与 `v2_key` 不同",
    },
    notice_not_near: |url| {
        format!("未发送：`{url}` 不在本机或内网，可用 `--notify-to` 把所有通知发到其他 URL")
    },
    probe_accepted: |status| {
        format!("HTTP {status} 接受了微信支付的签名探测，其签名是故意写错的；应验证签名，并返回 4xx")
    },
    frame_fault: super::socket::frame,
    wrong_socket_path: "HTTP 404：机器人应连接 `/aibot`",
    pay_warning: |warning| match warning {
        PayWarning::HttpNotifyUrl => "微信支付只接受 https:// 开头的 notify_url",
        PayWarning::ClientCertificate => {
            "微信支付的这个接口要求商户的客户端证书，模拟服务使用 HTTP，不作要求"
        }
    },
    accepted: "已接受",
    dropped: "未回答",
    ended: |calls| format!("共 {calls} 次调用"),
    pushes_to: |bot| format!("推送到 {bot}"),
    undelivered: |count, state| {
        let kept = state.map_or_else(String::new, |state| format!("，保存在 {state}"));
        format!("，{count} 个推送未送达{kept}")
    },
    queued: |kinds, state| {
        let kinds = kinds.join("`、`");
        format!("模拟微信保存了推送 `{kinds}`：用 `webot mock --mock-state {state} --push-to URL` 投递")
    },
};

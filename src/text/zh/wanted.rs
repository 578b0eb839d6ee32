use crate::lang::Wanted;

/// Returns the problem of a value and the requirement for it.
pub(super) fn wanted_words(wanted: Wanted) -> (&'static str, &'static str) {
    match wanted {
        Wanted::Url => ("不是 URL", "应为 URL，例如 http://127.0.0.1:3000/wechat"),
        Wanted::Host => ("不是主机", "应为主机名或 IP 地址；完整的 URL 请用 --des 给出"),
        Wanted::Port => ("不是端口", "应为 1 到 65535 的数字"),
        Wanted::Regex => ("不是正则表达式", "要匹配 ( ) [ ] { } . * + ? | \\ 这些字符本身，请在前面加反斜杠"),
        Wanted::Pair => ("不是 NAME=VALUE 的形式", "例如 --set Content=你好"),
        Wanted::NotEmpty => ("为空", "请给出非空的值"),
        Wanted::Seconds => ("不是秒数", "应为大于 0、不超过 3600 的数，例如 2.5"),
        Wanted::Mode => ("不是消息加解密方式", "应为 plain、compat 或 safe"),
        Wanted::Pem => ("里没有 PEM 证书", "PEM 文件里有一行 -----BEGIN CERTIFICATE-----"),
        Wanted::PemKey => ("里没有不带口令的 PEM 私钥", "PEM 文件里有一行 -----BEGIN PRIVATE KEY-----"),
        Wanted::KeyOfCertificate => ("不是该证书的私钥", "请使用同时生成的私钥和证书"),
        Wanted::Timestamp => ("不是以秒为单位的时间戳", "只能使用数字，例如 1700000000"),
        Wanted::Plain => ("里有控制字符或引号", "请去掉；这个值会写入单独的一行或请求头"),
        Wanted::Method => ("不是请求方法", "应为 GET、POST、PUT、PATCH 或 DELETE"),
        Wanted::SymmetricKey => {
            ("不是 32 字节的 base64", "生成密钥时后台会显示：开发管理 → 开发设置 → API 安全")
        }
        Wanted::ApiUrl => {
            ("既不是 URL 也不是路径", "应为 https://… 或以 / 开头的路径，例如 /v3/certificates")
        }
        Wanted::App(wanted) => super::app::wanted_words(wanted),
        Wanted::Pay(wanted) => super::pay::wanted_words(wanted),
        Wanted::NotifyUrl => ("不是完整的 URL", "应为 https://example.com/notify 这样的 URL"),
        Wanted::Ipv4 => ("不是 IPv4 地址", "应为用户端的 IP，例如 203.0.113.7"),
        Wanted::ChinaTime => (
            "不是 yyyyMMddHHmmss 格式的时间",
            "应为 14 位数字，例如 2009 年 12 月 25 日 9 点 10 分 10 秒写成 20091225091010（北京时间）",
        ),
        Wanted::PageUrl => ("不是完整的 URL", "请从浏览器地址栏复制，包括 https://"),
        Wanted::Fields => ("里没有字段", "请用 --field NAME=VALUE，或从 stdin 传入 JSON 对象或 XML"),
        Wanted::Factor => ("不是 0.001 到 1000 之间的倍数", "应为数字，例如 10"),
        Wanted::ServerUrl => {
            ("既没有协议也没有端口", "应为 URL，例如 http://127.0.0.1:3000/wechat，或 HOST:PORT")
        }
        Wanted::SocketUrl => (
            "不是模拟微信的 WebSocket 地址，它的路径应为 `/aibot`",
            "应为 `webot mock` 打印的地址，例如 ws://127.0.0.1:7200/aibot",
        ),
        Wanted::Integer => ("不是整数", "只能是数字，例如 2"),
        Wanted::Number => ("不是数字", "例如 39.90611；--set 可以设置任意值"),
        Wanted::Scene(_) => ("不是场景值", "应为数字，或 1 到 64 个字符；在 shell 里请加引号"),
        Wanted::Picture => ("既不是 PNG 也不是 SVG", "文件名应以 .png 或 .svg 结尾"),
        Wanted::FieldPath => ("不是字段名", "例如 name、tag.name 或 openid_list[]"),
        Wanted::Appid => ("不是 appid", "应为 `wx` 加 16 位十六进制数字，例如 wx1234567890abcdef"),
        Wanted::AppSecret => ("不是 AppSecret", "应为 32 位十六进制数字；遗失时请在后台重置"),
        Wanted::CallbackToken => ("不是回调 Token", "应为 3 到 32 个字母或数字"),
        Wanted::AesKey => ("不是 EncodingAESKey", "应为 43 个字符：字母、数字、+ 和 /"),
        Wanted::Corpid => ("不是 corpid", "应为 `ww` 加 16 位十六进制数字，即“我的企业”页的企业 ID"),
        Wanted::Corpsecret => ("不是企业微信应用的 secret", "应为 43 个字符：字母、数字、- 和 _"),
        Wanted::Robot(wanted) => super::work::wanted_words(wanted),
        Wanted::Agentid => ("不是 agentid", "只能使用数字，例如 1000002"),
        Wanted::Mchid => ("不是商户号", "应为 8 到 10 位数字"),
        Wanted::PayKey => ("不是微信支付 v2 的 API 密钥", "应为 32 个字符"),
        Wanted::ApiV3Key => ("不是 APIv3 密钥", "应为 32 字节"),
        Wanted::Proxy => ("不是代理地址", "例如 http://127.0.0.1:8080、socks5://127.0.0.1:1080"),
        Wanted::AtMost(_) | Wanted::Between(..) | Wanted::Bytes(_) | Wanted::Chars(_) => {
            ("太大", "请减少或缩短")
        }
        Wanted::TokenStore => ("不是 token 的存储位置", "应为 cache、config 或 redis://HOST:PORT/DB"),
        Wanted::Object => ("不是对象", "应为 {…}"),
        Wanted::Text => ("不是字符串", "请加上引号"),
        Wanted::RoutePath => ("不是路径", "例如 /wechat"),
        Wanted::TimeOfDay => ("不是时间", "例如 21:05、2026-11-30 21:05，或 1970 年以来的秒数"),
        Wanted::Kind => ("不是消息类型", "`webot send --list` 列出全部类型"),
        Wanted::Quota => ("不是额度", "应为 PATH=次数，例如 /cgi-bin/menu/create=10"),
        Wanted::Failure => ("不是故障设置", "应为错误码和第几次调用，例如 40001@3、-1@2-4"),
        Wanted::Network => ("不是 IP 地址", "应为地址或网段，例如 203.0.113.7、10.0.0.0/8"),
        Wanted::Date => ("不是日期", "应为日期，例如 2026-11-30"),
        Wanted::Duration => ("不是时间长度", "应为不超过一天的时间，例如 800ms、30s、2m"),
        Wanted::Percent => ("不是百分数", "应为 0 到 100 的数，例如 0.1%"),
        Wanted::BotKind => ("是微信支付的通知", "应为消息或事件：用 `webot send --list` 列出"),
        Wanted::Condition => ("不是条件", "应为消息类型的名字、NAME=VALUE 或 NAME~PATTERN，例如 event=CLICK"),
        Wanted::Route => ("不是条件加 URL", "应为 NAME=VALUE=URL，例如 event=CLICK=http://127.0.0.1:3001"),
        Wanted::Report => ("不是报告", "应为 junit、tap、json 或 github，可加文件，例如 junit:report.xml"),
        Wanted::Rate => ("不是速率", "应为每秒消息数，从 0.001 到 1000000"),
        Wanted::Speed => ("不是速度", "应为倍数（例如 2x）或 max"),
        Wanted::Delay => ("不是毫秒数", "应为不超过 60000 的数或范围，例如 200、100-500"),
    }
}

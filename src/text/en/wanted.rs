use crate::lang::Wanted;

/// Returns the problem of a value and the requirement for it.
pub(super) fn wanted_words(wanted: Wanted) -> (&'static str, &'static str) {
    match wanted {
        Wanted::Url => ("is not a URL", "expected a URL such as http://127.0.0.1:3000/wechat"),
        Wanted::Host => ("is not a host", "expected a host name or an IP address; give a URL with --des"),
        Wanted::Port => ("is not a port", "expected a number from 1 to 65535"),
        Wanted::Regex => (
            "is not a regular expression",
            "escape ( ) [ ] { } . * + ? | \\ with a backslash to mean the character",
        ),
        Wanted::Pair => ("is not of the form NAME=VALUE", "expected a pair such as --set Content=hello"),
        Wanted::NotEmpty => ("is empty", "give a value that is not empty"),
        Wanted::Seconds => {
            ("is not a time in seconds", "expected a number above 0 and up to 3600, such as 2.5")
        }
        Wanted::Mode => ("is not a mode", "expected plain, compat or safe"),
        Wanted::Pem => ("contains no PEM certificate", "a PEM file has a line -----BEGIN CERTIFICATE-----"),
        Wanted::PemKey => ("contains no unencrypted PEM key", "it has a line -----BEGIN PRIVATE KEY-----"),
        Wanted::KeyOfCertificate => ("is not the key of the certificate", "give the key it was made with"),
        Wanted::Timestamp => ("is not a timestamp in seconds", "use digits only, such as 1700000000"),
        Wanted::Plain => {
            ("has a control character or a quote", "remove it; the value is written into a line or a header")
        }
        Wanted::Method => ("is not a method", "expected GET, POST, PUT, PATCH or DELETE"),
        Wanted::SymmetricKey => (
            "is not base64 of 32 bytes",
            "the console shows it when the key is created: 开发管理 → 开发设置 → API 安全",
        ),
        Wanted::ApiUrl => {
            ("is neither a URL nor a path", "expected https://… or a path such as /v3/certificates")
        }
        Wanted::App(wanted) => super::app::wanted_words(wanted),
        Wanted::Pay(wanted) => super::pay::wanted_words(wanted),
        Wanted::NotifyUrl => ("is not a complete URL", "expected a URL such as https://example.com/notify"),
        Wanted::Ipv4 => ("is not an IPv4 address", "expected the address of the payer, such as 203.0.113.7"),
        Wanted::ChinaTime => (
            "is not a time of the form yyyyMMddHHmmss",
            "expected 14 digits, such as 20091225091010 for 9:10:10 on 25 December 2009, China time",
        ),
        Wanted::PageUrl => ("is not a complete URL", "copy it from the browser, including https://"),
        Wanted::Fields => ("contains no fields", "use --field NAME=VALUE, or a JSON object or XML on stdin"),
        Wanted::Factor => ("is not a factor from 0.001 to 1000", "expected a number such as 10"),
        Wanted::ServerUrl => (
            "has neither a scheme nor a port",
            "expected a URL such as http://127.0.0.1:3000/wechat, or HOST:PORT",
        ),
        Wanted::SocketUrl => ("does not end in `/aibot`", "give the `ws://` URL that `webot mock` prints"),
        Wanted::Integer => ("is not an integer", "expected digits only, such as 2"),
        Wanted::Number => ("is not a number", "expected a number such as 39.90611; --set accepts any value"),
        Wanted::Scene(_) => {
            ("is not a scene value", "expected a number, or 1 to 64 characters; quote it for the shell")
        }
        Wanted::Picture => ("is neither PNG nor SVG", "use a name that ends with .png or .svg"),
        Wanted::FieldPath => {
            ("is not a field name", "expected a name such as name, tag.name or openid_list[]")
        }
        Wanted::Appid => ("is not an appid", "expected `wx` and 16 hex digits, such as wx1234567890abcdef"),
        Wanted::AppSecret => {
            ("is not an AppSecret", "expected 32 hex digits; a lost AppSecret can be reset in the console")
        }
        Wanted::CallbackToken => ("is not a callback Token", "expected 3 to 32 letters and digits"),
        Wanted::AesKey => ("is not an EncodingAESKey", "expected 43 letters, digits, + and /"),
        Wanted::Corpid => ("is not a corpid", "expected `ww` and 16 hex digits: 企业ID on the page 我的企业"),
        Wanted::Corpsecret => ("is not a secret of a WeCom app", "expected 43 letters, digits, - and _"),
        Wanted::Robot(wanted) => super::work::wanted_words(wanted),
        Wanted::Agentid => ("is not an agentid", "use digits only, such as 1000002"),
        Wanted::Mchid => ("is not a merchant ID", "expected 8 to 10 digits"),
        Wanted::PayKey => ("is not an API key of WeChat Pay v2", "expected 32 characters"),
        Wanted::ApiV3Key => ("is not an APIv3 key", "expected 32 bytes"),
        Wanted::Proxy => {
            ("is not a proxy", "expected a URL such as http://127.0.0.1:8080 or socks5://127.0.0.1:1080")
        }
        Wanted::AtMost(_) | Wanted::Between(..) | Wanted::Bytes(_) | Wanted::Chars(_) => {
            ("is too large", "give fewer or shorter values")
        }
        Wanted::TokenStore => ("is not a token store", "expected cache, config or redis://HOST:PORT/DB"),
        Wanted::Object => ("is not an object", "expected {…}"),
        Wanted::Text => ("is not a string", "put it in quotes"),
        Wanted::RoutePath => ("is not a path", "expected a path such as /wechat"),
        Wanted::TimeOfDay => ("is not a time", "expected 21:05, 2026-11-30 21:05, or seconds since 1970"),
        Wanted::Kind => ("is not a kind of message", "`webot send --list` lists all kinds"),
        Wanted::Quota => ("is not a quota", "expected PATH=NUMBER, such as /cgi-bin/menu/create=10"),
        Wanted::Failure => {
            ("is not a fault", "expected an errcode and the calls that get it, such as 40001@3 or -1@2-4")
        }
        Wanted::Network => {
            ("is not an IP address", "expected an address or a network, such as 203.0.113.7 or 10.0.0.0/8")
        }
        Wanted::Date => ("is not a date", "expected a day such as 2026-11-30"),
        Wanted::Duration => ("is not a time", "expected a time up to a day, such as 800ms, 30s or 2m"),
        Wanted::Percent => ("is not a percentage", "expected a number from 0 to 100, such as 0.1%"),
        Wanted::BotKind => ("is a notice of WeChat Pay", "`webot send --list` lists messages and events"),
        Wanted::Condition => ("is not a condition", "expected a kind, NAME=VALUE or NAME~PATTERN"),
        Wanted::Route => ("is not a condition with a URL", "such as event=CLICK=http://127.0.0.1:3001"),
        Wanted::Report => ("is not a report", "expected junit, tap, json or github, as in tap:report.tap"),
        Wanted::Rate => ("is not a rate", "expected messages per second, from 0.001 to 1000000"),
        Wanted::Speed => ("is not a speed", "expected a factor such as 2x, or max"),
        Wanted::Delay => (
            "is not a time in milliseconds",
            "expected a number or a range up to 60000, such as 200 or 100-500",
        ),
    }
}

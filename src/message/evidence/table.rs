//! The table of signs. The words are those of the products' own pages; all in lower case.

use std::ops::RangeInclusive;

use super::sign::Sign;

/// A sign and the marks that it needs, all of them.
pub(super) struct Row {
    /// The sign.
    pub sign: Sign,
    /// The statuses that it comes with.
    pub statuses: RangeInclusive<u16>,
    /// A header and a part of its value.
    pub header: Option<(&'static str, &'static str)>,
    /// Parts of the body, of which one is enough; none is needed if empty.
    pub body: &'static [&'static str],
    /// A whole word of the body; none is needed if empty.
    pub word: &'static str,
}

const ANY: RangeInclusive<u16> = 200..=599;

const fn body(sign: Sign, body: &'static [&'static str]) -> Row {
    Row { sign, statuses: ANY, header: None, body, word: "" }
}

const fn header(sign: Sign, name: &'static str, part: &'static str) -> Row {
    Row { sign, statuses: 400..=599, header: Some((name, part)), body: &[], word: "" }
}

/// The signs, the most certain first.
pub(super) const ROWS: &[Row] = &[
    body(Sign::TunnelWarning("ngrok"), &["err_ngrok_6024", "ngrok-skip-browser-warning"]),
    header(Sign::TunnelWarning("ngrok"), "ngrok-error-code", "err_ngrok_6024"),
    body(Sign::Tunnel("ngrok"), &["err_ngrok_"]),
    header(Sign::Tunnel("ngrok"), "ngrok-error-code", ""),
    body(Sign::Tunnel("frp"), &["faithfully yours, frp"]),
    body(Sign::TunnelWarning("localtunnel"), &["tunnel website ahead", "bypass-tunnel-reminder"]),
    body(Sign::Tunnel("localtunnel"), &["localtunnel", "loca.lt"]),
    body(Sign::Tunnel("Cloudflare Tunnel"), &["cloudflare tunnel error", "error code: 1033"]),
    Row {
        statuses: 404..=404,
        ..body(Sign::Tunnel("natapp"), &[".natapp1.cc not found", ".natappfree.cc not found"])
    },
    Row {
        statuses: 404..=404,
        ..body(
            Sign::Tunnel("cpolar"),
            &[".cpolar.cn not found", ".cpolar.top not found", ".cpolar.io not found"],
        )
    },
    Row {
        statuses: 404..=404,
        word: "tunnel",
        ..body(Sign::Tunnel(""), &["not found", "is not online", "offline"])
    },
    body(
        Sign::NotFiled,
        &[
            "non-compliance icp filing",
            "batit.aliyun.com",
            "未备案",
            "没有备案",
            "webblock.html",
            "testpage184",
            "未根据工信部",
            "备案拦截",
        ],
    ),
    // Statuses of EdgeOne alone.
    Row { statuses: 566..=567, ..body(Sign::Firewall("Tencent Cloud EdgeOne"), &[]) },
    Row { statuses: 413..=413, ..body(Sign::TooLarge, &[]) },
    header(Sign::Firewall("Cloudflare"), "cf-mitigated", ""),
    body(
        Sign::Firewall("Cloudflare"),
        &[
            "just a moment...",
            "attention required! | cloudflare",
            "cdn-cgi/challenge-platform",
            "checking your browser before accessing",
            "error code: 1020",
            "error code: 1010",
            "error code: 1015",
            "error code: 1006",
            "enable javascript and cookies to continue",
        ],
    ),
    Row { statuses: 403..=403, ..cloudflare(&["sorry, you have been blocked", "cf-error-details"]) },
    Row { sign: Sign::OriginCertificate, statuses: 525..=526, ..cloudflare(&[]) },
    Row { sign: Sign::Gateway, statuses: 520..=530, ..cloudflare(&[]) },
    body(
        Sign::Firewall("Alibaba Cloud WAF"),
        &[
            "errors.aliyun.com",
            "aliyun_waf",
            "potential threats to the server's security",
            "可能对网站造成安全威胁",
        ],
    ),
    body(
        Sign::Firewall("Tencent Cloud WAF"),
        &["waf.tencent-cloud.com", "t-sec-waf", "tencent cloud waf", "腾讯云waf"],
    ),
    body(Sign::Firewall("Huawei Cloud WAF"), &["hwwafsesid", "huaweicloud waf", "华为云waf"]),
    body(Sign::Firewall("SafeLine"), &["safeline", "雷池", "长亭"]),
    // Its page has a sentence of the BT panel's.
    body(Sign::Firewall("Safedog"), &["safedog", "安全狗"]),
    body(
        Sign::Firewall("BT panel"),
        &["btwaf", "宝塔waf", "宝塔云waf", "网站防火墙", "nginx防火墙", "已被网站管理员设置拦截"],
    ),
    body(
        Sign::DefaultSite,
        &[
            "没有找到站点",
            "没有找到对应的站点",
            "您没有将此域名或ip绑定到对应站点",
            "恭喜，站点创建成功",
            "welcome to nginx!",
            "welcome to openresty!",
            "welcome to tengine!",
            "apache2 ubuntu default page",
            "apache2 debian default page",
            "<h1>it works!</h1>",
            "iis windows server",
            "congratulations! your caddy",
            "default backend - 404",
        ],
    ),
    body(Sign::Firewall("Jiasule"), &["jiasule", "加速乐", "创宇盾"]),
    body(Sign::Firewall("Baidu Yunjiasu"), &["yunjiasu", "百度云加速"]),
    body(Sign::Firewall("360"), &["wzws-waf-cgi", "360wzws", "wangzhan.360"]),
    body(Sign::Firewall("ModSecurity"), &["mod_security", "modsecurity"]),
    body(Sign::Firewall("Imperva"), &["incapsula"]),
    body(Sign::Firewall("Sucuri"), &["sucuri website firewall"]),
    body(Sign::Firewall("Wordfence"), &["wordfence"]),
    body(Sign::Firewall("CloudFront"), &["generated by cloudfront"]),
    Row { statuses: 403..=403, ..header(Sign::Firewall("Akamai"), "server", "akamaighost") },
    body(
        Sign::Csrf,
        &[
            "csrf verification failed",
            "csrf token mismatch",
            "csrf token missing",
            "csrf token is missing",
            "invalid csrf token",
            "ebadcsrftoken",
            "invalidauthenticitytoken",
            "invalid authenticity token",
            "page expired",
            "_xsrf' argument missing",
            "_xsrf argument missing",
            "xsrf cookie does not match",
            "cross-site post form submissions are forbidden",
            "missing or invalid csrf",
            "missing csrf token",
            "invalid or missing csrf",
        ],
    ),
    // Laravel alone has this status.
    Row { statuses: 419..=419, ..body(Sign::Csrf, &[]) },
    body(
        Sign::HostName,
        &[
            "invalid host header",
            "disallowedhost",
            "invalid http_host header",
            "blocked request. this host",
            "blocked hosts:",
            "blocked host:",
        ],
    ),
    Row {
        statuses: 400..=426,
        ..body(
            Sign::NeedsHttps,
            &[
                "the plain http request was sent to https port",
                "client sent an http request to an https server",
                "speaking plain http to an ssl-enabled server port",
                "combination of host and port requires tls",
            ],
        )
    },
    Row {
        statuses: 500..=500,
        ..body(Sign::NeedsSlash, &["doesn't end in a slash and you have append_slash set"])
    },
    Row {
        statuses: 400..=500,
        ..body(
            Sign::BodyConsumed,
            &[
                "stream is not readable",
                "stream consumed",
                "has already been called for this request",
                "required request body is missing",
                "body has already been read",
                "body used already",
                "body is unusable",
                "cannot access body after reading",
                "you cannot access body after reading from request's data stream",
            ],
        )
    },
    Row { statuses: 401..=407, ..header(Sign::Login, "www-authenticate", "") },
    Row {
        // A page that is not found may have a link to the login, and more words that mean nothing here.
        statuses: 400..=403,
        ..body(
            Sign::Login,
            &[
                "login required",
                "please log in",
                "please login",
                "not logged in",
                "not authenticated",
                "unauthenticated",
                "authentication required",
                "authorization required",
                "authentication credentials were not provided",
                "full authentication is required",
                "authorization header",
                "no authentication token",
                "未登录",
                "请先登录",
                "请登录",
                "登录已过期",
                "登录状态已过期",
                "无法访问系统资源",
            ],
        )
    },
    Row {
        statuses: 400..=403,
        // The bot may also tell of a call of its own that was refused.
        ..body(
            Sign::PerhapsLogin,
            &[
                "bearer",
                "jwt",
                "missing access token",
                "missing api key",
                "invalid api key",
                "token expired",
                "令牌不能为空",
                "身份验证失败",
                "身份认证失败",
            ],
        )
    },
    Row { statuses: 400..=403, word: "waf", ..body(Sign::Firewall(""), &[]) },
    Row { statuses: 405..=499, word: "waf", ..body(Sign::Firewall(""), &[]) },
    Row { statuses: 400..=403, ..body(Sign::Firewall(""), FIREWALL_WORDS) },
    Row { statuses: 405..=499, ..body(Sign::Firewall(""), FIREWALL_WORDS) },
    Row {
        statuses: 502..=504,
        ..body(
            Sign::Gateway,
            &[
                "bad gateway",
                "gateway time-out",
                "gateway timeout",
                "upstream",
                "service temporarily unavailable",
                "service unavailable",
                "connection refused",
                "application failed to respond",
                "application error",
                "function_invocation_timeout",
            ],
        )
    },
    Row { statuses: 502..=504, ..header(Sign::Gateway, "server", "nginx") },
    Row { statuses: 502..=504, ..header(Sign::Gateway, "server", "openresty") },
    Row { statuses: 502..=504, ..header(Sign::Gateway, "server", "caddy") },
    Row { statuses: 502..=504, ..header(Sign::Gateway, "server", "tengine") },
];

/// The words of firewalls without a name.
const FIREWALL_WORDS: &[&str] = &[
    "web application firewall",
    "firewall",
    "防火墙",
    "被拦截",
    "拦截提示",
    "安全拦截",
    "request blocked",
    "request has been blocked",
    "request was blocked",
];

const fn cloudflare(body: &'static [&'static str]) -> Row {
    Row {
        sign: Sign::Firewall("Cloudflare"),
        statuses: ANY,
        header: Some(("server", "cloudflare")),
        body,
        word: "",
    }
}

/// The words of parsers that refuse a body as XML: expat, libxml2, Xerces, .NET, Go, sax-js, fast-xml-parser.
pub(super) const PARSER_FAULTS: &[&str] = &[
    "not well-formed",
    "start tag expected",
    "pcdata invalid char",
    "invalid char",
    "invalid xml character",
    "is an invalid character",
    "illegal character code",
    "illegal xml character",
    "xmlsyntaxerror",
    "saxparse",
    "expaterror",
    "parseerror",
    "xml syntax error",
    "syntax error: line",
    "non-whitespace before first tag",
    "content is not allowed in prolog",
    "document is empty",
    "no element found",
    "data at the root level is invalid",
    "char data is not allowed",
];

/// The words of parsers that refuse a body as JSON: V8, `CPython`, Go, Jackson, Gson, PHP, Flask, .NET, Ruby, Rust.
pub(super) const JSON_FAULTS: &[&str] = &[
    "unexpected token <",
    "unexpected token '<'",
    "unexpected token \"<\"",
    "expecting value: line 1 column 1",
    "jsondecodeerror",
    "invalid character '<' looking for beginning of value",
    "unexpected character ('<'",
    "json parse error",
    "jsonparseexception",
    "jsonsyntaxexception",
    "mismatchedinputexception",
    "no valid json",
    "not valid json",
    "invalid json",
    "not json",
    "malformed json",
    "failed to decode json",
    "cannot parse json",
    "failed to parse json",
    "could not parse json",
    "json decode error",
    "json_invalid",
    "json is invalid",
    "expected json",
    "must be json",
    "is an invalid start of a value",
    "not a valid json",
    "json 解析",
    "json解析",
    "json格式",
    "json 格式",
    "unexpected token at '<",
    "expected value at line 1 column 1",
    "did not attempt to load json data",
    "jsonexception",
    "jsonreaderexception",
    "a jsonobject text must begin with",
    "input should be a valid dictionary",
    "value is not a valid dict",
];

/// The words of libraries that cannot decrypt: OpenSSL, node, Java, `PyCryptodome`, .NET, Go, WeChat's SDKs.
pub(super) const DECRYPT_FAULTS: &[&str] = &[
    "bad decrypt",
    "wrong final block length",
    "digital envelope routines",
    "badpaddingexception",
    "illegalblocksizeexception",
    "padding is incorrect",
    "padding is invalid",
    "invalid padding",
    "incorrect padding",
    "invalid pkcs",
    "decrypt failed",
    "decryption failed",
    "failed to decrypt",
    "cannot decrypt",
    "decrypt error",
    "invalid aes key",
    "illegal aes key",
    "解密失败",
    "解密错误",
    "not full blocks",
    "not a multiple of the block size",
    "must be multiple of block size",
    "incorrect aes key length",
    "invalid key length",
    "aeadbadtagexception",
    "tag mismatch",
    "message authentication failed",
    "mac check failed",
    "unable to authenticate data",
];

/// The words of programs that read garbage: Go, Python, node, Java, PHP.
pub(super) const GARBAGE_FAULTS: &[&str] = &[
    "slice bounds out of range",
    "codec can't decode byte",
    "unpack requires a buffer",
    "err_out_of_range",
    "err_buffer_out_of_bounds",
    "arrayindexoutofboundsexception",
    "stringindexoutofboundsexception",
    "negativearraysizeexception",
];

//! 点名字段、值或文本的错误。

use super::strings;
use crate::lang::{excerpt, visible};
use crate::sign::{Detail, Mistake, Scheme};
use crate::text::Said;

const AS_SENT: &str = "名字和值都要与发送的逐字符一致";
const FIELDS_OF_PAGE: &str = "网页和小程序签 appId、timeStamp、nonceStr、package、signType；App 签 appid、partnerid、prepayid、package、noncestr、timestamp";
const WHOLE_URL: &str = "用页面调用 wx.config 时的 URL 签名：location.href.split('#')[0]";
const PATH_AND_QUERY: &str = "要签的是路径加查询串，与请求行一致";

pub(super) fn mistake(mistake: Mistake, detail: &Detail, scheme: Scheme) -> Said {
    let (message, hint) = match mistake {
        mistake if mistake.is_of_url() => url(mistake, detail, scheme),
        Mistake::OtherSecret
        | Mistake::SecretQuoted
        | Mistake::SecretInvisibleCharacter
        | Mistake::KeySortedIn
        | Mistake::KeyBare
        | Mistake::KeyFirst
        | Mistake::KeyName
        | Mistake::KeyHashed
        | Mistake::KeyDecoded => key(mistake, detail, scheme),
        Mistake::BodyEmpty
        | Mistake::BodyNewline
        | Mistake::BodyByteOrderMark
        | Mistake::BodyOther
        | Mistake::NewlineLiteral
        | Mistake::OtherSeparator
        | Mistake::OtherMethod => line(mistake, detail, scheme),
        Mistake::StringEncoded
        | Mistake::ValuesQuoted
        | Mistake::ValuesAsJson
        | Mistake::AmpersandDoubled
        | Mistake::AmpersandTrailing
        | Mistake::AmpersandMissing
        | Mistake::SeparatorSpaced
        | Mistake::StringNewline => strings::joined(mistake, detail),
        Mistake::OtherHash
        | Mistake::HmacForHash
        | Mistake::HashedTwice
        | Mistake::OtherOutput
        | Mistake::OtherRecipe
        | Mistake::RsaPadding
        | Mistake::RsaHash
        | Mistake::RsaOutput
        | Mistake::OtherCharset => strings::whole(mistake, detail, scheme),
        _ => field(mistake, detail, scheme),
    };
    Said::new(message).hint(hint)
}

fn url(mistake: Mistake, detail: &Detail, scheme: Scheme) -> (String, &'static str) {
    let request = scheme == Scheme::PayRequest;
    let rule = match scheme {
        Scheme::PayRequest => PATH_AND_QUERY,
        Scheme::Api => "urlpath 是协议、域名和路径，不含查询串",
        _ => WHOLE_URL,
    };
    let (name, from, to) = (&detail.field, excerpt(&detail.from), excerpt(&detail.to));
    match mistake {
        Mistake::UrlSchemeSwapped => (
            if detail.to.starts_with("https") {
                "`http` 被签成了 `https`"
            } else {
                "`https` 被签成了 `http`"
            }
            .to_owned(),
            "在反向代理后面，请看 X-Forwarded-Proto，或由页面传来 URL",
        ),
        Mistake::UrlShareParameters => (format!("微信追加到 URL 的参数没有参与签名：`{name}`"), rule),
        Mistake::UrlCut if detail.to == "&" => (
            if detail.from == "&" {
                "URL 在第一个 `&` 处被截断了".to_owned()
            } else {
                format!("URL 从 `{from}` 起被截断了")
            },
            if request {
                PATH_AND_QUERY
            } else {
                "把 URL 传给签名服务时先编码：encodeURIComponent(location.href.split('#')[0])"
            },
        ),
        Mistake::UrlCut => (format!("URL 从 `{from}` 起被截断了"), rule),
        Mistake::UrlParameterDropped => (format!("URL 里的参数 `{name}` 没有参与签名"), rule),
        Mistake::UrlOriginOnly => (
            format!("只签了 URL 的协议和域名：`{to}`"),
            "路径和查询串也要签；location.origin 和被浏览器截短的 Referer 都不够",
        ),
        Mistake::UrlPathOnly | Mistake::UrlRewritten if request => (format!("路径被签成了 `{to}`"), rule),
        Mistake::UrlPathOnly => (format!("签名的 URL 缺少协议和域名：`{to}`"), rule),
        Mistake::UrlRewritten => (format!("URL 被签成了 `{to}`"), rule),
        Mistake::UrlSchemeMissing => (format!("签名的 URL 缺少协议：`{to}`"), rule),
        Mistake::UrlWhole if scheme == Scheme::Api => (format!("签名的 URL 带了查询串：`{to}`"), rule),
        Mistake::UrlWhole => {
            (format!("签了完整的 URL：`{to}`"), "要签的内容从路径开始，例如 /v3/certificates")
        }
        _ if detail.from == "www." => (
            format!("签名的 URL 用了 `{to}` 作域名"),
            "带 www. 与不带是两个 URL：以页面的 location.href.split('#')[0] 为准",
        ),
        _ => (format!("签名的 URL 用了 `{to}` 作域名"), "以页面的 URL 为准，不要用代理后面服务器的"),
    }
}

/// Returns the name of a secret, with the space that stands between Latin letters and Chinese.
fn secret(field: &str) -> &str {
    match field {
        "token" => "Token ",
        "jsapi_ticket" | "api_ticket" => "ticket ",
        "accesstoken" => "access_token ",
        "session_key" => "session_key ",
        "appkey" => "appkey ",
        _ => "密钥",
    }
}

fn key(mistake: Mistake, detail: &Detail, scheme: Scheme) -> (String, &'static str) {
    let to = &detail.to;
    match mistake {
        Mistake::OtherSecret => (
            if to.starts_with('-') {
                format!("用了 `{to}` 给出的密钥签名")
            } else {
                format!("用了配置里的 `{to}` 签名")
            },
            match scheme {
                Scheme::PayV2 | Scheme::PayPage => {
                    "API 密钥在商户平台设置，既不是 AppSecret，也不是 APIv3 密钥"
                }
                Scheme::Callback => "Token 以回调 URL 设置页上填写的为准",
                _ => "每种签名用各自的密钥",
            },
        ),
        Mistake::SecretQuoted => (
            format!("{}两边的引号也参与了签名：{}…{to}", secret(&detail.field), detail.from),
            "去掉引号；程序不解析 .env 文件、直接按行读取时，引号会留在值里",
        ),
        Mistake::SecretInvisibleCharacter => {
            let (place, char) = if to.is_empty() { ("前面", &detail.from) } else { ("后面", to) };
            let field = secret(&detail.field);
            if char == "\u{feff}" {
                (
                    format!("{field}{place}的 BOM（U+FEFF）也参与了签名"),
                    "把文件存成不带 BOM 的 UTF-8，或在程序里去掉它：许多语言的 trim 不会去掉 BOM",
                )
            } else {
                (
                    format!("{field}{place}的不可见字符 U+200B（零宽空格）也参与了签名"),
                    "从配置里删掉它；它不算空白，trim 不会去掉",
                )
            }
        }
        Mistake::KeySortedIn => ("密钥和其他字段一起排序了".to_owned(), "`&key=密钥` 接在排好序的字段后面"),
        Mistake::KeyBare if scheme == Scheme::MiniProgram => {
            ("密钥拼在了文本后面".to_owned(), "HMAC 的密钥不是文本的一部分")
        }
        Mistake::KeyBare => ("直接拼上了密钥，没有 `&key=`".to_owned(), "在末尾拼上 &key=密钥"),
        Mistake::KeyFirst => ("密钥拼在了最前面".to_owned(), "在末尾拼上 &key=密钥"),
        Mistake::KeyName => (format!("本该写 `{}` 的地方写了 `{to}`", detail.from), "原样拼上 &key=密钥"),
        Mistake::KeyDecoded => ("密钥先做了 base64 解码".to_owned(), "把密钥当作文本直接使用"),
        _ => ("用了密钥的 MD5 而不是密钥".to_owned(), "直接使用商户平台上设置的密钥"),
    }
}

fn line(mistake: Mistake, detail: &Detail, scheme: Scheme) -> (String, &'static str) {
    let to = excerpt(&detail.to);
    let lines = "每一行都以 \\n 结尾，最后一行也是";
    match mistake {
        Mistake::BodyEmpty => ("签名时请求体为空".to_owned(), "用实际发送的字节签名"),
        Mistake::BodyNewline => (
            "签名的请求体末尾多了或少了换行、空格".to_owned(),
            "用实际发送的字节签名；`echo` 和编辑器会在末尾加换行",
        ),
        Mistake::BodyByteOrderMark if detail.to.starts_with('\u{feff}') => (
            "签名的请求体前面多了 BOM（U+FEFF）".to_owned(),
            "用实际发送的字节签名；把文件存成不带 BOM 的 UTF-8",
        ),
        Mistake::BodyByteOrderMark => (
            "请求体开头有 BOM（U+FEFF），签名时没有它".to_owned(),
            "用实际发送的字节签名；把文件存成不带 BOM 的 UTF-8",
        ),
        Mistake::BodyOther => {
            (format!("请求体被签成了 `{to}`"), "用实际发送的字节签名；GET 没有请求体，最后一行为空")
        }
        Mistake::NewlineLiteral => (
            "行尾是反斜杠加 n 两个字符，不是换行符".to_owned(),
            "PHP 里 \"\\n\" 要用双引号；模板和配置文件里不要转义反斜杠",
        ),
        Mistake::OtherMethod => {
            (format!("请求方法被签成了 `{to}`，应为 `{}`", detail.from), "用实际的请求方法，全大写")
        }
        _ if detail.to == "\n\n" => ("末尾多了一个换行".to_owned(), lines),
        _ if detail.to == "\n" && scheme == Scheme::Api => {
            ("末尾有一个换行".to_owned(), "最后一行后面没有换行")
        }
        _ if detail.to == "values" => {
            ("只签了值，没有字段名".to_owned(), "用 & 连接 名=值，再拼上 &key=密钥")
        }
        _ if detail.from == "&" => (
            if to.is_empty() {
                "字段之间没有用 `&` 连接".to_owned()
            } else {
                format!("字段之间用了 `{}` 连接，而不是 `&`", to.escape_debug())
            },
            "用 & 连接 名=值",
        ),
        _ if matches!(scheme, Scheme::PayRequest | Scheme::PayClient | Scheme::Notification) => (
            if detail.to.is_empty() {
                "各行之间没有换行".to_owned()
            } else {
                format!("各行之间用了 `{}` 连接", to.escape_debug())
            },
            lines,
        ),
        _ => (format!("各个值之间用了 `{}` 连接", to.escape_debug()), "把值直接拼接，中间不加任何字符"),
    }
}

fn field(mistake: Mistake, detail: &Detail, scheme: Scheme) -> (String, &'static str) {
    let (name, from, to) = (&detail.field, excerpt(&detail.from), excerpt(&detail.to));
    let lines = matches!(scheme, Scheme::PayRequest | Scheme::PayClient | Scheme::Notification | Scheme::Api);
    let rule = match scheme {
        Scheme::PayPage => FIELDS_OF_PAGE,
        Scheme::Card => "cardExt 里有的值都要签，没有的都不签；只有 wx.chooseCard 签 appid",
        Scheme::ChooseCard => "签 wx.chooseCard 的各个值，加上 app_id 和 api_ticket",
        Scheme::PayClient => "各行依次为 appid、时间戳、随机串、`prepay_id=…`（App 只有 prepay_id）",
        Scheme::PayRequest => "各行依次为请求方法、URL、时间戳、随机串、请求体",
        Scheme::Notification => "各行依次为时间戳、随机串、请求体",
        Scheme::Api => "各行依次为 urlpath、appid、时间戳、请求体",
        _ => "发送的、有值的字段都要签，其他的都不签",
    };
    let empty = "请检查程序读取它的地方：那里没有取到值";
    match mistake {
        Mistake::TimestampTwice => {
            (format!("签名用的时间戳是 `{to}`，不是 `{from}`"), "只取一次时间，签名和发送用同一个值")
        }
        Mistake::PackageForm => package(detail, scheme),
        Mistake::FieldDropped if lines => (format!("缺少 `{name}` 这一行"), rule),
        Mistake::FieldDropped => (format!("`{name}` 没有参与签名"), rule),
        Mistake::FieldAdded if name.is_empty() => ("多签了一个空行".to_owned(), rule),
        Mistake::FieldAdded if lines => (format!("多签了 `{name}` 这一行（`{to}`）"), rule),
        Mistake::FieldAdded => (format!("`{name}` 也参与了签名：`{name}={to}`"), rule),
        Mistake::FieldRenamed => (format!("`{from}` 被签成了 `{to}`"), AS_SENT),
        Mistake::NamesRestyled => (format!("字段名的写法变成了 {to}"), AS_SENT),
        Mistake::FieldsSwapped => (format!("`{from}` 和 `{to}` 互换了"), rule),
        Mistake::ValueNothing if to.is_empty() => (format!("程序里的 `{name}` 是空的"), empty),
        Mistake::ValueNothing => (format!("`{name}` 的值被签成了 `{to}`"), empty),
        Mistake::OtherValue if detail.from != *name && !from.is_empty() => {
            (format!("`{name}` 被签成了 `{to}`，这是 `{from}` 的值"), rule)
        }
        Mistake::ValueParsed => (
            format!("`{name}` 被签成了 `{to}`，这是先解析成数字、再写成文本的结果"),
            "按文本读取各个值：让 XML 或 JSON 解析器不要转换成数字",
        ),
        Mistake::ValueCase if name.is_empty() => {
            ("整个字符串被转换成了小写".to_owned(), "只有参数名是小写，值保持原样")
        }
        Mistake::OtherValue | Mistake::ValueReformatted | Mistake::ValueCase => {
            (format!("`{name}` 被签成了 `{}`", visible(&to)), AS_SENT)
        }
        Mistake::KeyCase => (format!("`{name}` 的大小写变了"), "Token 区分大小写，以后台显示的为准"),
        Mistake::ValuesEncoded if from == "%" => (format!("签名前对 `{name}` 做了 URL 解码"), AS_SENT),
        Mistake::ValuesEncoded => (format!("签名前对 `{name}` 做了 URL 编码"), "用原始值签名，之后再编码"),
        Mistake::ValuesEscaped => {
            let place = if name.is_empty() { String::new() } else { format!("`{name}` 里的 ") };
            let (from, to) = (words(&from), words(&to));
            (format!("{place}{from} 被签成了 {to}"), "用原始值签名，写入 XML 或 JSON 时才转义")
        }
        Mistake::CdataKept => {
            let place = if name.is_empty() { "各个值".to_owned() } else { format!(" `{name}` ") };
            (
                format!("把 `<![CDATA[` 和 `]]>` 当作{place}的一部分签了名"),
                "用不带 CDATA 的值签名，CDATA 只写进 XML",
            )
        }
        other => (other.name().to_owned(), rule),
    }
}

/// Quotes a text, or names it if it cannot be seen.
fn words(text: &str) -> String {
    match text {
        " " => "空格".to_owned(),
        "" => "空".to_owned(),
        text => format!("`{text}`"),
    }
}

fn package(detail: &Detail, scheme: Scheme) -> (String, &'static str) {
    let (name, from, to) = (&detail.field, &detail.from, excerpt(&detail.to));
    let rule = if from == "Sign=WXPay" {
        "App 用 `Sign=WXPay`；`prepay_id=…` 用于网页和小程序"
    } else if from.starts_with("prepay_id=") {
        "网页和小程序签 `prepay_id=…`；不带前缀的 prepay_id 用于 App"
    } else {
        "App 签不带前缀的 prepay_id；`prepay_id=…` 用于网页和小程序"
    };
    let place = if scheme == Scheme::PayClient { "最后一行".to_owned() } else { format!("`{name}` ") };
    if from.strip_prefix("prepay_id=").is_some_and(|bare| bare == detail.to) {
        (format!("{place}只签了 prepay_id，没有 `prepay_id=`"), rule)
    } else {
        (format!("{place}被签成了 `{to}`"), rule)
    }
}

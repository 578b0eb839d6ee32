//! The mistakes in the string as a whole: what joins its parts, its encoding, its hash.

use crate::sign::{Detail, Mistake, Scheme};

pub(super) fn joined(mistake: Mistake, detail: &Detail) -> (String, &'static str) {
    let to = &*detail.to;
    match mistake {
        Mistake::StringEncoded if to == "key" => {
            ("拼上密钥之前，对整个字符串做了 URL 编码".to_owned(), "用原始字符串签名，不做编码")
        }
        Mistake::StringEncoded => {
            ("签名前对整个字符串做了 URL 编码".to_owned(), "用原始字符串签名，不做编码")
        }
        Mistake::ValuesQuoted => ("签名时值带了引号".to_owned(), "用 & 连接 名=值，值不加引号"),
        Mistake::ValuesAsJson => ("签名用的是字段的 JSON".to_owned(), "按名字排序，用 & 连接 名=值"),
        Mistake::AmpersandDoubled if to == "key" => {
            ("密钥前面多了一个 `&`".to_owned(), "两个字段之间只有一个 &")
        }
        Mistake::AmpersandDoubled => ("字段之间用了 `&&` 连接".to_owned(), "两个字段之间只有一个 &"),
        Mistake::AmpersandTrailing => ("字符串末尾多了一个 `&`".to_owned(), "最后一个值后面没有 &"),
        Mistake::AmpersandMissing => ("`key=` 前面少了 `&`".to_owned(), "在末尾拼上 &key= 和密钥"),
        Mistake::SeparatorSpaced => {
            (format!("`{}` 旁边多了空格", to.trim()), "用 & 连接 名=值，中间没有空格")
        }
        _ => (
            if to == " " { "字符串末尾多了一个空格" } else { "字符串末尾多了一个换行" }.to_owned(),
            "签名的字符串末尾没有空白；`echo` 会加换行，`printf %s` 不会",
        ),
    }
}

pub(super) fn whole(mistake: Mistake, detail: &Detail, scheme: Scheme) -> (String, &'static str) {
    let (from, to) = (&detail.from, &detail.to);
    match mistake {
        Mistake::OtherHash => (format!("该用 {from} 却用了 {to}"), "使用规则指定的摘要算法"),
        Mistake::HmacForHash => (
            format!("该用 {from} 却用了以 `{}` 为密钥的 {to}", detail.field),
            "密钥是字符串的一部分，对整个字符串直接做摘要",
        ),
        Mistake::HashedTwice => (
            "先对字符串做了一次摘要，再对摘要签名".to_owned(),
            "把原始字符串交给签名函数，函数自己会计算摘要",
        ),
        Mistake::OtherOutput => (
            format!(
                "摘要写成了 {}，而不是十六进制",
                if to == "base64" { "base64" } else { "十六进制的 base64" }
            ),
            "写成十六进制",
        ),
        Mistake::OtherCharset => (
            format!("签名用的编码是 {to}，应为 {from}"),
            "把文本转成字节时指定编码，例如 getBytes(\"UTF-8\")",
        ),
        Mistake::RsaPadding => (
            format!("私钥是对的，但填充方式用了 {to}"),
            if scheme == Scheme::Api {
                "服务端 API 签名用 RSASSA-PSS、SHA-256、盐长 32 字节"
            } else {
                "微信支付 v3 用 PKCS #1 v1.5：SHA256withRSA"
            },
        ),
        Mistake::RsaHash => (format!("私钥是对的，但摘要算法用了 {to}"), "微信要求 SHA-256：SHA256withRSA"),
        Mistake::RsaOutput => (format!("签名写成了 {}", notation(to)), "把签名的字节写成 base64，只编码一次"),
        _ => (format!("这是{}的签名", recipe(to)), "每种签名有自己的字段：请重新签名"),
    }
}

fn notation(name: &str) -> &str {
    match name {
        "hexadecimal digits" => "十六进制",
        "base64 of base64" => "两次 base64",
        "base64 of hexadecimal digits" => "十六进制的 base64",
        "base64 for URLs" => "URL 用的 base64",
        other => other,
    }
}

/// Returns the words for another recipe.
fn recipe(name: &str) -> &str {
    match name {
        "cardExt" => "卡券（`cardExt`：值排序后拼接，含 api_ticket）",
        "chooseCard" => " `wx.chooseCard` ",
        "wx.config" => " `wx.config` ",
        "editAddress" => " `editAddress` ",
        "unifiedorder" => "统一下单返回结果（其中的 `sign` 不是 paySign）",
        "app" => " App（字段是 appid、partnerid、prepayid、package、noncestr、timestamp）",
        "page" => "网页（字段是 appId、timeStamp、nonceStr、package、signType）",
        "pairs" => " v2 的字符串（排序后的 `名=值`），而 v3 签的是四行文本",
        "rawData" => " `rawData`（文本加 session_key 的 SHA-1）",
        "hmac" => "以密钥计算的 HMAC-SHA256（不是 `rawData`）",
        "signature" => "用户态（`signature`：只对请求体做 HMAC-SHA256）",
        other => other,
    }
}

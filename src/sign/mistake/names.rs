//! Names and values that programs mix up, as tables.

/// The names of one field in the recipes of the family, and the ways to write them (微信支付文档《JSAPI 调起支付》,《APP 调起支付》,
/// 公众平台文档《JS-SDK》).
pub(super) const SYNONYMS: &[&[&str]] = &[
    &["appid", "appId", "app_id", "AppId", "wxappid", "mch_appid"],
    &["timestamp", "timeStamp", "time_stamp", "time"],
    &["nonce_str", "nonceStr", "noncestr", "nonce"],
    &["mch_id", "mchid", "mchId", "partnerid", "partnerId", "partner_id", "partner"],
    &["prepay_id", "prepayid", "prepayId"],
    &["package", "packageValue", "packagevalue", "packageStr", "extra"],
    &["sign_type", "signType", "signtype", "sign_method"],
    &["jsapi_ticket", "ticket", "jsapiTicket", "api_ticket"],
    &["accesstoken", "access_token", "accessToken"],
    &["openid", "openId", "open_id", "sub_openid"],
    &["url", "URL", "link"],
    &["sub_mch_id", "sub_mchid", "subMchId"],
    &["sub_appid", "sub_appId", "subAppId"],
];

/// The spellings of the nonce's name.
pub(super) const NONCE_NAMES: [&str; 3] = ["nonceStr", "noncestr", "nonce_str"];

/// The words that programs print for a missing value.
pub(in crate::sign) const NOTHING: [&str; 7] =
    ["undefined", "null", "None", "nil", "NULL", "[object Object]", "NaN"];

/// The optional fields of an order (微信支付文档《统一下单》).
pub(super) const OPTIONAL_FIELDS: [&str; 17] = [
    "openid",
    "attach",
    "device_info",
    "detail",
    "goods_tag",
    "limit_pay",
    "product_id",
    "sub_appid",
    "sub_mch_id",
    "sub_openid",
    "scene_info",
    "sign_type",
    "fee_type",
    "time_start",
    "time_expire",
    "receipt",
    "profit_sharing",
];

/// Fields with the value that most programs give them.
pub(super) const USUAL_FIELDS: [(&str, &str); 12] = [
    ("signType", "MD5"),
    ("signType", "HMAC-SHA256"),
    ("signType", "RSA"),
    ("sign_type", "MD5"),
    ("sign_type", "HMAC-SHA256"),
    ("package", "Sign=WXPay"),
    ("device_info", "WEB"),
    ("fee_type", "CNY"),
    ("trade_type", "JSAPI"),
    ("trade_type", "APP"),
    ("trade_type", "NATIVE"),
    ("trade_type", "MWEB"),
];

/// Fields of `wx.config` and of the ticket's call, with the values that a program may sign.
pub(super) const PAGE_FIELDS: [(&str, &str); 3] = [("debug", "true"), ("debug", "false"), ("type", "jsapi")];

/// The fields of `editAddress` that are not signed (JS-SDK 文档 2015 附录 4).
pub(super) const ADDRESS_FIELDS: [(&str, &str); 5] = [
    ("scope", "jsapi_address"),
    ("signType", "sha1"),
    ("signType", "SHA1"),
    ("signtype", "sha1"),
    ("signtype", "SHA1"),
];

/// The fields beside the `paySign` of 2014 that are not signed (JS-SDK 文档 2015 附录 5).
pub(super) const PAY_2014_FIELDS: [(&str, &str); 5] = [
    ("signtype", "SHA1"),
    ("signType", "SHA1"),
    ("signtype", "sha1"),
    ("signType", "sha1"),
    ("sign_method", "sha1"),
];

/// The values of the official documents, which test programs use (微信支付文档, 公众平台文档《JS-SDK》《卡券》), by the first name in
/// [`SYNONYMS`].
pub(in crate::sign) const SAMPLE_VALUES: [(&str, &str); 11] = [
    ("mch_id", "1900000109"),
    ("mch_id", "1230000109"),
    ("mch_id", "10000100"),
    ("mch_id", "1900009191"),
    ("appid", "wxf8b4f85f3a794e77"),
    ("appid", "wxd930ea5d5a258f4f"),
    ("appid", "wxd678efh567hg6787"),
    ("appid", "wx8888888888888888"),
    ("appid", "wx2421b1c4370ec43b"),
    ("appid", "wxb4ba3c02aa476ea1"),
    ("card_id", "pFS7Fjg8kV1IdDz01r4SQwMkuCKc"),
];

/// The parameters that WeChat appends to the URL of a shared or opened page.
pub(super) const SHARE_PARAMETERS: &[&str] = &[
    "from",
    "isappinstalled",
    "nsukey",
    "scene",
    "clicktime",
    "enterid",
    "ascene",
    "devicetype",
    "version",
    "nettype",
    "abtest_cookie",
    "lang",
    "exportkey",
    "pass_ticket",
    "wx_header",
    "sessionid",
    "subscene",
    "fontgear",
];

/// The parameters that WeChat's login page appends to the URL that it returns to.
pub(super) const OAUTH_PARAMETERS: &[&str] = &["code", "state"];

/// Returns the names of the same field in all recipes, without this name.
pub(super) fn synonyms(name: &str) -> impl Iterator<Item = &'static str> + '_ {
    SYNONYMS
        .iter()
        .filter(move |group| group.contains(&name))
        .flat_map(|group| group.iter().copied())
        .filter(move |other| *other != name)
}

/// The ways of writing a name of several words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Camel,
    Pascal,
    Snake,
    Kebab,
    Lower,
    Upper,
}

impl Style {
    pub(super) const ALL: [(Self, &'static str); 6] = [
        (Self::Camel, "camelCase"),
        (Self::Lower, "lowercase"),
        (Self::Snake, "snake_case"),
        (Self::Pascal, "PascalCase"),
        (Self::Upper, "UPPERCASE"),
        (Self::Kebab, "kebab-case"),
    ];

    /// Writes a name in this style.
    pub(super) fn write(self, name: &str) -> String {
        let words = words(name);
        match self {
            Self::Snake => words.join("_"),
            Self::Kebab => words.join("-"),
            Self::Lower => words.concat(),
            Self::Upper => name.to_uppercase(),
            Self::Pascal => words.iter().map(|word| capital(word)).collect(),
            Self::Camel => {
                let rest = words.iter().skip(1).map(|word| capital(word));
                words.first().cloned().into_iter().chain(rest).collect()
            }
        }
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Splits a name at `_`, `-` and before capitals; the known one-word names are split where others write them in two.
fn words(name: &str) -> Vec<String> {
    let name = match name {
        "appid" => "app_id",
        "timestamp" => "time_stamp",
        "noncestr" => "nonce_str",
        "mchid" => "mch_id",
        "openid" => "open_id",
        "prepayid" => "prepay_id",
        "partnerid" => "partner_id",
        "signtype" => "sign_type",
        "accesstoken" => "access_token",
        "appkey" => "app_key",
        other => other,
    };
    let mut words = vec![String::new()];
    for char in name.chars() {
        if char == '_' || char == '-' {
            words.push(String::new());
        } else {
            let last = words.last().and_then(|word| word.chars().last());
            if char.is_ascii_uppercase() && last.is_some_and(|last| last.is_ascii_lowercase()) {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.push(char.to_ascii_lowercase());
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::Style;

    #[test]
    fn names_are_written_in_every_style() {
        let write = |name: &str| Style::ALL.map(|(style, _)| style.write(name));
        let styles = ["mchId", "mchid", "mch_id", "MchId", "MCH_ID", "mch-id"];
        assert_eq!(write("mch_id"), styles);
        assert_eq!(Style::Snake.write("timeStamp"), "time_stamp");
        assert_eq!(Style::Camel.write("spbill_create_ip"), "spbillCreateIp");
        assert_eq!(Style::Lower.write("appId"), "appid");
    }
}

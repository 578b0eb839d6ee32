//! The causes of texts whose numbers, codes and messages say different things.

use super::codes;
use crate::api::errcode::{ErrcodeFamily, meaning};
use crate::diagnose::explain::{Clues, Explanation, Unexplained, explain};

/// Lines about WeChat and a failure whose numbers count or name something else.
const OTHER_NUMBERS: [&str; 12] = [
    "2026-12-01 10:00:00.123 ERROR 40001 --- [nio-8080-exec-1] com.acme.wechat.PushService : 数据库连接失败",
    "2026-12-01T10:00:00.123+08:00 ERROR 45009 --- [wx] [nio-8080-exec-3] c.e.wx.WxController : 微信发送失败",
    "2026-12-01 10:00:00 WARN 48001 [main] c.acme.wechat.Sender - send failed",
    "微信模板消息发送失败，用户ID 43101",
    "微信模板消息发送失败，用户 ID：43101",
    "wx.request fail, goodsId: 40163",
    "wechat pay failed: amount 42001",
    "wechat pay failed: total_fee 42001",
    "企业微信同步失败，部门 60011",
    "公众号推送失败 storeNo 40013",
    "wechat push failed after 40001 retries",
    "微信支付失败 订单金额 40163",
];

#[test]
fn a_number_of_something_else_is_no_errcode() {
    for text in OTHER_NUMBERS {
        assert_eq!(codes(text, false), [], "{text}");
        assert_eq!(codes(text, true), [], "{text}");
        let nothing = Unexplained::of(text);
        assert_eq!((nothing.code, nothing.near), (None, None), "{text}");
    }
}

#[test]
fn a_code_in_its_place_is_found() {
    for (text, code) in [
        ("发送失败 errcode=40001", 40001),
        ("c.acme.wechat.PushService : errcode: 48001", 48001),
        ("微信登录失败 code 40163", 40163),
        ("微信模板消息发送失败，错误码：43101", 43101),
        ("wechat error 40001", 40001),
        ("wechat api failed: 40001 for user 7", 40001),
        ("调用失败，微信返回 45009", 45009),
        ("ERROR 7 --- [main] c.acme.wechat.Push : wechat error 40001", 40001),
    ] {
        assert!(codes(text, false).iter().any(|(_, found)| *found == code), "{text}");
    }
}

#[test]
fn a_known_code_is_no_slip_for_another() {
    for text in [
        "errcode: 0, errmsg: ok, msgid: 40001",
        "alipay error: code 40004",
        r#"{"code":"40004","msg":"Business Failed","sub_code":"ACQ.TRADE_NOT_EXIST"}"#,
    ] {
        let nothing = Unexplained::of(text);
        assert_eq!((nothing.code, nothing.near), (None, None), "{text}");
    }
}

/// The errCode of a client is not that of an endpoint.
#[test]
fn the_errcode_of_a_client_is_its_own() {
    let client = r#"{"errMsg":"requestSubscribeMessage:fail No template data return, verify the template id exist","errCode":20001}"#;
    assert_eq!(codes(client, false), []);
    let cloud =
        r#"{"errCode":43101,"errMsg":"openapi.subscribeMessage.send:fail user refuse to accept the msg"}"#;
    assert_eq!(codes(cloud, false), [(ErrcodeFamily::Api, 43101)]);
    let page = r#"{"errMsg":"config:fail, Error: 系统错误，错误码：40048, invalid url domain"}"#;
    assert!(codes(page, false).iter().any(|(_, code)| *code == 40048));
}

#[test]
fn a_code_of_both_platforms_is_explained_for_both() {
    let text = r#"{"errcode":40007,"errmsg":"invalid media_id"}"#;
    assert_eq!(codes(text, false), [(ErrcodeFamily::Api, 40007), (ErrcodeFamily::Work, 40007)]);
    let text = r#"{"errcode":41002,"errmsg":"appid missing"}"#;
    assert_eq!(codes(text, false), [(ErrcodeFamily::Api, 41002)]);
}

/// Returns the English cause of an answer of WeChat Pay, or of a line that names its error.
#[track_caller]
fn pay(text: &str) -> &'static str {
    match &explain(text, &Clues::default())[..] {
        [Explanation::Pay(error)] => error.advice.expect("advice").cause.en,
        [Explanation::Named(found)] => found.advice.cause.en,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn the_message_of_wechat_pay_decides_before_its_code() {
    const IP: &str = "此IP地址不允许调用接口，如有需要请登录微信支付商户平台更改配置";
    const RISK: &str = "此请求可能存在风险，已被微信拦截";
    let v3 = |code: &str, message: &str| format!(r#"{{"code":"{code}","message":"{message}"}}"#);
    let v2 = |code: &str, message: &str| {
        format!(
            "<xml><return_code>SUCCESS</return_code><result_code>FAIL</result_code><err_code>{code}</err_code>\
             <err_code_des>{message}</err_code_des></xml>"
        )
    };
    let no_code = |message: &str| {
        format!("<xml><return_code>FAIL</return_code><return_msg>{message}</return_msg></xml>")
    };
    for (text, word) in [
        (v3("NO_AUTH", IP), "public IP"),
        (v3("INVALID_REQUEST", IP), "public IP"),
        (v2("NO_AUTH", IP), "public IP"),
        (no_code(IP), "public IP"),
        (format!("wechatpay NO_AUTH {IP}"), "public IP"),
        (v2("NO_AUTH", RISK), "risk control"),
        (v3("NO_AUTH", RISK), "risk control"),
        (
            v3("SIGN_ERROR", "Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》"),
            "malformed",
        ),
        (v3("SIGN_ERROR", "Authorization不合法"), "malformed"),
        (v3("SIGN_ERROR", "timestamp过期"), "5 minutes"),
        (v3("SIGN_ERROR", "错误的签名，验签失败"), "the signed string"),
        (v3("NO_AUTH", "商户号该产品权限未开通"), "not opened"),
        (
            v3(
                "PARAM_ERROR",
                "输入源“/body/notify_url”映射到字符串字段“通知地址”字符串规则校验失败，字符串长度超过最大限制",
            ),
            "longer than",
        ),
    ] {
        assert!(pay(&text).contains(word), "{text}: {}", pay(&text));
    }
}

#[test]
fn a_message_about_a_callback_url_is_explained() {
    for text in [
        "Token验证失败",
        "token 验证失败",
        "请求URL超时",
        "openapi callback地址请求不通过",
        "该公众号提供的服务出现故障，请稍后再试",
        "config:fail invalid signature",
    ] {
        let found = explain(text, &Clues::default());
        let [Explanation::Named(found)] = &found[..] else { panic!("{text}: {found:?}") };
        assert!(found.advice.fix.en.contains("webot help"), "{text}");
    }
    for other in ["JWT token验证失败", "user 7: token 验证失败", "上游请求URL超时 http://10.0.0.1/x"]
    {
        assert!(explain(other, &Clues::default()).is_empty(), "{other}");
        assert!(explain(other, &Clues { is_log: true, ..Clues::default() }).is_empty(), "{other}");
    }
}

#[test]
fn an_official_meaning_of_another_code_is_marked() {
    for code in [40125, 61004] {
        assert!(meaning(ErrcodeFamily::Api, code).expect("a meaning").is_contradictory(), "{code}");
    }
    assert!(!meaning(ErrcodeFamily::Api, 40013).expect("a meaning").is_contradictory());
}

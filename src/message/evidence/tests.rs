use super::{Asked, Sign, find, reads_like_refusal, refuses_signature};
use crate::message::{Answer, Format, Parties, Push};

fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Answer {
    Answer {
        status,
        headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        location: headers.iter().find(|(name, _)| *name == "location").map(|(_, value)| (*value).to_owned()),
        body: body.as_bytes().to_vec(),
        ..Answer::default()
    }
}

fn sign(status: u16, headers: &[(&str, &str)], body: &str, asked: Asked<'_>) -> Option<Sign> {
    let push = Push::text("hi", &Parties::sample(1_700_000_000, 1)).document;
    let asked = Asked { push: Some(&push), ..asked };
    find(&answer(status, headers, body), body, asked).map(|found| found.sign)
}

const PUSH: Asked<'_> = Asked {
    encrypted: false,
    format: Some(Format::Xml),
    control: None,
    query: &["signature", "timestamp", "nonce", "openid"],
    push: None,
};
const SAFE: Asked<'_> = Asked { encrypted: true, ..PUSH };

#[test]
fn words_of_gateways_and_frameworks_are_recognised() {
    let page = |title: &str| format!("<html><head><title>{title}</title></head><body>{title}</body></html>");
    for (status, headers, body, wanted) in [
        (401, &[("WWW-Authenticate", "Basic realm=\"x\"")][..], String::new(), Sign::Login),
        (401, &[], "{\"message\":\"Unauthenticated.\"}".to_owned(), Sign::Login),
        (401, &[], "{\"detail\":\"Authentication credentials were not provided.\"}".to_owned(), Sign::Login),
        (401, &[], "{\"code\":401,\"msg\":\"请先登录\"}".to_owned(), Sign::Login),
        (403, &[], "upstream API: token expired, call refresh".to_owned(), Sign::PerhapsLogin),
        (302, &[("location", "https://a.cn/user/login?next=/wechat")], String::new(), Sign::Login),
        (302, &[("location", "https://a.cn/login.php")], String::new(), Sign::Login),
        (200, &[], "<html><form><input type=\"password\"></form></html>".to_owned(), Sign::Login),
        (403, &[("server", "cloudflare")], page("Just a moment..."), Sign::Firewall("Cloudflare")),
        (503, &[("cf-mitigated", "challenge")], String::new(), Sign::Firewall("Cloudflare")),
        (
            405,
            &[],
            "<html>https://errors.aliyun.com/images</html>".to_owned(),
            Sign::Firewall("Alibaba Cloud WAF"),
        ),
        (403, &[], "Request blocked by WAF".to_owned(), Sign::Firewall("")),
        (403, &[], page("网站防火墙"), Sign::Firewall("BT panel")),
        (502, &[("server", "nginx")], page("502 Bad Gateway"), Sign::Gateway),
        (521, &[("server", "cloudflare")], String::new(), Sign::Gateway),
        (403, &[("Server", "AirTunes/775.3.1")], String::new(), Sign::AirTunes),
        (403, &[], page("403 Forbidden — CSRF verification failed. Request aborted."), Sign::Csrf),
        (419, &[], page("Page Expired"), Sign::Csrf),
        (400, &[], "Invalid Host header".to_owned(), Sign::HostName),
        (404, &[], page("ERR_NGROK_3200 the endpoint is offline"), Sign::Tunnel("ngrok")),
        (200, &[], page("未备案提示：网站未备案"), Sign::NotFiled),
        (200, &[], "-40001".to_owned(), Sign::SampleCode(-40001)),
        (500, &[], "ValidateSignature Error: -40001".to_owned(), Sign::SampleCode(-40001)),
        (400, &[], "Expecting value: line 1 column 1 (char 0)".to_owned(), Sign::WantsJson),
        (415, &[], "{\"error\":\"Unsupported Media Type\"}".to_owned(), Sign::MediaType),
        (
            500,
            &[],
            "<pre>TypeError: x is not a function<br> &nbsp; at f (/a.js:1:2)</pre>".to_owned(),
            Sign::Crash,
        ),
    ] {
        assert_eq!(sign(status, headers, &body, PUSH), Some(wanted), "{status} {headers:?} {body}");
    }
    assert_eq!(
        sign(500, &[], "error:06065064:digital envelope routines:bad decrypt", SAFE),
        Some(Sign::CannotDecrypt)
    );
    assert_eq!(sign(500, &[], "KeyError: 'MsgType'", SAFE), Some(Sign::EnvelopeRead("MsgType")));
    assert_eq!(
        sign(500, &[], "Undefined array key \"FromUserName\"", SAFE),
        Some(Sign::EnvelopeRead("FromUserName"))
    );
}

#[test]
fn a_refusal_of_the_signature_and_bare_failures_are_no_evidence() {
    for (status, headers, body) in [
        (403, &[("server", "cloudflare")][..], "Invalid signature"),
        (401, &[("www-authenticate", "WeChat")], "signature mismatch"),
        (401, &[], "签名错误"),
        (403, &[], "Forbidden"),
        (401, &[], ""),
        (403, &[("server", "nginx")], "<html><head><title>403 Forbidden</title></head></html>"),
        (404, &[("server", "nginx")], "<html><head><title>404 Not Found</title></head></html>"),
        (500, &[], "boom"),
        (500, &[], "order -40001234 failed"),
        (500, &[], "Internal Server Error"),
        (301, &[("location", "https://a.cn/wechat/")], ""),
        (302, &[("location", "https://a.cn/login-bot/wechat")], ""),
        (200, &[], "the firewall and the waf are on"),
        (200, &[], "hello"),
        (200, &[], "<html><head><title>Welcome</title></head></html>"),
    ] {
        assert_eq!(sign(status, headers, body, PUSH), None, "{status} {headers:?} {body}");
    }
    // In plain mode, a program that misses a field has another fault.
    assert_eq!(sign(500, &[], "KeyError: 'MsgType'", PUSH), Some(Sign::BodyUnread("MsgType")));
}

#[test]
fn missing_fields_are_compared_with_the_push() {
    for (body, wanted) in [
        ("KeyError: 'FromUserName'", Sign::BodyUnread("FromUserName")),
        ("KeyError: 'Event'", Sign::FieldAbsent("Event")),
        ("NoMethodError: undefined method `[]' for nil (MsgType is null)", Sign::BodyUnread("MsgType")),
        (
            "java.lang.NullPointerException: Cannot invoke \"Msg.getEventKey()\" (missing)",
            Sign::FieldAbsent("EventKey"),
        ),
        (
            "Traceback (most recent call last):\n  x = root.find('Encrypt').text\n      ^^^^\nAttributeError: 'NoneType' object has no attribute 'text'",
            Sign::WantsEncrypted("Encrypt"),
        ),
        (
            "{\"message\":\"Undefined array key \\\"MediaId\\\"\",\"exception\":\"ErrorException\"}",
            Sign::FieldAbsent("MediaId"),
        ),
        (
            "TypeError: Cannot destructure property 'MsgType' of 'req.body' as it is undefined.",
            Sign::BodyUnread("MsgType"),
        ),
    ] {
        assert_eq!(sign(500, &[], body, PUSH), Some(wanted), "{body}");
    }
    // A page that dumps the request names every field, and a header is no field.
    let dump = format!(
        "<html><h1>KeyError: 'x'</h1>{}<td>MsgType</td><td>Content</td></html>",
        "<p>y</p>".repeat(200)
    );
    assert_eq!(sign(500, &[], &dump, PUSH), None);
    assert_eq!(sign(500, &[], "ValueError: missing Content-Type", PUSH), Some(Sign::Crash));
    assert_eq!(sign(200, &[], "the Event is not found", PUSH), None);
}

#[test]
fn a_wrong_signature_is_told_from_other_refusals() {
    for said in [
        "invalid request signature.",
        "signature mismatch",
        "bad signature",
        "sign error",
        "签名错误",
        "验签失败",
        "消息签名校验失败",
        "非法请求，可能属于伪造的请求！",
        "invalidsignatureexception",
    ] {
        assert!(refuses_signature(said), "{said}");
    }
    for said in [
        "nosuchmethoderror: method signature (i)v differs",
        "typeerror: check_signature() missing 1 required positional argument: 'nonce'",
        "signature should not be empty",
        "jsonwebtokenerror: invalid signature",
        "signature verification failed (jwt)",
        "invalid token",
        "身份验证失败",
        "短信验证码校验失败",
        "参数校验失败",
    ] {
        assert!(!refuses_signature(said), "{said}");
    }
    for said in ["Invalid token", "验证失败", "非法请求", "参数错误！", "error", "Forbidden"] {
        assert!(reads_like_refusal(said), "{said}");
    }
    for said in ["你好", "no error here, all is well", "hello", "ok"] {
        assert!(!reads_like_refusal(said), "{said}");
    }
}

#[test]
fn a_field_that_is_read_as_a_number_is_named() {
    let kind = crate::message::catalogue::kind("work.text").expect("a kind");
    let push = Push::new(kind, &Parties::sample(1_700_000_000, 1)).document;
    let id = push.get("MsgId").expect("an id").to_owned();
    let event = crate::message::catalogue::kind("TEMPLATESENDJOBFINISH").expect("a kind");
    let event = Push::new(event, &Parties::sample(1_700_000_000, 1)).document;
    let mut empty = push.clone();
    empty.0.push(crate::message::Element::text("Latitude", ""));
    for (document, body, wanted) in [
        (
            &push,
            format!("java.lang.NumberFormatException: For input string: \"{id}\""),
            Some(Sign::NotNumber("MsgId")),
        ),
        (
            &push,
            format!("ValueError: invalid literal for int() with base 10: '{id}'"),
            Some(Sign::NotNumber("MsgId")),
        ),
        (
            &push,
            format!("strconv.ParseInt: parsing \"{id}\": invalid syntax"),
            Some(Sign::NotNumber("MsgId")),
        ),
        (
            &push,
            "json: cannot unmarshal string into Go struct field Msg.MsgId of type int64".to_owned(),
            Some(Sign::NotNumber("MsgId")),
        ),
        (
            &event,
            "strconv.Atoi: parsing \"403383483291028684\": value out of range".to_owned(),
            Some(Sign::NumberTooLarge("MsgID")),
        ),
        (
            &empty,
            "Traceback\n  float(root.find('Latitude').text or '')\nValueError: could not convert string to float: ''".to_owned(),
            Some(Sign::NumberEmpty("Latitude")),
        ),
        (&push, "strconv.Atoi: parsing \"abcdefgh\": invalid syntax".to_owned(), None),
        (&push, "IndexError: list index out of range".to_owned(), None),
    ] {
        let asked = Asked { push: Some(document), ..PUSH };
        let found = find(&answer(500, &[], &body), &body, asked).map(|found| found.sign);
        assert_eq!(found.filter(|sign| *sign != Sign::Crash), wanted, "{body}");
    }
}

#[test]
fn a_failed_call_of_the_bot_is_told_from_a_failure_over_the_push() {
    for (body, wanted) in [
        (r#"{"errcode":40164,"errmsg":"invalid ip 1.2.3.4, not in whitelist"}"#, 40164),
        (r#"{"code":500,"message":"{\"errcode\":48001,\"errmsg\":\"api unauthorized\"}"}"#, 48001),
        ("wechatpy.exceptions.WeChatClientException: Error code: 40001, message: invalid credential", 40001),
        ("WxErrorException: 错误代码：45047, 错误信息：out of response count limit", 45047),
    ] {
        assert_eq!(sign(500, &[], body, PUSH), Some(Sign::ApiError(wanted)), "{body}");
    }
    for body in ["{\"errcode\":500,\"errmsg\":\"boom\"}", "error code: 1045", "order 40164 failed"] {
        assert_eq!(sign(500, &[], body, PUSH), None, "{body}");
    }
    assert_eq!(sign(413, &[], "<title>413 Request Entity Too Large</title>", PUSH), Some(Sign::TooLarge));
}

#[test]
fn a_handler_that_reads_a_message_in_the_url_check_is_named() {
    let check = Asked { query: &["signature", "timestamp", "nonce", "echostr"], ..Asked::default() };
    let found = |body: &str| find(&answer(500, &[], body), body, check).map(|found| found.sign);
    for (body, wanted) in [
        ("KeyError: 'MsgType'", Sign::ReadsMessage("MsgType")),
        ("TypeError: Cannot read properties of undefined (reading 'xml')", Sign::ReadsMessage("xml")),
        ("xml.etree.ElementTree.ParseError: no element found: line 1, column 0", Sign::ReadsMessage("xml")),
        ("NullPointerException: Cannot invoke \"Msg.getFromUserName()\"", Sign::ReadsMessage("FromUserName")),
    ] {
        assert_eq!(found(body), Some(wanted), "{body}");
    }
    assert_eq!(found("KeyError: 'user_id'"), Some(Sign::Crash));
}

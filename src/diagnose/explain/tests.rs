//! Texts that `explain` recognizes, and texts that it must not recognize.

mod causes;
mod harmless;
mod libraries;

use std::io::Cursor;

use proptest::prelude::*;

use super::{Blocks, CallbackKeys, CallbackKind, Clues, Explanation, Unexplained, explain};
use crate::api::errcode::{ErrcodeFamily, errcodes};
use crate::api::named::{NamedError, named_errors};
use crate::secret::Secret;
use crate::sign::callback;

/// Returns the errcodes that a text is explained by, with the families.
fn codes(text: &str, is_log: bool) -> Vec<(ErrcodeFamily, i64)> {
    let found = explain(text, &Clues { is_log, ..Clues::default() });
    let code = |found: &Explanation| match found {
        Explanation::Errcode(found) => Some((found.family, found.code)),
        _ => None,
    };
    found.iter().filter_map(code).collect()
}

/// Returns the English cause of the first errcode of a text.
#[track_caller]
fn cause(text: &str, path: Option<&str>) -> &'static str {
    let clues = Clues { path: path.map(str::to_owned), ..Clues::default() };
    match explain(text, &clues).first() {
        Some(Explanation::Errcode(found)) => found.entry.expect("an entry").1.cause.en,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn an_errcode_is_found_however_it_is_written() {
    use ErrcodeFamily::{Api, Page, Pay, Sample, Work};
    for (text, expected) in [
        ("40164", &[(Api, 40164)][..]),
        (" 40164 ", &[(Api, 40164)]),
        ("40001", &[(Api, 40001), (Work, 40001)]),
        ("60020", &[(Work, 60020)]),
        ("10003", &[(Page, 10003)]),
        ("-40001", &[(Sample, -40001)]),
        ("-41003", &[(Sample, -41003)]),
        ("268435461", &[(Pay, 268_435_461)]),
        ("40164: invalid ip", &[(Api, 40164)]),
        ("[40164] invalid ip", &[(Api, 40164)]),
        (r#"{"errcode":40163,"errmsg":"code been used, hints: [ req_id: a ]"}"#, &[(Api, 40163)]),
        (r#"{"errcode":"40163","errmsg":"code been used rid: 6b000e1f-ee0b9c48-25966ad0"}"#, &[(Api, 40163)]),
        (r#"{\"errcode\":61006,\"errmsg\":\"component ticket is invalid\"}"#, &[(Api, 61006)]),
        ("{'errcode': 45047, 'errmsg': 'out of response count limit'}", &[(Api, 45047)]),
        ("WeChatClientException: Error code: 45047, message: out of response count limit", &[(Api, 45047)]),
        ("错误代码：45047，错误信息：out of response count limit", &[(Api, 45047)]),
        ("<errcode>45047</errcode>", &[(Api, 45047)]),
        ("errcode=60020&x=1", &[(Work, 60020)]),
        ("Request-ID: 08E68E97CC0610DF0618AC86BCA80120082880CF05-268435461", &[(Pay, 268_435_461)]),
        ("WXBizMsgCrypt ret: -40001", &[(Sample, -40001)]),
        ("WeChat API error 40164: invalid ip", &[(Api, 40164)]),
        (
            "HttpException: request access_token fail: {\"errcode\":40164,\"errmsg\":\"invalid ip\"}",
            &[(Api, 40164)],
        ),
        ("redirect_uri 域名与后台配置不一致，错误码：10003", &[(Page, 10003)]),
        ("errcode=45047 , errmsg=out of response count limit", &[(Api, 45047)]),
        ("access_token expired", &[(Api, 42001), (Work, 42001)]),
        (
            "invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist rid: 61725984-6126f6f9-040f19c4",
            &[(Api, 40164)],
        ),
    ] {
        assert_eq!(codes(text, false), expected, "{text}");
    }
}

#[test]
fn the_platform_is_that_of_the_answer() {
    let api = r#"{"errcode":40001,"errmsg":"invalid credential rid: 6b000e1f-ee0b9c48-25966ad0"}"#;
    assert_eq!(codes(api, false), [(ErrcodeFamily::Api, 40001)]);
    let work = r#"{"errcode":40001,"errmsg":"invalid credential, hint: [1], from ip: 1.2.3.4"}"#;
    assert_eq!(codes(work, false), [(ErrcodeFamily::Work, 40001)]);
    let url = r#"GET https://qyapi.weixin.qq.com/cgi-bin/gettoken -> {"errcode":40001}"#;
    assert_eq!(codes(url, true), [(ErrcodeFamily::Work, 40001)]);
    let clues = Clues { families: vec![ErrcodeFamily::Work], ..Clues::default() };
    assert!(
        matches!(&explain("40001", &clues)[..], [Explanation::Errcode(found)] if found.family == ErrcodeFamily::Work)
    );
}

#[test]
fn the_path_decides_what_a_code_means() {
    let login = cause("40029", Some("/sns/jscode2session"));
    let phone = cause("40029", Some("/wxa/business/getuserphonenumber"));
    let oauth = cause("40029", Some("/sns/oauth2/access_token"));
    assert!(login.contains("wx.login") && phone.contains("getPhoneNumber") && oauth.contains("OAuth"));
    let line =
        r#"https://api.weixin.qq.com/sns/jscode2session?js_code=1 {"errcode":40029,"errmsg":"invalid code"}"#;
    assert_eq!(cause(line, None), login);
    // Without a path all cases are shown.
    let Some(Explanation::Errcode(found)) = explain("40029", &Clues::default()).into_iter().next() else {
        panic!()
    };
    assert!(found.cases.len() >= 2);
    assert!(
        cause(r#"{"errcode":47003,"errmsg":"argument invalid! data.thing1.value is empty"}"#, None)
            .contains("thing")
    );
}

#[test]
fn right_lines_and_foreign_numbers_are_left_alone() {
    for line in [
        r#"{"errcode":0,"errmsg":"ok"}"#,
        "2026-11-30 10:00:00 INFO took 40164 ms",
        "open() failed (13: Permission denied)",
        "code=40001 from our own service",
        r#"{"code":200,"message":"ok"}"#,
        "SYSTEM_ERROR in our own module",
        "http status 404 /wechat",
        "ret: 40164",
        "cipher: message authentication failed",
        "errcode: see below",
        "errcode 12345678901234567890",
        "function not existing",
        "签名错误: our own form",
        r#"{"code":"SUCCESS","message":"成功"}"#,
        "<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code></xml>",
        "GET https://example.com/list?page=1&code=7",
    ] {
        assert!(explain(line, &Clues { is_log: true, ..Clues::default() }).is_empty(), "{line}");
    }
    for text in
        ["", " ", "hello", "99999999", "0", r#"{"errcode":0}"#, "https://example.com/?a=1", "40164abc"]
    {
        assert!(explain(text, &Clues::default()).is_empty(), "{text}");
    }
}

#[test]
fn every_code_and_every_name_is_explained() {
    for entry in errcodes() {
        let text = format!("{{\"errcode\":{}}}", entry.code);
        assert!(codes(&text, true).contains(&(entry.family, entry.code)), "{text}");
    }
    for named in named_errors() {
        let found = explain(named.name, &Clues::default());
        // A message that both versions of Pay give is explained once, as they say the same.
        let says_same = |own: &NamedError| own.name == named.name && own.advice == named.advice;
        let explained =
            |found: &Explanation| matches!(found, Explanation::Named(own) if says_same(&own.named));
        assert!(found.iter().any(explained), "{}: {found:?}", named.name);
    }
}

#[test]
fn messages_without_a_number_are_recognized_by_their_words() {
    for (text, name) in [
        ("config:invalid url domain", "config:invalid url domain"),
        ("{\"errMsg\":\"config:fail,invalid signature\"}", "config:fail,invalid signature"),
        (
            "chooseWXPay:the permission value is offline verifying",
            ":the permission value is offline verifying",
        ),
        ("getLocation:permission denied", ":permission denied"),
        ("当前页面的URL未注册：https://a.com/", "当前页面的url未注册"),
        ("缺少参数 total_fee", "缺少参数 total_fee"),
        ("err_code=NOTENOUGH", "NOTENOUGH"),
        ("panic: cipher: message authentication failed", "cipher: message authentication failed"),
    ] {
        let found = explain(text, &Clues::default());
        assert!(matches!(&found[..], [Explanation::Named(own)] if own.name == name), "{text}: {found:?}");
    }
}

#[test]
fn a_code_without_a_cause_leaves_room_for_its_message() {
    let found = explain("config:fail,Error: 系统错误，错误码：40048，invalid url domain", &Clues::default());
    let is_named = |found: &Explanation| matches!(found, Explanation::Named(own) if own.name.contains("invalid url domain"));
    assert!(found.iter().any(is_named), "{found:?}");
}

#[test]
fn partial_success_of_wecom_is_named() {
    let text = r#"{"errcode":0,"errmsg":"ok","invaliduser":"a|b","invalidparty":""}"#;
    assert!(matches!(&explain(text, &Clues::default())[..], [Explanation::Partial(lost)] if lost.len() == 1));
    assert!(explain(r#"{"errcode":0,"invaliduser":""}"#, &Clues::default()).is_empty());
}

#[test]
fn a_callback_is_judged_with_the_token() {
    let signature = callback::signature("secret-token", "1700000000", "42");
    let line = format!(
        "\"GET /wechat?signature={signature}&timestamp=1700000000&nonce=42&echostr=5577 HTTP/1.1\" 200"
    );
    let found = explain(&line, &Clues::default());
    let [Explanation::Callback(callback)] = &found[..] else { panic!("{found:?}") };
    assert_eq!((callback.kind, callback.time), (CallbackKind::UrlCheck, Some(1_700_000_000)));
    let judged = |token: &str| {
        let keys = CallbackKeys { token: Some(Secret::new(token)), aes_key: None };
        callback.judge(&keys)
    };
    assert_eq!(judged("secret-token").signature, Some(true));
    assert_eq!(judged("another").signature, Some(false));
    assert_eq!(judged("another").expected.as_deref(), Some("5577"));
    assert_eq!(callback.judge(&CallbackKeys::default()).signature, None);
}

#[test]
fn the_page_that_oauth_returned_to_is_recognized() {
    let found = |text: &str| explain(text, &Clues::default());
    assert!(matches!(found("https://a.com/?code=071&state=1")[..], [Explanation::Returned(1)]));
    assert!(matches!(found("https://a.com/?code=7&code=071&state=1")[..], [Explanation::Returned(2)]));
}

#[test]
fn what_resembles_an_unknown_code_is_told() {
    assert_eq!(Unexplained::of("SING_ERROR").near.as_deref(), Some("SIGN_ERROR"));
    assert_eq!(Unexplained::of("99999999").code, Some(99_999_999));
    assert_eq!(
        Unexplained::of("x rid: 6b000e1f-ee0b9c48-25966ad0").rid.as_deref(),
        Some("6b000e1f-ee0b9c48-25966ad0")
    );
    assert!(Unexplained::of("  ").is_empty);
}

#[test]
fn what_goes_on_over_lines_is_one_block() {
    let blocks = |log: &str| {
        Blocks::new(Cursor::new(log.to_owned())).map(|block| block.expect("a block")).collect::<Vec<_>>()
    };
    assert_eq!(blocks("a\nb\n"), ["a\n", "b\n"]);
    assert_eq!(blocks("a\n{\n  \"errcode\": 1\n}\nb"), ["a\n", "{\n  \"errcode\": 1\n}\n", "b\n"]);
    assert_eq!(blocks("<xml>\n<a>1</a>\n</xml>\nb\n"), ["<xml>\n<a>1</a>\n</xml>\n", "b\n"]);
    let dump = "HTTP/1.1 400\nRequest-ID: 1\n\n{\"code\":\"A\"}\n";
    assert_eq!(blocks(dump), [dump]);
    assert_eq!(blocks(""), [""; 0]);
    // A brace that nothing closes ends with the limit.
    assert!(blocks(&"{\n".repeat(1000)).len() > 10);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}", is_log: bool) {
        explain(&text, &Clues { is_log, ..Clues::default() });
        Unexplained::of(&text);
    }

    #[test]
    fn no_mixture_of_marks_makes_it_panic(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("errcode"), Just("\""), Just(":"), Just("-"), Just("40029"), Just("errmsg"), Just("{"), Just("}"),
                Just("<xml"), Just("</xml>"), Just("https://"), Just("?signature="), Just("&timestamp="), Just("İ"),
                Just("错误代码"), Just("rid: "), Just("/sns/"), Just("\\"), Just("'"), Just(" "), Just("code"),
            ],
            0..30,
        ),
    ) {
        explain(&parts.concat(), &Clues::default());
    }
}

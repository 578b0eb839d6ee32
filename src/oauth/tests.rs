//! Links to OAuth pages: every mistake is named, and a right link has none.

use proptest::prelude::*;

use super::{LinkMistake, OauthPage, check};

const RIGHT: &str = "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1234567890abcdef&redirect_uri=https%3A%2F%2Fexample.com%2Fa%3Fb%3D1&response_type=code&scope=snsapi_base&state=1#wechat_redirect";

#[track_caller]
fn mistakes(link: &str) -> Vec<LinkMistake> {
    check(link).unwrap_or_else(|| panic!("{link}")).mistakes
}

#[test]
fn right_links_of_odd_form_have_no_mistake() {
    for (from, to) in [
        ("", ""),
        ("snsapi_base", "snsapi_userinfo"),
        ("snsapi_base", "snsapi_privateinfo&agentid=1000002"),
        ("&state=1", ""),
        ("&state=1", "&state="),
        ("&state=1", "&state=a%7Cb&forcePopup=true&forceSnapShot=true"),
        ("&state=1", "&state=1&component_appid=wx0000000000000000"),
        ("https%3A%2F%2F", "https%3A//"),
        ("https%3A%2F%2Fexample.com", "http%3a%2f%2f127.0.0.1%3A3000"),
        ("%3Fb%3D1", "%23%2Fhome"),
        ("%3Fb%3D1", "%3Fbarcode%3D1%26statement%3D2"),
        ("wx1234567890abcdef", "ww1234567890abcdef"),
        ("https://open", "http://open"),
    ] {
        let link = RIGHT.replacen(from, to, 1);
        assert_eq!(mistakes(&link), [], "{link}");
    }
    let login = RIGHT.replace("oauth2/authorize", "qrconnect").replace("snsapi_base", "snsapi_login");
    assert_eq!(mistakes(&login), []);
    assert_eq!(check(&login).expect("a link").page, OauthPage::QrConnect);
    assert_eq!(check(RIGHT).expect("a link").redirect_host.as_deref(), Some("example.com"));
}

#[test]
fn every_mistake_is_named_alone() {
    use LinkMistake::*;
    for (from, to, mistake) in [
        ("&", "&amp;", EscapedAmpersand),
        ("snsapi_base", "snsapi_login", ScopeOfOtherPage("snsapi_login".to_owned())),
        ("oauth2/authorize", "qrconnect", ScopeOfOtherPage("snsapi_base".to_owned())),
        (
            "snsapi_base",
            "s+n+s+a+p+i+_+b+a+s+e",
            TornScope("s n s a p i _ b a s e".to_owned(), "snsapi_base"),
        ),
        (
            "snsapi_base",
            "s,n,s,a,p,i,_,b,a,s,e",
            TornScope("s,n,s,a,p,i,_,b,a,s,e".to_owned(), "snsapi_base"),
        ),
        ("snsapi_base", "nsapi_userinfo", UnknownScope("nsapi_userinfo".to_owned(), Some("snsapi_userinfo"))),
        ("snsapi_base", "all", UnknownScope("all".to_owned(), None)),
        ("scope=snsapi_base", "scope=", Missing("scope")),
        ("appid=wx1234567890abcdef&", "", Missing("appid")),
        ("wx1234567890abcdef", "APPID", Placeholder("appid", "APPID".to_owned())),
        ("https%3A%2F%2Fexample.com%2Fa%3Fb%3D1", "https://example.com/a", RawRedirect(vec![])),
        (
            "https%3A%2F%2Fexample.com%2Fa%3Fb%3D1",
            "https://example.com/a?b=1&c=2",
            RawRedirect(vec!["c".to_owned()]),
        ),
        ("https%3A%2F%2Fexample.com%2Fa%3Fb%3D1", "https%253A%252F%252Fexample.com", RedirectEncodedTwice),
        (
            "https%3A%2F%2Fexample.com%2Fa%3Fb%3D1",
            "example.com%2Fa",
            RedirectNotWhole("example.com/a".to_owned()),
        ),
        ("%3Fb%3D1", "%3Fcode%3D77", RedirectHas("code")),
        ("%3Fb%3D1", "%3Fa%3D1%26state%3D2", RedirectHas("state")),
        ("response_type=code", "response_type=token", ResponseType("token".to_owned())),
        ("&response_type=code", "", ResponseType(String::new())),
        ("response_type=code&scope=snsapi_base", "scope=snsapi_base&response_type=code", Order),
        ("#wechat_redirect", "", NoFragment),
        ("#wechat_redirect", "#wechat", OtherFragment("wechat".to_owned())),
        (
            "#wechat_redirect",
            "#wechat_redirect&forcePopup=true",
            BehindFragment("forcePopup=true".to_owned()),
        ),
    ] {
        let link = RIGHT.replace(from, to);
        assert_eq!(mistakes(&link), [mistake], "{link}");
    }
    let long = RIGHT.replace("state=1", &format!("state={}", "a".repeat(129)));
    assert_eq!(mistakes(&long), [LongState(129)]);
    let cut = RIGHT.replace("https%3A%2F%2Fexample.com%2Fa%3Fb%3D1", "https://example.com/#/home");
    assert!(matches!(&mistakes(&cut)[..], [RawRedirect(lost)] if lost[0].starts_with("#/home")), "{cut}");
}

#[test]
fn other_links_are_none() {
    for link in [
        "",
        "text",
        "https://example.com/connect/oauth2/authorize?appid=1",
        "https://open.weixin.qq.com/",
        "https://open.weixin.qq.com.example.com/connect/oauth2/authorize",
        "open.weixin.qq.com/connect/qrconnect",
    ] {
        assert_eq!(check(link), None, "{link}");
    }
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(query in "[ -~中é#&=%+]{0,80}") {
        check(&format!("https://open.weixin.qq.com/connect/oauth2/authorize?{query}"));
        check(&query);
    }
}

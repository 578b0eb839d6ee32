//! `oauth url`: what it prints, and what it finds in a link.

use crate::support::{Webot, webot};

const LINK: &str = "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1234567890abcdef&redirect_uri=https%3A%2F%2Fexample.com%2Fa&response_type=code&scope=snsapi_base&state=abc";

#[test]
fn a_link_has_wechats_order_and_mark() {
    let page = ["oauth", "url", "https://example.com/a?b=1&c=2", "--appid", "wx1234567890abcdef"];
    for (args, expected) in [
        (
            &["--state", "abc", "--force-popup"][..],
            "oauth2/authorize?appid=wx1234567890abcdef&redirect_uri=https%3A%2F%2Fexample.com%2Fa%3Fb%3D1%26c%3D2&response_type=code&scope=snsapi_base&state=abc&forcePopup=true#wechat_redirect",
        ),
        (
            &["--page", "website"],
            "qrconnect?appid=wx1234567890abcdef&redirect_uri=https%3A%2F%2Fexample.com%2Fa%3Fb%3D1%26c%3D2&response_type=code&scope=snsapi_login#wechat_redirect",
        ),
        (
            &["--page", "work", "--scope", "privateinfo", "--agentid", "1000002"],
            "oauth2/authorize?appid=wx1234567890abcdef&redirect_uri=https%3A%2F%2Fexample.com%2Fa%3Fb%3D1%26c%3D2&response_type=code&scope=snsapi_privateinfo&agentid=1000002#wechat_redirect",
        ),
    ] {
        let whole = format!("https://open.weixin.qq.com/connect/{expected}\n");
        webot(page).args(args.iter().copied()).stdout(whole).run();
    }
}

#[test]
fn the_file_names_appid_and_return() {
    let both = r#"{"appid":"wx1234567890abcdef","secret":"s","oauth_appid":"wxabcdef1234567890","oauth_redirect_uri":"https://example.com/a"}"#;
    let home = Webot::new().file("wx_config.json", both);
    let ran = home.webot(["oauth", "url", "--page", "website", "--json"]).run();
    let url = ran.json()["url"].as_str().expect("a link").to_owned();
    assert!(url.contains("appid=wxabcdef1234567890&redirect_uri=https%3A%2F%2Fexample.com%2Fa&"), "{url}");
    webot(["oauth", "url", "--appid", "wx1"]).exit(3).stderr_has("oauth_redirect_uri").run();
    webot(["oauth", "url", "example.com", "--appid", "wx1"]).exit(2).stderr_has("complete URL").run();
}

#[test]
fn faults_of_a_link_are_named() {
    for (link, rule, code) in [
        (LINK.to_owned(), "oauth-mark-missing", 0),
        (format!("{LINK}#wechat_redirect&forcePopup=true"), "oauth-behind-mark", 0),
        (LINK.replace("base", "login"), "oauth-scope-of-other-page", 1),
        (LINK.replace("appid=wx1234567890abcdef&", ""), "oauth-missing", 1),
    ] {
        let ran = webot(["oauth", "url", "--json", "--check", &link]).exit(code).run();
        let findings = ran.json()["findings"].clone();
        let found = findings.as_array().expect("findings").iter().any(|finding| finding["rule"] == rule);
        assert!(found, "{link}: {findings}");
    }
    let right = format!("{LINK}#wechat_redirect");
    webot(["oauth", "url", "--check", &right]).stderr("no mistake was found in the link\n").run();
    webot(["oauth", "url", "--check", "https://example.com/"]).exit(2).stderr_has("not a link").run();
}

#[test]
fn the_domain_is_compared_with_the_one_in_the_console() {
    let right = format!("{LINK}#wechat_redirect");
    let check = |domain: &str| webot(["oauth", "url", "--check", &right, "--domain", domain]);
    check("example.com").stderr_has("no mistake").run();
    check("EXAMPLE.com").stderr_has("no mistake").run();
    check("www.example.com").exit(1).stderr_has("10003").run();
    check("https://example.com/").exit(1).stderr_has("`example.com`").run();
}

#[test]
fn a_link_to_a_stand_in_is_checked_like_wechats() {
    let args = ["oauth", "url", "https://example.com/", "--appid", "abc", "--base", "http://127.0.0.1:7201/"];
    let ran = webot(args).exit(1).stderr_has("`abc` is not an appid").run();
    assert!(
        ran.stdout.starts_with("http://127.0.0.1:7201/connect/oauth2/authorize?appid=abc&"),
        "{}",
        ran.stdout
    );
}

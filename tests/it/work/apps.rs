//! `work agent`, `work menu`, `work oauth`, `work jssdk`.

use serde_json::json;

use super::{CORPID, answer, errcode, home, next};
use crate::support::Mock;

#[test]
fn a_menu_is_checked_by_the_rules_of_wecom() {
    let mock = Mock::start([]);
    let home = home(&mock)
        .file("good.json", r#"{"button":[{"type":"view_miniprogram","name":"报销","appid":"wx1234567890abcdef","pagepath":"a"}]}"#)
        .file("official.json", r#"{"button":[{"type":"media_id","name":"图片","media_id":"m"}]}"#);
    assert_eq!(errcode(&home, &["menu", "get"]), json!(46003));
    next(&home, &["menu", "create", "good.json"]).stderr_has("menu published").run();
    assert_eq!(answer(&home, &["menu", "get"])["button"][0]["type"], "view_miniprogram");
    next(&home, &["menu", "create", "official.json"]).exit(1).stderr_has("not sent").run();
    assert_eq!(errcode(&home, &["menu", "create", "official.json", "--no-lint"]), json!(40017));
    answer(&home, &["menu", "delete", "--yes"]);
    assert_eq!(errcode(&home, &["menu", "get"]), json!(46003));
}

#[test]
fn an_app_shows_what_was_set() {
    let mock = Mock::start([]);
    let home = home(&mock);
    answer(&home, &["agent", "set", "--name", "值班助手", "--report-enter", "1"]);
    let shown = answer(&home, &["agent", "get"]);
    assert_eq!((&shown["name"], &shown["isreportenter"]), (&json!("值班助手"), &json!(1)));
    assert_eq!(answer(&home, &["agent", "list"])["agentlist"][0]["name"], "值班助手");
    next(&home, &["agent", "set"]).exit(2).stderr_has("--name or").run();
}

#[test]
fn a_member_logs_in_and_shows_details_after_consent() {
    let mock = Mock::start([]);
    let home = home(&mock);
    let code = |scope: &str| {
        let link = ["oauth", "url", "https://example.com/login", "--scope", scope, "--base", &mock.url()];
        let link = next(&home, &link).stderr_any().run().stdout;
        let path = link
            .trim()
            .strip_prefix(&mock.url())
            .expect("a link")
            .split('#')
            .next()
            .expect("a path")
            .to_owned();
        let page = mock.ask("GET", &path, "Host: 127.0.0.1\r\n", b"");
        let code = page.head.split("code=").nth(1).and_then(|rest| rest.split('&').next()).expect("a code");
        code.trim().to_owned()
    };
    let base = code("base");
    let user = answer(&home, &["oauth", "user", &base]);
    assert_eq!((&user["userid"], &user["user_ticket"]), (&json!("zhangsan"), &json!(null)));
    assert_eq!(errcode(&home, &["oauth", "user", &base]), json!(40029));
    let user = ["oauth", "user", &code("privateinfo"), "--show-secrets"];
    let ticket = answer(&home, &user)["user_ticket"].clone();
    let detail = answer(&home, &["oauth", "userdetail", ticket.as_str().expect("a ticket")]);
    assert_eq!(detail["userid"], "zhangsan");
    assert_eq!(errcode(&home, &["oauth", "userdetail", "made-up"]), json!(84015));
}

#[test]
fn pages_are_signed_for_the_company() {
    let mock = Mock::start([]);
    let home = home(&mock).env("WX_APPID", "wx1234567890abcdef");
    let url = ["--url", "https://example.com/page", "--json"];
    let config = next(&home, &[&["jssdk", "config"], &url[..]].concat()).stderr_any().run().stdout;
    assert!(config.contains(CORPID) && !config.contains("wx1234567890abcdef"), "{config}");
    let agent = next(&home, &[&["jssdk", "agent-config"], &url[..]].concat()).stderr_any().run().stdout;
    assert!(agent.contains("1000002"), "{agent}");
    assert_eq!(mock.count("/cgi-bin/get_jsapi_ticket") + mock.count("/cgi-bin/ticket/get"), 2);
}

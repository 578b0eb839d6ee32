//! `webot menu lint`: the platform that a menu is taken for, and what the user reads.

use crate::support::{Webot, webot};

const WORK: &str =
    r#"{"button":[{"type":"view_miniprogram","name":"a","pagepath":"p","appid":"wx1234567890abcdef"}]}"#;
const OFFICIAL: &str = r#"{"button":[{"type":"miniprogram","name":"a","pagepath":"p","appid":"wx1234567890abcdef","url":"https://example.com/"}]}"#;
const EITHER: &str = r#"{"button":[{"type":"click","name":"a","key":"K"}]}"#;

fn lint(menu: &str) -> Webot {
    webot(["menu", "lint", "menu.json", "--lang", "en"]).file("menu.json", menu)
}

#[test]
fn the_types_of_the_buttons_tell_the_platform() {
    lint(WORK).stderr_starts("checked as a WeCom menu (from its button types); ").run();
    lint(OFFICIAL).stderr_lacks("WeCom").run();
    lint(EITHER).stderr_lacks("WeCom").run();
}

#[test]
fn a_flag_decides_the_platform() {
    lint(EITHER).args(["--platform", "work"]).stderr_starts("checked as a WeCom menu (--platform); ").run();
    lint(WORK)
        .args(["--platform", "official"])
        .exit(1)
        .stderr_has("in official accounts it is `miniprogram`")
        .run();
    lint(OFFICIAL).args(["--platform", "work"]).exit(1).stderr_has("in WeCom it is `view_miniprogram`").run();
    lint(EITHER).args(["--platform", "pay"]).exit(2).stderr_has("one of official, work").run();
}

#[test]
fn a_profile_of_one_platform_decides() {
    let corp = r#"{"corpid":"ww1234567890abcdef"}"#;
    lint(EITHER)
        .file("wx_config.json", corp)
        .stderr_starts("checked as a WeCom menu (the profile has a corpid); ")
        .run();
    lint(OFFICIAL).file("wx_config.json", corp).exit(1).stderr_has("--platform official").run();
    let appid = r#"{"appid":"wx1234567890abcdef"}"#;
    lint(WORK).file("wx_config.json", appid).exit(1).stderr_has("--platform work").run();
    let both = r#"{"appid":"wx1234567890abcdef","corpid":"ww1234567890abcdef"}"#;
    lint(WORK).file("wx_config.json", both).stderr_has("from its button types").run();
    lint(OFFICIAL).file("wx_config.json", both).stderr_lacks("WeCom").run();
}

#[test]
fn a_menu_of_wecom_is_not_sent_to_an_official_account() {
    webot(["menu", "create", "menu.json", "--mock", "--lang", "en"])
        .file("menu.json", WORK)
        .exit(1)
        .stderr_has("`view_miniprogram` is a type of WeCom")
        .run();
}

#[test]
fn a_broken_link_of_web_authorization_has_its_mend() {
    let link = "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1234567890abcdef&redirect_uri=https://example.com/a?b=1&c=2&response_type=code&scope=snsapi_base&state=1#wechat_redirect";
    let menu = format!(r#"{{"button":[{{"type":"view","name":"a","url":"{link}"}}]}}"#);
    lint(&menu)
        .exit(1)
        .stderr_has("error[oauth-redirect-not-encoded]: line 1, $.button[0].url: ")
        .stderr_has("write `redirect_uri=https%3A%2F%2Fexample.com%2Fa%3Fb%3D1%26c%3D2`")
        .run();
    webot(["menu", "lint", "menu.json", "--lang", "zh"])
        .file("menu.json", &menu)
        .exit(1)
        .stderr_has("没有做 URL 编码")
        .run();
}

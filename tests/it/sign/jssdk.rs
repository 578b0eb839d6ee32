//! The names of the JS-SDK in `sign jsapi`, and the page that tries a signature.

use serde_json::{Value, json};

use super::{JSAPI, sign};
use crate::support::{Folder, SECRET_GIVEN, Webot, webot};

fn with_api(names: &str) -> Webot {
    webot(["sign"]).args(JSAPI).args(["@t", "--appid", "wx1", "--api", names]).file("t", "T")
}

#[test]
fn names_of_the_list_are_checked() {
    with_api("chooseImage,updateTimelineShareData, scanQRCode ,wx-open-launch-weapp").run();
    for (names, said) in [
        ("chooseImag", &["no `chooseImag`", "did you mean `chooseImage`?"][..]),
        ("chooseimage", &["no `chooseimage`", "did you mean `chooseImage`?"]),
        ("wx.scanQRCode", &["did you mean `scanQRCode`?"]),
        ("onMenuShareTimeline", &["`onMenuShareTimeline` is deprecated", "`updateTimelineShareData`"]),
        ("onMenuShareQQ", &["`updateAppMessageShareData`"]),
        ("menuItem:share:timeline", &["is a menu item", "`hideMenuItems`", "`menuList`"]),
        ("menuItem:share:timelin", &["did you mean `menuItem:share:timeline`?"]),
        ("getBrandWCPayRequest", &["WeixinJSBridge of `chooseWXPay`"]),
        ("openEnterpriseChat", &["function of WeCom"]),
        ("WeixinJSBridge", &["up to 1.6.0", "`webot sign jsapi --list`", "offline verifying"]),
    ] {
        with_api(names).stdout_has(format!("\"{names}\"")).stderr_has_all(said).run();
    }
    // The names are signed as they are given.
    let config =
        sign(&[&JSAPI[..], &["t", "--api", "chooseImag, wx-open-audio,wx-open-audio"]].concat())["config"]
            .take();
    assert_eq!(
        (&config["jsApiList"], &config["openTagList"]),
        (&json!(["chooseImag"]), &json!(["wx-open-audio"]))
    );
}

#[test]
fn all_names_can_be_listed_at_once() {
    let listed = |api: &str| {
        let mut signed = sign(&[&JSAPI[..], &["t", "--api", api]].concat());
        let names: Vec<String> = serde_json::from_value(signed["config"]["jsApiList"].take()).expect("names");
        names
    };
    let all = listed("all");
    assert!(all.len() >= 44 && !all.contains(&"openEnterpriseChat".to_owned()), "{all:?}");
    assert!(all.contains(&"updateAppMessageShareData".to_owned()) && !all.contains(&"all".to_owned()));
    assert!(!all.iter().any(|name| name.starts_with("menuItem:") || name.starts_with("wx-open-")));
    assert_eq!(listed("all,chooseImage"), all, "no name twice");
}

#[test]
fn the_names_are_listed_with_version_and_replacement() {
    let rows = webot(["sign", "jsapi", "--list", "--json"]).run().json();
    let rows = rows.as_array().expect("rows");
    let row = |name: &str| rows.iter().find(|row| row["name"] == name).unwrap_or_else(|| panic!("{name}"));
    assert_eq!(
        *row("onMenuShareTimeline"),
        json!({
            "name": "onMenuShareTimeline", "kind": "function", "since": "1.0.0", "work": false,
            "replacement": "updateTimelineShareData", "bridge": "menu:share:timeline",
            "title": "set what is shared to Moments, and learn of it",
        })
    );
    assert_eq!(row("updateTimelineShareData")["since"], "1.4.0");
    assert_eq!(row("menuItem:copyUrl")["kind"], "menu-item");
    let text = webot(["sign", "jsapi", "--list", "share"]).run().stdout;
    let line = "  onMenuShareQQ              1.0.0  set what is shared to QQ, and learn of it (deprecated; use updateAppMessageShareData)";
    assert!(text.lines().any(|shown| shown == line), "{text}");
    assert!(!text.contains("chooseImage"), "{text}");
    webot(["sign", "jsapi", "--list", "分享到朋友圈", "--lang", "zh"]).stdout_has("（即将废弃").run();
    webot(["sign", "jsapi", "--list-apis", "zzz"])
        .exit(2)
        .stderr_has("no name of the JS-SDK matches `zzz`")
        .run();
    webot(["sign", "jsapi"]).exit(2).stderr_has("--url").run();
}

/// The data of the page, which its script reads.
#[track_caller]
fn data(html: &str) -> Value {
    let start = html.find("id=\"data\">").expect("the data") + "id=\"data\">".len();
    let end = html[start..].find("</script>").expect("the end of the data");
    serde_json::from_str(&html[start..start + end]).expect("JSON")
}

#[test]
fn the_page_calls_what_was_signed() {
    let url = "https://example.com/a?x=</script><script>alert(1)</script>&y='\"#top";
    let args = ["sign", "jsapi", "--url", url, "--nonce", "n", "--timestamp", "1414587457", "--ticket", "@t"];
    let page =
        || webot(args).args(["--appid", "wx1", "--api", "chooseImage,closeWindow"]).file("t", "TICKET");
    let signed = page().args(["--json"]).stderr_any().run().json();
    let html =
        page().args(["--html"]).stderr_has("from # on is not signed").stdout_lacks("TICKET").run().stdout;
    assert!(html.starts_with("<!doctype html>\n<html lang=\"en\">") && html.ends_with("</html>\n"), "{html}");
    assert_eq!((html.matches("<script").count(), html.matches("</script>").count()), (2, 2), "{html}");
    let data = data(&html);
    assert_eq!(data["config"], signed["config"]);
    assert_eq!(data["url"], signed["inputs"]["url"]);
    assert_eq!(
        data["scripts"],
        json!([
            "https://res.wx.qq.com/open/js/jweixin-1.6.0.js",
            "https://res2.wx.qq.com/open/js/jweixin-1.6.0.js",
        ])
    );
    let names: Vec<&Value> =
        data["functions"].as_array().expect("a list").iter().map(|entry| &entry["name"]).collect();
    assert_eq!(names, ["chooseImage", "closeWindow"]);
    let errors = data["errors"].to_string();
    for error in
        ["config:invalid signature", "config:invalid url domain", "offline verifying", "permission denied"]
    {
        assert!(errors.contains(error), "{error}");
    }
    let chinese = page().args(["--html", "--lang", "zh"]).stderr_any().run().stdout;
    assert!(chinese.contains("<html lang=\"zh-CN\">") && chinese.contains("<title>JS-SDK 测试页</title>"));
}

#[test]
fn the_page_is_written_to_a_file() {
    let args = [
        "sign",
        "jsapi",
        "--url",
        "https://a.cn/",
        "--ticket",
        "@t",
        "--appid",
        "wx1",
        "--html",
        "-o",
        "p.html",
    ];
    let ran = webot(args).file("t", "T").args(["--json"]).run();
    assert_eq!(ran.json()["file"], "p.html");
    let folder = Folder::new();
    folder.write("t", "T");
    folder.webot(args).stdout("").stderr_has("p.html: ").run();
    assert_eq!(data(&folder.read("p.html"))["config"]["appId"], "wx1");
    for wrong in [&["--html", "--check", "00"][..], &["--html", "--print", "signature"], &["-o", "p.html"]] {
        webot(["sign"]).args(JSAPI).args(["@t"]).args(wrong).file("t", "T").exit(2).stderr_any().run();
    }
}

/// A page in WeCom is signed with the company's ticket and has the corpid for its appid.
#[test]
fn a_profile_of_wecom_signs_its_pages() {
    let work = |more: &[&str]| {
        webot(["sign", "jsapi", "--url", "https://a.cn/", "--mock", "--json"])
            .args(more)
            .envs(&[("WX_CORPID", "ww1234567890abcdef"), ("WX_CORPSECRET", "S")])
            .run()
            .json()
    };
    let signed = work(&["--api", "openEnterpriseChat,selectExternalContact"]);
    let config = &signed["config"];
    assert_eq!((&config["appId"], &config["beta"]), (&json!("ww1234567890abcdef"), &json!(true)));
    assert_eq!(config["jsApiList"], json!(["openEnterpriseChat", "selectExternalContact"]));
    webot(["sign", "jsapi", "--url", "https://a.cn/", "--mock", "--json"])
        .args(["--appid", "wx1", "--api", "openEnterpriseChat"])
        .envs(&[("WX_CORPID", "ww1234567890abcdef"), ("WX_CORPSECRET", "S")])
        .stderr_has("function of WeCom")
        .stdout_has("\"appId\":\"wx1\"")
        .run();
}

#[test]
fn the_ticket_of_an_app_is_named_where_the_company_has_to_sign() {
    let args =
        ["sign", "jsapi", "--url", "https://a.cn/", "--nonce", "n", "--timestamp", "1", "--ticket", "CORP"];
    let wrong = super::check::sha1("jsapi_ticket=APP&noncestr=n&timestamp=1&url=https://a.cn/");
    webot(args)
        .args(["--other-ticket", "APP", "--check", &wrong])
        .envs(&[("WX_CORPID", "ww1234567890abcdef"), ("WX_CORPSECRET", "S")])
        .exit(1)
        .stdout_has("ticket-kind")
        .stdout_has("get_jsapi_ticket")
        .stderr_has(SECRET_GIVEN)
        .run();
}

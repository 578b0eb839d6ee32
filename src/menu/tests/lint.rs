//! The findings of `lint`, with path, line and errcode.

use serde_json::{Value, json};

use super::{DOCUMENTED, button_of, found, of, only, rules, short, source, sub};
use crate::menu::button::{ButtonField, types};
use crate::menu::{MenuShape, Purpose, lint, to_request_body};

#[test]
fn the_documented_menu_is_clean_and_goes_out_compact() {
    let menu = source(DOCUMENTED);
    assert_eq!(lint(&menu, Purpose::Create), []);
    let sent = to_request_body(&menu);
    assert!(
        sent.starts_with(r#"{"button":[{"type":"click","name":"今日歌曲","key":"V1001_TODAY_MUSIC"},"#),
        "{sent}"
    );
    assert_eq!(serde_json::from_str::<Value>(&sent).ok(), serde_json::from_str(DOCUMENTED).ok());
}

#[test]
fn findings_know_path_and_line() {
    let text = DOCUMENTED.replace("http://www.soso.com/", "www.soso.com").replace("wx286b", "wx286");
    let findings = lint(&source(&text), Purpose::Create);
    assert_eq!(
        findings.iter().map(short).collect::<Vec<_>>(),
        [
            ("url-not-http", "$.button[1].sub_button[0].url", 14, Some(40054)),
            ("appid-malformed", "$.button[1].sub_button[1].appid", 20, Some(45064)),
        ]
    );
    assert_eq!(findings[0].errcode, Some(40054));
}

#[test]
fn counts() {
    let leaf = json!({ "type": "click", "name": "a", "key": "K" });
    let menu = |count: usize| json!({ "button": vec![leaf.clone(); count] }).to_string();
    let subs = |count: usize| of(&json!({ "name": "a", "sub_button": vec![leaf.clone(); count] }));
    found(&menu(0), "button-count", "$.button", 40016);
    found(&menu(4), "button-count", "$.button", 40016);
    assert_eq!(rules(&menu(3), Purpose::Create), [""; 0]);
    found(&subs(0), "sub-button-empty", "$.button[0].sub_button", 40023);
    found(&subs(6), "sub-button-count", "$.button[0].sub_button", 40023);
    assert_eq!(rules(&subs(5), Purpose::Create), [""; 0]);
    found("{}", "button-missing", "$", 40016);
    found("[]", "wrong-type", "$", 47001);
    found(r#"{"button":{}}"#, "wrong-type", "$.button", 40016);
    found(r#"{"button":["a"]}"#, "wrong-type", "$.button[0]", 47001);
    let nested = json!({ "name": "a", "sub_button": [leaf] });
    found(&sub(&nested), "sub-button-too-deep", "$.button[0].sub_button[0].sub_button", 40022);
    let both = json!({ "name": "a", "type": "click", "key": "K", "sub_button": [leaf] });
    found(&of(&both), "type-and-sub-button", "$.button[0].type", None);
    found(&of(&json!({ "name": "a" })), "type-missing", "$.button[0]", 40017);
    found(&sub(&json!({ "name": "a" })), "type-missing", "$.button[0].sub_button[0]", 40024);
}

#[test]
fn names_are_measured_in_bytes_and_in_what_phones_show() {
    let named = |name: &str| json!({ "type": "click", "name": name, "key": "K" });
    let (top, under) = ("$.button[0].name", "$.button[0].sub_button[0].name");
    found(&of(&named("")), "name-missing", top, 40018);
    found(&of(&named("  ")), "name-missing", top, 40018);
    found(&of(&json!({ "type": "click", "key": "K" })), "name-missing", "$.button[0]", 40018);
    assert_eq!(rules(&of(&named("今日歌曲")), Purpose::Create), [""; 0]);
    found(&of(&named("今日歌曲啊")), "name-cut", top, None);
    found(&of(&named("今日歌曲啊a")), "name-cut", top, None);
    found(&of(&named("今日歌曲啊ab")), "name-too-long", top, 40018);
    assert_eq!(rules(&sub(&named("今日歌曲今日歌曲")), Purpose::Create), [""; 0]);
    found(&sub(&named(&"歌".repeat(20))), "name-cut", under, None);
    found(&sub(&named(&"歌".repeat(21))), "name-too-long", under, 40025);
}

#[test]
fn every_type_needs_its_fields() {
    for kind in types(Purpose::Create) {
        let full = button_of(kind.name);
        let retired = if kind.instead.is_some() { vec!["retired-type"] } else { Vec::new() };
        assert_eq!(rules(&of(&full), Purpose::Create), retired, "{full}");
        for field in kind.needs {
            let mut button = full.clone();
            button.as_object_mut().expect("an object").shift_remove(field.name());
            let missing = format!("{}-missing", field.name().replace('_', "-"));
            for (text, errcode) in [(of(&button), 0), (sub(&button), 1)] {
                let findings = lint(&source(&text), Purpose::Create);
                let finding = findings.iter().find(|finding| finding.rule.name() == missing);
                let finding = finding.unwrap_or_else(|| panic!("{text}: {findings:?}"));
                let expected = match field {
                    ButtonField::Key => Some([40019, 40026][errcode]),
                    ButtonField::Url => Some([40020, 40027][errcode]),
                    ButtonField::MediaId => Some([40117, 40118][errcode]),
                    ButtonField::Appid => Some(45064),
                    ButtonField::ArticleId => Some(53600),
                    _ => None,
                };
                assert_eq!(finding.errcode, expected, "{text}");
            }
        }
        let mut foreign = full.clone();
        let field = if kind.needs.contains(&ButtonField::Key) { "media_id" } else { "key" };
        foreign[field] = json!("x");
        assert!(rules(&of(&foreign), Purpose::Create).contains(&"foreign-field"), "{foreign}");
    }
}

#[test]
fn fields_have_limits() {
    let key = |length: usize| json!({ "type": "click", "name": "a", "key": "k".repeat(length) });
    assert_eq!(rules(&of(&key(128)), Purpose::Create), [""; 0]);
    found(&of(&key(129)), "key-too-long", "$.button[0].key", 40019);
    found(&sub(&key(129)), "key-too-long", "$.button[0].sub_button[0].key", 40026);
    let url = |url: &str| json!({ "type": "view", "name": "a", "url": url });
    let long = |length: usize| format!("https://a.cn/{}", "x".repeat(length - 13));
    assert_eq!(rules(&of(&url(&long(1024))), Purpose::Create), [""; 0]);
    found(&of(&url(&long(1025))), "url-too-long", "$.button[0].url", 40020);
    for wrong in
        ["www.soso.com", "//a.cn", "weixin://dl", "http://", "http:a.cn", " http://a.cn", "javascript:0"]
    {
        found(&of(&url(wrong)), "url-not-http", "$.button[0].url", 40055);
    }
    for right in ["HTTP://a.cn", "https://例子.中国/?q=好#x", "http://1.2.3.4:8080/"] {
        assert_eq!(rules(&of(&url(right)), Purpose::Create), [""; 0], "{right}");
    }
    for blank in
        ["https://a.cn/x y", "https://a.cn/ ", "https://a.cn/?q=a\u{3000}b", "https://a.cn/?a=1 &b=2"]
    {
        found(&of(&url(blank)), "url-blank", "$.button[0].url", None);
    }
    found(&of(&url("http://a.cn/?a=1&amp;b=2")), "html-entity", "$.button[0].url", None);
    let appid = |appid: &str| json!({ "type": "miniprogram", "name": "a", "url": "http://a.cn", "pagepath": "p", "appid": appid });
    for wrong in ["WX286b93c14bbf93aa", "wx286b93c14bbf93aA", "wx286b93c14bbf93a", "gh_0123456789ab"] {
        found(&of(&appid(wrong)), "appid-malformed", "$.button[0].appid", 45064);
    }
}

#[test]
fn unknown_words_are_found() {
    let typed = |kind: &str| of(&json!({ "type": kind, "name": "a", "key": "K" }));
    found(&typed("Click"), "unknown-type", "$.button[0].type", 40017);
    found(&typed("news"), "website-type", "$.button[0].type", 40017);
    found(
        &sub(&json!({ "type": "zzz", "name": "a" })),
        "unknown-type",
        "$.button[0].sub_button[0].type",
        40024,
    );
    let buttons = r#"{"buttons":[]}"#;
    assert_eq!(rules(buttons, Purpose::Create), ["misnamed"]);
    let typo = of(&json!({ "name": "a", "type": "click", "key": "K", "sub_buttons": [] }));
    found(&typo, "unknown-field", "$.button[0].sub_buttons", None);
}

#[test]
fn what_wechat_returns_is_recognised() {
    let get = r#"{"menu":{"button":[],"menuid":1}}"#;
    let selfmenu = r#"{"is_menu_open":1,"selfmenu_info":{"button":[]}}"#;
    assert_eq!(
        (MenuShape::of_source(&source(get)), MenuShape::of_source(&source(selfmenu))),
        (MenuShape::Get, MenuShape::Selfmenu)
    );
    for text in [get, selfmenu] {
        found(text, "wrong-shape", "$", 40016);
    }
}

#[test]
fn conditions() {
    let leaf = json!({ "type": "click", "name": "a", "key": "K" });
    let with = |rule: Value| json!({ "button": [leaf], "matchrule": rule }).to_string();
    let found = |text: &str, rule: &str, errcode: Option<i64>| {
        let finding = only(text, Purpose::AddConditional);
        assert_eq!((finding.0, finding.2), (rule, errcode), "{text}");
    };
    assert_eq!(rules(&with(json!({ "tag_id": "2" })), Purpose::AddConditional), [""; 0]);
    found(&of(&leaf), "matchrule-missing", Some(65304));
    found(&with(json!({})), "matchrule-empty", Some(65304));
    found(&with(json!({ "tag_id": "" })), "matchrule-empty", Some(65304));
    found(&with(json!({ "tag_id": "vip" })), "matchrule-value", None);
    found(&with(json!({ "client_platform_type": "4" })), "matchrule-value", None);
    found(&with(json!({ "tag_id": 2 })), "not-text", None);
    found(&with(json!({ "tag_id": "2", "sex": "1" })), "matchrule-retired", None);
    found(&with(json!({ "tag_id": "2", "tagid": "1" })), "unknown-field", None);
    assert_eq!(
        rules(&with(json!({ "country": "中国" })), Purpose::AddConditional),
        ["matchrule-retired", "matchrule-empty"]
    );
    assert_eq!(only(&with(json!({ "tag_id": "2" })), Purpose::Create).0, "matchrule-for-all");
    let typeless = json!({ "button": [{ "name": "a" }], "matchrule": { "tag_id": "2" } }).to_string();
    found(&typeless, "type-missing", Some(65308));
    let views: Vec<Value> = (0..4)
        .map(|host| json!({ "type": "view", "name": "a", "url": format!("http://{host}.cn") }))
        .collect();
    let many = json!({ "button": [{ "name": "a", "sub_button": views }], "matchrule": { "tag_id": "2" } });
    found(&many.to_string(), "too-many-hosts", Some(65316));
}

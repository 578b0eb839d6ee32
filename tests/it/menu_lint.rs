//! Menu files: what is read of them, what is found wrong, and that nothing is lost on the way to WeChat and back.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;
use webot::menu::{
    BUTTON_TYPES, ButtonField, Change, Finding, LossKind, MenuShape, Purpose, changes_json, diff, lint,
    preview, pull, render_changes, to_json, to_request_body,
};
use webot::message::Severity;
use webot::source::{Expected, Format, Source, SyntaxError};
use webot::text::Explain as _;

fn source(text: &str) -> Source {
    Source::parse(text).unwrap_or_else(|error| panic!("{error:?}: {text}"))
}

fn refused(text: &str) -> SyntaxError {
    Source::parse(text).expect_err(text)
}

/// A finding in short: rule, path, line, errcode.
fn short(finding: &Finding) -> (&'static str, &str, usize, Option<i64>) {
    (finding.rule.name(), &finding.path, finding.line, finding.errcode)
}

fn rules(text: &str, purpose: Purpose) -> Vec<&'static str> {
    lint(&source(text), purpose).iter().map(|finding| finding.rule.name()).collect()
}

/// A menu of one button.
fn of(button: &Value) -> String {
    json!({ "button": [button] }).to_string()
}

/// A menu of one button with one sub-button.
fn sub(button: &Value) -> String {
    of(&json!({ "name": "菜单", "sub_button": [button] }))
}

/// The only finding in a menu.
#[track_caller]
fn only(text: &str, purpose: Purpose) -> (&'static str, String, Option<i64>) {
    let findings = lint(&source(text), purpose);
    let [finding] = &findings[..] else { panic!("{findings:#?} in {text}") };
    (finding.rule.name(), finding.path.clone(), finding.errcode)
}

#[track_caller]
fn found(text: &str, rule: &str, path: &str, errcode: impl Into<Option<i64>>) {
    assert_eq!(
        only(text, Purpose::Create),
        (only(text, Purpose::Create).0, path.to_owned(), errcode.into()),
        "{text}"
    );
    assert_eq!(only(text, Purpose::Create).0, rule, "{text}");
}

/// The example of WeChat's documents.
const DOCUMENTED: &str = r#"{
    "button":[
    {
         "type":"click",
         "name":"今日歌曲",
         "key":"V1001_TODAY_MUSIC"
     },
     {
          "name":"菜单",
          "sub_button":[
          {
              "type":"view",
              "name":"搜索",
              "url":"http://www.soso.com/"
           },
           {
                "type":"miniprogram",
                "name":"wxa",
                "url":"http://mp.weixin.qq.com",
                "appid":"wx286b93c14bbf93aa",
                "pagepath":"pages/lunar/index"
            },
           {
              "type":"click",
              "name":"赞一下我们",
              "key":"V1001_GOOD",
              "sub_button": [ ]
           }]
      }]
}"#;

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
    let said = findings[0].explain();
    assert!(said.message.contains("14") && said.message.contains("40054"), "{said:?}");
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
    for kind in BUTTON_TYPES {
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
    found(&of(&url("http://a.cn/?a=1&amp;b=2")), "html-entity", "$.button[0].url", None);
    let appid = |appid: &str| json!({ "type": "miniprogram", "name": "a", "url": "http://a.cn", "pagepath": "p", "appid": appid });
    for wrong in ["WX286b93c14bbf93aa", "wx286b93c14bbf93aA", "wx286b93c14bbf93a", "gh_0123456789ab"] {
        found(&of(&appid(wrong)), "appid-malformed", "$.button[0].appid", 45064);
    }
}

#[test]
fn unknown_words_have_neighbours() {
    let hint = |text: &str| {
        let findings = lint(&source(text), Purpose::Create);
        findings.iter().flat_map(|finding| finding.explain().hints).collect::<Vec<_>>().join("\n")
    };
    let typed = |kind: &str| of(&json!({ "type": kind, "name": "a", "key": "K" }));
    found(&typed("Click"), "unknown-type", "$.button[0].type", 40017);
    assert!(hint(&typed("Click")).contains("`click`"));
    assert!(hint(&typed("scancode_wait")).contains("`scancode_waitmsg`"));
    found(&typed("news"), "website-type", "$.button[0].type", 40017);
    found(
        &sub(&json!({ "type": "zzz", "name": "a" })),
        "unknown-type",
        "$.button[0].sub_button[0].type",
        40024,
    );
    let buttons = r#"{"buttons":[]}"#;
    assert_eq!(rules(buttons, Purpose::Create), ["button-missing", "unknown-field"]);
    assert!(hint(buttons).contains("`button`"));
    let typo = of(&json!({ "name": "a", "type": "click", "key": "K", "sub_buttons": [] }));
    found(&typo, "unknown-field", "$.button[0].sub_buttons", None);
    assert!(hint(&typo).contains("`sub_button`"));
}

#[test]
fn escapes_and_marks_are_seen_and_not_sent() {
    let escaped = r#"{"button":[
        {"type":"view","name":"\u4f60\u597d","url":"http://a.cn/?a=1\u0026b=2"},
        {"type":"click","name":"\ud83d\ude00","key":"K"}]}"#;
    let menu = Source::read(format!("\u{feff}{escaped}").as_bytes()).expect("a menu");
    let findings = lint(&menu, Purpose::Create);
    assert_eq!(
        findings.iter().map(short).collect::<Vec<_>>(),
        [("bom", "$", 1, Some(40016)), ("unicode-escape", "$.button[0].name", 2, Some(40033))]
    );
    assert!(findings.iter().all(|finding| finding.severity == Severity::Warning));
    assert!(findings[1].explain().message.contains(r"\u4f60"));
    let sent = to_request_body(&menu);
    assert!(
        sent.contains("你好") && sent.contains("a=1&b=2") && sent.contains('😀') && !sent.contains('\\'),
        "{sent}"
    );
    assert!(sent.starts_with("{\"button\""));
    let yaml = source("button:\n  - type: click\n    name: \"a\\u4f60\"\n    key: '\\u4f60'\n");
    let findings = lint(&yaml, Purpose::Create);
    assert_eq!(
        findings.iter().map(short).collect::<Vec<_>>(),
        [
            ("unicode-escape", "$.button[0].name", 3, Some(40033)),
            ("escaped-twice", "$.button[0].key", 4, Some(40033)),
        ]
    );
    let named = |name: &str| of(&json!({ "type": "click", "name": name, "key": "K" }));
    found(&named(r"\u4f60"), "escaped-twice", "$.button[0].name", 40033);
    found(&named("a\u{1}"), "control-character", "$.button[0].name", 40033);
    found(&named("a\n"), "control-character", "$.button[0].name", 40033);
    found(&named("a\u{e415}"), "softbank-emoji", "$.button[0].name", None);
    assert_eq!(rules(&named("a😀"), Purpose::Create), [""; 0]);
}

#[test]
fn windows_encodings_are_read_and_named() {
    let text = of(&json!({ "type": "click", "name": "你好", "key": "K" }));
    let utf16 = [vec![0xff, 0xfe], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    let gbk = text.bytes().collect::<Vec<_>>();
    let gbk = [
        &gbk[..gbk.iter().position(|byte| *byte > 127).expect("a Chinese character")],
        b"\xc4\xe3\xba\xc3\",\"key\":\"K\"}]}",
    ]
    .concat();
    for (bytes, encoding) in [(utf16, "UTF-16LE"), (gbk, "gb18030")] {
        let menu = Source::read(&bytes).expect(encoding);
        assert_eq!(menu.encoding, encoding);
        assert!(to_request_body(&menu).contains("你好"));
        assert_eq!(lint(&menu, Purpose::Create)[0].rule.name(), "not-utf8");
    }
    let error = Source::read(b"{\n \"a\": \"\xff\xff\xff\"}").expect_err("no text");
    assert_eq!((error.expected, error.line, error.column), (Expected::Utf8, 2, 8));
}

#[test]
fn values_of_the_wrong_type() {
    let digits = r#"{"button":[{"type":"click","name":"a","key":012e}]}"#;
    assert_eq!(refused(digits).expected, Expected::Number);
    let number = r#"{"button":[{"type":"click","name":"a","key":12.50}]}"#;
    found(number, "not-text", "$.button[0].key", None);
    assert!(to_request_body(&source(number)).contains(r#""key":"12.50""#));
    found(r#"{"button":[{"type":"click","name":true,"key":"k"}]}"#, "boolean-text", "$.button[0].name", None);
    found(r#"{"button":[{"type":"click","name":["a"],"key":"k"}]}"#, "wrong-type", "$.button[0].name", 47001);
    let null = r#"{"button":[{"type":"click","name":"a","key":"k","url":null}]}"#;
    assert_eq!(rules(null, Purpose::Create), ["null", "foreign-field"]);
    assert!(!to_request_body(&source(null)).contains("url"));
    let listed = r#"{"button":[{"name":"a","sub_button":{"list":[]}}]}"#;
    found(listed, "wrong-type", "$.button[0].sub_button", 40023);
}

#[test]
fn equal_keys_are_named_with_both_lines() {
    let text = "{\"button\":[{\"type\":\"click\",\n\"name\":\"a\",\n\"key\":\"1\",\n\"name\":\"b\"}]}";
    let findings = lint(&source(text), Purpose::Create);
    assert_eq!(
        findings.iter().map(short).collect::<Vec<_>>(),
        [("duplicate-key", "$.button[0].name", 4, None)]
    );
    assert!(findings[0].explain().message.contains('2'));
    assert_eq!(to_request_body(&source(text)), r#"{"button":[{"type":"click","name":"b","key":"1"}]}"#);
    let yaml = "button:\n- type: click\n  name: a\n  key: k\n  name: b\n";
    assert_eq!(
        lint(&source(yaml), Purpose::Create).iter().map(short).collect::<Vec<_>>(),
        [("duplicate-key", "$.button[0].name", 5, None)]
    );
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
        let said = lint(&source(text), Purpose::Create)[0].explain();
        assert!(said.hints.iter().any(|hint| hint.contains("`webot menu pull`")), "{said:?}");
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

#[test]
fn yaml_keeps_texts_and_lines() {
    let text = "# the menu\nbutton:\n  - &music\n    type: click\n    name: y\n    key: 012\n  - name: no\n    sub_button:\n      - *music\n      - type: view\n        name: 1e3\n        url: http://a.cn/?a=1&b=2#x\n        key: ~\n";
    let menu = source(text);
    assert_eq!(menu.format, Format::Yaml);
    assert_eq!(
        to_request_body(&menu),
        r#"{"button":[{"type":"click","name":"y","key":"012"},{"name":"no","sub_button":[{"type":"click","name":"y","key":"012"},{"type":"view","name":"1e3","url":"http://a.cn/?a=1&b=2#x"}]}]}"#
    );
    let wrong = text.replace("http://", "");
    let findings = lint(&source(&wrong), Purpose::Create);
    assert!(
        findings
            .iter()
            .any(|found| short(found) == ("url-not-http", "$.button[1].sub_button[1].url", 12, Some(40054))),
        "{findings:?}"
    );
}

#[test]
fn syntax_errors_name_line_column_and_what_was_expected() {
    let cases: &[(&str, Expected, (usize, usize))] = &[
        ("", Expected::Content, (1, 1)),
        ("{", Expected::Key, (1, 2)),
        ("{\n  \"button\": [\n    {\"a\": 1,}\n]}", Expected::NoTrailingComma, (3, 13)),
        ("{\"a\": [1,]}", Expected::NoTrailingComma, (1, 10)),
        ("{\"a\": 1 \"b\": 2}", Expected::CommaOr('}'), (1, 9)),
        ("{\"a\": [1 2]}", Expected::CommaOr(']'), (1, 10)),
        ("{\"a\" 1}", Expected::Colon, (1, 6)),
        ("{a: 1}", Expected::Key, (1, 2)),
        ("{'a': 1}", Expected::DoubleQuotes, (1, 2)),
        ("{“a”: 1}", Expected::Ascii('"'), (1, 2)),
        ("{\"a\"：1}", Expected::Ascii(':'), (1, 5)),
        ("{\"a\": 1，\"b\": 2}", Expected::Ascii(','), (1, 8)),
        ("{\u{3000}\"a\": 1}", Expected::Ascii(' '), (1, 2)),
        ("{\"a\": 1 // one\n}", Expected::NoComment, (1, 9)),
        ("{\"a\": \"你好\n\"}", Expected::CloseQuote, (1, 10)),
        ("{\"a\": \"\\x\"}", Expected::Escape, (1, 9)),
        ("{\"a\": \"\\u12g4\"}", Expected::Hex, (1, 12)),
        ("{\"a\": \"\\ud83d\"}", Expected::Surrogate, (1, 8)),
        ("{\"a\": 01}", Expected::Number, (1, 8)),
        ("{\"a\": tru}", Expected::Value, (1, 7)),
        ("\n \"button\":[{\"type\":\"click\"}]", Expected::Braces, (2, 2)),
        ("{} {}", Expected::End, (1, 4)),
        ("a: 1\n---\nb: 2\n", Expected::OneDocument, (2, 1)),
        ("a:\n\t- b\n", Expected::Spaces, (2, 2)),
        ("? [a]\n: b\n", Expected::PlainKey, (1, 3)),
    ];
    for (text, expected, at) in cases {
        let error = refused(text);
        assert_eq!((&error.expected, (error.line, error.column)), (expected, *at), "{text}: {error:?}");
        let said = error.explain();
        assert!(!said.message.is_empty());
    }
    let error = refused("{\n  \"button\": [\n    {\"a\": 1,}\n]}");
    assert_eq!((error.excerpt.as_str(), error.found), ("    {\"a\": 1,}", Some('}')));
    assert_eq!(refused(&"[".repeat(100_000)).expected, Expected::MaxDepth(64));
    assert_eq!(refused(&"- ".repeat(1000)).expected, Expected::MaxDepth(64));
    let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n";
    assert_eq!(refused(bomb).expected, Expected::MaxValues(10_000));
}

#[test]
fn what_the_website_made_is_turned_into_what_the_api_takes() {
    let returned = json!({ "is_menu_open": 0, "selfmenu_info": { "button": [
        { "type": "click", "name": "今日歌曲", "key": "V1001_TODAY_MUSIC" },
        { "name": "菜单", "sub_button": { "list": [
            { "type": "text", "name": "你好", "value": "您好！" },
            { "type": "img", "name": "图", "value": "MEDIA" },
            { "type": "video", "name": "视频", "value": "http://v.cn/a" },
            { "type": "news", "name": "图文", "value": "NEWS", "news_info": { "list": [
                { "title": "T", "content_url": "http://mp.weixin.qq.com/s?a" }, { "title": "U" }
            ] } },
            { "type": "finder", "name": "视频号", "key": "x" }
        ] } },
        { "name": "长", "type": "text", "value": "长".repeat(100) },
    ] } });
    let pulled = pull(&returned).expect("a menu");
    assert_eq!(
        pulled.menu,
        json!({ "button": [
        { "type": "click", "name": "今日歌曲", "key": "V1001_TODAY_MUSIC" },
        { "name": "菜单", "sub_button": [
            { "type": "click", "name": "你好", "key": "您好！" },
            { "type": "media_id", "name": "图", "media_id": "MEDIA" },
            { "type": "view", "name": "视频", "url": "http://v.cn/a" },
            { "type": "view", "name": "图文", "url": "http://mp.weixin.qq.com/s?a" },
            { "type": "finder", "name": "视频号", "key": "x" },
        ] },
        { "type": "click", "name": "长", "key": "TEXT_2" },
    ] })
    );
    let lost: Vec<&LossKind> = pulled.losses.iter().map(|loss| &loss.kind).collect();
    assert!(
        matches!(
            lost[..],
            [
                LossKind::Closed,
                LossKind::TextReply { .. },
                LossKind::Video,
                LossKind::NewsCard { articles: 2 },
                LossKind::WebsiteOnly(_),
                LossKind::TextReply { .. },
            ]
        ),
        "{lost:?}"
    );
    assert_eq!(pulled.losses[1].path, "$.button[1].sub_button[0]");
    assert!(pulled.losses.iter().all(|loss| loss.explain().message.starts_with(&loss.path)));
    assert_eq!(pull(&json!({ "errcode": 46003 })), None);
}

#[test]
fn conditional_menus_are_pulled_apart() {
    let leaf = json!({ "type": "click", "name": "a", "key": "K", "sub_button": [] });
    let rule = json!({ "group_id": 2, "sex": 1, "country": "中国", "client_platform_type": 2 });
    let returned = json!({
        "menu": { "button": [leaf], "menuid": 208_396_938 },
        "conditionalmenu": [{ "button": [leaf], "matchrule": rule, "menuid": 208_396_993 }],
    });
    let pulled = pull(&returned).expect("a menu");
    assert_eq!(pulled.menu, json!({ "button": [{ "type": "click", "name": "a", "key": "K" }] }));
    let [conditional] = &pulled.conditional[..] else { panic!("{pulled:?}") };
    assert_eq!(conditional.menuid, "208396993");
    assert_eq!(conditional.menu["matchrule"], json!({ "tag_id": "2", "client_platform_type": "2" }));
    assert_eq!(rules(&conditional.menu.to_string(), Purpose::AddConditional), [""; 0]);
    assert_eq!(pulled.losses.len(), 2);
}

#[test]
fn the_bar_is_drawn() {
    let drawn = preview(&to_json(&source(DOCUMENTED)));
    let expected = "
                                        ┌────────────────────────────────────┐
                                        │                搜索                │
                                        │     view http://www.soso.com/      │
                                        ├────────────────────────────────────┤
                                        │                wxa                 │
                                        │   miniprogram pages/lunar/index    │
                                        ├────────────────────────────────────┤
                                        │             赞一下我们             │
                                        │          click V1001_GOOD          │
                                        └────────────────────────────────────┘
┌──────────────────────────────────────┬──────────────────────────────────────┐
│               今日歌曲               │                ≡ 菜单                │
│       click V1001_TODAY_MUSIC        │                                      │
└──────────────────────────────────────┴──────────────────────────────────────┘";
    let trimmed: Vec<&str> = drawn.lines().map(str::trim_end).collect();
    assert_eq!(trimmed.join("\n"), expected.trim_start_matches('\n'), "\n{drawn}");
}

#[test]
fn differences_are_named() {
    let click = |name: &str, key: &str| json!({ "type": "click", "name": name, "key": key });
    let menu = |buttons: Value| json!({ "button": buttons });
    let group = |subs: Value| json!({ "name": "组", "sub_button": subs });
    let short = |before: &Value, after: &Value| {
        diff(before, after)
            .iter()
            .map(|change| {
                let path = match change {
                    Change::Added { path, .. }
                    | Change::Removed { path, .. }
                    | Change::Field { path, .. } => path.clone(),
                    Change::Moved { from, to, .. } => format!("{from} {to}"),
                };
                format!("{} {path}", change.name())
            })
            .collect::<Vec<_>>()
    };
    let one = menu(json!([click("a", "1"), click("b", "2")]));
    assert_eq!(short(&one, &menu(json!([click("a", "9"), click("b", "2")]))), ["changed $.button[0].key"]);
    assert_eq!(short(&one, &menu(json!([click("x", "1"), click("b", "2")]))), ["changed $.button[0].name"]);
    assert_eq!(short(&one, &menu(json!([click("b", "2"), click("a", "1")]))).len(), 1);
    assert_eq!(
        short(&one, &menu(json!([click("n", "0"), click("a", "1"), click("b", "2")]))),
        ["added $.button[0]"]
    );
    assert_eq!(short(&one, &menu(json!([click("b", "2")]))), ["removed $.button[0]"]);
    assert_eq!(
        short(&one, &menu(json!([click("a", "1"), group(json!([click("b", "2")]))]))),
        ["removed $.button[1]", "added $.button[1]"]
    );
    let groups = menu(
        json!([group(json!([click("a", "1"), click("b", "2")])), { "name": "二", "sub_button": [click("c", "3")] }]),
    );
    let moved = menu(
        json!([group(json!([click("b", "2")])), { "name": "二", "sub_button": [click("c", "3"), click("a", "1")] }]),
    );
    assert_eq!(short(&groups, &moved), ["moved $.button[0].sub_button[0] $.button[1].sub_button[1]"]);
    // What WeChat returns for the same menu is the same.
    let returned = json!({ "menu": { "button": [{ "sub_button": [], "key": "1", "name": "a", "type": "click" }, click("b", "2")], "menuid": 3 } });
    assert_eq!(diff(&one, &returned), []);
    let changes = diff(&one, &menu(json!([click("a", "9"), group(json!([click("c", "3")]))])));
    assert_eq!(
        render_changes(&changes),
        "- $.button[1] b (click 2)\n- $.button[0].key: \"1\"\n+ $.button[0].key: \"9\"\n+ $.button[1] 组\n+ $.button[1].sub_button[0] c (click 3)"
    );
    assert_eq!(
        changes_json(&changes)[1],
        json!({ "change": "changed", "path": "$.button[0].key", "before": "1", "after": "9" })
    );
}

/// A button of a type that has all it needs.
fn button_of(kind: &str) -> Value {
    let mut button = json!({ "type": kind, "name": "名" });
    let needs = BUTTON_TYPES.iter().find(|known| known.name == kind).map_or(&[][..], |known| known.needs);
    for field in needs {
        button[field.name()] = match field {
            ButtonField::Url => json!("https://example.com/a?b=1&c=2"),
            ButtonField::Appid => json!("wx286b93c14bbf93aa"),
            _ => json!("某个_VALUE"),
        };
    }
    button
}

fn leaf() -> impl Strategy<Value = Value> {
    let kinds: Vec<&str> = BUTTON_TYPES.iter().map(|kind| kind.name).collect();
    (prop::sample::select(kinds), "[一-龥a-z]{1,4}", "[!-~一-龥]{1,20}").prop_map(|(kind, name, value)| {
        let mut button = button_of(kind);
        button["name"] = json!(name);
        for field in ["key", "media_id", "article_id", "pagepath"] {
            if button.get(field).is_some() {
                button[field] = json!(value);
            }
        }
        button
    })
}

fn menu() -> impl Strategy<Value = Value> {
    let group = ("[一-龥a-z]{1,4}", vec(leaf(), 1..=5))
        .prop_map(|(name, subs)| json!({ "name": name, "sub_button": subs }));
    vec(prop_oneof![leaf(), group], 1..=3).prop_map(|buttons| json!({ "button": buttons }))
}

/// What `menu/get` returns for a menu: an empty `sub_button` in each leaf, and a number.
fn get(menu: &Value) -> Value {
    let mut menu = menu.clone();
    for button in menu["button"].as_array_mut().into_iter().flatten() {
        match button.get_mut("sub_button").and_then(Value::as_array_mut) {
            Some(subs) => subs.iter_mut().for_each(|leaf| leaf["sub_button"] = json!([])),
            None => button["sub_button"] = json!([]),
        }
    }
    menu["menuid"] = json!(208_396_938);
    json!({ "menu": menu })
}

/// What `get_current_selfmenu_info` returns for it: `list`, and `value` for a `media_id`.
fn selfmenu(menu: &Value) -> Value {
    let mut menu = menu.clone();
    let rename = |leaf: &mut Value| {
        if let Some(id) = leaf.as_object_mut().and_then(|leaf| leaf.shift_remove("media_id")) {
            leaf["value"] = id;
        }
    };
    for button in menu["button"].as_array_mut().into_iter().flatten() {
        if let Some(subs) = button.get_mut("sub_button") {
            subs.as_array_mut().into_iter().flatten().for_each(rename);
            *subs = json!({ "list": subs.take() });
        } else {
            rename(button);
        }
    }
    json!({ "is_menu_open": 1, "selfmenu_info": menu })
}

fn json_text() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        let key = prop_oneof![
            prop::sample::select(vec![
                "button",
                "sub_button",
                "name",
                "type",
                "key",
                "menu",
                "matchrule",
                "list",
                "selfmenu_info"
            ])
            .prop_map(str::to_owned),
            any::<String>(),
        ];
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((key, inner), 0..4).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn fragments() -> impl Strategy<Value = String> {
    let fragment = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "\n",
        " ",
        "- ",
        "button",
        "\"button\":",
        "\"name\":",
        "&a ",
        "*a",
        "\\u4f60",
        "\\ud83d",
        "\\",
        "~",
        "null",
        "true",
        "1",
        "-",
        ".",
        "e",
        "|",
        ">",
        "!!",
        "---",
        "你",
        "：",
        "'",
        "#",
        "? ",
        "\t",
        "%",
        "\u{feff}",
    ]);
    vec(fragment, 0..40).prop_map(|fragments| fragments.concat())
}

fn total(bytes: &[u8]) {
    match Source::read(bytes) {
        Ok(menu) => {
            for purpose in [Purpose::Create, Purpose::AddConditional] {
                for finding in lint(&menu, purpose) {
                    assert!(finding.line > 0 && finding.path.starts_with('$'));
                    assert!(!finding.explain().message.is_empty());
                }
            }
            let value = to_json(&menu);
            assert_eq!(serde_json::from_str::<Value>(&to_request_body(&menu)).ok().as_ref(), Some(&value));
            assert_eq!(diff(&value, &value), []);
            same_width(&preview(&value));
        }
        Err(error) => {
            assert!(error.line > 0 && error.column > 0, "{error:?}");
            assert!(!error.explain().message.is_empty());
        }
    }
}

fn same_width(drawn: &str) {
    let widths: Vec<usize> = drawn.lines().map(str::width).collect();
    assert!(widths.iter().all(|width| *width == widths[0] && *width <= 79), "{widths:?}\n{drawn}");
}

fn config() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(20_261_120),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..64)) {
        total(&bytes);
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        total(text.as_bytes());
    }

    #[test]
    fn any_fragments_are_read_or_refused(text in fragments()) {
        total(text.as_bytes());
    }

    #[test]
    fn json_is_read_as_everybody_reads_it(value in json_text()) {
        let text = serde_json::to_string_pretty(&json!([value])).expect("JSON");
        let read = source(&text);
        total(text.as_bytes());
        // Texts are the same where nothing had to become text or be left out.
        let written = to_request_body(&read);
        if !text.contains("null") && lint(&read, Purpose::Create).iter().all(|found| !matches!(found.rule.name(), "not-text" | "boolean-text")) {
            prop_assert_eq!(serde_json::from_str::<Value>(&written).ok(), Some(json!([value])));
        }
    }

    #[test]
    fn a_clean_menu_stays_clean_on_its_way(menu in menu()) {
        let text = serde_json::to_string_pretty(&menu).expect("JSON");
        let read = source(&text);
        let errors = |menu: &Source| lint(menu, Purpose::Create).iter().filter(|found| found.severity == Severity::Error).count();
        prop_assert_eq!(errors(&read), 0);
        let sent = to_request_body(&read);
        prop_assert!(!sent.replace("\\\\", "").contains("\\u"), "{}", sent);
        let again = source(&sent);
        prop_assert_eq!(lint(&again, Purpose::Create).len(), lint(&read, Purpose::Create).len());
        prop_assert_eq!(to_json(&again), menu);
    }

    #[test]
    fn what_is_created_is_pulled_back(menu in menu()) {
        for returned in [get(&menu), selfmenu(&menu), menu.clone()] {
            let pulled = pull(&returned).expect("a menu");
            prop_assert_eq!(&pulled.menu, &menu);
            prop_assert_eq!(pulled.losses, vec![]);
            prop_assert_eq!(diff(&menu, &returned), vec![]);
        }
    }

    #[test]
    fn a_difference_is_found_where_there_is_one(before in menu(), after in menu()) {
        let changes = diff(&before, &after);
        prop_assert_eq!(changes.is_empty(), before == after);
        prop_assert_eq!(render_changes(&changes).is_empty(), before == after);
    }

    #[test]
    fn the_drawing_keeps_its_width(names in vec(any::<String>(), 1..5), value in any::<String>()) {
        let buttons: Vec<Value> = names
            .iter()
            .map(|name| json!({ "name": name, "sub_button": [{ "type": "view", "name": value, "url": name }] }))
            .collect();
        same_width(&preview(&json!({ "button": buttons })));
    }
}

/// A file that is no menu at all costs a moment, not minutes.
#[test]
fn large_files_are_judged_in_linear_time() {
    let many = format!("{{\"button\":[{}1]}}", "1,".repeat(200_000));
    let keys: Vec<String> = (0..50_000).map(|key| format!("\"k{key}\":1")).collect();
    let long =
        of(&json!({ "type": "click", "name": "长".repeat(300_000), "key": "\u{301}".repeat(300_000) }));
    let yaml = format!("button:\n{}", "  - \"\\u4f60\"\n".repeat(9_000));
    for text in [many, format!("{{{}}}", keys.join(",")), long, yaml] {
        total(text.as_bytes());
    }
}

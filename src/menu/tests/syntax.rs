//! JSON and YAML as editors write them: encodings, escapes, values, keys, and errors of syntax.

use serde_json::json;

use super::{found, of, refused, rules, short, source};
use crate::menu::{Purpose, lint, to_request_body};
use crate::message::Severity;
use crate::source::{Expected, Format, Source};

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
    assert_eq!(to_request_body(&source(text)), r#"{"button":[{"type":"click","name":"b","key":"1"}]}"#);
    let yaml = "button:\n- type: click\n  name: a\n  key: k\n  name: b\n";
    assert_eq!(
        lint(&source(yaml), Purpose::Create).iter().map(short).collect::<Vec<_>>(),
        [("duplicate-key", "$.button[0].name", 5, None)]
    );
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

/// Texts with the expectation that each breaks, and the line and column.
pub(crate) const SYNTAX_ERRORS: &[(&str, Expected, (usize, usize))] = &[
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

#[test]
fn syntax_errors_name_line_column_and_what_was_expected() {
    for (text, expected, at) in SYNTAX_ERRORS {
        let error = refused(text);
        assert_eq!((&error.expected, (error.line, error.column)), (expected, *at), "{text}: {error:?}");
    }
    let error = refused("{\n  \"button\": [\n    {\"a\": 1,}\n]}");
    assert_eq!((error.excerpt.as_str(), error.found), ("    {\"a\": 1,}", Some('}')));
    assert_eq!(refused(&"[".repeat(100_000)).expected, Expected::MaxDepth(64));
    assert_eq!(refused(&"- ".repeat(1000)).expected, Expected::MaxDepth(64));
    let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n";
    assert_eq!(refused(bomb).expected, Expected::MaxValues(10_000));
}

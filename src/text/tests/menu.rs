//! The sentences of the findings in a menu file.

use proptest::prelude::*;
use serde_json::json;

use crate::menu::tests::random::{config, fragments};
use crate::menu::tests::syntax::SYNTAX_ERRORS;
use crate::menu::tests::{DOCUMENTED, of, refused, source};
use crate::menu::{Purpose, lint, pull};
use crate::source::Source;
use crate::text::Explain;

/// Returns the messages and the hints of the findings in a menu, a line each.
fn said(text: &str) -> (String, String) {
    let findings = lint(&source(text), Purpose::Create);
    let said: Vec<_> = findings.iter().map(Explain::explain).collect();
    let messages: Vec<&str> = said.iter().map(|said| said.message.as_str()).collect();
    let hints: Vec<&str> = said.iter().flat_map(|said| &said.hints).map(String::as_str).collect();
    (messages.join("\n"), hints.join("\n"))
}

#[test]
fn a_finding_names_its_line_and_errcode() {
    let (messages, _) = said(&DOCUMENTED.replace("http://www.soso.com/", "www.soso.com"));
    assert!(messages.contains("14") && messages.contains("40054"), "{messages}");
    let (messages, _) = said(r#"{"button":[{"type":"view","name":"\u4f60","url":"http://a.cn"}]}"#);
    assert!(messages.contains(r"\u4f60"), "{messages}");
    let text = "{\"button\":[{\"type\":\"click\",\n\"name\":\"a\",\n\"key\":\"1\",\n\"name\":\"b\"}]}";
    let (messages, _) = said(text);
    assert!(messages.contains('2') && messages.contains('4'), "both lines: {messages}");
}

#[test]
fn unknown_words_have_neighbours() {
    let typed = |kind: &str| of(&json!({ "type": kind, "name": "a", "key": "K" }));
    let typo = of(&json!({ "name": "a", "type": "click", "key": "K", "sub_buttons": [] }));
    for (text, hint) in [
        (typed("Click"), "`click`"),
        (typed("scancode_wait"), "`scancode_waitmsg`"),
        (r#"{"buttons":[]}"#.to_owned(), "`button`"),
        (typo, "`sub_button`"),
    ] {
        let (_, hints) = said(&text);
        assert!(hints.contains(hint), "{text}: {hints}");
    }
}

#[test]
fn a_menu_as_wechat_returns_it_has_the_hint_to_pull_it() {
    for text in
        [r#"{"menu":{"button":[],"menuid":1}}"#, r#"{"is_menu_open":1,"selfmenu_info":{"button":[]}}"#]
    {
        let (_, hints) = said(text);
        assert!(hints.contains("`webot menu pull`"), "{hints}");
    }
}

#[test]
fn every_syntax_error_has_a_message() {
    for (text, ..) in SYNTAX_ERRORS {
        assert!(!refused(text).explain().message.is_empty(), "{text}");
    }
}

#[test]
fn a_loss_begins_with_its_path() {
    let returned = json!({ "is_menu_open": 0, "selfmenu_info": { "button": [
        { "name": "菜单", "sub_button": { "list": [
            { "type": "text", "name": "你好", "value": "您好！" },
            { "type": "video", "name": "视频", "value": "http://v.cn/a" },
        ] } },
    ] } });
    let losses = pull(&returned).expect("a menu").losses;
    assert_eq!(losses.len(), 3);
    assert!(losses.iter().all(|loss| loss.explain().message.starts_with(&loss.path)));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_finding_has_a_message(text in fragments()) {
        match Source::read(text.as_bytes()) {
            Ok(menu) => {
                for purpose in [Purpose::Create, Purpose::AddConditional] {
                    for finding in lint(&menu, purpose) {
                        prop_assert!(!finding.explain().message.is_empty());
                    }
                }
            }
            Err(error) => prop_assert!(!error.explain().message.is_empty()),
        }
    }
}

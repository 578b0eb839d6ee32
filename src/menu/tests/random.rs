//! Random menus and texts: no menu loses anything on its way, and every input is read or refused.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use super::{button_of, of, source};
use crate::menu::button::types;
use crate::menu::{Purpose, diff, lint, preview, pull, render_changes, to_json, to_request_body};
use crate::message::Severity;
use crate::source::Source;

fn leaf() -> impl Strategy<Value = Value> {
    let kinds: Vec<&str> = types(Purpose::Create).map(|kind| kind.name).collect();
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

/// Returns the answer of `menu/get` for a menu: an empty `sub_button` in each leaf, and a number.
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

/// Returns the answer of `get_current_selfmenu_info` for it: `list`, and `value` for a `media_id`.
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

pub(crate) fn fragments() -> impl Strategy<Value = String> {
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
                }
            }
            let value = to_json(&menu);
            assert_eq!(serde_json::from_str::<Value>(&to_request_body(&menu)).ok().as_ref(), Some(&value));
            assert_eq!(diff(&value, &value), []);
            same_width(&preview(&value));
        }
        Err(error) => {
            assert!(error.line > 0 && error.column > 0, "{error:?}");
        }
    }
}

fn same_width(drawn: &str) {
    let widths: Vec<usize> = drawn.lines().map(str::width).collect();
    assert!(widths.iter().all(|width| *width == widths[0] && *width <= 79), "{widths:?}\n{drawn}");
}

pub(crate) fn config() -> ProptestConfig {
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
        if !text.contains("null") && lint(&read, Purpose::Create).iter().all(|found| !matches!(found.rule.name(), "not-text" | "boolean-text" | "bare-list" | "wrapped" | "serialised-twice")) {
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

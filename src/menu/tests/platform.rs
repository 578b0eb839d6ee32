//! Displaced menus, menus of WeCom, and links of web authorization.

use serde_json::{Value, json};

use super::{found, of, only, rules, source};
use crate::menu::button::types;
use crate::menu::{Purpose, is_of_work};
use crate::oauth_link::tests::wrong_links;

const MENU: &str = r#"{"button":[{"type":"click","name":"a","key":"A"}]}"#;

fn text(value: &str) -> String {
    Value::from(value).to_string()
}

#[test]
fn a_displaced_menu_has_one_finding() {
    let button = json!({ "type": "click", "name": "a" });
    let list = json!([button]);
    for (displaced, rule, path, errcode) in [
        (text(MENU), "serialised-twice", "$", 47001),
        (text(&text(MENU)), "serialised-twice", "$", 47001),
        (text(&list.to_string()), "serialised-twice", "$", 47001),
        (format!("'{MENU}'"), "serialised-twice", "$", 47001),
        (json!({ "button": list.to_string() }).to_string(), "serialised-twice", "$.button", 47001),
        (json!({ "button": [button.to_string()] }).to_string(), "serialised-twice", "$.button[0]", 47001),
        (
            of(&json!({ "name": "a", "sub_button": list.to_string() })),
            "serialised-twice",
            "$.button[0].sub_button",
            47001,
        ),
        (
            of(&json!({ "name": "a", "sub_button": [button.to_string()] })),
            "serialised-twice",
            "$.button[0].sub_button[0]",
            47001,
        ),
        (json!({ "body": MENU }).to_string(), "serialised-twice", "$.body", 47001),
        (list.to_string(), "bare-list", "$", 47001),
        (json!([{ "name": "a", "sub_button": list }]).to_string(), "bare-list", "$", 47001),
        (button.to_string(), "bare-button", "$", 40016),
        (json!({ "name": "a", "sub_button": list }).to_string(), "bare-button", "$", 40016),
        (format!("[{MENU}]"), "wrapped", "$", 40016),
        (format!(r#"{{"data":{MENU}}}"#), "wrapped", "$", 40016),
    ] {
        found(&displaced, rule, path, errcode);
    }
}

#[test]
fn a_text_that_is_no_menu_is_not_taken_for_json() {
    assert_eq!(only(r#""menu""#, Purpose::Create).0, "wrong-type");
    assert_eq!(only(r#"{"button":"[…]"}"#, Purpose::Create).0, "wrong-type");
    // A key may hold JSON.
    let key = of(&json!({ "type": "click", "name": "a", "key": r#"{"button":[1]}"# }));
    assert_eq!(rules(&key, Purpose::Create), [""; 0]);
    let get = r#"{"menu":{"button":[],"menuid":1}}"#;
    assert_eq!(only(get, Purpose::Create).0, "wrong-shape");
}

#[test]
fn the_types_of_the_buttons_tell_the_platform() {
    let typed = |kind: &str| is_of_work(&source(&of(&json!({ "type": kind, "name": "a" }))));
    assert_eq!(typed("view_miniprogram"), Some(true));
    assert_eq!(typed("miniprogram"), Some(false));
    assert_eq!(typed("article_id"), Some(false));
    assert_eq!(typed("click"), None);
    assert_eq!(typed("news"), None);
    let sub = of(&json!({ "name": "a", "sub_button": [{ "type": "view_miniprogram" }] }));
    assert_eq!(is_of_work(&source(&sub)), Some(true));
    let both = json!({ "button": [{ "type": "miniprogram" }, { "type": "view_miniprogram" }] });
    assert_eq!(is_of_work(&source(&both.to_string())), None);
}

#[test]
fn a_menu_of_wecom_has_its_own_types_and_limits() {
    for kind in types(Purpose::Work) {
        let mut button = json!({ "type": kind.name, "name": "企业微信的五个汉字"[..15] });
        for field in kind.needs {
            button[field.name()] = match field.name() {
                "url" => json!("https://example.com/"),
                "appid" => json!("wx1234567890abcdef"),
                name => json!(name),
            };
        }
        assert_eq!(rules(&of(&button), Purpose::Work), [""; 0], "{button}");
        for field in kind.needs {
            let mut bare = button.clone();
            bare.as_object_mut().expect("an object").shift_remove(field.name());
            assert_eq!(rules(&of(&bare), Purpose::Work), [format!("{}-missing", field.name())], "{bare}");
        }
    }
    let named = |length: usize| json!({ "type": "click", "key": "K", "name": "a".repeat(length) });
    let sub = |length: usize| of(&json!({ "name": "a", "sub_button": [named(length)] }));
    assert_eq!(rules(&of(&named(16)), Purpose::Work), [""; 0]);
    assert_eq!(rules(&of(&named(17)), Purpose::Work), ["name-too-long"]);
    assert_eq!(rules(&sub(40), Purpose::Work), [""; 0]);
    assert_eq!(rules(&sub(41), Purpose::Work), ["name-too-long"]);
    let example =
        json!({ "type": "view_miniprogram", "name": "a", "pagepath": "p", "appid": "wx4389ji4kAAA" });
    let (_, _, errcode) = only(&of(&example), Purpose::Work);
    assert_eq!(errcode, None);
}

#[test]
fn a_type_of_the_other_platform_is_named() {
    let typed = |kind: &str| of(&json!({ "type": kind, "name": "a" }));
    let other = ["type-of-other-platform"];
    assert_eq!(rules(&typed("view_miniprogram"), Purpose::Create), other);
    assert_eq!(rules(&typed("miniprogram"), Purpose::Work), other);
    assert_eq!(rules(&typed("media_id"), Purpose::Work), other);
    assert_eq!(rules(&typed("zzz"), Purpose::Work), ["unknown-type"]);
}

#[test]
fn a_broken_link_of_web_authorization_is_found() {
    for (link, faults) in wrong_links() {
        let button = of(&json!({ "type": "view", "name": "a", "url": link }));
        let expected = if faults[0] == "oauth-html-escaped" { &["html-entity"][..] } else { faults };
        assert_eq!(rules(&button, Purpose::Create), expected, "{link}");
        assert_eq!(rules(&button, Purpose::Work), expected, "{link}");
    }
}

#[test]
fn a_field_of_another_name_is_one_finding() {
    let leaf = json!({ "type": "view", "name": "a", "url": "https://example.com/" });
    for (button, path, errcode) in [
        (json!({ "name": "a", "subButtons": [leaf] }), "subButtons", 40017),
        (json!({ "name": "a", "sub_buttons": [leaf] }), "sub_buttons", 40017),
        (json!({ "name": "a", "children": [leaf] }), "children", 40017),
        (json!({ "name": "a", "entries": [leaf] }), "entries", 40017),
        (json!({ "type": "view", "name": "a", "view": "http://example.com/" }), "view", 40020),
        (json!({ "type": "view", "name": "a", "href": "http://example.com/" }), "href", 40020),
        (json!({ "type": "view", "name": "a", "URL": "http://example.com/" }), "URL", 40020),
        (json!({ "type": "click", "name": "a", "Key": "K" }), "Key", 40019),
        (json!({ "type": "click", "name": "a", "value": "K" }), "value", 40019),
        (json!({ "type": "click", "title": "a", "key": "K" }), "title", 40018),
        (json!({ "typ": "click", "name": "a", "key": "K" }), "typ", 40017),
        (json!({ "type": "media_id", "name": "a", "mediaId": "M" }), "mediaId", 40117),
    ] {
        found(&of(&button), "misnamed", &format!("$.button[0].{path}"), errcode);
    }
    found(&json!({ "menus": [leaf] }).to_string(), "misnamed", "$.menus", 40016);
    // A further field beside the right one is only unknown.
    let both =
        json!({ "type": "view", "name": "a", "url": "https://example.com/", "link": "https://example.com/" });
    assert_eq!(rules(&of(&both), Purpose::Create), ["unknown-field"]);
    let typo = json!({ "type": "click", "name": "a", "key": "K", "sub_buttons": [] });
    assert_eq!(rules(&of(&typo), Purpose::Create), ["unknown-field"]);
    assert_eq!(rules(&of(&json!({ "type": "view", "name": "a", "view": "x" })), Purpose::Create).len(), 2);
}

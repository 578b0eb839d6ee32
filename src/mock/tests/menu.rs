//! The menu and its conditional menus.

use serde_json::{Value, json};

use super::wx::{Wx, text};
use super::{MENU, SAMPLE};
use crate::mock::Rules;

#[test]
fn a_menu_comes_back_in_three_shapes() {
    let mut wx = Wx::new(Rules::default());
    let token = wx.token();
    assert_eq!(wx.code(&token, "/cgi-bin/menu/get", ""), 46003);
    assert_eq!(wx.with(&token, "/cgi-bin/get_current_selfmenu_info", "")["is_menu_open"], 0);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/create", MENU), 0);
    let song = json!({ "type": "click", "name": "今日歌曲", "key": "V1001_TODAY_MUSIC" });
    let search = json!({ "type": "view", "name": "搜索", "url": "http://www.soso.com/" });
    let with_subs = |button: &Value, subs: Value| {
        let mut button = button.clone();
        button["sub_button"] = subs;
        button
    };
    let folder = json!({ "name": "菜单" });
    let buttons =
        json!([with_subs(&song, json!([])), with_subs(&folder, json!([with_subs(&search, json!([]))])),]);
    assert_eq!(wx.with(&token, "/cgi-bin/menu/get", ""), json!({ "menu": { "button": buttons } }));
    let listed = json!([song, with_subs(&folder, json!({ "list": [search] }))]);
    assert_eq!(
        wx.with(&token, "/cgi-bin/get_current_selfmenu_info", ""),
        json!({ "is_menu_open": 1, "selfmenu_info": { "button": listed } })
    );
    // What `get` returns is what `create` takes, once it is unwrapped; what `info` returns is not.
    assert_eq!(wx.code(&token, "/cgi-bin/menu/create", &json!({ "button": buttons }).to_string()), 0);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/create", &json!({ "button": listed }).to_string()), 40023);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/create", &json!({ "menu": {} }).to_string()), 40016);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/delete", ""), 0);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/get", ""), 46003);
}

#[test]
fn what_is_wrong_with_a_menu_has_wechats_codes() {
    let mut wx = Wx::new(Rules::default());
    let token = wx.token();
    let top = |button: Value| json!({ "button": [button] });
    let sub = |button: Value| json!({ "button": [{ "name": "菜单", "sub_button": [button] }] });
    let click = json!({ "type": "click", "name": "n", "key": "k" });
    let key = |length: usize| json!({ "type": "click", "name": "n", "key": "k".repeat(length) });
    let name = |name: &str| json!({ "type": "click", "name": name, "key": "k" });
    let view = |url: &str| json!({ "type": "view", "name": "n", "url": url });
    let long = format!("http://a.cn/{}", "x".repeat(1024));
    let mini = |appid: &str, pagepath: &str| json!({ "type": "miniprogram", "name": "n", "url": "http://a.cn", "appid": appid, "pagepath": pagepath });
    for (menu, expected) in [
        (json!({ "button": [] }), 40016),
        (json!({ "button": {} }), 40016),
        (json!({ "button": [click, click, click, click] }), 40016),
        (
            json!({ "button": [{ "name": "菜单", "sub_button": [click, click, click, click, click, click] }] }),
            40023,
        ),
        (sub(json!({ "name": "n", "sub_button": [click] })), 40022),
        (top(json!({ "name": "n" })), 40017),
        (sub(json!({ "name": "n", "type": "tap" })), 40024),
        (top(name("六个字太长了")), 40018),
        (top(name("")), 40018),
        (sub(name("六个字太长了")), 0),
        (sub(name(&"长".repeat(21))), 40025),
        (top(key(128)), 0),
        (top(key(129)), 40019),
        (sub(key(129)), 40026),
        (top(view(&long)), 40020),
        (sub(view(&long)), 40027),
        (top(view("www.soso.com")), 40055),
        (sub(view("weixin://dl")), 40054),
        (top(mini("wx1234567890abcdef", "pages/a")), 0),
        (top(mini("wx1", "pages/a")), 45064),
        (top(mini("wx1234567890abcdef", "")), 40165),
        (top(json!({ "type": "media_id", "name": "n" })), 40007),
        (top(json!({ "type": "article_id", "name": "n", "article_id": "A" })), 0),
    ] {
        let body = menu.to_string();
        assert_eq!(wx.code(&token, "/cgi-bin/menu/create", &body), expected, "{body}");
    }
    let escaped = r#"{"button":[{"type":"click","name":"\u4eca","key":"k"}]}"#;
    assert_eq!(wx.code(&token, "/cgi-bin/menu/create", escaped), 40033);
}

#[test]
fn a_menu_for_some_users_is_seen_by_those_with_the_tag() {
    let mut wx = Wx::new(Rules::default());
    let token = wx.token();
    let vip = |tag: &str| {
        let button = json!({ "type": "click", "name": "VIP", "key": "VIP" });
        json!({ "button": [button], "matchrule": { "tag_id": tag } }).to_string()
    };
    assert_eq!(wx.code(&token, "/cgi-bin/menu/addconditional", &vip("2")), 65303);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/create", MENU), 0);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/addconditional", MENU), 65304);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/addconditional", &vip("7")), 45159);
    let tag = wx.with(&token, "/cgi-bin/tags/create", r#"{"tag":{"name":"VIP"}}"#)["tag"]["id"].to_string();
    let menuid = text(&wx.with(&token, "/cgi-bin/menu/addconditional", &vip(&tag))["menuid"]);
    let user = json!({ "user_id": SAMPLE }).to_string();
    let seen = |wx: &mut Wx| text(&wx.with(&token, "/cgi-bin/menu/trymatch", &user)["button"][0]["name"]);
    assert_eq!(seen(&mut wx), "今日歌曲");
    let tagging = format!(r#"{{"tagid":{tag},"openid_list":["{SAMPLE}"]}}"#);
    assert_eq!(wx.code(&token, "/cgi-bin/tags/members/batchtagging", &tagging), 0);
    assert_eq!(seen(&mut wx), "VIP");
    let got = wx.with(&token, "/cgi-bin/menu/get", "");
    assert!(got["menu"]["menuid"].is_number(), "{got}");
    assert_eq!(got["conditionalmenu"][0]["matchrule"], json!({ "tag_id": tag }));
    assert_eq!(wx.code(&token, "/cgi-bin/menu/trymatch", r#"{"user_id":"nobody"}"#), 65302);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/delconditional", r#"{"menuid":"1"}"#), 65301);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/delconditional", &format!(r#"{{"menuid":{menuid}}}"#)), 0);
    assert_eq!(seen(&mut wx), "今日歌曲");
}

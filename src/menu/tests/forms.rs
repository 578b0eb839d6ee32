//! The forms of a menu: pulled from WeChat, drawn, and compared.

use serde_json::{Value, json};

use super::{DOCUMENTED, rules, source};
use crate::menu::diff::Change;
use crate::menu::{LossKind, Purpose, changes_json, diff, preview, pull, render_changes, to_json};

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

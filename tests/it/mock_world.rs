//! The world of `webot mock`, without a process and a clock: what WeChat's documents say that it does.

use serde_json::{Value, json};
use webot::api::Host;
use webot::mock::Rules;

use crate::support::wx::{Wx, code, json_of, text};

const SAMPLE: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
const MENU: &str = r#"{"button":[{"type":"click","name":"今日歌曲","key":"V1001_TODAY_MUSIC"},
    {"name":"菜单","sub_button":[{"type":"view","name":"搜索","url":"http://www.soso.com/"}]}]}"#;

fn openids(page: &Value) -> Vec<String> {
    page["data"]["openid"].as_array().into_iter().flatten().map(text).collect()
}

#[test]
fn errors_have_wechats_words_and_a_rid_of_their_own() {
    let mut wx = Wx::new(Rules::default());
    let first = wx.get("/cgi-bin/menu/get");
    assert_eq!(code(&first), 41001);
    let said = text(&first["errmsg"]);
    let rid = said.strip_prefix("access_token missing rid: ").expect("a rid");
    assert_eq!(rid.split('-').map(str::len).collect::<Vec<_>>(), [8, 8, 8], "{rid}");
    assert!(rid.starts_with(&format!("{:x}", 1_700_000_000)), "{rid}");
    assert_ne!(first, wx.get("/cgi-bin/menu/get"));
    let said = text(&wx.get("/cgi-bin/menu/get?access_token=made-up")["errmsg"]);
    assert!(said.starts_with("invalid credential, access_token is invalid or not latest"), "{said}");
    assert!(said.contains("getStableAccessToken"), "{said}");
}

#[test]
fn credentials_are_checked() {
    let rules = Rules {
        appid: Some("wx1234567890abcdef".to_owned()),
        secret: Some(webot::Secret::new("s3cret-of-the-test")),
        ..Rules::default()
    };
    let mut wx = Wx::new(rules);
    for (query, expected) in [
        ("grant_type=client_credential&secret=s", 41002),
        ("grant_type=client_credential&appid=&secret=s", 41002),
        ("grant_type=client_credential&appid=wx1", 41004),
        ("appid=wx1&secret=s", 40002),
        ("grant_type=password&appid=wx1&secret=s", 40002),
        ("grant_type=client_credential&appid=wx1&secret=s", 40013),
        ("grant_type=client_credential&appid=wx1234567890abcdef&secret=s", 40125),
        ("grant_type=client_credential&appid=wx1234567890abcdef&secret=s3cret-of-the-test&", 0),
    ] {
        assert_eq!(code(&wx.get(&format!("/cgi-bin/token?{query}"))), expected, "{query}");
    }
    assert_eq!(code(&wx.post("/cgi-bin/token", "{}")), 43001);
    assert_eq!(code(&wx.get("/cgi-bin/stable_token")), 43002);
    assert_eq!(code(&wx.post("/cgi-bin/stable_token", "")), 44002);
    assert_eq!(code(&wx.post("/cgi-bin/stable_token", "appid=wx1")), 47001);
    assert_eq!(code(&wx.stable(false)), 0);
}

#[test]
fn a_new_token_ends_the_older_after_the_overlap() {
    let mut wx = Wx::new(Rules { token_overlap_s: 10, ..Rules::default() });
    let old = wx.token();
    assert!(old.len() >= 136, "{old}");
    let new = wx.token();
    assert_ne!(old, new);
    wx.now_ms += 9_999;
    assert_eq!((wx.works(&old), wx.works(&new)), (0, 0));
    wx.now_ms += 1;
    assert_eq!((wx.works(&old), wx.works(&new)), (40001, 0));
    wx.now_ms += 7_200_000;
    assert_eq!((wx.works(&old), wx.works(&new)), (40001, 42001));
}

#[test]
fn the_stable_token_is_the_same_for_everybody_and_another_thing_than_the_token() {
    let mut wx = Wx::new(Rules { token_overlap_s: 0, ..Rules::default() });
    let first = wx.stable(false);
    assert_eq!(first["expires_in"], 7200);
    let stable = text(&first["access_token"]);
    let token = wx.token();
    assert_eq!((wx.works(&stable), wx.works(&token)), (0, 0));
    wx.now_ms += 60_000;
    let again = wx.stable(false);
    assert_eq!((text(&again["access_token"]), &again["expires_in"]), (stable.clone(), &json!(7140)));
    assert_eq!(wx.works(&token), 0, "stable_token ends no token");
    // Five minutes before its end there is a new one, and the old one lives on to its end.
    wx.now_ms += 6_840_000;
    let renewed = text(&wx.stable(false)["access_token"]);
    assert_ne!(renewed, stable);
    assert_eq!((wx.works(&stable), wx.works(&renewed)), (0, 0));
}

#[test]
fn force_refresh_works_twenty_times_a_day_and_every_thirty_seconds() {
    let mut wx = Wx::new(Rules::default());
    let first = text(&wx.stable(false)["access_token"]);
    let second = text(&wx.stable(true)["access_token"]);
    assert_ne!(first, second);
    assert_eq!((wx.works(&first), wx.works(&second)), (40001, 0), "the previous one ends at once");
    assert_eq!(code(&wx.stable(true)), 45011);
    for _ in 1..20 {
        wx.now_ms += 30_000;
        assert_eq!(code(&wx.stable(true)), 0);
    }
    wx.now_ms += 30_000;
    assert_eq!(code(&wx.stable(true)), 45009);
    assert_eq!(code(&wx.stable(false)), 0);
    wx.now_ms += 86_400_000;
    assert_eq!(code(&wx.stable(true)), 0);
}

#[test]
fn tickets_are_kept_until_they_end() {
    let mut wx = Wx::new(Rules::default());
    let token = wx.token();
    let first = wx.with(&token, "/cgi-bin/ticket/getticket?type=jsapi", "");
    assert_eq!(first["expires_in"], 7200);
    assert_ne!(wx.with(&token, "/cgi-bin/ticket/getticket?type=wx_card", "")["ticket"], first["ticket"]);
    wx.now_ms += 1_000;
    let again = wx.with(&token, "/cgi-bin/ticket/getticket?type=jsapi", "");
    assert_eq!((&again["ticket"], &again["expires_in"]), (&first["ticket"], &json!(7199)));
    assert_eq!(wx.code(&token, "/cgi-bin/ticket/getticket?type=other", ""), 40097);
    assert_eq!(wx.code(&token, "/cgi-bin/ticket/getticket", ""), 40097);
}

#[test]
fn wecom_has_tokens_of_its_own_and_its_own_words() {
    let mut wx = Wx::new(Rules { whitelist: Some(vec!["203.0.113.0/24".to_owned()]), ..Rules::default() });
    let work = |wx: &mut Wx, target: &str| json_of(&wx.ask("GET", Host::Work, target, b""));
    let token = |wx: &mut Wx, secret: &str| {
        text(&work(wx, &format!("/cgi-bin/gettoken?corpid=ww1&corpsecret={secret}"))["access_token"])
    };
    let (one, other) = (token(&mut wx, "app-one"), token(&mut wx, "app-other"));
    assert_ne!(one, other, "every app has one");
    assert_eq!(one, token(&mut wx, "app-one"));
    for path in
        ["get_jsapi_ticket?", "ticket/get?type=agent_config&", "department/list?", "menu/get?agentid=1&"]
    {
        assert_eq!(code(&work(&mut wx, &format!("/cgi-bin/{path}access_token={one}"))), 0, "{path}");
    }
    let refused = work(&mut wx, "/cgi-bin/department/list?access_token=made-up");
    assert_eq!(code(&refused), 40014);
    let said = text(&refused["errmsg"]);
    assert!(said.starts_with("invalid access_token, hint: [") && said.contains("e=40014"), "{said}");
    // A token of WeCom is none of an official account, and decides whose a path is that both have.
    assert_eq!(wx.works(&one), 40001);
    let query = [("access_token".to_owned(), one.clone())];
    assert_eq!(wx.world.host_of("/cgi-bin/menu/create", &query), Host::Work);
    assert_eq!(wx.world.host_of("/cgi-bin/menu/create", &[]), Host::Api);
    assert_eq!(wx.world.host_of("/cgi-bin/gettoken", &[]), Host::Work);
    assert_eq!(wx.world.host_of("/cgi-bin/showqrcode", &[]), Host::Mp);
    wx.from = "198.51.100.1";
    assert_eq!(code(&work(&mut wx, &format!("/cgi-bin/department/list?access_token={one}"))), 60020);
}

#[test]
fn an_address_that_is_not_in_the_whitelist_gets_no_token() {
    let allowed = ["203.0.113.7", "2001:db8::/32", "::ffff:192.0.2.1"].map(str::to_owned).to_vec();
    let mut wx = Wx::new(Rules { whitelist: Some(allowed), ..Rules::default() });
    let token = wx.token();
    for (from, expected) in [
        ("2001:db8::1", 0),
        ("192.0.2.1", 0),
        ("203.0.113.8", 40164),
        ("2001:db9::1", 40164),
        ("nobody", 40164),
    ] {
        wx.from = from;
        assert_eq!(code(&wx.stable(false)), expected, "{from}");
    }
    wx.from = "1.2.3.4";
    let said = text(&wx.stable(false)["errmsg"]);
    assert!(said.starts_with("invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist rid: "), "{said}");
    assert_eq!(wx.works(&token), 0, "who has a token may use it from anywhere");
}

#[test]
fn the_method_and_the_body_are_checked() {
    let mut wx = Wx::new(Rules::default());
    let token = wx.token();
    assert_eq!(wx.code(&token, "/cgi-bin/menu/create", ""), 43002);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/get", "{}"), 43001);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/create", " "), 44002);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/create", "{"), 47001);
    assert_eq!(wx.code(&token, "/cgi-bin/tags/create", "[]"), 47001);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/create", &format!("\u{feff}{MENU}")), 40016);
    assert_eq!(wx.code(&token, "/cgi-bin/menu/crate", ""), 40066);
    assert_eq!(wx.code(&token, "/cgi-bin/message/custom/send", "{}"), 0, "known, and without state");
    assert_eq!(wx.code(&token, "/cgi-bin/message/custom/send", ""), 43002);
    assert_eq!(code(&wx.post("/cgi-bin/message/custom/send", "{}")), 41001);
    assert_eq!(code(&wx.get("/v3/certificates")), 40066);
}

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

#[test]
fn followers_come_ten_thousand_a_page() {
    let mut wx = Wx::new(Rules { followers: 25_000, ..Rules::default() });
    let token = wx.token();
    let mut next = String::new();
    let mut all = Vec::new();
    for count in [10_000, 10_000, 5_000, 0] {
        let page = wx.with(&token, &format!("/cgi-bin/user/get?next_openid={next}"), "");
        assert_eq!((&page["total"], &page["count"]), (&json!(25_000), &json!(count)));
        let list = openids(&page);
        assert_eq!(list.len(), count);
        next = text(&page["next_openid"]);
        assert_eq!(next, list.last().cloned().unwrap_or_default());
        all.extend(list);
    }
    assert!(all.iter().all(|openid| openid.len() == 28 && openid.starts_with('o')));
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 25_000);
    assert_eq!(wx.code(&token, "/cgi-bin/user/get?next_openid=oXYZ", ""), 40003);
}

#[test]
fn users_are_known_by_their_openid() {
    let mut wx = Wx::new(Rules { followers: 5, ..Rules::default() });
    let token = wx.token();
    let all = openids(&wx.with(&token, "/cgi-bin/user/get", ""));
    let about = |wx: &mut Wx, openid: &str| {
        wx.with(&token, &format!("/cgi-bin/user/info?openid={openid}&lang=en"), "")
    };
    let info = about(&mut wx, &all[4]);
    assert_eq!(
        (&info["subscribe"], &info["openid"], &info["language"]),
        (&json!(1), &json!(all[4]), &json!("en"))
    );
    let remark = json!({ "openid": all[4], "remark": "老王" }).to_string();
    assert_eq!(wx.code(&token, "/cgi-bin/user/info/updateremark", &remark), 0);
    assert_eq!(about(&mut wx, &all[4])["remark"], "老王");
    let batch =
        json!({ "user_list": [{ "openid": all[4] }, { "openid": all[0], "lang": "zh_TW" }] }).to_string();
    let batch = wx.with(&token, "/cgi-bin/user/info/batchget", &batch);
    assert_eq!(batch["user_info_list"][0]["remark"], "老王");
    assert_eq!(batch["user_info_list"][1]["language"], "zh_TW");
    let many: Vec<Value> = (0..101).map(|_| json!({ "openid": all[0] })).collect();
    assert_eq!(
        wx.code(&token, "/cgi-bin/user/info/batchget", &json!({ "user_list": many }).to_string()),
        40032
    );
    assert_eq!(code(&about(&mut wx, "nobody")), 40003);
    assert_eq!(wx.code(&token, "/cgi-bin/user/info", ""), 40003);
    // Who does not follow any more is known, and nothing is known of them.
    wx.world.merge(&json!({ "followers": 4 })).expect("a setting");
    assert_eq!(about(&mut wx, &all[4])["subscribe"], 0);
    let other =
        text(&wx.get("/cgi-bin/token?grant_type=client_credential&appid=wx2&secret=s")["access_token"]);
    let tagging = json!({ "tagid": 2, "openid_list": [all[1]] }).to_string();
    assert_eq!(wx.code(&other, "/cgi-bin/tags/members/batchtagging", &tagging), 49003);
}

#[test]
fn tags_have_limits() {
    let mut wx = Wx::new(Rules { followers: 60, ..Rules::default() });
    let token = wx.token();
    let create = |wx: &mut Wx, name: &str| {
        wx.with(&token, "/cgi-bin/tags/create", &json!({ "tag": { "name": name } }).to_string())
    };
    for (name, expected) in [("", 45157), ("星标组", 45157), (&*"长".repeat(31), 45158)] {
        assert_eq!(code(&create(&mut wx, name)), expected, "{name}");
    }
    let ids: Vec<u64> = (0..100)
        .map(|number| create(&mut wx, &format!("tag {number}"))["tag"]["id"].as_u64().expect("an id"))
        .collect();
    assert_eq!(code(&create(&mut wx, "one more")), 45056);
    assert_eq!(code(&create(&mut wx, "tag 1")), 45157);
    let all = openids(&wx.with(&token, "/cgi-bin/user/get", ""));
    let members = |wx: &mut Wx, action: &str, id: u64, list: &[String]| {
        let body = json!({ "tagid": id, "openid_list": list }).to_string();
        wx.code(&token, &format!("/cgi-bin/tags/members/{action}"), &body)
    };
    assert_eq!(members(&mut wx, "batchtagging", ids[0], &all[..51]), 40032);
    assert_eq!(members(&mut wx, "batchtagging", ids[0], &[]), 40032);
    assert_eq!(members(&mut wx, "batchtagging", 7, &all[..1]), 45159);
    for id in &ids[..20] {
        assert_eq!(members(&mut wx, "batchtagging", *id, &all[..50]), 0);
    }
    assert_eq!(members(&mut wx, "batchtagging", ids[20], &all[..1]), 45059);
    assert_eq!(members(&mut wx, "batchuntagging", ids[0], &all[..1]), 0);
    let page = wx.with(
        &token,
        "/cgi-bin/user/tag/get",
        &json!({ "tagid": ids[0].to_string(), "next_openid": "" }).to_string(),
    );
    assert_eq!((&page["count"], openids(&page).first()), (&json!(49), Some(&all[1])));
    let of_one = wx.with(&token, "/cgi-bin/tags/getidlist", &json!({ "openid": all[0] }).to_string());
    assert_eq!(of_one["tagid_list"], json!(ids[1..20]));
    let change = |wx: &mut Wx, action: &str, id: u64, name: &str| {
        wx.code(
            &token,
            &format!("/cgi-bin/tags/{action}"),
            &json!({ "tag": { "id": id, "name": name } }).to_string(),
        )
    };
    assert_eq!(change(&mut wx, "update", 2, "x"), 45058);
    assert_eq!(change(&mut wx, "update", ids[0], "tag 1"), 45157);
    assert_eq!(change(&mut wx, "update", ids[0], "renamed"), 0);
    assert_eq!(change(&mut wx, "delete", ids[1], ""), 0);
    let list = wx.with(&token, "/cgi-bin/tags/get", "");
    let list = list["tags"].as_array().expect("tags");
    assert_eq!(list[0], json!({ "id": 2, "name": "星标组", "count": 0 }));
    assert_eq!((list.len(), &list[1]["name"], &list[1]["count"]), (100, &json!("renamed"), &json!(49)));
    assert_eq!(members(&mut wx, "batchblacklist", 0, &all[..21]), 40032);
    assert_eq!(members(&mut wx, "batchblacklist", 0, &all[..20]), 0);
    assert_eq!(members(&mut wx, "batchunblacklist", 0, &all[..5]), 0);
    let black =
        wx.with(&token, "/cgi-bin/tags/members/getblacklist", &json!({ "begin_openid": all[9] }).to_string());
    assert_eq!(
        (&black["total"], &black["count"], openids(&black).first()),
        (&json!(15), &json!(10), Some(&all[10]))
    );
}

/// How wide a picture is, and what a scanner reads in it.
fn scan(picture: &[u8]) -> (usize, String) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info().expect("PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let side = reader.next_frame(&mut pixels).expect("a picture").width as usize;
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| pixels[y * side + x]);
    let (_, read) = image.detect_grids().first().expect("a code").decode().expect("it can be read");
    (side, read)
}

#[test]
fn qr_codes_have_bounds_and_a_picture() {
    let mut wx = Wx::new(Rules::default());
    let token = wx.token();
    let scene =
        |action: &str, scene: Value| json!({ "action_name": action, "action_info": { "scene": scene } });
    let temporary = scene("QR_SCENE", json!({ "scene_id": 123 }));
    for (body, expected) in [
        (scene("QR_SCENE", json!({ "scene_id": 0 })), 40053),
        (scene("QR_SCENE", json!({ "scene_str": "a" })), 40053),
        (scene("QR_LIMIT_SCENE", json!({ "scene_id": 100_001 })), 40053),
        (scene("QR_LIMIT_STR_SCENE", json!({ "scene_str": "" })), 40053),
        (scene("QR_LIMIT_STR_SCENE", json!({ "scene_str": "x".repeat(65) })), 40053),
        (scene("QR", json!({ "scene_id": 1 })), 40052),
        (json!({ "action_name": "QR_SCENE" }), 40053),
        (json!({ "expire_seconds": 2_592_001, "action_name": "QR_SCENE" }), 40053),
        (temporary.clone(), 0),
    ] {
        assert_eq!(wx.code(&token, "/cgi-bin/qrcode/create", &body.to_string()), expected, "{body}");
    }
    let made = wx.with(&token, "/cgi-bin/qrcode/create", &temporary.to_string());
    assert_eq!(made["expire_seconds"], 60);
    assert!(text(&made["url"]).starts_with("http://weixin.qq.com/q/"), "{made}");
    let for_ever = scene("QR_LIMIT_STR_SCENE", json!({ "scene_str": "门店" })).to_string();
    let (one, two) = (
        wx.with(&token, "/cgi-bin/qrcode/create", &for_ever),
        wx.with(&token, "/cgi-bin/qrcode/create", &for_ever),
    );
    assert!(one.get("expire_seconds").is_none(), "{one}");
    assert_eq!(one["url"], two["url"]);
    let ticket = text(&one["ticket"]);
    for ticket in [ticket.replace('+', "%2B"), ticket] {
        let picture = wx.ask("GET", Host::Mp, &format!("/cgi-bin/showqrcode?ticket={ticket}"), b"");
        assert_eq!((picture.status, picture.content_type), (200, "image/png"));
        let (side, read) = scan(&picture.body);
        assert!(side >= 280, "{side} pixels");
        assert_eq!(one["url"], read);
    }
    assert_eq!(wx.ask("GET", Host::Mp, "/cgi-bin/showqrcode?ticket=bad", b"").status, 404);
}

#[test]
fn a_quota_ends_a_day_and_can_be_cleared() {
    let mut wx = Wx::new(Rules { quotas: vec![("/cgi-bin/menu/create".to_owned(), 2)], ..Rules::default() });
    let token = text(&wx.stable(false)["access_token"]);
    let create = |wx: &mut Wx| wx.code(&token, "/cgi-bin/menu/create", MENU);
    assert_eq!([create(&mut wx), create(&mut wx), create(&mut wx)], [0, 0, 45009]);
    let path = r#"{"cgi_path":"/cgi-bin/menu/create"}"#;
    let quota = wx.with(&token, "/cgi-bin/openapi/quota/get", path);
    assert_eq!(quota["quota"], json!({ "daily_limit": 2, "used": 2, "remain": 0 }));
    assert_eq!(wx.code(&token, "/cgi-bin/openapi/quota/get", r#"{"cgi_path":"/nowhere"}"#), 76021);
    assert_eq!(wx.code(&token, "/cgi-bin/openapi/quota/clear", path), 0);
    assert_eq!(create(&mut wx), 0);
    let all = r#"{"appid":"wx1234567890abcdef"}"#;
    assert_eq!(wx.code(&token, "/cgi-bin/clear_quota", r#"{"appid":"wx2"}"#), 40013);
    for _ in 1..10 {
        assert_eq!(wx.code(&token, "/cgi-bin/clear_quota", all), 0);
    }
    assert_eq!(wx.code(&token, "/cgi-bin/clear_quota", all), 48006);
    assert_eq!([create(&mut wx), create(&mut wx), create(&mut wx)], [0, 0, 45009]);
    // Midnight in China: 2023-11-15.
    wx.now_ms = 1_699_977_600_000 + 86_400_000;
    let token = wx.token();
    assert_eq!(wx.code(&token, "/cgi-bin/menu/create", MENU), 0);
}

#[test]
fn calls_fail_on_purpose() {
    let fail = vec!["40001@2".parse().expect("a failure"), "-1@4-5".parse().expect("a failure")];
    let mut wx = Wx::new(Rules { fail, ..Rules::default() });
    let token = wx.token();
    let codes: Vec<i64> = (0..6).map(|_| wx.works(&token)).collect();
    assert_eq!(codes, [0, 40001, 0, -1, -1, 0]);
    wx.world.merge(&json!({ "fail": ["45011@1"] })).expect("a setting");
    assert_eq!((wx.works(&token), wx.works(&token)), (45011, 0));
    for wrong in ["0@1", "40001", "40001@0", "40001@3-2", "x@1", "40001@x"] {
        assert!(wrong.parse::<webot::mock::PlannedFailure>().is_err(), "{wrong}");
    }
}

#[test]
fn a_rid_leads_to_its_request() {
    let mut wx = Wx::new(Rules::default());
    let token = wx.token();
    let body = r#"{"tag":{"name":""}}"#;
    let refused = wx.with(&token, "/cgi-bin/tags/create", body);
    let said = text(&refused["errmsg"]);
    let rid = said.rsplit(' ').next().expect("a rid");
    let found = wx.with(&token, "/cgi-bin/openapi/rid/get", &json!({ "rid": rid }).to_string());
    let request = &found["request"];
    assert_eq!(request["request_url"], "access_token=***");
    assert_eq!(request["request_body"], body);
    assert_eq!(request["response_body"], refused.to_string());
    assert_eq!(request["client_ip"], "203.0.113.7");
    assert_eq!(wx.code(&token, "/cgi-bin/openapi/rid/get", r#"{"rid":"x"}"#), 76002);
    let unknown = r#"{"rid":"61725985-6126f6f9-040f19c4"}"#;
    assert_eq!(wx.code(&token, "/cgi-bin/openapi/rid/get", unknown), 76001);
    let documented = r#"{"rid":"61725984-6126f6f9-040f19c4"}"#;
    assert_eq!(wx.code(&token, "/cgi-bin/openapi/rid/get", documented), 0);
}

#[test]
fn short_keys_lead_back_until_they_end() {
    let mut wx = Wx::new(Rules::default());
    let token = wx.token();
    let made = wx.with(&token, "/cgi-bin/shorten/gen", r#"{"long_data":"数据","expire_seconds":60}"#);
    let key = json!({ "short_key": made["short_key"] }).to_string();
    wx.now_ms += 59_000;
    let data = wx.with(&token, "/cgi-bin/shorten/fetch", &key);
    assert_eq!((&data["long_data"], &data["expire_seconds"]), (&json!("数据"), &json!(1)));
    wx.now_ms += 1_000;
    assert_eq!(wx.code(&token, "/cgi-bin/shorten/fetch", &key), 40035);
}

#[test]
fn a_world_can_be_stored_and_has_no_secret_in_it() {
    let rules = Rules { secret: Some(webot::Secret::new("s3cret-of-the-test")), ..Rules::default() };
    let mut wx = Wx::new(rules);
    let token = wx.token();
    assert_eq!(wx.code(&token, "/cgi-bin/menu/create", MENU), 0);
    wx.stable(true);
    let stored = serde_json::to_string(&wx.world).expect("JSON");
    assert!(!stored.contains("s3cret"), "{stored}");
    wx.world = serde_json::from_str(&stored).expect("a world");
    assert!(wx.with(&token, "/cgi-bin/menu/get", "")["menu"].is_object());
    let shown = format!("{}{}", wx.world.requests(), wx.world.state(wx.now_ms));
    assert!(!shown.contains("s3cret") && !shown.contains(&token), "{shown}");
}

#[test]
fn a_million_followers_take_no_room() {
    let mut wx = Wx::new(Rules { followers: 1_000_000, ..Rules::default() });
    let token = wx.token();
    wx.with(&token, "/cgi-bin/user/get", "");
    assert!(serde_json::to_string(&wx.world).expect("JSON").len() < 4096);
}

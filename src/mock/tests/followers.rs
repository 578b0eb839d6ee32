//! Followers, and their tags.

use serde_json::{Value, json};

use super::wx::{Wx, code, text};
use crate::mock::Rules;

fn openids(page: &Value) -> Vec<String> {
    page["data"]["openid"].as_array().into_iter().flatten().map(text).collect()
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

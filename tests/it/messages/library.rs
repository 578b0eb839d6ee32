//! The template library of subscribe messages, updatable messages, automatic replies.

use serde_json::{Value, json};

use crate::support::{Mock, Webot, webot};

const OPENID: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";

fn on(mock: &Mock) -> Webot {
    Webot::new().env("WX_APPID", "wx1234567890abcdef").env("WX_SECRET", "s").env("WX_API_BASE", mock.url())
}

#[test]
fn a_template_of_the_library_is_added_listed_sent_and_deleted() {
    let mock = Mock::start([]);
    let home = on(&mock);
    let get = |words: &[&str]| {
        home.webot(["message", "subscribe"]).args(words.iter().copied()).args(["--json"]).run().json()
    };
    let categories = get(&["categories"]);
    assert!(categories["data"].as_array().is_some_and(|list| list.iter().any(|one| one["id"] == 616)));
    let titles = get(&["titles", "616"]);
    assert_eq!((&titles["count"], &titles["data"][0]["tid"]), (&json!(2), &json!(99)));
    assert_eq!(get(&["titles", "616", "--start", "1"])["data"][0]["tid"], 1001);
    let keywords = get(&["keywords", "99"]);
    assert_eq!(keywords["data"][1], json!({"kid":2,"name":"付款金额","example":"¥30.00","rule":"amount"}));
    let added = get(&["add", "99", "--keyword", "2,1", "--scene", "付款后通知"]);
    let id = added["priTmplId"].as_str().expect("an ID").to_owned();
    let list = home.webot(["mini", "subscribe", "list", "--json"]).run().json();
    let own = list["data"].as_array().expect("a list").iter().find(|one| one["priTmplId"] == *id);
    assert_eq!(
        own.expect("the template")["content"],
        "付款金额:{{amount2.DATA}}\n物品名称:{{thing1.DATA}}\n"
    );
    let send = |value: &str| {
        let fields = ["-F", "thing1=红茶", "-F", value, "--yes"];
        home.webot(["mini", "subscribe", "send", OPENID, &id, "--page", "pages/a"]).args(fields).stderr_any()
    };
    send("amount2=30元").run();
    send("thing2=30").exit(1).stderr_has("data.amount2.value").run();
    home.webot(["mini", "subscribe", "delete", &id]).exit(2).stderr_has("--yes").run();
    home.webot(["message", "subscribe", "delete", &id, "--yes"]).stderr_any().run();
    send("amount2=30元").exit(1).stderr_has("40037").run();
    home.webot(["mini", "subscribe", "delete", &id, "--yes"]).exit(1).stderr_has("200014").run();
}

#[test]
fn what_the_library_does_not_take_is_refused() {
    let mock = Mock::start([]);
    let home = on(&mock);
    let refused = |words: &[&str], exit: i32, part: &str| {
        home.webot(["mini", "subscribe"]).args(words.iter().copied()).exit(exit).stderr_has(part).run();
    };
    refused(&["add", "98", "--keyword", "1,2"], 1, "200014");
    refused(&["add", "99", "--keyword", "1"], 1, "200020");
    refused(&["add", "99", "--keyword", "1,1"], 1, "200020");
    refused(&["add", "99", "--keyword", "1,9"], 1, "200020");
    refused(&["add", "99", "--keyword", "1,2,3,4,5,6"], 2, "kidList");
    refused(&["add", "99", "--keyword", "1,2", "--scene", &"字".repeat(16)], 2, "15");
    refused(&["titles", "x"], 1, "200019");
    for _ in 0..48 {
        home.webot(["mini", "subscribe", "add", "99", "--keyword", "1,2"]).run();
    }
    refused(&["add", "99", "--keyword", "1,2"], 1, "200012");
}

/// SDKs send forms, as the documentation says.
#[test]
fn the_library_takes_forms() {
    let mock = Mock::start([]);
    let path = |name: &str| format!("/wxaapi/newtmpl/{name}?access_token={}", mock.token());
    let form = "tid=401&kidList=1&kidList=2&sceneDesc=%E6%B5%8B%E8%AF%95";
    let added = mock.post(&path("addtemplate"), form);
    let id = added["priTmplId"].as_str().expect("an ID");
    assert_eq!(mock.post(&path("deltemplate"), &format!("priTmplId={id}"))["errcode"], 0);
}

#[test]
fn an_updatable_message_is_changed_until_it_begins() {
    let mock = Mock::start([]);
    let home = on(&mock);
    let created = home.webot(["mini", "updatable", "create", "--json"]).run().json();
    let id = created["activity_id"].as_str().expect("an ID").to_owned();
    let set = |words: &[&str]| {
        home.webot(["mini", "updatable", "set", &id]).args(words.iter().copied()).stderr_any()
    };
    let request = set(&["--path", "pages/a?b=1", "--dry-run", "--json"]).run().json();
    let body: Value = serde_json::from_str(request["body"].as_str().expect("a body")).expect("JSON");
    let parameters = json!([
        { "name": "path", "value": "pages/a?b=1" }, { "name": "version_type", "value": "release" },
    ]);
    let expected = json!({
        "activity_id": id, "target_state": 1, "template_info": { "parameter_list": parameters },
    });
    assert_eq!(body, expected);
    set(&["--members", "3", "--limit", "5"]).run();
    set(&["--members", "3"]).exit(2).stderr_has("--limit").run();
    set(&["--path", "pages/a"]).run();
    set(&["--members", "4", "--limit", "5"]).exit(1).stderr_has("47502").run();
    let set_other = ["mini", "updatable", "set", "nothing", "--path", "pages/a"];
    home.webot(set_other).exit(1).stderr_has("47501").run();
    let created = home.webot(["mini", "updatable", "create", "--json"]).run().json();
    let id = created["activity_id"].as_str().expect("an ID").to_owned();
    mock.post("/__webot/state", r#"{"advance_s":86401,"expire_tokens":true}"#);
    let set_late = ["mini", "updatable", "set", &id, "--path", "pages/a"];
    home.webot(set_late).exit(1).stderr_has("47504").run();
}

#[test]
fn automatic_replies_are_shown_as_rules() {
    let shown = webot(["autoreply", "get", "--mock"]).run().stdout;
    for part in
        ["to new followers\n  text 欢迎关注", "rule “菜单”: is “菜单” or contains “服务”\n", "  picture "]
    {
        assert!(shown.contains(part), "{shown}");
    }
    assert!(shown.contains("contains “新品” (one of these at random)\n  articles 一周新品 http"), "{shown}");
    let chinese = webot(["autoreply", "get", "--mock", "--lang", "zh"]).run().stdout;
    assert!(chinese.contains("规则“菜单”：等于“菜单” 或 包含“服务”"), "{chinese}");
    let json = webot(["autoreply", "get", "--mock", "--json"]).run().json();
    assert_eq!(json["keyword_autoreply_info"]["list"][1]["reply_mode"], "random_one");
}

//! `webot send --list`: the catalogue.

use serde_json::Value;

use crate::support::webot;

fn names(args: &[&str]) -> Vec<String> {
    let json = webot(["send", "--json"]).args(args).run().json();
    let kinds = json.as_array().expect("an array");
    kinds.iter().map(|kind| kind["name"].as_str().expect("a name").to_owned()).collect()
}

#[track_caller]
fn finds(filter: &str, wanted: &[&str], unwanted: &[&str]) {
    let found = names(&["--list", filter]);
    for name in wanted {
        assert!(found.iter().any(|found| found == name), "`{name}` is not among `{filter}`: {found:?}");
    }
    for name in unwanted {
        assert!(!found.iter().any(|found| found == name), "`{name}` is among `{filter}`: {found:?}");
    }
}

#[test]
fn the_catalogue_is_whole() {
    let all = names(&["--list"]);
    assert!(all.len() >= 300, "{}", all.len());
    for name in ["text", "voice", "CLICK", "subscribe", "SCAN", "TEMPLATESENDJOBFINISH", "user_get_card"] {
        assert!(all.iter().any(|found| found == name), "{name}");
    }
}

#[test]
fn kinds_stand_by_family_each_family_once() {
    let ran = webot(["send", "--list"]).run();
    assert_eq!(ran.stderr, "");
    let mut families: Vec<&str> = ran
        .stdout
        .split("\n\n")
        .filter_map(|block| block.lines().next())
        .filter(|l| !l.starts_with(' '))
        .collect();
    let count = families.pop().expect("the count");
    let rows = ran.stdout.lines().filter(|line| line.starts_with("  ")).count();
    assert_eq!(count, format!("{rows} kinds"));
    assert_eq!(families[0], "messages of users");
    let distinct: std::collections::BTreeSet<&&str> = families.iter().collect();
    assert_eq!(distinct.len(), families.len(), "{families:?}");
    assert_eq!(rows, names(&["--list"]).len());
}

#[test]
fn every_row_has_a_name_and_a_title_in_both_languages() {
    for lang in ["en", "zh"] {
        let ran = webot(["send", "--list", "--lang", lang]).run();
        for row in ran.stdout.lines().filter(|line| line.starts_with("  ")) {
            let (name, title) = row.trim().split_once("  ").unwrap_or_else(|| panic!("no title: {row}"));
            assert!(!name.is_empty() && !title.trim().is_empty(), "{row}");
            assert_eq!(title.trim().is_ascii(), lang == "en", "{row}");
        }
    }
}

#[test]
fn names_and_aliases_are_found_in_any_letters() {
    finds("click", &["CLICK"], &["text", "subscribe"]);
    finds("SUBSCRIBE", &["subscribe", "unsubscribe"], &["CLICK"]);
    finds("loc", &["location"], &["voice"]);
}

#[test]
fn titles_are_found_in_both_languages_whatever_is_spoken() {
    finds("点击菜单跳转链接", &["VIEW"], &["CLICK"]);
    assert_eq!(names(&["--list", "a user unfollows", "--lang", "zh"]), ["unsubscribe"]);
}

#[test]
fn families_are_found_in_both_languages_whatever_is_spoken() {
    finds("卡券", &["user_get_card", "card_pass_check"], &["text"]);
    finds("custom menu", &["CLICK", "pic_weixin"], &["text"]);
    assert_eq!(names(&["--list", "custom menu"]), names(&["--list", "自定义菜单", "--lang", "zh"]));
}

#[test]
fn json_is_an_array_of_kinds() {
    let ran = webot(["send", "--list", "menu button that opens a web page", "--json"]).run();
    assert_eq!(ran.stderr, "");
    let json = ran.json();
    let kind = json.as_array().expect("an array").iter().find(|kind| kind["name"] == "VIEW").expect("VIEW");
    assert_eq!(kind["type"], "event");
    assert_eq!(kind["event"], "VIEW");
    assert_eq!(kind["aliases"], serde_json::json!([]));
    assert_eq!(kind["args"], serde_json::json!(["EventKey", "MenuId"]));
    assert_eq!(kind["family"], "custom menu");
    assert_eq!(kind["title"], "a user taps a menu button that opens a web page");
    let text = webot(["send", "--list", "--json"]).run().json();
    assert_eq!(text[0]["name"], "text");
    assert_eq!(text[0]["aliases"], serde_json::json!(["t"]));
    assert_eq!(text[0]["event"], Value::Null);
}

#[test]
fn every_kind_that_is_listed_can_be_sent() {
    // A few from all over the table, but for `text`, which needs words; `table.rs` walks it all within the process.
    let kinds = names(&["--list"]);
    for name in kinds.iter().skip(1).step_by(37).filter(|name| !name.starts_with("pay.")) {
        webot(["send", name, "--dry-run"]).run();
    }
}

#[test]
fn nothing_found_names_what_is_close() {
    webot(["send", "--list", "subscirbe"])
        .exit(2)
        .stdout("")
        .stderr_starts("error: no kind matches `subscirbe`\n")
        .stderr_has("hint: similar: `subscribe`")
        .stderr_has("`webot send --list`")
        .run();
}

#[test]
fn nothing_found_is_json_on_request() {
    let ran = webot(["send", "--list", "subscirbe", "--json"]).exit(2).stderr_any().stdout("").run();
    let json: Value = serde_json::from_str(&ran.stderr).expect("JSON");
    assert_eq!(json["error"]["kind"], "usage");
    assert_eq!(json["error"]["code"], 2);
    assert!(json["error"]["hints"][0].as_str().is_some_and(|hint| hint.contains("`subscribe`")), "{json}");
}

#[test]
fn nothing_alike_claims_no_closeness() {
    webot(["send", "--list", "zzzqqqxxx"]).exit(2).stderr_lacks("similar: ").run();
}

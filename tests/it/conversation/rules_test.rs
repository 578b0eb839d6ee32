//! `webot rules test`: the file that it finds, and its output.

use serde_json::json;

use super::{test, tested, text};
use crate::support::{Folder, NOT_FOUND};

#[test]
fn the_rules_file_of_the_folder_is_found() {
    for name in ["rules.yaml", "rules.yml", "rules.json"] {
        let folder = Folder::new();
        folder.write(name, r#"{"hi": "ho"}"#);
        let ran = folder.webot(["rules", "test", "hi", "--json"]).run();
        assert_eq!(text(&ran.json()[0]), "ho", "{name}");
    }
}

#[test]
fn the_file_may_be_named_before_the_messages_or_with_a_flag() {
    let folder = Folder::new();
    folder.write("other.yaml", "hi: ho\n");
    for words in [&["other.yaml", "hi"][..], &["--rules", "other.yaml", "hi"], &["hi", "-r", "other.yaml"]] {
        let ran = folder.webot(["rules", "test", "--json"]).args(words).run();
        assert_eq!(text(&ran.json()[0]), "ho", "{words:?}");
    }
}

#[test]
fn rules_test_shows_the_rule_the_attempts_and_the_parameters() {
    let rules = "rules:
- { name: other, pattern: '=x', handler: x }
- { name: empty, pattern: /a/, session: { seen: '1' } }
- { name: greet, pattern: '/^i am (?<who>.+)$/', handler: 'hi {1}', wait: next }
- { name: never, handler: never }
waitRules: { next: { '=y': y } }
";
    let came = &tested(rules, &["i am Ann"])[0];
    assert_eq!((&came["message"], &came["rule"]), (&json!("i am Ann"), &json!("greet")));
    assert_eq!(came["reply"], json!({ "MsgType": "text", "Content": "hi Ann" }));
    assert_eq!(came["param"], json!({ "0": "i am Ann", "1": "Ann", "who": "Ann" }));
    assert_eq!(came["session"], json!({ "seen": "1", "waiter": "next" }));
    let tried = json!([
        { "rule": "other", "file": "rules.yaml", "line": 2, "result": "not-for" },
        { "rule": "empty", "file": "rules.yaml", "line": 3, "result": "passed" },
        { "rule": "greet", "file": "rules.yaml", "line": 4, "result": "answered" },
    ]);
    assert_eq!(came["tried"], tried);
}

#[test]
fn rules_test_is_readable() {
    let folder = Folder::new();
    folder.write("rules.yaml", "rules:\n- { name: other, pattern: '=x', handler: x }\n- { name: greet, pattern: '/^i am (.+)$/', handler: 'hi {1}' }\n");
    let ran = folder.webot(["rules", "test", "i am Ann", "what", "--lang", "en"]).exit(1).run();
    for part in [
        "> i am Ann",
        "does not match: `other`",
        "`greet` (rules.yaml:3) replies",
        "{1} = Ann",
        "hi Ann",
        "> what",
        "404",
        NOT_FOUND,
    ] {
        assert!(ran.stdout.contains(part), "{part}: {}", ran.stdout);
    }
}

#[test]
fn rules_test_fails_where_no_rule_answers() {
    test("hi: ho", &["hi"]).run();
    test("hi: ho", &["hi", "what"]).exit(1).run();
}

#[test]
fn rules_test_needs_a_message_and_known_kinds() {
    test("hi: ho", &[]).exit(2).stderr_has("no message").run();
    test("hi: ho", &["--kind", "nothing"]).exit(2).stderr_has("`--kind` `nothing`").run();
    test("hi: ho", &["hi", "--set", "nothing"]).exit(2).stderr_has("`--set` `nothing`").run();
}

#[test]
fn rules_test_speaks_for_another_user() {
    assert_eq!(text(&tested("'': '{user}'", &["--user", "o-me", "x"])[0]), "o-me");
}

#[test]
fn the_example_bot_has_no_problems_and_answers() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/rules.yaml");
    let folder = Folder::new();
    folder.webot(["serve", example, "--check"]).stderr_starts("no problems found in ").run();
    let words = ["ok webot", "2", "3", "Ann", "game 5", "3", "7", "5", "I am Ann", "key x"];
    let ran = folder.webot(["rules", "test", example, "--json"]).args(words).run();
    let texts: Vec<String> = ran.json().as_array().expect("a list").iter().map(text).collect();
    assert_eq!(texts[3], "你输入了 Ann");
    assert_eq!(texts[5..8], ["小了，还有2次机会，再猜。", "大了，还有1次机会，再猜。", "你真聪明！"]);
    assert_eq!(texts[8..], ["你好，Ann", "你输入的匹配关键词是：x，{1} 不会被替换"]);
}

#[test]
fn rules_test_takes_the_kinds_of_send() {
    let rules = "rules:
- { pattern: { type: event }, handler: '{event} {eventKey}' }
- { pattern: { kind: location }, handler: '{lat} {lng} {scale}' }
- { pattern: { kind: image }, handler: '{picUrl}' }
";
    for (words, said) in [
        (&["--kind", "event", "CLICK", "KEY"][..], "CLICK KEY"),
        (&["--kind", "e", "VIEW", "https://a.cn"], "VIEW https://a.cn"),
        (&["--kind", "e", "new_event"], "new_event "),
        (&["--kind", "reportloc"], "LOCATION "),
        (&["--kind", "scan", "5"], "subscribe qrscene_5"),
        (&["--kind", "scan", "5", "yes"], "SCAN 5"),
        (&["--kind", "SCAN", "5"], "SCAN 5"),
        (&["--kind", "click", "KEY"], "CLICK KEY"),
        (&["--kind", "loc", "30.283950", "120.10", "--set", "Scale=12.0"], "30.283950 120.10 12.0"),
        (&["--kind", "i", "https://a.cn/b.jpg"], "https://a.cn/b.jpg"),
    ] {
        assert_eq!(text(&tested(rules, words)[0]), said, "{words:?}");
    }
    let folder = Folder::new();
    folder.write("rules.yaml", rules);
    folder.webot(["rules", "test", "--kind", "event", "subscrib"]).stderr_has("subscribe").run();
}

//! Problems of rules files, each with its place.

use serde_json::{Value, json};

use crate::support::Folder;

/// A broken file: its text, the line and column, the rule, the problem's name, and a part of the message.
type Broken = (&'static str, u64, u64, Option<&'static str>, &'static str, &'static str);

const PROBLEMS: &[Broken] = &[
    ("hi: [a\nb: c\n", 2, 2, None, "syntax", "not valid YAML"),
    ("hi: a\n  b: c\n", 2, 4, None, "syntax", ""),
    ("rules:\n- name: x\n  patern: a\n  handler: b\n", 3, 3, Some("x"), "unknown-key", "patern"),
    ("a: b\n'/(/': c\n", 2, 1, Some("dialog_/(/"), "regex", "regular expression"),
    ("rules:\n- name: x\n  pattern: '/[/'\n  handler: b\n", 3, 12, Some("x"), "regex", "regular expression"),
    (
        "rules:\n- name: x\n  pattern: a\n  wait: nowhere\n  handler: b\n",
        2,
        3,
        Some("x"),
        "missing",
        "nowhere",
    ),
    ("rules:\n- { name: x, domain: nowhere, handler: b }\n", 2, 3, Some("x"), "missing", "nowhere"),
    ("rules:\n- { name: x, handler: { rule: nowhere } }\n", 2, 3, Some("x"), "missing", "nowhere"),
    (
        "rules:\n- name: x\n  handler: { type: imag, mediaId: M }\n",
        3,
        20,
        Some("x"),
        "shape",
        "expected text, image",
    ),
    ("rules:\n- name: x\n  handler: { type: image }\n", 3, 12, Some("x"), "lacks", "mediaId"),
    ("rules:\n- name: x\n  handler:\n    exec: ls -l\n", 4, 11, Some("x"), "shape", "expected [PROGRAM"),
    ("rules:\n- name: x\n  http: ftp://a\n", 3, 9, Some("x"), "shape", "expected a URL"),
    ("rules:\n- name: x\n  exec: [a]\n  timeout: 5\n", 4, 12, Some("x"), "shape", "up to 4.9"),
    (
        "rules:\n- name: x\n  pattern: { kind: imgae }\n  handler: b\n",
        3,
        20,
        Some("x"),
        "unknown-kind",
        "unknown kind `imgae`",
    ),
    ("rules:\n- name: x\n  pattern: a\n", 2, 3, Some("x"), "idle", "handler"),
    ("rules:\n- name: x\n  list: [[no key, a]]\n", 3, 11, Some("x"), "no-list-key", "{key}"),
    ("hi: a\nloads: nowhere.yaml\n", 2, 8, None, "unreadable", "cannot read"),
    ("hi: a\nloads: rules.yaml\n", 2, 8, None, "loads-itself", "itself"),
    ("hi: a\nloads: old.js\n", 2, 8, None, "not-data", "YAML or JSON"),
    ("hi: a\ncodeReplies: { never: b }\n", 2, 16, None, "shape", "three digits"),
    ("hi: a\nsettings: { sed: 1 }\n", 2, 13, None, "unknown-key", "sed"),
    ("settings: { seed: 1 }\n", 1, 1, None, "no-rules", "no rule"),
    ("# nothing\n", 1, 1, None, "syntax", "empty"),
];

#[test]
fn a_problem_has_file_line_column_rule_and_the_expected_value() {
    for (rules, line, column, rule, problem, message) in PROBLEMS {
        let folder = Folder::new();
        folder.write("rules.yaml", rules);
        let ran = folder.webot(["serve", "--check", "--json", "--lang", "en"]).exit(1).run();
        let found = &ran.json()[0];
        assert_eq!(found["file"], "rules.yaml", "{rules}");
        assert_eq!((&found["line"], &found["column"]), (&json!(line), &json!(column)), "{rules}{found}");
        assert_eq!((&found["rule"], &found["problem"]), (&json!(rule), &json!(problem)), "{rules}{found}");
        assert!(found["message"].as_str().is_some_and(|said| said.contains(message)), "{rules}{found}");
    }
}

#[test]
fn the_text_of_a_problem_has_place_rule_and_the_expected_value() {
    let folder = Folder::new();
    folder.write("rules.yaml", "hi: a\nrules:\n- name: photo\n  handler: { type: imag }\n");
    for (command, code) in [(&["serve", "--check"][..], 1), (&["serve"], 2), (&["rules", "test", "hi"], 2)] {
        folder
            .webot(command)
            .args(["--lang", "en"])
            .exit(code)
            .stderr_has("rules.yaml:4:20: rule `photo`: `type`: expected text, image, voice")
            .run();
    }
    folder.webot(["serve", "--check", "--lang", "zh"]).exit(1).stderr_has("rules.yaml:4:20").run();
}

#[test]
fn all_problems_of_a_file_are_reported_at_once() {
    let folder = Folder::new();
    folder.write("rules.yaml", "loads: [a.yaml, b.yaml]\n'/(/': a\n'/)/': b\n");
    folder.write("a.yaml", "'/[/': c\n");
    folder.write("b.yaml", "x: y\n");
    let ran = folder.webot(["serve", "--check", "--json"]).exit(1).run();
    let problems = ran.json();
    let places: Vec<(&str, u64)> = problems
        .as_array()
        .expect("a list")
        .iter()
        .map(|problem| (problem["file"].as_str().expect("a file"), problem["line"].as_u64().expect("a line")))
        .collect();
    assert_eq!(places, [("a.yaml", 1), ("rules.yaml", 2), ("rules.yaml", 3)]);
}

#[test]
fn a_problem_in_json_has_its_place() {
    let folder = Folder::new();
    folder.write("r.json", "{\n  \"hi\": \"a\",\n  \"/(/\": \"b\"\n}\n");
    let ran = folder.webot(["serve", "r.json", "--check", "--json"]).exit(1).run();
    let found = &ran.json()[0];
    assert_eq!((&found["file"], &found["line"], &found["column"]), (&json!("r.json"), &json!(3), &json!(3)));
}

#[test]
fn check_does_not_listen() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let folder = Folder::new();
    folder.write("rules.yaml", "hi: a\nho: b\n");
    folder
        .webot(["serve", "--check", "--lang", "en", "--port", &port])
        .stderr_has("no problems found in 2 rules")
        .run();
    assert_eq!(folder.webot(["serve", "--check", "--json"]).run().json(), json!([]));
}

#[test]
fn a_missing_file_is_named() {
    let run = Folder::new().webot(["serve", "nowhere.yaml", "--lang", "en"]);
    run.exit(2).stderr_has("nowhere.yaml").run();
    Folder::new().webot(["serve", "--lang", "en"]).exit(2).stderr_has("`webot serve FILE`").run();
}

#[test]
fn a_key_without_effect_in_its_place_is_reported() {
    for (rules, problem) in [
        ("hi: ho\ncodeReplies: { 404: { rule: nope } }\n", "missing"),
        ("hi: ho\nafterReply: { handler: x, wait: w }\nwaitRules: { w: x }\n", "not-here"),
        ("hi: ho\nbeforeReply: { session: { a: b }, domain: d }\ndomain: { d: x }\n", "not-here"),
    ] {
        let folder = Folder::new();
        folder.write("rules.yaml", rules);
        assert_eq!(folder.rule_problems()[0]["problem"], problem, "{rules}");
    }
}

#[test]
fn nested_aliases_are_limited() {
    let mut rules = String::from("hi: ho\nx: ");
    for anchor in 0..50 {
        rules.extend(["&a", &anchor.to_string(), " [ "]);
    }
    rules.push_str(&"x, ".repeat(5000));
    rules.push_str(&"]".repeat(50));
    let folder = Folder::new();
    folder.write("rules.yaml", rules);
    assert_eq!(folder.rule_problems()[0]["problem"], "syntax");
}

#[test]
fn a_misspelt_key_of_a_pattern_is_reported() {
    for pattern in ["{ kindd: subscribe }", "{ txet: 7 }", "{ text: { abov: 5 } }", "{ evnetKey: A }"] {
        let folder = Folder::new();
        folder.write("rules.yaml", format!("rules:\n- {{ pattern: {pattern}, handler: x }}\n"));
        assert_eq!(folder.rule_problems()[0]["problem"], "unknown-key", "{pattern}");
    }
    for pattern in
        ["{ kind: subscribe }", "{ scanCodeInfo: { ScanResult: x } }", "{ Event: x }", "{ label: x }"]
    {
        let folder = Folder::new();
        folder.write("rules.yaml", format!("rules:\n- {{ pattern: {pattern}, handler: x }}\n"));
        assert_eq!(folder.rule_problems(), Vec::<Value>::new(), "{pattern}");
    }
}

#[test]
fn a_javascript_function_is_not_an_answer() {
    for handler in ["'function(info) { return 1 }'", "'(info, next) => { next() }'"] {
        let folder = Folder::new();
        folder.write("rules.yaml", format!("hi: {handler}\n"));
        assert_eq!(folder.rule_problems()[0]["problem"], "not-data", "{handler}");
    }
}

//! Accounts with rules of their own, as several robots in one process have in node-webot.

use serde_json::json;

use crate::support::{Folder, NOT_FOUND, OPENID, Serve, TOKEN, Webot, text_of, text_push};

const RULES: &str = "accounts:
- name: zh
  path: /wechat
  token: keyboardcat123
  rules:
  - { pattern: =hi, handler: 你好 }
  - { pattern: =ask, handler: 几岁？, wait: age, session: { asked: yes } }
  - { pattern: =asked, handler: '{session.asked|no}' }
  waitRules: { age: '{text} 岁' }
  codeReplies: { 404: 听不懂 }
- { path: /wechat_en, token: keyboardcat123, loads: en.yaml }
- { path: /other, token: keyboardcat123 }
hi: shared
";

const EN: &str = "hi: Hello
'=ask': { handler: how old?, wait: age }
'=asked': { handler: '{session.asked|no}' }
waitRules: { age: '{text} years' }
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("rules.yaml", RULES);
    folder.write("en.yaml", EN);
    folder
}

fn served() -> Serve {
    Webot::serve(&RULES.replace("keyboardcat123", TOKEN)).file("en.yaml", EN).open().start()
}

fn say(server: &Serve, path: &str, text: &str) -> String {
    text_of(&server.push_to(path, text_push(OPENID, text)).ok().body)
}

#[test]
fn each_account_answers_by_its_own_rules() {
    let server = served();
    let all = |word: &str| ["/wechat", "/wechat_en", "/other"].map(|path| say(&server, path, word));
    assert_eq!(all("hi"), ["你好", "Hello", "shared"]);
    assert_eq!(all("what"), ["听不懂", NOT_FOUND, NOT_FOUND]);
}

#[test]
fn sessions_and_waits_of_accounts_are_apart() {
    let server = served();
    assert_eq!(say(&server, "/wechat", "ask"), "几岁？");
    assert_eq!(say(&server, "/wechat_en", "5"), NOT_FOUND);
    assert_eq!(say(&server, "/wechat_en", "ask"), "how old?");
    assert_eq!([say(&server, "/wechat", "5"), say(&server, "/wechat_en", "6")], ["5 岁", "6 years"]);
    assert_eq!([say(&server, "/wechat", "asked"), say(&server, "/wechat_en", "asked")], ["yes", "no"]);
}

#[test]
fn a_push_with_one_id_is_answered_by_each_account() {
    let server = served();
    let push = text_push(OPENID, "hi");
    let answers = ["/wechat", "/wechat_en", "/wechat"]
        .map(|path| text_of(&server.push_to(path, push.clone()).ok().body));
    assert_eq!(answers, ["你好", "Hello", "你好"]);
}

#[test]
fn rules_test_takes_the_rules_of_an_account() {
    let folder = folder();
    let said = |account: &str| {
        let ran = folder.webot(["rules", "test", "hi", "--json", "--account", account]).run();
        ran.json()[0]["reply"]["Content"].clone()
    };
    assert_eq!([said("zh"), said("/wechat"), said("/wechat_en")], ["你好", "你好", "Hello"]);
    assert_eq!(said("/other"), "shared");
    assert_eq!(folder.webot(["rules", "test", "hi", "--json"]).run().json()[0]["reply"]["Content"], "shared");
    folder
        .webot(["rules", "test", "hi", "--account", "en", "--lang", "en"])
        .exit(2)
        .stderr_has("unknown account `en`")
        .stderr_has("`zh`, `/wechat_en`, `/other`")
        .run();
}

#[test]
fn rules_list_names_the_account() {
    let json = folder().webot(["rules", "list", "--json"]).run().json();
    let rules = json.as_array().expect("a list").iter();
    let rules: Vec<_> = rules.map(|rule| json!([rule["account"], rule["pattern"]])).collect();
    for expected in [json!([null, "hi"]), json!(["zh", "=hi"]), json!(["/wechat_en", "hi"])] {
        assert!(rules.contains(&expected), "{expected}: {rules:?}");
    }
    let own = folder().webot(["rules", "list", "--json", "--account", "zh"]).run().json();
    assert!(own.as_array().expect("a list").iter().all(|rule| rule["account"] == "zh"), "{own}");
}

#[test]
fn without_shared_rules_every_account_needs_its_own() {
    let folder = Folder::new();
    folder.write(
        "rules.yaml",
        "accounts:\n- { path: /a, token: a, rules: { hi: A } }\n- { path: /b, token: b, rules: { hi: B } }\n",
    );
    folder.webot(["serve", "--check", "--lang", "en"]).stderr_has("no problems found in 2 rules").run();
    folder.webot(["rules", "test", "hi"]).exit(2).stderr_has("--account").run();
    folder.write(
        "rules.yaml",
        "accounts:\n- { path: /a, token: a, rules: { hi: A } }\n- { path: /b, token: b }\n",
    );
    let problems = folder.rule_problems();
    assert_eq!((&problems[0]["problem"], &problems[0]["line"]), (&json!("no-rules"), &json!(3)));
}

#[test]
fn problems_in_the_rules_of_an_account_are_reported() {
    for (rules, line, problem) in [
        ("accounts:\n- path: /a\n  rules:\n  - { pattern: =a, handler: a, wait: nowhere }\n", 4, "missing"),
        ("accounts:\n- path: /a\n  rules:\n  - { patern: =a, handler: a }\n", 4, "unknown-key"),
        ("accounts:\n- path: /a\n  rules: hi\n", 3, "shape"),
        ("accounts:\n- path: /a\n  settings: { keepBlank: true }\n", 2, "no-rules"),
        ("hi: ho\naccounts: [{ path: /a, loads: a.yaml }]\n", 1, "not-here"),
        ("hi: ho\naccounts: [{ path: /a, rules: { '=a': { handler: '{hours}' } } }]\n", 1, "unused-rules"),
    ] {
        let folder = Folder::new();
        folder.write("a.yaml", "accounts: { token: t }\nhi: ho\n");
        folder.write("rules.yaml", rules);
        let found = folder.webot(["serve", "--check", "--json"]).exit_in([0, 1]).run().json();
        assert_eq!(
            (&found[0]["line"], &found[0]["problem"]),
            (&json!(line), &json!(problem)),
            "{rules}{found}"
        );
    }
}

#[test]
fn a_changed_file_of_an_account_is_read_again() {
    let server = served();
    assert_eq!(say(&server, "/wechat_en", "hi"), "Hello");
    server.folder.write("en.yaml", "hi: Good day\n");
    crate::support::until("the rules are read again", || say(&server, "/wechat_en", "hi") == "Good day");
    assert_eq!(say(&server, "/wechat", "hi"), "你好");
}

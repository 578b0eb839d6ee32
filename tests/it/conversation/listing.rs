//! `webot rules list`.

use serde_json::json;

use crate::support::Folder;

const RULES: &str = "rules:
- { name: login, pattern: =login, handler: name?, wait: name }
- { name: secret, domain: members, pattern: { text: secret, hour: { below: 9 } }, handler: gold }
loads: more
waitRules:
  name: { '': 'hello {text}' }
domain:
  members: { name: gate, handler: log in }
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("rules.yaml", RULES);
    folder.write("more.yaml", "hi: ho\n");
    folder
}

#[test]
fn rules_are_listed_with_pattern_domain_waits_and_line() {
    let json = folder().webot(["rules", "list", "rules.yaml", "--json"]).run().json();
    assert_eq!(
        json[0],
        json!({
            "name": "login", "pattern": "=login", "domain": null, "waits": "name", "description": null,
            "group": "rules", "of": null, "account": null, "file": "rules.yaml", "line": 2
        })
    );
    let names: Vec<(&str, &str, u64)> = json
        .as_array()
        .expect("a list")
        .iter()
        .map(|rule| {
            let text = |key: &str| rule[key].as_str().expect("a text");
            (text("name"), text("group"), rule["line"].as_u64().expect("a line"))
        })
        .collect();
    let expected = [
        ("login", "rules", 2),
        ("secret", "rules", 3),
        ("dialog_hi", "rules", 1),
        ("name › ", "waitRules", 6),
        ("gate", "domain", 8),
    ];
    assert_eq!(names, expected);
    assert_eq!(json[1]["domain"], "members");
    assert_eq!(json[2]["file"], "more.yaml");
    assert_eq!(json[3]["of"], "name");
}

#[test]
fn the_list_is_readable() {
    let ran = folder().webot(["rules", "list", "--lang", "en"]).run();
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert!(lines[0].starts_with("name ") && lines[0].ends_with(" line"), "{}", ran.stdout);
    assert!(!lines[0].contains("account"), "no rule has one: {}", ran.stdout);
    assert!(lines[1].starts_with("login") && lines[1].ends_with(" rules.yaml:2"), "{}", ran.stdout);
    folder().webot(["rules", "list", "--lang", "zh"]).stdout_has("名称").run();
    Folder::new().webot(["rules", "list"]).exit(2).stderr_has("no rules file").run();
}

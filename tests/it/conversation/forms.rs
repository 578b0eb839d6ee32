//! The forms that a rules file may have: JSON, lists, dialog files, files that load others.

use serde_json::json;

use super::{answer, rule, talk, text};
use crate::support::Folder;

#[test]
fn rules_may_be_json() {
    let folder = Folder::new();
    folder.write("rules.json", r#"{"hi": "Hello!", "/n (\\d+)/": "{1}", "list": ["x"]}"#);
    let ran = folder.webot(["rules", "test", "--json", "hi", "n 42", "list"]).run();
    let texts: Vec<String> = ran.json().as_array().expect("a list").iter().map(text).collect();
    assert_eq!(texts, ["Hello!", "42", "x"]);
}

const DIALOG: &str = "---
# 直接回复
hi: 'hi,I am robot'

# 匹配组替换
/key (.*)/i: 
  - '你输入的匹配关键词是:{1}'

hello: 
  - 你好
  - fine
  - how are you

yaml:
  name: 'test_yaml_object'
  handler: '这是一个yaml的object配置'
'=exact': only this
";

/// node-webot, `examples/dialog.yaml`: the same forms.
#[test]
fn a_dialog_file_of_the_predecessor_works_unchanged() {
    let said = talk(DIALOG, &["hi", "KEY a b", "yaml", "exact"]);
    assert_eq!(said, ["hi,I am robot", "你输入的匹配关键词是:a b", "这是一个yaml的object配置", "only this"]);
    assert_eq!(rule(DIALOG, &["yaml"]), "test_yaml_object");
    assert_eq!(rule(DIALOG, &["hi"]), "dialog_hi", "the name that it has there");
}

#[test]
fn a_pair_in_a_list_is_a_pattern_and_its_answer() {
    assert_eq!(talk("- [one, '1']\n- [two, '2']", &["one", "two"]), ["1", "2"]);
}

#[test]
fn a_byte_order_mark_and_line_ends_of_windows_change_nothing() {
    let said = talk("\u{feff}hi: a\r\nho: |-\r\n  b\r\n  c\r\n", &["hi", "ho"]);
    assert_eq!(said, ["a", "b\nc"]);
}

#[test]
fn numbers_and_words_of_yaml_are_texts() {
    let said = talk("no: 42\n1: true\ntrue: no\n", &["no", "1", "true"]);
    assert_eq!(said, ["42", "true", "no"]);
}

/// The predecessor or its parser refuses it too: the second value would be lost silently.
#[test]
fn a_repeated_key_is_reported() {
    for (name, rules) in [("rules.yaml", "hi: a\nhi: b\n"), ("rules.json", r#"{"hi":"a","hi":"b"}"#)] {
        let folder = Folder::new();
        folder.write(name, rules);
        folder.webot(["serve", "--check"]).exit(1).stderr_has("`hi`").run();
    }
}

#[test]
fn a_rule_within_a_file_takes_its_key_as_pattern() {
    let rules = "rules:\n  'open (\\w+)':\n    name: opens\n    handler: 'opened {1}'\n";
    assert_eq!(
        (rule(rules, &["open it"]), answer(rules, "open it")),
        (json!("opens"), "opened it".to_owned())
    );
}

#[test]
fn a_file_loads_other_files() {
    let folder = Folder::new();
    folder.make("more");
    folder.write("rules.yaml", "hi: first\nloads: [more/dialog.json, more/plain]\nlast: last\n");
    folder.write("more/dialog.json", r#"{"dialog": {"one": "1"}, "loads": "deeper.yml"}"#);
    folder.write("more/deeper.yml", "two: '2'\nhi: hidden\n");
    folder.write("more/plain.yaml", "- [three, '3']\n");
    let ran = folder.webot(["rules", "test", "--json", "hi", "one", "two", "three", "last"]).run();
    let texts: Vec<String> = ran.json().as_array().expect("a list").iter().map(text).collect();
    assert_eq!(texts, ["first", "1", "2", "3", "last"]);
}

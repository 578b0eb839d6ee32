//! `webot help --json`: the help as one document, which says no more and no less than the pages.

use serde_json::Value;

use crate::help::{is_chinese, tree};
use crate::support::webot;

fn document(words: &[&str]) -> Value {
    webot(["help", "--json", "--lang", "en"]).args(words.iter().copied()).run().json()
}

fn list<'a>(value: &'a Value, field: &str) -> &'a Vec<Value> {
    value[field].as_array().unwrap_or_else(|| panic!("no list `{field}` in {value}"))
}

fn names(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// Returns the command with this path.
fn command<'a>(document: &'a Value, path: &str) -> &'a Value {
    let found = list(document, "commands").iter().find(|command| command["path"] == path);
    found.unwrap_or_else(|| panic!("no `{path}`"))
}

/// Returns the flag with this name.
fn flag<'a>(command: &'a Value, name: &str) -> &'a Value {
    let found = list(command, "flags").iter().find(|flag| flag["name"] == name);
    found.unwrap_or_else(|| panic!("no `{name}` in {command}"))
}

#[test]
fn the_document_has_every_command_and_flag_of_the_pages() {
    let document = document(&[]);
    for entry in tree() {
        let path = entry.words.join(" ");
        let (shown, known) = if path.is_empty() {
            (list(&document, "flags").clone(), Vec::new())
        } else {
            let command = command(&document, &path);
            let shown = [list(command, "flags").clone(), list(command, "arguments").clone()].concat();
            (shown, list(&document, "flags").clone())
        };
        for wanted in &entry.shown {
            let is_subcommand = list(&document, "commands")
                .iter()
                .any(|command| command["path"] == format!("{path} {wanted}").trim());
            let is_named = shown.iter().chain(&known).any(|argument| argument["name"] == wanted.as_str());
            assert!(is_subcommand || is_named, "no `{wanted}` of `{path}`");
        }
    }
    assert_eq!(list(&document, "commands").len(), tree().len() - 1);
}

#[test]
fn every_text_is_in_the_language() {
    for lang in ["en", "zh"] {
        let document = webot(["help", "--json", "--lang", lang]).run().json();
        assert_eq!(document["lang"], lang);
        for command in list(&document, "commands") {
            let arguments = list(command, "arguments").iter().chain(list(command, "flags"));
            for described in arguments.chain([command]) {
                let summary = described["summary"].as_str().expect("a summary");
                assert_eq!(is_chinese(summary), lang == "zh", "{} in {}", described, command["path"]);
            }
            assert!(!list(command, "examples").is_empty(), "{}", command["path"]);
        }
        for topic in list(&document, "topics") {
            assert_eq!(is_chinese(topic["summary"].as_str().expect("a summary")), lang == "zh", "{topic}");
            assert!(topic["text"].as_str().is_some_and(|text| text.len() > 100), "{topic}");
        }
    }
}

#[test]
fn the_fields_are_those_that_the_page_of_help_names() {
    let document = document(&[]);
    let page = webot(["help", "help", "--lang", "en"]).env("COLUMNS", "1000").run().stdout;
    let is_named = |field: &str| {
        page.split(|letter: char| !letter.is_ascii_lowercase() && letter != '_').any(|word| word == field)
    };
    let all = ["version", "lang", "commands", "flags", "topics", "exit_codes", "environment"];
    assert_eq!(names(&document), all);
    let of_command = [
        "path",
        "summary",
        "section",
        "is_group",
        "usage",
        "aliases",
        "effect",
        "arguments",
        "flags",
        "examples",
        "notes",
    ];
    let of_argument = ["name", "type", "required", "repeatable", "default", "values", "env", "summary"];
    let of_flag = ["short", "aliases", "value_name", "value_optional", "conflicts_with"];
    for command in list(&document, "commands") {
        assert_eq!(names(command), of_command);
        for argument in list(command, "arguments") {
            assert_eq!(names(argument), of_argument);
        }
    }
    let commands = list(&document, "commands").iter();
    for flag in commands.flat_map(|command| list(command, "flags")).chain(list(&document, "flags")) {
        assert_eq!(names(flag), [&of_argument[..], &of_flag].concat());
        let kind = flag["type"].as_str().expect("a type");
        assert!(["boolean", "integer", "number", "string", "secret", "path"].contains(&kind), "{flag}");
        assert!(is_named(kind), "{kind}");
    }
    for field in all.iter().chain(&of_command).chain(&of_argument).chain(&of_flag).chain(&["code", "meaning"])
    {
        assert!(is_named(field), "the page does not name `{field}`");
    }
}

#[test]
fn arguments_have_types_defaults_values_and_variables() {
    let document = document(&[]);
    let send = command(&document, "send");
    assert_eq!(flag(send, "--token")["type"], "secret");
    assert_eq!(flag(send, "--token")["env"][0], "WX_TOKEN");
    assert_eq!(flag(send, "--mode")["values"], serde_json::json!(["plain", "compat", "safe"]));
    assert_eq!(flag(send, "--demo")["type"], "boolean");
    assert_eq!(flag(send, "--demo")["value_name"], Value::Null);
    assert_eq!(flag(command(&document, "mini check text"), "--scene")["default"], 2);
    let create = command(&document, "menu create");
    assert_eq!(flag(create, "--file")["type"], "path");
    assert_eq!(flag(create, "--file")["short"], "-f");
    let effects = [("menu create", "writes"), ("menu get", "reads"), ("message custom text", "sends")];
    for (path, effect) in effects {
        assert_eq!(command(&document, path)["effect"], effect, "{path}");
    }
    assert_eq!(send["effect"], Value::Null);
    let codes: Vec<_> = list(&document, "exit_codes").iter().map(|code| code["code"].as_u64()).collect();
    assert_eq!(codes, [0, 1, 2, 3, 4, 5, 130].map(Some));
    let variables = list(&document, "environment");
    assert!(variables.iter().any(|variable| variable["name"] == "WEBOT_LANG"));
}

#[test]
fn words_select_a_part_of_the_document() {
    let paths = |document: &Value| -> Vec<String> {
        list(document, "commands")
            .iter()
            .map(|command| command["path"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    let menu = document(&["menu", "create"]);
    assert_eq!(paths(&menu), ["menu create"]);
    assert!(!list(&menu, "flags").is_empty() && list(&menu, "topics").is_empty());
    let group = paths(&document(&["config"]));
    assert_eq!(group[..2], ["config", "config show"]);
    assert!(group.iter().all(|path| path == "config" || path.starts_with("config ")), "{group:?}");
    // The words after a command are its values.
    assert_eq!(paths(&document(&["send", "text"])), ["send"]);
    let topic = document(&["exit-codes"]);
    assert_eq!(topic["topics"][0]["name"], "exit-codes");
    assert!(paths(&topic).is_empty());
    assert_eq!(document(&["exit", "codes"]), topic);
}

#[test]
fn help_is_a_document_by_every_way() {
    let expected = document(&["menu", "create"]);
    for line in [
        "menu create --help --json --lang en",
        "--json --lang=en menu create -h",
        "--lang en help menu create --json",
        "help --jq . menu create --lang en",
    ] {
        assert_eq!(webot(line.split(' ')).run().json(), expected, "{line}");
    }
    webot(["help", "--jq", ".commands[].path", "rules"]).stdout("rules\nrules list\nrules test\n").run();
    assert_eq!(webot(["--help", "--json"]).run().json()["version"], env!("CARGO_PKG_VERSION"));
    // A message stays a message.
    webot(["send", "help", "--json", "--dry-run"]).stdout_has("<![CDATA[help]]>").run();
}

#[test]
fn a_word_that_is_no_command_is_an_error_with_a_suggestion() {
    let error = webot(["help", "--json", "sned"]).exit(2).stderr_any().run().error();
    assert!(error["message"].as_str().is_some_and(|message| message.contains("`sned`")), "{error}");
    assert!(error["hints"].to_string().contains("send"), "{error}");
}

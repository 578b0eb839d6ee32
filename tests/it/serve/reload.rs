//! Changes of the rules while the server runs.

use serde_json::json;

use crate::support::{OPENID, Serve, Stamp, Webot, text_push};

#[test]
fn a_saved_change_is_loaded_without_a_restart() {
    let server = Serve::start("hi: old\n");
    assert_eq!(server.say("hi").as_deref(), Some("old"));
    server.change("rules.yaml", "hi: new one\nho: more\n");
    let line = server.line("the new rules", |line| line["reloaded"] == true);
    assert_eq!(line["rules"], 2);
    assert_eq!(server.say("hi").as_deref(), Some("new one"));
}

/// The file may change as soon as the server says that it listens.
#[test]
fn a_change_right_after_the_start_is_loaded() {
    for _ in 0..10 {
        let server = Serve::start("hi: old\n");
        server.folder.write("rules.yaml", "hi: changed\n");
        server.line("the new rules", |line| line["reloaded"] == true);
    }
}

#[test]
fn a_broken_change_keeps_the_old_rules_until_it_is_fixed() {
    let server = Serve::start("hi: old\n");
    server.change("rules.yaml", "hi: new\n'/(/': broken\n");
    let line = server.line("the problem", |line| line["reloaded"] == false);
    assert_eq!((&line["problems"][0]["line"], &line["problems"][0]["problem"]), (&json!(2), &json!("regex")));
    assert_eq!(server.say("hi").as_deref(), Some("old"));
    server.change("rules.yaml", "hi: mended again\n");
    server.line("the new rules", |line| line["reloaded"] == true);
    assert_eq!(server.say("hi").as_deref(), Some("mended again"));
}

#[test]
fn a_change_of_a_loaded_file_is_loaded_too() {
    let server = Webot::serve("loads: more.yaml\n").file("more.yaml", "hi: old\n").start();
    server.change("more.yaml", "hi: changed\n");
    server.line("the new rules", |line| line["reloaded"] == true);
    assert_eq!(server.say("hi").as_deref(), Some("changed"));
}

#[test]
fn a_deleted_file_keeps_the_old_rules() {
    let server = Serve::start("hi: old\n");
    server.get("/healthz").ok();
    std::fs::remove_file(server.folder.path("rules.yaml")).expect("removed");
    server.line("the problem", |line| line["reloaded"] == false);
    assert_eq!(server.say("hi").as_deref(), Some("old"));
    server.change("rules.yaml", "hi: is back\n");
    server.line("the new rules", |line| line["reloaded"] == true);
    assert_eq!(server.say("hi").as_deref(), Some("is back"));
}

/// Editors write a new file and rename it.
#[test]
fn a_replaced_file_is_loaded() {
    let server = Serve::start("hi: old\n");
    server.change("rules.yaml~", "hi: exchanged\n");
    std::fs::rename(server.folder.path("rules.yaml~"), server.folder.path("rules.yaml")).expect("renamed");
    server.line("the new rules", |line| line["reloaded"] == true);
    assert_eq!(server.say("hi").as_deref(), Some("exchanged"));
}

#[test]
fn the_text_log_has_changes_of_rules() {
    let server = Webot::serve("hi: old\n").readable().start();
    server.change("rules.yaml", "'/(/': broken\n");
    server.readable_line("the old rules stay in use");
    server.readable_line("rules.yaml:1:1: rule `dialog_/(/`");
    server.change("rules.yaml", "hi: mended\nho: ha\n");
    server.readable_line("reloaded the rules file: 2 rules");
}

#[test]
fn conversations_continue_after_a_change_of_rules() {
    let rules = "rules:\n- { name: q, pattern: '=q', handler: q, replies: { '=a': first } }\n";
    let server = Serve::start(rules);
    server.say("q");
    server.change("rules.yaml", rules.replace("first", "second time"));
    server.line("the new rules", |line| line["reloaded"] == true);
    assert_eq!(server.say("a").as_deref(), Some("second time"));
}

#[test]
fn a_change_of_accounts_is_loaded() {
    let rules = |token: &str| format!("hi: ho\naccounts: [{{ path: /a, token: {token} }}]\n");
    let server = Webot::serve(&rules("one")).open().start();
    server.change("rules.yaml", rules("another"));
    server.line("the new rules", |line| line["reloaded"] == true);
    let say = |token: &str| {
        let query = Stamp::with_token(token).signed();
        server.ask("POST", &format!("/a?{query}"), text_push(OPENID, "hi")).status
    };
    assert_eq!([say("one"), say("another")], [401, 200]);
}

#[test]
fn a_loaded_file_that_broke_a_change_is_loaded_when_it_is_fixed() {
    let server = Webot::serve("hi: old\n").file("more.yaml", "'/(/': x\n").start();
    server.change("rules.yaml", "hi: new\nloads: more.yaml\n");
    server.line("the problem", |line| line["reloaded"] == false);
    server.change("more.yaml", "more: yes\n");
    server.line("the new rules", |line| line["reloaded"] == true);
    assert_eq!(server.say("more").as_deref(), Some("yes"));
}

/// Each of thirteen files loads the next one twice.
#[test]
fn files_that_double_with_each_level_are_an_error() {
    let server = Serve::start("hi: old\n");
    for level in 0..13 {
        let next = format!("f{}.yaml", level + 1);
        server.folder.write(&format!("f{level}.yaml"), format!("loads: [{next}, {next}]\n'a{level}': a\n"));
    }
    server.folder.write("f13.yaml", "hi: new\n");
    server.change("rules.yaml", "loads: [f0.yaml, f0.yaml]\nho: more\n");
    let line = server.line("the problem", |line| line["reloaded"] == false);
    assert_eq!(line["problems"][0]["problem"], "too-many-loads", "{line}");
    assert_eq!(server.say("hi").as_deref(), Some("old"));
}

/// Opening a pipe blocks until its other end is open.
#[cfg(unix)]
#[test]
fn a_pipe_among_the_rules_is_an_error() {
    let server = Serve::start("hi: old\n");
    let made = std::process::Command::new("mkfifo").arg(server.folder.path("pipe.yaml")).status();
    if !made.is_ok_and(|made| made.success()) {
        return;
    }
    server.change("rules.yaml", "loads: [./pipe.yaml]\nho: more\n");
    let line = server.line("the problem", |line| line["reloaded"] == false);
    assert_eq!(line["problems"][0]["problem"], "unreadable", "{line}");
    assert_eq!(server.say("hi").as_deref(), Some("old"));
}

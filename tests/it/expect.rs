//! `--expect…` and `--strict`: what a script wants of an answer.

use std::sync::mpsc;
use std::time::Duration;

use crate::support::{ACCEPTED, AES_KEY, APPID, Bot, Webot, encrypted, http, text_reply, webot, xml_reply};

fn news() -> String {
    let item =
        |title: &str| format!("<item><Title>{title}</Title><Description>about {title}</Description></item>");
    let articles = [item("First"), item("Second")].concat();
    xml_reply("news", &format!("<ArticleCount>2</ArticleCount><Articles>{articles}</Articles>"))
}

/// `webot send event subscribe` to a bot that gives this answer.
fn send(answer: &str, args: &[&str]) -> Webot {
    let answer = http(200, answer);
    webot(["send", "event", "subscribe"]).to(Bot::answering(move |_| answer.clone())).args(args)
}

#[track_caller]
fn met(answer: &str, args: &[&str]) {
    send(answer, args).stderr_ends(ACCEPTED).run();
}

/// Exit code 1, and a diff of these two on stderr.
#[track_caller]
fn not_met(answer: &str, args: &[&str], expected: &str, actual: &str) {
    let rule = args[0].trim_start_matches('-').split('=').next().unwrap_or_default();
    send(answer, args)
        .exit(1)
        .stderr_has(format!("error[{rule}]: --{rule} is not met"))
        .stderr_has(format!("  - expected: {expected}\n  + actual: {actual}\n"))
        .run();
}

/// Exit code 2 before anything is sent.
#[track_caller]
fn refused(args: &[&str], says: &[&str]) {
    let bot = Bot::answering(|_| http(200, "success"));
    webot(["send", "hi"]).args(bot.args()).args(args).exit(2).stderr_has_all(says).run();
    bot.never_asked();
}

#[test]
fn expect_type_is_met_by_the_same_type() {
    met(&text_reply("x"), &["--expect-type", "text"]);
    met(&news(), &["--expect-type", "news"]);
    met("success", &["--expect-type", "none"]);
    met("", &["--expect-type", "none"]);
}

#[test]
fn expect_type_is_not_met_by_another() {
    not_met(&text_reply("x"), &["--expect-type", "news"], "news", "text");
    not_met("success", &["--expect-type", "text"], "text", "none");
    not_met(&text_reply("x"), &["--expect-type", "none"], "none", "text");
    not_met("bare words", &["--expect-type", "text"], "text", "invalid");
}

#[test]
fn expect_type_takes_no_type_that_a_reply_cannot_have() {
    refused(&["--expect-type", "txt"], &["`txt`", "text"]);
}

#[test]
fn expect_text_is_a_regex_over_the_text() {
    let reply = text_reply("你好，世界");
    met(&reply, &["--expect-text", "^你好"]);
    met(&reply, &["--expect-text", "世.$"]);
    met(&text_reply("Line one\nline two"), &["--expect-text", "(?i)LINE TWO$"]);
    not_met(&reply, &["--expect-text", "^世界"], "/^世界/", "你好，世界");
    not_met("success", &["--expect-text", "."], "/./", "");
}

#[test]
fn expect_text_reads_titles_and_descriptions_too() {
    met(&news(), &["--expect-text", "(?s)First.*about First.*Second"]);
}

#[test]
fn expect_text_with_an_invalid_regex_is_wrong_usage() {
    refused(&["--expect-text", "("], &["`--expect-text` `(` is not a regular expression"]);
}

#[test]
fn expect_compares_a_field() {
    let reply = text_reply("a=b");
    met(&reply, &["--expect", "MsgType=text", "--expect", "Content=a=b"]);
    met(&news(), &["--expect", "Articles.item[1].Title=Second", "--expect", "Articles.item.Title=First"]);
    not_met(&reply, &["--expect", "Content=a"], "Content=a", "Content=a=b");
    not_met(
        &news(),
        &["--expect", "Articles.item[1].Title=Third"],
        "Articles.item[1].Title=Third",
        "Articles.item[1].Title=Second",
    );
}

#[test]
fn each_expectation_is_told_by_itself() {
    let ran = send(&text_reply("x"), &["--expect", "Content=y", "--expect", "MsgType=news"])
        .exit(1)
        .stderr_any()
        .run();
    for line in
        ["- expected: Content=y", "+ actual: Content=x", "- expected: MsgType=news", "+ actual: MsgType=text"]
    {
        assert!(ran.stderr.contains(line), "{line}: {}", ran.stderr);
    }
}

#[test]
fn expect_of_a_field_that_is_not_there_shows_what_differs() {
    let ran = send(&text_reply("x"), &["--expect", "Title="]).exit(1).stderr_any().run();
    let side =
        |sign: &str| ran.stderr.lines().find_map(|line| line.strip_prefix(sign)).expect("a side").to_owned();
    assert_ne!(side("  - expected: "), side("  + actual: "), "{}", ran.stderr);
}

#[test]
fn expect_that_is_no_pair_or_no_path_is_wrong_usage() {
    refused(&["--expect", "Content"], &["`--expect`", "`Content`", "NAME=VALUE"]);
    refused(&["--expect", "A..B=x"], &["`A..B`"]);
}

#[test]
fn expect_that_is_no_pair_is_told_with_its_own_flag() {
    webot(["send", "hi", "--expect", "Content"]).exit(2).stderr_has("--expect").stderr_lacks("--set").run();
}

#[test]
fn expect_none_is_met_by_success_and_by_nothing() {
    met("success", &["--expect-none"]);
    met("", &["--expect-none"]);
    not_met(&text_reply("hello"), &["--expect-none"], "none", "text hello");
}

#[test]
fn expect_none_excludes_other_expectations() {
    refused(&["--expect-none", "--expect-type", "text"], &["cannot be used together"]);
    refused(&["--expect-none", "--expect", "A=b"], &["cannot be used together"]);
}

#[test]
fn expect_within_compares_the_time() {
    met("success", &["--expect-within", "60000"]);
    // The answer takes at least 40 ms: nobody ever sends on the channel.
    let bot = Bot::streaming(|_, stream| {
        let (_held, never) = mpsc::channel::<()>();
        never.recv_timeout(Duration::from_millis(40)).ok();
        std::io::Write::write_all(stream, &http(200, "success")).ok();
    });
    webot(["send", "hi", "--expect-within", "20"])
        .args(bot.args())
        .exit(1)
        .stderr_has("error[expect-within]")
        .stderr_has("- expected: 20 ms\n")
        .run();
}

#[test]
fn expect_within_takes_milliseconds_only() {
    refused(&["--expect-within", "2s"], &["`2s`"]);
}

#[test]
fn an_encrypted_reply_is_expected_decrypted() {
    let answer = encrypted(&text_reply("inside"), "keyboardcat123", AES_KEY, APPID);
    let key = ["--aes-key", AES_KEY, "--appid", APPID];
    met(&answer, &[&["--expect-text", "^inside$", "--expect-type", "text"], key.as_slice()].concat());
    not_met(&answer, &[&["--expect-text", "outside"], key.as_slice()].concat(), "/outside/", "inside");
}

#[test]
fn an_expectation_that_is_met_does_not_hide_a_broken_reply() {
    send("bare words", &["--expect-type", "invalid"]).exit(1).stderr_has("error[not-xml]").run();
}

#[test]
fn quiet_still_tells_what_was_not_met() {
    send(&text_reply("x"), &["--expect-type", "news", "--quiet"])
        .exit(1)
        .stdout("")
        .stderr_starts("error[expect-type]")
        .run();
}

#[test]
fn json_holds_what_was_not_met() {
    let ran = send(&text_reply("x"), &["--expect-type", "news", "--json"]).exit(1).run();
    assert_eq!(ran.rules(), ["expect-type"]);
    let json = ran.json();
    let finding = &json["findings"][0];
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["expected"], "news");
    assert_eq!(finding["actual"], "text");
    assert_eq!(json["reply"]["type"], "text");
}

#[test]
fn a_diff_is_told_in_chinese_too() {
    send(&text_reply("x"), &["--expect-type", "news", "--lang", "zh"])
        .exit(1)
        .stderr_has("  - 期望：news\n  + 实际：text\n")
        .run();
}

#[test]
fn replies_that_are_no_message_have_chinese_names() {
    let chinese = ["--expect-type", "text", "--lang", "zh"];
    send("success", &chinese).exit(1).stderr_has("  - 期望：text\n  + 实际：不回复\n").run();
    send("bare words", &chinese).exit(1).stderr_has("  + 实际：无效的回复\n").run();
    let none = ["--expect-none", "--lang", "zh"];
    send(&text_reply("x"), &none).exit(1).stderr_has("  - 期望：不回复\n  + 实际：text x\n").run();
    let json = send("success", &["--expect-type", "text", "--lang", "zh", "--json"]).exit(1).run();
    let json = json.json();
    assert_eq!(json["findings"][0]["actual"], "none");
}

#[test]
fn a_warning_fails_only_when_strict() {
    let milliseconds = text_reply("x").replace("1700000000", "1700000000000");
    send(&milliseconds, &[]).stderr_has("warning[create-time-not-seconds]: ").run();
    send(&milliseconds, &["--strict"]).exit(1).stderr_has("warning[create-time-not-seconds]: ").run();
    met(&text_reply("x"), &["--strict"]);
}

//! `--expect…` and `--strict`: what a script wants of an answer.

use std::sync::mpsc;
use std::time::Duration;

use crate::support::{AES_KEY, APPID, Bot, Ran, encrypted, http, text_reply, webot, xml_reply};

fn news() -> String {
    let item =
        |title: &str| format!("<item><Title>{title}</Title><Description>about {title}</Description></item>");
    let articles = [item("First"), item("Second")].concat();
    xml_reply("news", &format!("<ArticleCount>2</ArticleCount><Articles>{articles}</Articles>"))
}

/// `webot send event subscribe` to a bot that gives this answer.
fn send(answer: &str, args: &[&str]) -> Ran {
    let answer = http(200, answer);
    let bot = Bot::answering(move |_| answer.clone());
    webot(["send", "event", "subscribe"]).args(bot.args()).args(args).run()
}

#[track_caller]
fn met(answer: &str, args: &[&str]) {
    send(answer, args).code(0);
}

/// Exit code 1, and a diff of these two on stderr.
#[track_caller]
fn not_met(answer: &str, args: &[&str], expected: &str, actual: &str) {
    let ran = send(answer, args).code(1);
    let rule = args[0].trim_start_matches('-').split('=').next().unwrap_or_default();
    assert!(ran.stderr.contains(&format!("error[{rule}]: --{rule} is not met")), "{}", ran.stderr);
    let diff = format!("  - expected: {expected}\n  + actual: {actual}\n");
    assert!(ran.stderr.contains(&diff), "expected\n{diff}in\n{}", ran.stderr);
}

/// Exit code 2 before anything is sent.
#[track_caller]
fn refused(args: &[&str], says: &[&str]) {
    let bot = Bot::answering(|_| http(200, "success"));
    let ran = webot(["send", "hi"]).args(bot.args()).args(args).run().code(2);
    for words in says {
        assert!(ran.stderr.contains(words), "`{words}` is not in: {}", ran.stderr);
    }
    assert!(bot.heard().is_empty(), "it was sent");
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
    let ran = send(&text_reply("x"), &["--expect", "Content=y", "--expect", "MsgType=news"]).code(1);
    for line in
        ["- expected: Content=y", "+ actual: Content=x", "- expected: MsgType=news", "+ actual: MsgType=text"]
    {
        assert!(ran.stderr.contains(line), "{line}: {}", ran.stderr);
    }
}

#[test]
fn expect_of_a_field_that_is_not_there_shows_what_differs() {
    let ran = send(&text_reply("x"), &["--expect", "Title="]).code(1);
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
    let bot = Bot::answering(|_| http(200, ""));
    let ran = webot(["send", "hi", "--expect", "Content"]).args(bot.args()).run().code(2);
    assert!(!ran.stderr.contains("--set"), "the hint is for another flag: {}", ran.stderr);
}

#[test]
fn expect_none_is_met_by_success_and_by_nothing() {
    met("success", &["--expect-none"]);
    met("", &["--expect-none"]);
    not_met(&text_reply("hello"), &["--expect-none"], "none", "text hello");
}

#[test]
fn expect_none_excludes_other_expectations() {
    refused(&["--expect-none", "--expect-type", "text"], &["exclude each other"]);
    refused(&["--expect-none", "--expect", "A=b"], &["exclude each other"]);
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
    let ran = webot(["send", "hi", "--expect-within", "20"]).args(bot.args()).run().code(1);
    assert!(ran.stderr.contains("error[expect-within]"), "{}", ran.stderr);
    assert!(ran.stderr.contains("- expected: 20 ms\n"), "{}", ran.stderr);
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
    let ran = send("bare words", &["--expect-type", "invalid"]).code(1);
    assert!(ran.stderr.contains("error[not-xml]"), "{}", ran.stderr);
}

#[test]
fn quiet_still_tells_what_was_not_met() {
    let ran = send(&text_reply("x"), &["--expect-type", "news", "--quiet"]).code(1);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.starts_with("error[expect-type]"), "{}", ran.stderr);
}

#[test]
fn json_holds_what_was_not_met() {
    let ran = send(&text_reply("x"), &["--expect-type", "news", "--json"]).code(1);
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
    let ran = send(&text_reply("x"), &["--expect-type", "news", "--lang", "zh"]).code(1);
    assert!(ran.stderr.contains("  - 期望: news\n  + 实际: text\n"), "{}", ran.stderr);
}

#[test]
fn a_warning_fails_only_when_strict() {
    let milliseconds = text_reply("x").replace("1700000000", "1700000000000");
    let lax = send(&milliseconds, &[]).code(0);
    assert!(lax.stderr.contains("warning[create-time-not-seconds]: "), "{}", lax.stderr);
    let strict = send(&milliseconds, &["--strict"]).code(1);
    assert!(strict.stderr.contains("warning[create-time-not-seconds]: "), "{}", strict.stderr);
    met(&text_reply("x"), &["--strict"]);
}

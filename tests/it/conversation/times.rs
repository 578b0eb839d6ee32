//! Rules by the time of day, and time limits of waits.

use serde_json::json;

use super::{talk, test, tested, text};
use crate::support::NOT_FOUND;

const DAY: &str = "rules:
- { pattern: { text: hello, hour: { below: 9 } }, handler: 'good morning, it is {time}' }
- { pattern: { text: hello, weekday: { atLeast: 6 } }, handler: weekend }
- { pattern: { text: hello, hour: { atLeast: 18 } }, handler: 'good evening' }
- { pattern: =hello, handler: 'good day, {now}' }
- { pattern: =date, handler: '{date} {year} {month} {day} {hour} {minute} {second} {weekday}' }
";

fn said_at(rules: &str, time: &str, word: &str) -> String {
    text(&tested(rules, &["--at", time, word])[0])
}

#[test]
fn rules_know_the_time_of_day() {
    // 2026-11-30 is a Monday.
    for (time, reply) in [
        ("2026-11-30 08:59", "good morning, it is 08:59"),
        ("2026-11-30 09:00", "good day, 2026-11-30 09:00:00"),
        ("2026-11-30 18:00", "good evening"),
        ("2026-11-29 18:00", "weekend"),
        ("2026-11-28 12:00", "weekend"),
    ] {
        assert_eq!(said_at(DAY, time, "hello"), reply, "{time}");
    }
    assert_eq!(said_at(DAY, "2026-01-02 03:04:05", "date"), "2026-01-02 2026 1 2 3 4 5 5");
    assert!(said_at(DAY, "07:15", "hello").ends_with("07:15"));
}

#[test]
fn the_time_zone_is_that_of_china_unless_the_file_names_another() {
    let at = |zone: &str| {
        let settings =
            if zone.is_empty() { String::new() } else { format!("settings: {{ timezone: '{zone}' }}\n") };
        said_at(&format!("{settings}{DAY}"), "1795982709", "date")
    };
    assert_eq!(at(""), "2026-11-30 2026 11 30 4 5 9 1");
    assert_eq!(at("UTC"), "2026-11-29 2026 11 29 20 5 9 7");
    assert_eq!(at("-05:00"), "2026-11-29 2026 11 29 15 5 9 7");
    for zone in ["Nowhere", "+25", "8"] {
        let rules = format!("settings: {{ timezone: '{zone}' }}\nhi: ho\n");
        test(&rules, &["hi"]).exit(2).stderr_has("expected a time zone").run();
    }
    test(DAY, &["--at", "noon", "hello"]).exit(2).stderr_has("`--at` `noon`").run();
}

/// node-webot, the rule `timeout` of its example: an answer after more than 5 seconds is refused.
const TIMEOUT: &str = "rules:
- pattern: =timeout
  handler: 5 s
  wait: { rule: answer, within: 5, late: { handler: too late, session: { was_late: yes } } }
- { pattern: =short, handler: ok?, wait: { within: 0.5 }, replies: 'you said {text}' }
- { pattern: /./, handler: other }
waitRules:
  answer:
  - { pattern: =again, handler: again, rewait: true }
  - handler: 'in time: {text}'
";

#[test]
fn an_answer_within_the_time_limit_is_waited_for() {
    assert_eq!(talk(TIMEOUT, &["timeout", "hi", "hi"]), ["5 s", "in time: hi", "other"]);
    let texts = |words: &[&str]| tested(TIMEOUT, words).iter().map(text).collect::<Vec<_>>();
    assert_eq!(texts(&["--pause", "5", "timeout", "hi"])[1], "in time: hi");
    assert_eq!(texts(&["--pause", "5.001", "timeout", "hi", "hi"])[1..], ["too late", "other"]);
    assert_eq!(
        texts(&["--pause", "4", "timeout", "again", "again", "hi"])[1..],
        ["again", "again", "in time: hi"]
    );
    assert_eq!(texts(&["--pause", "0.4", "short", "hi"])[1], "you said hi");
    assert_eq!(texts(&["--pause", "1", "short", "hi"])[1], "other", "without an answer for it");
}

#[test]
fn a_wait_that_is_over_leaves_nothing_in_the_session() {
    let came = tested(TIMEOUT, &["--pause", "6", "timeout", "hi"]);
    assert_eq!(came[1]["session"], json!({ "was_late": "yes" }));
    assert_eq!(came[1]["rule"], "=timeout › late");
    assert_eq!(tested(TIMEOUT, &["timeout", "hi"])[1]["session"], json!({}));
}

#[test]
fn an_invalid_time_limit_is_reported() {
    for wait in [
        "{ rule: w, within: 0 }",
        "{ rule: w, within: x }",
        "{ late: w }",
        "{ within: 5 }",
        "{ rule: w, with: 5 }",
    ] {
        let rules = format!("rules: [{{ pattern: =a, handler: a, wait: {wait} }}]\nwaitRules: {{ w: b }}\n");
        test(&rules, &["a"]).exit(2).stderr_any().run();
    }
    let unknown = "rules: [{ pattern: =a, handler: a, wait: { rule: nowhere, within: 5 } }]\n";
    test(unknown, &["a"]).exit(2).stderr_has("unknown wait rule `nowhere`").run();
}

#[test]
fn an_empty_capture_may_have_a_default() {
    let rules = "rules:
- { pattern: '/^game ?(\\d*)$/', session: { answer: '{1|random 1 9}' }, handler: 'the answer is {session.answer}' }
- { pattern: '/^hello ?(.*)$/', handler: 'hello {1|friend} {session.none|nobody}' }
- { pattern: =dice, handler: '{random 6 6}' }
";
    assert_eq!(
        talk(rules, &["game 5", "hello", "hello Ann", "dice"]),
        ["the answer is 5", "hello friend nobody", "hello Ann nobody", "6"]
    );
    let words: Vec<&str> = ["--seed", "1"].into_iter().chain(["game"; 60]).collect();
    let mut drawn: Vec<String> = tested(rules, &words).iter().map(text).collect();
    drawn.sort();
    drawn.dedup();
    let all: Vec<String> = (1..=9).map(|number| format!("the answer is {number}")).collect();
    assert_eq!(drawn, all);
    assert_eq!(talk("hi: 'choose {red|blue}'", &["hi", "x"]), ["choose {red|blue}", NOT_FOUND]);
}

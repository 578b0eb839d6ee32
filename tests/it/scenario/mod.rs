//! `webot test`: conversations with a bot, their files and their reports.

mod files;
mod kinds;
mod processes;
mod reports;
mod update;
mod watch;

use crate::support::{Bot, Heard, Webot, http, webot, xml_reply};

/// A bot that greets who tells a name, says nothing to `bye`, and echoes anything else to its user.
fn greeter() -> Bot {
    Bot::answering(|heard| answer(heard, |text| format!("echo {text}"))).or_not_asked()
}

fn answer(heard: &Heard, other: impl Fn(&str) -> String) -> Vec<u8> {
    let message = heard.message();
    let text = message.get("Content").unwrap_or_default();
    let user = message.get("FromUserName").unwrap_or_default();
    let reply = match text.strip_prefix("my name is ") {
        Some(name) => format!("Hello, {name}"),
        None if text == "bye" => return http(200, "success"),
        None => other(text),
    };
    let reply = xml_reply("text", &format!("<Content><![CDATA[{reply}]]></Content>"));
    http(200, reply.replace(crate::support::OPENID, user))
}

/// Runs a file against a bot.
fn test(bot: &Bot, file: &str) -> Webot {
    webot(["test", "a.test.yaml", "--des", &bot.url("/")]).file("a.test.yaml", file)
}

#[test]
fn a_conversation_is_checked_step_by_step() {
    let bot = greeter();
    let file = "users: { ann: oAnn, bob: oBob }
variables: { greeting: Hello }
scenarios:
- name: names
  steps:
  - { send: my name is Ann, expect: '${greeting}, Ann', capture: { who: '(\\w+)$', all: { field: Content } } }
  - { send: 'my name is ${who}', user: bob, expect: { regex: '^${all}$', type: text, within: 5s } }
  - { send: { kind: text, args: bye }, expect: { none: true }, deliver: 3 }
  - { send: x, expect: { fields: { Content: echo x } } }
- name: case
  cases: [{ in: a.b }, { in: c }]
  steps:
  - { send: '${in} ${index}', expect: 'echo ${in} ${index}' }
- name: at once
  steps:
  - together:
    - { user: ann, send: one, expect: echo one }
    - { user: bob, send: two, expect: echo two }
  - { send: 'n ${index}', expect: 'echo n ${index}', repeat: 2 }
";
    let ran = test(&bot, file).stderr_any().run();
    assert!(ran.stderr.starts_with("4 scenarios: 4 passed ("), "{}", ran.stderr);
    assert!(ran.stdout.contains("✓ a.test.yaml › case #2"), "{}", ran.stdout);
    let heard = bot.heard();
    let users: Vec<String> = heard
        .iter()
        .map(|heard| heard.message().get("FromUserName").unwrap_or_default().to_owned())
        .collect();
    assert_eq!(users[..2], ["oAnn", "oBob"]);
    // One message, delivered three times with new signatures.
    let byes = || heard.iter().filter(|heard| heard.message().get("Content") == Some("bye"));
    let ids: Vec<_> = byes().map(|heard| heard.message().get("MsgId").map(str::to_owned)).collect();
    assert!(ids.len() == 3 && ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    let nonces: std::collections::HashSet<_> = byes().map(|heard| heard.parameter("nonce")).collect();
    assert_eq!(nonces.len(), 3);
}

#[test]
fn a_failed_step_shows_expected_and_actual_and_skips_the_rest() {
    let bot = greeter();
    let file = "steps:
- send: my name is Ann
  expect: Hello, Ann
- send: my name is Ann
  expect:
    text: Hello, Bob
    type: news
- send: never
";
    let ran = test(&bot, file).exit(1).stderr_has("1 scenario: 0 passed, 1 failed (").run();
    let out = ran.stdout;
    assert!(out.contains("✗ 2 text my name is Ann"), "{out}");
    assert!(
        out.contains(
            "a.test.yaml:6:11: `text` is not met\n        expected  Hello, Bob\n        actual    Hello, Ann"
        ),
        "{out}"
    );
    assert!(out.contains("expected  news\n        actual    text"), "{out}");
    assert!(out.contains("- 1 step skipped"), "{out}");
    assert_eq!(bot.heard().len(), 2);
    let verbose = test(&bot, file).args(["-v"]).exit(1).stderr_any().run().stdout;
    assert!(verbose.contains("→ <xml>") && verbose.contains("← <xml>"), "{verbose}");
}

#[test]
fn every_reply_must_be_one_that_wechat_accepts() {
    let bot = Bot::answering(|_| http(200, "hello")).or_not_asked();
    let file = |verdict: &str| format!("steps: [{{ send: hi, expect: {{ verdict: {verdict} }} }}]");
    let refused = test(&bot, &file("accepted")).exit(1).stderr_any().run().stdout;
    assert!(refused.contains("a.test.yaml:1:17: "), "{refused}");
    for passed in ["rejected", "any", "not-xml"] {
        test(&bot, &file(passed)).stderr_any().run();
    }
    test(&bot, &file("html-page")).exit(1).stderr_any().stdout_has("expected  html-page").run();
}

#[test]
fn repeated_deliveries_must_be_answered_alike() {
    let count = std::sync::atomic::AtomicUsize::new(0);
    let bot = Bot::answering(move |heard| {
        let number = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        answer(heard, |text| format!("{text} {number}"))
    });
    let file = "steps: [{ send: hi, deliver: 3 }]";
    test(&bot, file)
        .exit(1)
        .stderr_any()
        .stdout_has("delivery 2 of the same message")
        .stdout_has("text hi 1")
        .run();
}

#[test]
fn modes_are_those_of_the_file() {
    const KEY: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    let bot = greeter();
    let file = "scenarios:
- { name: a, mode: safe, steps: [{ send: hi, expect: { verdict: any } }] }
- { name: b, steps: [{ send: hi }] }
";
    test(&bot, file).exit(3).stderr_has("EncodingAESKey").run();
    bot.never_asked();
    test(&bot, file)
        .args(["--aes-key", KEY, "--appid", "wx1234567890abcdef", "--mode", "plain"])
        .stderr_any()
        .run();
    let heard = bot.heard();
    assert!(heard[0].text().contains("<Encrypt>") && !heard[1].text().contains("<Encrypt>"));
    assert_eq!(heard[0].parameter("encrypt_type").as_deref(), Some("aes"));
}

#[test]
fn the_chosen_scenarios_run() {
    let bot = greeter();
    let file = "scenarios:
- { name: one, only: true, steps: [{ send: one }, { send: two, skip: later }] }
- { name: two, steps: [{ send: three }] }
- { name: three, skip: true, steps: [{ send: four }] }
";
    let ran = test(&bot, file).stderr_has("3 scenarios: 1 passed, 2 skipped").run();
    assert!(ran.stdout.contains("- a.test.yaml › three  marked with `skip`"), "{}", ran.stdout);
    assert_eq!(bot.heard().len(), 1);
    test(&bot, file).args(["--filter", "TWO"]).stderr_has("1 scenario: 1 passed").run();
    test(&bot, file).args(["--filter", "four"]).exit(2).stderr_has("no scenario contains `four`").run();
    let from = "steps: [{ send: a, capture: { x: a } }, { send: '${x}' }]";
    let ran = test(&bot, from).args(["--from", "2"]).exit(1).stderr_any().run();
    assert!(
        ran.stdout.contains("`x`") || ran.stdout.contains("the variable `x` has no value"),
        "{}",
        ran.stdout
    );
    test(&bot, from).args(["--from", "2", "--set", "x=b"]).stderr_any().run();
}

#[test]
fn a_scenario_of_which_no_step_runs_is_skipped() {
    let bot = greeter().or_not_asked();
    let file = "scenarios:
- { name: short, steps: [{ send: a }] }
- { name: long, steps: [{ send: a }, { send: b }] }
";
    let ran = test(&bot, file).args(["--from", "2"]).stderr_has("2 scenarios: 1 passed, 1 skipped").run();
    assert!(ran.stdout.contains("short  before the step of `--from`"), "{}", ran.stdout);
    test(&bot, file)
        .args(["--from", "2", "--report", "junit"])
        .stderr_any()
        .stdout_has("skipped=\"1\"")
        .run();
    test(&bot, file).args(["--from", "3"]).exit(2).stderr_has("`--from 3`").stderr_has("step 2").run();
    let marked = "steps: [{ send: a, skip: later }]";
    test(&bot, marked).stderr_has("1 scenario: 0 passed, 1 skipped").run();
    let before = bot.heard().len();
    let report = ["--report", "junit:no-such-folder/r.xml"];
    test(&bot, file).args(report).exit(3).stderr_has("no-such-folder").run();
    assert_eq!(bot.heard().len(), before);
}

#[test]
fn fail_fast_stops_after_a_failure() {
    let bot = greeter();
    let file = "scenarios:
- { name: a, steps: [{ send: x, expect: y }] }
- { name: b, steps: [{ send: never }] }
";
    test(&bot, file).args(["--fail-fast"]).exit(1).stderr_has("1 failed, 1 skipped").run();
    assert_eq!(bot.heard().len(), 1);
}

#[test]
fn calls_on_the_mock_are_counted() {
    let mock = Bot::answering({
        let asked = std::sync::atomic::AtomicUsize::new(0);
        move |_| {
            let call = |text: &str| {
                format!(
                    r#"{{"path":"/cgi-bin/message/custom/send","body":{{"touser":"oAnn","text":{{"content":"{text}"}}}}}}"#
                )
            };
            // The bot calls a moment after its reply.
            let number = asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            let calls = if number < 2 { call("old") } else { [call("old"), call("new")].join(",") };
            http(200, format!("[{calls}]"))
        }
    });
    let bot = greeter();
    let file = |count: &str| {
        format!(
            "mock: '{}'
users: {{ ann: oAnn }}
steps:
- send: hi
  expectApi: {{ path: /cgi-bin/message/custom/send, {count}, body: {{ text: {{ content: new }} }} }}
",
            mock.url("")
        )
    };
    test(&bot, &file("count: 1")).stderr_any().run();
    // Afterwards both calls are old ones.
    let ran = test(&bot, &file("count: 1, within: 100ms")).exit(1).stderr_any().run();
    assert!(
        ran.stdout.contains("calls of `/cgi-bin/message/custom/send` that fit: 0, expected 1"),
        "{}",
        ran.stdout
    );
    test(&bot, &file("count: 0")).stderr_any().run();
}

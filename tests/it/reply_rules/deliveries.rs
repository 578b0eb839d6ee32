//! Rules about time and about several deliveries.

use std::io::Write as _;

use webot::message::{Answer, Credentials, Format, Parties, Push, ReplyContext, Rule, Severity, verdict};

use crate::support::{Bot, http, text_reply, webot};

fn judged(answer: &Answer) -> Vec<Rule> {
    let push = Push::text("hi", &Parties::sample(1_700_000_000, 1));
    let credentials = Credentials::token("keyboardcat123");
    verdict(answer, ReplyContext { push: &push, credentials: &credentials, format: Format::Xml }).findings
}

#[test]
fn an_answer_after_five_seconds_is_late_and_one_at_five_seconds_is_not() {
    for body in [text_reply("你好"), "success".to_owned(), String::new()] {
        let answer = |elapsed_ms| Answer {
            status: 200,
            body: body.clone().into_bytes(),
            elapsed_ms,
            ..Answer::default()
        };
        assert_eq!(judged(&answer(5000)), []);
        let late = judged(&answer(5001));
        assert_eq!(late, [Rule::Late(5001)], "{body}");
        assert_eq!((late[0].name(), late[0].severity()), ("late", Severity::Error));
    }
}

/// A bot that keeps the first deliveries waiting until a later one comes, and hangs when none may be answered.
fn slow_bot(answers: &'static [Option<&'static str>]) -> Bot {
    let (count, last) = (std::sync::Mutex::new(0_usize), std::sync::Condvar::new());
    Bot::streaming(move |_, stream| {
        let mut number = count.lock().expect("the count");
        let mine = *number;
        *number += 1;
        last.notify_all();
        let Some(answer) = answers.get(mine).copied().flatten() else {
            drop(number);
            // Until webot hangs up.
            std::io::copy(stream, &mut std::io::sink()).ok();
            return;
        };
        let all = last.wait_while(number, |number| *number < answers.len()).expect("the count");
        drop(all);
        stream.write_all(&http(200, text_reply(answer))).ok();
    })
}

#[test]
fn unanswered_deliveries_are_no_answer() {
    let bot = slow_bot(&[None, None, None]);
    let ran = webot(["send", "hi", "--as-wechat", "--deadline", "0.2", "--timeout", "1", "--json"])
        .args(bot.args())
        .exit(1)
        .run();
    assert_eq!(ran.rules(), ["no-answer"]);
    assert_eq!(bot.heard().len(), 3);
}

#[test]
fn an_answer_to_the_second_delivery_is_reported_as_retried() {
    let bot = slow_bot(&[None, Some("你好")]);
    let ran = webot(["send", "hi", "--as-wechat", "--deadline", "0.5", "--timeout", "1", "--json"])
        .args(bot.args())
        .run();
    assert_eq!(ran.rules(), ["retried"]);
    assert_eq!(ran.json()["findings"][0]["severity"], "warning");
    assert_eq!(ran.json()["reply"]["fields"]["Content"], "你好");
}

#[test]
fn different_answers_to_two_deliveries_are_reported() {
    let bot = slow_bot(&[Some("第一"), Some("第二")]);
    let ran =
        webot(["send", "hi", "--as-wechat", "--deadline", "0.5", "--json"]).args(bot.args()).exit(1).run();
    assert_eq!(ran.rules(), ["retried", "answers-differ"]);
    let bot = slow_bot(&[Some("一样"), Some("一样")]);
    let ran = webot(["send", "hi", "--as-wechat", "--deadline", "0.5", "--json"]).args(bot.args()).run();
    assert_eq!(ran.rules(), ["retried"]);
}

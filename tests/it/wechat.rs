//! `--as-wechat`: three deliveries of one message, and what they reveal.
//!
//! A bot that is late waits for the next delivery instead of a clock, so that nothing here depends on a machine's speed.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::Duration;

use crate::support::{Bot, http, text_reply, webot};

/// Counts deliveries, and lets one of them wait for another.
#[derive(Default)]
struct Turns {
    count: Mutex<usize>,
    changed: Condvar,
}

impl Turns {
    fn next(&self) -> usize {
        let mut count = self.count.lock().expect("the count");
        *count += 1;
        self.changed.notify_all();
        *count
    }

    /// Waits until that many deliveries have come; gives up after a minute.
    fn wait_for(&self, wanted: usize) {
        let count = self.count.lock().expect("the count");
        drop(self.changed.wait_timeout_while(count, Duration::from_secs(60), |count| *count < wanted));
    }
}

fn as_wechat(bot: &Bot) -> [String; 7] {
    let [port, number] = bot.args();
    ["send".into(), "hi".into(), "--as-wechat".into(), "--deadline=1".into(), "--json".into(), port, number]
}

#[test]
fn a_prompt_bot_gets_one_delivery() {
    let bot = Bot::answering(|_| http(200, text_reply("hello")));
    let [port, number] = bot.args();
    let ran = webot(["send", "hi", "--as-wechat", "--json", &port, &number]).run();
    assert_eq!(ran.json()["deliveries"].as_array().map(Vec::len), Some(1));
    assert!(ran.rules().is_empty());
    assert_eq!(bot.heard().len(), 1);
}

#[test]
fn a_slow_bot_is_asked_again_with_the_same_msg_id_and_a_fresh_signature() {
    let turns = Turns::default();
    let bot = Bot::answering(move |_| {
        if turns.next() == 1 {
            turns.wait_for(2);
        }
        http(200, text_reply("hello"))
    });
    let ran = webot(as_wechat(&bot)).run();
    assert_eq!(ran.rules(), ["retried"]);
    assert_eq!(ran.json()["reply"]["type"], "text");
    let heard = bot.heard();
    assert_eq!(heard.len(), 2);
    assert_eq!(heard[0].body, heard[1].body);
    assert_ne!(heard[0].parameter("nonce"), heard[1].parameter("nonce"));
    assert_ne!(heard[0].parameter("signature"), heard[1].parameter("signature"));
}

#[test]
fn two_answers_that_differ_are_an_error() {
    let turns = Turns::default();
    let bot = Bot::answering(move |_| {
        let turn = turns.next();
        if turn == 1 {
            turns.wait_for(2);
        }
        http(200, text_reply(&format!("answer {turn}")))
    });
    let ran = webot(as_wechat(&bot)).exit(1).run();
    assert_eq!(ran.rules(), ["retried", "answers-differ"]);
    assert!(
        ran.json()["findings"][1]["message"]
            .as_str()
            .is_some_and(|message| { message.contains("answer 1") && message.contains("answer 2") })
    );
}

#[test]
fn a_bot_that_says_nothing_to_the_second_delivery_does_not_contradict_itself() {
    let turns = Turns::default();
    let bot = Bot::answering(move |_| {
        if turns.next() == 1 {
            turns.wait_for(2);
            return http(200, text_reply("hello"));
        }
        http(200, "success")
    });
    let ran = webot(as_wechat(&bot)).run();
    assert_eq!(ran.rules(), ["retried"]);
    // The user saw what WeChat still listened to.
    assert_eq!(ran.json()["reply"]["type"], "none");
}

#[test]
fn a_bot_that_never_answers_gets_three_deliveries_and_no_more() {
    let turns = Turns::default();
    let bot = Bot::answering(move |_| {
        turns.next();
        turns.wait_for(usize::MAX);
        http(200, "")
    });
    let ran = webot(as_wechat(&bot)).args(["--timeout=4"]).exit(1).run();
    assert_eq!(ran.rules(), ["no-answer"]);
    let json = ran.json();
    let deliveries = json["deliveries"].as_array().expect("deliveries");
    assert_eq!(deliveries.len(), 3);
    assert!(deliveries.iter().all(|delivery| delivery["status"].is_null() && delivery["error"] == "timeout"));
    assert_eq!(bot.heard().len(), 3);
}

#[test]
fn a_bot_that_hangs_up_is_asked_again() {
    let count = AtomicUsize::new(0);
    let bot = Bot::answering(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        0 => Vec::new(),
        _ => http(200, text_reply("hello")),
    });
    let ran = webot(as_wechat(&bot)).run();
    assert_eq!(ran.rules(), ["retried"]);
    assert_eq!(ran.json()["deliveries"][0]["error"], "connection-closed");
}

#[test]
fn events_keep_from_user_and_create_time() {
    let bot = Bot::answering(|_| Vec::new());
    let [port, number] = bot.args();
    webot(["send", "event", "CLICK", "KEY", "--as-wechat", "--deadline=1", &port, &number])
        .exit(1)
        .stderr_has("`该公众号提供的服务出现故障`")
        .run();
    let heard = bot.heard();
    assert_eq!(heard.len(), 3);
    for field in ["FromUserName", "CreateTime", "EventKey"] {
        assert_eq!(heard[0].message().get(field), heard[2].message().get(field), "{field}");
    }
}

#[test]
fn nobody_listening_is_no_reason_to_try_three_times() {
    webot(["send", "hi", "--as-wechat", "--port", "1"]).exit(4).stderr_has("nothing listens").run();
}

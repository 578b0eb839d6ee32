//! `webot bench`: every message is accounted for, whatever the bot does.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use crate::support::{Bot, DEAD_URL, Webot, http, webot, xml_reply};

const TOKEN: &str = "t0ken-of-bench";

/// A reply to whoever asks.
fn reply(heard: &crate::support::Heard) -> Vec<u8> {
    let message = heard.message();
    let user = message.get("FromUserName").unwrap_or_default().to_owned();
    let text = xml_reply("text", "<Content>hi</Content>").replace(crate::support::OPENID, &user);
    http(200, text)
}

fn bench<const N: usize>(url: &str, args: [&str; N]) -> Webot {
    webot(["bench", "--des", url, "--token", TOKEN, "--duration", "300ms"]).args(args).stderr_any()
}

fn number(report: &Value, name: &str) -> u64 {
    report[name].as_u64().unwrap_or_else(|| panic!("no {name} in {report}"))
}

#[test]
fn each_message_has_its_own_user_id_nonce_and_signature() {
    let bot = Bot::answering(reply);
    let report = bench(&bot.url("/w?k=1"), ["hello", "CLICK", "--users", "7", "--json"]).run().json();
    let heard = bot.heard();
    assert_eq!(number(&report, "sent"), heard.len() as u64);
    assert_eq!(number(&report, "accepted"), heard.len() as u64, "{report}");
    let distinct = |name: &str| {
        let values = heard.iter().filter_map(|heard| heard.parameter(name));
        values.collect::<HashSet<_>>().len()
    };
    assert_eq!(distinct("nonce"), heard.len());
    assert_eq!(distinct("signature"), heard.len());
    let ids: Vec<String> =
        heard.iter().filter_map(|heard| heard.message().get("MsgId").map(str::to_owned)).collect();
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
    assert!(ids.len() < heard.len(), "clicks have no MsgId");
    assert!(distinct("openid") <= 7);
    assert!(heard.iter().all(|heard| heard.parameter("k").as_deref() == Some("1")));
}

#[test]
fn a_bot_that_fails_in_many_ways_loses_no_message() {
    let count = AtomicUsize::new(0);
    let bot = Bot::streaming(move |heard, stream| {
        use std::io::Write as _;
        let answer: Vec<u8> = match count.fetch_add(1, Ordering::SeqCst) % 6 {
            0 => reply(heard),
            1 => http(200, "<xml><oops"),
            2 => http(500, "boom"),
            // Ends within its head, and within its body.
            3 => b"HTTP/1.1 200".to_vec(),
            4 => b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<xml>".to_vec(),
            // Says nothing until the other side gives up.
            _ => {
                let mut byte = [0];
                std::io::Read::read(stream, &mut byte).ok();
                return;
            }
        };
        stream.write_all(&answer).ok();
    });
    let report =
        bench(&bot.url("/"), ["--json", "--max-errors", "1%", "--timeout", "0.1"]).exit(1).run().json();
    let sent = number(&report, "sent");
    assert_eq!(
        sent,
        number(&report, "accepted") + number(&report, "rejected") + number(&report, "unanswered")
    );
    assert_eq!(sent, bot.heard().len() as u64);
    assert!(
        number(&report, "unanswered") > 0
            && ["connection-closed", "timeout"].iter().all(|name| number(&report["failures"], name) > 0),
        "{report}"
    );
    assert!(number(&report["findings"], "http-status") > 0, "{report}");
    assert_eq!((&report["passed"], report["statuses"]["500"].is_u64()), (&false.into(), true));
}

#[test]
fn a_rate_is_kept_and_a_slow_bot_cannot_hide() {
    let bot = Bot::answering(|heard| {
        // The bot's own slowness is what is measured.
        std::thread::sleep(std::time::Duration::from_millis(60));
        reply(heard)
    });
    let args = ["--rate", "50", "--connections", "1", "--json", "--max-p99", "100ms"];
    let report = bench(&bot.url("/"), args).exit(1).run().json();
    let p50 = |name: &str| report[name]["p50"].as_f64().expect("a latency");
    assert!(p50("corrected_latency_ms") > p50("latency_ms"), "{report}");
    assert!(number(&report, "sent") < 15, "one at a time: {report}");
    assert_eq!(report["passed"], false);
}

#[test]
fn a_rate_counts_over_the_whole_time() {
    let bot = Bot::answering(reply);
    let report = bench(&bot.url("/"), ["--rate", "0.5", "--json"]).run().json();
    assert_eq!((number(&report, "sent"), number(&report, "accepted")), (1, 1), "{report}");
    let seconds = report["seconds"].as_f64().expect("seconds");
    let rate = report["per_second"].as_f64().expect("a rate");
    assert!(seconds >= 0.3 && rate <= 1.0 / 0.3, "{report}");
}

#[test]
fn a_bot_that_refuses_everything_fails_with_the_reason() {
    let bot = Bot::answering(|_| http(403, "invalid signature"));
    let ran = bench(&bot.url("/"), ["-q"]).exit(1).run();
    assert!(ran.stdout.is_empty(), "{}", ran.stdout);
    assert!(ran.stderr.contains("error[http-status]") && ran.stderr.contains("--token"), "{}", ran.stderr);
    let report = bench(&bot.url("/"), ["--json"]).exit(1).run().json();
    assert_eq!((&report["passed"], &report["problems"][0]["rule"]), (&false.into(), &"http-status".into()));
}

#[test]
fn the_report_for_people_and_the_page_show_the_same() {
    let bot = Bot::answering(reply);
    let ran = bench(&bot.url("/"), ["--max-p99", "1h"]).run();
    for part in ["answers per second", "accepted", "(100.00 %)", "p99.9", "≤ "] {
        assert!(ran.stdout.contains(part), "{part}: {}", ran.stdout);
    }
    let page = bench(&bot.url("/<i>"), ["--report", "html"]).run().stdout;
    assert!(page.starts_with("<!doctype html>") && page.matches("<svg").count() == 3, "{page}");
    assert!(
        !page.contains("<script") && !page.contains("<i>") && page.contains("default-src 'none'"),
        "{page}"
    );
}

#[test]
fn programs_for_other_tools_hold_no_token() {
    for (tool, part) in [("locust", "hashlib.sha1"), ("k6", "crypto.sha1")] {
        let program = webot(["bench", "你好 'quoted' \\", "--emit", tool, "--token", TOKEN]).run().stdout;
        assert!(program.contains(part) && program.contains("你好"), "{program}");
        assert!(!program.contains(TOKEN) && !program.contains("@PLAN@"), "{program}");
    }
}

#[test]
fn wrong_flags_and_a_missing_bot_are_named() {
    bench(DEAD_URL, []).exit(4).stderr_has("nothing listens").run();
    bench(DEAD_URL, ["--rate", "0"]).exit(2).stderr_has_all(&["--rate", "0.001 to 1000000"]).run();
    bench(DEAD_URL, ["--report", "html", "--json"]).exit(2).stderr_has("cannot be used together").run();
    let unknown = bench(DEAD_URL, ["--set", "Contnt=a"]).exit(2).stderr_has("did you mean `Content`").run();
    assert!(!unknown.stderr.contains("--add"), "{}", unknown.stderr);
    bench(DEAD_URL, ["--max-p99", "soon"]).exit(2).stderr_has("800ms").run();
    bench(DEAD_URL, ["--max-errors", "101%"]).exit(2).stderr_has("0.1%").run();
    bench(DEAD_URL, ["--concurrency", "0"]).exit(2).run();
    bench(DEAD_URL, ["pay.transaction"]).exit(2).run();
    bench("http://bot.example.com/", []).exit(2).stderr_has("--yes").run();
    bench(DEAD_URL, ["--emit", "locust", "--mode", "safe"]).exit_in([2, 3]).run();
}

#[test]
#[cfg(unix)]
fn an_interrupted_test_does_not_wait_for_answers_that_never_come() {
    let bot = Bot::streaming(|_, stream| {
        // Never an answer: the other side closes first.
        let mut byte = [0];
        std::io::Read::read(stream, &mut byte).ok();
    });
    let url = bot.url("/");
    let args = [
        "bench",
        "--des",
        &url,
        "--token",
        TOKEN,
        "--duration",
        "60s",
        "--timeout",
        "60",
        "-c",
        "2",
        "--json",
    ];
    let mut process = webot(args).exit(130).stderr_any().spawn();
    crate::support::until("the bot was asked", || bot.heard().len() == 2);
    process.signal("-INT");
    let ran = process.ended();
    assert_eq!(ran.code, 130, "{ran:?}");
    let report: Value = serde_json::from_str(&ran.stdout).expect("a report");
    assert_eq!((number(&report, "sent"), number(&report["failures"], "interrupted")), (2, 2), "{report}");
}

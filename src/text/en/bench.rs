use super::count::Count;
use crate::text::bench::{BenchHelp, BenchWords};

pub(in crate::text) const HELP: BenchHelp = BenchHelp {
    about: "Measure how many messages a bot answers, how fast and how well",
    after: "\
Sends messages, each with its own user, MsgId, nonce and signature, and judges every answer by the rules of
`webot send`. Several kinds take turns; a word that is no kind is sent as text.

With --concurrency, the next message is sent when one is answered. With --rate, messages start on time whether or
not the bot keeps up: a latency then counts from the scheduled start, so that a bot that stalls cannot hide it. Both
latencies are shown. Every message sent is accepted, rejected or unanswered; an answer after 5 s is late. If no answer is
accepted, the exit code is 1.

A load for another network asks first, or wants --yes: measure only what is yours.
--emit prints a program for locust or k6, which measure from many machines. It takes the Token from WX_TOKEN.

Examples:
  webot bench --des http://127.0.0.1:3000/wechat --duration 10s

  # Texts and clicks, 200 a second, for CI
  webot bench help CLICK --rate 200 --duration 30s --max-p99 800ms --max-errors 0.1%

  # A page with plots
  webot bench --concurrency 64 --report html > bench.html",
    load: "Load",
    kinds: "Kinds or texts to send in turn [default: text]",
    users: "Number of users who take turns [default: 100]",
    rate: "Messages per second, sent on time",
    concurrency: "Messages that are waited for at a time [default: 16]",
    duration: "Time in which messages are sent, such as 30s or 2m [default: 10s]",
    connections: "Most messages of --rate that wait for answers [default: 256]",
    max_p99: "Exit with 1 if the p99 latency is longer, such as 800ms",
    max_errors: "Exit with 1 if more answers are missing or not accepted, such as 0.1%",
    report: "Print the report as a page with plots: html",
    emit: "Print a load test for another tool instead: locust or k6",
    yes: "Do not ask before a load on another network",
};

pub(in crate::text) const WORDS: BenchWords = BenchWords {
    language: "en",
    ask_far: |url| format!("put a load on {url}?"),
    live: |seconds, rate, p99, rejected, unanswered| {
        format!(
            "{seconds} s   {rate:.0}/s   p99 {p99}   {rejected} not accepted   {unanswered} without answer"
        )
    },
    total: |messages, seconds, rate| {
        format!("{} in {seconds:.1} s: {rate:.1} answers per second", Count::new(messages, "message"))
    },
    behind: |rate| format!("fewer than {rate}/s were sent: too many still waited for an answer"),
    none_accepted: "WeChat would accept no answer",
    accepted: "accepted      ",
    rejected: "not accepted  ",
    unanswered: "without answer",
    late: "after 5 s     ",
    latency: "Latency",
    from_sending: "from sending ",
    from_schedule: "from schedule",
    findings: "Findings",
    failures: "Without answer",
    plot_rate: "Answers per second",
    plot_latency: "Latency over time",
    mean: "mean",
    longest: "longest",
    slow: "the p99 latency is too long",
    faulty: "too many answers are missing or not accepted",
};

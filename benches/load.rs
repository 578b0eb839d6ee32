//! `webot bench` beside `oha` with one static body, against the same bare axum server on loopback: the same concurrency,
//! one client thread each, rounds in turn, medians. Each message of `webot bench` is signed and each answer judged.
//!
//! ```console
//! cargo install oha && cargo bench --bench load
//! ```

#![expect(clippy::print_stdout, reason = "a bench prints its table")]

#[expect(dead_code, reason = "other benches also start webot as a server")]
mod server;

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use server::{BARE_AXUM, Server, bare_axum};

/// The number of messages that are waited for at a time.
const CONCURRENCY: &str = "16";
/// The length of a round, in seconds.
const SECONDS: &str = "5";
/// The number of rounds, without the one that warms everything.
const ROUNDS: usize = 5;
/// The reply to the only user.
const REPLY: &str = "<xml><ToUserName><![CDATA[oWEBOT-bench_user-0000000001]]></ToUserName><FromUserName><![CDATA[gh_0123456789ab]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[Hello!]]></Content></xml>";
/// A message of the same size as those of `webot bench`.
const BODY: &str = "<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName><FromUserName><![CDATA[oWEBOT-bench_user-0000000001]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[hello]]></Content><MsgId>7000000000000000000</MsgId></xml>";

fn main() {
    if std::env::args().nth(1).as_deref() == Some(BARE_AXUM) {
        bare_axum(REPLY);
        return;
    }
    let server = Server::bare();
    let url = format!("http://127.0.0.1:{}/", server.port);
    let oha = version("oha");
    match &oha {
        Some(version) => println!("{version}, --no-tui, HTTP/1.1, keep-alive, one static body"),
        None => println!("oha is missing, and with it the ratio: cargo install oha"),
    }
    let pinned = version("taskset").is_some();
    println!(
        "{}",
        if pinned {
            "each client is bound to one core with taskset, so that oha starts one thread"
        } else {
            "taskset is missing: oha may use several threads, webot uses one"
        }
    );
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let our = webot(&url, pinned);
        let their = oha.is_some().then(|| run_oha(&url, pinned));
        if round > 0 {
            ours.push(our);
            if let Some(their) = their {
                theirs.push(their);
                ratios.push(our / their);
            }
        }
    }
    println!("{:14} {:>14}", "one thread", "median msg/s");
    println!("{:14} {:>14.0}", "webot bench", median(&mut ours));
    if !theirs.is_empty() {
        println!("{:14} {:>14.0}", "oha", median(&mut theirs));
        println!(
            "ratio {:.3}, wanted: at least 0.9; {ROUNDS} rounds of {SECONDS} s in turn, round by round",
            median(&mut ratios)
        );
    }
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Returns the first line that a program prints about its version; `None` if it is missing.
fn version(program: &str) -> Option<String> {
    let ran = Command::new(program).arg("--version").output().ok()?;
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    Some(said.lines().next().unwrap_or(program).to_owned())
}

fn client(program: &Path, pinned: bool) -> Command {
    if !pinned {
        return Command::new(program);
    }
    let mut command = Command::new("taskset");
    command.args(["-c", "0"]).arg(program);
    command
}

/// Returns the accepted answers per second of `webot bench`.
fn webot(url: &str, pinned: bool) -> f64 {
    let mut command = client(Path::new(env!("CARGO_BIN_EXE_webot")), pinned);
    let words = ["bench", "hello", "--users", "1", "--des", url, "-c", CONCURRENCY, "--duration"];
    let ran = command.args(words).arg(format!("{SECONDS}s")).args(["--token", "t", "--json"]).output();
    let ran = ran.expect("webot bench");
    let report: Value = serde_json::from_slice(&ran.stdout).expect("a report");
    assert_eq!(report["sent"], report["accepted"], "an answer that is wrong proves nothing: {report}");
    report["per_second"].as_f64().expect("a rate")
}

/// Returns the answers per second of oha.
fn run_oha(url: &str, pinned: bool) -> f64 {
    let mut command = client(Path::new("oha"), pinned);
    command.args([
        "--no-tui",
        "-z",
        &format!("{SECONDS}s"),
        "-c",
        CONCURRENCY,
        "-m",
        "POST",
        "-T",
        "text/xml",
    ]);
    let ran = command.args(["-d", BODY, url]).output().expect("oha");
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    let rate = said.lines().find_map(|line| line.trim().strip_prefix("Requests/sec:")?.trim().parse().ok());
    rate.unwrap_or_else(|| panic!("oha said {said}{}", String::from_utf8_lossy(&ran.stderr)))
}

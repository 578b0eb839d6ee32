//! `webot serve` under load, side by side with a bare axum handler that returns the same bytes and, where node and npm
//! are there, with express and npm `wechat-mp`: one worker thread each, signed pushes that differ in `MsgId`, nonce and
//! user, sent by this process over connections that stay open; rounds in turn, medians.
//!
//! ```console
//! cargo bench --bench serve
//! ```

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench prints its table, and has a clock"
)]

mod server;
mod signed_load;

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use server::{BARE_AXUM, EXPRESS, REPLY, Server, bare_axum, free_port};
use signed_load::{Measured, TOKEN, load, median};

/// The number of connections of the load.
const CONNECTIONS: usize = 64;
/// The number of messages that a round sends to each server.
const MESSAGES: usize = 40_000;
/// The number of rounds, without the one that warms everything.
const ROUNDS: usize = 9;

fn main() {
    if std::env::args().nth(1).as_deref() == Some(BARE_AXUM) {
        bare_axum(REPLY);
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let one = folder.path().join("one.yaml");
    std::fs::write(&one, "hi: Hello!\n").expect("rules");
    let thousand = folder.path().join("thousand.yaml");
    std::fs::write(&thousand, thousand_rules()).expect("rules");
    let mut servers =
        vec![webot("webot serve, 1 rule", &one), webot("webot serve, 1000 rules", &thousand), Server::bare()];
    servers.extend(Server::express(folder.path(), TOKEN));
    let mut rounds: Vec<Vec<Measured>> = servers.iter().map(|_| Vec::new()).collect();
    let mut number = 0;
    for round in 0..=ROUNDS {
        for (server, results) in servers.iter().zip(&mut rounds) {
            // It is a tenth as fast.
            let count = if server.name == EXPRESS { MESSAGES / 8 } else { MESSAGES };
            let result = load(server.port, CONNECTIONS, count, &mut number);
            if round > 0 {
                results.push(result);
            }
        }
    }
    println!(
        "{:26} {:>12} {:>12} {:>12} {:>10} {:>12}",
        "one worker thread", "median req/s", "median p50", "median p99", "ratio", "peak KB"
    );
    for (index, (server, results)) in servers.iter().zip(&rounds).enumerate() {
        let mut ratios: Vec<f64> =
            rounds[0].iter().zip(results).map(|(ours, theirs)| ours.rate / theirs.rate).collect();
        let ratio = if index == 0 { 1.0 } else { median(&mut ratios) };
        println!(
            "{:26} {:>12.0} {:>9.0} us {:>9.0} us {:>10.3} {:>12}",
            server.name,
            median(&mut results.iter().map(|result| result.rate).collect::<Vec<_>>()),
            median(&mut results.iter().map(|result| result.p50).collect::<Vec<_>>()),
            median(&mut results.iter().map(|result| result.p99).collect::<Vec<_>>()),
            ratio,
            server.peak().map_or_else(|| "unknown".to_owned(), |kb| kb.to_string()),
        );
    }
    println!(
        "{ROUNDS} rounds of {MESSAGES} messages each, in turn, over {CONNECTIONS} connections; ratio: webot with 1 rule / this, round by round, median"
    );
}

/// A thousand rules of the kinds that people write; the one that answers is the last.
fn thousand_rules() -> String {
    let mut rules = String::new();
    for number in 0..999 {
        let _ = match number % 5 {
            0 => writeln!(rules, "问题{number}|question {number}: answer {number}"),
            1 => writeln!(rules, "'=exact {number}': answer {number}"),
            2 => writeln!(rules, "'/^(?:buy|买)\\s*{number}\\s+(.+)$/i': you buy {{1}}"),
            3 => writeln!(rules, "'/order-{number}-(\\d{{3,}})/': 'order {{1}}'"),
            _ => writeln!(rules, "keyword{number}: [one, two, three]"),
        };
    }
    rules.push_str("hi: Hello!\n");
    rules
}

/// Starts `webot serve` with these rules.
fn webot(name: &'static str, rules: &Path) -> Server {
    let port = free_port();
    let mut command = Command::new(env!("CARGO_BIN_EXE_webot"));
    command.arg("serve").arg(rules).args(["--port", &port.to_string(), "--token", TOKEN, "--json"]);
    Server::webot(name, port, &mut command)
}

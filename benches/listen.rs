//! `webot listen` between a load and a bot, side by side with the bot alone: the time that it adds to a push on one
//! connection, and the throughput of 16; rounds in turn, medians. It logs every push, and in one row records it too.
//!
//! The bots are a bare axum handler and, where node and npm are there, one of a framework. The first leaves nothing of
//! two cores to another process: a proxy that only forwards halves its throughput there.
//!
//! ```console
//! cargo bench --bench listen
//! ```

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench prints its table, and has a clock"
)]

mod server;
mod signed_load;

use std::path::Path;
use std::process::Command;

use server::{BARE_AXUM, REPLY, Server, bare_axum, free_port};
use signed_load::{Measured, TOKEN, load, median};

/// The number of connections whose throughput is measured.
const CONNECTIONS: usize = 16;
/// The number of messages that a round sends to each server, on one connection and on all.
const MESSAGES: [usize; 2] = [1_000, 10_000];
/// The number of rounds, without the one that warms everything.
const ROUNDS: usize = 9;

fn main() {
    if std::env::args().nth(1).as_deref() == Some(BARE_AXUM) {
        bare_axum(REPLY);
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let bots = std::iter::once(Server::bare()).chain(Server::express(folder.path(), TOKEN));
    for bot in bots {
        compare(&bot, folder.path());
    }
    println!(
        "{ROUNDS} rounds of {} messages over 1 connection and {} over {CONNECTIONS}, in turn; added and ratio: against the bot alone, round by round, median; wanted: at most 300 us more, a ratio of at least 0.5",
        MESSAGES[0], MESSAGES[1]
    );
}

/// Measures a bot alone and behind `webot listen`.
fn compare(bot: &Server, folder: &Path) {
    let recording = folder.join(format!("{}.jsonl", bot.port));
    let recording = recording.to_str().expect("UTF-8");
    let listens = [
        listen("webot listen", bot.port, &[]),
        listen("webot listen --save", bot.port, &["--save", recording]),
    ];
    let servers: Vec<&Server> = std::iter::once(bot).chain(&listens).collect();
    // Of each server: one connection, and all.
    let mut rounds: Vec<[Vec<Measured>; 2]> = servers.iter().map(|_| [Vec::new(), Vec::new()]).collect();
    let mut number = 0;
    for round in 0..=ROUNDS {
        for (server, results) in servers.iter().zip(&mut rounds) {
            for ((connections, count), results) in [1, CONNECTIONS].into_iter().zip(MESSAGES).zip(results) {
                let result = load(server.port, connections, count, &mut number);
                if round > 0 {
                    results.push(result);
                }
            }
        }
    }
    println!(
        "{:22} {:>12} {:>12} {:>12} {:>12} {:>10} {:>10}",
        "", "p50, 1 conn", "added", "p99, 1 conn", "req/s, 16", "ratio", "peak KB"
    );
    for (server, [one, all]) in servers.iter().zip(&rounds) {
        let [direct_one, direct_all] = &rounds[0];
        let mut added: Vec<f64> =
            one.iter().zip(direct_one).map(|(through, direct)| through.p50 - direct.p50).collect();
        let mut ratios: Vec<f64> =
            all.iter().zip(direct_all).map(|(through, direct)| through.rate / direct.rate).collect();
        println!(
            "{:22} {:>9.0} us {:>9.0} us {:>9.0} us {:>12.0} {:>10.3} {:>10}",
            server.name,
            median(&mut one.iter().map(|result| result.p50).collect::<Vec<_>>()),
            median(&mut added),
            median(&mut one.iter().map(|result| result.p99).collect::<Vec<_>>()),
            median(&mut all.iter().map(|result| result.rate).collect::<Vec<_>>()),
            median(&mut ratios),
            server.peak().map_or_else(|| "unknown".to_owned(), |kb| kb.to_string()),
        );
    }
    println!();
}

/// Starts `webot listen` before the bot at this port.
fn listen(name: &'static str, bot: u16, args: &[&str]) -> Server {
    let port = free_port();
    let bot = format!("http://127.0.0.1:{bot}/");
    let mut command = Command::new(env!("CARGO_BIN_EXE_webot"));
    command.args(["listen", "--port", &port.to_string(), "--token", TOKEN, "--json", "--forward-to", &bot]);
    Server::webot(name, port, command.args(args))
}

//! Whole processes side by side: run in turn, medians, ratios pair by pair, peak memory.

#![expect(clippy::print_stdout, reason = "a bench prints its table")]

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs the commands in turn, with these variables and no others but `PATH`, and prints a row for each; the first is
/// what the others are compared with.
pub(crate) fn print(peers: &[(String, Vec<String>)], env: &[(&str, &str)], runs: usize) {
    let mut walls = vec![Vec::with_capacity(runs); peers.len()];
    for run in 0..=runs {
        for (peer, (_, words)) in peers.iter().enumerate() {
            let wall = time(words, env);
            // The first round warms the caches.
            if run > 0 {
                walls[peer].push(wall);
            }
        }
    }
    println!(
        "{:24} {:>10} {:>10} {:>10} {:>10} {:>12}",
        "whole process, wall", "min ms", "median ms", "max ms", "ratio", "peak KB"
    );
    for ((name, words), times) in peers.iter().zip(&walls) {
        // Pair by pair, so that a machine that slows down slows both.
        let mut ratios: Vec<f64> = walls[0]
            .iter()
            .zip(times)
            .map(|(ours, theirs)| ours.as_secs_f64() / theirs.as_secs_f64())
            .collect();
        ratios.sort_by(f64::total_cmp);
        let mut times = times.clone();
        times.sort();
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        println!(
            "{name:24} {:>10.2} {:>10.2} {:>10.2} {:>10.3} {:>12}",
            ms(times[0]),
            ms(times[times.len() / 2]),
            ms(times[times.len() - 1]),
            ratios[ratios.len() / 2],
            peak(words, env).map_or_else(|| "no GNU time".to_owned(), |kb| kb.to_string()),
        );
    }
    println!("{runs} runs each, in turn; ratio: the median of webot / this, pair by pair");
}

fn command(words: &[String], env: &[(&str, &str)]) -> Command {
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).env_clear().envs(env.iter().copied());
    command.envs(std::env::vars_os().filter(|(name, _)| name == "PATH"));
    command
}

fn time(words: &[String], env: &[(&str, &str)]) -> Duration {
    let start = Instant::now();
    let status = command(words, env)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("a process");
    let wall = start.elapsed();
    // A run that fails is quick and proves nothing.
    assert!(status.success(), "{words:?}: {status}");
    wall
}

/// The most memory that a run of it holds, in KB.
fn peak(words: &[String], env: &[(&str, &str)]) -> Option<u64> {
    let timed = [&["/usr/bin/time", "-f", "%M"].map(str::to_owned)[..], words].concat();
    let ran = command(&timed, env).stdin(Stdio::null()).stdout(Stdio::null()).output().ok()?;
    String::from_utf8_lossy(&ran.stderr).lines().last()?.trim().parse().ok()
}

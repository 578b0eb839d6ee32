//! Whole processes side by side: run in turn, medians, ratios pair by pair, peak memory and page faults.

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
        "{:26} {:>9} {:>9} {:>9} {:>8} {:>9} {:>12}",
        "whole process, wall", "min ms", "median ms", "max ms", "ratio", "peak KB", "page faults"
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
        let used = resources(words, env);
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        println!(
            "{name:26} {:>9.2} {:>9.2} {:>9.2} {:>8.3} {:>9} {:>12}",
            ms(times[0]),
            ms(times[times.len() / 2]),
            ms(times[times.len() - 1]),
            ratios[ratios.len() / 2],
            used.map_or_else(|| "-".to_owned(), |used| used.peak_kb.to_string()),
            used.map_or_else(|| "no GNU time".to_owned(), |used| used.faults.to_string()),
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

/// The resources of one run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Resources {
    /// The largest resident size, in KB.
    peak_kb: u64,
    /// Pages that were mapped without reading from a disk.
    faults: u64,
}

/// Returns the median of five runs, as GNU time counts them; `None` without GNU time.
fn resources(words: &[String], env: &[(&str, &str)]) -> Option<Resources> {
    let timed = [&["/usr/bin/time", "-f", "%M %R"].map(str::to_owned)[..], words].concat();
    let run = || {
        let ran = command(&timed, env).stdin(Stdio::null()).stdout(Stdio::null()).output().ok()?;
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        let (peak, faults) = said.lines().last()?.trim().split_once(' ')?;
        Some(Resources { peak_kb: peak.parse().ok()?, faults: faults.parse().ok()? })
    };
    let mut runs: Vec<Resources> = (0..5).map_while(|_| run()).collect();
    runs.sort();
    runs.get(runs.len() / 2).copied()
}

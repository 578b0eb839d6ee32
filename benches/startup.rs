//! The table of speed, memory and building: `webot --version` beside an empty Rust program, `webot send` beside curl
//! with the same bytes, and on request with more entries in each table, and the times of building.
//!
//! ```console
//! cargo bench --bench startup                     # page faults, peak memory, wall time
//! cargo bench --bench startup -- entries build    # also builds from nothing, with cargo's downloads at hand
//! ```

#![expect(clippy::print_stdout, reason = "a bench prints its table")]
#![expect(clippy::disallowed_methods, reason = "its own files in its own folder")]

mod bot;
mod curl_line;
mod more_entries;
mod side_by_side;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use side_by_side::print;

/// The number of entries that `entries` adds to each table.
const MORE: usize = 1000;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let webot = env!("CARGO_BIN_EXE_webot").to_owned();
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let asked = |word: &str| std::env::args().any(|arg| arg == word);

    println!("starting; wanted: at most 240 page faults of webot --version");
    let mut peers = vec![("webot --version".to_owned(), words(&[&webot, "--version"]))];
    if let Some(empty) = empty_program(folder.path()) {
        peers.push(("empty Rust program".to_owned(), vec![empty]));
    }
    peers.push(("webot send --help".to_owned(), words(&[&webot, "send", "--help"])));
    print(&peers, &[], 40);

    println!("\ncompleting; wanted: at most 20 ms");
    let mut peers = Vec::new();
    for line in ["webot sign jsap", "webot send ima", "webot api GET /cgi-bin/", "webot mock --deny /"] {
        let at = (line.split(' ').count() - 1).to_string();
        let request = [webot.as_str(), "--", &at].into_iter().chain(line.split(' '));
        peers.push((line.to_owned(), request.map(str::to_owned).collect()));
    }
    print(&peers, &[("COMPLETE", "fish")], 20);

    println!("\nsending; wanted: a ratio of at most 0.38, and later 0.30; a peak of at most 7680 KB");
    let send = words(&[&webot, "send", "hello", "--port", &bot::start().to_string()]);
    let mut peers = vec![("webot send".to_owned(), send.clone())];
    peers.extend(curl_line::curl(&send, &[]).map(|curl| ("curl, the same bytes".to_owned(), curl)));
    print(&peers, &[], 60);

    if asked("entries") {
        println!("\n{MORE} more entries in each table; wanted: not more page faults");
        let more = with_more_entries(folder.path());
        let with = |program: &str, words: &[String]| [&[program.to_owned()], &words[1..]].concat();
        let mut peers = Vec::new();
        for (name, words) in [("--version", words(&[&webot, "--version"])), ("send", send)] {
            peers.push((format!("webot {name}"), words.clone()));
            peers.push((format!("webot {name}, more"), with(&more, &words)));
        }
        print(&peers, &[], 40);
    }
    if asked("build") {
        println!("\nbuilding from nothing; wanted: 150 s for the first, 240 s for the second");
        let home = folder.path().display().to_string();
        build(&["run", "--locked", "--quiet", "--", "send", "--demo", "hello"], folder.path());
        build(&["install", "--locked", "--quiet", "--path", ".", "--root", &home], folder.path());
    }
}

/// Builds the package with more entries in each table, and returns the path of the program.
fn with_more_entries(folder: &Path) -> String {
    let (package, target) = (folder.join("package"), folder.join("target"));
    more_entries::copy(&package, MORE);
    let status = Command::new("cargo")
        .args(["build", "--locked", "--quiet", "--profile", "bench", "--bin", "webot"])
        .current_dir(package)
        .env("CARGO_TARGET_DIR", &target)
        .status()
        .expect("cargo");
    assert!(status.success(), "cargo build with more entries: {status}");
    target.join("release/webot").display().to_string()
}

/// Runs cargo in the package's folder with an empty target folder, and prints how long it took.
fn build(words: &[&str], folder: &Path) {
    let target = folder.join(words[0]);
    let start = Instant::now();
    let status = Command::new("cargo")
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("CARGO_TARGET_DIR", target)
        .stdout(Stdio::null())
        .status()
        .expect("cargo");
    assert!(status.success(), "cargo {words:?}: {status}");
    println!("cargo {:60} {:>6.0} s", words.join(" "), start.elapsed().as_secs_f64());
}

fn empty_program(folder: &Path) -> Option<String> {
    let (source, program) = (folder.join("empty.rs"), folder.join("empty"));
    std::fs::write(&source, "fn main() {}\n").ok()?;
    let made = Command::new("rustc").arg("-O").arg("-o").arg(&program).arg(&source).output().ok()?;
    made.status.success().then(|| program.display().to_string())
}

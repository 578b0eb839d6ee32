//! The cost of starting: `webot --version` beside an empty Rust program, and optionally the time of building.
//!
//! ```console
//! cargo bench --bench startup             # page faults and wall time
//! cargo bench --bench startup -- build    # also builds from nothing, with cargo's downloads at hand
//! ```

#![expect(clippy::print_stdout, reason = "a bench prints its table")]
#![expect(clippy::disallowed_methods, reason = "its own files in its own folder")]

mod side_by_side;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use side_by_side::print;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let webot = env!("CARGO_BIN_EXE_webot").to_owned();
    let mut peers = vec![("webot --version".to_owned(), vec![webot.clone(), "--version".to_owned()])];
    if let Some(empty) = empty_program(folder.path()) {
        peers.push(("empty Rust program".to_owned(), vec![empty]));
    }
    peers.push(("webot send --help".to_owned(), [&webot, "send", "--help"].map(str::to_owned).to_vec()));
    println!("starting; wanted: at most 240 page faults of webot --version");
    print(&peers, &[], 40);
    if std::env::args().any(|arg| arg == "build") {
        println!("\nbuilding from nothing; wanted: 150 s for the first, 240 s for the second");
        let home = folder.path().display().to_string();
        build(&["run", "--locked", "--quiet", "--", "send", "--demo", "hello"], folder.path());
        build(&["install", "--locked", "--quiet", "--path", ".", "--root", &home], folder.path());
    }
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

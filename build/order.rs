//! Tells the linker which functions to place side by side.
//!
//! A page fault maps the 64 KB around it: scattered over all the code, the functions that `send` runs take 4 MB more
//! memory than side by side.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Passes the order of these names to the linker, in optimized builds for Linux with glibc.
///
/// A linker that does not take it, such as gold, is told nothing: no order is worth a build that fails.
#[expect(clippy::print_stdout, reason = "Cargo reads it")]
pub(crate) fn arrange(names: &str) {
    let is = |name: &str, value: &str| variable(name).is_some_and(|it| it == value);
    if !(is("PROFILE", "release") && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu"))
    {
        return;
    }
    if let Some(script) = write(names)
        && links_with(&script)
    {
        println!("cargo::rustc-link-arg-bin=webot=-T{}", script.display());
    }
}

/// Writes a linker script that adds a section of these functions before that of all others.
#[expect(clippy::disallowed_methods, reason = "Cargo writes it anew when the build was broken off")]
fn write(names: &str) -> Option<PathBuf> {
    let mut script = "SECTIONS\n{\n  .text.order :\n  {\n".to_owned();
    for name in names.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        // The compiler marks some functions as unlikely to run.
        writeln!(script, "    *(.text.{name} .text.unlikely.{name})").ok()?;
    }
    script.push_str("  }\n}\nINSERT BEFORE .text;\n");
    let path = Path::new(&variable("OUT_DIR")?).join("order.ld");
    fs::write(&path, script).ok()?;
    Some(path)
}

/// Returns `true` if an empty program, linked by this script as this build links, can be made and runs.
#[expect(clippy::disallowed_methods, reason = "the build's own folder")]
fn links_with(script: &Path) -> bool {
    let (source, program) = (script.with_file_name("empty.rs"), script.with_file_name("empty"));
    let (Some(rustc), Some(target)) = (variable("RUSTC"), variable("TARGET")) else { return false };
    let flags = variable("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let mut link = Command::new(rustc);
    link.arg("--target").arg(&target).args(flags.split('\x1f').filter(|flag| !flag.is_empty()));
    link.args(variable("RUSTC_LINKER").map(|linker| format!("-Clinker={linker}")));
    link.arg(format!("-Clink-arg=-T{}", script.display())).arg("-o").arg(&program).arg(&source);
    let succeeds = |command: &mut Command| command.output().is_ok_and(|output| output.status.success());
    fs::write(&source, "fn main() {}\n").is_ok()
        && succeeds(&mut link)
        // A program for another machine cannot be run here.
        && (variable("HOST") != Some(target) || succeeds(&mut Command::new(program)))
}

#[expect(clippy::disallowed_methods, reason = "a build script has no other settings")]
fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}

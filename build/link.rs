//! Tells the linker how to lay out the program, so that it starts fast.
//!
//! A page fault maps the 64 KB around it: scattered over all the code, the functions that `send` runs take 4 MB more
//! memory than side by side. Each shared library costs system calls, page faults and look-ups of symbols.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The part of libgcc that walks the stack for a panic; without it in the program, the shared libgcc is loaded.
const UNWINDER: &str = "static:-bundle=gcc_eh";

/// Packs the addresses that the loader adjusts, all of which it reads at each start: 9 KB in place of 760 KB.
///
/// The loader knows the form since glibc 2.36.
const PACKED_RELOCATIONS: &str = "-Wl,-z,pack-relative-relocs";

/// Passes the order of these names and the unwinder to the linker, in optimized builds for Linux with glibc.
///
/// The names are of the mangling that `.cargo/config.toml` asks for; in the older one, that of `cargo install` from
/// elsewhere, a hash takes the place of types, and the order finds a part of the functions only.
///
/// A linker that does not take one of them, such as gold the order, is not told it: neither is worth a build that fails.
#[expect(clippy::print_stdout, reason = "Cargo reads it")]
pub(crate) fn arrange(names: &str) {
    let is = |name: &str, value: &str| variable(name).is_some_and(|it| it == value);
    if !(is("PROFILE", "release") && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu"))
    {
        return;
    }
    if let Some(script) = write(names)
        && links_with(&format!("-Clink-arg=-T{}", script.display()))
    {
        println!("cargo::rustc-link-arg-bin=webot=-T{}", script.display());
    }
    if links_with(&format!("-l{UNWINDER}")) {
        println!("cargo::rustc-link-lib={UNWINDER}");
    }
    // The loader of another machine cannot be tried.
    if variable("HOST") == variable("TARGET") && links_with(&format!("-Clink-arg={PACKED_RELOCATIONS}")) {
        println!("cargo::rustc-link-arg-bin=webot={PACKED_RELOCATIONS}");
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

/// Returns `true` if an empty program, linked as this build links and with this argument of rustc, can be made and runs.
#[expect(clippy::disallowed_methods, reason = "the build's own folder")]
fn links_with(argument: &str) -> bool {
    let (Some(rustc), Some(target), Some(folder)) =
        (variable("RUSTC"), variable("TARGET"), variable("OUT_DIR"))
    else {
        return false;
    };
    let (source, program) = (Path::new(&folder).join("empty.rs"), Path::new(&folder).join("empty"));
    let flags = variable("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let mut link = Command::new(rustc);
    link.arg("--target").arg(&target).args(flags.split('\x1f').filter(|flag| !flag.is_empty()));
    link.args(variable("RUSTC_LINKER").map(|linker| format!("-Clinker={linker}")));
    link.arg(argument).arg("-o").arg(&program).arg(&source);
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

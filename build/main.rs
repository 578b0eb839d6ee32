//! Compiles the data tables, which are written in YAML beside the code that reads them, into a form that the program
//! uses without parsing.
//!
//! | data | is compiled by | is read by |
//! |---|---|---|
//! | `src/message/kinds/*.yaml` | `kinds.rs` | `src/message/catalogue.rs` |
//! | `src/api/errcode/*.yaml` | `errcodes.rs`, `advice.rs` | `src/api/errcode/mod.rs` |
//! | `src/api/errcode/meanings.tsv` | `meanings.rs` | `src/api/errcode/meaning.rs` |
//! | `src/api/named/*.yaml` | `named.rs`, `advice.rs` | `src/api/named/mod.rs` |
//! | `src/api/fields.txt` | `fields.rs` | `src/api/fields/mod.rs` |
//! | `src/api/chapters/*.yaml` | `chapters.rs`, `params.rs`, `shapes.rs` | `src/api/mod.rs` |
//! | `src/api/groups.yaml` | `groups.rs` | `src/api/group.rs` |
//! | `src/sign/jssdk.yaml` | `jssdk.rs` | `src/sign/jssdk.rs` |
//! | `src/api/endpoints.tsv`, `src/api/retired.yaml` | `catalogue.rs` | `src/api/catalogue.rs` |
//!
//! A mistake in a data file fails the build with file, line and entry. All mistakes of all files are reported at once.
//!
//! A new table takes three steps: a module here with a function that turns [`File`]s into a [`Compiled`] with the
//! readers of `source.rs` and the writer of `blob.rs`; a line in `main`; a `Decode` that uses `src/table.rs`. The
//! `Decode` must read the same values in the same order as the module here writes them.
//!
//! `link.rs` passes `order.txt`, the functions that frequent commands run, to the linker.

mod advice;
mod blob;
mod catalogue;
mod chapters;
mod errcodes;
mod fields;
#[path = "../src/api/fields/grammar.rs"]
mod grammar;
mod groups;
mod jssdk;
mod kinds;
mod link;
mod meanings;
mod named;
mod params;
mod shapes;
mod source;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use blob::Compiled;
use source::File;

#[expect(clippy::print_stdout, reason = "Cargo reads it")]
fn main() {
    for (name, compiled) in [
        ("kinds", kinds::compile(&folder("src/message/kinds"))),
        ("errcodes", errcodes::compile(&folder("src/api/errcode"))),
        ("meanings", meanings::compile(&file("src/api/errcode/meanings.tsv"))),
        ("fields", fields::compile(&file("src/api/fields.txt"))),
        ("named", named::compile(&folder("src/api/named"))),
        ("endpoints", catalogue::known(&file("src/api/endpoints.tsv"), &file("src/api/fields.txt"))),
        (
            "chapters",
            chapters::compile(&folder("src/api/chapters"), &groups::paths(&file("src/api/groups.yaml"))),
        ),
        ("groups", groups::compile(&file("src/api/groups.yaml"))),
        ("jssdk", jssdk::compile(&file("src/sign/jssdk.yaml"))),
        ("retired", catalogue::retired(&file("src/api/retired.yaml"))),
    ] {
        match compiled {
            Ok(table) => write(name, &table),
            // Cargo fails the build after the program has ended.
            Err(problems) => problems.iter().for_each(|problem| println!("cargo::error={problem}")),
        }
    }
    link::arrange(&file("build/order.txt").text);
}

/// Reads a data file and makes the build depend on it.
#[expect(clippy::print_stdout, reason = "Cargo reads it")]
fn file(path: &str) -> File {
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    File { path: path.to_owned(), text }
}

/// Reads the YAML files of a folder, sorted by name; also makes the build depend on new files.
#[expect(clippy::print_stdout, reason = "Cargo reads it")]
fn folder(path: &str) -> Vec<File> {
    println!("cargo::rerun-if-changed={path}");
    let entries = fs::read_dir(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    let is_yaml = |name: &String| {
        let extension = Path::new(name).extension().and_then(OsStr::to_str);
        extension.is_some_and(|extension| ["yaml", "yml"].contains(&extension))
    };
    names.retain(is_yaml);
    names.sort();
    names.into_iter().map(|name| file(&format!("{path}/{name}"))).collect()
}

#[expect(
    clippy::disallowed_methods,
    reason = "Cargo names the folder in the environment, and writes it anew when the build was broken off"
)]
fn write(name: &str, table: &Compiled) {
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR"));
    let write = |extension: &str, content: &[u8]| {
        let path = folder.join(Path::new(name).with_extension(extension));
        fs::write(&path, content).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    };
    write("bin", &table.bytes);
    write("txt", table.text.as_bytes());
}

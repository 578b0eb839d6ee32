use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::tokens::{modules_folder, rust_files, tokens};

/// Adds a file and those that its `mod` items name, without those that `#[path]` fetches from another folder.
fn reach(file: PathBuf, reached: &mut BTreeSet<PathBuf>) {
    let source = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let folder = modules_folder(&file);
    reached.insert(file);
    for window in tokens(&source).windows(3) {
        let [item, name, end] = window else { continue };
        if item.text == "mod" && end.text == ";" {
            let beside = folder.join(format!("{}.rs", name.text));
            let within = folder.join(&name.text).join("mod.rs");
            if let Some(file) = [beside, within].into_iter().find(|file| file.exists()) {
                reach(file, reached);
            }
        }
    }
}

/// A file that no `mod` names is a test that never runs.
#[test]
fn every_file_is_reached_from_main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let mut reached = BTreeSet::new();
    reach(folder.join("main.rs"), &mut reached);
    let forgotten: Vec<PathBuf> =
        rust_files(&folder).into_iter().filter(|file| !reached.contains(file)).collect();
    assert!(forgotten.is_empty(), "no `mod` names {forgotten:#?}");
}

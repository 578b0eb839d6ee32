//! A room imports only from rooms below it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::tokens::{Token, modules_folder, rust_files, tokens};

/// The rooms from top to bottom.
const ROOMS: &[&str] = &[
    "main",
    "lib",
    "cli",
    "commands",
    "context",
    "printer",
    "text",
    "error",
    "diagnose",
    "page",
    "scenario",
    "probe",
    "relay",
    "recording",
    "bot",
    "token_server",
    "mock",
    "wechat",
    "api",
    "config",
    "menu",
    "article",
    "oauth_link",
    "mobile_app",
    "pay",
    "crypt",
    "message",
    "sign",
    "http",
    "files",
    "store",
    "source",
    "js_regex",
    "table",
    "lang",
    "secret",
    "qr",
    "file_format",
    "random",
    "closest",
    "system",
];

/// An import that starts at the root of the crate.
#[derive(Debug, PartialEq, Eq)]
struct Import {
    /// The first name of its path.
    name: String,
    line: usize,
}

/// The parts of a file that the order depends on.
#[derive(Debug, Default)]
struct Contents {
    imports: Vec<Import>,
    /// The modules in files of their own that only tests have.
    test_modules: Vec<String>,
}

fn at(tokens: &[Token], index: usize) -> &str {
    tokens.get(index).map_or("", |token| token.text.as_str())
}

fn starts(tokens: &[Token], index: usize, words: &[&str]) -> bool {
    words.iter().enumerate().all(|(offset, word)| at(tokens, index + offset) == *word)
}

/// The index behind the bracket that closes the one at this index.
fn behind_bracket(tokens: &[Token], index: usize) -> usize {
    let mut depth = 0;
    for (offset, token) in tokens[index..].iter().enumerate() {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index + offset + 1;
        }
    }
    tokens.len()
}

/// The index behind the item at this index, with its attributes.
fn behind_item(tokens: &[Token], mut index: usize) -> usize {
    while index < tokens.len() {
        match at(tokens, index) {
            ";" => return index + 1,
            "{" => return behind_bracket(tokens, index),
            "(" | "[" => index = behind_bracket(tokens, index),
            _ => index += 1,
        }
    }
    index
}

/// Returns whether an attribute at this index keeps its item out of everything but tests.
fn is_for_tests(tokens: &[Token], index: usize) -> bool {
    let words = ["#", "[", "cfg", "("];
    starts(tokens, index, &words)
        && (starts(tokens, index + words.len(), &["test", ")"])
            || starts(tokens, index + words.len(), &["all", "(", "test", ","]))
}

/// Adds what a path names first after `crate ::`, or each of the names where it goes on with a group.
fn add_names(tokens: &[Token], mut index: usize, imports: &mut Vec<Import>) {
    let import = |index: usize| Import { name: tokens[index].text.clone(), line: tokens[index].line };
    if at(tokens, index) != "{" {
        imports.push(import(index));
        return;
    }
    let end = behind_bracket(tokens, index) - 1;
    index += 1;
    let mut is_first = true;
    while index < end {
        match at(tokens, index) {
            "{" => index = behind_bracket(tokens, index) - 1,
            "," => is_first = true,
            _ if is_first => {
                imports.push(import(index));
                is_first = false;
            }
            _ => {}
        }
        index += 1;
    }
}

/// Reads a file whose module lies this deep in the crate.
fn contents(source: &str, depth: usize) -> Contents {
    let tokens = tokens(source);
    let mut contents = Contents::default();
    // The indices at which the modules within the file end.
    let mut modules: Vec<usize> = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        modules.retain(|&end| index < end);
        if is_for_tests(&tokens, index) {
            let end = behind_item(&tokens, behind_bracket(&tokens, index + 1));
            let file = tokens[index..end].windows(3).find(|window| window[0].text == "mod");
            contents
                .test_modules
                .extend(file.filter(|window| window[2].text == ";").map(|window| window[1].text.clone()));
            index = end;
            continue;
        }
        if at(&tokens, index) == "mod" && at(&tokens, index + 2) == "{" {
            modules.push(behind_bracket(&tokens, index + 2));
        }
        let is_visibility = index > 0 && at(&tokens, index - 1) == "in";
        if !is_visibility && starts(&tokens, index, &["crate", ":", ":"]) {
            add_names(&tokens, index + 3, &mut contents.imports);
        }
        let mut supers = 0;
        while starts(&tokens, index + 3 * supers, &["super", ":", ":"]) {
            supers += 1;
        }
        if supers > 0 {
            if !is_visibility && supers == depth + modules.len() {
                add_names(&tokens, index + 3 * supers, &mut contents.imports);
            }
            index += 3 * supers;
        } else {
            index += 1;
        }
    }
    contents
}

/// The room of a file, and how deep its module lies.
fn place(file: &Path, src: &Path) -> (String, usize) {
    let modules = modules_folder(file);
    let path = modules.strip_prefix(src).expect("a file of the crate");
    let mut names = path.iter().map(|name| name.to_string_lossy().into_owned());
    match names.next() {
        Some(room) => (room, 1 + names.count()),
        None => (file.file_stem().expect("a name").to_string_lossy().into_owned(), 0),
    }
}

/// The rooms whose items the crate's root gives out, by the items' names.
fn given_out(lib: &str) -> BTreeMap<String, String> {
    let tokens = tokens(lib);
    let mut given = BTreeMap::new();
    for index in 0..tokens.len() {
        if !starts(&tokens, index, &["pub", "use"]) {
            continue;
        }
        let end = behind_item(&tokens, index);
        let room = at(&tokens, index + 2);
        for (name, next) in tokens[index + 3..end].iter().zip(&tokens[index + 4..]) {
            let is_last = matches!(next.text.as_str(), ";" | "," | "}");
            if is_last && name.text != "}" {
                given.insert(name.text.clone(), room.to_owned());
            }
        }
    }
    given
}

fn rank(room: &str) -> Option<usize> {
    ROOMS.iter().position(|known| *known == room)
}

#[test]
fn a_room_imports_only_from_rooms_below_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let src = root.join("src");
    let files: Vec<(PathBuf, Contents)> = rust_files(&src)
        .into_iter()
        .map(|file| {
            let source = std::fs::read_to_string(&file).expect("a file");
            let contents = contents(&source, place(&file, &src).1);
            (file, contents)
        })
        .collect();
    let for_tests: BTreeSet<PathBuf> = files
        .iter()
        .flat_map(|(file, contents)| contents.test_modules.iter().map(|name| modules_folder(file).join(name)))
        .collect();
    let given = given_out(&std::fs::read_to_string(src.join("lib.rs")).expect("lib.rs"));
    let mut violations = Vec::new();
    for (file, contents) in &files {
        if for_tests.iter().any(|module| modules_folder(file).starts_with(module)) {
            continue;
        }
        let (room, _) = place(file, &src);
        let shown = file.strip_prefix(root).expect("a file of the crate").display();
        let Some(own) = rank(&room) else {
            violations.push(format!("{shown}:1: `{room}` has no place in the order"));
            continue;
        };
        for Import { name, line } in &contents.imports {
            let imported = given.get(name).unwrap_or(name);
            match rank(imported) {
                _ if *imported == room => {}
                None => violations.push(format!("{shown}:{line}: `{imported}` has no place in the order")),
                Some(other) if other <= own => {
                    violations
                        .push(format!("{shown}:{line}: `{room}` imports `{imported}`, which is above it"));
                }
                Some(_) => {}
            }
        }
    }
    assert!(violations.is_empty(), "{} violations:\n{}", violations.len(), violations.join("\n"));
}

/// The names that a file imports, which lies this deep.
fn names(source: &str, depth: usize) -> Vec<(String, usize)> {
    contents(source, depth).imports.into_iter().map(|import| (import.name, import.line)).collect()
}

#[test]
fn imports_are_found_wherever_they_stand() {
    let source = "use crate::{\n    alpha,\n    beta::{Gamma, delta::{Epsilon, Zeta}},\n};\nuse crate::eta::Theta;\n\
                  // crate::iota\nconst TEXT: &str = \"crate::kappa\";\npub(crate) mod lambda;\n\
                  pub(in crate::mu) fn f() { crate::nu::g(); }\n";
    let expected = [("alpha", 2), ("beta", 3), ("eta", 5), ("nu", 9)];
    assert_eq!(names(source, 1), expected.map(|(name, line)| (name.to_owned(), line)));
}

#[test]
fn imports_of_tests_do_not_count() {
    let source = "#[cfg(test)]\nmod tests {\n    use crate::alpha;\n}\n#[cfg(test)]\nuse crate::beta;\n\
                  #[cfg(all(test, unix))]\n#[path = \"x\"]\nmod more;\nfn f() -> crate::gamma::G {}\n";
    assert_eq!(names(source, 1), [("gamma".to_owned(), 10)]);
    assert_eq!(contents(source, 1).test_modules, ["more"]);
}

#[test]
fn super_may_lead_to_the_root() {
    let source = "use super::alpha;\nuse super::super::beta;\nmod within { use super::super::{gamma, super::delta}; }\n";
    assert_eq!(names(source, 1), [("alpha".to_owned(), 1), ("gamma".to_owned(), 3), ("super".to_owned(), 3)]);
    assert_eq!(names(source, 2), [("beta".to_owned(), 2)]);
}

#[test]
fn names_of_the_root_belong_to_the_room_they_come_from() {
    let given = given_out("pub use alpha::Beta;\npub use gamma::{Delta, epsilon::Zeta};\n");
    let given: Vec<(&str, &str)> = given.iter().map(|(name, room)| (name.as_str(), room.as_str())).collect();
    assert_eq!(given, [("Beta", "alpha"), ("Delta", "gamma"), ("Zeta", "gamma")]);
}

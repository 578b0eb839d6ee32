//! What the build says of a mistake in a data file: file, line, and the entry that is wrong.

#[path = "../../build/blob.rs"]
mod blob;
#[path = "../../build/catalogue.rs"]
mod catalogue;
#[path = "../../build/source.rs"]
mod source;

use blob::Compiled;
use source::{File, Problems};
use webot::api::Host;

/// Compiles a file of this content.
#[track_caller]
fn problems(compile: impl Fn(&File) -> Result<Compiled, Problems>, text: &str) -> Vec<String> {
    let compiled = compile(&File { path: "file.yaml".to_owned(), text: text.to_owned() });
    compiled.err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

#[test]
fn a_retired_endpoint_is_checked() {
    let good = "retired:\n  - path: /a/\n    since: 2025-06\n";
    assert_eq!(problems(catalogue::retired, good), [""; 0]);
    for (text, expected) in [
        ("", "file.yaml:1: the file is empty"),
        ("- a", "file.yaml:1: the file must be a mapping of `key: value` lines"),
        ("retired:\n  path: /a", "file.yaml:2: `retired` must be a list"),
        ("retired:\n  - since: 2025-06", "file.yaml:2: a retired endpoint has no `path`"),
        ("retired:\n  - path: a", "file.yaml:2: `a`: `path` must begin with `/`"),
        (
            "retired:\n  - path: /a\n    host: pya",
            "file.yaml:3: `/a`: `host` is `pya`, not one of `api`, `mp`, `work`, `pay`",
        ),
        (
            "retired:\n  - path: /a\n    since: 2025-6-1",
            "file.yaml:3: `/a`: `since` must be a date like `2025-06-16` or `2025-06`",
        ),
        (
            "retired:\n  - path: /a\n    since: 2025-06\n    sinse: 2025-06",
            "file.yaml:4: a retired endpoint has an unknown member `sinse`; \
             known are `path`, `host`, `since`, `replacement`",
        ),
        ("retired:\n  - path: /a\n    path: /b", "file.yaml:3: `path` stands twice in the same mapping"),
        (
            "retired:\n  - path: \"/a",
            "file.yaml:2: is not YAML: unexpected end of stream while scanning a quoted scalar",
        ),
    ] {
        assert_eq!(problems(catalogue::retired, text), [expected], "{text}");
    }
    let two = problems(catalogue::retired, "retired:\n  - path: a\n  - path: b");
    assert_eq!(two.len(), 2, "{two:?}");
}

#[test]
fn the_words_of_the_tables_stand_in_the_order_of_their_types() {
    assert_eq!(catalogue::HOSTS.len(), Host::ALL.len());
    let named = |word: &str, host: Host| match word {
        "api" => host == Host::Api,
        "mp" => host == Host::Mp,
        "work" => host == Host::Work,
        _ => host == Host::Pay,
    };
    assert!(catalogue::HOSTS.iter().zip(Host::ALL).all(|(word, host)| named(word, host)));
}

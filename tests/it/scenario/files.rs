//! Errors in scenario files: each names file, line and column, and nothing is sent.

use crate::support::webot;

#[track_caller]
fn refused(file: &str, expected: &str) {
    webot(["test", "a.test.yaml"]).file("a.test.yaml", file).exit(2).stderr_has(expected).run();
}

#[test]
fn errors_name_line_column_and_the_closest_key() {
    refused("steps:\n- sned: x\n", "error: a.test.yaml:2:3: unknown key `sned`\nhint: did you mean `send`?");
    refused("steps: [{ send: x, send: y }]", "a.test.yaml:1:20: `send` occurs twice; the first is in line 1");
    refused("steps: [{ send: x, expect: { txt: y } }]", "unknown key `txt`\nhint: did you mean `text`");
    refused(
        "steps: [{ send: x, deliver: 1000 }]",
        "a.test.yaml:1:29: `deliver`: expected a number from 1 to 100",
    );
    refused("steps: []", "a.test.yaml:1:8: `steps`: expected a list with at least one item");
    refused("name: x", "a.test.yaml:1:1: missing key `scenarios`");
    refused("steps: [{ expect: x }]", "missing key `send`");
    refused("steps: [{ send: [] }]", "a.test.yaml:1:17: `send`: expected a text, a list of words");
    refused("steps: [{ send: { kind: text } }]", "missing key `args`");
    refused("steps: [{ send: x, mode: sage }]", "`mode`: expected `plain`, `compat` or `safe`");
    refused("steps: [{ send: x, expect: { regex: '(' } }]", "a.test.yaml:1:37: not a regular expression");
    refused("steps: [{ send: x, expect: { type: txt } }]", "`type`: expected the type of a reply");
    refused(
        "steps: [{ send: x, expect: { none: true, text: a } }]",
        "`none` and `text` cannot be used together",
    );
    refused("steps: [{ send: x, expectApi: { path: /a } }]", "`expectApi` needs a mock");
    refused("steps: [{ wait: 2h }]", "`wait`: expected milliseconds, or a time such as `2s`");
    refused("steps:\n- { send: ${x} }\n", "hint: put a text with `${…}` in quotes");
}

#[test]
fn unknown_names_are_found_before_anything_is_sent() {
    refused(
        "variables: { name: x }\nsteps: [{ send: '${nmae}' }]",
        "a.test.yaml:2:17: unknown variable `nmae`\nhint: did you mean `name`?",
    );
    refused("steps: [{ send: '${env.NO_SUCH}' }]", "hint: set the environment variable `NO_SUCH`");
    refused(
        "users: [ann]\nsteps: [{ send: x, user: anne }]",
        "unknown user `anne`\nhint: did you mean `ann`?",
    );
    refused("steps: [{ send: '${x}' }, { send: a, capture: { x: a } }]", "unknown variable `x`");
}

#[test]
fn includes_may_not_be_cyclic() {
    let files = webot(["test", "a.test.yaml"])
        .file("a.test.yaml", "include: b.yaml\nsteps: [{ send: x }]")
        .file("b.yaml", "variables: { x: y }\ninclude: a.test.yaml\n");
    files.exit(2).stderr_has("error: b.yaml:2:10: the file includes itself").run();
    refused("steps: [{ include: a.test.yaml }]", "a.test.yaml:1:20: the file includes itself");
    refused("include: none.yaml\nsteps: [{ send: x }]", "a.test.yaml:1:10: cannot read none.yaml");
}

#[test]
fn a_huge_file_is_refused_at_once() {
    let steps = format!("steps:\n{}", "- send: aaaaaaaaaaaaaaaaaaaaaaaaaaa\n".repeat(300_000));
    refused(&steps, "a.test.yaml: the file is larger than 4 MB");
    refused(
        "steps: [{ send: a, repeat: 10000 }, { send: a, repeat: 10000 }, { send: a, repeat: 2 }]",
        "more than 20000 steps",
    );
}

#[test]
fn problems_of_all_files_are_told() {
    let run = webot(["test", "."])
        .file("a.test.yaml", "x: y")
        .file("b.test.yml", "steps: 1")
        .file("c.yaml", "z: 1");
    run.exit(2)
        .stderr_has("error: ./a.test.yaml:1:1: unknown key `x`")
        .stderr_has("./b.test.yml:1:8: `steps`")
        .run();
    webot(["test", "."]).file("c.yaml", "x: y").exit(2).stderr_has("`.` has no scenario files").run();
    webot(["test", "none.yaml"]).exit(2).stderr_has("cannot read none.yaml").run();
}

#[test]
fn the_schema_is_json_in_both_languages() {
    for (lang, word) in [("en", "The bot's URL"), ("zh", "机器人的 URL")] {
        let schema = webot(["test", "--schema", "--lang", lang]).run().json();
        assert_eq!(schema["properties"]["url"]["description"], word);
    }
}

//! `webot test --watch`.

#![cfg(unix)]

use crate::support::{until, webot};

const WEBOT: &str = env!("CARGO_BIN_EXE_webot");

#[test]
fn what_a_change_affects_runs_again() {
    let started = format!(
        "start: {{ command: \"'{WEBOT}' serve rules.yaml --port ${{port}}\", port: auto }}
url: http://127.0.0.1:${{port}}/
include: users.yaml
steps: [{{ send: hi, expect: Hello }}]
"
    );
    let run = webot(["test", ".", "--watch", "--report", "json:r.json"])
        .file("bot.test.yaml", &started)
        .file("other.test.yaml", "steps: [{ send: hi }]\nskip: later\n")
        .file("rules.yaml", "rules:\n- { pattern: hi, handler: Hello }\n- { pattern: sleep, handler: b }\n")
        .file("users.yaml", "users: [ann]\n")
        .stderr_any();
    let folder = run.folder().clone();
    let mut process = run.spawn();
    let line = |part: &'static str| {
        process
            .out
            .find(|line| line.contains(part).then_some(()))
            .unwrap_or_else(|| panic!("{part}: {}", process.err.text()));
    };
    let waits = |times: usize| {
        until("it waits", || process.err.text().matches("waiting for changes of ").count() == times);
    };
    line("✓ ./bot.test.yaml");
    line("- ./other.test.yaml");
    waits(1);
    folder
        .write("rules.yaml", "rules:\n- { pattern: hi, handler: Hullo }\n- { pattern: sleep, handler: b }\n");
    line("✗ ./bot.test.yaml");
    waits(2);
    assert_eq!(folder.json("r.json")["failed"], 1);
    folder.write("users.yaml", "users: [ann\n");
    until("the error is told", || process.err.text().contains("error: ./users.yaml:"));
    waits(3);
    folder.write("users.yaml", "users: [bob]\n");
    line("✗ ./bot.test.yaml");
    waits(4);
    folder.write("bot.test.yaml", started.replace("Hello", "Hullo"));
    line("✓ ./bot.test.yaml");
    waits(5);
    // The other file depends on none of them.
    assert_eq!(process.out.text().matches("other.test.yaml").count(), 1, "{}", process.out.text());
    process.signal("-INT");
    process.ended();
}

#[test]
fn a_watch_has_no_single_result() {
    webot(["test", "a.yaml", "--watch", "--json"]).exit(2).stderr_has("cannot be used").run();
    webot(["test", "a.yaml", "--watch", "--report", "tap"])
        .exit(2)
        .stderr_has("cannot be used together")
        .run();
    webot(["test", "a.yaml", "--watch", "--update"]).exit(2).stderr_has("`--update` cannot").run();
    webot(["test", "none.yaml", "--yes"]).exit(2).stderr_has("--update").run();
}

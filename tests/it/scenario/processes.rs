//! The bots that `webot test` starts and ends.

#![cfg(unix)]

use rexpect::process::Signal;

use crate::support::{until, webot};

/// A file that starts a bot by a line for the shell.
fn starting(command: &str, rest: &str) -> String {
    format!(
        "start: {{ command: {command:?}, port: auto, within: 5s }}\n{rest}steps: [{{ send: help, expect: {{ type: news }} }}]\n"
    )
}

fn serve() -> String {
    format!("'{}' serve rules.yaml --port ${{port}}", env!("CARGO_BIN_EXE_webot"))
}

fn test(file: &str) -> crate::support::Webot {
    let rules = "rules:\n- { pattern: help, handler: { title: a, url: 'https://example.com' } }\n- { pattern: sleep, handler: b }\n";
    webot(["test", "a.test.yaml"]).file("a.test.yaml", file).file("rules.yaml", rules)
}

/// The processes of a group that are alive; a killed one may wait for its parent.
fn alive(group: &str) -> Vec<String> {
    let listed = std::process::Command::new("ps").args(["-eo", "pgid=,stat=,args="]).output().expect("ps");
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let mut lines = listed.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let group = format!("{} ", group.trim());
    lines.by_ref().filter(|line| line.starts_with(&group) && !line[group.len()..].starts_with('Z')).collect()
}

#[test]
fn the_bot_under_test_is_started_and_ended_with_its_children() {
    let command = format!("echo $$ > group; sleep 300 & {} & wait", serve());
    let run = test(&starting(&command, ""));
    run.clone().stderr_has("1 scenario: 1 passed").run();
    let group = run.folder().read("group");
    until("the group has ended", || alive(&group).is_empty());
}

#[test]
fn the_log_of_the_bot_is_shown_when_a_step_fails() {
    let command = format!("echo loud-and-clear >&2; {}", serve());
    let file = starting(&command, "").replace("news", "image");
    test(&file).exit(1).stderr_any().stdout_has("log of the bot:").stdout_has("\"help\"").run();
    let ended = starting("echo cannot-start; exit 7", "");
    let run = test(&ended)
        .exit(1)
        .stderr_has("1 failed")
        .stdout_has("ended with exit code 7 before it opened its port");
    run.stdout_has("  | cannot-start").run();
}

#[test]
fn a_bot_that_never_listens_fails_in_time() {
    let file = starting("exec sleep 300", "").replace("5s", "200ms");
    test(&file).exit(1).stderr_any().stdout_has("did not open port").stdout_has("within 200 ms").run();
    test("start: { command: [no-such-program], port: 1 }\nsteps: [{ send: x }]")
        .exit(1)
        .stderr_any()
        .stdout_has("`no-such-program` cannot be started")
        .run();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    test(&format!("start: {{ command: [sleep, '9'], port: {port} }}\nsteps: [{{ send: x }}]"))
        .exit(1)
        .stderr_any()
        .stdout_has(format!("port {port} is already in use"))
        .run();
}

#[test]
fn a_run_whose_terminal_is_lost_ends_the_bot_and_leaves_a_report() {
    let command = format!("echo $$ > group; {}", serve());
    let file = starting(&command, "").replace("steps: [", "steps: [{ send: help }, { wait: 300s }, ");
    let run = test(&file).args(["--report", "json:r.json"]);
    let folder = run.folder().clone();
    let mut screen = run.screen(80, 24);
    until("the bot runs", || folder.path("group").is_file() && !folder.read("group").trim().is_empty());
    screen.signal(Signal::SIGHUP);
    screen.ends(130);
    let group = folder.read("group");
    until("the group has ended", || alive(&group).is_empty());
    let report = folder.read("r.json");
    assert!(report.contains(r#""interrupted":true"#), "{report}");
}

#[test]
fn an_interrupted_run_ends_the_bot_and_leaves_a_report() {
    for signal in ["-INT", "-TERM"] {
        let command = format!("echo $$ > group; {}", serve());
        let file = format!(
            "start: {{ command: {command:?}, port: auto, within: 20s }}
scenarios:
- {{ name: first, steps: [{{ send: help }}] }}
- {{ name: second, steps: [{{ send: help }}, {{ wait: 300s }}, {{ send: help }}] }}
- {{ name: third, steps: [{{ send: help }}] }}
"
        );
        let run =
            test(&file).args(["--report", "json:r.json", "--report", "junit:j.xml"]).exit(130).stderr_any();
        let folder = run.folder().clone();
        let mut process = run.spawn();
        process.out.find(|line| line.contains("first").then_some(())).expect("the first result");
        process.signal(signal);
        process.ended();
        let report = std::fs::read_to_string(folder.path("r.json")).expect("a report");
        let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
        assert_eq!(
            (&report["interrupted"], &report["passed"], &report["skipped"]),
            (&true.into(), &1.into(), &2.into())
        );
        assert!(
            std::fs::read_to_string(folder.path("j.xml")).expect("a report").ends_with("</testsuites>\n")
        );
        let group = folder.read("group");
        until("the group has ended", || alive(&group).is_empty());
    }
}

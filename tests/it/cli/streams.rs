//! Standard output and standard error: closed pipes, `--quiet`, `--verbose`.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

use super::bot;
use crate::support::{AES_KEY, APPID, DEAD_URL, encrypted, text_reply, webot};

/// Runs webot with stdout closed; returns the exit code and stderr.
fn with_closed_stdout(args: &[&str]) -> (Option<i32>, String) {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let run = webot(args);
    let output = run.command().stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped()).spawn();
    let output = output.expect("webot starts").wait_with_output().expect("webot ends");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_0_and_silent() {
    for args in [
        ["send", "--list"].as_slice(),
        &["send", "--list", "--json"],
        &["--help"],
        &["send", "--help"],
        &["--version"],
        &["completions", "bash"],
        &["send", "hi", "--dry-run"],
        &["send", "hi", "--curl"],
    ] {
        assert_eq!(with_closed_stdout(args), (Some(0), String::new()), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_after_an_answer_is_0_without_a_panic() {
    let bot = bot(&text_reply("hello"));
    for more in [None, Some("--json")] {
        let url = bot.url("/");
        let args: Vec<&str> = ["send", "hi", "--des", &url].into_iter().chain(more).collect();
        let (code, stderr) = with_closed_stdout(&args);
        assert_eq!(code, Some(0), "{stderr}");
        assert!(!stderr.contains("panicked") && !stderr.contains("error"), "{stderr}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_stderr_changes_no_exit_code() {
    let run = |args: &[&str]| {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let run = webot(args);
        let mut command = run.command();
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(writer);
        command.status().expect("webot ends").code()
    };
    assert_eq!(run(&["send", "hi", "--des", DEAD_URL]), Some(4));
    assert_eq!(run(&["send", "hi", "--nope"]), Some(2));
    assert_eq!(run(&["send", "hi", "-v", "--des", &bot("success").url("/")]), Some(0));
}

#[test]
fn quiet_prints_nothing_but_errors() {
    let warned = text_reply("x").replace("1700000000", "1700000000000");
    for answer in ["success", &text_reply("x"), &warned] {
        webot(["send", "hello", "--quiet"]).args(bot(answer).args()).stdout("").run();
    }
    webot(["send", "hi", "-q"])
        .args(bot("bare words").args())
        .exit(1)
        .stdout("")
        .stderr_starts("error[not-xml]: ")
        .run();
    webot(["send", "hi", "-q", "--des", DEAD_URL]).exit(4).stderr_starts("error: ").run();
}

#[test]
fn quiet_does_not_swallow_json() {
    let ran = webot(["send", "hi", "--quiet", "--json"]).args(bot("success").args()).run();
    assert_eq!(ran.json()["reply"]["type"], "none");
}

#[test]
fn verbose_shows_request_and_answer_on_stderr_only() {
    webot(["send", "hi", "-v"])
        .args(bot(&text_reply("x")).args())
        .stdout("x\n")
        .stderr_has("?signature=")
        .stderr_has("<Content><![CDATA[hi]]>")
        .stderr_has(text_reply("x"))
        .run();
}

#[test]
fn verbose_speaks_on_stderr_beside_json_too() {
    let bot = bot(&text_reply("hello"));
    let run = webot(["send", "hi", "-v", "--json"])
        .args(bot.args())
        .stderr_has("POST ")
        .stderr_has(text_reply("hello"));
    assert_eq!(run.run().json()["reply"]["fields"]["Content"], "hello");
}

#[test]
fn verbose_shows_the_decrypted_reply() {
    let bot = bot(&encrypted(&text_reply("inside"), "keyboardcat123", AES_KEY, APPID));
    let run = webot(["send", "hi", "-v", "--aes-key", AES_KEY, "--appid", APPID]).args(bot.args());
    run.stderr_has(text_reply("inside")).run();
}

/// Standard input that stays open and empty, as in some CI systems, must not look like a hang.
#[test]
fn whoever_waits_for_stdin_says_so() {
    for (args, reader) in [(&["send", "--dry-run"][..], "KIND"), (&["explain"], "TEXT")] {
        let run = webot(args);
        let mut child = run
            .command()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a process");
        let mut stderr = BufReader::new(child.stderr.take().expect("stderr"));
        let mut line = String::new();
        stderr.read_line(&mut line).expect("a line");
        assert!(line.contains("nothing on stdin yet") && line.contains(reader), "{line}");
        child.stdin.take().expect("stdin").write_all(b"40001\n").expect("written");
        let output = child.wait_with_output().expect("the end");
        assert!(output.status.success(), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stdout).contains("40001"), "{output:?}");
    }
}

//! Errors: their words, hints, and JSON.

use serde_json::Value;

use crate::support::{DEAD_URL, Webot, webot};

/// Returns the error in JSON, and checks that its code is the exit code.
#[track_caller]
fn error(code: i32, run: Webot) -> Value {
    let error = run.exit(code).stdout("").error();
    assert_eq!(error["code"], code);
    error
}

#[test]
fn errors_are_json_on_request() {
    assert_eq!(error(2, webot(["send", "hi", "--nope", "--json"]))["kind"], "usage");
    assert_eq!(error(2, webot(["--json", "nope"]))["kind"], "usage");
    let broken = webot(["send", "hi", "--json"]).file("wx_config.json", "{");
    assert_eq!(error(3, broken)["kind"], "config");
    assert_eq!(error(3, webot(["send", "hi", "--json", "--mode", "safe"]))["kind"], "config");
    let network = error(4, webot(["send", "hi", "--json", "--des", DEAD_URL]));
    assert_eq!(network["kind"], "connection-refused");
    assert!(network["hints"].as_array().is_some_and(|hints| !hints.is_empty()), "{network}");
}

#[test]
fn an_error_is_one_lower_case_sentence_and_hints() {
    for (code, args) in [
        (2, ["send", "hi", "--nope"]),
        (2, ["send", "hi", "--port=x"]),
        (3, ["send", "hi", "--mode=safe"]),
        (2, ["send", "--list", "qqq"]),
        (4, ["send", "hi", &format!("--des={DEAD_URL}")]),
        (2, ["send", "hi", "--set=Contnt=x"]),
        (3, ["send", "hi", "--config=missing.json"]),
    ] {
        let ran = webot(args).exit(code).stderr_any().run();
        let lines: Vec<&str> = ran.stderr.lines().filter(|line| !line.starts_with('→')).collect();
        let sentence = lines[0].strip_prefix("error: ").unwrap_or_else(|| panic!("{args:?}: {}", ran.stderr));
        assert!(!sentence.starts_with(char::is_uppercase) && !sentence.ends_with('.'), "{sentence}");
        assert!(lines.len() > 1, "no hint for {args:?}");
        for line in &lines[1..] {
            assert!(line.starts_with("hint: ") && !line.ends_with('.'), "{line}");
        }
    }
}

#[test]
fn a_close_flag_command_or_value_is_suggested() {
    for (args, suggestion) in [
        (["send", "hi", "--tokne=x"], "`--token`"),
        (["send", "hi", "--expect-tpye=text"], "`--expect-type`"),
        (["sned", "hi", "-q"], "`send`"),
        (["verify-ulr", "http://127.0.0.1/", "-q"], "`verify-url`"),
        (["send", "hi", "--mode=sfae"], "safe"),
        (["send", "hi", "--color=sometimes"], "always"),
    ] {
        let ran = webot(args).exit(2).stderr_any().stdout("").run();
        let hinted = ran.stderr.lines().any(|line| line.starts_with("hint: ") && line.contains(suggestion));
        assert!(hinted, "{suggestion}: {}", ran.stderr);
    }
}

#[test]
fn a_flag_without_its_value_is_named() {
    webot(["send", "hi", "--token"]).exit(2).stderr_has("error: `--token").stderr_has("needs a value").run();
}

#[test]
fn flags_that_exclude_each_other_are_both_named() {
    webot(["send", "hi", "--dry-run", "--curl"]).exit(2).stderr_has("--dry-run").stderr_has("--curl").run();
}

#[test]
fn an_unexpected_word_is_not_called_an_option() {
    webot(["verify-url", "http://127.0.0.1:1/", "superfluous"])
        .exit(2)
        .stderr_has("`superfluous`")
        .stderr_lacks("unknown option `superfluous`")
        .run();
}

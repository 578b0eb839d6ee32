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
        (["bench", "hi", "--errors=1"], "`--max-errors`"),
        (["pay", "query", "A0000001"], "`--out-trade-no A0000001` or `--transaction-id A0000001`?"),
        (["tag", "create", "--name=x"], "give it without `--name`: `webot tag create <NAME>`"),
        (["tag", "rename", "--id=x"], "`webot tag rename <ID> <NAME>`"),
    ] {
        let ran = webot(args).exit(2).stderr_any().stdout("").run();
        let hinted = ran.stderr.lines().any(|line| line.starts_with("hint: ") && line.contains(suggestion));
        assert!(hinted, "{suggestion}: {}", ran.stderr);
    }
}

#[test]
fn a_second_value_of_a_list_is_told_from_an_argument() {
    webot(["work", "message", "text", "hi", "--to", "zhangsan", "lisi"])
        .exit(2)
        .stderr_has("did you mean `--to lisi`?")
        .run();
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

#[test]
fn a_number_out_of_range_is_told_the_range() {
    for (args, said) in [
        (&["mock", "--port", "99999"][..], "`--port` `99999` is not a number from 0 to 65535"),
        (&["mock", "--port", "abc"], "`--port` `abc` is not a number"),
        (
            &["mock", "--followers", "99999999999999999999999"],
            "`--followers` `99999999999999999999999` is too large",
        ),
        (&["mock", "--drop", "0"], "`--drop` `0` is less than 1"),
        (&["mini", "code", "create", "a", "--width", "5"], "`--width` `5` is not a number from 280 to 1280"),
        (&["send", "hi", "--users", "1"], "`--users` `1` is not a number from 2 to 100"),
        (&["token", "get", "--retries", "11"], "`--retries` `11` is not a number from 0 to 10"),
        (&["draft", "list", "--count", "99", "--mock"], "`--count` `99` is not a number from 1 to 20"),
    ] {
        webot(args).exit(2).stderr_has(said).run();
    }
    webot(["mock", "--port", "99999", "--lang", "zh"]).exit(2).stderr_has("不是 0 到 65535 之间的数").run();
}

#[test]
fn an_error_names_a_flag_as_it_was_typed() {
    let typed = [
        (&["send", "hi", "--url", "ftp://x"][..], "--url", "--des"),
        (&["send", "hi", "--url=ftp://x"], "--url", "--des"),
        (&["send", "hi", "-d", "ftp://x"], "-d", "--des"),
        (&["send", "hi", "-t", ""], "-t", "--token"),
        (&["send", "--xml", "a.xml", "--openid", "o"], "--openid", "--user"),
        (&["send", "hi", "--demo", "--url", "http://x"], "--url", "--destination"),
        (&["send", "hi", "--destina", "ftp://x"], "--destina", "--des"),
    ];
    for (line, typed, full) in typed {
        let ran = webot(line).exit(2).stderr_any().run();
        let names =
            |text: &str, flag: &str| text.split([' ', '`', '=', ':', ',', '"']).any(|word| word == flag);
        assert!(names(&ran.stderr, typed) && !names(&ran.stderr, full), "{line:?}: {}", ran.stderr);
        let json = error(2, webot(line).args(["--json"]));
        let said = json.to_string();
        assert!(names(&said, typed) && !names(&said, full), "{line:?}: {said}");
    }
    let ran = webot(["send", "hi", "--destination", "ftp://x"]).exit(2).stderr_any().run();
    assert!(ran.stderr.starts_with("error: `--destination` `ftp://x` is not a URL"), "{}", ran.stderr);
    // The bot's address is that of a hint.
    webot(["send", "hi", "--url", "http://127.0.0.1:1"]).exit(4).stderr_has("--url").run();
}

#[test]
fn an_error_names_what_was_typed() {
    let article = "---\ntitle: a\ncover: own.jpg\n---\ntext\n";
    let home = Webot::new().file("a.md", article).file("b.md", "# b\n\ntext\n");
    for (args, said) in [
        (
            &["draft", "add", "b.md", "--cover", "none.jpg", "--mock"][..],
            "`--cover`: `none.jpg` cannot be read",
        ),
        (&["draft", "add", "a.md", "--mock"], "`FILE`: `own.jpg` cannot be read"),
        (&["stats", "user-summary", "--from", "2026-13-01", "--mock"], "`--from` `2026-13-01` is not a date"),
        (&["tag", "add", "2", "@none.txt", "--mock"], "`none.txt` cannot be read"),
        (&["menu", "lint", "none.json"], "`FILE`: `none.json`"),
        (&["oauth", "refresh", "oNobody", "--mock"], "or give --refresh-token"),
        (&["oauth", "check", "oNobody", "--mock"], "or give --access-token"),
    ] {
        home.webot(args).exit_in([2, 3]).stderr_has(said).stderr_lacks("`stdin`").run();
    }
}

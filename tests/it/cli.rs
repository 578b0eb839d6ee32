//! What holds for every command: exit codes, streams, words, language, colour, secrets.

use std::process::Stdio;

use serde_json::Value;

use crate::support::{
    ACCEPTED, AES_KEY, APPID, Bot, Ran, Webot, encrypted, http, text_reply, webot, xml_reply,
};

fn bot(answer: &str) -> Bot {
    let answer = http(200, answer);
    Bot::answering(move |_| answer.clone())
}

/// Nothing listens on port 1, and no test is ever given it.
const DEAD_URL: &str = "http://127.0.0.1:1/";

/// The error that `--json` tells, whose code is the exit code too.
#[track_caller]
fn error(code: i32, run: Webot) -> Value {
    let error = run.exit(code).stdout("").error();
    assert_eq!(error["code"], code);
    error
}

// Exit codes.

#[test]
fn done_is_0() {
    webot(["send", "hi"]).args(bot("success").args()).stderr_ends(ACCEPTED).run();
    webot(["send", "--demo", "hi"]).stderr_ends(ACCEPTED).run();
}

#[test]
fn a_no_of_the_other_side_is_1() {
    webot(["send", "hi"]).args(bot("bare words").args()).exit(1).stderr_has("`bare words`").run();
    webot(["send", "hi", "--expect-none"])
        .args(bot(&text_reply("x")).args())
        .exit(1)
        .stderr_has("error[expect-none]: --expect-none is not met")
        .run();
    let refusing = Bot::answering(|_| http(403, "Invalid signature"));
    webot(["send", "hi"])
        .args(refusing.args())
        .exit(1)
        .stderr_has("error[http-status]: 403: the bot refuses the signature")
        .run();
}

#[test]
fn wrong_usage_is_2() {
    webot(["send", "hi", "--nope"]).exit(2).stderr_has("`--nope`").run();
    webot(["nope"]).exit(2).stderr_has("`nope`").run();
    webot(["send"]).exit(2).stderr_has("hint: ").stderr_has("`webot send --list`").run();
}

#[test]
fn configuration_is_3() {
    webot(["send", "hi", "--config", "missing.json"]).exit(3).stderr_has("`missing.json`").run();
    webot(["send", "hi", "--dry-run"])
        .file("wx_config.json", "[]")
        .exit(3)
        .stderr_has("line 1, column 1: expected an object")
        .run();
    webot(["send", "hi", "--mode", "safe", "--dry-run"])
        .exit(3)
        .stderr_has("error: the EncodingAESKey is missing")
        .run();
}

#[test]
fn a_wrong_value_in_the_file_is_configuration_too() {
    for file in [r#"{"mode": "secret"}"#, r#"{"url": "ftp://example.com/"}"#] {
        webot(["send", "hi", "--dry-run"])
            .file("wx_config.json", file)
            .exit(3)
            .stderr_has("wx_config.json")
            .run();
    }
}

#[test]
fn a_token_of_digits_is_taken_or_refused_but_not_ignored() {
    let run = webot(["send", "hi", "--dry-run", "--timestamp", "1700000000", "--nonce", "42"]);
    let ran = run.file("wx_config.json", r#"{"token": 12345}"#).exit_in([0, 3]).stderr_any().run();
    let taken = ran.stdout.contains(&webot::sign::callback::signature("12345", "1700000000", "42"));
    assert!(ran.code == 3 || taken, "{}\n{}", ran.stdout, ran.stderr);
}

#[test]
fn no_connection_is_4() {
    webot(["send", "hi", "--des", DEAD_URL]).exit(4).stderr_has("error: nothing listens at http://").run();
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

// Words.

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
fn what_is_nearly_a_flag_a_command_or_a_value_is_suggested() {
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
fn a_superfluous_word_is_not_called_an_option() {
    webot(["verify-url", "http://127.0.0.1:1/", "superfluous"])
        .exit(2)
        .stderr_has("`superfluous`")
        .stderr_lacks("no option `superfluous`")
        .run();
}

// Streams.

/// What comes of webot when nobody reads its output: the exit code and stderr.
fn unread(args: &[&str]) -> (Option<i32>, String) {
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
        assert_eq!(unread(args), (Some(0), String::new()), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_after_an_answer_is_0_without_a_panic() {
    let bot = bot(&text_reply("hello"));
    for more in [None, Some("--json")] {
        let url = bot.url("/");
        let args: Vec<&str> = ["send", "hi", "--des", &url].into_iter().chain(more).collect();
        let (code, stderr) = unread(&args);
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
        webot(["send", "imgae", "--quiet"]).args(bot(answer).args()).stdout("").run();
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
fn verbose_shows_the_decrypted_reply() {
    let bot = bot(&encrypted(&text_reply("inside"), "keyboardcat123", AES_KEY, APPID));
    let run = webot(["send", "hi", "-v", "--aes-key", AES_KEY, "--appid", APPID]).args(bot.args());
    run.stderr_has(text_reply("inside")).run();
}

// Colour.

/// Whether there are escape sequences on stdout (of a list) and on stderr (of an error).
fn coloured(args: &[&str], env: &[(&str, &str)]) -> (bool, bool) {
    let list = webot(["send", "--list", "CLICK"]).args(args).envs(env).stdout_has("CLICK").run();
    let error =
        webot(["send", "hi", "--port=x"]).args(args).envs(env).exit(2).stderr_has("error").stderr_any().run();
    (list.stdout.contains('\u{1b}'), error.stderr.contains('\u{1b}'))
}

#[test]
fn a_pipe_has_no_colour() {
    assert_eq!(coloured(&[], &[]), (false, false));
    assert_eq!(coloured(&[], &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]), (false, false));
}

#[test]
fn the_flag_is_over_the_variables() {
    assert_eq!(coloured(&["--color", "always"], &[]), (true, true));
    assert_eq!(coloured(&["--color=always"], &[("NO_COLOR", "1")]), (true, true));
    assert_eq!(coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]), (false, false));
}

#[test]
fn no_color_is_over_clicolor_force() {
    assert_eq!(coloured(&[], &[("CLICOLOR_FORCE", "1")]), (true, true));
    assert_eq!(coloured(&[], &[("CLICOLOR_FORCE", "0")]), (false, false));
    assert_eq!(coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), (false, false));
    assert_eq!(coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]), (true, true));
}

#[test]
fn help_is_coloured_as_everything_else() {
    assert!(webot(["send", "--help", "--color", "always"]).run().stdout.contains('\u{1b}'));
    assert!(!webot(["send", "--help"]).run().stdout.contains('\u{1b}'));
}

#[test]
fn what_programs_read_is_never_coloured() {
    let bot = bot(&xml_reply("image", "<Image><MediaId>m</MediaId></Image>"));
    let run = |args: &[&str]| {
        let run = webot(args).args(["--color", "always"]).env("PORT", &bot.args()[1]);
        run.stdout_lacks('\u{1b}')
    };
    for args in [
        ["send", "hi", "--json"].as_slice(),
        &["send", "hi", "--dry-run"],
        &["send", "hi", "--curl"],
        &["send", "--list", "--json"],
        &["completions", "bash"],
    ] {
        run(args).run();
    }
    run(&["send", "hi", "--json", "--port=x"]).exit(2).stderr_lacks('\u{1b}').run();
}

// Text from the other side.

#[test]
fn bidi_characters_of_a_reply_are_passed_on_when_piped() {
    let content = "a\u{202e}b\u{2066}c\u{200f}d";
    let bot = bot(&text_reply(content));
    assert_eq!(
        webot(["send", "hi"]).args(bot.args()).stderr_ends(ACCEPTED).run().stdout,
        format!("{content}\n")
    );
    webot(["send", "hi", "--json"]).args(bot.args()).stdout_has(content).run();
}

#[test]
fn escape_sequences_of_a_reply_are_passed_on_when_piped() {
    let content = "a\u{1b}[31mred\u{1b}[0m\u{1b}]0;title\u{7}\u{9b}1mz";
    let bot = bot(&text_reply(content));
    // XML has no place for them, so the reply is broken, and still shown as it is.
    let json = webot(["send", "hi", "--json"]).args(bot.args()).exit(1).run().json();
    assert_eq!(json["reply"]["fields"]["Content"], content);
    assert_eq!(json["raw"], text_reply(content));
    for color in ["auto", "never", "always"] {
        webot(["send", "hi", "--color", color])
            .args(bot.args())
            .exit(1)
            .stdout(format!("{content}\n"))
            .stderr_has("U+001B")
            .run();
    }
}

#[test]
fn escape_sequences_of_what_is_no_reply_are_passed_on_when_piped() {
    let body = "\u{1b}[31mTraceback\u{1b}[0m: no";
    let bot = bot(body);
    webot(["send", "hi", "-v"]).args(bot.args()).exit(1).stdout(format!("{body}\n")).stderr_has(body).run();
}

// Language.

#[track_caller]
fn speaks(chinese: bool, args: &[&str], env: &[(&str, &str)]) {
    let mut run = webot(["send", "hi", "--port=x"]).args(args);
    for (name, value) in env {
        run = run.env(name, value);
    }
    let ran = run.exit(2).stderr_any().run();
    let (error, hint) = if chinese { ("错误: ", "提示: ") } else { ("error: ", "hint: ") };
    assert!(ran.stderr.starts_with(error), "{args:?} {env:?}: {}", ran.stderr);
    assert!(ran.stderr.lines().any(|line| line.starts_with(hint)), "{args:?} {env:?}: {}", ran.stderr);
}

#[test]
fn english_is_spoken_unless_something_says_chinese() {
    speaks(false, &[], &[]);
    speaks(false, &[], &[("LANG", "C.UTF-8")]);
    speaks(false, &[], &[("LANG", "fr_FR.UTF-8")]);
    speaks(true, &[], &[("LANG", "zh_CN.UTF-8")]);
    speaks(true, &[], &[("LANG", "zh_TW")]);
}

#[test]
fn lang_is_under_lc_all_under_webot_lang_under_the_flag() {
    speaks(true, &[], &[("LC_ALL", "zh_CN.UTF-8"), ("LANG", "en_US.UTF-8")]);
    speaks(false, &[], &[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")]);
    speaks(true, &[], &[("LC_ALL", ""), ("LANG", "zh_CN.UTF-8")]);
    speaks(true, &[], &[("WEBOT_LANG", "zh"), ("LC_ALL", "en_US.UTF-8")]);
    speaks(false, &[], &[("WEBOT_LANG", "en"), ("LC_ALL", "zh_CN.UTF-8"), ("LANG", "zh_CN.UTF-8")]);
    speaks(true, &[], &[("WEBOT_LANG", ""), ("LANG", "zh_CN.UTF-8")]);
    speaks(false, &["--lang", "en"], &[("WEBOT_LANG", "zh")]);
    speaks(true, &["--lang=zh"], &[("WEBOT_LANG", "en"), ("LC_ALL", "C")]);
}

#[test]
fn a_language_that_is_not_spoken_is_wrong_usage() {
    webot(["send", "hi", "--lang", "fr"]).exit(2).stderr_has("`fr`").stderr_has("zh").run();
}

#[test]
fn what_is_sent_does_not_choose_the_language() {
    webot(["send", "--port=x", "--", "--lang", "zh"]).exit(2).stderr_starts("error: ").run();
}

// Secrets.

const TOKEN: &str = "Sup3rS3cretT0ken";

#[track_caller]
fn tells_no(secrets: &[&str], ran: &Ran) {
    for secret in secrets {
        assert!(!ran.stdout.contains(secret), "`{secret}` on stdout: {}", ran.stdout);
        assert!(!ran.stderr.contains(secret), "`{secret}` on stderr: {}", ran.stderr);
    }
}

#[test]
fn token_and_key_are_never_shown() {
    let signed = bot(&encrypted(&text_reply("x"), TOKEN, AES_KEY, APPID));
    let forged = bot(&encrypted(&text_reply("x"), "another", AES_KEY, "wxother"));
    let refusing = Bot::answering(|_| http(403, "Invalid signature"));
    let file =
        format!(r#"{{"token":"{TOKEN}","encoding_aes_key":"{AES_KEY}","appid":"{APPID}","mode":"safe"}}"#);
    for url in [signed.url("/"), forged.url("/"), refusing.url("/"), DEAD_URL.to_owned()] {
        for more in [
            &[][..],
            &["-v"],
            &["--json"],
            &["-v", "--json"],
            &["--dry-run"],
            &["--dry-run", "--json"],
            &["--curl"],
        ] {
            let run = webot(["send", "hi", "--des", &url]).args(more).exit_in([0, 1, 4]).stderr_any();
            let by_flag = ["--token", TOKEN, "--aes-key", AES_KEY, "--appid", APPID, "--mode", "safe"];
            tells_no(&[TOKEN, AES_KEY], &run.webot(by_flag).run());
            let by_variable = run.webot(["--mode", "safe"]).env("WX_TOKEN", TOKEN);
            let by_variable = by_variable.env("WX_AES_KEY", AES_KEY).env("WX_APPID", APPID);
            tells_no(&[TOKEN, AES_KEY], &by_variable.run());
            tells_no(&[TOKEN, AES_KEY], &run.file("wx_config.json", &file).run());
        }
    }
}

#[test]
fn wrong_usage_shows_no_secret() {
    let spoilt = format!("{AES_KEY}x");
    for args in [
        ["--token", TOKEN, "--nope"].as_slice(),
        &["--tokne=Sup3rS3cretT0ken"],
        &["--token", "Sup3rS3cretT0ken ", "--des", "http://127.0.0.1:1/"],
        &["--aes-key", &spoilt, "--appid", APPID],
        &["--aes-key", "Sup3rS3cretT0ken!", "--appid", APPID],
    ] {
        let run = webot(["send", "hi"]).args(args).exit_in([2, 4]).stderr_has("error");
        tells_no(&[TOKEN, AES_KEY], &run.clone().run());
        tells_no(&[TOKEN, AES_KEY], &run.args(["--json"]).run());
    }
}

/// Files that are no JSON, and the line at which each goes wrong.
const BROKEN_FILES: [(&str, usize); 8] = [
    ("{\n  \"appid\": \"wx1\"\n  \"token\": \"abc12\"\n}", 3),
    ("{\"token\": \"abc12\",}", 1),
    ("{\n  \"token\": \"abc12\n}", 2),
    ("{\n  \"token\":\n    'abc12'\n}", 3),
    ("{\n  \"token\":\n    abc12\n}", 3),
    ("{\n  token: 'abc12'\n}", 2),
    ("{ \"abc12\" }", 1),
    ("abc12", 1),
];

#[test]
fn a_bad_config_file_shows_no_secret() {
    for (file, _) in BROKEN_FILES {
        for more in [&[][..], &["--json"], &["-v"]] {
            let ran = webot(["send", "hi"])
                .args(more)
                .file("wx_config.json", file)
                .exit(3)
                .stderr_has("/wx_config.json`, line")
                .run();
            tells_no(&["abc12"], &ran);
        }
    }
}

#[test]
fn a_bad_config_file_is_told_by_line() {
    for (file, line) in BROKEN_FILES {
        let ran = webot(["send", "hi"]).file("wx_config.json", file).exit(3).stderr_lacks("column 0").run();
        let at = format!("wx_config.json`, line {line}, column ");
        assert!(ran.stderr.contains(&at), "{file}\n{}", ran.stderr);
    }
}

#[test]
fn a_password_in_the_url_is_not_shown() {
    let bot = bot("success");
    let with_password = |url: String| url.replace("http://", "http://user:hunter2@");
    for url in [with_password(bot.url("/")), with_password(DEAD_URL.to_owned())] {
        for more in [&[][..], &["-v"], &["--json"], &["--dry-run"], &["--dry-run", "--json"], &["--curl"]] {
            let run = webot(["send", "hi", "--des", &url]).args(more).exit_in([0, 4]);
            tells_no(&["hunter2"], &run.stderr_any().run());
        }
    }
    let heard = bot.heard();
    assert!(
        heard.iter().all(|heard| heard.header("Authorization") == Some("Basic dXNlcjpodW50ZXIy")),
        "{heard:?}"
    );
}

#[test]
fn a_password_in_the_url_is_shown_on_request() {
    let url = "http://user:hunter2@127.0.0.1:3000/";
    webot(["send", "hi", "--curl", "--show-secrets", "--des", url]).stdout_has("user:hunter2@").run();
}

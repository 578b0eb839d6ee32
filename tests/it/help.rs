//! Help and version: complete in both languages, the same by every way to it.

use unicode_width::UnicodeWidthStr;

use crate::support::webot;

fn help(args: &[&str], lang: &str) -> String {
    let ran = webot(args).args(["--lang", lang]).run().code(0);
    assert_eq!(ran.stderr, "");
    ran.stdout
}

#[test]
fn nothing_or_help_shows_the_commands() {
    let bare = webot([""; 0]).run().code(0);
    assert_eq!(bare.stderr, "");
    for command in ["send", "verify-url", "completions", "man", "help"] {
        assert!(bare.stdout.contains(&format!("\n  {command} ")), "{command}: {}", bare.stdout);
    }
    for ways in ["help", "--help", "-h"] {
        assert_eq!(webot([ways]).run().code(0).stdout, bare.stdout, "{ways}");
    }
}

#[test]
fn help_of_a_command_is_the_same_by_every_way() {
    for command in ["send", "verify-url", "completions", "man"] {
        let long = help(&[command, "--help"], "en");
        assert_eq!(help(&[command, "-h"], "en"), long);
        assert_eq!(help(&["help", command], "en"), long);
        assert!(long.contains(&format!("webot {command}")), "{long}");
    }
}

#[test]
fn help_of_a_command_may_come_after_global_flags() {
    let expected = help(&["send", "--help"], "zh");
    assert_eq!(webot(["--lang=zh", "help", "send"]).run().code(0).stdout, expected);
    assert_eq!(webot(["--lang", "zh", "help", "send"]).run().code(0).stdout, expected);
    assert_eq!(webot(["--color", "never", "--lang", "zh", "help", "send"]).run().code(0).stdout, expected);
}

#[test]
fn help_of_no_command_is_wrong_usage() {
    let ran = webot(["help", "sned"]).run().code(2);
    assert!(ran.stderr.contains("`sned`") && ran.stderr.contains("`send`"), "{}", ran.stderr);
}

#[test]
fn help_is_also_a_word_that_can_be_sent() {
    let ran = webot(["send", "help", "--dry-run"]).run().code(0);
    assert!(ran.stdout.contains("<![CDATA[help]]>"), "{}", ran.stdout);
}

#[test]
fn the_version_is_the_packages() {
    for flag in ["--version", "-V"] {
        assert_eq!(webot([flag]).run().code(0).stdout, format!("webot {}\n", env!("CARGO_PKG_VERSION")));
    }
}

#[test]
fn help_of_send_shows_what_webot_clis_users_type() {
    let help = help(&["help", "send"], "en");
    for words in [
        "webot send loc 20.12 120.33",
        "webot send event CLICK",
        "webot send scan 101",
        "--des",
        "-u, --user",
    ] {
        assert!(help.contains(words), "{words}");
    }
}

/// Every command by name, and every flag and argument that it shows, as it stands in the help.
fn tree() -> Vec<(Option<String>, Vec<String>)> {
    let mut root = webot::cli::command();
    root.build();
    let shown = |command: &clap::Command| {
        let arguments = command.get_arguments().filter(|argument| !argument.is_hide_set());
        arguments
            .map(|argument| match argument.get_long() {
                Some(long) => format!("--{long}"),
                None => argument.get_value_names().expect("a value name")[0].to_string(),
            })
            .collect()
    };
    let mut commands = vec![(None, shown(&root))];
    for command in root.get_subcommands() {
        commands.push((Some(command.get_name().to_owned()), shown(command)));
    }
    commands
}

/// The words beside or below an entry of the help.
fn described(help: &str, entry: &str) -> Option<String> {
    let lines: Vec<&str> = help.lines().collect();
    let matches = |line: &str| {
        let line = line.trim_start();
        let line =
            if line.starts_with('-') && !line.starts_with("--") { line.get(4..).unwrap_or("") } else { line };
        let line = line.strip_prefix(['<', '[']).unwrap_or(line);
        line.strip_prefix(entry)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '[', ']', '>', '=']))
    };
    let at = lines.iter().position(|line| line.starts_with("  ") && matches(line))?;
    let beside = lines[at].trim().split_once("  ").map_or("", |(_, words)| words.trim());
    let below =
        lines[at + 1..].iter().take_while(|line| line.starts_with("        ")).map(|line| line.trim());
    Some(std::iter::once(beside).chain(below).collect::<Vec<_>>().join(" "))
}

fn is_chinese(words: &str) -> bool {
    words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn every_command_and_flag_is_described_in_both_languages() {
    let tree = tree();
    for lang in ["en", "zh"] {
        for (command, entries) in &tree {
            let args: Vec<&str> = command.as_deref().into_iter().chain(["--help"]).collect();
            let help = help(&args, lang);
            let subcommands = tree.iter().filter_map(|(name, _)| name.clone()).filter(|_| command.is_none());
            for entry in entries.iter().cloned().chain(subcommands) {
                let words =
                    described(&help, &entry).unwrap_or_else(|| panic!("no `{entry}` in {lang}:\n{help}"));
                assert!(words.chars().any(char::is_alphabetic), "`{entry}` says nothing in {lang}:\n{help}");
                assert_eq!(is_chinese(&words), lang == "zh", "`{entry}` in {lang} says: {words}");
            }
            let about = help.lines().next().unwrap_or_default();
            assert_eq!(is_chinese(about), lang == "zh", "{about}");
        }
    }
}

#[test]
fn chinese_help_can_be_wrapped_everywhere() {
    for (command, _) in tree() {
        let args: Vec<&str> = command.as_deref().into_iter().chain(["--help"]).collect();
        for line in help(&args, "zh").lines() {
            for run in line.split(' ') {
                assert!(run.width() <= 60, "{} columns without a blank: {run}", run.width());
            }
        }
    }
}

#[test]
fn chinese_help_has_no_english_headings_or_notes() {
    for (command, _) in tree() {
        let args: Vec<&str> = command.as_deref().into_iter().chain(["--help"]).collect();
        let help = help(&args, "zh");
        for english in
            ["Usage", "Options", "Arguments", "Commands", "[possible values", "[default", "[alias", "[env"]
        {
            assert!(!help.contains(english), "`{english}` in:\n{help}");
        }
    }
}

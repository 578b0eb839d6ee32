//! Help and version: complete in both languages, the same by every way to it.

use unicode_width::UnicodeWidthStr;

use crate::support::webot;

fn help(args: &[&str], lang: &str) -> String {
    let ran = webot(args).args(["--lang", lang]).run();
    assert_eq!(ran.stderr, "");
    ran.stdout
}

#[test]
fn nothing_or_help_shows_the_commands() {
    let bare = webot([""; 0]).run();
    assert_eq!(bare.stderr, "");
    for command in ["send", "verify-url", "completions", "man", "help"] {
        assert!(bare.stdout.contains(&format!("\n  {command} ")), "{command}: {}", bare.stdout);
    }
    for ways in ["help", "--help", "-h"] {
        assert_eq!(webot([ways]).run().stdout, bare.stdout, "{ways}");
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
    assert_eq!(webot(["--lang=zh", "help", "send"]).run().stdout, expected);
    assert_eq!(webot(["--lang", "zh", "help", "send"]).run().stdout, expected);
    assert_eq!(webot(["--color", "never", "--lang", "zh", "help", "send"]).run().stdout, expected);
}

#[test]
fn help_of_no_command_is_wrong_usage() {
    webot(["help", "sned"]).exit(2).stderr_has("`sned`").stderr_has("`send`").run();
}

#[test]
fn help_is_also_a_word_that_can_be_sent() {
    webot(["send", "help", "--dry-run"]).stdout_has("<![CDATA[help]]>").run();
}

#[test]
fn the_version_is_the_packages() {
    for flag in ["--version", "-V"] {
        assert_eq!(webot([flag]).run().stdout, format!("webot {}\n", env!("CARGO_PKG_VERSION")));
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

/// A command of the tree.
struct Entry {
    /// The words after `webot`.
    words: Vec<String>,
    /// The flags, arguments and subcommands that its help shows, as they stand there.
    shown: Vec<String>,
}

impl Entry {
    fn help(&self, lang: &str) -> String {
        let words: Vec<&str> = self.words.iter().map(String::as_str).chain(["--help"]).collect();
        help(&words, lang)
    }
}

/// Every command, however deep it stands.
fn tree() -> Vec<Entry> {
    fn walk(command: &clap::Command, words: &[String], found: &mut Vec<Entry>) {
        let arguments = command.get_arguments().filter(|argument| !argument.is_hide_set());
        let arguments = arguments.map(|argument| match argument.get_long() {
            Some(long) => format!("--{long}"),
            None => argument.get_value_names().expect("a value name")[0].to_string(),
        });
        let subcommands = || command.get_subcommands().filter(|subcommand| !subcommand.is_hide_set());
        let shown =
            arguments.chain(subcommands().map(|subcommand| subcommand.get_name().to_owned())).collect();
        found.push(Entry { words: words.to_vec(), shown });
        for subcommand in subcommands() {
            let words = [words, &[subcommand.get_name().to_owned()]].concat();
            walk(subcommand, &words, found);
        }
    }
    let mut root = webot::cli::command();
    root.build();
    let mut found = Vec::new();
    walk(&root, &[], &mut found);
    found
}

#[test]
fn the_tree_holds_every_command_of_the_table() {
    let tree = tree();
    for command in webot::api::endpoints().filter_map(|endpoint| endpoint.command) {
        assert!(tree.iter().any(|entry| entry.words.join(" ") == command), "{command}");
    }
}

#[test]
fn every_command_has_a_man_page() {
    let folder = tempfile::tempdir().expect("a folder");
    webot(["man", folder.path().to_str().expect("UTF-8")]).run();
    for Entry { words, shown } in tree().into_iter().filter(|entry| entry.words != ["help"]) {
        let name = ["webot".to_owned()].into_iter().chain(words).collect::<Vec<_>>().join("-");
        let page = std::fs::read_to_string(folder.path().join(format!("{name}.1"))).expect(&name);
        for flag in shown.iter().filter(|shown| shown.starts_with("--")) {
            assert!(page.contains(&flag.replace('-', r"\-")), "{name}.1 has no {flag}");
        }
    }
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
    words.chars().any(|c| c == '、' || ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn every_command_and_flag_is_described_in_both_languages() {
    for entry in tree() {
        for lang in ["en", "zh"] {
            let help = entry.help(lang);
            for shown in &entry.shown {
                let words =
                    described(&help, shown).unwrap_or_else(|| panic!("no `{shown}` in {lang}:\n{help}"));
                assert!(words.chars().any(char::is_alphabetic), "`{shown}` says nothing in {lang}:\n{help}");
                assert_eq!(is_chinese(&words), lang == "zh", "`{shown}` in {lang} says: {words}\n{help}");
            }
            let about = help.lines().next().unwrap_or_default();
            assert_eq!(is_chinese(about), lang == "zh", "{:?}: {about}", entry.words);
        }
    }
}

#[test]
fn chinese_help_can_be_wrapped_everywhere() {
    for entry in tree() {
        for line in entry.help("zh").lines() {
            // What is typed as it stands, such as a URL, is one word however long it is.
            for run in line.split(' ').filter(|run| !run.is_ascii()) {
                assert!(run.width() <= 60, "{} columns without a blank: {run}", run.width());
            }
        }
    }
}

#[test]
fn chinese_help_has_no_english_headings_or_notes() {
    for entry in tree() {
        let help = entry.help("zh");
        for english in [
            "Usage",
            "Options",
            "Arguments",
            "Commands",
            "[possible values",
            "[default",
            "[alias",
            "[env",
            "Documents",
            "Example",
        ] {
            assert!(!help.contains(english), "`{english}` in:\n{help}");
        }
    }
}

#[test]
fn help_of_an_endpoint_names_its_page_and_an_example() {
    for endpoint in webot::api::endpoints() {
        let Some(command) = endpoint.command else { continue };
        for lang in ["en", "zh"] {
            // Long lines are broken.
            let flat = |text: &str| text.split_whitespace().collect::<String>();
            let words: Vec<&str> = command.split(' ').chain(["--help"]).collect();
            let help = flat(&help(&words, lang));
            assert!(help.contains(endpoint.docs), "{command}:\n{help}");
            let example = flat(&format!("webot {command} {}", endpoint.example));
            assert!(endpoint.example.is_empty() || help.contains(&example), "{command}:\n{help}");
        }
    }
}

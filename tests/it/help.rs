//! Help and version: complete in both languages, the same by every way to it.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

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
        "webot send --demo loc 20.12 120.33",
        "webot send --demo event CLICK",
        "webot send --demo scan 101",
        "--des",
        "-u, --user",
    ] {
        assert!(help.contains(words), "{words}");
    }
}

/// A command of the tree.
pub struct Entry {
    /// The words after `webot`.
    pub words: Vec<String>,
    /// The flags, arguments and subcommands that its help shows, as they stand there.
    pub shown: Vec<String>,
}

impl Entry {
    fn help(&self, lang: &str) -> String {
        let words: Vec<&str> = self.words.iter().map(String::as_str).chain(["--help"]).collect();
        help(&words, lang)
    }
}

/// Returns every command, however deep, from `tests/tree.txt`, which the library compares with the commands.
pub fn tree() -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    for line in include_str!("../tree.txt").lines() {
        let is_argument = |word: &&str| word.starts_with(['-', '<', '[']);
        let (arguments, words): (Vec<&str>, Vec<&str>) = line.split(' ').skip(1).partition(is_argument);
        let is_hidden = |word: &str| word.ends_with("(hidden)");
        if words.last().is_some_and(|word| is_hidden(word)) {
            continue;
        }
        // The other names of a command or a flag follow after `|`.
        let words: Vec<String> =
            words.iter().map(|word| word.split('|').next().unwrap_or(word).to_owned()).collect();
        let mut shown: Vec<String> =
            arguments.into_iter().filter(|word| !is_hidden(word)).map(argument_name).collect();
        if let [above @ .., name] = &words[..] {
            // The flags of the first line are those of every command.
            let flags =
                found[0].shown.iter().filter(|shown| shown.starts_with("--") && *shown != "--version");
            shown.extend(flags.cloned().collect::<Vec<_>>());
            let group = found.iter_mut().find(|entry| entry.words == above).expect("a group");
            group.shown.push(name.clone());
        }
        found.push(Entry { words, shown });
    }
    assert!(found.len() > 50, "{} commands", found.len());
    found
}

/// Returns the name of an argument of the tree as help shows it: `--file` of `-f|--file=<FILE>`, `KIND` of `[KIND]`.
fn argument_name(argument: &str) -> String {
    if argument.starts_with('-') {
        let mut names = argument.split(['=', '[']).next().unwrap_or(argument).split('|');
        return names.find(|name| name.starts_with("--")).expect("a long name").to_owned();
    }
    argument.trim_end_matches("...").trim_matches(['<', '>', '[', ']']).to_owned()
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
    // The usage may be longer than a line.
    let is_usage = |line: &&str| line.starts_with("Usage") || line.starts_with("用法");
    let lines = help.lines().skip_while(|line| !is_usage(line)).skip_while(|line| !line.is_empty());
    let lines: Vec<&str> = lines.collect();
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

pub fn is_chinese(words: &str) -> bool {
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
                let defaults = words.matches("[default: ").count() + words.matches("[默认：").count();
                assert!(defaults < 2, "`{shown}` in {lang} has two defaults: {words}");
            }
            let about = help.lines().next().unwrap_or_default();
            assert_eq!(is_chinese(about), lang == "zh", "{:?}: {about}", entry.words);
        }
    }
}

#[test]
fn help_is_no_wider_than_the_terminal() {
    for entry in tree() {
        for (columns, lang) in [(40, "en"), (40, "zh"), (80, "en"), (80, "zh"), (120, "en"), (120, "zh")] {
            let words = entry.words.iter().map(String::as_str).chain(["--help", "--lang", lang]);
            let help = webot(words).env("COLUMNS", columns.to_string()).run().stdout;
            for line in help.lines() {
                // A URL, a flag with its value, or another word that is typed as it stands, is not broken.
                let typed = line.trim_end_matches(" \\").trim();
                let words = typed.split(' ').count();
                let is_one_word =
                    words == 1 || words == 2 && typed.starts_with("--") || typed.starts_with('\'');
                assert!(line.width() <= columns || is_one_word, "{columns} columns: {line}\n{help}");
            }
        }
    }
}

/// Returns the beginning of a line that cannot be broken: a word, or a wide character with its punctuation.
fn first_piece(line: &str) -> &str {
    let is_wide = |letter: char| letter.width() == Some(2);
    let glued = |before: char, letter: char| {
        "，。、；：？！）」』》】…—·,.;:?!)]}\"'".contains(letter) || "（「『《【([{".contains(before)
    };
    let mut before = None;
    let end = line.char_indices().find(|&(_, letter)| {
        let breaks = before.is_some_and(|before| {
            letter == ' ' || (is_wide(before) || is_wide(letter)) && !glued(before, letter)
        });
        before = Some(letter);
        breaks
    });
    end.map_or(line, |(at, _)| &line[..at])
}

#[test]
fn paragraphs_of_help_fill_the_width() {
    let mut compared = 0;
    for entry in tree() {
        for (columns, lang) in [(80, "en"), (80, "zh"), (100, "en"), (100, "zh"), (120, "en"), (120, "zh")] {
            let words = entry.words.iter().map(String::as_str).chain(["--help", "--lang", lang]);
            let help = webot(words).env("COLUMNS", columns.to_string()).run().stdout;
            let lines: Vec<&str> = help.lines().collect();
            for pair in lines.windows(2) {
                // Headings, rows and URLs have lines of their own.
                let is_prose = |line: &&str| {
                    !line.is_empty()
                        && !line.starts_with([' ', '#', '['])
                        && !line.starts_with(|first: char| first.is_ascii_digit())
                        && !line.ends_with([':', '：'])
                        && !line.contains("  ")
                        && !line.contains("https://")
                };
                if !pair.iter().all(is_prose) {
                    continue;
                }
                // One cell is left for a blank between them.
                let width = pair[0].width() + first_piece(pair[1]).width() + 1;
                compared += 1;
                assert!(width > columns, "{columns} columns: {}\n{}\n{help}", pair[0], pair[1]);
            }
        }
    }
    assert!(compared > 20, "{compared} pairs of lines");
}

#[test]
fn help_lists_the_commands_by_purpose() {
    let sections = |help: &str, wanted: [&str; 3]| {
        let mut rest = help.to_owned();
        for heading in wanted {
            let at = rest.find(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("{heading} in:\n{help}"));
            rest = rest.split_off(at + 1);
        }
    };
    sections(&help(&["--help"], "en"), ["Bots:", "Diagnosis:", "Configuration and tool:"]);
    sections(&help(&["--help"], "zh"), ["机器人：", "诊断：", "配置与工具："]);
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
fn help_of_an_endpoint_names_a_page_and_its_example_in_both_languages() {
    let commands = tree();
    let golden = include_str!("../data/requests.golden").lines();
    let examples = golden.filter_map(|line| Some(line.split_once('\t')?.0.trim_end_matches(" --yes")));
    for example in examples.filter(|example| !example.starts_with("api ")) {
        let calls = |entry: &&Entry| format!("{example} ").starts_with(&(entry.words.join(" ") + " "));
        let entry = commands.iter().filter(calls).max_by_key(|entry| entry.words.len()).expect(example);
        for lang in ["en", "zh"] {
            // Long lines are broken.
            let flat = |text: &str| text.split_whitespace().filter(|word| *word != "\\").collect::<String>();
            let help = flat(&entry.help(lang));
            assert!(help.contains("https://"), "{example}:\n{help}");
            let is_bare = entry.words.join(" ") == example;
            assert!(is_bare || help.contains(&flat(&format!("webot {example}"))), "{example}:\n{help}");
        }
    }
}

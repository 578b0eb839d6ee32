//! The words of every help page in both languages: its examples run, its sentences are in its language.
#![cfg(unix)]

use regex::Regex;

use crate::help::{is_chinese, tree};
use crate::support::{Webot, webot};

const MENU: &str = r#"{"button":[{"type":"click","name":"今日歌曲","key":"V1001_TODAY_MUSIC"}]}"#;
const OLD_MENU: &str = r#"{"button":[{"type":"click","name":"旧","key":"OLD"}]}"#;
const VIP_MENU: &str =
    r#"{"button":[{"type":"click","name":"今日歌曲","key":"V1001_TODAY_MUSIC"}],"matchrule":{"tag_id":"2"}}"#;
const RULES: &str = "\
- { pattern: '/(?:my name is|我叫) *(.*)/i', handler: 'Hello, {1}' }
- { pattern: { kind: subscribe }, handler: Welcome! }
- { pattern: { kind: click }, handler: News }
- { pattern: '/^game/', handler: Guess, replies: { '=5': too high, '=3': right } }
- { pattern: '/./', handler: OK }
";
/// The beginning of a JPEG file.
const CAT: [u8; 6] = [0xff, 0xd8, 0xff, 0xe0, b'a', b'b'];
/// The verbs with which descriptions of commands begin.
const VERBS: &str = "\
    Add Answer Ask Call Check Clear Close Compare Compute Count Create Decrypt Delete Download Draw Edit Encrypt End Exchange Explain Forward Get \
    Invalidate Invite Hide List Manage Measure Open Print Publish Recall Remind Remove Rename Replace Reply Reset Restore Run Save Send Set Show Sign \
    Test Upload Verify Write";

/// Returns the help page of a command, as wide as it gets.
fn page(words: &[String], lang: &str) -> String {
    let words = words.iter().map(String::as_str).chain(["--help", "--lang", lang]);
    webot(words).env("COLUMNS", "1000").run().stdout
}

/// Returns the lines of a page; a line that ends with a backslash goes on in the next.
fn lines(page: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in page.lines() {
        match lines.last_mut().filter(|last| last.ends_with(" \\")) {
            Some(last) => {
                last.pop();
                last.push_str(line.trim_start());
            }
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

fn is_example(line: &str) -> bool {
    line.strip_prefix("  ").is_some_and(|line| {
        line.starts_with("webot ") || (line.contains("| webot ") && !line.starts_with([' ', '#']))
    })
}

/// Returns the command line of an example without a description behind it.
fn typed(line: &str) -> &str {
    let line = line.trim();
    line.split_once("  ").map_or(line, |(typed, _)| typed)
}

/// Returns whether an example runs as it is, without a file, a bot or an account of the user's own.
fn runs(line: &str) -> bool {
    let needs_file = line.contains(" < ") || line.contains('@') || line.contains("access.log");
    let is_simulated = ["--mock", "--demo", "--dry-run"].iter().any(|flag| line.contains(flag));
    let offline = ["sign ", "crypt ", "rules ", "menu lint", "send --list", "api --list", "completions "];
    let tool =
        ["man ", "help ", "version", "config show", "config path", "config schema", "config unset", "mcp"];
    let is_offline = offline.iter().chain(&tool).any(|words| line.contains(&format!("webot {words}")));
    // An editor needs a terminal.
    let edits = line.contains("menu edit") || line.contains("--edit");
    // A server does not end.
    let serves = line.contains("jssdk serve") || line.contains("webot chat ");
    (is_simulated || is_offline) && !needs_file && !edits && !serves && !line.starts_with("openssl ")
}

/// A user with the files that examples name.
fn with_files() -> Webot {
    Webot::new()
        .file("old.json", OLD_MENU)
        .file("menu.json", MENU)
        .file("menu-vip.json", VIP_MENU)
        .file("rules.yaml", RULES)
        .file("cat.jpg", CAT)
        .file("article.html", "<title>一周新品</title><p>本周上新</p>")
}

/// A user who also has a menu, a backup, a tag with a member and a conditional menu on the mock.
fn furnished() -> Webot {
    let home = with_files();
    for line in [
        "menu create --file old.json",
        "menu push --file menu.json --backup --yes",
        "tag create VIP",
        "tag add 134 o6_bmjrPTlm6_2sgVt7hMZOPfL2M",
        "menu add-conditional --file menu-vip.json",
        "work menu create --file menu.json",
        "oauth login",
        "mini ship upload --order 4200000001202611301234567890 --openid o6_bmjrPTlm6_2sgVt7hMZOPfL2M --item 红茶 --parcel SF:1 --yes",
    ] {
        home.webot(line.split(' ')).args(["--mock"]).stderr_any().run();
    }
    home
}

/// Runs a line in a shell whose `webot` is the binary under test.
fn in_shell(home: &Webot, line: &str) -> Webot {
    let script = format!("binary=$1; webot() {{ \"$binary\" \"$@\"; }}; {line}");
    home.clone().through(["sh", "-c", &script, "sh"]).stderr_any()
}

/// Returns the last command of a line without its redirection.
fn command(line: &str) -> &str {
    let command = line.rsplit("| ").next().unwrap_or(line);
    command.split_once(" < ").map_or(command, |(command, _)| command)
}

#[test]
fn examples_run_on_the_mock_and_parse_elsewhere() {
    let mut seen = Vec::new();
    let mut ran = 0;
    for entry in tree() {
        for lang in ["en", "zh"] {
            for line in lines(&page(&entry.words, lang)).iter().filter(|line| is_example(line)) {
                let line = typed(line).to_owned();
                if seen.contains(&line) {
                    continue;
                }
                if runs(&line) {
                    let home = if line.contains("--mock") { furnished() } else { with_files() };
                    // The signature of an example with --check is wrong.
                    let most = i32::from(line.contains(" --check "));
                    in_shell(&home.env("WEBOT_LANG", lang), &line).exit_in(0..=most).run();
                    ran += 1;
                } else {
                    in_shell(&with_files(), &format!("{} --help", command(&line))).run();
                }
                seen.push(line);
            }
        }
    }
    assert!(ran > 50 && seen.len() > ran, "{ran} of {} examples ran", seen.len());
}

#[test]
fn every_page_has_an_example() {
    for entry in tree() {
        for lang in ["en", "zh"] {
            let page = page(&entry.words, lang);
            assert!(lines(&page).iter().any(|line| is_example(line)), "{lang} {:?}:\n{page}", entry.words);
        }
    }
}

#[test]
fn pages_are_in_one_language() {
    let sentence = Regex::new(r"(\b[a-z]{2,}\b ){4,}[a-z]{2,}\b").expect("a pattern");
    for entry in tree() {
        for line in lines(&page(&entry.words, "zh")).iter().filter(|line| !is_example(line)) {
            // The words of a command are no sentence.
            let rest = line.replace(&entry.words.join(" "), "");
            assert!(!sentence.is_match(&rest), "{:?}: {line}", entry.words);
            // A list is joined by 、, and a Chinese sentence has the marks of its own script.
            let marks = line.char_indices().filter(|(_, mark)| [':', ',', ';', '?', '('].contains(mark));
            for (at, mark) in marks {
                let before = line[..at].chars().next_back().map(String::from).unwrap_or_default();
                assert!(!is_chinese(&before), "{:?}: `{mark}` after `{before}`: {line}", entry.words);
            }
        }
        for line in lines(&page(&entry.words, "en")).iter().filter(|line| !is_example(line)) {
            assert!(!is_chinese(line), "{:?}: {line}", entry.words);
        }
    }
}

#[test]
fn descriptions_begin_with_a_verb_and_no_identifier_is_capitalized() {
    let identifier = Regex::new(r"(^|  )[A-Z][a-z]+_[a-z]").expect("a pattern");
    for entry in tree() {
        let page = page(&entry.words, "en");
        let about = page.lines().next().unwrap_or_default();
        let verb = about.split([' ', ',']).next().unwrap_or_default();
        assert!(VERBS.split(' ').any(|known| known == verb), "{:?}: {about}", entry.words);
        for line in page.lines() {
            assert!(!identifier.is_match(line), "{:?}: {line}", entry.words);
        }
    }
}

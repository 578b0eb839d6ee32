//! The command line up to the cursor, parsed from a shell's request.

use std::ffi::OsString;

use crate::cli::flag_names::full_name;

/// The words up to the cursor.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The words before the word at the cursor; the first is the program's name.
    pub(super) before: Vec<String>,
    /// The word at the cursor, up to the cursor.
    pub(super) current: String,
    /// The beginning of that word that the shell keeps, which candidates must not repeat.
    pub(super) kept: String,
}

impl Line {
    /// Parses `INDEX WORD…`. PowerShell omits an empty last word.
    pub(super) fn of_words(request: &[String]) -> Option<Self> {
        let (index, words) = request.split_first()?;
        let index = index.parse().ok().filter(|&index| index > 0 && index <= words.len())?;
        let current = words.get(index).cloned().unwrap_or_default();
        Some(Self { before: words[..index].to_vec(), current, kept: String::new() })
    }

    /// Parses `LINE PIECE` of bash, which breaks words at `=` and `:` and replaces only the last piece.
    pub(super) fn of_bash(request: &[String]) -> Option<Self> {
        let [line, piece] = request else { return None };
        let mut before = split(line);
        let current = before.pop().filter(|_| !before.is_empty())?;
        let kept = current.strip_suffix(piece.as_str()).unwrap_or_default().to_owned();
        Some(Self { before, current, kept })
    }

    /// Returns all words.
    pub(super) fn words(&self) -> Vec<OsString> {
        self.before.iter().chain([&self.current]).map(OsString::from).collect()
    }
}

/// Splits a line of a POSIX shell. The last word is empty after a space, and may lack its closing quote.
fn split(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut within = false;
    let mut quote = None;
    let mut chars = line.chars();
    while let Some(char) = chars.next() {
        match (quote, char) {
            (None, '\'' | '"') => (quote, within) = (Some(char), true),
            (Some(end), _) if char == end => quote = None,
            (None | Some('"'), '\\') => {
                word.extend(chars.next());
                within = true;
            }
            (None, _) if char.is_whitespace() => {
                if within {
                    words.push(std::mem::take(&mut word));
                }
                within = false;
            }
            _ => {
                word.push(char);
                within = true;
            }
        }
    }
    words.push(word);
    words
}

/// Replaces aliases and abbreviations of options with their full names. `clap_complete` does not know them and would take
/// their values for positional arguments.
pub(super) fn spelled_out(words: Vec<OsString>, tree: &clap::Command) -> Vec<OsString> {
    let mut command = tree;
    let spell = |word: OsString| {
        let text = word.to_string_lossy();
        if let Some(next) = command.find_subcommand(&*text) {
            command = next;
        }
        full_name(&text, command).map_or_else(|| word.clone(), OsString::from)
    };
    words.into_iter().map(spell).collect()
}

#[cfg(test)]
mod tests {
    use super::{Line, split};

    fn line(before: &[&str], current: &str, kept: &str) -> Line {
        let before = before.iter().map(ToString::to_string).collect();
        Line { before, current: current.to_owned(), kept: kept.to_owned() }
    }

    fn bash(line: &str, piece: &str) -> Option<Line> {
        Line::of_bash(&[line.to_owned(), piece.to_owned()])
    }

    #[test]
    fn a_line_is_split_as_the_shell_would() {
        let cases: [(&str, &[&str]); 6] = [
            ("webot send su", &["webot", "send", "su"]),
            ("webot  send ", &["webot", "send", ""]),
            ("webot send 'two words' x", &["webot", "send", "two words", "x"]),
            (r#"webot a\ b "c \" d"#, &["webot", "a b", "c \" d"]),
            ("webot '' ", &["webot", "", ""]),
            ("webot --set='Con", &["webot", "--set=Con"]),
        ];
        for (given, words) in cases {
            assert_eq!(split(given), words, "{given}");
        }
    }

    #[test]
    fn bash_keeps_the_piece_that_it_breaks_off() {
        let send = ["webot", "send"];
        assert_eq!(bash("webot send su", "su"), Some(line(&send, "su", "")));
        assert_eq!(bash("webot send --set=Con", "Con"), Some(line(&send, "--set=Con", "--set=")));
        assert_eq!(bash("webot send --set=", ""), Some(line(&send, "--set=", "--set=")));
        assert_eq!(bash("webot", "webot"), None);
    }

    #[test]
    fn an_index_past_the_words_is_an_empty_word() {
        let words =
            |request: &[&str]| Line::of_words(&request.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(words(&["1", "webot"]), Some(line(&["webot"], "", "")));
        assert_eq!(words(&["1", "webot", "se", "x"]), Some(line(&["webot"], "se", "")));
        for odd in [&["0", "webot"][..], &["3", "webot"], &["x", "webot"], &[]] {
            assert_eq!(words(odd), None, "{odd:?}");
        }
    }
}

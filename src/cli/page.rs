//! Lays out help pages: headed sections of two columns, in lines no wider than the terminal.
//!
//! clap counts a Chinese character as one cell and breaks lines at blanks only, so its own layout is not used.

use std::fmt::Write as _;

use clap::builder::StyledStr;
use clap::builder::styling::Style;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::tree::STYLES;
use crate::text::help;

/// The widest first column; a longer entry has its description on the next line.
const MAX_COLUMN: usize = 28;
/// The narrowest second column; where less is left, descriptions stand below the entries.
const MIN_DESCRIPTION: usize = 30;
/// The indent of descriptions that stand below the entries.
const BELOW_INDENT: usize = 6;

/// A headed list of commands.
pub(super) struct CommandSection<'a> {
    /// The heading.
    pub(super) heading: &'a str,
    /// The names and descriptions.
    pub(super) commands: Vec<(String, String)>,
}

/// An entry of a section, and its description.
struct Entry {
    literal: String,
    placeholder: String,
    description: String,
}

/// Returns the help page of a built command.
pub(super) fn page(command: &mut clap::Command, sections: &[CommandSection], width: usize) -> StyledStr {
    let mut page = String::new();
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    lines(&mut page, &about, "", width);
    page.push('\n');
    let takes_command = sections.iter().any(|section| !section.commands.is_empty());
    usage(&mut page, command, takes_command, width);
    list(&mut page, sections, width);
    let shown: Vec<&clap::Arg> = command.get_arguments().filter(|arg| !arg.is_hide_set()).collect();
    let mut headings: Vec<&str> = Vec::new();
    for arg in shown.iter().filter(|arg| arg.is_positional()).chain(&shown) {
        let heading = arg.get_help_heading().unwrap_or_default();
        if !headings.contains(&heading) {
            headings.push(heading);
        }
    }
    for heading in headings {
        let of_heading = shown.iter().filter(|arg| arg.get_help_heading().unwrap_or_default() == heading);
        section(&mut page, heading, &of_heading.map(|arg| argument(arg)).collect::<Vec<_>>(), width);
    }
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    if !after.is_empty() {
        page.push('\n');
        text(&mut page, &after, width);
    }
    page.into()
}

/// Adds lists of commands; an empty one is left out.
pub(super) fn list(page: &mut String, sections: &[CommandSection], width: usize) {
    for CommandSection { heading, commands } in sections.iter().filter(|section| !section.commands.is_empty())
    {
        let entry = |(name, about): &(String, String)| Entry {
            literal: name.clone(),
            placeholder: String::new(),
            description: joined(about),
        };
        section(page, heading, &commands.iter().map(entry).collect::<Vec<_>>(), width);
    }
}

/// Adds paragraphs. A line that begins with two blanks is a command line.
pub(super) fn text(page: &mut String, given: &str, width: usize) {
    for line in paragraphs(given) {
        let line = &*line;
        let trimmed = line.trim_start();
        let indent = &line[..line.len() - trimmed.len()];
        if indent.len() >= 2 && is_command(trimmed) {
            command_line(page, trimmed, indent, width);
        } else if is_heading(line) {
            let style = STYLES.get_header();
            let _ = writeln!(page, "{}{line}{}", style.render(), style.render_reset());
        } else {
            let (mark, rest) = trimmed.split_at(hanging(trimmed));
            let mut wrapped = String::new();
            lines(&mut wrapped, rest, &" ".repeat(indent.len() + mark.width()), width);
            let wrapped = wrapped.trim_start_matches(' ');
            let _ = write!(page, "{indent}{mark}{}", if wrapped.is_empty() { "\n" } else { wrapped });
        }
    }
}

/// Joins the lines of each paragraph, which are broken for a width of their own. Indented lines, headings and the rows
/// of lists and tables stay as they are.
fn paragraphs(given: &str) -> Vec<String> {
    let is_prose = |line: &str| {
        !line.is_empty() && !line.starts_with([' ', '#']) && !is_heading(line) && hanging(line) == 0
    };
    let mut found: Vec<String> = Vec::new();
    for line in given.lines() {
        match found.last_mut() {
            Some(before) if is_prose(before) && is_prose(line) => {
                *before = joined(&format!("{before}\n{line}"));
            }
            _ => found.push(line.to_owned()),
        }
    }
    found
}

/// Returns the length of the mark before a paragraph, to whose right all of its lines stand: `1. ` or the first column
/// of a table.
fn hanging(line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && line[digits..].starts_with(". ") {
        return digits + 2;
    }
    let column = line.find("  ").filter(|&end| !line[..end].contains(' '));
    column.map_or(0, |end| line.len() - line[end..].trim_start().len())
}

/// Returns whether a line is a heading: a short one that ends with a colon, as those of sections do.
fn is_heading(line: &str) -> bool {
    !line.starts_with(' ') && (line.ends_with(':') || line.ends_with('：')) && line.width() <= 30
}

pub(super) fn is_command(line: &str) -> bool {
    line.starts_with("webot ") || line.contains("| webot ")
}

fn usage(page: &mut String, command: &mut clap::Command, takes_command: bool, width: usize) {
    let usage = command.render_usage().to_string();
    let usage = usage.split_once(": ").map_or(&*usage, |(_, usage)| usage).trim();
    let usage = &if takes_command { format!("{usage} <COMMAND>") } else { usage.to_owned() };
    let style = STYLES.get_usage();
    let label = help().usage;
    // A full-width colon brings its own blank.
    let blank = usize::from(label.is_ascii());
    let wrapped = wrap(usage, width.saturating_sub(label.width() + blank));
    let _ = write!(page, "{}{label}{}", style.render(), style.render_reset());
    for (at, line) in wrapped.iter().enumerate() {
        let indent = if at == 0 { blank } else { label.width() + blank };
        let _ = writeln!(page, "{}{line}", " ".repeat(indent));
    }
}

fn section(page: &mut String, heading: &str, entries: &[Entry], width: usize) {
    let style = STYLES.get_header();
    let colon = help().colon;
    page.push('\n');
    for line in wrap(&format!("{heading}{colon}"), width) {
        let _ = writeln!(page, "{}{line}{}", style.render(), style.render_reset());
    }
    let spec = |entry: &Entry| entry.literal.width() + entry.placeholder.width();
    let short = entries.iter().map(spec).filter(|&spec| spec <= MAX_COLUMN);
    let column = short.max().unwrap_or(MAX_COLUMN) + 4;
    let beside = width >= column + MIN_DESCRIPTION;
    for entry in entries {
        let (literal, placeholder) = (STYLES.get_literal(), STYLES.get_placeholder());
        let part = |style: &Style, text: &str| match text {
            "" => String::new(),
            text => format!("{}{text}{}", style.render(), style.render_reset()),
        };
        let _ = write!(page, "  {}{}", part(literal, &entry.literal), part(placeholder, &entry.placeholder));
        let used = spec(entry) + 2;
        let indent = if beside { column } else { BELOW_INDENT };
        if entry.description.is_empty() {
            page.push('\n');
            continue;
        }
        let mut wrapped = wrap(&entry.description, width.saturating_sub(indent)).into_iter();
        if beside && used + 2 <= column {
            let _ = writeln!(page, "{}{}", " ".repeat(column - used), wrapped.next().unwrap_or_default());
        } else {
            page.push('\n');
        }
        for line in wrapped {
            let _ = writeln!(page, "{}{line}", " ".repeat(indent));
        }
    }
}

/// Returns the entry of an argument, with its default and its possible values.
fn argument(arg: &clap::Arg) -> Entry {
    let (literal, placeholder) = if arg.is_positional() {
        (String::new(), arg.to_string())
    } else {
        let short = arg.get_short().map_or("    ".to_owned(), |short| format!("-{short}, "));
        let shown = arg.to_string();
        let end = shown.find([' ', '[', '=']).unwrap_or(shown.len());
        let (name, value) = shown.split_at(end);
        (format!("{short}{name}"), value.to_owned())
    };
    let mut description = joined(&arg.get_help().map(ToString::to_string).unwrap_or_default());
    let values: Vec<String> =
        arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if !values.is_empty() && !arg.is_hide_possible_values_set() && arg.get_action().takes_values() {
        let _ = write!(description, " {}", (help().possible_values)(&values));
    }
    let default: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !default.is_empty() && !arg.is_hide_default_value_set() && arg.get_action().takes_values() {
        let _ = write!(description, " {}", (help().default_value)(&default.join(" ")));
    }
    Entry { literal, placeholder, description }
}

/// Characters that begin no line.
const CLOSING: &str = "，。、；：？！）」』》】…—·,.;:?!)]}\"'";
/// Characters that end no line.
const OPENING: &str = "（「『《【([{";

/// Joins the lines of a text: with a blank, but not beside a wide character.
fn joined(text: &str) -> String {
    let mut joined = String::new();
    for line in text.lines() {
        let is_wide = |letter: Option<char>| letter.is_some_and(|letter| letter.width() == Some(2));
        let apart = line.starts_with('[') || !is_wide(joined.chars().last()) && !is_wide(line.chars().next());
        if !joined.is_empty() && apart {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

/// Wraps a text at blanks and beside wide characters. A longer word without these is cut.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(10);
    let mut wrapped = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if !line.is_empty() && line.width() + piece.trim_end().width() > width {
            wrapped.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        for letter in piece.chars() {
            if letter != ' ' && line.width() + letter.width().unwrap_or(0) > width {
                wrapped.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    wrapped.push(line.trim_end().to_owned());
    wrapped
}

/// The longest note in brackets, such as `[default: 2]`, that is not broken, in cells.
const MAX_WHOLE_NOTE: usize = 32;

/// Returns the pieces of a text between which a line may end; blanks are at their ends.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut before) = (0, None);
    // The end of the note around a character.
    let mut note_end = 0;
    for (at, letter) in text.char_indices() {
        if letter == '[' && at >= note_end {
            let end = text[at..].find(']').map_or(at, |end| at + end + 1);
            note_end = if text[at..end].width() <= MAX_WHOLE_NOTE { end } else { at };
        }
        let is_inside = at < note_end && letter != '[';
        let is_wide = |letter: char| letter.width() == Some(2);
        let breaks = !is_inside
            && before.is_some_and(|before| {
                (before == ' ' && letter != ' ')
                    || ((is_wide(before) || is_wide(letter))
                        && letter != ' '
                        && !CLOSING.contains(letter)
                        && !OPENING.contains(before))
            });
        if breaks {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(letter);
    }
    pieces.push(&text[start..]);
    pieces
}

/// Adds wrapped lines with an indent. A URL is not broken, so that a terminal can open it.
fn lines(page: &mut String, text: &str, indent: &str, width: usize) {
    let mut rest = text;
    while let Some(at) = rest.find("https://").filter(|_| text.width() + indent.len() > width) {
        let end = rest[at..].find(char::is_whitespace).map_or(rest.len(), |end| at + end);
        for line in wrap(rest[..at].trim(), width.saturating_sub(indent.len())) {
            let _ = writeln!(page, "{indent}{line}");
        }
        let _ = writeln!(page, "{indent}{}", &rest[at..end]);
        rest = rest[end..].trim_start();
        if rest.is_empty() {
            return;
        }
    }
    for line in wrap(rest, width.saturating_sub(indent.len())) {
        let _ = writeln!(page, "{indent}{line}");
    }
}

/// Adds a command line, broken before words with a backslash, so that it can still be pasted.
fn command_line(page: &mut String, command: &str, indent: &str, width: usize) {
    if indent.len() + command.width() <= width {
        let _ = writeln!(page, "{indent}{command}");
        return;
    }
    let (command, comment) = command.split_once(" # ").unwrap_or((command, ""));
    if !comment.is_empty() {
        lines(page, comment, &format!("{indent}# "), width);
    }
    let mut line = indent.to_owned();
    let mut empty = true;
    for word in with_values(command, &shell_words(command)) {
        // Two cells are left for the backslash.
        if !empty && line.width() + 1 + word.width() + 2 > width {
            let _ = writeln!(page, "{line} \\");
            line = format!("{indent}  ");
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    let _ = writeln!(page, "{line}");
}

/// Joins each option of a command line to the value after it.
fn with_values<'a>(command: &'a str, words: &[&'a str]) -> Vec<&'a str> {
    let start = |word: &str| word.as_ptr() as usize - command.as_ptr() as usize;
    let mut joined: Vec<&str> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        match (at.checked_sub(1).map(|before| words[before]), joined.last_mut()) {
            (Some(option), Some(last)) if option.starts_with("--") && !word.starts_with('-') => {
                *last = &command[start(option)..start(word) + word.len()];
            }
            _ => joined.push(word),
        }
    }
    joined
}

/// Returns the words of a command line with their quotes.
fn shell_words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut quote) = (None, None);
    for (at, letter) in line.char_indices() {
        match (letter, quote) {
            (' ', None) => {
                if let Some(start) = start.take() {
                    words.push(&line[start..at]);
                }
                continue;
            }
            ('\'' | '"', None) => quote = Some(letter),
            (letter, Some(open)) if letter == open => quote = None,
            _ => {}
        }
        start.get_or_insert(at);
    }
    words.extend(start.map(|start| &line[start..]));
    words
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr as _;

    use super::{command_line, shell_words, text, wrap};

    #[test]
    fn chinese_is_wrapped_at_the_width_and_punctuation_begins_no_line() {
        let wrapped = wrap("向机器人发送签名消息，检查它的回复。默认值、WX_TOKEN、配置文件都可以", 12);
        for line in &wrapped {
            assert!(line.width() <= 12, "{line}");
            assert!(!line.starts_with(['，', '。', '、']), "{line}");
        }
        assert_eq!(wrapped[0], "向机器人发送");
        assert_eq!(wrap("the --aes-key of it", 12), ["the", "--aes-key of", "it"]);
        assert_eq!(wrap("一二三四五 [默认：最近的]", 14), ["一二三四五", "[默认：最近的]"]);
    }

    #[test]
    fn a_broken_command_line_can_be_pasted() {
        let mut page = String::new();
        command_line(&mut page, "webot send --token 'a b' --des http://127.0.0.1:3000/wechat 你好", "  ", 40);
        assert!(page.lines().all(|line| line.width() <= 40), "{page}");
        let joined = page.replace("\\\n", " ");
        assert_eq!(
            shell_words(joined.trim()),
            shell_words("webot send --token 'a b' --des http://127.0.0.1:3000/wechat 你好")
        );
    }

    #[test]
    fn a_url_stays_whole() {
        let mut page = String::new();
        text(&mut page, "Documents: https://developers.weixin.qq.com/doc/offiaccount/a.html", 40);
        assert_eq!(page, "Documents:\nhttps://developers.weixin.qq.com/doc/offiaccount/a.html\n");
    }
}

//! Replaces values of a YAML or JSON file, and leaves everything else as it is written.

use std::fmt::Write as _;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use serde_json::Value;

use super::{Node, Source, Tree};

/// A value to replace, by the line and the column of its first character, both from 1.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Replacement {
    /// The position.
    pub at: (usize, usize),
    /// The new value.
    pub value: Value,
}

/// Returns the text of a file with new values: a text in the style of the old one where that style can hold it, anything
/// else as JSON in one line. Returns `None` if a value is not where it should be, or if the new text would mean something
/// else than the old one with these values.
pub(crate) fn rewrite(text: &str, replacements: &[Replacement]) -> Option<String> {
    let (mark, bare) = text.strip_prefix('\u{feff}').map_or(("", text), |bare| ("\u{feff}", bare));
    let values = spans(bare)?;
    let mut found = Vec::new();
    for replacement in replacements {
        let value = values.iter().find(|value| value.at == replacement.at)?;
        found.push((value, &replacement.value));
    }
    found.sort_by_key(|(value, _)| value.start);
    let mut written = String::from(mark);
    let mut end = 0;
    for (value, new) in found {
        // One value within another.
        written.push_str(bare.get(end..value.start)?);
        written.push_str(&value.written(new, bare));
        end = value.end;
    }
    written.push_str(bare.get(end..)?);
    let mut expected = Source::parse(text).ok()?.root;
    for replacement in replacements {
        replace(&mut expected, replacement)?;
    }
    let actual = Source::parse(&written).ok()?.root;
    same(&expected, &actual).then_some(written)
}

/// A value in the text.
struct Written {
    at: (usize, usize),
    /// The bytes that it takes.
    start: usize,
    end: usize,
    /// The style of a scalar; `None` for a list or an object.
    style: Option<ScalarStyle>,
    /// `true` within `[…]` or `{…}`.
    in_flow: bool,
    /// The column of the list or object that holds it, from 0.
    parent_column: usize,
}

/// A list or an object whose end has not been reached.
struct Open {
    /// The index of its value; `None` for a key.
    value: Option<usize>,
    column: usize,
    is_flow: bool,
    is_object: bool,
    expects_key: bool,
    end: usize,
}

/// Returns all values in their order, without keys.
fn spans(text: &str) -> Option<Vec<Written>> {
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    let byte = |index: usize| bytes.get(index).copied().unwrap_or(text.len());
    let mut values: Vec<Written> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span): (Event<'_>, Span) = event.ok()?;
        let (start, column) = (byte(span.start.index()), span.start.col());
        let mut begin = |open: &mut Vec<Open>, style, (start, end)| {
            let parent = open.last_mut();
            let is_key = parent.as_ref().is_some_and(|parent| parent.is_object && parent.expects_key);
            let in_flow = parent.as_ref().is_some_and(|parent| parent.is_flow);
            let parent_column = parent.as_ref().map_or(0, |parent| parent.column);
            if let Some(parent) = parent {
                parent.expects_key = !is_key;
            }
            if is_key {
                return None;
            }
            let at = (span.start.line(), column + 1);
            values.push(Written { at, start, end, style, in_flow, parent_column });
            Some(values.len() - 1)
        };
        match event {
            Event::Scalar(_, style, ..) => {
                let (start, end) = bounds(text, start, byte(span.end.index()), style)?;
                begin(&mut open, Some(style), (start, end));
                if let Some(parent) = open.last_mut() {
                    parent.end = end;
                }
            }
            Event::Alias(_) => {
                let end = byte(span.end.index());
                begin(&mut open, None, (start, end));
                if let Some(parent) = open.last_mut() {
                    parent.end = end;
                }
            }
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                let value = begin(&mut open, None, (start, start));
                let is_object = matches!(event, Event::MappingStart(..));
                let bracket = if is_object { '{' } else { '[' };
                let is_flow = text[start..].starts_with(bracket);
                let end = if is_flow { start + 1 } else { start };
                open.push(Open { value, column, is_flow, is_object, expects_key: true, end });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                let ended = open.pop()?;
                let end = if ended.is_flow { closed(text, ended.end, ended.is_object)? } else { ended.end };
                if let Some(value) = ended.value {
                    values[value].end = end;
                }
                if let Some(parent) = open.last_mut() {
                    parent.end = end;
                }
            }
            _ => {}
        }
    }
    Some(values)
}

/// Returns the end of a list or an object in brackets, whose last item ends before `from`.
fn closed(text: &str, from: usize, is_object: bool) -> Option<usize> {
    let bracket = if is_object { '}' } else { ']' };
    let mut in_comment = false;
    for (at, char) in text[from..].char_indices() {
        match char {
            '\n' => in_comment = false,
            _ if in_comment => {}
            '#' => in_comment = true,
            _ if char == bracket => return Some(from + at + 1),
            _ => {}
        }
    }
    None
}

/// Returns the first and the last byte of a scalar as it is written, of which the parser knows only about where.
fn bounds(text: &str, start: usize, end: usize, style: ScalarStyle) -> Option<(usize, usize)> {
    let written = text.get(start..end.max(start))?;
    let quote = match style {
        ScalarStyle::DoubleQuoted => '"',
        ScalarStyle::SingleQuoted => '\'',
        // Its header, `|` or `>`, is in a line before.
        ScalarStyle::Literal | ScalarStyle::Folded => {
            let before = text[..start].trim_end();
            let line = before.rfind('\n').map_or(0, |at| at + 1);
            let header = before[line..].rfind(['|', '>'])?;
            return Some((line + header, start + written.trim_end().len()));
        }
        ScalarStyle::Plain => return Some((start, start + written.trim_end().len())),
    };
    let open = written.find(quote)?;
    let mut chars = written[open + 1..].char_indices();
    while let Some((at, char)) = chars.next() {
        let is_doubled = || quote == '\'' && chars.clone().next().is_some_and(|(_, next)| next == quote);
        if (char == '\\' && quote == '"') || (char == quote && is_doubled()) {
            chars.next();
        } else if char == quote {
            return Some((start + open, start + open + 1 + at + 1));
        }
    }
    None
}

impl Written {
    /// Returns a new value as it is written in place of this one.
    fn written(&self, new: &Value, text: &str) -> String {
        let (Value::String(new), Some(style)) = (new, self.style) else { return new.to_string() };
        let break_ = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let is_json = text.trim_start().starts_with(['{', '[']);
        if is_json {
            return quoted(new);
        }
        // A comment behind a block would be a part of it.
        let ends_line = text[self.end..].lines().next().is_none_or(|rest| rest.trim().is_empty());
        if new.contains('\n') && !self.in_flow && ends_line && is_block(new) {
            let indent = " ".repeat(self.parent_column + 2);
            let (lines, head) = match new.strip_suffix('\n') {
                Some(lines) => (lines, "|"),
                None => (new.as_str(), "|-"),
            };
            let lines = lines.split('\n').map(|line| match line {
                "" => break_.to_owned(),
                line => format!("{break_}{indent}{line}"),
            });
            return format!("{head}{}", lines.collect::<String>());
        }
        match style {
            ScalarStyle::DoubleQuoted => quoted(new),
            ScalarStyle::SingleQuoted if is_printable(new) => format!("'{}'", new.replace('\'', "''")),
            _ if is_plain(new, self.in_flow) => new.clone(),
            _ if is_printable(new) => format!("'{}'", new.replace('\'', "''")),
            _ => quoted(new),
        }
    }
}

/// Returns a text in double quotes.
fn quoted(text: &str) -> String {
    // YAML does not allow these where JSON does.
    let is_unprintable =
        |char: char| matches!(char, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}');
    let json = Value::from(text).to_string();
    json.chars().fold(String::new(), |mut all, char| {
        if is_unprintable(char) {
            let _: std::fmt::Result = write!(all, "\\u{:04x}", u32::from(char));
        } else {
            all.push(char);
        }
        all
    })
}

fn is_printable(text: &str) -> bool {
    !text.chars().any(|char| char.is_control() || matches!(char, '\u{2028}' | '\u{2029}' | '\u{feff}'))
}

/// Returns whether a text of several lines can be a literal block.
fn is_block(text: &str) -> bool {
    let lines = text.strip_suffix('\n').unwrap_or(text);
    let ends = lines.starts_with([' ', '\n', '\t']) || lines.ends_with('\n');
    !ends && lines.split('\n').all(|line| is_printable(line) && line.trim_end() == line)
}

/// Returns whether a text of one line needs no quotes.
fn is_plain(text: &str, in_flow: bool) -> bool {
    const INDICATORS: [char; 18] =
        ['-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@'];
    let is_word = ["~", "null", "Null", "NULL", "true", "false", "---", "..."].contains(&text);
    !text.is_empty()
        && text.trim() == text
        && is_printable(text)
        && !text.starts_with(INDICATORS)
        && !text.starts_with('`')
        && !is_word
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !(in_flow && text.contains([',', '[', ']', '{', '}']))
}

/// Replaces a value of a tree.
fn replace(node: &mut Node, replacement: &Replacement) -> Option<()> {
    if (node.line, node.column) == replacement.at {
        node.tree = tree(&replacement.value);
        return Some(());
    }
    match &mut node.tree {
        Tree::List(items) => items.iter_mut().find_map(|item| replace(item, replacement)),
        Tree::Object(members) => {
            members.iter_mut().find_map(|member| replace(&mut member.value, replacement))
        }
        _ => None,
    }
}

fn tree(value: &Value) -> Tree {
    let node = |value: &Value| Node::new((0, 0), tree(value));
    match value {
        Value::Null => Tree::Null,
        Value::Bool(given) => Tree::Bool(*given),
        Value::Number(number) => Tree::Number(number.to_string()),
        Value::String(text) => Tree::Text(text.clone()),
        Value::Array(items) => Tree::List(items.iter().map(node).collect()),
        Value::Object(members) => {
            let member = |(key, value): (&String, &Value)| super::Member {
                key: key.clone(),
                line: 0,
                column: 0,
                value: node(value),
            };
            Tree::Object(members.iter().map(member).collect())
        }
    }
}

/// Returns whether two trees hold the same values, wherever they stand.
fn same(one: &Node, other: &Node) -> bool {
    match (&one.tree, &other.tree) {
        (Tree::List(one), Tree::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Tree::Object(one), Tree::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| one.key == other.key && same(&one.value, &other.value))
        }
        // YAML does not tell a number from a text here.
        _ => one.text() == other.text() && (one.tree == Tree::Null) == (other.tree == Tree::Null),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn rewritten(text: &str, replacements: &[((usize, usize), Value)], expected: &str) {
        let replacements: Vec<Replacement> =
            replacements.iter().map(|(at, value)| Replacement { at: *at, value: value.clone() }).collect();
        assert_eq!(rewrite(text, &replacements).as_deref(), Some(expected));
    }

    #[test]
    fn a_new_text_takes_the_style_of_the_old_one() {
        let file = "# about\na: old # why\nb: 'old'\nc: \"old\"   # end\nd: { e: old, f: [1, two] }\n";
        rewritten(
            file,
            &[
                ((2, 4), json!("new one")),
                ((3, 4), json!("it's")),
                ((4, 4), json!("a\tb")),
                ((5, 9), json!("a, b")),
            ],
            "# about\na: new one # why\nb: 'it''s'\nc: \"a\\tb\"   # end\nd: { e: 'a, b', f: [1, two] }\n",
        );
        rewritten(file, &[((2, 4), json!("- x: y"))], &file.replacen("old", "'- x: y'", 1));
        rewritten(file, &[((2, 4), json!("\u{7f}\u{feff}"))], &file.replacen("old", "\"\\u007f\\ufeff\"", 1));
        rewritten(file, &[((5, 18), json!("x"))], &file.replacen("1, two", "x, two", 1));
        rewritten(file, &[((2, 4), json!(""))], &file.replacen("old", "''", 1));
    }

    #[test]
    fn texts_of_several_lines_become_blocks() {
        let file = "steps:\n- send: x\n  expect: old # why\n- send: y\n";
        let new = json!("one\n\ntwo");
        rewritten(file, &[((3, 11), new.clone())], &file.replacen("old", "\"one\\n\\ntwo\"", 1));
        rewritten(
            "- { a: 1 }\n- b: old\n- c\n",
            &[((2, 6), new.clone())],
            "- { a: 1 }\n- b: |-\n    one\n\n    two\n- c\n",
        );
        let file = "steps:\n- send: x\n  expect: |\n    old\n    text\n\n# next\n- send: y\n";
        rewritten(
            file,
            &[((4, 5), json!("one\ntwo\n"))],
            "steps:\n- send: x\n  expect: |\n    one\n    two\n\n# next\n- send: y\n",
        );
        rewritten(
            file,
            &[((4, 5), new)],
            &file.replacen("|\n    old\n    text", "|-\n    one\n\n    two", 1),
        );
        rewritten(file, &[((4, 5), json!("one"))], &file.replacen("|\n    old\n    text", "one", 1));
        rewritten("a: { b: x }\n", &[((1, 9), json!("1\n2"))], "a: { b: \"1\\n2\" }\n");
        rewritten("a: x\r\nb: y\r\n", &[((1, 4), json!("1\n2"))], "a: |-\r\n  1\r\n  2\r\nb: y\r\n");
    }

    #[test]
    fn whole_objects_become_json_in_one_line() {
        let file = "steps:\n- send: x\n  expect:\n    type: text # old\n    text: |\n      a\n      b\n\n- send: y\n";
        let new = json!({ "type": "news", "articles": ["一"] });
        rewritten(
            file,
            &[((4, 5), new.clone())],
            "steps:\n- send: x\n  expect:\n    {\"type\":\"news\",\"articles\":[\"一\"]}\n\n- send: y\n",
        );
        rewritten(
            "- { a: { b: c }, d: e }",
            &[((1, 8), new)],
            "- { a: {\"type\":\"news\",\"articles\":[\"一\"]}, d: e }",
        );
        rewritten("{\"a\": \"b\", \"c\": [1]}", &[((1, 7), json!("x"))], "{\"a\": \"x\", \"c\": [1]}");
        rewritten("你: 好 # 注\n", &[((1, 4), json!("不好"))], "你: 不好 # 注\n");
        rewritten("- { a: { b: [ ] } } # }\n", &[((1, 8), json!({}))], "- { a: {} } # }\n");
        rewritten("- { a: [b, # ]\n c, ] }\n", &[((1, 8), json!([]))], "- { a: [] }\n");
        assert_eq!(rewrite("a: b", &[Replacement { at: (1, 1), value: json!(1) }]).as_deref(), Some("1"));
        assert_eq!(rewrite("a: b", &[Replacement { at: (2, 1), value: json!(1) }]), None);
        // An anchor is copied elsewhere.
        assert_eq!(rewrite("a: &x b\nc: *x\n", &[Replacement { at: (1, 4), value: json!(1) }]), None);
    }
}

//! Escapes that users read as they stand: `\n`, `\u4f60`, `<br>`, `&nbsp;`. A text was escaped for another place.
//!
//! Paths (`C:\new`), code in quotes or backticks, and commands of LaTeX are left alone.

use super::rules::Escape;

/// The tags that programs write for layout; WeChat knows `<a>` only.
const TAGS: [&str; 15] =
    ["br", "p", "div", "span", "b", "strong", "i", "em", "u", "font", "h1", "h2", "h3", "ul", "ol"];
/// The entities that programs write for blanks and quotes.
const ENTITIES: [&str; 6] = ["&nbsp;", "&ensp;", "&emsp;", "&quot;", "&#39;", "&#160;"];
/// The commands of LaTeX that begin with `\n`.
const LATEX: [&str; 9] =
    ["\\neq", "\\ne", "\\nu", "\\nabla", "\\not", "\\notin", "\\ni", "\\newline", "\\nleq"];

/// Returns the first escape in a text and its origin.
pub(super) fn find(text: &str) -> Option<(String, Escape)> {
    quote(text)
        .or_else(|| backslash(text))
        .or_else(|| entity(text))
        .or_else(|| tag(text))
        .or_else(|| markdown(text))
}

fn backslash(text: &str) -> Option<(String, Escape)> {
    for (at, _) in text.match_indices('\\') {
        let rest = &text[at..];
        // A doubled backslash is an escape of its own, or the start of a share.
        if text[..at].ends_with('\\') || rest.starts_with("\\\\") {
            continue;
        }
        let found = if rest.starts_with("\\r\\n") {
            Some(("\\r\\n", Escape::LineBreak))
        } else if rest.starts_with("\\n") {
            Some(("\\n", Escape::LineBreak))
        } else {
            code_unit(rest).map(|shown| (shown, Escape::Json))
        };
        let Some((shown, escape)) = found else { continue };
        let latex = LATEX.iter().any(|command| {
            rest.strip_prefix(command)
                .is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_alphanumeric()))
                && !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
        });
        if latex || in_path(text, at) || in_code(text, at, shown.len()) {
            continue;
        }
        return Some((shown.to_owned(), escape));
    }
    None
}

/// Returns `\u4f60` at the start of a text.
fn code_unit(text: &str) -> Option<&str> {
    let unit = text.get(..6).filter(|unit| unit.starts_with("\\u"))?;
    unit[2..].bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(unit)
}

/// Returns whether a backslash belongs to a path of Windows: its word has a drive, a variable or a share before it.
fn in_path(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let start = before
        .rfind(|c: char| c.is_whitespace() || "\"'<>|，。；、（(".contains(c))
        .map_or(0, |end| end + before[end..].chars().next().map_or(1, char::len_utf8));
    let word = &before[start..];
    let drive = word.char_indices().any(|(index, char)| {
        let letter = word[..index].chars().next_back().is_some_and(|c| c.is_ascii_alphabetic());
        let alone = word[..index].chars().rev().nth(1).is_none_or(|c| !c.is_ascii_alphanumeric());
        char == ':'
            && letter
            && alone
            && (index + 1 == word.len() || word[index + 1..].starts_with(['\\', '/']))
    });
    drive
        || word.starts_with("\\\\")
        || word.starts_with('%')
        || word.ends_with('.') && word.len() <= 2
        || word.contains(".\\")
}

/// Returns whether a part of a line stands in quotes or backticks that do not enclose the whole text.
fn in_code(text: &str, at: usize, length: usize) -> bool {
    let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let (before, after) = (&text[line_start..at], &text[at + length..line_end]);
    let whole = text.trim();
    ["`", "\"", "'"].into_iter().any(|quote| {
        let encloses = whole.len() > 1 && whole.starts_with(quote) && whole.ends_with(quote);
        let odd = before.matches(quote).count() % 2 == 1;
        odd && after.contains(quote) && !(encloses && before.trim_start().matches(quote).count() == 1)
    }) || before.ends_with('“') && after.starts_with('”')
        || fenced(text, at)
}

/// Returns whether a position lies in a block of code between lines of three backticks.
fn fenced(text: &str, at: usize) -> bool {
    text[..at].matches("```").count() % 2 == 1
}

/// Returns the quote of a link that was escaped for a string: `href=\\"`.
fn quote(text: &str) -> Option<(String, Escape)> {
    let at = text.find("href=\\\"").or_else(|| text.find("href=\\'"))?;
    let linked = text[..at].ends_with("<a ") && text.contains("</a>");
    (linked && !fenced(text, at)).then(|| (text[at..at + 7].to_owned(), Escape::Quote))
}

/// Returns bold text or a link of Markdown.
fn markdown(text: &str) -> Option<(String, Escape)> {
    bold(text).or_else(|| link(text)).map(|shown| (shown, Escape::Markdown))
}

/// Returns `**bold**`, with nothing of a formula around it.
fn bold(text: &str) -> Option<String> {
    let line = |line: &str| {
        let (before, rest) = line.split_once("**")?;
        let (inner, after) = rest.split_once("**")?;
        let word = |char: Option<char>| {
            char.is_some_and(|char| char.is_ascii_alphanumeric() || "*/)".contains(char))
        };
        let tight = !inner.is_empty() && inner.trim() == inner && !inner.starts_with('*');
        let formula = word(before.chars().next_back()) || word(after.chars().next());
        let letters = inner.chars().any(char::is_alphabetic);
        (tight && letters && !formula && !before.contains('`')).then(|| format!("**{inner}**"))
    };
    let shown = text.lines().find_map(line)?;
    let at = text.find(&shown)?;
    (!in_code(text, at, shown.len())).then(|| shown.chars().take(20).collect())
}

/// Returns `[text](https://…)`.
fn link(text: &str) -> Option<String> {
    let at = text.match_indices("](http").map(|(at, _)| at).find(|at| {
        let open = text[..*at].rfind('[').is_some_and(|open| !text[open..*at].contains('\n'));
        let scheme = ["](http://", "](https://"].iter().any(|start| text[*at..].starts_with(start));
        open && scheme && text[*at..].contains(')') && !in_code(text, *at, 2)
    })?;
    let open = text[..at].rfind('[')?;
    Some(text[open..].chars().take(20).collect())
}

fn entity(text: &str) -> Option<(String, Escape)> {
    if !text.contains('&') {
        return None;
    }
    let found = ENTITIES.into_iter().filter_map(|entity| Some((text.find(entity)?, entity))).min()?;
    let (at, entity) = found;
    (!in_code(text, at, entity.len())).then(|| (entity.to_owned(), Escape::Entity))
}

fn tag(text: &str) -> Option<(String, Escape)> {
    if !text.contains('<') {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    for (at, _) in lower.match_indices('<') {
        let inner = &lower[at + 1..];
        let Some(end) = inner.find('>') else { break };
        let content = inner[..end].trim_end_matches('/').trim_end();
        let name = content.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        // A name without its end tag, such as a placeholder, is no layout; nor is a pair with nothing in it.
        let close = lower[at..].find(&format!("</{name}>"));
        let closed = name == "br" || close.is_some_and(|close| close > end + 2);
        let plain = content == name || content[name.len()..].starts_with(' ') && content.contains('=');
        if TAGS.contains(&name) && plain && closed && !in_code(text, at, end + 2) {
            return Some((text[at..at + end + 2].chars().take(20).collect(), Escape::Tag));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Escape, find};

    #[test]
    fn escapes_that_users_read_are_found() {
        for (text, shown, escape) in [
            ("first line\\nsecond line", "\\n", Escape::LineBreak),
            ("你好\\n\\n1. 查询", "\\n", Escape::LineBreak),
            ("a \\n b", "\\n", Escape::LineBreak),
            ("a\\r\\nb", "\\r\\n", Escape::LineBreak),
            ("\"first\\nsecond\"", "\\n", Escape::LineBreak),
            ("C:\\new is a path, this\\nis not", "\\n", Escape::LineBreak),
            ("时间：10:30\\n地点：上海", "\\n", Escape::LineBreak),
            ("https://a.cn/x\\nhttps://b.cn", "\\n", Escape::LineBreak),
            ("\\u4f60\\u597d", "\\u4f60", Escape::Json),
            ("hi \\uD83D\\uDE00", "\\uD83D", Escape::Json),
            ("one<br>two<br/>three", "<br>", Escape::Tag),
            ("one<BR />two", "<BR />", Escape::Tag),
            ("<p>one</p><p>two</p>", "<p>", Escape::Tag),
            ("<div class=\"a\">one</div>", "<div class=\"a\">", Escape::Tag),
            ("a&nbsp;&nbsp;b", "&nbsp;", Escape::Entity),
            ("&quot;a&quot;", "&quot;", Escape::Entity),
            ("<b>new</b>: 3 articles", "<b>", Escape::Tag),
            ("<a href=\\\"https://a.cn\\\">a</a>", "href=\\\"", Escape::Quote),
            ("**你好**，我是助手", "**你好**", Escape::Markdown),
            ("see [the page](https://a.cn/b)", "[the page](https://a", Escape::Markdown),
        ] {
            assert_eq!(find(text), Some((shown.to_owned(), escape)), "{text}");
        }
    }

    #[test]
    fn what_looks_like_an_escape_is_left_alone() {
        for text in [
            "",
            "C:\\new",
            "see D:\\notes\\new.txt",
            "C:\\Users\\nancy\\uface",
            "\\\\server\\new",
            "%APPDATA%\\npm",
            "..\\node_modules",
            ".\\new",
            "use \"\\n\" for a line break",
            "use `\\n` for a line break",
            "printf(\"hello\\n\");",
            "print('a\\nb')",
            "```\nx = a\\nb\n```",
            "a \\neq b and \\nabla f",
            "line\nline",
            "<a href=\"https://a.cn/?a=1&b=2\">a</a>",
            "a < b > c",
            "the tag `<br>` breaks a line",
            "List<p>",
            "R&D; AT&T",
            "C:\\\\new",
            "<b></b> makes bold",
            "2**10 = 1024, a**b**c",
            "a * b ** c ** d",
            "****",
            "write `**bold**` for bold",
            "array[0](http)",
            "<a href=\"https://a.cn\">a</a>",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}

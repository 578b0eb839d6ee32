use std::path::{Path, PathBuf};

/// A word or one character of punctuation, with its line; comments, texts, characters and lifetimes are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub line: usize,
}

/// Reads the tokens of a Rust file.
pub fn tokens(source: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = source;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(length) = literal(rest) {
            length
        } else if is_word(first) {
            rest.find(|char| !is_word(char)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        let skipped = first.is_whitespace() || token.starts_with("//") || token.starts_with("/*");
        if !skipped && literal(rest).is_none() {
            found.push(Token { text: token.to_owned(), line });
        }
        line += token.matches('\n').count();
        rest = after;
    }
    found
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// The length of a comment that may hold others.
fn block_comment(text: &str) -> usize {
    let (mut at, mut depth) = (0, 0);
    loop {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            let Some(char) = rest.chars().next() else { return at };
            at += char.len_utf8();
        }
    }
}

/// The length of a text, a character or a lifetime, prefixes included.
fn literal(text: &str) -> Option<usize> {
    let prefix = text.find(|char| !matches!(char, 'b' | 'c' | 'r')).filter(|&length| length <= 2)?;
    let body = &text[prefix..];
    let hashes = body.bytes().take_while(|&byte| byte == b'#').count();
    if text[..prefix].ends_with('r') && body[hashes..].starts_with('"') {
        let end = format!("\"{}", "#".repeat(hashes));
        let start = prefix + hashes + 1;
        return Some(text[start..].find(&end).map_or(text.len(), |at| start + at + end.len()));
    }
    if body.starts_with('"') {
        return Some(prefix + quoted(body, '"'));
    }
    if let Some(inner) = body.strip_prefix('\'') {
        let mut chars = inner.chars();
        let (first, second) = (chars.next()?, chars.next());
        if first == '\\' || second == Some('\'') {
            return Some(prefix + quoted(body, '\''));
        }
        let name = inner.find(|char| !is_word(char)).unwrap_or(inner.len());
        return Some(prefix + 1 + name);
    }
    None
}

/// The length of what stands between quotes, which are included.
fn quoted(text: &str, quote: char) -> usize {
    let mut chars = text.char_indices().skip(1);
    while let Some((at, char)) = chars.next() {
        if char == '\\' {
            chars.next();
        } else if char == quote {
            return at + 1;
        }
    }
    text.len()
}

/// Every Rust file beneath a folder, in order.
pub fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The folder in which the modules of a file lie.
pub fn modules_folder(file: &Path) -> PathBuf {
    let named_for_its_folder = ["main.rs", "lib.rs", "mod.rs"].iter().any(|name| file.ends_with(name));
    if named_for_its_folder { file.parent().expect("a folder").to_owned() } else { file.with_extension("") }
}

#[test]
fn only_words_and_punctuation_are_tokens() {
    let source = "use a::b; // c::d\n/* e /* f */ g */ let x: &'static str = \"h::\\\"i\"; 'j'; '\\''; r#\"k\"l\"#; \
                  b'm'; br\"n\"; fn o<'p>(q: &'p r) {}";
    let found: Vec<String> = tokens(source).into_iter().map(|token| token.text).collect();
    let text = found.join(" ");
    assert_eq!(text, "use a : : b ; let x : & str = ; ; ; ; ; ; fn o < > ( q : & r ) { }");
    assert_eq!(tokens("a\n\n\"\n\"b").last(), Some(&Token { text: "b".to_owned(), line: 4 }));
}

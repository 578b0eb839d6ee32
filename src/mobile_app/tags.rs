//! Reads the tags of `config.xml` and of a property list. Their attributes and texts are few, and comments are skipped.

use std::collections::HashMap;

/// A tag with its attributes, and the text up to the next tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) attributes: HashMap<String, String>,
    pub(super) text: String,
}

/// Returns the opening and closing tags, in order; a closing one begins with a slash.
pub(super) fn tags(xml: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = xml;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some((inside, after)) = rest.split_once('>') else { break };
        rest = after;
        if inside.starts_with(['?', '!']) {
            continue;
        }
        let text = after.split('<').next().unwrap_or_default();
        let inside = inside.trim_end_matches('/');
        let (name, attributes) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
        found.push(Tag {
            name: name.trim().to_owned(),
            attributes: attributes_of(attributes),
            text: unescaped(text.trim()),
        });
    }
    found
}

fn attributes_of(mut text: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    while let Some((name, rest)) = text.split_once('=') {
        let rest = rest.trim_start();
        let Some(quote) = rest.chars().next().filter(|char| matches!(char, '"' | '\'')) else { break };
        let Some((value, after)) = rest[1..].split_once(quote) else { break };
        found.insert(name.trim().to_owned(), unescaped(value));
        text = after;
    }
    found
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn attributes_and_texts_are_read() {
        let found = tags("<?xml?><!-- <a> --><a b=\"1&amp;2\" c='d>'/><k> x </k>");
        let names: Vec<&str> = found.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["a", "k", "/k"]);
        assert_eq!((found[0].attributes["b"].as_str(), found[1].text.as_str()), ("1&2", "x"));
        for broken in ["<", "<a", "<!--", "<a b=", "<a b=\"", "a>b"] {
            tags(broken);
        }
    }
}

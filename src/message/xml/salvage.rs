//! Recovers the fields of a reply that is not well-formed XML.
//!
//! A bot that forgets to escape `&`, `<` or `]]>` breaks the whole document for a strict parser. The findings are
//! most useful when they can name the field and show its text, so the fields of a reply are located by their tags.
//! The cost is linear in the size of the text: each name is searched for once.

use super::{Flaw, Parsed, unescape};
use crate::message::{Content, Document, Element};

/// The fields of a reply or an encrypted message, with the names of their nested elements.
const REPLY_FIELDS: &[(&str, &[&str])] = &[
    ("ToUserName", &[]),
    ("FromUserName", &[]),
    ("CreateTime", &[]),
    ("MsgType", &[]),
    ("Content", &[]),
    ("Image", &["MediaId"]),
    ("Voice", &["MediaId"]),
    ("Video", &["MediaId", "Title", "Description"]),
    ("Music", &["Title", "Description", "MusicUrl", "HQMusicUrl", "ThumbMediaId"]),
    ("ArticleCount", &[]),
    ("TransInfo", &["KfAccount"]),
    ("Button", &["ReplaceName"]),
    ("TaskCard", &["ReplaceName"]),
    ("Encrypt", &[]),
    ("MsgSignature", &[]),
    ("TimeStamp", &[]),
    ("Nonce", &[]),
];
const ARTICLE_FIELDS: &[&str] = &["Title", "Description", "PicUrl", "Url"];
const MAX_ARTICLES: usize = 32;

/// Returns whether a field holds text that a person wrote; markup in it is text that was not escaped.
pub(super) fn is_text_field(name: &str) -> bool {
    name == "Content" || ARTICLE_FIELDS.contains(&name)
}

/// Returns the fields that can be told apart, or `None` without any of `MsgType`, `Content` and `Encrypt`.
pub(super) fn read(text: &str) -> Option<Parsed> {
    let start = text.find("<xml")?;
    let text = &text[start..];
    let mut flaws = Vec::new();
    let mut document = Document::default();
    for (name, inner) in REPLY_FIELDS {
        let Some((raw, _)) = find_element(text, name) else { continue };
        document.0.push(if inner.is_empty() {
            Element::text(*name, unescape_field(raw, name, &mut flaws))
        } else {
            Element::group(*name, text_elements(raw, inner, &mut flaws))
        });
    }
    if let Some((articles, _)) = find_element(text, "Articles") {
        let mut rest = articles;
        let mut items = Vec::new();
        while let Some((raw, after)) = find_element(rest, "item")
            && items.len() < MAX_ARTICLES
        {
            items.push(Element::group("item", text_elements(raw, ARTICLE_FIELDS, &mut flaws)));
            rest = after;
        }
        document.0.push(Element { name: "Articles".into(), content: Content::Group(items) });
    }
    let useful = ["MsgType", "Content", "Encrypt"].iter().any(|name| document.get(name).is_some());
    (useful && !flaws.is_empty()).then_some(Parsed { root: "xml".to_owned(), document, flaws })
}

fn text_elements(text: &str, names: &[&'static str], flaws: &mut Vec<Flaw>) -> Vec<Element> {
    names
        .iter()
        .filter_map(|name| {
            find_element(text, name).map(|(raw, _)| Element::text(*name, unescape_field(raw, name, flaws)))
        })
        .collect()
}

/// Returns the text between `<name>` and `</name>`, and the text after it.
fn find_element<'a>(text: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let open = format!("<{name}>");
    let start = text.find(&open)? + open.len();
    let inner = &text[start..];
    let close = format!("</{name}>");
    let in_cdata = inner.trim_start().starts_with("<![CDATA[");
    let end = if in_cdata { inner.find(&format!("]]>{close}")).map(|end| end + 3) } else { None };
    let end = end.or_else(|| inner.find(&close))?;
    Some((&inner[..end], &inner[end + close.len()..]))
}

/// Returns the text without CDATA markers or entities. A character that is not escaped is recorded as a flaw.
fn unescape_field(raw: &str, name: &str, flaws: &mut Vec<Flaw>) -> String {
    let inner = raw.trim().strip_prefix("<![CDATA[").and_then(|rest| rest.strip_suffix("]]>"));
    let (text, broken) = match inner {
        // `]]]]><![CDATA[>` is the correct form of `]]>`.
        Some(inner) => {
            let joined = inner.replace("]]]]><![CDATA[>", "]]\u{0}>");
            let broken = joined.contains("]]>") && !joined.contains("<![CDATA[");
            (joined.replace("]]><![CDATA[", "").replace("]]\u{0}>", "]]>"), broken)
        }
        None => match unescape(raw) {
            Some(text) => {
                let broken = raw.contains('<') || raw.contains("]]>");
                (text, broken)
            }
            None => (raw.to_owned(), true),
        },
    };
    if broken && flaws.len() < 8 && !flaws.contains(&Flaw::Unescaped(name.to_owned())) {
        flaws.push(Flaw::Unescaped(name.to_owned()));
    }
    text
}

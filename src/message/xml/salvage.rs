//! What can still be read of a reply that is not well-formed XML.
//!
//! A bot that forgets to escape `&`, `<` or `]]>` breaks the whole document for a strict parser. Its author is helped
//! most by seeing what was meant, so the fields that a reply can have are cut out by their tags. The work is linear in
//! the size of the text: each name is looked for once.

use super::{Flaw, Read, unescape};
use crate::message::{Content, Document, Element};

/// What a reply or an envelope can hold, and which of it holds elements.
const FIELDS: &[(&str, &[&str])] = &[
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
const ARTICLE: &[&str] = &["Title", "Description", "PicUrl", "Url"];
const MAX_ARTICLES: usize = 32;

/// Whether a field of that name holds what a person wrote, so that markup in it is text that was not escaped.
pub(super) fn is_leaf(name: &str) -> bool {
    name == "Content" || ARTICLE.contains(&name)
}

/// The fields that can be told apart; `None` without a single one of `MsgType`, `Content` and `Encrypt`.
pub(super) fn read(text: &str) -> Option<Read> {
    let start = text.find("<xml")?;
    let text = &text[start..];
    let mut flaws = Vec::new();
    let mut document = Document::default();
    for (name, inner) in FIELDS {
        let Some((raw, _)) = cut(text, name) else { continue };
        document.0.push(if inner.is_empty() {
            Element::text(*name, unwrap(raw, name, &mut flaws))
        } else {
            Element::group(*name, leaves(raw, inner, &mut flaws))
        });
    }
    if let Some((articles, _)) = cut(text, "Articles") {
        let mut rest = articles;
        let mut items = Vec::new();
        while let Some((raw, after)) = cut(rest, "item")
            && items.len() < MAX_ARTICLES
        {
            items.push(Element::group("item", leaves(raw, ARTICLE, &mut flaws)));
            rest = after;
        }
        document.0.push(Element { name: "Articles".into(), content: Content::Group(items) });
    }
    let useful = ["MsgType", "Content", "Encrypt"].iter().any(|name| document.get(name).is_some());
    (useful && !flaws.is_empty()).then_some(Read { root: "xml".to_owned(), document, flaws })
}

fn leaves(text: &str, names: &[&'static str], flaws: &mut Vec<Flaw>) -> Vec<Element> {
    names
        .iter()
        .filter_map(|name| cut(text, name).map(|(raw, _)| Element::text(*name, unwrap(raw, name, flaws))))
        .collect()
}

/// What stands between `<name>` and `</name>`, and what follows.
fn cut<'a>(text: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let open = format!("<{name}>");
    let start = text.find(&open)? + open.len();
    let inner = &text[start..];
    let close = format!("</{name}>");
    let in_cdata = inner.trim_start().starts_with("<![CDATA[");
    let end = if in_cdata { inner.find(&format!("]]>{close}")).map(|end| end + 3) } else { None };
    let end = end.or_else(|| inner.find(&close))?;
    Some((&inner[..end], &inner[end + close.len()..]))
}

/// The text without its CDATA or entities; what should have been escaped is a flaw.
fn unwrap(raw: &str, name: &str, flaws: &mut Vec<Flaw>) -> String {
    let inner = raw.trim().strip_prefix("<![CDATA[").and_then(|rest| rest.strip_suffix("]]>"));
    let (text, broken) = match inner {
        // `]]]]><![CDATA[>` is how `]]>` is written correctly.
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

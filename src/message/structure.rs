//! Displaced parts of a reply: one fault is named, and the reply is judged as if it were mended.

use super::element::{Content, Document, Element, child};
use super::xml;
use super::{json, rules::Structure};
use crate::lang::excerpt;

/// The fields that identify a reply, an envelope, or an acknowledgement.
const IDENTIFYING: [&str; 5] = ["MsgType", "Encrypt", "return_code", "ErrCode", "encrypt"];
/// The common fields of a reply.
const COMMON: [&str; 4] = ["ToUserName", "FromUserName", "CreateTime", "MsgType"];
/// The element of each type of reply and the fields inside it.
const GROUPS: [(&str, &str, &[&str]); 5] = [
    ("image", "Image", &["MediaId"]),
    ("voice", "Voice", &["MediaId"]),
    ("video", "Video", &["MediaId", "Title", "Description"]),
    ("music", "Music", &["Title", "Description", "MusicUrl", "HQMusicUrl", "ThumbMediaId"]),
    ("transfer_customer_service", "TransInfo", &["KfAccount"]),
];
/// The fields of an article.
const ARTICLE: [&str; 4] = ["Title", "Description", "PicUrl", "Url"];
/// The deepest wrapping that is undone.
const MAX_WRAPPERS: usize = 4;

/// Mends a displaced reply and returns its fault; `None` if nothing is displaced.
pub(super) fn mend(document: &mut Document) -> Option<Structure> {
    unwrap(document).or_else(|| mend_fields(document))
}

fn identifies(elements: &[Element]) -> bool {
    IDENTIFYING.iter().any(|name| child(elements, name).is_some())
}

/// Undoes elements around the whole reply or around a part of it.
fn unwrap(document: &mut Document) -> Option<Structure> {
    if identifies(&document.0) {
        return None;
    }
    let mut mended = document.clone();
    let mut fault = None;
    for _ in 0..MAX_WRAPPERS {
        if identifies(&mended.0) {
            break;
        }
        let only = mended.0.len() == 1 && !mended.0[0].elements().is_empty();
        let wrapper = mended.0.iter().position(|element| identifies(element.elements()));
        let wrapper = wrapper.or(only.then_some(0))?;
        let name = mended.0[wrapper].name.to_string();
        let partial = mended.0.iter().any(|element| COMMON.contains(&&*element.name));
        let Content::Group(inner) = mended.0.remove(wrapper).content else { return None };
        fault.get_or_insert_with(|| {
            if partial {
                Structure::TooLow { field: identifying(&inner), group: excerpt(&name) }
            } else if name == "xml" {
                Structure::DoubledRoot
            } else {
                Structure::Wrapped(excerpt(&name))
            }
        });
        if partial {
            mended.0.splice(wrapper..wrapper, inner);
        } else {
            mended.0 = inner;
        }
    }
    if fault.is_some() && identifies(&mended.0) {
        *document = mended;
        return fault;
    }
    None
}

fn identifying(elements: &[Element]) -> &'static str {
    IDENTIFYING.into_iter().find(|name| child(elements, name).is_some()).unwrap_or("MsgType")
}

fn mend_fields(document: &mut Document) -> Option<Structure> {
    let msg_type = document.get("MsgType")?.trim().to_owned();
    if let Some(fault) = open_texts(document) {
        return Some(fault);
    }
    if msg_type == "text" {
        return content_too_low(document);
    }
    if msg_type == "news" {
        return mend_articles(document);
    }
    let (_, group, fields) = GROUPS.iter().find(|(name, ..)| *name == msg_type)?;
    if let Some(position) = document.0.iter().position(|element| element.name == *group) {
        let element = &mut document.0[position];
        if let (Some(value), [field]) = (element.value().map(str::trim), *fields)
            && !value.is_empty()
        {
            // The value stands in place of the field.
            element.content = Content::Group(vec![Element::text(*field, value)]);
            return Some(Structure::TooHigh { field, group });
        }
        return undouble(element, group);
    }
    let first = fields.iter().find(|field| document.get(field).is_some())?;
    let (inner, rest) = document.0.drain(..).partition(|element| fields.contains(&&*element.name));
    document.0 = rest;
    document.0.push(Element::group(*group, inner));
    Some(Structure::TooHigh { field: first, group })
}

/// Undoes `<Image><Image>…</Image></Image>`.
fn undouble(element: &mut Element, name: &'static str) -> Option<Structure> {
    let inner = match element.elements() {
        [only] if only.name == name => only.elements().to_vec(),
        _ => return None,
    };
    element.content = Content::Group(inner);
    Some(Structure::Doubled(name))
}

/// Moves a `Content` to the top that stands in an element such as `<Text>`.
fn content_too_low(document: &mut Document) -> Option<Structure> {
    if document.find("Content").is_some() || child(&document.0, "content").is_some() {
        return None;
    }
    let holds = |element: &Element| {
        ["Content", "content"].iter().any(|name| child(element.elements(), name).is_some())
    };
    let position = document.0.iter().position(holds)?;
    let element = document.0.remove(position);
    let group = excerpt(&element.name);
    let Content::Group(inner) = element.content else { return None };
    let mut content = inner.into_iter().find(|inner| inner.name.eq_ignore_ascii_case("Content"))?;
    content.name = "Content".into();
    document.0.insert(position, content);
    Some(Structure::TooLow { field: "Content", group })
}

fn mend_articles(document: &mut Document) -> Option<Structure> {
    let is_field = |element: &Element| ARTICLE.contains(&&*element.name);
    if document.find("Articles").is_none() {
        let field = document.0.iter().find(|element| element.name == "item" || is_field(element))?;
        let item = field.name == "item";
        let moved = |element: &Element| if item { element.name == "item" } else { is_field(element) };
        let (inner, rest): (Vec<_>, Vec<_>) = document.0.drain(..).partition(moved);
        document.0 = rest;
        let (inner, fault) = if item {
            (inner, Structure::TooHigh { field: "item", group: "Articles" })
        } else {
            (
                vec![Element::group("item", inner)],
                Structure::TooHigh { field: "Title", group: "Articles.item" },
            )
        };
        document.0.push(Element::group("Articles", inner));
        return Some(fault);
    }
    if document.find("ArticleCount").is_none()
        && let Some(Content::Group(inner)) =
            document.0.iter_mut().find(|element| element.name == "Articles").map(|found| &mut found.content)
        && let Some(position) = inner.iter().position(|element| element.name == "ArticleCount")
    {
        let count = inner.remove(position);
        document.0.push(count);
        return Some(Structure::TooLow { field: "ArticleCount", group: "Articles".to_owned() });
    }
    let position = document.0.iter().position(|element| element.name == "Articles")?;
    if let Some(fault) = undouble(&mut document.0[position], "Articles") {
        return Some(fault);
    }
    let is_article = |element: &Element| element.elements().iter().any(is_field);
    let groups = || document.0.iter().filter(|element| element.name == "Articles");
    if groups().any(|group| child(group.elements(), "item").is_some())
        || groups().all(|group| group.elements().is_empty())
    {
        return None;
    }
    // `<Articles><Title>…`, once or several times; or articles under another name.
    let mut items = Vec::new();
    let mut fault = Structure::MissingItem;
    for group in groups() {
        if is_article(group) {
            items.push(Element::group("item", group.elements().to_vec()));
            continue;
        }
        for article in group.elements().iter().filter(|element| is_article(element)) {
            fault = Structure::NotItem(excerpt(&article.name));
            items.push(Element::group("item", article.elements().to_vec()));
        }
    }
    if items.is_empty() {
        return None;
    }
    document.0.retain(|element| element.name != "Articles");
    document.0.push(Element::group("Articles", items));
    Some(fault)
}

/// Opens groups that are given as a text of JSON or XML.
fn open_texts(document: &mut Document) -> Option<Structure> {
    let groups: Vec<&str> = GROUPS.iter().map(|(_, group, _)| *group).chain(["Articles"]).collect();
    for element in &mut document.0 {
        let Some(name) = groups.iter().find(|name| **name == element.name) else { continue };
        let Some(text) = element.value().map(str::trim) else { continue };
        let inner = if text.starts_with(['{', '[']) {
            let value = serde_json::from_str(text).ok();
            value.and_then(|value| match value {
                serde_json::Value::Array(_) => json::from_json(&serde_json::json!({ "item": value })),
                value => json::from_json(&value),
            })
        } else if text.starts_with('<') {
            xml::read(&format!("<xml>{text}</xml>")).ok().map(|read| read.document)
        } else {
            None
        };
        if let Some(inner) = inner.filter(|inner| !inner.0.is_empty()) {
            element.content = Content::Group(inner.0);
            return Some(Structure::TextOfElements(name));
        }
    }
    None
}

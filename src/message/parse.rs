//! Reads the body of an answer leniently: its encoding, what stands around the reply, XML or JSON.

use serde_json::Value;

use super::element::Document;
use super::html::{HtmlPage, html_page};
use super::rules::{NotXml, Rule, Structure};
use super::xml::{self, Flaw, Parsed};
use super::{bare, evidence, json};
use crate::lang::{excerpt, one_line};

/// A body as it was read.
pub(super) enum ParsedReply {
    /// Nothing, or `success`.
    None,
    /// No reply, for this reason.
    Invalid(Rule),
    /// A reply or an envelope.
    Reply(Document),
}

/// Reads a body; its faults are added to the findings.
pub(super) fn parse(raw: &str, json_allowed: bool, findings: &mut Vec<Rule>) -> ParsedReply {
    let text = raw.strip_prefix('\u{feff}').unwrap_or(raw);
    if text.len() < raw.len() {
        findings.push(Rule::BomBeforeXml);
    }
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed == "success" {
        return ParsedReply::None;
    }
    // The tests for what is no reply cost more than reading one, and its text may hold what they look for.
    if !trimmed.starts_with("<xml>")
        && let Some(other) = parse_other(trimmed, json_allowed, findings)
    {
        return other;
    }
    if text.starts_with(char::is_whitespace) {
        findings.push(Rule::SpaceBeforeXml { declaration: trimmed.starts_with("<?xml") });
    }
    if let Some(document) = wrapped(trimmed, findings) {
        return ParsedReply::Reply(document);
    }
    // Output before the reply, such as PHP warnings, must not hide it.
    let start = if trimmed.starts_with("<?xml") || trimmed.starts_with("<!") {
        0
    } else {
        trimmed.find("<xml").unwrap_or(0)
    };
    if start > 0 {
        findings.push(Rule::NotXml(NotXml::Before(excerpt(&one_line(&trimmed[..start])))));
    }
    parse_xml(&trimmed[start..], findings)
}

/// Recognises a body that is no reply in XML: JSON, a page, a printed object, source code and so on.
fn parse_other(trimmed: &str, json_allowed: bool, findings: &mut Vec<Rule>) -> Option<ParsedReply> {
    let invalid = |what| Some(ParsedReply::Invalid(Rule::NotXml(what)));
    let unquoted = trimmed.trim_matches(['"', '\'']).to_ascii_lowercase();
    let repeated = unquoted.replace("success", "").trim().is_empty();
    if !unquoted.is_empty() && repeated {
        return invalid(NotXml::Success(excerpt(trimmed)));
    }
    if trimmed.starts_with(['{', '[', '"'])
        && let Ok(value) = serde_json::from_str::<Value>(trimmed)
    {
        if let Some(quoted) = value.as_str().map(str::trim).filter(|text| text.starts_with(['<', '{'])) {
            findings.push(Rule::Structure(Structure::Quoted));
            return Some(parse(quoted, json_allowed, findings));
        }
        return match json::from_json(&value).filter(|_| json_allowed) {
            Some(document) => Some(ParsedReply::Reply(document)),
            None => invalid(match evidence::json_failure(trimmed) {
                Some(said) => NotXml::JsonFailure(said),
                None if value.is_null() => NotXml::Nothing(trimmed.to_owned()),
                None => NotXml::Json,
            }),
        };
    }
    if let Some(HtmlPage { title }) = html_page(trimmed) {
        return Some(ParsedReply::Invalid(Rule::HtmlPage(title)));
    }
    if trimmed.starts_with("&lt;xml") || trimmed.starts_with("&lt;?xml") {
        return invalid(NotXml::Escaped);
    }
    if trimmed.starts_with("b'<") || trimmed.starts_with("b\"<") {
        return invalid(NotXml::Bytes);
    }
    if let Some(language) = bare::source(trimmed) {
        return invalid(NotXml::Source(language));
    }
    if let Some(message) = php_message(trimmed) {
        return invalid(NotXml::PhpMessage(excerpt(&message)));
    }
    let is_printed = || !trimmed.contains("<xml>") && bare::printed(trimmed).is_some();
    if !trimmed.contains('<') || is_printed() {
        return invalid(bare::bare(trimmed));
    }
    None
}

/// Returns the message of PHP that an answer without a reply begins with. An error that ends the program is a crash.
fn php_message(text: &str) -> Option<String> {
    if text.contains("<xml") {
        return None;
    }
    let head: String = text.chars().take(500).collect();
    let plain = ["<br />", "<br>", "<b>", "</b>"].iter().fold(head, |text, tag| text.replace(tag, ""));
    let line = plain.trim_start().lines().next().unwrap_or_default().trim();
    let bare = line.strip_prefix("PHP ").unwrap_or(line);
    let is_message = ["Notice:", "Warning:", "Deprecated:"].iter().any(|start| bare.starts_with(start));
    (is_message && bare.contains(" on line ")).then(|| one_line(line))
}

/// Returns the reply of a document whose root holds `<xml>`, after naming that.
fn wrapped(text: &str, findings: &mut Vec<Rule>) -> Option<Document> {
    if !text.starts_with('<') || text.starts_with("<xml") || !text.contains("<xml") {
        return None;
    }
    let read = xml::read(text).ok().filter(|read| read.flaws.is_empty() && read.root != "xml")?;
    let inner = read.document.find("xml")?;
    findings.push(Rule::Structure(Structure::Wrapped(excerpt(&read.root))));
    Some(Document(inner.elements().to_vec()))
}

fn parse_xml(text: &str, findings: &mut Vec<Rule>) -> ParsedReply {
    let read = match xml::read(text) {
        Ok(read) => read,
        Err(_) if !text.starts_with('<') => {
            return ParsedReply::Invalid(Rule::NotXml(NotXml::Text(excerpt(text))));
        }
        Err(error) => return ParsedReply::Invalid(Rule::NotXml(NotXml::Unreadable(error))),
    };
    if read.root != "xml" {
        // What stands behind another root, or is wrong in it, only follows from that.
        return other_root(text, &read, findings);
    }
    findings.extend(read.flaws.into_iter().map(|flaw| match flaw {
        Flaw::Unescaped(field) => Rule::CdataUnescaped(field),
        Flaw::Doctype => Rule::NotXml(NotXml::Doctype),
        Flaw::Entity(name) => Rule::NotXml(NotXml::Entity(name)),
        Flaw::Before(text) => Rule::NotXml(NotXml::Before(text)),
        Flaw::After(text) => Rule::NotXml(NotXml::After(text)),
        Flaw::Control(char) => Rule::NotXml(NotXml::Control(char)),
        Flaw::Syntax(what) => Rule::NotXml(NotXml::Syntax(what)),
    }));
    ParsedReply::Reply(read.document)
}

/// The fields that stand alone at the top when a reply has no root.
const TOP_FIELDS: [&str; 7] =
    ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Encrypt", "MsgSignature", "Content"];

/// Reads a document whose root is not `xml`: a reply without a root, or one that is the text of an element.
fn other_root(text: &str, read: &Parsed, findings: &mut Vec<Rule>) -> ParsedReply {
    if TOP_FIELDS.contains(&&*read.root)
        && let Ok(whole) = xml::read(&format!("<xml>{text}</xml>"))
    {
        findings.push(Rule::Structure(Structure::NoRoot));
        return ParsedReply::Reply(whole.document);
    }
    // A framework that serialises a string as XML: `<string>&lt;xml&gt;…</string>`.
    let root = text.find(&format!("<{}", read.root)).and_then(|start| text.get(start..));
    if let Some(Ok(outer)) = root.map(|root| xml::read(&format!("<xml>{root}</xml>")))
        && let Some(inner) = outer.document.get(&read.root)
        && let Ok(whole) = xml::read(inner.trim())
        && whole.root == "xml"
    {
        findings.push(Rule::Structure(Structure::Serialised(excerpt(&read.root))));
        return ParsedReply::Reply(whole.document);
    }
    ParsedReply::Invalid(Rule::NotXml(NotXml::Root(excerpt(&read.root))))
}

/// Decodes a body: as UTF-8, else as GBK if it fits, else with replacement characters.
pub(super) fn decode(body: &[u8], findings: &mut Vec<Rule>) -> String {
    if let Ok(text) = std::str::from_utf8(body) {
        return text.to_owned();
    }
    if body.starts_with(&[0xff, 0xfe]) || body.starts_with(&[0xfe, 0xff]) {
        findings.push(Rule::NotUtf8("UTF-16"));
        return encoding_rs::UTF_16LE.decode(body).0.into_owned();
    }
    let lossy = String::from_utf8_lossy(body).into_owned();
    if !is_nearly_utf8(&lossy) {
        let (text, wrong) = encoding_rs::GB18030.decode_without_bom_handling(body);
        // Nearly any bytes are valid GB18030, but text has no control characters, and every CDATA section has an end.
        let whole = lossy.matches("]]>").count() == text.matches("]]>").count();
        if !wrong && whole && xml::forbidden_char(&text).is_none() {
            findings.push(Rule::NotUtf8("GBK"));
            return text.into_owned();
        }
    }
    findings.push(Rule::NotUtf8("bytes"));
    lossy
}

/// Returns whether the text is more likely UTF-8 with a few broken characters than another encoding.
fn is_nearly_utf8(lossy: &str) -> bool {
    let broken = lossy.matches('\u{fffd}').count();
    let whole = lossy.chars().filter(|char| !char.is_ascii()).count() - broken;
    broken <= whole
}

#[cfg(test)]
mod tests {
    use super::{ParsedReply, parse};

    #[test]
    fn a_text_that_names_an_object_of_a_program_is_a_reply() {
        let reply = "<xml><MsgType>text</MsgType><Content>&lt;Bot object at 0x7f2a&gt;</Content></xml>";
        for reply in [reply.to_owned(), format!("<?xml version=\"1.0\"?>{reply}")] {
            let mut findings = Vec::new();
            assert!(matches!(parse(&reply, false, &mut findings), ParsedReply::Reply(_)), "{reply}");
            assert!(findings.is_empty(), "{findings:?}");
        }
    }
}

//! Reads and writes XML. No other file uses quick-xml.
//!
//! Written XML is compact, with plain CDATA and no entities, because bots in the field (node `wechat-mp`,
//! `weixin-robot`) answer 400 to indentation, CRLF or entities. Reading is lenient and bounded: faults are returned
//! as [`Flaw`]s beside the parsed elements, and no input causes recursion or entity expansion.

mod compact;
pub(crate) mod layout;
mod salvage;

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesCData, BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::writer::Writer;

use super::element::{Content, Document, Element};

/// The deepest nesting that is read; WeChat's deepest message has 8 levels.
pub const MAX_DEPTH: usize = 32;

/// The largest number of elements that is read; WeChat's longest message has about a hundred.
pub const MAX_ELEMENTS: usize = 10_000;

/// A parsed message, with its faults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The name of the root element, `xml` in every message.
    pub root: String,
    /// The elements below the root.
    pub document: Document,
    /// The faults that a strict parser would have rejected.
    pub flaws: Vec<Flaw>,
}

/// A fault that a strict XML parser rejects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// A bare `&` or `<`, or a `]]>` that ends a CDATA section early; holds the name of the field.
    Unescaped(String),
    /// A document type declaration, which may declare entities.
    Doctype,
    /// An entity that XML does not predefine, such as `&nbsp;`; holds its name.
    Entity(String),
    /// Text precedes the root element; holds its beginning.
    Before(String),
    /// Text follows the root element; holds its beginning.
    After(String),
    /// A character that XML 1.0 does not allow.
    Control(char),
    /// Another fault; holds the reason in a few words.
    Syntax(String),
}

/// The reason why nothing can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// There is no element.
    #[error("no element")]
    NoElement,
    /// Elements are nested deeper than [`MAX_DEPTH`].
    #[error("elements nest deeper than {MAX_DEPTH}")]
    TooDeep,
    /// There are more elements than [`MAX_ELEMENTS`].
    #[error("there are more than {MAX_ELEMENTS} elements")]
    TooMany,
    /// The XML is not well-formed.
    #[error("{reason}")]
    Malformed {
        /// The message of the parser.
        reason: String,
        /// The offset of the fault, in bytes.
        offset: u64,
    },
}

/// The words of [`Flaw::Syntax`] for a declaration that is not at the start.
pub(super) const LATE_DECLARATION: &str = "<?xml …?> must come first";

/// Writes `<xml>…</xml>`.
///
/// Names and characters are not checked: [`forbidden_char`] finds characters that XML does not allow.
pub fn write(document: &Document) -> String {
    let mut writer = Writer::new(Vec::with_capacity(512));
    let written = write_element(&mut writer, "xml", &document.0);
    debug_assert!(written.is_ok(), "writing to memory cannot fail");
    String::from_utf8(writer.into_inner()).unwrap_or_default()
}

fn write_element(writer: &mut Writer<Vec<u8>>, name: &str, elements: &[Element]) -> std::io::Result<()> {
    writer.write_event(Event::Start(BytesStart::new(name)))?;
    for element in elements {
        match &element.content {
            Content::Group(inner) => write_element(writer, &element.name, inner)?,
            Content::Text(text) => write_leaf(writer, &element.name, text, true)?,
            Content::Number(number) => write_leaf(writer, &element.name, number, false)?,
        }
    }
    writer.write_event(Event::End(BytesEnd::new(name)))
}

fn write_leaf(writer: &mut Writer<Vec<u8>>, name: &str, value: &str, cdata: bool) -> std::io::Result<()> {
    writer.write_event(Event::Start(BytesStart::new(name)))?;
    if !cdata {
        writer.write_event(Event::Text(BytesText::new(value)))?;
    } else if value.is_empty() {
        writer.write_event(Event::CData(BytesCData::new("")))?;
    } else {
        for part in BytesCData::escaped(value) {
            writer.write_event(Event::CData(part))?;
        }
    }
    writer.write_event(Event::End(BytesEnd::new(name)))
}

/// Writes the text reply that [`write`] would, without building a document: text is the most frequent reply.
pub(crate) fn write_text_reply(to: &str, from: &str, time: u64, content: &str) -> String {
    let mut xml = String::with_capacity(224 + to.len() + from.len() + content.len());
    for (before, value) in [
        ("<xml><ToUserName>", to),
        ("</ToUserName><FromUserName>", from),
        ("</FromUserName><CreateTime>", ""),
        ("</CreateTime><MsgType>", "text"),
        ("</MsgType><Content>", content),
    ] {
        xml.push_str(before);
        if before.ends_with("<CreateTime>") {
            xml.push_str(&time.to_string());
            continue;
        }
        xml.push_str("<![CDATA[");
        // Most values have no `]`, which takes less time to find out.
        if value.bytes().any(|byte| byte == b']') && value.contains("]]>") {
            // As quick-xml splits it: a section cannot contain its own end.
            xml.push_str(&value.replace("]]>", "]]]]><![CDATA[>"));
        } else {
            xml.push_str(value);
        }
        xml.push_str("]]>");
    }
    xml.push_str("</Content></xml>");
    xml
}

/// Returns the first character that XML 1.0 does not allow (production 2), or `None` if all are allowed.
pub fn forbidden_char(text: &str) -> Option<char> {
    // Checking bytes is faster than checking characters, and nearly every text passes.
    let suspicious = |byte: u8| (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0xef;
    // Without an early exit, the compiler vectorises the loop.
    if !text.bytes().fold(false, |found, byte| found | suspicious(byte)) {
        return None;
    }
    text.chars()
        .find(|&c| matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}'))
}

/// Resolves entities; returns `None` if a `&` does not begin one.
fn unescape(raw: &str) -> Option<String> {
    quick_xml::escape::unescape(raw).ok().map(Cow::into_owned)
}

/// Reads a message strictly; if that fails, recovers the fields of a reply that can be told apart.
pub fn read(text: &str) -> Result<Parsed, Unreadable> {
    let text = text.trim_start_matches('\u{feff}');
    if let Some(document) = compact::read(text) {
        return Ok(Parsed { root: "xml".to_owned(), document, flaws: Vec::new() });
    }
    let mut read = match read_strictly(text) {
        Ok(read) => read,
        Err(error @ (Unreadable::TooDeep | Unreadable::TooMany)) => return Err(error),
        Err(error) => salvage::read(text).ok_or(error)?,
    };
    if read.flaws.iter().any(|flaw| matches!(flaw, Flaw::Unescaped(_)))
        && let Some(better) = salvage::read(text)
    {
        read = better;
    }
    if let Some(control) = forbidden_char(text) {
        read.flaws.push(Flaw::Control(control));
    }
    Ok(read)
}

/// An element whose end tag has not been read.
#[derive(Default)]
struct OpenElement {
    name: Cow<'static, str>,
    text: String,
    /// True if a CDATA section was read; white space around it is ignored.
    cdata: bool,
    elements: Vec<Element>,
}

#[derive(Default)]
struct Builder {
    open: Vec<OpenElement>,
    root: Option<OpenElement>,
    flaws: Vec<Flaw>,
    count: usize,
}

fn read_strictly(text: &str) -> Result<Parsed, Unreadable> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut first = true;
    let mut builder = Builder::default();
    loop {
        let event = reader.read_event().map_err(|error| Unreadable::Malformed {
            reason: error.to_string(),
            offset: reader.error_position(),
        })?;
        match event {
            Event::Start(start) => builder.start(&start)?,
            Event::Empty(start) => {
                builder.start(&start)?;
                builder.end();
            }
            Event::End(_) => builder.end(),
            Event::Text(text) => builder.text(&text.xml10_content()),
            Event::CData(cdata) => builder.cdata(&cdata.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(char)) => builder.char(char),
                _ => builder.entity(&reference),
            },
            Event::DocType(_) => builder.flaw(Flaw::Doctype),
            Event::Decl(declaration) => builder.declaration(&declaration, first),
            Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => break,
        }
        first = false;
    }
    if !builder.open.is_empty() {
        let offset = text.len() as u64;
        return Err(Unreadable::Malformed {
            reason: "the document ends inside an element".to_owned(),
            offset,
        });
    }
    let root = builder.root.ok_or(Unreadable::NoElement)?;
    Ok(Parsed { root: root.name.into_owned(), document: Document(root.elements), flaws: builder.flaws })
}

/// Returns whether the name of a reference, such as `#55357`, is the number of half a surrogate pair.
pub(crate) fn is_surrogate(name: &str) -> bool {
    let Some(digits) = name.strip_prefix('#') else { return false };
    let number = match digits.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    number.is_ok_and(|number| (0xd800..=0xdfff).contains(&number))
}

/// Returns the static form of a name that most messages have, which saves an allocation.
fn static_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "ToUserName" => "ToUserName",
        "FromUserName" => "FromUserName",
        "CreateTime" => "CreateTime",
        "MsgType" => "MsgType",
        "Content" => "Content",
        "MsgId" => "MsgId",
        "Event" => "Event",
        "EventKey" => "EventKey",
        "Encrypt" => "Encrypt",
        "AgentID" => "AgentID",
        _ => return None,
    })
}

impl Builder {
    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), Unreadable> {
        let name = start.name();
        let name: &str = name.as_ref();
        if let Some(Err(error)) = start.attributes().find(Result::is_err) {
            self.flaw(Flaw::Syntax(error.to_string()));
        }
        let is_wrong = name.starts_with(|c: char| c.is_ascii_digit() || "-.".contains(c));
        if is_wrong || name.contains(['<', '/', '"', '\'', '&', '=']) {
            self.flaw(Flaw::Syntax(format!("<{}> is no name", name.chars().take(40).collect::<String>())));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(Unreadable::TooDeep);
        }
        if self.open.is_empty() && self.root.is_some() {
            self.flaw(Flaw::After(format!("<{name}>")));
        }
        self.count += 1;
        if self.count > MAX_ELEMENTS {
            return Err(Unreadable::TooMany);
        }
        let name = static_name(name).map_or_else(|| Cow::Owned(name.to_owned()), Cow::Borrowed);
        self.open.push(OpenElement { name, ..OpenElement::default() });
        Ok(())
    }

    fn declaration(&mut self, declaration: &BytesDecl<'_>, first: bool) {
        if !first {
            self.flaw(Flaw::Syntax(LATE_DECLARATION.to_owned()));
        }
        // Another encoding of the bytes is reported elsewhere; these bytes are UTF-8.
        if let Some(Ok(encoding)) = declaration.encoding() {
            let name = encoding.to_ascii_lowercase();
            if !name.starts_with("gb") && !["utf-8", "utf8", "us-ascii", "ascii"].contains(&name.as_str()) {
                let name: String = name.chars().take(40).collect();
                self.flaw(Flaw::Syntax(format!("the declaration says {name}, the bytes are UTF-8")));
            }
        }
    }

    fn end(&mut self) {
        let Some(closed) = self.open.pop() else { return };
        let Some(parent) = self.open.last_mut() else {
            self.root.get_or_insert(closed);
            return;
        };
        let unescaped = !closed.elements.is_empty() && salvage::is_text_field(&closed.name);
        let flaw = unescaped.then(|| Flaw::Unescaped(closed.name.to_string()));
        let content = if closed.elements.is_empty() {
            Content::Text(closed.text)
        } else {
            Content::Group(closed.elements)
        };
        if parent.elements.is_empty() {
            // A typical message has 5 to 8 elements; a leaf has none.
            parent.elements.reserve(8);
        }
        parent.elements.push(Element { name: closed.name, content });
        if let Some(flaw) = flaw {
            self.flaw(flaw);
        }
    }

    fn text(&mut self, text: &str) {
        let outside = self.open.is_empty();
        if outside && !text.trim().is_empty() {
            let text = text.trim().chars().take(80).collect();
            self.flaw(if self.root.is_some() { Flaw::After(text) } else { Flaw::Before(text) });
        } else if text.contains("]]>") {
            let field = self.open.last().map(|open| open.name.to_string()).unwrap_or_default();
            self.flaw(Flaw::Unescaped(field));
        }
        let layout = text.trim().is_empty() && self.open.last().is_some_and(|open| open.cdata);
        if !layout {
            self.append(text);
        }
    }

    fn cdata(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            if !open.cdata && open.text.trim().is_empty() {
                open.text.clear();
            }
            open.cdata = true;
            open.text.push_str(text);
        }
    }

    fn append(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(text);
        }
    }

    fn char(&mut self, char: char) {
        let text = String::from(char);
        if forbidden_char(&text).is_some() {
            self.flaw(Flaw::Control(char));
        }
        self.append(&text);
    }

    fn entity(&mut self, name: &str) {
        if let Some(text) = resolve_xml_entity(name) {
            self.append(text);
        } else {
            self.flaw(Flaw::Entity(name.chars().take(40).collect()));
            self.append("&");
            self.append(name);
            self.append(";");
        }
    }

    /// Records a flaw once, and at most 8 of them: a hostile reply may have a million.
    fn flaw(&mut self, flaw: Flaw) {
        if self.flaws.len() < 8 && !self.flaws.contains(&flaw) {
            self.flaws.push(flaw);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_signs_of_markup_is_a_flaw() {
        for text in ["<xml><a:</></xml>", "<xml><a'/></xml>", "<xml><a&amp;></a&amp;></xml>"] {
            let flawed = read(text).map_or(true, |parsed| !parsed.flaws.is_empty());
            assert!(flawed, "{text}");
        }
        assert!(read("<xml><a:b.c-d_1/></xml>").is_ok_and(|parsed| parsed.flaws.is_empty()));
    }

    #[test]
    fn a_text_reply_is_written_as_its_document_is() {
        for content in ["hi", "", "]]>", "a]]>b]]>", "]]]>>", "]]", "中文 <b>&amp;", "line\nline"] {
            let document = Document(vec![
                Element::text("ToUserName", "to]]>"),
                Element::text("FromUserName", "from"),
                Element::number("CreateTime", 1_700_000_000),
                Element::text("MsgType", "text"),
                Element::text("Content", content),
            ]);
            assert_eq!(
                write_text_reply("to]]>", "from", 1_700_000_000, content),
                write(&document),
                "{content}"
            );
        }
    }
}

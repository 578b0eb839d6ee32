//! Reads the XML that WeChat writes: leaves in `<xml>`, in CDATA or as plain text. A server reads it for every push, and
//! the general reader takes four times as long.

use super::{Document, Element, MAX_ELEMENTS, forbidden_char, static_name};
use crate::message::element::Content;

/// Returns the elements that [`read_strictly`](super::read_strictly) would; `None` for XML of another form or with a
/// flaw, which the general reader reads.
pub(super) fn read(text: &str) -> Option<Document> {
    // The general reader replaces CR. Without an early exit, the compiler vectorises the loop, and most texts pass.
    let suspicious = |byte: u8| (byte < b' ' && !matches!(byte, b'\t' | b'\n')) || byte == 0xef;
    if text.bytes().fold(false, |found, byte| found | suspicious(byte))
        && (text.contains('\r') || forbidden_char(text).is_some())
    {
        return None;
    }
    let mut rest = text.strip_prefix("<xml>")?;
    // A typical message has 5 to 8 elements.
    let mut elements = Vec::with_capacity(8);
    while elements.len() + 1 < MAX_ELEMENTS {
        let tag = rest.trim_ascii_start().strip_prefix('<')?;
        if let Some(after) = tag.strip_prefix("/xml>") {
            return after.trim_ascii().is_empty().then_some(Document(elements));
        }
        let (name, after) = tag.split_at_checked(name_length(tag)?)?;
        let after = after.strip_prefix('>')?;
        let (value, after) = match after.strip_prefix("<![CDATA[") {
            Some(cdata) => cdata_section(cdata)?,
            None => after.split_at_checked(plain_length(after)?)?,
        };
        rest = after.strip_prefix("</")?.strip_prefix(name)?.strip_prefix('>')?;
        let name = static_name(name).map_or_else(|| name.to_owned().into(), Into::into);
        elements.push(Element { name, content: Content::Text(value.to_owned()) });
    }
    None
}

/// Returns the length of the name at the start, of ASCII letters, digits and `_`.
fn name_length(text: &str) -> Option<usize> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let length = text.bytes().position(|byte| !is_name(byte))?;
    text.starts_with(|first: char| !first.is_ascii_digit()).then_some(length).filter(|&length| length > 0)
}

/// Splits off the text of a CDATA section, whose start has been read.
fn cdata_section(text: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    loop {
        let end = from + text.get(from..)?.bytes().position(|byte| byte == b']')?;
        if let Some(after) = text.get(end..)?.strip_prefix("]]>") {
            return Some((text.get(..end)?, after));
        }
        from = end + 1;
    }
}

/// Returns the length of a text without CDATA and entities; `None` if it contains part of `]]>`.
fn plain_length(text: &str) -> Option<usize> {
    let end = text.bytes().position(|byte| matches!(byte, b'<' | b'&' | b'>' | b']'))?;
    (text.as_bytes().get(end) == Some(&b'<')).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::xml::read_strictly;
    use crate::random::SeededRandom;

    const PUSH: &str = "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[o]1]]></FromUserName>\n<CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好 <b>&amp;]]></Content><Empty></Empty><Blank> </Blank></xml>\n";

    #[test]
    fn a_push_is_read_as_the_general_reader_reads_it() {
        let general = read_strictly(PUSH).expect("XML");
        assert_eq!(read(PUSH), Some(general.document));
        assert_eq!(general.flaws, []);
    }

    #[test]
    fn every_other_form_is_left_to_the_general_reader() {
        for other in [
            "",
            "<xml>",
            "<xml><A>1</A>",
            "<xml><A>1</B></xml>",
            "<xml><A b=\"c\">1</A></xml>",
            "<xml><A >1</A></xml>",
            "<xml><A><B>1</B></A></xml>",
            "<xml><A>&amp;</A></xml>",
            "<xml><A>]]></A></xml>",
            "<xml><A> <![CDATA[1]]></A></xml>",
            "<xml><A><![CDATA[1]]><![CDATA[2]]></A></xml>",
            "<xml><A>1\r\n</A></xml>",
            "<xml><A>\u{1}</A></xml>",
            "<xml><1>1</1></xml>",
            "<xml>1<A>1</A></xml>",
            "<xml><A>1</A></xml>1",
            "<xml><A/></xml>",
            "<?xml version=\"1.0\"?><xml><A>1</A></xml>",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
        let many = ["<xml>", &"<A>1</A>".repeat(MAX_ELEMENTS), "</xml>"].concat();
        assert_eq!(read(&many), None);
    }

    #[test]
    fn changed_pushes_are_read_as_the_general_reader_reads_them_or_not_at_all() {
        const PIECES: [&str; 18] = [
            "<",
            ">",
            "]",
            "]]>",
            "<![CDATA[",
            "</",
            "/>",
            "<A>",
            "</A>",
            "<xml>",
            "</xml>",
            "&",
            "&lt;",
            " ",
            "\r\n",
            "\u{feff}",
            "\u{ffff}",
            "中",
        ];
        let mut random = SeededRandom::new(1);
        let mut draw = |count: usize| usize::try_from(random.number() % count as u64).expect("small");
        let boundary = |text: &str, mut at: usize| {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let mut read_so_far = 0;
        for _ in 0..20_000 {
            let mut text = PUSH.to_owned();
            for _ in 0..=draw(3) {
                let at = boundary(&text, draw(text.len() + 1));
                let end = boundary(&text, (at + draw(12)).min(text.len()));
                match draw(3) {
                    0 => text.insert_str(at, PIECES[draw(PIECES.len())]),
                    1 => text.replace_range(at..end, PIECES[draw(PIECES.len())]),
                    _ => text.replace_range(at..end, ""),
                }
            }
            let Some(document) = read(&text) else { continue };
            let general = read_strictly(&text).expect("XML");
            assert_eq!((general.root.as_str(), general.flaws.as_slice()), ("xml", &[][..]), "{text}");
            assert_eq!(document, general.document, "{text}");
            assert_eq!(forbidden_char(&text), None, "{text}");
            read_so_far += 1;
        }
        assert!(read_so_far > 500, "{read_so_far}");
    }
}

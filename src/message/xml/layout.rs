//! Lays XML out for people: one element per line, and back. Text and CDATA sections are not touched.

/// A part of XML.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part<'a> {
    /// A tag, a comment or a declaration, with its angle brackets.
    Tag(&'a str),
    /// Text, or a CDATA section.
    Text(&'a str),
}

/// Splits XML into its parts. The rest after an unclosed tag is text.
fn parts(xml: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = xml;
    while !rest.is_empty() {
        let is_cdata = rest.starts_with("<![CDATA[");
        let end = match rest.find('<') {
            Some(0) if is_cdata => rest.find("]]>").map(|at| at + 3),
            Some(0) => rest.find('>').map(|at| at + 1),
            Some(at) => Some(at),
            None => None,
        };
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        let is_tag = part.starts_with('<') && !is_cdata && end.is_some();
        parts.push(if is_tag { Part::Tag(part) } else { Part::Text(part) });
        rest = after;
    }
    parts
}

fn is_closing(tag: &str) -> bool {
    tag.starts_with("</")
}

/// Puts each element of compact XML on a line of its own, indented by its depth.
pub(crate) fn spread(xml: &str) -> String {
    let parts = parts(xml);
    let mut text = String::with_capacity(xml.len() * 2);
    let mut depth = 0_usize;
    for (at, part) in parts.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| parts[before]);
        match *part {
            Part::Text(part) => text.push_str(part),
            Part::Tag(tag) => {
                depth = depth.saturating_sub(usize::from(is_closing(tag)));
                // An empty element stays on its line.
                let breaks = match before {
                    Some(Part::Tag(before)) => {
                        !is_closing(tag) || is_closing(before) || before.ends_with("/>")
                    }
                    _ => false,
                };
                if breaks {
                    text.push('\n');
                    text.push_str(&"  ".repeat(depth));
                }
                text.push_str(tag);
                let opens = !is_closing(tag)
                    && !tag.ends_with("/>")
                    && !tag.starts_with("<?")
                    && !tag.starts_with("<!");
                depth += usize::from(opens);
            }
        }
    }
    text.push('\n');
    text
}

/// Removes the line breaks between tags, with the white space around them.
pub(crate) fn compact(xml: &str) -> String {
    let parts = parts(xml.trim());
    let is_tag =
        |at: Option<usize>| at.and_then(|at| parts.get(at)).is_some_and(|part| matches!(part, Part::Tag(_)));
    let mut text = String::with_capacity(xml.len());
    for (at, part) in parts.iter().enumerate() {
        match *part {
            Part::Tag(part) => text.push_str(part),
            Part::Text(part) => {
                let is_layout = part.trim().is_empty()
                    && part.contains('\n')
                    && is_tag(at.checked_sub(1))
                    && is_tag(Some(at + 1));
                if !is_layout {
                    text.push_str(part);
                }
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{compact, spread};

    #[test]
    fn a_message_is_the_same_after_it_was_laid_out() {
        let xml = "<xml><A><![CDATA[ a > b <c> \n]]></A><B></B><C>1</C><G><D><![CDATA[x]]]]><![CDATA[>y]]></D><E/></G></xml>";
        let spread = spread(xml);
        assert_eq!(compact(&spread), xml);
        assert_eq!(
            spread,
            "<xml>\n  <A><![CDATA[ a > b <c> \n]]></A>\n  <B></B>\n  <C>1</C>\n  <G>\n    \
             <D><![CDATA[x]]]]><![CDATA[>y]]></D>\n    <E/>\n  </G>\n</xml>\n"
        );
    }

    #[test]
    fn what_is_broken_stays_as_it_was_typed() {
        for broken in ["<xml><A>1</B", "<xml><![CDATA[open", "no tags", "", "<a>\n text </a>"] {
            assert_eq!(compact(broken), broken);
        }
    }
}

//! The few things of HTML that an article depends on: its title, its body, its pictures and its scripts. A page that is
//! not well formed is read as far as its tags can be told apart.

use std::ops::Range;

use super::{ArticleFile, PictureSource};

/// A picture of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    /// The value of `src`.
    pub source: String,
    /// The place of the value in the content.
    pub place: Range<usize>,
}

/// A tag.
struct Tag<'a> {
    /// The name, in the case of the page.
    name: &'a str,
    is_end: bool,
    /// The place of the whole tag.
    place: Range<usize>,
}

impl Tag<'_> {
    fn is(&self, name: &str, is_end: bool) -> bool {
        self.is_end == is_end && self.name.eq_ignore_ascii_case(name)
    }
}

/// An iterator over the tags of a page; comments and the text of scripts and styles have none.
struct Tags<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let start = self.at + self.html[self.at..].find('<')?;
            let rest = &self.html[start + 1..];
            if let Some(comment) = rest.strip_prefix("!--") {
                self.at = comment.find("-->").map_or(self.html.len(), |end| start + 4 + end + 3);
                continue;
            }
            let is_end = rest.starts_with('/');
            let from = usize::from(is_end);
            let length = rest[from..].bytes().take_while(u8::is_ascii_alphanumeric).count();
            if length == 0 {
                self.at = start + 1;
                continue;
            }
            let name = &rest[from..from + length];
            let end = start + 1 + tag_end(rest);
            self.at = end;
            if !is_end
                && ["script", "style", "textarea", "title"].iter().any(|raw| name.eq_ignore_ascii_case(raw))
            {
                // Only the end tag of the same name ends the text.
                let is_end = |at: usize| {
                    let rest = self.html[end + at + 2..].get(..name.len());
                    rest.is_some_and(|rest| rest.eq_ignore_ascii_case(name))
                };
                let found = self.html[end..].match_indices("</").map(|(at, _)| at).find(|at| is_end(*at));
                self.at = found.map_or(self.html.len(), |found| end + found);
            }
            return Some(Tag { name, is_end, place: start..end });
        }
    }
}

/// Returns the length of the rest of a tag, with its `>`; a quoted value may contain one.
fn tag_end(rest: &str) -> usize {
    let mut quote = None;
    for (at, char) in rest.char_indices() {
        match (quote, char) {
            (None, '"' | '\'') => quote = Some(char),
            (Some(open), char) if open == char => quote = None,
            (None, '>') => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn tags(html: &str) -> Tags<'_> {
    Tags { html, at: 0 }
}

/// Returns the value of an attribute of a tag, and its place in the page.
fn attribute(html: &str, tag: &Tag<'_>, wanted: &str) -> Option<(String, Range<usize>)> {
    let text = &html[tag.place.clone()];
    let mut at = 1 + tag.name.len();
    let bytes = text.as_bytes();
    let skip = |at: &mut usize, wanted: &dyn Fn(u8) -> bool| {
        while bytes.get(*at).is_some_and(|&byte| wanted(byte)) {
            *at += 1;
        }
    };
    while at < text.len() {
        skip(&mut at, &|byte| byte.is_ascii_whitespace() || byte == b'/' || byte == b'>');
        let start = at;
        skip(&mut at, &|byte| !byte.is_ascii_whitespace() && !b"=>/".contains(&byte));
        let name = &text[start..at];
        skip(&mut at, &|byte| byte.is_ascii_whitespace());
        if bytes.get(at) != Some(&b'=') {
            if name.is_empty() {
                at += 1;
            }
            continue;
        }
        at += 1;
        skip(&mut at, &|byte| byte.is_ascii_whitespace());
        let place = if let Some(&quote @ (b'"' | b'\'')) = bytes.get(at) {
            let start = at + 1;
            at = start;
            skip(&mut at, &|byte| byte != quote);
            at += 1;
            start..at - 1
        } else {
            let start = at;
            skip(&mut at, &|byte| !byte.is_ascii_whitespace() && byte != b'>');
            start..at
        };
        if name.eq_ignore_ascii_case(wanted) {
            let place = tag.place.start + place.start..tag.place.start + place.end.min(text.len());
            return Some((decoded(&html[place.clone()]), place));
        }
    }
    None
}

/// Replaces the character references that texts have.
fn decoded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let reference = rest.find(';').filter(|&end| end < 12).map(|end| &rest[1..end]);
        let char = reference.and_then(|name| match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some('\u{a0}'),
            _ => {
                let digits = name.strip_prefix('#')?;
                let code = match digits.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok(),
                    None => digits.parse().ok(),
                };
                code.and_then(char::from_u32)
            }
        });
        if let (Some(char), Some(name)) = (char, reference) {
            plain.push(char);
            rest = &rest[name.len() + 2..];
        } else {
            plain.push('&');
            rest = &rest[1..];
        }
    }
    plain + rest
}

/// Returns the text of a page without its tags, in one line.
pub(crate) fn plain_text(html: &str) -> String {
    let mut text = String::new();
    let mut at = 0;
    let mut skips = false;
    for tag in tags(html) {
        if !skips {
            text.push_str(html.get(at..tag.place.start).unwrap_or_default());
        }
        // The words of two paragraphs do not run together.
        if !["a", "b", "em", "i", "span", "strong", "u", "code"]
            .iter()
            .any(|inline| tag.is(inline, tag.is_end))
        {
            text.push(' ');
        }
        skips = tag.is("script", false) || tag.is("style", false);
        at = tag.place.end;
    }
    if !skips {
        text.push_str(html.get(at..).unwrap_or_default());
    }
    decoded(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the pictures of an article, in order.
pub(crate) fn pictures(html: &str) -> Vec<Picture> {
    let pictures = tags(html).filter(|tag| tag.is("img", false));
    pictures
        .filter_map(|tag| attribute(html, &tag, "src").or_else(|| attribute(html, &tag, "data-src")))
        .map(|(source, place)| Picture { source, place })
        .collect()
}

/// Returns the content without scripts and without pictures of other hosts, which WeChat drops.
pub(crate) fn without_dropped(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut at = 0;
    let mut script = None;
    for tag in tags(html) {
        if script.is_none() && tag.is("script", false) {
            script = Some(tag.place.start);
        }
        let is_foreign = || {
            let source = attribute(html, &tag, "src").or_else(|| attribute(html, &tag, "data-src"));
            source.is_some_and(|(source, _)| PictureSource::of(&source) != PictureSource::Wechat)
        };
        let dropped = match script {
            Some(start) if tag.is("script", true) => {
                script = None;
                Some(start)
            }
            None if tag.is("img", false) && is_foreign() => Some(tag.place.start),
            _ => None,
        };
        if let Some(start) = dropped {
            kept.push_str(&html[at..start]);
            at = tag.place.end;
        }
    }
    kept.push_str(&html[at..script.unwrap_or(html.len())]);
    kept
}

/// Returns whether a page has a script.
pub(super) fn has_script(html: &str) -> bool {
    tags(html).any(|tag| tag.is("script", false))
}

/// Returns the place of the text between a start tag and its end tag, and that of the whole element.
fn element(html: &str, name: &str) -> Option<(Range<usize>, Range<usize>)> {
    let mut open = None;
    for tag in tags(html) {
        if open.is_none() && tag.is(name, false) {
            open = Some(tag.place);
        } else if let Some(open) = open.as_ref().filter(|_| tag.is(name, true)) {
            return Some((open.end..tag.place.start, open.start..tag.place.end));
        }
    }
    None
}

/// Reads a page: its body is the content. Title, author and digest are those of its head; without a title there, the
/// first heading is the title and is left out of the content.
pub(crate) fn from_html(html: &str) -> ArticleFile {
    let text_of = |name: &str| {
        let (inner, whole) = element(html, name)?;
        let text = plain_text(&html[inner]);
        (!text.is_empty()).then_some((text, whole))
    };
    let meta = |wanted: &str| {
        let mut metas = tags(html).filter(|tag| tag.is("meta", false));
        metas.find_map(|tag| {
            let (name, _) = attribute(html, &tag, "name")?;
            let (content, _) = attribute(html, &tag, "content")?;
            (name.eq_ignore_ascii_case(wanted) && !content.trim().is_empty())
                .then(|| content.trim().to_owned())
        })
    };
    let body = match (element(html, "body"), element(html, "head")) {
        (Some((inner, _)), _) => inner,
        (None, Some((_, head))) => head.end..html.len(),
        (None, None) => 0..html.len(),
    };
    let titled = text_of("title");
    let heading = if titled.is_none() { text_of("h1") } else { None };
    let mut content = match &heading {
        Some((_, whole)) if body.start <= whole.start && whole.end <= body.end => {
            format!("{}{}", &html[body.start..whole.start], &html[whole.end..body.end])
        }
        _ => html[body].to_owned(),
    };
    // A title without a head stands in the content.
    if let Some((_, whole)) = element(&content, "title") {
        content.replace_range(whole, "");
    }
    ArticleFile {
        title: titled.or(heading).map(|(title, _)| title),
        author: meta("author"),
        digest: meta("description"),
        cover: None,
        source_url: None,
        content: content.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{from_html, pictures, plain_text, without_dropped};

    #[test]
    fn a_page_is_read() {
        let page = "<!DOCTYPE html><html><head><meta charset=utf-8><title>周报 &amp; 计划</title>\
            <meta name='author' content=\"小王\"><meta name=description content='一周'>\
            </head>\n<body class=\"a>b\">\n<h1>标题</h1><p>你好</p>\n</body></html>";
        let article = from_html(page);
        assert_eq!(article.title.as_deref(), Some("周报 & 计划"));
        assert_eq!(article.author.as_deref(), Some("小王"));
        assert_eq!(article.digest.as_deref(), Some("一周"));
        assert_eq!(article.content, "<h1>标题</h1><p>你好</p>");
        let fragment = from_html("<h1>一 <b>二</b></h1><p>三</p>");
        assert_eq!((fragment.title.as_deref(), &*fragment.content), (Some("一 二"), "<p>三</p>"));
        assert_eq!(from_html("只有文字").content, "只有文字");
    }

    #[test]
    fn pictures_are_found_where_they_stand() {
        let html = "<!-- <img src=no.png> --><img alt='a>b' src=a.png><IMG SRC='b c.png'/><img\nsrc = \"c.png\">\
            <img><script>'<img src=no.png>'</script><p>img src=no.png</p>";
        let found = pictures(html);
        let sources: Vec<&str> = found.iter().map(|picture| picture.source.as_str()).collect();
        assert_eq!(sources, ["a.png", "b c.png", "c.png"]);
        for picture in &found {
            assert_eq!(html[picture.place.clone()], picture.source);
        }
    }

    #[test]
    fn what_wechat_drops_is_dropped() {
        let html = "<p>一<script>if (a < b) { x(\"<p>\") }</script>二<img src=\"http://mmbiz.qpic.cn/a\">\
            <img src='https://example.com/a.png'>三</p><script>";
        assert_eq!(without_dropped(html), "<p>一二<img src=\"http://mmbiz.qpic.cn/a\">三</p>");
        assert_eq!(plain_text("<p>一&nbsp;<b>二</b></p><style>p{}</style><p>三</p>"), "一 二 三");
    }

    #[test]
    fn torn_pages_do_not_hang() {
        for html in [
            "<",
            "<p",
            "<img src",
            "<img src=",
            "<img src='",
            "<!--",
            "</",
            "<script",
            "&",
            "&#;",
            "&#x110000;",
        ] {
            from_html(html);
            pictures(html);
            without_dropped(html);
            plain_text(html);
        }
    }
}

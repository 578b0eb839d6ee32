//! Markdown as an article: its front matter, its first heading as the title, the rest as HTML.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::ArticleFile;
use crate::source::{Source, SyntaxError};

/// Reads a file of Markdown. Its front matter may hold `title`, `author`, `digest`, `cover` and `source_url`; without a
/// title there, a heading of the first level at the beginning is the title and is left out of the content.
pub(crate) fn from_markdown(text: &str) -> Result<ArticleFile, SyntaxError> {
    let text = text.trim_start_matches('\u{feff}');
    let (front, body) = front_matter(text);
    let mut article = front.map_or_else(|| Ok(ArticleFile::default()), head)?;
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut events: Vec<Event<'_>> = Parser::new_ext(body, options).collect();
    if article.title.is_none()
        && matches!(events.first(), Some(Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })))
        && let Some(end) =
            events.iter().position(|event| *event == Event::End(TagEnd::Heading(HeadingLevel::H1)))
    {
        let heading: String = events
            .drain(..=end)
            .filter_map(|event| match event {
                Event::Text(text) | Event::Code(text) => Some(text.into_string()),
                Event::SoftBreak | Event::HardBreak => Some(" ".to_owned()),
                _ => None,
            })
            .collect();
        article.title = Some(heading.trim().to_owned()).filter(|title| !title.is_empty());
    }
    html::push_html(&mut article.content, events.into_iter());
    article.content.truncate(article.content.trim_end().len());
    Ok(article)
}

/// Splits a text into its front matter, between two lines of `---`, and the rest.
fn front_matter(text: &str) -> (Option<&str>, &str) {
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else {
        return (None, text);
    };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "---" {
            return (Some(&rest[..at]), &rest[at + line.len()..]);
        }
        at += line.len();
    }
    (None, text)
}

/// Reads the front matter; members of other programs are ignored.
fn head(front: &str) -> Result<ArticleFile, SyntaxError> {
    let mut article = ArticleFile::default();
    if front.trim().is_empty() {
        return Ok(article);
    }
    let root = Source::parse(front)?.root;
    let text = |names: &[&str]| names.iter().find_map(|name| root.get(name)?.text());
    article.title = text(&["title"]);
    article.author = text(&["author"]);
    article.digest = text(&["digest", "description"]);
    article.cover = text(&["cover"]);
    article.source_url = text(&["source_url"]);
    Ok(article)
}

#[cfg(test)]
mod tests {
    use super::from_markdown;

    #[test]
    fn the_front_matter_and_the_first_heading_are_read() {
        let article = from_markdown(
            "---\ntitle: '周报: 一'\nauthor: 小王\ncover: a.jpg\ntags: [x]\n---\n# 一\n\n二 **三**\n",
        );
        let article = article.expect("an article");
        assert_eq!(article.title.as_deref(), Some("周报: 一"));
        assert_eq!((article.author.as_deref(), article.cover.as_deref()), (Some("小王"), Some("a.jpg")));
        assert_eq!(article.content, "<h1>一</h1>\n<p>二 <strong>三</strong></p>");
        let article =
            from_markdown("# 周报 `1`\n\n![图](a.png)\n\n| a |\n|---|\n| b |\n").expect("an article");
        assert_eq!(article.title.as_deref(), Some("周报 1"));
        assert!(
            article.content.starts_with("<p><img src=\"a.png\" alt=\"图\" /></p>\n<table>"),
            "{}",
            article.content
        );
        let rule = from_markdown("---\n一\n").expect("an article");
        assert_eq!((rule.title, &*rule.content), (None, "<hr />\n<p>一</p>"));
        assert!(from_markdown("---\ntitle: [\n---\n").is_err());
    }
}

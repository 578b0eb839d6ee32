//! Articles for drafts: files of HTML and Markdown as articles, and the rules of WeChat for them; pure.

mod check;
mod html;
mod markdown;

pub(crate) use check::{ArticleFault, check};
pub(crate) use html::{Picture, from_html, pictures, plain_text, without_dropped};
pub(crate) use markdown::from_markdown;

/// An article that was written as a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ArticleFile {
    /// The title.
    pub title: Option<String>,
    /// The author.
    pub author: Option<String>,
    /// The digest.
    pub digest: Option<String>,
    /// The file or the `media_id` of the cover.
    pub cover: Option<String>,
    /// The link at its end.
    pub source_url: Option<String>,
    /// The content, as HTML.
    pub content: String,
}

/// The kind of the source of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PictureSource {
    /// A host of WeChat, whose pictures articles show.
    Wechat,
    /// Another host, or data within the link.
    Foreign,
    /// A file.
    Local,
}

impl PictureSource {
    /// Returns the kind of a source.
    pub(crate) fn of(source: &str) -> Self {
        let source = source.trim();
        let lower = source.to_ascii_lowercase();
        let rest = ["https://", "http://", "//"].iter().find_map(|scheme| lower.strip_prefix(scheme));
        let Some(rest) = rest else {
            let has_scheme = lower.starts_with("data:") || lower.starts_with("blob:");
            return if has_scheme { Self::Foreign } else { Self::Local };
        };
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
        let is_own = ["qpic.cn", "qlogo.cn", "weixin.qq.com", "wx.qq.com"]
            .iter()
            .any(|own| host == *own || host.strip_suffix(own).is_some_and(|sub| sub.ends_with('.')));
        if is_own { Self::Wechat } else { Self::Foreign }
    }
}

#[cfg(test)]
mod tests {
    use super::PictureSource;

    #[test]
    fn sources_are_told_apart() {
        for (source, kind) in [
            ("http://mmbiz.qpic.cn/mmbiz_jpg/a/0", PictureSource::Wechat),
            ("https://MMBIZ.qpic.cn/a", PictureSource::Wechat),
            ("//mmbiz.qpic.cn/a", PictureSource::Wechat),
            ("https://notqpic.cn/a", PictureSource::Foreign),
            ("https://example.com/mmbiz.qpic.cn/a", PictureSource::Foreign),
            ("data:image/png;base64,AA", PictureSource::Foreign),
            ("img/a.png", PictureSource::Local),
            ("/home/a.png", PictureSource::Local),
            ("C:\\a.png", PictureSource::Local),
        ] {
            assert_eq!(PictureSource::of(source), kind, "{source}");
        }
    }
}

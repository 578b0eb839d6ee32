//! The rules for articles of drafts (公众平台文档《新增草稿》).

use serde_json::Value;

use super::PictureSource;
use super::html::{has_script, pictures};
use crate::lang::Severity;

/// The maximum length of a title, in characters.
const MAX_TITLE_CHARS: usize = 32;
/// The maximum length of an author, in characters.
const MAX_AUTHOR_CHARS: usize = 16;
/// The maximum length of a digest, in characters.
const MAX_DIGEST_CHARS: usize = 120;
/// The maximum length of a content, in characters.
const MAX_CONTENT_CHARS: usize = 20_000;
/// The maximum length of a content, in bytes.
const MAX_CONTENT_BYTES: usize = 1 << 20;
/// The maximum length of a link, in bytes.
const MAX_URL_BYTES: usize = 1024;
/// The maximum number of pictures of a picture message.
const MAX_PICTURES: usize = 20;

/// A fault of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ArticleFault {
    /// A field is missing or empty.
    Missing(&'static str),
    /// A field has too many characters.
    Chars {
        /// The field.
        field: &'static str,
        /// Its number of characters.
        chars: usize,
        /// The maximum.
        most: usize,
    },
    /// A field has too many bytes.
    Bytes {
        /// The field.
        field: &'static str,
        /// Its number of bytes.
        bytes: usize,
        /// The maximum.
        most: usize,
    },
    /// An article has no cover.
    NoCover,
    /// A picture message has this number of pictures.
    Pictures(usize),
    /// There is no such `article_type`.
    Kind(String),
    /// The content has a script, which WeChat removes.
    Script,
    /// A picture of another host, which WeChat drops.
    ForeignPicture(String),
    /// A picture is a file, which is not part of the article.
    LocalPicture(String),
}

impl ArticleFault {
    /// Returns the name of the rule.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Missing(_) => "missing-field",
            Self::Chars { .. } | Self::Bytes { .. } => "too-long",
            Self::NoCover => "no-cover",
            Self::Pictures(_) => "picture-count",
            Self::Kind(_) => "article-type",
            Self::Script => "script",
            Self::ForeignPicture(_) => "foreign-picture",
            Self::LocalPicture(_) => "local-picture",
        }
    }

    /// Returns the severity: WeChat refuses the article, or shows it in another way.
    pub(crate) fn severity(&self) -> Severity {
        match self {
            Self::Script | Self::ForeignPicture(_) | Self::LocalPicture(_) => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Returns the errcode that WeChat refuses the article with; `None` if it does not refuse it.
    pub(crate) fn errcode(&self) -> Option<i64> {
        Some(match self {
            Self::Missing("title") | Self::Chars { field: "title", .. } => 45003,
            Self::Chars { field: "author", .. } => 45110,
            Self::Chars { field: "digest", .. } => 45004,
            Self::Missing(_) => 44003,
            Self::Bytes { field: "content_source_url", .. } => 45005,
            Self::Chars { .. } | Self::Bytes { .. } => 45002,
            Self::NoCover | Self::Pictures(_) => 40007,
            Self::Kind(_) => 40035,
            Self::Script | Self::ForeignPicture(_) | Self::LocalPicture(_) => return None,
        })
    }
}

/// Returns the faults of an article, as `draft/add` takes it.
pub(crate) fn check(article: &Value) -> Vec<ArticleFault> {
    let text = |field: &str| article[field].as_str().unwrap_or_default();
    let mut faults = Vec::new();
    for field in ["title", "content"] {
        if text(field).trim().is_empty() {
            faults.push(ArticleFault::Missing(field));
        }
    }
    let limits = [
        ("title", MAX_TITLE_CHARS),
        ("author", MAX_AUTHOR_CHARS),
        ("digest", MAX_DIGEST_CHARS),
        ("content", MAX_CONTENT_CHARS),
    ];
    for (field, most) in limits {
        let chars = text(field).chars().count();
        if chars > most {
            faults.push(ArticleFault::Chars { field, chars, most });
        }
    }
    for (field, most) in [("content", MAX_CONTENT_BYTES), ("content_source_url", MAX_URL_BYTES)] {
        let bytes = text(field).len();
        if bytes > most {
            faults.push(ArticleFault::Bytes { field, bytes, most });
        }
    }
    match text("article_type") {
        "newspic" => {
            let count =
                article.pointer("/image_info/image_list").and_then(Value::as_array).map_or(0, Vec::len);
            if !(1..=MAX_PICTURES).contains(&count) {
                faults.push(ArticleFault::Pictures(count));
            }
        }
        "" | "news" => {
            if text("thumb_media_id").trim().is_empty() {
                faults.push(ArticleFault::NoCover);
            }
        }
        other => faults.push(ArticleFault::Kind(other.to_owned())),
    }
    let content = text("content");
    if has_script(content) {
        faults.push(ArticleFault::Script);
    }
    for picture in pictures(content) {
        match PictureSource::of(&picture.source) {
            PictureSource::Wechat => {}
            PictureSource::Foreign => faults.push(ArticleFault::ForeignPicture(picture.source)),
            PictureSource::Local => faults.push(ArticleFault::LocalPicture(picture.source)),
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{ArticleFault, check};

    fn names(article: &Value) -> Vec<&'static str> {
        check(article).iter().map(ArticleFault::name).collect()
    }

    #[test]
    fn articles_are_judged_at_their_limits() {
        let good = json!({ "title": "题".repeat(32), "author": "人".repeat(16), "content": "<p>一</p>", "thumb_media_id": "M" });
        assert_eq!(names(&good), <[&str; 0]>::default());
        let with = |field: &str, value: Value| {
            let mut article = good.clone();
            article[field] = value;
            names(&article)
        };
        assert_eq!(with("title", json!("题".repeat(33))), ["too-long"]);
        assert_eq!(with("title", json!(" ")), ["missing-field"]);
        assert_eq!(with("author", json!("人".repeat(17))), ["too-long"]);
        assert_eq!(with("digest", json!("摘".repeat(121))), ["too-long"]);
        assert_eq!(with("content", json!("x".repeat(20_001))), ["too-long"]);
        assert_eq!(with("content_source_url", json!("u".repeat(1025))), ["too-long"]);
        assert_eq!(with("thumb_media_id", Value::Null), ["no-cover"]);
        assert_eq!(with("article_type", json!("video")), ["article-type"]);
        assert_eq!(with("article_type", json!("newspic")), ["picture-count"]);
        assert_eq!(
            with("content", json!("<script></script><img src=http://a.cn/b><img src=a.png>")),
            ["script", "foreign-picture", "local-picture"]
        );
    }
}

//! Articles from files of HTML, Markdown and JSON.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{ArticleArgs, Commenters};
use crate::article::{ArticleFault, ArticleFile, check, from_html, from_markdown};
use crate::commands::args::read;
use crate::context::Context;
use crate::error::{Error, Usage};

/// The articles of a draft.
pub(super) struct Draft {
    pub(super) articles: Vec<Article>,
}

/// An article of a draft.
pub(super) struct Article {
    /// The article, as `draft/add` takes it.
    pub(super) json: Value,
    /// The file of the cover, which is not uploaded yet.
    pub(super) cover: Option<Cover>,
    /// The folder to which the names of pictures are relative.
    pub(super) folder: PathBuf,
}

/// The file of a cover.
pub(super) struct Cover {
    pub(super) path: PathBuf,
    /// The argument that names it: `--cover`, or `FILE` if the article itself does.
    pub(super) origin: &'static str,
}

impl Draft {
    /// Reads the files; the flags say what these leave open.
    pub(super) fn read(files: &[String], args: &ArticleArgs, cx: &Context) -> Result<Self, Error> {
        let mut articles = Vec::new();
        for file in files {
            articles.extend(articles_of(file, cx)?);
        }
        let several = articles.len() > 1;
        for (flag, given) in [("--title", &args.title), ("--digest", &args.digest)] {
            if several && given.is_some() {
                return Err(Usage::OneArticleFlag(flag).into());
            }
        }
        for article in &mut articles {
            article.describe(args);
        }
        Ok(Self { articles })
    }

    /// Returns the faults of the articles, each with the number of its article, from 0.
    pub(super) fn faults(&self) -> Vec<(usize, ArticleFault)> {
        let of = |(index, article): (usize, &Article)| {
            let mut faults = check(&article.json);
            faults.retain(|fault| match fault {
                ArticleFault::NoCover => article.cover.is_none(),
                ArticleFault::LocalPicture(source) => !article.local(source).is_file(),
                _ => true,
            });
            faults.into_iter().map(move |fault| (index, fault)).collect::<Vec<_>>()
        };
        self.articles.iter().enumerate().flat_map(of).collect()
    }
}

impl Article {
    /// Returns the path of a picture in the content.
    pub(super) fn local(&self, source: &str) -> PathBuf {
        let path = source.strip_prefix("file://").unwrap_or(source);
        let whole = self.folder.join(path);
        if whole.is_file() {
            return whole;
        }
        // A picture in a page may be percent-encoded.
        let pair = format!("={}", path.replace('+', "%2B").replace('&', "%26"));
        let decoded = url::form_urlencoded::parse(pair.as_bytes()).next();
        decoded.map_or(whole, |(_, decoded)| self.folder.join(&*decoded))
    }

    /// Sets what the flags say. A flag goes before the file.
    fn describe(&mut self, args: &ArticleArgs) {
        let texts = [
            ("title", &args.title),
            ("author", &args.author),
            ("digest", &args.digest),
            ("content_source_url", &args.source_url),
        ];
        for (field, given) in texts {
            if let Some(given) = given {
                self.json[field] = json!(given);
            }
        }
        if let Some(cover) = &args.cover {
            self.set_cover(cover, "--cover", Path::new(""));
        }
        if let Some(comments) = args.comments {
            self.json["need_open_comment"] = json!(u8::from(comments != Commenters::None));
            self.json["only_fans_can_comment"] = json!(u8::from(comments == Commenters::Fans));
        }
    }

    /// Sets the cover: a file if there is one of this name, otherwise a `media_id`.
    fn set_cover(&mut self, cover: &str, origin: &'static str, folder: &Path) {
        let path = folder.join(cover);
        let looks_like_file = path.is_file() || Path::new(cover).extension().is_some();
        if looks_like_file {
            self.cover = Some(Cover { path, origin });
        } else {
            self.cover = None;
            self.json["thumb_media_id"] = json!(cover);
        }
    }
}

/// Reads the articles of a file, by its extension; without one that is known, by its first character.
fn articles_of(file: &str, cx: &Context) -> Result<Vec<Article>, Error> {
    let text = read(Path::new(file), "FILE", cx)?;
    let text = text.trim_start_matches('\u{feff}');
    let folder = Path::new(file).parent().unwrap_or(Path::new("")).to_owned();
    let extension = Path::new(file).extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let article = match (extension.as_str(), text.trim_start().chars().next()) {
        ("md" | "markdown", _) => markdown(file, text)?,
        ("html" | "htm", _) => from_html(text),
        ("json", _) | (_, Some('{' | '[')) => return json_articles(file, text, &folder),
        (_, Some('<')) => from_html(text),
        _ => markdown(file, text)?,
    };
    let mut json = json!({ "article_type": "news" });
    let texts = [
        ("title", &article.title),
        ("author", &article.author),
        ("digest", &article.digest),
        ("content_source_url", &article.source_url),
    ];
    for (field, value) in texts {
        if let Some(value) = value {
            json[field] = json!(value);
        }
    }
    json["content"] = json!(article.content);
    let mut made = Article { json, cover: None, folder: folder.clone() };
    if let Some(cover) = &article.cover {
        made.set_cover(cover, "FILE", &folder);
    }
    Ok(vec![made])
}

fn markdown(file: &str, text: &str) -> Result<ArticleFile, Error> {
    let wrong = |error| Usage::Article { path: file.to_owned(), error: Box::new(error) };
    Ok(from_markdown(text).map_err(wrong)?)
}

/// Returns the articles of a JSON file: `{"articles":[…]}`, a list of articles, or one article.
fn json_articles(file: &str, text: &str, folder: &Path) -> Result<Vec<Article>, Error> {
    let wrong = |error| Usage::Article { path: file.to_owned(), error: Box::new(error) };
    let source = crate::source::Source::parse(text).map_err(wrong)?;
    let mut json = source.root.to_json(&|_| false);
    let inner = json.get_mut("articles").map(Value::take);
    let articles = match inner.unwrap_or(json) {
        Value::Array(articles) => articles,
        article => vec![article],
    };
    if articles.is_empty() || !articles.iter().all(Value::is_object) {
        return Err(Usage::NoArticle(file.to_owned()).into());
    }
    Ok(articles.into_iter().map(|json| Article { json, cover: None, folder: folder.to_owned() }).collect())
}

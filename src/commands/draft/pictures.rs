//! Uploads the pictures and covers of articles that are files.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::article::{Article, Cover, Draft};
use crate::api::{Endpoint, ParamPlace, ParamShape};
use crate::article::{Picture, PictureSource, pictures};
use crate::commands::args::Upload;
use crate::commands::endpoint::entry;
use crate::context::Context;
use crate::error::Error;
use crate::wechat::{Call, WeChat, WechatError};

impl Article {
    /// Returns the pictures of the content that are files.
    fn local_pictures(&self) -> Vec<(Picture, PathBuf)> {
        let content = self.json["content"].as_str().unwrap_or_default();
        let local = |picture: Picture| {
            let path = self.local(&picture.source);
            let is_local = PictureSource::of(&picture.source) == PictureSource::Local && path.is_file();
            is_local.then_some((picture, path))
        };
        pictures(content).into_iter().filter_map(local).collect()
    }
}

impl Draft {
    /// Returns the number of files to upload.
    pub(super) fn uploads(&self) -> usize {
        let of = |article: &Article| article.local_pictures().len() + usize::from(article.cover.is_some());
        self.articles.iter().map(of).sum()
    }

    /// Puts the names of covers in the place of their `media_id`s, for a preview.
    pub(super) fn name_covers(&mut self) {
        for article in &mut self.articles {
            if let Some(Cover { path, .. }) = &article.cover {
                article.json["thumb_media_id"] = json!(path.display().to_string());
            }
        }
    }

    /// Uploads the files, each once, and puts their URLs and `media_id`s into the articles.
    pub(super) fn upload(&mut self, no_check: bool, wechat: &WeChat<'_>, cx: &Context) -> Result<(), Error> {
        let (cover, picture) = (entry("material add")?, entry("material upload-image")?);
        let mut done: HashMap<(&'static str, PathBuf), String> = HashMap::new();
        // All files are checked before the first one is sent.
        for article in self.articles.iter().filter(|_| !no_check) {
            if let Some(Cover { path, origin }) = &article.cover {
                open(path, origin, &cover, Some("image"), false, cx)?;
            }
            for (_, path) in article.local_pictures() {
                open(&path, "FILE", &picture, None, false, cx)?;
            }
        }
        for article in &mut self.articles {
            if let Some(Cover { path, origin }) = article.cover.take() {
                let of = (origin, &cover, Some("image"), "media_id");
                let id = sent(&mut done, &path, of, no_check, wechat, cx)?;
                article.json["thumb_media_id"] = json!(id);
            }
            let mut content = article.json["content"].as_str().unwrap_or_default().to_owned();
            // From the last to the first, so that the places before stay right.
            for (found, path) in article.local_pictures().into_iter().rev() {
                let url = sent(&mut done, &path, ("FILE", &picture, None, "url"), no_check, wechat, cx)?;
                content.replace_range(found.place, &url.replace('&', "&amp;"));
            }
            if article.json.get("content").is_some() {
                article.json["content"] = json!(content);
            }
        }
        Ok(())
    }
}

/// Opens a file and checks it against the rules of an endpoint.
fn open(
    path: &Path,
    origin: &'static str,
    endpoint: &Endpoint,
    kind: Option<&str>,
    no_check: bool,
    cx: &Context,
) -> Result<Upload, Error> {
    let upload = Upload::open(&path.display().to_string(), origin, cx)?;
    for param in endpoint.params {
        if let ParamShape::Files(rules) = param.shape
            && !no_check
        {
            upload.check(rules, kind)?;
        }
    }
    Ok(upload)
}

/// Uploads a file unless that is done already; returns the member of the answer.
fn sent(
    done: &mut HashMap<(&'static str, PathBuf), String>,
    path: &Path,
    (origin, endpoint, kind, member): (&'static str, &Endpoint, Option<&str>, &'static str),
    no_check: bool,
    wechat: &WeChat<'_>,
    cx: &Context,
) -> Result<String, Error> {
    let key = (endpoint.path, path.to_owned());
    if let Some(known) = done.get(&key) {
        return Ok(known.clone());
    }
    let part = open(path, origin, endpoint, kind, no_check, cx)?.part("media");
    let values = kind.map(|kind| ("type", ParamPlace::Query, json!(kind)));
    let call = Call::of(endpoint, values.into_iter().collect()).with_files(vec![part]);
    let reply = cx.block_on(wechat.call(&call))??;
    let json = reply.json().unwrap_or_default();
    let value = json.get(member).and_then(Value::as_str).filter(|value| !value.is_empty());
    let value = value.ok_or_else(|| WechatError::NoMember { member: member.to_owned() })?.to_owned();
    done.insert(key, value.clone());
    Ok(value)
}

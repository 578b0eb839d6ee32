//! `webot api --openapi`: the catalogue as an `OpenAPI` document.

use std::path::Path;

use serde_json::{Value, json};

use super::{ApiArgs, saved_outcome};
use crate::api::openapi::OpenApi;
use crate::api::search::search;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::files::write_shared;
use crate::printer::Outcome;

/// Writes the document of the endpoints that match all words, path by path.
pub(super) fn run(filter: &str, args: &ApiArgs, cx: &Context) -> Result<Outcome, Error> {
    let found = search(filter).by_name;
    if found.is_empty() {
        return Err(Usage::NoEndpoint(filter.to_owned()).into());
    }
    let document = OpenApi::new(found.into_iter());
    if let Some(path) = args.output.as_deref().filter(|path| *path != Path::new("-")) {
        return save(document, path);
    }
    if cx.printer.filters() {
        let mut text = String::new();
        write(document, |piece| {
            text.push_str(piece);
            Ok(())
        })?;
        return Ok(Outcome::value(serde_json::from_str(&text).unwrap_or_default(), ""));
    }
    let mut end = None;
    write(document, |piece| {
        end = Some(cx.printer.bytes(piece.as_bytes())?);
        Ok(())
    })?;
    Ok(end.map_or_else(Outcome::default, Outcome::stream))
}

/// Writes the document to a file.
fn save(document: OpenApi, path: &Path) -> Result<Outcome, Error> {
    let mut text = String::new();
    write(document, |piece| {
        text.push_str(piece);
        Ok(())
    })?;
    let shown = path.display().to_string();
    write_shared(path, text.as_bytes()).map_err(|source| Error::Io { path: shown.clone(), source })?;
    Ok(saved_outcome(&shown, text.len() as u64))
}

/// Passes on the document, a path at a time.
fn write(mut document: OpenApi, mut to: impl FnMut(&str) -> Result<(), Error>) -> Result<(), Error> {
    let info = OpenApi::info(env!("CARGO_PKG_VERSION"));
    let servers = json!([{ "url": "https://api.weixin.qq.com" }]);
    to(&format!("{{\"openapi\":\"3.1.0\",\"info\":{info},\"servers\":{servers},\"paths\":{{"))?;
    let mut separator = "\n";
    while let Some((path, operations)) = document.next_path() {
        to(&format!("{separator}{}:{operations}", Value::from(path)))?;
        separator = ",\n";
    }
    to(&format!("\n}},\n\"components\":{}}}\n", document.components()))
}

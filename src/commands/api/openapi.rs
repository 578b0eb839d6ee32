//! `webot api --openapi`: the catalogue as an `OpenAPI` document.

use serde_json::{Value, json};

use crate::api::openapi::OpenApi;
use crate::api::search::search;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::printer::Outcome;

/// Writes the document of the endpoints that match all words, path by path.
pub(super) fn run(filter: &str, cx: &Context) -> Result<Outcome, Error> {
    let found = search(filter).by_name;
    if found.is_empty() {
        return Err(Usage::NoEndpoint(filter.to_owned()).into());
    }
    let mut document = OpenApi::new(found.into_iter());
    let info = OpenApi::info(env!("CARGO_PKG_VERSION"));
    let servers = json!([{ "url": "https://api.weixin.qq.com" }]);
    if cx.printer.filters() {
        let mut paths = serde_json::Map::new();
        while let Some((path, operations)) = document.next_path() {
            paths.insert(path.to_owned(), operations);
        }
        let components = document.components();
        let json = json!({
            "openapi": "3.1.0", "info": info, "servers": servers, "paths": paths, "components": components,
        });
        return Ok(Outcome::value(json, ""));
    }
    cx.printer
        .data(&format!("{{\"openapi\":\"3.1.0\",\"info\":{info},\"servers\":{servers},\"paths\":{{"))?;
    let mut separator = "\n";
    while let Some((path, operations)) = document.next_path() {
        cx.printer.data(&format!("{separator}{}:{operations}", Value::from(path)))?;
        separator = ",\n";
    }
    let end = format!("\n}},\n\"components\":{}}}\n", document.components());
    Ok(Outcome::stream(cx.printer.bytes(end.as_bytes())?))
}

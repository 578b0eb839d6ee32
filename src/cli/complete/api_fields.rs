//! The candidates for `-F` and `--query` of `webot api`: the fields of the endpoint, and the known values of one.

use crate::api::catalogue::{self, CatalogueEntry};
use crate::api::fields::{Field, FieldsReader, Members, Variant, Wrap};
use crate::api::{Host, Method};

/// The deepest object whose fields are offered.
const MAX_DEPTH: usize = 4;

/// The flag at the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// `-F` or `-f`: the body, or the query of a GET request.
    Field,
    /// `--query`
    Query,
}

/// Returns `NAME=` for each field, or `NAME=VALUE` for the known values of the field at the cursor.
pub(super) fn candidates(
    words: [Option<&str>; 2],
    host: Option<Host>,
    place: Place,
    current: &str,
) -> Vec<String> {
    let Some(entry) = entry(words, host) else { return Vec::new() };
    let mut reader = FieldsReader::default();
    let Some(shape) = reader.shape(&entry) else { return Vec::new() };
    let mut found: Vec<String> = Vec::new();
    for variant in &shape.variants {
        for candidate in of_variant(variant, place, entry.method, current) {
            if !found.contains(&candidate) {
                found.push(candidate);
            }
        }
    }
    found
}

/// Returns the endpoint that the words before the cursor name: a method and a path, or a path.
fn entry([method, path]: [Option<&str>; 2], host: Option<Host>) -> Option<CatalogueEntry> {
    let (method, path) = match (method, path) {
        (Some(path), None) => (None, path),
        (method, path) => (method.and_then(Method::parse), path?),
    };
    let fits = |known: &CatalogueEntry| {
        method.is_none_or(|method| known.method == method) && host.is_none_or(|host| known.host.is_of(host))
    };
    catalogue::at(path).into_iter().find(fits)
}

fn of_variant(variant: &Variant<'_>, place: Place, method: Method, current: &str) -> Vec<String> {
    let in_query = place == Place::Query || matches!(method, Method::Get | Method::Delete);
    let fields = if in_query { &variant.query } else { &variant.body };
    let mut named = Vec::new();
    collect(fields, "", 0, &mut named);
    match current.split_once('=') {
        None => named.into_iter().map(|(name, _)| format!("{name}=")).collect(),
        Some((given, _)) => {
            let field = named.into_iter().find(|(name, _)| name == given).map(|(_, field)| field);
            let words = field
                .into_iter()
                .flat_map(|field| field.words.iter().chain(&field.constant).chain(&field.default));
            words.map(|word| format!("{given}={}", word.text())).collect()
        }
    }
}

fn collect<'f, 'a>(
    fields: &'f [Field<'a>],
    path: &str,
    depth: usize,
    named: &mut Vec<(String, &'f Field<'a>)>,
) {
    for field in fields.iter().filter(|field| field.until.is_empty() && field.name != "*") {
        if field.name.ends_with("access_token") {
            continue;
        }
        let dot = if path.is_empty() { "" } else { "." };
        let list = if field.wraps.first() == Some(&Wrap::List) { "[]" } else { "" };
        let name = format!("{path}{dot}{}{list}", field.name);
        match &field.members {
            Members::Fields(inner) if depth < MAX_DEPTH => collect(inner, &name, depth + 1, named),
            _ => named.push((name, field)),
        }
    }
}

//! `webot api --describe` and `--template`: the fields of an endpoint.

use serde_json::{Map, Value, json};
use unicode_width::UnicodeWidthStr as _;

use crate::api::catalogue::{self, CatalogueEntry};
use crate::api::fields::schema::Definitions;
use crate::api::fields::template::{Extent, template};
use crate::api::fields::{Field, FieldsReader, Format, Members, Shape, Variant};
use crate::api::{self, Auth};
use crate::error::{Error, Usage};
use crate::printer::Outcome;
use crate::text::words;

/// Prints method, parameters, body and answer of an endpoint: a tree for people, JSON Schema for scripts.
pub(super) fn describe(entry: &CatalogueEntry) -> Outcome {
    let mut reader = FieldsReader::default();
    let shape = reader.shape(entry);
    Outcome::value(json_of(entry, shape.as_ref()), text_of(entry, shape.as_ref()))
}

/// Prints a body to fill in.
pub(super) fn body_template(entry: &CatalogueEntry, extent: Extent) -> Result<Outcome, Error> {
    let mut reader = FieldsReader::default();
    let shape = reader.shape(entry).ok_or_else(|| Usage::NoFields(entry.path.to_owned()))?;
    let variant = shape.first().filter(|variant| !variant.body.is_empty());
    let variant = variant.ok_or_else(|| Usage::NoBody(entry.path.to_owned()))?;
    let body = template(&variant.body, extent);
    let text = serde_json::to_string_pretty(&body).unwrap_or_default();
    Ok(Outcome::value(body, text))
}

fn command(entry: &CatalogueEntry) -> Option<String> {
    let command = api::find(entry.method, entry.host, entry.path)?.command?;
    Some(format!("webot {command}"))
}

fn json_of(entry: &CatalogueEntry, shape: Option<&Shape<'_>>) -> Value {
    let retired = catalogue::retirement(entry.host, entry.path);
    let since = retired.map(|retired| retired.since).or(Some(entry.until)).filter(|since| !since.is_empty());
    let variants = shape.map(|shape| shape.variants.iter().map(variant_json).collect::<Vec<_>>());
    json!({
        "platform": entry.platform.name(),
        "method": entry.method.name(),
        "host": entry.host.name(),
        "path": entry.path,
        "credential": match entry.token() {
            Auth::AccessToken | Auth::User | Auth::Contacts => json!("access_token"),
            Auth::Other(name) => json!(name),
            Auth::None => Value::Null,
        },
        "command": command(entry),
        "docs": entry.docs,
        "retired": retired.is_some() || !entry.until.is_empty(),
        "since": since,
        "replacement": retired.map(|retired| retired.replacement),
        "variants": variants,
    })
}

fn variant_json(variant: &Variant<'_>) -> Value {
    let part = |fields: &[Field<'_>], format: Format, part: &str| {
        let mut definitions = Definitions::new("#/$defs/", "");
        let mut schema = definitions.object(fields, part);
        let others = definitions.into_schemas();
        if let Some(members) = schema.as_object_mut()
            && !others.is_empty()
        {
            members.insert("$defs".into(), Value::Object(others));
        }
        json!({ "format": name_of(format), "schema": schema })
    };
    let mut json = Map::new();
    json.insert("query".into(), part(&shown(&variant.query), Format::None, "query")["schema"].take());
    if variant.body_format != Format::None {
        json.insert("body".into(), part(&variant.body, variant.body_format, "body"));
    }
    json.insert("answer".into(), part(&variant.answer, variant.answer_format, "answer"));
    Value::Object(json)
}

/// Returns the parameters without the credential, which webot adds.
fn shown<'a>(query: &[Field<'a>]) -> Vec<Field<'a>> {
    query.iter().filter(|field| !field.name.ends_with("access_token")).cloned().collect()
}

fn name_of(format: Format) -> &'static str {
    match format {
        Format::Json => "json",
        Format::Xml => "xml",
        Format::Multipart => "multipart",
        Format::Binary => "binary",
        Format::Csv => "csv",
        Format::Raw => "raw",
        Format::None => "none",
    }
}

fn text_of(entry: &CatalogueEntry, shape: Option<&Shape<'_>>) -> String {
    let words = &words().fields;
    let mut lines = vec![format!("{} https://{}{}", entry.method.name(), entry.host.name(), entry.path)];
    if let Some(endpoint) = api::find(entry.method, entry.host, entry.path) {
        lines.push(crate::text::title(endpoint.about).to_owned());
    }
    let retired = catalogue::retirement(entry.host, entry.path);
    if retired.is_some() || !entry.until.is_empty() {
        let since = retired.map_or(entry.until, |retired| retired.since);
        lines.push((words.retired)(since, retired.map_or("", |retired| retired.replacement)));
    }
    if let Some(command) = command(entry) {
        lines.push((words.command)(&command));
    }
    if !entry.docs.is_empty() {
        lines.push(entry.docs.to_owned());
    }
    let Some(shape) = shape else {
        lines.push(String::new());
        lines.push(words.unknown.to_owned());
        return lines.join("\n");
    };
    let many = shape.variants.len() > 1;
    for (number, variant) in shape.variants.iter().enumerate() {
        if many {
            lines.extend([String::new(), (words.variant)(number + 1)]);
        }
        let first = shape.first().filter(|_| number > 0);
        let mut section = |title: &str, fields: &[Field<'_>]| {
            if !fields.is_empty() {
                lines.extend([String::new(), title.to_owned()]);
                lines.extend(rows(fields));
            }
        };
        if first.is_none_or(|first| first.query != variant.query) {
            section(words.query, &shown(&variant.query));
        }
        if first.is_none_or(|first| first.body != variant.body) {
            section(&(words.body)((words.format)(variant.body_format)), &variant.body);
        }
        if first.is_none_or(|first| first.answer != variant.answer) {
            section(&(words.answer)((words.format)(variant.answer_format)), &variant.answer);
        }
    }
    lines.join("\n")
}

/// Returns a line for each field, indented by its depth, with columns for name, type and notes.
fn rows(fields: &[Field<'_>]) -> Vec<String> {
    let mut cells = Vec::new();
    collect(fields, 1, &mut cells);
    let width = |column: fn(&[String; 3]) -> &String| {
        cells.iter().map(|row| column(row).width()).max().unwrap_or_default()
    };
    let (names, types) = (width(|row| &row[0]), width(|row| &row[1]));
    let padded = |text: &str, width: usize| format!("{text}{}", " ".repeat(width - text.width()));
    let line = |[name, kind, note]: &[String; 3]| {
        format!("{}  {}  {note}", padded(name, names), padded(kind, types)).trim_end().to_owned()
    };
    cells.iter().map(line).collect()
}

fn collect(fields: &[Field<'_>], depth: usize, cells: &mut Vec<[String; 3]>) {
    let words = &words().fields;
    for field in fields {
        let mut notes = Vec::new();
        if field.is_required {
            notes.push(words.required.to_owned());
        }
        if let Some(word) = field.constant {
            notes.push((words.constant)(&word.text()));
        } else if let Some(word) = field.default {
            notes.push((words.default)(&word.text()));
        }
        if !field.words.is_empty() {
            let known: Vec<String> = field.words.iter().map(|word| word.text()).collect();
            notes.push(known.join(words.or));
        }
        if let Members::Up(levels) = field.members {
            notes.push((words.as_above)(levels));
        }
        if !field.until.is_empty() {
            notes.push((words.gone)(field.until));
        }
        let name = format!("{}{}", "  ".repeat(depth), field.name);
        cells.push([name, (words.kind)(&field.wraps, field.scalar), notes.join(words.comma)]);
        if let Members::Fields(inner) = &field.members {
            collect(inner, depth + 1, cells);
        }
    }
}

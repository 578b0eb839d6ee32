//! Writes the catalogue as an `OpenAPI` 3.1 document, path by path.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::catalogue::{ApiPlatform, CatalogueEntry};
use super::fields::schema::Definitions;
use super::fields::{Field, FieldsReader, Format, Shape, Variant};
use super::{Auth, Host, Method, find};
use crate::lang::Lang;

/// The beginning of references to schemas.
const SCHEMAS: &str = "#/components/schemas/";

/// The paths of a document, each with its endpoints. Two platforms can have the same path, which a document holds once.
pub(crate) struct OpenApi {
    paths: BTreeMap<&'static str, Vec<CatalogueEntry>>,
    reader: FieldsReader,
    schemas: Map<String, Value>,
    credentials: BTreeMap<&'static str, Value>,
}

impl OpenApi {
    /// Returns the document of these endpoints.
    pub(crate) fn new(entries: impl Iterator<Item = CatalogueEntry>) -> Self {
        let mut paths: BTreeMap<&'static str, Vec<CatalogueEntry>> = BTreeMap::new();
        for entry in entries {
            paths.entry(entry.path).or_default().push(entry);
        }
        Self { paths, reader: FieldsReader::default(), schemas: Map::new(), credentials: BTreeMap::new() }
    }

    /// Returns what stands before the paths.
    pub(crate) fn info(version: &str) -> Value {
        json!({
            "title": "WeChat API",
            "version": version,
            "description": "Written by webot from the public documentation of WeChat. Names and types of fields are \
                those of DotNetCore.SKIT.FlurlHttpClient.Wechat (MIT license). They lag the platform here and there.",
        })
    }

    /// Takes the next path and its operations, in the order of paths.
    pub(crate) fn next_path(&mut self) -> Option<(&'static str, Value)> {
        let (path, entries) = self.paths.pop_first()?;
        let mut operations = Map::new();
        for method in Method::ALL {
            let own: Vec<CatalogueEntry> =
                entries.iter().filter(|entry| entry.method == method).copied().collect();
            if !own.is_empty() {
                operations.insert(method.name().to_lowercase(), self.operation(&own));
            }
        }
        Some((path, Value::Object(operations)))
    }

    /// Returns what stands after the paths: the schemas and credentials that they refer to.
    pub(crate) fn components(self) -> Value {
        json!({ "schemas": self.schemas, "securitySchemes": self.credentials })
    }

    /// Returns the operation of endpoints with the same method and path, one for each platform.
    fn operation(&mut self, entries: &[CatalogueEntry]) -> Value {
        let mut operation = Map::new();
        let mut known = Known::default();
        let id = entries.iter().map(|entry| entry.platform.name()).collect::<Vec<_>>().join("_");
        let owner = format!("{id}.{}{}", entries[0].method.name().to_lowercase(), entries[0].path);
        let mut definitions = Definitions::new(SCHEMAS, owner.replace('/', "."));
        for entry in entries {
            let Some(shape) = self.reader.shape(entry) else { continue };
            known.add(&shape, entry, &mut definitions);
        }
        self.schemas.extend(definitions.into_schemas());
        let platforms = entries.iter().map(|entry| entry.platform.name());
        operation.insert("operationId".into(), json!(operation_id(&id, &entries[0])));
        operation.insert("tags".into(), platforms.clone().collect());
        if let Some(entry) = entries.iter().find_map(|entry| find(entry.method, entry.host, entry.path)) {
            let text = if Lang::spoken() == Lang::Zh { entry.about.zh } else { entry.about.en };
            operation.insert("summary".into(), json!(text));
        }
        if let Some(docs) = entries.iter().map(|entry| entry.docs).find(|docs| !docs.is_empty()) {
            operation.insert("externalDocs".into(), json!({ "url": docs }));
        }
        if entries.iter().all(|entry| !entry.until.is_empty() || is_retired(entry)) {
            operation.insert("deprecated".into(), json!(true));
        }
        let servers = entries.iter().map(|entry| json!({ "url": format!("https://{}", entry.host.name()) }));
        operation.insert("servers".into(), servers.collect());
        let security: Vec<Value> = entries.iter().filter_map(|entry| self.security(entry)).collect();
        if !security.is_empty() {
            operation.insert("security".into(), Value::Array(security));
        }
        let parameters = known.parameters(entries[0].path);
        if !parameters.is_empty() {
            operation.insert("parameters".into(), Value::Array(parameters));
        }
        if let Some(body) = known.request_body() {
            operation.insert("requestBody".into(), body);
        }
        operation.insert("responses".into(), known.responses());
        Value::Object(operation)
    }

    /// Returns the credential of an endpoint; remembers it for the components.
    fn security(&mut self, entry: &CatalogueEntry) -> Option<Value> {
        let (name, scheme) = if entry.platform.is_pay_v3() {
            ("pay_v3", json!({ "type": "apiKey", "in": "header", "name": "Authorization" }))
        } else {
            let name = match entry.token() {
                Auth::AccessToken | Auth::User | Auth::Contacts => "access_token",
                Auth::Other(name) => name,
                Auth::None => return None,
            };
            (name, json!({ "type": "apiKey", "in": "query", "name": name }))
        };
        self.credentials.insert(name, scheme);
        Some(json!({ name: [] }))
    }
}

fn is_retired(entry: &CatalogueEntry) -> bool {
    super::catalogue::retirement(entry.host, entry.path).is_some()
}

/// Returns a name that code generators can use: `api_post_cgi_bin_menu_create`.
fn operation_id(platform: &str, entry: &CatalogueEntry) -> String {
    let path = entry.path.replace(|char: char| !char.is_ascii_alphanumeric(), "_");
    let words: Vec<&str> = path.split('_').filter(|word| !word.is_empty()).collect();
    format!("{platform}_{}_{}", entry.method.name().to_lowercase(), words.join("_"))
}

/// Holds the common parts of an operation's variants, and their schemas.
#[derive(Default)]
struct Known {
    variants: usize,
    /// The parameters of the query with the number of variants that want them.
    query: Vec<(String, Value, usize)>,
    bodies: BTreeMap<&'static str, Vec<Value>>,
    /// The number of variants that have a body with a required field.
    wanting_body: usize,
    answers: BTreeMap<&'static str, Vec<Value>>,
    is_empty_204: bool,
}

impl Known {
    fn add(&mut self, shape: &Shape<'_>, entry: &CatalogueEntry, definitions: &mut Definitions) {
        for (number, variant) in shape.variants.iter().enumerate() {
            let part =
                |part: &str| if number == 0 { part.to_owned() } else { format!("{part}{}", number + 1) };
            self.variants += 1;
            self.add_query(variant, definitions, &part("query"));
            if let Some(media) = media_type(variant.body_format, Part::Body) {
                let schema = described(variant.body_format, &variant.body, definitions, &part("body"));
                add(self.bodies.entry(media).or_default(), schema);
                self.wanting_body += usize::from(variant.body.iter().any(Field::is_wanted));
            }
            match media_type(variant.answer_format, Part::Answer) {
                Some(media) => {
                    let schema =
                        described(variant.answer_format, &variant.answer, definitions, &part("answer"));
                    add(self.answers.entry(media).or_default(), schema);
                }
                None if entry.platform == ApiPlatform::PayV3 || entry.host == Host::PayGlobal => {
                    self.is_empty_204 = true;
                }
                None => add(self.answers.entry("application/json").or_default(), json!({ "type": "object" })),
            }
        }
    }

    fn add_query(&mut self, variant: &Variant<'_>, definitions: &mut Definitions, part: &str) {
        for field in variant.query.iter().filter(|field| !field.name.ends_with("access_token")) {
            let wanted = usize::from(field.is_required);
            let schema = definitions.value(field, &format!("{part}.{}", field.name));
            match self.query.iter_mut().find(|(name, ..)| name == field.name) {
                Some((_, own, count)) => {
                    *count += wanted;
                    if *own != schema {
                        *own = json!({ "type": ["string", "integer"] });
                    }
                }
                None => self.query.push((field.name.to_owned(), schema, wanted)),
            }
        }
    }

    fn parameters(&mut self, path: &str) -> Vec<Value> {
        let names = path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
        let in_path = names.map(
            |name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }),
        );
        let variants = self.variants;
        let in_query = self.query.drain(..).map(|(name, schema, wanted)| {
            json!({ "name": name, "in": "query", "required": wanted == variants, "schema": schema })
        });
        in_path.chain(in_query).collect()
    }

    fn request_body(&self) -> Option<Value> {
        let content = content(&self.bodies);
        let required = self.wanting_body == self.variants;
        (!content.is_empty()).then(|| json!({ "required": required, "content": content }))
    }

    fn responses(&self) -> Value {
        let mut responses = Map::new();
        let content = content(&self.answers);
        if !content.is_empty() {
            responses.insert("200".into(), json!({ "description": "OK", "content": content }));
        }
        if self.is_empty_204 {
            responses.insert("204".into(), json!({ "description": "No Content" }));
        }
        if responses.is_empty() {
            responses.insert("200".into(), json!({ "description": "OK" }));
        }
        Value::Object(responses)
    }
}

fn add(schemas: &mut Vec<Value>, schema: Value) {
    if !schemas.contains(&schema) {
        schemas.push(schema);
    }
}

fn content(bodies: &BTreeMap<&'static str, Vec<Value>>) -> Map<String, Value> {
    let schema = |schemas: &[Value]| match schemas {
        [schema] => schema.clone(),
        several => json!({ "anyOf": several }),
    };
    bodies
        .iter()
        .map(|(media, schemas)| ((*media).to_owned(), json!({ "schema": schema(schemas) })))
        .collect()
}

/// A part of an operation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Body,
    Answer,
}

fn media_type(format: Format, part: Part) -> Option<&'static str> {
    Some(match format {
        Format::Json => "application/json",
        Format::Xml => "application/xml",
        Format::Multipart => "multipart/form-data",
        Format::Csv => "text/csv",
        Format::Binary | Format::Raw if part == Part::Answer => "*/*",
        Format::Binary | Format::Raw => "application/octet-stream",
        Format::None => return None,
    })
}

fn described(format: Format, fields: &[Field<'_>], definitions: &mut Definitions, part: &str) -> Value {
    match format {
        Format::Json | Format::Multipart => definitions.object(fields, part),
        Format::Xml => {
            let mut schema = definitions.object(fields, part);
            if let Some(members) = schema.as_object_mut() {
                members.insert("xml".into(), json!({ "name": "xml" }));
            }
            schema
        }
        Format::Csv => json!({ "type": "string" }),
        Format::Binary | Format::Raw | Format::None => json!({ "type": "string", "format": "binary" }),
    }
}

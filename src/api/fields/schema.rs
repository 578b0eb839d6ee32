//! Writes fields as JSON Schema (2020-12), as `OpenAPI` 3.1 uses it.

use serde_json::{Map, Value, json};

use super::{Field, Members, Scalar, Wrap};

/// The schemas that others refer to, because they contain themselves.
#[derive(Debug)]
pub(crate) struct Definitions {
    /// The beginning of a reference, such as `#/$defs/`.
    prefix: &'static str,
    /// The beginning of the names.
    owner: String,
    schemas: Map<String, Value>,
}

impl Definitions {
    /// Returns no definitions; their names will begin with `owner`.
    pub(crate) fn new(prefix: &'static str, owner: impl Into<String>) -> Self {
        Self { prefix, owner: owner.into(), schemas: Map::new() }
    }

    /// Returns the schemas by name.
    pub(crate) fn into_schemas(self) -> Map<String, Value> {
        self.schemas
    }

    /// Returns the schema of an object with these fields. `part` is a word for it in names: `body` or `answer`.
    pub(crate) fn object(&mut self, fields: &[Field<'_>], part: &str) -> Value {
        Writer { definitions: self, names: vec![part.to_owned()], referred: Vec::new() }.object(fields)
    }

    /// Returns the schema of one value, such as that of a parameter of the query.
    pub(crate) fn value(&mut self, field: &Field<'_>, part: &str) -> Value {
        Writer { definitions: self, names: vec![part.to_owned()], referred: Vec::new() }.field(field)
    }
}

struct Writer<'d> {
    definitions: &'d mut Definitions,
    /// The names of the objects that are being written, from the outside.
    names: Vec<String>,
    /// The depths of the objects to which an inner one refers.
    referred: Vec<usize>,
}

impl Writer<'_> {
    fn object(&mut self, fields: &[Field<'_>]) -> Value {
        let depth = self.names.len();
        let (mut properties, mut patterns, mut required) = (Map::new(), Map::new(), Vec::new());
        let mut schema = json!({ "type": "object" });
        for field in fields {
            self.names.push(field.name.to_owned());
            let value = self.field(field);
            self.names.pop();
            if field.name == "*" {
                schema["additionalProperties"] = value;
            } else if let Some((before, after)) = field.name.split_once("$n") {
                patterns.insert(format!("^{before}[0-9]+{after}$"), value);
            } else {
                properties.insert(field.name.to_owned(), value);
                if field.is_wanted() {
                    required.push(json!(field.name));
                }
            }
        }
        schema["properties"] = Value::Object(properties);
        if !patterns.is_empty() {
            schema["patternProperties"] = Value::Object(patterns);
        }
        if !required.is_empty() {
            schema["required"] = Value::Array(required);
        }
        if !self.referred.contains(&depth) {
            return schema;
        }
        self.referred.retain(|referred| *referred != depth);
        let (name, reference) = self.reference(depth);
        self.definitions.schemas.insert(name, schema);
        reference
    }

    /// Returns the name of the object at a depth, and a reference to it.
    fn reference(&self, depth: usize) -> (String, Value) {
        let names = self.names.iter().take(depth).map(String::as_str);
        let name: String = [self.definitions.owner.as_str()]
            .into_iter()
            .chain(names)
            .collect::<Vec<_>>()
            .join(".")
            .chars()
            .map(|char| if char.is_ascii_alphanumeric() || "._-".contains(char) { char } else { '_' })
            .collect();
        let reference = format!("{}{name}", self.definitions.prefix);
        (name, json!({ "$ref": reference }))
    }

    fn field(&mut self, field: &Field<'_>) -> Value {
        let mut schema = self.wrapped(field, &field.wraps);
        let Some(members) = schema.as_object_mut() else { return schema };
        if !field.words.is_empty() {
            members.insert("examples".into(), field.words.iter().map(|word| word.value()).collect());
        }
        if let Some(word) = field.constant {
            members.insert("const".into(), word.value());
        }
        if let Some(word) = field.default {
            members.insert("default".into(), word.value());
        }
        if !field.until.is_empty() {
            members.insert("deprecated".into(), json!(true));
            members.insert("x-until".into(), json!(field.until));
        }
        schema
    }

    fn wrapped(&mut self, field: &Field<'_>, wraps: &[Wrap]) -> Value {
        match wraps.split_first() {
            Some((Wrap::List, inner)) => json!({ "type": "array", "items": self.wrapped(field, inner) }),
            Some((Wrap::Map, inner)) => {
                json!({ "type": "object", "additionalProperties": self.wrapped(field, inner) })
            }
            Some((Wrap::JsonText, inner)) => json!({
                "type": "string",
                "contentMediaType": "application/json",
                "contentSchema": self.wrapped(field, inner),
            }),
            Some((Wrap::Joined(separator), _)) => json!({ "type": "string", "x-separator": separator }),
            None if field.scalar != Scalar::Object => scalar(field.scalar),
            None => match &field.members {
                Members::Fields(fields) => self.object(fields),
                Members::Unstated => json!({ "type": "object" }),
                Members::Up(levels) => {
                    let Some(depth) = self.names.len().checked_sub(*levels) else {
                        return json!({ "type": "object" });
                    };
                    self.referred.push(depth);
                    self.reference(depth).1
                }
            },
        }
    }
}

fn scalar(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Text => json!({ "type": "string" }),
        Scalar::Integer => json!({ "type": "integer" }),
        Scalar::Decimal => json!({ "type": "number" }),
        Scalar::Boolean => json!({ "type": "boolean" }),
        Scalar::Object => json!({ "type": "object" }),
        Scalar::Any => json!({}),
        Scalar::File => json!({ "type": "string", "format": "binary" }),
        Scalar::Encrypted => json!({ "type": "string", "format": "rsa-oaep-base64" }),
        Scalar::IntegerOrText => json!({ "type": ["integer", "string"] }),
        Scalar::DecimalOrText => json!({ "type": ["number", "string"] }),
        Scalar::Bit => json!({ "type": "integer", "enum": [0, 1] }),
        Scalar::BitOrBoolean => json!({ "type": ["integer", "boolean"] }),
        Scalar::YesNo => json!({ "type": "string", "enum": ["Y", "N"] }),
        Scalar::BooleanText => json!({ "type": "string", "enum": ["true", "false"] }),
        Scalar::NumberText => json!({ "type": "string", "format": "number" }),
        Scalar::Seconds => json!({ "type": "integer", "format": "unix-time" }),
        Scalar::Millis => json!({ "type": "integer", "format": "unix-time-ms" }),
        Scalar::SecondsOrText => json!({ "type": ["integer", "string"], "format": "unix-time" }),
        Scalar::MillisOrText => json!({ "type": ["integer", "string"], "format": "unix-time-ms" }),
        Scalar::SecondsText => json!({ "type": "string", "format": "unix-time" }),
        Scalar::Rfc3339 => json!({ "type": "string", "format": "date-time" }),
        Scalar::DateTime => json!({ "type": "string", "format": "YYYY-MM-DD HH:MM:SS" }),
        Scalar::CompactDateTime => json!({ "type": "string", "format": "YYYYMMDDHHMMSS" }),
        Scalar::SomeTime => json!({ "type": ["string", "integer"] }),
    }
}

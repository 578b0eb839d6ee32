//! Compares a call with the fields of its endpoint.

use serde_json::{Map, Value};

use super::{Field, Format, Scalar, Shape, Variant, Wrap, object_of_type};
use crate::closest::within_edits;

/// A difference between a call and the fields of its endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    /// The path of the field, such as `articles[0].title`; empty for the whole body.
    pub(crate) path: String,
    /// The difference.
    pub(crate) kind: DifferenceKind,
}

/// A kind of difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DifferenceKind {
    /// No field has this name. Holds the most similar one.
    Unknown(Option<String>),
    /// A required field is missing. Holds the errcode that the documents state for it.
    Missing(Option<i64>),
    /// The value has another structure: a list, an object, or neither.
    Structure(ValueType),
    /// The value has another type.
    Type {
        /// The type of the field.
        wanted: ValueType,
        /// `true` if the value can be read as one, such as `"1"` as a number.
        can_be_read: bool,
    },
    /// The platform ignores the field since this date.
    Gone(String),
}

/// The type of a value, as a person names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueType {
    /// An object.
    Object,
    /// A list.
    List,
    /// A string.
    Text,
    /// A string that holds JSON.
    JsonText,
    /// An integer.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A string of digits.
    Digits,
}

/// The parameters and the body of a call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Given<'a> {
    /// The query, without credentials.
    pub(crate) query: &'a [(String, String)],
    /// The body as JSON; that of a form or of XML is an object of texts. `null` if there is none.
    pub(crate) body: &'a Value,
}

/// Returns the differences of a call from the most similar variant of its endpoint. `is_credential` names the parameters
/// of the query that the caller does not write.
pub(crate) fn differences(
    shape: &Shape<'_>,
    given: Given<'_>,
    is_credential: impl Fn(&str) -> bool,
) -> Vec<Difference> {
    let of = |variant: &Variant<'_>| {
        let mut found = Vec::new();
        query(variant, given.query, &is_credential, &mut found);
        body(variant, given.body, &mut found);
        found
    };
    // An unknown name may be new; a missing or misshaped field tells more about the variant.
    let weight = |found: &Vec<Difference>| -> usize {
        found.iter().map(|one| if matches!(one.kind, DifferenceKind::Unknown(_)) { 1 } else { 3 }).sum()
    };
    let fits = |variant: &&Variant<'_>| variant.has_constants(given.query);
    let matching = shape.variants.iter().filter(fits).map(of).min_by_key(weight);
    matching.or_else(|| shape.variants.iter().map(of).min_by_key(weight)).unwrap_or_default()
}

impl Variant<'_> {
    /// Returns whether the query does not contradict a constant of this variant.
    fn has_constants(&self, query: &[(String, String)]) -> bool {
        self.query.iter().all(|field| {
            let given = query.iter().find(|(name, _)| field.is_named(name));
            given.zip(field.constant).is_none_or(|((_, value), constant)| *value == constant.text())
        })
    }
}

fn query(
    variant: &Variant<'_>,
    given: &[(String, String)],
    is_credential: impl Fn(&str) -> bool,
    found: &mut Vec<Difference>,
) {
    for (name, value) in given.iter().filter(|(name, _)| !is_credential(name)) {
        match variant.query.iter().find(|field| field.is_named(name)) {
            None => found.push(unknown(name, &variant.query, String::new())),
            Some(field) => {
                if let Some(kind) = of_text(field, value) {
                    found.push(Difference { path: name.clone(), kind });
                }
            }
        }
    }
    let given =
        |field: &Field<'_>| given.iter().any(|(name, value)| field.is_named(name) && !value.is_empty());
    for field in variant.query.iter().filter(|field| field.is_wanted() && !is_credential(field.name)) {
        if !given(field) {
            found.push(Difference {
                path: field.name.to_owned(),
                kind: DifferenceKind::Missing(field.missing),
            });
        }
    }
}

fn body(variant: &Variant<'_>, body: &Value, found: &mut Vec<Difference>) {
    match (variant.body_format, body) {
        (Format::Json | Format::Xml | Format::Multipart, Value::Null) => {
            let required = variant.body.iter().filter(|field| field.is_wanted());
            found.extend(required.map(|field| missing(field, "")));
        }
        (Format::Json, Value::Object(members)) => object(&variant.body, members, "", &mut vec![], found),
        (Format::Json, _) => {
            found
                .push(Difference { path: String::new(), kind: DifferenceKind::Structure(ValueType::Object) });
        }
        (Format::Xml | Format::Multipart, Value::Object(members)) => flat(&variant.body, members, found),
        _ => {}
    }
}

/// Compares the parts of a form or the elements of XML, which are texts.
fn flat(fields: &[Field<'_>], members: &Map<String, Value>, found: &mut Vec<Difference>) {
    for (name, _) in members {
        if !fields.iter().any(|field| field.is_named(name)) {
            found.push(unknown(name, fields, String::new()));
        }
    }
    for field in fields.iter().filter(|field| field.is_wanted()) {
        if !members.keys().any(|name| field.is_named(name)) {
            found.push(missing(field, ""));
        }
    }
}

fn object<'f, 'a>(
    fields: &'f [Field<'a>],
    members: &Map<String, Value>,
    path: &str,
    above: &mut Vec<&'f [Field<'a>]>,
    found: &mut Vec<Difference>,
) {
    above.push(fields);
    for (name, value) in members {
        let own = join(path, name);
        match fields.iter().find(|field| field.is_named(name)) {
            None => found.push(unknown(name, fields, own)),
            Some(_) if value.is_null() => {}
            // With an errcode of its own, an empty value counts as missing.
            Some(field) if field.missing.is_some() && is_empty(value) => found.push(missing(field, path)),
            Some(field) => {
                if !field.until.is_empty() {
                    let kind = DifferenceKind::Gone(field.until.to_owned());
                    found.push(Difference { path: own.clone(), kind });
                }
                compare(field, &field.wraps, value, &own, above, found);
            }
        }
    }
    for field in fields.iter().filter(|field| field.is_wanted()) {
        if !members.iter().any(|(name, value)| field.is_named(name) && !value.is_null()) {
            found.push(missing(field, path));
        }
    }
    if let Some(field) = object_of_type(fields, members).filter(|field| !field.is_wanted()) {
        found.push(missing(field, path));
    }
    above.pop();
}

/// Compares a value with the type of its field; `wraps` are the layers that are left of it.
fn compare<'f, 'a>(
    field: &'f Field<'a>,
    wraps: &[Wrap],
    value: &Value,
    path: &str,
    above: &mut Vec<&'f [Field<'a>]>,
    found: &mut Vec<Difference>,
) {
    let mut differs = |kind| found.push(Difference { path: path.to_owned(), kind });
    let Some((wrap, inner)) = wraps.split_first() else {
        return match (field.scalar, value) {
            (Scalar::Object, Value::Object(members)) => {
                if let Some(fields) = field.inner(above) {
                    object(fields, members, path, above, found);
                }
            }
            (scalar, value) => {
                if let Some(kind) = of_scalar(scalar, value) {
                    differs(kind);
                }
            }
        };
    };
    match (wrap, value) {
        (Wrap::List, Value::Array(items)) => {
            for (number, item) in items.iter().enumerate() {
                compare(field, inner, item, &format!("{path}[{number}]"), above, found);
            }
        }
        (Wrap::List, _) => differs(DifferenceKind::Structure(ValueType::List)),
        (Wrap::Map, Value::Object(members)) => {
            for (name, item) in members {
                compare(field, inner, item, &join(path, name), above, found);
            }
        }
        (Wrap::Map, _) => differs(DifferenceKind::Structure(ValueType::Object)),
        (Wrap::JsonText, Value::String(text)) => match serde_json::from_str::<Value>(text) {
            Ok(json) => compare(field, inner, &json, path, above, found),
            Err(_) => differs(DifferenceKind::Type { wanted: ValueType::JsonText, can_be_read: false }),
        },
        (Wrap::JsonText, Value::Object(_) | Value::Array(_)) => {
            differs(DifferenceKind::Structure(ValueType::JsonText));
        }
        (Wrap::JsonText, _) => {
            differs(DifferenceKind::Type { wanted: ValueType::JsonText, can_be_read: false });
        }
        (Wrap::Joined(_), Value::Object(_) | Value::Array(_)) => {
            differs(DifferenceKind::Structure(ValueType::Text));
        }
        (Wrap::Joined(_), _) => {}
    }
}

/// Returns how a value without members differs from its type.
fn of_scalar(scalar: Scalar, value: &Value) -> Option<DifferenceKind> {
    use Scalar::{
        Any, Bit, BitOrBoolean, Boolean, BooleanText, CompactDateTime, DateTime, Decimal, DecimalOrText,
        Encrypted, File, Integer, IntegerOrText, Millis, MillisOrText, NumberText, Object, Rfc3339, Seconds,
        SecondsOrText, SecondsText, SomeTime, Text, YesNo,
    };
    let nested = value.is_object() || value.is_array();
    let number = value.as_str().is_some_and(|text| text.trim().parse::<f64>().is_ok());
    let wanted =
        match scalar {
            Any => return None,
            Object => ValueType::Object,
            Text | Encrypted | File | YesNo | Rfc3339 | DateTime | CompactDateTime | SomeTime
            | BooleanText => ValueType::Text,
            Boolean => ValueType::Boolean,
            Integer | Bit | Seconds | Millis | IntegerOrText | SecondsOrText | MillisOrText
            | BitOrBoolean => ValueType::Integer,
            Decimal | DecimalOrText => ValueType::Number,
            NumberText | SecondsText => ValueType::Digits,
        };
    if nested != (wanted == ValueType::Object) || (scalar == Object && !value.is_object()) {
        return Some(DifferenceKind::Structure(wanted));
    }
    let fits = match scalar {
        BitOrBoolean => value.is_number() || value.is_boolean() || number,
        IntegerOrText | SecondsOrText | MillisOrText | DecimalOrText => value.is_number() || number,
        SomeTime => true,
        _ => match wanted {
            ValueType::Text => value.is_string(),
            ValueType::Boolean => value.is_boolean(),
            ValueType::Integer => value.is_i64() || value.is_u64(),
            ValueType::Number => value.is_number(),
            ValueType::Digits => number,
            _ => true,
        },
    };
    let can_be_read = match wanted {
        ValueType::Integer | ValueType::Number | ValueType::Digits => number || value.is_boolean(),
        ValueType::Boolean => {
            value.is_number() || matches!(value.as_str(), Some("true" | "false" | "0" | "1"))
        }
        _ => true,
    };
    (!fits).then_some(DifferenceKind::Type { wanted, can_be_read })
}

/// Returns how a text of a query differs from its type.
fn of_text(field: &Field<'_>, text: &str) -> Option<DifferenceKind> {
    if !field.wraps.is_empty() || text.is_empty() {
        return None;
    }
    let is_number = text.parse::<f64>().is_ok();
    match field.scalar {
        Scalar::Integer | Scalar::Bit | Scalar::Seconds | Scalar::Millis if text.parse::<i64>().is_err() => {
            Some(DifferenceKind::Type { wanted: ValueType::Integer, can_be_read: false })
        }
        Scalar::Decimal if !is_number => {
            Some(DifferenceKind::Type { wanted: ValueType::Number, can_be_read: false })
        }
        _ => None,
    }
}

fn unknown(name: &str, fields: &[Field<'_>], path: String) -> Difference {
    let names = fields.iter().map(|field| field.name);
    let closest = within_edits(name, names, |known| (known.len() / 3).clamp(1, 3)).map(str::to_owned);
    let path = if path.is_empty() { name.to_owned() } else { path };
    Difference { path, kind: DifferenceKind::Unknown(closest) }
}

fn missing(field: &Field<'_>, path: &str) -> Difference {
    Difference { path: join(path, field.name), kind: DifferenceKind::Missing(field.missing) }
}

fn is_empty(value: &Value) -> bool {
    value.as_str().is_some_and(str::is_empty) || value.as_array().is_some_and(Vec::is_empty)
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

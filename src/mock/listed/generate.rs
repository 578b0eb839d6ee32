//! Makes up answers of the right shape. The same call has the same answer within a day of the mock's clock.

use serde_json::{Map, Value, json};

use super::words::{self, Made, TimeFormat};
use crate::api::catalogue::CatalogueEntry;
use crate::api::fields::{Field, Format, Members, Scalar, Wrap, object_of_type};
use crate::message::{Document, Element, xml};
use crate::mock::call::{HandlerReply, MockCall};
use crate::random::SeededRandom;

/// The seconds in a day.
const DAY_S: u64 = 86_400;
/// The deepest nesting of objects that is made up.
const MAX_DEPTH: usize = 9;

/// Returns an answer in a format with these fields.
pub(super) fn answer(
    format: Format,
    fields: &[Field<'_>],
    entry: &CatalogueEntry,
    call: &MockCall<'_>,
    body: &Value,
) -> HandlerReply {
    match format {
        Format::Binary | Format::Raw | Format::Multipart => binary(entry, call),
        Format::Csv => HandlerReply::Generated("text/csv; charset=utf-8", b"\xef\xbb\xbf`0\n".to_vec()),
        Format::Json | Format::Xml | Format::None => {
            let mut maker = Maker { entry, call, body, path: Vec::new(), depth: 0 };
            let object = maker.object(fields, &mut Vec::new());
            if format == Format::Xml {
                return HandlerReply::Generated("text/xml; charset=utf-8", xml_of(&object).into_bytes());
            }
            let json = Value::Object(object).to_string().into_bytes();
            HandlerReply::Generated("application/json; encoding=utf-8", json)
        }
    }
}

/// Returns a picture for endpoints that return pictures, otherwise a few bytes.
fn binary(entry: &CatalogueEntry, call: &MockCall<'_>) -> HandlerReply {
    let is_picture = ["code", "qr", "image", "media", "img"].iter().any(|word| entry.path.contains(word));
    let text = format!("{}?{}", call.path, call.query.first().map_or("", |(_, value)| value));
    match crate::qr::png(&text).filter(|_| is_picture) {
        Some(png) => HandlerReply::Generated("image/png", png),
        None => HandlerReply::Generated("application/octet-stream", b"webot mock\n".to_vec()),
    }
}

fn xml_of(object: &Map<String, Value>) -> String {
    let mut elements = Vec::new();
    for (name, value) in object {
        let texts = match value {
            Value::Array(items) => items.iter().map(plain).collect(),
            value => vec![plain(value)],
        };
        elements.extend(texts.into_iter().map(|text| Element::text(name.clone(), text)));
    }
    xml::write(&Document(elements))
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Makes up values.
struct Maker<'a> {
    entry: &'a CatalogueEntry,
    call: &'a MockCall<'a>,
    body: &'a Value,
    /// The names of the objects around the value.
    path: Vec<String>,
    depth: usize,
}

impl Maker<'_> {
    fn object<'f, 'a>(
        &mut self,
        fields: &'f [Field<'a>],
        above: &mut Vec<&'f [Field<'a>]>,
    ) -> Map<String, Value> {
        above.push(fields);
        // An answer in which nothing but the errcode is certain would be empty.
        let certain = fields.iter().any(|field| field.is_required && !words::is_of_errors(field.name));
        // Clients read the number of items beside a list, though the documents leave open whether it is there.
        let lists = fields.iter().any(|field| field.is_required && field.wraps.first() == Some(&Wrap::List));
        let shown = |field: &&Field<'_>| {
            let counts = lists && words::is_number_of_items(field.name) && field.wraps.is_empty();
            let gone = !field.until.is_empty();
            let is_error = words::is_of_errors(field.name) && !words::is_success(field.name);
            (field.is_required || counts && !gone || words::is_success(field.name) || !certain && !gone)
                && !is_error
        };
        let mut object = Map::new();
        for field in fields.iter().filter(shown) {
            let name = field.name.replace("$n", "0").replace('*', "key");
            self.path.push(name.clone());
            let value = self.value(field, &field.wraps, above);
            self.path.pop();
            object.insert(name, value);
        }
        if let Some(field) = object_of_type(fields, &object) {
            self.path.push(field.name.to_owned());
            let value = self.value(field, &field.wraps, above);
            self.path.pop();
            object.insert(field.name.to_owned(), value);
        }
        above.pop();
        object
    }

    fn value<'f, 'a>(
        &mut self,
        field: &'f Field<'a>,
        wraps: &[Wrap],
        above: &mut Vec<&'f [Field<'a>]>,
    ) -> Value {
        let Some((wrap, inner)) = wraps.split_first() else { return self.scalar(field, above) };
        let ends = field.inner(above).is_some() && self.depth >= MAX_DEPTH;
        match wrap {
            Wrap::List if ends || matches!(field.members, Members::Up(_)) => json!([]),
            Wrap::List => Value::Array(vec![self.value(field, inner, above)]),
            Wrap::Map => json!({ "key": self.value(field, inner, above) }),
            Wrap::JsonText => Value::String(self.value(field, inner, above).to_string()),
            Wrap::Joined(_) => Value::String(plain(&self.value(field, inner, above))),
        }
    }

    fn scalar<'f, 'a>(&mut self, field: &'f Field<'a>, above: &mut Vec<&'f [Field<'a>]>) -> Value {
        if field.scalar == Scalar::Object {
            let inner = field.inner(above).filter(|_| self.depth < MAX_DEPTH);
            let recurs = matches!(field.members, Members::Up(_));
            let Some(inner) = inner.filter(|_| !recurs) else { return json!({}) };
            self.depth += 1;
            let object = self.object(inner, above);
            self.depth -= 1;
            return Value::Object(object);
        }
        let known = field.constant.or(field.default).or(field.words.first().copied());
        if let Some(word) = known.filter(|_| !words::is_success(field.name)) {
            return typed(field.scalar, &word.value());
        }
        if let Some(given) = self.given(field) {
            return given;
        }
        let made = words::made(field.name);
        match field.scalar {
            Scalar::Text | Scalar::Encrypted | Scalar::File | Scalar::Any => {
                Value::String(self.text(made, field.name))
            }
            Scalar::YesNo => json!("N"),
            Scalar::BooleanText => json!("false"),
            Scalar::Boolean | Scalar::BitOrBoolean => json!(words::is_true(field.name)),
            Scalar::Bit => json!(i64::from(words::is_true(field.name))),
            Scalar::NumberText => Value::String(self.number(made).to_string()),
            Scalar::Integer | Scalar::IntegerOrText => json!(self.number(made)),
            Scalar::Decimal | Scalar::DecimalOrText => match made {
                Made::Latitude => json!(39.908_692),
                Made::Longitude => json!(116.397_477),
                made => json!(self.number(made)),
            },
            scalar => self.time(scalar, field.name),
        }
    }

    /// Returns the value that the call gave for a field of this name, such as the openid whose data is asked for.
    fn given(&self, field: &Field<'_>) -> Option<Value> {
        // The `count` of a call is that of a page.
        if words::is_number_of_items(field.name) {
            return None;
        }
        let from_query =
            self.call.query.iter().find(|(name, _)| name == field.name).map(|(_, value)| json!(value));
        let given = from_query.or_else(|| self.body.get(field.name).cloned())?;
        if given.is_object() || given.is_array() || given.is_null() || words::is_paging(field.name) {
            return None;
        }
        Some(typed(field.scalar, &given)).filter(|value| !value.is_null())
    }

    /// Returns numbers that depend on the call and the place of the value only.
    fn dice(&self) -> SeededRandom {
        let body = self.body.to_string();
        let query = self.call.query.iter().filter(|(name, _)| !name.ends_with("access_token"));
        let query = query.flat_map(|(name, value)| [name.as_str(), value.as_str()]);
        let parts = [self.entry.path, body.as_str()].into_iter().chain(query);
        SeededRandom::of(parts.chain(self.path.iter().map(String::as_str)))
    }

    fn text(&self, made: Made, name: &str) -> String {
        let mut dice = self.dice();
        match made {
            Made::Words(words) => words.to_owned(),
            Made::Id(prefix, length) => format!("{prefix}{}", dice.text(length - prefix.len())),
            Made::Hex(prefix, length) => {
                let digits = format!("{:016x}{:016x}", dice.number(), dice.number());
                format!("{prefix}{}", &digits[..length.min(digits.len())])
            }
            Made::Link => format!("https://example.com/{name}/{}", dice.text(16)),
            Made::Digits | Made::Count | Made::Money => self.number(made).to_string(),
            Made::Latitude => "39.908692".to_owned(),
            Made::Longitude => "116.397477".to_owned(),
            Made::Date => words::time_text(self.day(), TimeFormat::Date),
            Made::Empty => String::new(),
        }
    }

    fn number(&self, made: Made) -> i64 {
        match made {
            Made::Money => 100,
            Made::Empty => 0,
            Made::Words(text) => text.parse().unwrap_or(1),
            Made::Digits | Made::Id(..) | Made::Hex(..) => {
                i64::try_from(self.dice().number() % 1_000_000_000).unwrap_or_default() + 1_000_000_000
            }
            _ => 1,
        }
    }

    /// Returns the day of the mock's clock, or a later one for an end.
    fn day(&self) -> u64 {
        self.call.now() / DAY_S * DAY_S
    }

    fn time(&self, scalar: Scalar, name: &str) -> Value {
        let ends = ["expire", "end", "invalid"].iter().any(|word| name.to_lowercase().contains(word));
        let at = if ends { self.day() + 30 * DAY_S } else { self.day() - self.dice().number() % DAY_S };
        match scalar {
            Scalar::Seconds | Scalar::SecondsOrText => json!(at),
            Scalar::Millis | Scalar::MillisOrText => json!(at * 1000),
            Scalar::SecondsText => json!(at.to_string()),
            Scalar::CompactDateTime => json!(words::time_text(at, TimeFormat::Compact)),
            Scalar::Rfc3339 => json!(words::time_text(at, TimeFormat::Rfc3339)),
            Scalar::DateTime => json!(words::time_text(at, TimeFormat::DateTime)),
            _ => json!(words::time_text(at, TimeFormat::Date)),
        }
    }
}

/// Returns a value in the type of a field; `null` if it cannot be one.
fn typed(scalar: Scalar, value: &Value) -> Value {
    let text = plain(value);
    match scalar {
        Scalar::Integer | Scalar::IntegerOrText | Scalar::Bit | Scalar::Seconds | Scalar::Millis => {
            text.parse::<i64>().map_or(Value::Null, |number| json!(number))
        }
        Scalar::SecondsOrText | Scalar::MillisOrText => {
            text.parse::<i64>().map_or(Value::Null, |number| json!(number))
        }
        Scalar::Decimal | Scalar::DecimalOrText => {
            text.parse::<f64>().map_or(Value::Null, |number| json!(number))
        }
        Scalar::Boolean | Scalar::BitOrBoolean => match text.as_str() {
            "true" | "1" => json!(true),
            "false" | "0" => json!(false),
            _ => Value::Null,
        },
        Scalar::Object | Scalar::File => Value::Null,
        Scalar::Any => value.clone(),
        _ => Value::String(text),
    }
}

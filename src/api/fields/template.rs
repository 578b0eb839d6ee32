//! Makes values to fill in from fields.

use serde_json::{Map, Value, json};

use super::{Field, Members, Scalar, Wrap, object_of_type};

/// The fields that a template has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Those that the platform wants.
    Required,
    /// All that it still uses.
    All,
}

/// The deepest nesting of objects in a template.
const MAX_DEPTH: usize = 9;

/// Returns an object with a value for each field: the value that clients send, a known word, or an empty one.
pub(crate) fn template(fields: &[Field<'_>], extent: Extent) -> Value {
    object(fields, extent, &mut Vec::new())
}

fn object<'f, 'a>(fields: &'f [Field<'a>], extent: Extent, above: &mut Vec<&'f [Field<'a>]>) -> Value {
    above.push(fields);
    let wanted = |field: &&Field<'_>| match extent {
        Extent::Required => field.is_required,
        Extent::All => field.until.is_empty() && field.name != "*",
    };
    let members = fields.iter().filter(wanted).map(|field| {
        let name = field.name.replace("$n", "0").replace('*', "key");
        (name, value(field, &field.wraps, extent, above))
    });
    let mut members: Map<String, Value> = members.collect();
    if let Some(field) = object_of_type(fields, &members) {
        members.insert(field.name.to_owned(), value(field, &field.wraps, extent, above));
    }
    above.pop();
    Value::Object(members)
}

fn value<'f, 'a>(
    field: &'f Field<'a>,
    wraps: &[Wrap],
    extent: Extent,
    above: &mut Vec<&'f [Field<'a>]>,
) -> Value {
    let recurs = matches!(field.members, Members::Up(_)) || above.len() >= MAX_DEPTH;
    match wraps.split_first() {
        Some((Wrap::List, _)) if recurs => json!([]),
        Some((Wrap::List, inner)) => Value::Array(vec![value(field, inner, extent, above)]),
        Some((Wrap::Map, inner)) => json!({ "key": value(field, inner, extent, above) }),
        Some((Wrap::JsonText, inner)) => Value::String(value(field, inner, extent, above).to_string()),
        Some((Wrap::Joined(_), _)) => json!(""),
        None if field.scalar == Scalar::Object => match field.inner(above).filter(|_| !recurs) {
            Some(inner) => object(inner, extent, above),
            None => json!({}),
        },
        None => match field.constant.or(field.default).or(field.words.first().copied()) {
            Some(word) => word.value(),
            None => empty(field.scalar),
        },
    }
}

fn empty(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Integer
        | Scalar::IntegerOrText
        | Scalar::Bit
        | Scalar::BitOrBoolean
        | Scalar::Decimal
        | Scalar::DecimalOrText
        | Scalar::Seconds
        | Scalar::SecondsOrText
        | Scalar::Millis
        | Scalar::MillisOrText => json!(0),
        Scalar::Boolean => json!(false),
        Scalar::NumberText | Scalar::SecondsText => json!("0"),
        Scalar::YesNo => json!("N"),
        Scalar::BooleanText => json!("false"),
        Scalar::Any => Value::Null,
        _ => json!(""),
    }
}

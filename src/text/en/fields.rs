use crate::api::fields::check::{Difference, DifferenceKind, ValueType};
use crate::api::fields::{Format, Scalar, Wrap};
use crate::text::fields::FieldWords;

use super::count::Count;

pub(super) const WORDS: FieldWords = FieldWords {
    retired: |since, replacement| {
        let since = if since.is_empty() { String::new() } else { format!(" since {since}") };
        let instead =
            if replacement.is_empty() { String::new() } else { format!("; use {replacement} instead") };
        format!("retired{since}{instead}")
    },
    command: |command| format!("command: {command}"),
    unchecked: |path| format!("the fields of {path} are not known, so the call is not checked"),
    unknown: "the fields of this endpoint are not known",
    variant: |number| format!("variant {number}"),
    query: "query",
    body: |format| format!("body ({format})"),
    answer: |format| format!("response ({format})"),
    format: |format| match format {
        Format::Json => "JSON",
        Format::Xml => "XML",
        Format::Multipart => "form",
        Format::Binary => "file",
        Format::Csv => "CSV",
        Format::Raw => "bytes",
        Format::None => "empty",
    },
    required: "required",
    constant: |value| format!("always {value}"),
    default: |value| format!("default {value}"),
    or: " | ",
    comma: ", ",
    as_above: |levels| match levels {
        1 => "has the fields of this list".to_owned(),
        levels => format!("has the fields of the list {} levels up", levels - 1),
    },
    gone: |date| format!("not used since {date}"),
    kind,
    difference,
    further: |count| {
        let further = Count::of(count, "more difference");
        format!("{further} from the documentation; `--describe` prints all fields")
    },
};

fn kind(wraps: &[Wrap], scalar: Scalar) -> String {
    match wraps.split_first() {
        Some((Wrap::List, inner)) => format!("list of {}", plural(inner, scalar)),
        Some((Wrap::Map, inner)) => format!("object of {}", plural(inner, scalar)),
        Some((Wrap::JsonText, inner)) => format!("string with JSON: {}", kind(inner, scalar)),
        Some((Wrap::Joined(separator), _)) => format!("string, joined by {separator}"),
        None => one(scalar).to_owned(),
    }
}

fn plural(wraps: &[Wrap], scalar: Scalar) -> String {
    match (wraps, scalar) {
        ([], Scalar::Text) => "strings".to_owned(),
        ([], Scalar::Integer) => "integers".to_owned(),
        ([], Scalar::Decimal) => "numbers".to_owned(),
        ([], Scalar::Object) => "objects".to_owned(),
        ([], Scalar::Any) => "values".to_owned(),
        ([Wrap::List, ..], _) => format!("lists of {}", plural(&wraps[1..], scalar)),
        _ => kind(wraps, scalar),
    }
}

fn one(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Text => "string",
        Scalar::Integer => "integer",
        Scalar::Decimal => "number",
        Scalar::Boolean => "boolean",
        Scalar::Object => "object",
        Scalar::Any => "any value",
        Scalar::File => "file",
        Scalar::Encrypted => "string, encrypted",
        Scalar::IntegerOrText => "integer or string",
        Scalar::DecimalOrText => "number or string",
        Scalar::Bit => "0 or 1",
        Scalar::BitOrBoolean => "0, 1 or boolean",
        Scalar::YesNo => "\"Y\" or \"N\"",
        Scalar::BooleanText => "\"true\" or \"false\"",
        Scalar::NumberText => "number as a string",
        Scalar::Seconds => "seconds since 1970",
        Scalar::Millis => "milliseconds since 1970",
        Scalar::SecondsOrText => "seconds since 1970, also as a string",
        Scalar::MillisOrText => "milliseconds since 1970, also as a string",
        Scalar::SecondsText => "seconds since 1970 as a string",
        Scalar::Rfc3339 => "time (RFC 3339)",
        Scalar::DateTime => "time, YYYY-MM-DD HH:MM:SS",
        Scalar::CompactDateTime => "time, YYYYMMDDHHMMSS",
        Scalar::SomeTime => "date or time",
    }
}

fn difference(difference: &Difference) -> String {
    let Difference { path, kind } = difference;
    match kind {
        DifferenceKind::Unknown(None) => format!("the documentation has no field `{path}`"),
        DifferenceKind::Unknown(Some(closest)) => {
            format!("the documentation has no field `{path}`; did you mean `{closest}`?")
        }
        DifferenceKind::Missing(_) => format!("the documentation requires `{path}`"),
        DifferenceKind::Structure(wanted) | DifferenceKind::Type { wanted, .. } if path.is_empty() => {
            format!("the body should be {}", value_type(*wanted))
        }
        DifferenceKind::Structure(wanted) | DifferenceKind::Type { wanted, .. } => {
            format!("by the documentation, `{path}` is {}", value_type(*wanted))
        }
        DifferenceKind::Gone(date) => format!("WeChat has not used `{path}` since {date}"),
    }
}

fn value_type(wanted: ValueType) -> &'static str {
    match wanted {
        ValueType::Object => "an object",
        ValueType::List => "a list",
        ValueType::Text => "a string",
        ValueType::JsonText => "a string that holds JSON",
        ValueType::Integer => "an integer",
        ValueType::Number => "a number",
        ValueType::Boolean => "true or false",
        ValueType::Digits => "a number as a string, in quotes",
    }
}

//! Compiles the types of parameters: what a value of a parameter in `src/api/chapters/*.yaml` may be.

use super::blob::Blob;
use super::params::Source;
use super::source::{Entry, Node, Problem};

/// The type of a value, in the order of the variants of `ParamShape`.
pub(crate) enum Shape<'a> {
    Text(i64),
    Chars(i64),
    Integer(i64, i64),
    Bool,
    Choice(Vec<&'a str>),
    Texts(i64),
    Json,
    File(i64),
    Files(Vec<FileRule<'a>>),
    Date,
    Joined(i64),
    Integers(i64),
}

/// The files that a parameter takes: those of one value of the parameter `type`, or all.
pub(crate) struct FileRule<'a> {
    kind: &'a str,
    most: i64,
    formats: Vec<&'a str>,
}

/// The word for a file of whatever format.
const ANY_FORMAT: &str = "any";
/// The formats that `src/file_format.rs` recognizes, in the order of its variants.
pub(crate) const FORMATS: [&str; 12] =
    ["jpg", "png", "gif", "bmp", "webp", "amr", "mp3", "wav", "wma", "mp4", "ogg", "pdf"];

/// The members that set the type; a parameter has one of them.
pub(crate) const SHAPES: [&str; 12] = [
    "max_bytes",
    "max_chars",
    "range",
    "bool",
    "choice",
    "max_items",
    "max_joined",
    "max_integers",
    "json",
    "max_file_bytes",
    "files",
    "date",
];

/// Reads the type of a parameter.
pub(crate) fn shape<'a>(entry: &Entry<'a>, source: Source<'_>) -> Result<Shape<'a>, Problem> {
    let given: Vec<&str> = SHAPES.into_iter().filter(|shape| entry.get(shape).is_some()).collect();
    let most = |key: &str| match entry.number(key)? {
        Some(most) if most > 0 => Ok(most),
        _ => Err(entry.wrong(key, "must be a number from 1 on")),
    };
    match (given.as_slice(), source) {
        ([], Source::Fixed(fixed)) => Ok(Shape::Text(i64::try_from(fixed.len()).unwrap_or(i64::MAX))),
        (["range"], Source::Fixed(fixed)) => match fixed.parse() {
            Ok(number) => Ok(Shape::Integer(number, number)),
            Err(_) => Err(entry.wrong("fixed", "must be a number beside `range`")),
        },
        ([key], Source::Fixed(_)) => Err(entry.wrong(key, "cannot be given beside `fixed`")),
        (["max_bytes"], _) => most("max_bytes").map(Shape::Text),
        (["max_chars"], _) => most("max_chars").map(Shape::Chars),
        (["max_items"], _) => most("max_items").map(Shape::Texts),
        (["max_joined"], _) => most("max_joined").map(Shape::Joined),
        (["max_integers"], _) => most("max_integers").map(Shape::Integers),
        (["json"], _) if entry.flag("json")? == Some(true) => Ok(Shape::Json),
        (["json"], _) => Err(entry.wrong("json", "must be `true`")),
        (["max_file_bytes"], _) => most("max_file_bytes").map(Shape::File),
        (["files"], _) => entry
            .required("files")?
            .list("`files`")?
            .iter()
            .map(file_rule)
            .collect::<Result<_, _>>()
            .map(Shape::Files),
        (["date"], _) if entry.flag("date")? == Some(true) => Ok(Shape::Date),
        (["date"], _) => Err(entry.wrong("date", "must be `true`")),
        (["bool"], _) if entry.flag("bool")? == Some(true) => Ok(Shape::Bool),
        (["bool"], _) => Err(entry.wrong("bool", "must be `true`")),
        (["range"], _) => {
            let ends: Option<Vec<i64>> = entry.texts("range")?.iter().map(|end| end.parse().ok()).collect();
            match ends.as_deref() {
                Some([from, to]) if from <= to => Ok(Shape::Integer(*from, *to)),
                _ => Err(entry.wrong("range", "must be two numbers, the smaller one first: `[1, 100]`")),
            }
        }
        (["choice"], _) => match entry.texts("choice")? {
            words if words.is_empty() => Err(entry.wrong("choice", "is empty")),
            words => Ok(Shape::Choice(words)),
        },
        _ => Err(entry.problem(&format!("must have one of `{}`", SHAPES.join("`, `")))),
    }
}

/// Reads an item of `files`.
fn file_rule(node: &Node) -> Result<FileRule<'_>, Problem> {
    let rule = Entry::new("an item of `files`", node, &["type", "max_bytes", "formats"])?;
    let most = match rule.number("max_bytes")? {
        Some(most) if most > 0 => most,
        _ => return Err(rule.wrong("max_bytes", "must be a number from 1 on")),
    };
    let formats = rule.texts("formats")?;
    match formats.iter().find(|format| **format != ANY_FORMAT && !FORMATS.contains(format)) {
        Some(unknown) => {
            Err(rule.wrong("formats", &format!("has `{unknown}`, not one of `{}`", FORMATS.join("`, `"))))
        }
        None if formats.is_empty() => Err(rule.problem("has no `formats`")),
        None => Ok(FileRule { kind: rule.optional_text("type")?.unwrap_or_default(), most, formats }),
    }
}

/// Returns whether the value is a file.
pub(crate) fn is_file(shape: &Shape<'_>) -> bool {
    matches!(shape, Shape::File(_) | Shape::Files(_))
}

/// Writes the type of a parameter.
pub(crate) fn write_shape(blob: &mut Blob, shape: &Shape<'_>) {
    match shape {
        Shape::Text(most) => limited(blob, 0, *most),
        Shape::Chars(most) => limited(blob, 1, *most),
        Shape::Integer(from, to) => {
            limited(blob, 2, *from);
            blob.number(*to);
        }
        Shape::Bool => blob.byte(3),
        Shape::Choice(words) => {
            blob.byte(4);
            blob.texts(words.iter().copied());
        }
        Shape::Texts(most) => limited(blob, 5, *most),
        Shape::Json => blob.byte(6),
        Shape::File(most) => limited(blob, 7, *most),
        Shape::Files(rules) => {
            blob.byte(8);
            blob.list(rules, |blob, rule| {
                blob.text(rule.kind);
                blob.number(rule.most);
                blob.texts(rule.formats.iter().copied());
            });
        }
        Shape::Date => blob.byte(9),
        Shape::Joined(most) => limited(blob, 10, *most),
        Shape::Integers(most) => limited(blob, 11, *most),
    }
}

fn limited(blob: &mut Blob, shape: u8, limit: i64) {
    blob.byte(shape);
    blob.number(limit);
}

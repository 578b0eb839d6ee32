//! Fields that a bot reads as a number although they are texts, or larger than its number.

use super::missing::{FIELDS, names_field};
use super::sign::Sign;
use crate::message::element::{Document, Element};

/// The words of programs that fail to read a number: Java, Python, Go, .NET, Ruby, node, Rust, PHP.
const FAULTS: [&str; 14] = [
    "numberformatexception",
    "for input string",
    "invalid literal for int()",
    "could not convert string to float",
    "strconv.",
    "cannot unmarshal string into",
    "cannot unmarshal number",
    "cannot deserialize value of type",
    "numeric value (",
    "invalid value for integer()",
    "cannot convert string to",
    "invalid digit found in string",
    "out of range",
    "too large for an int",
];
/// The shortest value that is recognized in the words of an error, in bytes.
const MIN_VALUE: usize = 6;

/// Returns the meaning of the words of a program that failed to read a number, if a field of the push is that number.
pub(super) fn misread(told: &str, push: &Document) -> Option<Sign> {
    let lower = told.to_lowercase();
    if !FAULTS.iter().any(|fault| lower.contains(fault)) {
        return None;
    }
    let named = |element: &Element| FIELDS.into_iter().find(|name| element.name == *name);
    let quoted = push.0.iter().find(|element| {
        element.value().is_some_and(|value| value.len() >= MIN_VALUE && told.contains(value))
    });
    let own = || push.0.iter().find(|element| named(element).is_some_and(|name| names_field(told, name)));
    let element = quoted.or_else(own)?;
    let name = named(element)?;
    let value = element.value()?;
    Some(if value.is_empty() {
        Sign::NumberEmpty(name)
    } else if value.parse::<i64>().is_ok() {
        Sign::NumberTooLarge(name)
    } else {
        Sign::NotNumber(name)
    })
}

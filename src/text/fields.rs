//! The words about the fields of endpoints.

use crate::api::fields::check::Difference;
use crate::api::fields::{Format, Scalar, Wrap};

/// The words about fields.
pub(crate) struct FieldWords {
    /// Says that an endpoint is retired; the date and the replacement, both of which may be empty.
    pub retired: fn(&str, &str) -> String,
    /// Names the command for an endpoint.
    pub command: fn(&str) -> String,
    /// Says that no fields are known.
    pub unknown: &'static str,
    /// Warns that a call cannot be compared with fields; the path.
    pub unchecked: fn(&str) -> String,
    /// Titles a variant of an endpoint; its number from 1.
    pub variant: fn(usize) -> String,
    /// Titles the parameters of the query.
    pub query: &'static str,
    /// Titles the fields of the body; the format.
    pub body: fn(&'static str) -> String,
    /// Titles the fields of the answer; the format.
    pub answer: fn(&'static str) -> String,
    /// Names a format.
    pub format: fn(Format) -> &'static str,
    /// Marks a field that the platform wants.
    pub required: &'static str,
    /// Tells the only value of a field.
    pub constant: fn(&str) -> String,
    /// Tells the value that clients send by default.
    pub default: fn(&str) -> String,
    /// Stands between known values.
    pub or: &'static str,
    /// Stands between notes.
    pub comma: &'static str,
    /// Says that an object has the fields of one around it, this many levels up.
    pub as_above: fn(usize) -> String,
    /// Says that the platform does not use a field since this date.
    pub gone: fn(&str) -> String,
    /// Names a type.
    pub kind: fn(&[Wrap], Scalar) -> String,
    /// Warns of a difference.
    pub difference: fn(&Difference) -> String,
    /// Says that there are this many more differences.
    pub further: fn(usize) -> String,
}

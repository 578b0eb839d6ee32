//! The fields at the top of JSON bodies, for the endpoints that only the catalogue lists.

use super::Host;
use crate::table::{Cursor, Decode, List, Table, table};

/// The fields of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BodyFields {
    /// `true` for WeCom.
    is_work: bool,
    /// `true` if a body is needed.
    pub is_needed: bool,
    /// The fields.
    pub fields: List<BodyField>,
}

/// A field at the top of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BodyField {
    /// The name.
    pub name: &'static str,
    /// The kind of its value.
    pub kind: ValueKind,
    /// The errcode if the field is missing or empty; `None` if the documents state none.
    pub missing: Option<i64>,
}

/// The kind of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueKind {
    /// An object.
    Object,
    /// A list.
    List,
    /// A text, a number or a boolean.
    Scalar,
}

/// The bodies of `bodies.tsv`; index 0 has the paths.
static BODIES: Table = table!("bodies");

impl Decode for BodyField {
    fn decode(cursor: &mut Cursor) -> Self {
        let name = cursor.text();
        let kind = cursor.word(&[ValueKind::Object, ValueKind::List, ValueKind::Scalar]);
        Self { name, kind, missing: Some(cursor.number()).filter(|&code| code != 0) }
    }
}

impl Decode for BodyFields {
    fn decode(cursor: &mut Cursor) -> Self {
        Self { is_work: cursor.byte() == 1, is_needed: cursor.byte() == 1, fields: cursor.list() }
    }
}

/// Returns the fields of the body that an endpoint takes; `None` if they are not known.
pub(crate) fn body_fields(host: Host, path: &str) -> Option<BodyFields> {
    let found = BODIES.find(0, path).map(|entry| BODIES.entry::<BodyFields>(entry));
    let mut own = found.filter(|body| body.is_work == (host == Host::Work));
    own.next()
}

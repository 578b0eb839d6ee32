//! A wrong specification, and the list in which a mistake collects its own.

use std::sync::Arc;

use super::super::spec::{Part, Role, SignatureSpec};
use super::position;

/// The rank of the changes that are seen every day; a pair is tried if its ranks are at most [`ODD`] together.
pub(in crate::sign) const FREQUENT: u8 = 0;
/// The rank of the changes that are seen.
pub(super) const KNOWN: u8 = 1;
/// The rank of all other changes.
pub(in crate::sign) const ODD: u8 = 2;

/// The field that a mistake changed, and its value or name before and after. Empty where that does not apply; never
/// holds a secret.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Detail {
    /// The name of the field.
    pub field: String,
    /// The right name or text.
    pub from: String,
    /// The wrong name or text.
    pub to: String,
}

impl Detail {
    /// Returns a detail with a field alone.
    pub(super) fn field(field: &str) -> Self {
        Self { field: field.to_owned(), ..Self::default() }
    }

    /// Returns a detail with the wrong text alone.
    pub(super) fn to(to: &str) -> Self {
        Self { to: to.to_owned(), ..Self::default() }
    }

    /// Returns a detail with a field, and the right and the wrong text.
    pub(super) fn new(field: &str, from: &str, to: &str) -> Self {
        Self { field: field.to_owned(), from: from.to_owned(), to: to.to_owned() }
    }
}

/// A wrong specification.
#[derive(Debug, Clone)]
pub(in crate::sign) struct Variant {
    /// The oddness of the change: [`FREQUENT`], [`KNOWN`] or [`ODD`].
    pub rank: u8,
    pub detail: Detail,
    pub spec: SignatureSpec,
}

/// Collects the wrong specifications of a mistake.
pub(super) struct Variants<'a> {
    /// The specification that is changed.
    pub base: &'a SignatureSpec,
    max_rank: u8,
    pub found: Vec<Variant>,
}

impl<'a> Variants<'a> {
    pub(super) fn new(base: &'a SignatureSpec, max_rank: u8) -> Self {
        Self { base, max_rank, found: Vec::new() }
    }

    /// Returns whether changes of this rank are wanted.
    pub(super) fn wants(&self, rank: u8) -> bool {
        rank <= self.max_rank
    }

    /// Adds a changed specification, if the change changes anything.
    pub(super) fn push(&mut self, rank: u8, detail: Detail, change: impl FnOnce(&mut SignatureSpec)) {
        if self.wants(rank) {
            let mut spec = self.base.clone();
            change(&mut spec);
            if spec != *self.base {
                self.found.push(Variant { rank, detail, spec });
            }
        }
    }

    /// Adds the specification with another value of a part.
    pub(super) fn value(&mut self, rank: u8, at: usize, value: impl Into<Arc<str>>, detail: Detail) {
        if self.wants(rank) {
            let value = value.into();
            if value != self.base.parts[at].value {
                self.push(rank, detail, |spec| spec.parts[at].value = value);
            }
        }
    }

    /// Adds the specifications with these values of the first part of a role.
    pub(super) fn role(&mut self, rank: u8, role: Role, values: impl FnOnce(&Part) -> Vec<String>) {
        if let Some(at) = position(self.base, role)
            && self.wants(rank)
        {
            for value in values(&self.base.parts[at]) {
                let detail = Detail::to(&value);
                self.value(rank, at, value, detail);
            }
        }
    }

    /// Adds the specifications with these keys.
    pub(super) fn keys(&mut self, rank: u8, keys: impl IntoIterator<Item = String>, detail: &Detail) {
        if !self.base.key.is_empty() {
            for key in keys {
                self.push(rank, detail.clone(), |spec| spec.key = key);
            }
        }
    }
}

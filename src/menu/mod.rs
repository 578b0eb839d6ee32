//! The custom menu as a file: checked, drawn, compared, and converted to the form that `menu/create` accepts. No I/O.
//!
//! [`lint`] needs the line numbers that [`Source::read`](crate::source::Source::read) keeps; everything else works on
//! the JSON that [`to_json`] returns.

mod button;
mod diff;
mod lint;
mod preview;
mod pull;
mod purpose;
mod rule;
mod shape;
#[cfg(test)]
pub(crate) mod tests;

pub(crate) use diff::{changes_json, diff, render_changes};
pub(crate) use lint::{Finding, is_of_work, lint};
pub(crate) use preview::preview;
pub(crate) use pull::{ConditionalMenu, Loss, LossKind, Pulled, pull};
pub(crate) use purpose::Purpose;
pub(crate) use rule::MenuRule;
pub(crate) use shape::{MenuShape, to_json, to_request_body};

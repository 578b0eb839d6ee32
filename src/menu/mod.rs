//! The custom menu as a file: checked, drawn, compared, and converted to the form that `menu/create` accepts. No I/O.
//!
//! [`lint`] needs the line numbers that [`Source::read`](crate::source::Source::read) keeps; everything else works on
//! the JSON that [`to_json`] returns.

mod button;
mod diff;
mod lint;
mod preview;
mod pull;
mod rule;
mod shape;
#[cfg(test)]
pub(crate) mod tests;

pub use diff::{changes_json, diff, render_changes};
pub use lint::{Finding, Purpose, lint};
pub use preview::preview;
pub use pull::{ConditionalMenu, Loss, LossKind, Pulled, pull};
pub use rule::MenuRule;
pub use shape::{MenuShape, to_json, to_request_body};

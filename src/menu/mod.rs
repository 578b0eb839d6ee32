//! The custom menu as a file: read, judged, drawn, compared, and turned into what `menu/create` takes. Pure.
//!
//! [`Source::read`](crate::source::Source::read) keeps lines for [`lint`]; everything else works on the JSON that
//! [`value`] gives.

mod button;
mod diff;
mod lint;
mod preview;
mod pull;
mod rule;
mod shape;

pub use button::{BUTTON_TYPES, ButtonType, Field};
pub use diff::{Change, changes_json, diff, render};
pub use lint::{Finding, Purpose, lint};
pub use preview::preview;
pub use pull::{Conditional, Loss, Lost, Pulled, pull};
pub use rule::{Level, Rule};
pub use shape::{Shape, body, value};

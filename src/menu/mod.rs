//! The custom menu as a file: read, judged, drawn, compared, and turned into what `menu/create` takes. Pure.
//!
//! [`Source::read`] keeps lines and paths for [`lint`]; everything else works on the JSON that [`Source::value`] gives.

mod button;
mod diff;
mod json;
mod lint;
mod preview;
mod pull;
mod rule;
mod source;
mod syntax;
mod yaml;

pub use button::{BUTTON_TYPES, ButtonType, Field};
pub use diff::{Change, changes_json, diff, render};
pub use lint::{Finding, Purpose, lint};
pub use preview::preview;
pub use pull::{Conditional, Loss, Lost, Pulled, pull};
pub use rule::{Level, Rule};
pub use source::{Format, JsonType, Member, Node, Shape, Source, Tree, body};
pub use syntax::{Expected, SyntaxError};

//! A bot that answers WeChat according to a file of rules.
//!
//! Data flow: `file → RuleBook` ([`rules`]), `message + session → reply` ([`engine`]). The server ([`serve`]) verifies
//! signatures before that, and gives a push that is delivered again the same reply as before.

pub mod demo;
pub mod engine;
mod external;
pub mod info;
pub mod reply;
pub mod rules;
pub mod serve;
pub mod session;
mod template;

pub use demo::{DemoBot, DemoError};
pub use external::RuleFailure;
pub use rules::{ExpectedType, Problem, ProblemKind, ReferenceKind};
pub use serve::RejectReason;

//! A bot that answers WeChat according to a file of rules.
//!
//! Data flow: `file → RuleBook` ([`rules`]), `message + session → reply` ([`engine`]). The server ([`serve`]) verifies
//! signatures before that, and gives a push that is delivered again the same reply as before.

pub(crate) mod arrival;
mod demo;
pub(crate) mod engine;
mod external;
pub(crate) mod info;
mod local;
pub(crate) mod reply;
pub(crate) mod rules;
pub(crate) mod serve;
pub(crate) mod session;
mod template;

pub(crate) use arrival::TIME_FIELDS;
pub(crate) use demo::{DemoBot, DemoError, demo_rules, demo_settings};
pub(crate) use external::RuleFailure;
pub(crate) use local::{LocalBot, LocalBotError, LocalBotSettings, WatchedRules};
pub(crate) use rules::{ExpectedType, NearMiss, Problem, ProblemKind, ReferenceKind};
pub(crate) use serve::RejectReason;

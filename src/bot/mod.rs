//! A bot that answers WeChat by the rules of a file.
//!
//! `file → RuleBook` ([`rules`]), `message + session → reply` ([`engine`]), and around both the server ([`serve`]),
//! which lets nobody in whose signature is wrong and answers what is delivered again as it did before.

pub mod demo;
pub mod engine;
pub mod info;
mod outside;
pub mod reply;
pub mod rules;
pub mod serve;
pub mod session;
mod template;

pub use demo::{Demo, DemoError};
pub use outside::{Failure, Outside};
pub use rules::{Missing, Problem, Wanted, What};
pub use serve::Why;
pub use template::Template;

//! The configuration: `wx_config.json` and the environment. Precedence: flags, then the environment, then a profile,
//! then the file's top-level keys.
//!
//! Commands handle their flags; [`Settings`] resolves the rest and knows the origin of each value.

mod edit;
mod env;
mod error;
mod file;
mod import;
mod keys;
mod schema;
mod settings;
pub(crate) mod shape;

pub use env::Env;
pub(crate) use error::ConfigError;
pub(crate) use file::{ConfigFile, ConfigWarning, FILE_NAME, find, places};
pub(crate) use import::{Import, SkipReason, import};
pub(crate) use keys::{KEYS, Key, ValueKind};
pub(crate) use schema::schema;
pub(crate) use settings::{Origin, Setting, Settings};
pub(crate) use shape::{Misshapen, check};

//! `wx_config.json` and what stands over it: flags, then the environment, then a profile, then the file's own keys.
//!
//! A flag is the command's business; everything beneath is asked of [`Settings`], which knows where a value came from.

mod edit;
mod env;
mod error;
mod file;
mod keys;
mod schema;
mod settings;
pub mod shape;

pub use env::Env;
pub use error::ConfigError;
pub use file::{ConfigFile, FILE_NAME, Remark, find, places};
pub use keys::{Holds, KEYS, Key, KeyInfo};
pub use schema::schema;
pub use settings::{Origin, Setting, Settings};

//! `wx_config.json` and what stands over it: flags, then the environment, then a profile, then the file's own keys.
//!
//! A flag is the command's business; everything beneath is asked of [`Settings`], which knows where a value came from.

mod edit;
mod file;
mod folders;
mod keys;
mod schema;
mod settings;
pub mod shape;
pub mod tokens;

pub use file::{ConfigFile, FILE_NAME, NewFile, Readers, Remark, find, places, write_shared, write_whole};
pub use folders::{cache as cache_folder, own as own_folder, state as state_folder};
pub use keys::{Holds, KEYS, Key, KeyInfo};
pub use schema::schema;
pub use settings::{Origin, Setting, Settings};

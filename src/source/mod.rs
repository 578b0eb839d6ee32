//! A file of JSON or YAML that a person wrote, as a tree that knows the line and column of everything in it. Pure.

mod json;
mod node;
mod syntax;
mod yaml;

pub use node::{Format, JsonType, Member, Node, Source, Tree};
pub use syntax::{Expected, SyntaxError};

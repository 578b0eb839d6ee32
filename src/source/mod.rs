//! Files of JSON or YAML that people write, parsed into a tree that knows the line and column of every value. Pure.

mod json;
mod node;
mod rewrite;
mod syntax;
mod yaml;

pub(crate) use node::{Format, JsonType, Member, Node, Source, Tree};
pub(crate) use rewrite::{Replacement, rewrite};
pub(crate) use syntax::{Expected, SyntaxError};

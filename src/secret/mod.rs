//! Secrets: a type that cannot be printed, the names of secrets, and masking.
//!
//! A secret is masked by position (its name is one for which [`is_secret`] returns true), or by value, if webot holds
//! the value as a secret and it is too long to occur in a text by chance.

mod mask;
mod name;
mod value;

pub(crate) use mask::{MASK, mask_body, mask_foreign, mask_json, mask_keys, mask_members, mask_values};
pub(crate) use name::{Position, is_secret};
pub use value::Secret;

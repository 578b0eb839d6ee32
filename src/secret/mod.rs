//! Secrets: a type that cannot be printed, the names that secrets go by, and masking.
//!
//! A secret is masked by its position (the value of a name that [`is_secret`]) or by its value, where webot holds the
//! value as a secret and it is long enough to be none of the other words of a text.

mod mask;
mod name;
mod value;

pub(crate) use mask::{MASK, mask_members, mask_values};
pub(crate) use name::{Place, is_secret};
pub use value::Secret;

//! The short keys of an account.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The data of an account by short key.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct ShortKeys(pub(crate) BTreeMap<String, Kept>);

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) data: String,
    pub(crate) made: u64,
    pub(crate) life: u64,
}

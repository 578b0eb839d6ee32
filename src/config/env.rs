//! The environment of the process.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// The environment variables and the working directory of the process, read once.
#[derive(Debug, Clone, Default)]
pub struct Env {
    variables: BTreeMap<String, String>,
    /// The working directory.
    pub here: PathBuf,
}

impl Env {
    /// Creates an environment from variables and a working directory.
    pub fn new(variables: impl IntoIterator<Item = (String, String)>, here: PathBuf) -> Self {
        Self { variables: variables.into_iter().collect(), here }
    }

    /// Returns the value of a variable; `None` if it is unset or empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }
}

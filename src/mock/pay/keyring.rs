//! The keys of WeChat Pay of a mock, which are opened by the first call that needs them.

use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::keys::{OwnPayKeys, PayKeys};
use crate::system::System;

/// The keys, not yet opened or open.
pub(crate) struct PayKeyring {
    /// The state file that the keys are beside; `None` for keys that end with this process.
    state: Option<PathBuf>,
    /// The values of the profile, or the reason why they cannot be read.
    own: Mutex<Option<Result<OwnPayKeys, String>>>,
    system: System,
    keys: OnceLock<Result<PayKeys, String>>,
}

impl std::fmt::Debug for PayKeyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PayKeyring").field("state", &self.state).finish_non_exhaustive()
    }
}

impl PayKeyring {
    /// Returns the keys beside a state file, with the values that the profile has in their place. Without a file they end
    /// with this process.
    pub(crate) fn beside(state: Option<PathBuf>, own: Result<OwnPayKeys, String>, system: System) -> Self {
        Self { state, own: Mutex::new(Some(own)), system, keys: OnceLock::new() }
    }

    /// Returns the keys; opens or generates them at the first call. The error is a sentence.
    pub(crate) fn get(&self) -> Result<&PayKeys, String> {
        let open = || {
            let own = self.own.lock().unwrap_or_else(PoisonError::into_inner).take();
            let own = own.transpose()?.unwrap_or_default();
            match &self.state {
                Some(state) => PayKeys::open(state, own, &self.system).map_err(|error| error.to_string()),
                None => PayKeys::generate(own, &self.system).map_err(|error| error.to_string()),
            }
        };
        self.keys.get_or_init(open).as_ref().map_err(Clone::clone)
    }
}

#[cfg(test)]
impl From<PayKeys> for PayKeyring {
    fn from(keys: PayKeys) -> Self {
        let keyring = Self::beside(None, Ok(OwnPayKeys::default()), System::REAL);
        keyring.keys.set(Ok(keys)).ok();
        keyring
    }
}

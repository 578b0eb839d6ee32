//! Stores that outlive a command: why one cannot be used.

mod error;

pub use error::{StoreCause, StoreError};

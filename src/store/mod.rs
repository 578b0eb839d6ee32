//! Stores that outlive a command: why one cannot be used.

mod error;
mod redis;

pub use error::{StoreCause, StoreError};
pub(crate) use redis::{RedisServer, TIMEOUT as REDIS_TIMEOUT};

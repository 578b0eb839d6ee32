//! Stores that outlive a command: their errors, and Redis.

mod error;
mod redis;

pub(crate) use error::{StoreCause, StoreError};
pub(crate) use redis::{REDIS_TIMEOUT, RedisServer};

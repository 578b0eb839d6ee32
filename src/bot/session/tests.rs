//! The stores of sessions: all of them through one suite, then the properties of each.

mod file;
#[cfg(unix)]
mod redis;
#[cfg(unix)]
#[path = "../../../tests/it/support/redis.rs"]
#[expect(unreachable_pub, reason = "the integration tests have it too")]
mod server;
mod suite;

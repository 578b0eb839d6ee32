//! Tokens and tickets: fetched once, cached, replaced when WeChat refuses them.

mod cache;
mod commands;
mod config_file;
#[cfg(unix)]
mod kills;
mod refusals;
mod server;
#[cfg(unix)]
mod server_tls;

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

const STABLE: &str = "/cgi-bin/stable_token";
const PLAIN: &str = "/cgi-bin/token";
const CALL: &str = "/cgi-bin/getcallbackip";

/// Shorter than the wait for a lock, and longer than a busy machine needs.
const RUN_TIMEOUT: Duration = Duration::from_secs(45);

fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a time after 1970");
    u64::try_from(since.as_millis()).expect("a time before the sun goes out")
}

fn json_in(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).expect("a file")).expect("JSON")
}

/// Returns the token object of the predecessor, which expires in an hour.
fn predecessor(value: &str) -> Value {
    json!({ "access_token": value, "expires_in": 7200, "expire_date": now_ms() + 3_600_000 })
}

//! `/__webot/`: how tests set the state and see what was asked.

use serde_json::{Value, json};

use super::rules::Rules;
use super::world::World;

/// Where it begins.
pub(super) const PREFIX: &str = "/__webot/";

/// Answers a call of the control API: a status and JSON. `first` are the rules that the mock was started with.
pub(super) fn answer(
    world: &mut World,
    first: &Rules,
    (method, path): (&str, &str),
    body: &[u8],
    now_ms: u64,
) -> (u16, Value) {
    match (method, path.strip_prefix(PREFIX).unwrap_or_default()) {
        ("GET", "state") => (200, world.state(now_ms)),
        ("POST", "state") => match serde_json::from_slice(body) {
            Err(error) => (400, json!({ "error": format!("not JSON: {error}") })),
            Ok(settings) => match world.merge(&settings) {
                Ok(()) => (200, world.state(now_ms)),
                Err(error) => (400, json!({ "error": error })),
            },
        },
        ("GET", "requests") => (200, world.requests()),
        ("POST", "reset") => {
            world.reset();
            world.set_rules(first.clone());
            (200, world.state(now_ms))
        }
        (_, "state" | "requests" | "reset") => {
            (405, json!({ "error": "GET state, POST state, GET requests, POST reset" }))
        }
        _ => (404, json!({ "error": "GET state, POST state, GET requests, POST reset" })),
    }
}

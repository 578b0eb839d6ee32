//! The control API at `/__webot/`, by which tests set the state and read the log of calls.

use serde_json::{Value, json};

use std::time::Duration;

use super::rules::Rules;
use super::world::{Acted, World};

/// The path prefix of the control API.
pub(super) const PATH_PREFIX: &str = "/__webot/";

/// The maximum size of an act of a user, in bytes: it is kept.
const MAX_ACT_BYTES: usize = 16 << 10;

/// The calls of the control API.
const CALLS: &str = "GET state, POST state, POST act, POST scan, POST push, GET requests, GET pushes, GET messages, \
GET and POST pay/…, POST reset";

/// The maximum latency, in milliseconds.
pub(crate) const MAX_LATENCY_MS: u64 = 60_000;

/// Simulated network faults, the same for all clients.
#[derive(Debug, Clone, Default)]
pub(crate) struct NetworkFaults {
    /// The minimum and maximum delay before an answer.
    pub latency: (Duration, Duration),
    /// Each n-th connection is closed without an answer; `None` closes none.
    pub drop: Option<u64>,
}

impl NetworkFaults {
    /// Reads a setting from JSON; returns `false` if it has another name. The error is a sentence about the invalid
    /// value.
    fn merge(&mut self, name: &str, value: &Value) -> Result<bool, String> {
        match name {
            "latency_ms" => {
                let wrong = "`latency_ms` takes milliseconds up to 60000, or a list of two";
                let ms = |value: &Value| {
                    value.as_u64().filter(|&ms| ms <= MAX_LATENCY_MS).map(Duration::from_millis)
                };
                let two = match value.as_array().map(Vec::as_slice) {
                    Some([least, most]) => ms(least).zip(ms(most)),
                    _ => ms(value).map(|ms| (ms, ms)),
                };
                self.latency = two.filter(|(least, most)| least <= most).ok_or(wrong)?;
            }
            "drop" if value.is_null() => self.drop = None,
            "drop" => {
                let every = value.as_u64().filter(|&every| every > 0);
                self.drop = Some(every.ok_or("`drop` takes a number from 1 on, or null")?);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// Changes the settings that the JSON contains; changes nothing if one of them is invalid.
fn set(world: &mut World, faults: &mut NetworkFaults, mut settings: Value) -> Result<(), String> {
    let mut changed = faults.clone();
    if let Some(members) = settings.as_object_mut() {
        let names: Vec<String> = members.keys().cloned().collect();
        for name in names {
            if changed.merge(&name, &members[&name])? {
                members.remove(&name);
            }
        }
    }
    world.merge(&settings)?;
    *faults = changed;
    Ok(())
}

/// Returns the status and all settings and state without secrets.
fn state(world: &World, faults: &NetworkFaults, now_ms: u64) -> (u16, Value) {
    let mut state = world.state(now_ms);
    state["latency_ms"] = json!([faults.latency.0.as_millis(), faults.latency.1.as_millis()]);
    state["drop"] = json!(faults.drop);
    (200, state)
}

/// Lets a user act by the call of this name.
fn acted(world: &mut World, name: &str, mut given: Value, now_ms: u64) -> Result<Acted, String> {
    let members = given.as_object_mut().ok_or("an object is wanted")?;
    match name {
        "push" => world.push(&given, now_ms),
        "scan" => {
            if !["ticket", "scene", "url"].iter().any(|name| members.contains_key(*name)) {
                return Err("`scene`, `ticket` or `url` names the QR code".to_owned());
            }
            members.insert("action".to_owned(), json!("scan"));
            world.act(&given, now_ms)
        }
        _ => world.act(&given, now_ms),
    }
}

/// Answers a call of the control API with a status and JSON. `reset` restores the settings in `first`; `openid` is that of
/// the query.
pub(super) fn answer(
    (world, faults): (&mut World, &mut NetworkFaults),
    first: (&Rules, &NetworkFaults),
    (method, path, openid): (&str, &str, Option<&str>),
    body: &[u8],
    now_ms: u64,
) -> (u16, Value) {
    let name = path.strip_prefix(PATH_PREFIX).unwrap_or_default();
    if let Some(rest) = name.strip_prefix("pay").filter(|rest| rest.is_empty() || rest.starts_with('/')) {
        return world.control_pay((method, rest.trim_start_matches('/')), body, now_ms);
    }
    match (method, name) {
        ("GET", "state") => state(world, faults, now_ms),
        ("POST", "state") => match serde_json::from_slice(body) {
            Err(error) => (400, json!({ "error": format!("not JSON: {error}") })),
            Ok(settings) => match set(world, faults, settings) {
                Ok(()) => state(world, faults, now_ms),
                Err(error) => (400, json!({ "error": error })),
            },
        },
        ("POST", "act" | "scan" | "push") if body.len() > MAX_ACT_BYTES => {
            (400, json!({ "error": "an act has at most 16 KB" }))
        }
        ("POST", name @ ("act" | "scan" | "push")) => match serde_json::from_slice(body) {
            Err(error) => (400, json!({ "error": format!("not JSON: {error}") })),
            Ok(given) => match acted(world, name, given, now_ms) {
                Ok(Acted { pushed, not_pushed }) => {
                    let (status, mut state) = state(world, faults, now_ms);
                    state["pushed"] = json!(pushed);
                    state["not_pushed"] = json!(not_pushed);
                    (status, state)
                }
                Err(error) => (400, json!({ "error": error })),
            },
        },
        ("GET", "requests") => (200, world.requests()),
        ("GET", "pushes") => (200, world.pushes()),
        ("GET", "messages") => (200, world.messages(openid)),
        ("POST", "reset") => {
            world.reset();
            world.set_rules(first.0.clone());
            *faults = first.1.clone();
            state(world, faults, now_ms)
        }
        (_, "state" | "act" | "scan" | "push" | "requests" | "pushes" | "messages" | "reset") => {
            (405, json!({ "error": CALLS }))
        }
        _ => (404, json!({ "error": CALLS })),
    }
}

//! `/__webot/`: how tests set the state and see what was asked.

use serde_json::{Value, json};

use std::time::Duration;

use super::rules::Rules;
use super::world::World;

/// Where it begins.
pub(super) const PREFIX: &str = "/__webot/";

/// The longest that an answer is held back, in milliseconds.
pub(crate) const LONGEST_DELAY: u64 = 60_000;

/// What a server does to its clients, whoever they are.
#[derive(Debug, Clone, Default)]
pub struct Trouble {
    /// How long an answer is held back: at least and at most.
    pub latency: (Duration, Duration),
    /// Every so many calls the connection is closed without an answer; none is never.
    pub drop: Option<u64>,
}

impl Trouble {
    /// Reads a setting from JSON, if it is one of these; the sentence says what is wrong with it.
    fn merge(&mut self, name: &str, value: &Value) -> Result<bool, String> {
        match name {
            "latency_ms" => {
                let wrong = "`latency_ms` takes milliseconds up to 60000, or a list of two";
                let ms = |value: &Value| {
                    value.as_u64().filter(|&ms| ms <= LONGEST_DELAY).map(Duration::from_millis)
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

/// Sets what the JSON names; when something is wrong with it, nothing.
fn set(world: &mut World, trouble: &mut Trouble, mut settings: Value) -> Result<(), String> {
    let mut changed = trouble.clone();
    if let Some(members) = settings.as_object_mut() {
        let names: Vec<String> = members.keys().cloned().collect();
        for name in names {
            if changed.merge(&name, &members[&name])? {
                members.remove(&name);
            }
        }
    }
    world.merge(&settings)?;
    *trouble = changed;
    Ok(())
}

/// Everything but secrets.
fn state(world: &World, trouble: &Trouble, now_ms: u64) -> (u16, Value) {
    let mut state = world.state(now_ms);
    state["latency_ms"] = json!([trouble.latency.0.as_millis(), trouble.latency.1.as_millis()]);
    state["drop"] = json!(trouble.drop);
    (200, state)
}

/// Answers a call of the control API: a status and JSON. `first` is what the mock was started with.
pub(super) fn answer(
    (world, trouble): (&mut World, &mut Trouble),
    first: (&Rules, &Trouble),
    (method, path): (&str, &str),
    body: &[u8],
    now_ms: u64,
) -> (u16, Value) {
    match (method, path.strip_prefix(PREFIX).unwrap_or_default()) {
        ("GET", "state") => state(world, trouble, now_ms),
        ("POST", "state") => match serde_json::from_slice(body) {
            Err(error) => (400, json!({ "error": format!("not JSON: {error}") })),
            Ok(settings) => match set(world, trouble, settings) {
                Ok(()) => state(world, trouble, now_ms),
                Err(error) => (400, json!({ "error": error })),
            },
        },
        ("GET", "requests") => (200, world.requests()),
        ("POST", "reset") => {
            world.reset();
            world.set_rules(first.0.clone());
            *trouble = first.1.clone();
            state(world, trouble, now_ms)
        }
        (_, "state" | "requests" | "reset") => {
            (405, json!({ "error": "GET state, POST state, GET requests, POST reset" }))
        }
        _ => (404, json!({ "error": "GET state, POST state, GET requests, POST reset" })),
    }
}

//! The keys of scenario files; `schema.json` describes the same ones.

pub(super) const FILE: &[&str] = &[
    "name",
    "include",
    "variables",
    "users",
    "url",
    "mock",
    "mode",
    "format",
    "start",
    "scenarios",
    "steps",
    "cases",
    "repeat",
    "skip",
    "only",
];
pub(super) const SCENARIO: &[&str] =
    &["name", "users", "variables", "mode", "format", "steps", "cases", "repeat", "skip", "only"];
pub(super) const STEP: &[&str] = &[
    "name",
    "send",
    "user",
    "expect",
    "expectApi",
    "capture",
    "deliver",
    "mode",
    "format",
    "wait",
    "together",
    "repeat",
    "skip",
    "include",
];
pub(super) const MESSAGE: &[&str] = &["send", "user", "expect", "capture", "deliver", "mode", "format"];
pub(super) const SEND: &[&str] = &["kind", "args", "fields", "add", "subscribed"];
pub(super) const EXPECT: &[&str] =
    &["type", "text", "regex", "fields", "articles", "none", "within", "verdict"];
pub(super) const CAPTURE: &[&str] = &["field", "regex"];
pub(super) const CALL: &[&str] = &["path", "count", "body", "within"];
pub(super) const START: &[&str] = &["command", "port", "env", "folder", "within"];

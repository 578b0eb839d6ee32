//! The world of `webot mock` without a server.

use serde_json::{Value, json};

use crate::api::Host;
use crate::mock::{MockAnswer, MockCall, Rules, World};

const CREDENTIALS: &str = "appid=wx1234567890abcdef&secret=s3cret-of-the-test";

/// A world, and a clock that tests set.
pub(super) struct Wx {
    pub(super) world: World,
    pub(super) now_ms: u64,
    pub(super) from: &'static str,
}

impl Wx {
    pub(super) fn new(rules: Rules) -> Self {
        Self { world: World::new(rules), now_ms: 1_700_000_000_000, from: "203.0.113.7" }
    }

    pub(super) fn ask(&mut self, method: &str, host: Host, target: &str, body: &[u8]) -> MockAnswer {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let url = url::Url::parse(&format!("http://wechat/?{query}")).expect("a URL");
        let query = url.query_pairs().into_owned().collect();
        let (from, now_ms) = (self.from, self.now_ms);
        self.world.answer(&MockCall { method, query, from, now_ms, ..MockCall::posted(host, path, body) })
    }

    pub(super) fn get(&mut self, target: &str) -> Value {
        json_of(&self.ask("GET", Host::Api, target, b""))
    }

    pub(super) fn post(&mut self, target: &str, body: &str) -> Value {
        json_of(&self.ask("POST", Host::Api, target, body.as_bytes()))
    }

    pub(super) fn token(&mut self) -> String {
        text(&self.get(&format!("/cgi-bin/token?grant_type=client_credential&{CREDENTIALS}"))["access_token"])
    }

    pub(super) fn stable(&mut self, force: bool) -> Value {
        let body = json!({
            "grant_type": "client_credential", "appid": "wx1234567890abcdef",
            "secret": "s3cret-of-the-test", "force_refresh": force,
        });
        self.post("/cgi-bin/stable_token", &body.to_string())
    }

    /// A call with a token that must be good.
    pub(super) fn with(&mut self, token: &str, path: &str, body: &str) -> Value {
        let mark = if path.contains('?') { '&' } else { '?' };
        let target = format!("{path}{mark}access_token={token}");
        if body.is_empty() { self.get(&target) } else { self.post(&target, body) }
    }

    pub(super) fn code(&mut self, token: &str, path: &str, body: &str) -> i64 {
        code(&self.with(token, path, body))
    }

    pub(super) fn works(&mut self, token: &str) -> i64 {
        self.code(token, "/cgi-bin/getcallbackip", "")
    }
}

pub(super) fn json_of(answer: &MockAnswer) -> Value {
    assert_eq!(answer.status, 200);
    let text = std::str::from_utf8(&answer.body).expect("UTF-8");
    let value: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(value.to_string(), text, "compact");
    assert_eq!(code(&value), answer.errcode);
    value
}

pub(super) fn code(value: &Value) -> i64 {
    value.get("errcode").and_then(Value::as_i64).unwrap_or_default()
}

pub(super) fn text(value: &Value) -> String {
    value.as_str().expect("a string").to_owned()
}

//! The calls that the bot made on a mock of WeChat.

use std::time::Duration;

use serde_json::Value;
use tokio::time::{Instant, sleep};
use url::Url;

use super::model::ExpectedCall;
use super::result::Failure;
use super::variables::{Template, Variables};
use crate::http::{self, Client, Request, shown};

/// The path of the log of calls.
const REQUESTS_PATH: &str = "/__webot/requests";
/// The largest log that is read, in bytes.
const MAX_LOG_BYTES: usize = 32 << 20;
/// The time limit for an answer of the mock.
const TIMEOUT: Duration = Duration::from_secs(10);
/// The pause between two looks at the log.
const POLL_INTERVAL: Duration = Duration::from_millis(50);
/// The most calls that a failure shows.
const MAX_SEEN: usize = 10;

/// The log of a mock.
pub(super) struct CallLog {
    url: Url,
    client: Client,
}

impl CallLog {
    /// Opens the log of the mock at this address.
    pub(super) fn open(
        mock: &str,
        connect: &dyn Fn(&Url) -> Result<Client, http::Failure>,
    ) -> Result<Self, Failure> {
        let mut url = Url::parse(mock).map_err(|_| Failure::Url(mock.to_owned()))?;
        url.set_path(REQUESTS_PATH);
        let client = connect(&url).map_err(|_| Failure::NoMock(shown(&url)))?;
        Ok(Self { url, client })
    }

    /// Returns all calls, the oldest first.
    pub(super) async fn calls(&self) -> Result<Vec<Value>, Failure> {
        let request = Request {
            method: "GET",
            url: self.url.clone(),
            headers: vec![("Accept", "application/json".to_owned())],
            body: Vec::new(),
            form: None,
            hidden: Vec::new(),
        };
        let no_mock = || Failure::NoMock(shown(&self.url));
        let received = self.client.send(&request, TIMEOUT, MAX_LOG_BYTES).await.map_err(|_| no_mock())?;
        match serde_json::from_slice(&received.body) {
            Ok(Value::Array(calls)) if received.head.status == 200 => Ok(calls),
            _ => Err(no_mock()),
        }
    }

    /// Waits until the bot has made the expected calls since those of `before`.
    pub(super) async fn expect(
        &self,
        expected: &ExpectedCall,
        before: &[Value],
        variables: &Variables,
    ) -> Result<(), Failure> {
        let path = expected.path.fill(variables).map_err(Failure::NoValue)?;
        let body = expected.body.as_ref().map(|body| filled(body, variables)).transpose()?;
        let end = Instant::now() + expected.within;
        loop {
            let calls = self.calls().await?;
            let new = new_calls(&calls, before);
            let on_path = |call: &&Value| call["path"] == path.as_str();
            let fits =
                |call: &&Value| on_path(call) && body.as_ref().is_none_or(|body| holds(&call["body"], body));
            let actual = new.iter().filter(fits).count();
            let (is_met, is_hopeless) = match expected.count {
                Some(count) => (actual == count, actual > count),
                None => (actual > 0, false),
            };
            if is_met {
                return Ok(());
            }
            if is_hopeless || Instant::now() >= end {
                let bodies: Vec<String> =
                    new.iter().filter(on_path).map(|call| call["body"].to_string()).collect();
                let paths = new.iter().filter_map(|call| call["path"].as_str()).map(str::to_owned);
                let seen = if body.is_some() && !bodies.is_empty() { bodies } else { paths.collect() };
                let seen = seen.into_iter().take(MAX_SEEN).collect();
                return Err(Failure::Calls { path, expected: expected.count, actual, seen });
            }
            sleep(POLL_INTERVAL).await;
        }
    }
}

/// Returns the calls that were not there before; the mock drops its oldest calls.
fn new_calls<'c>(calls: &'c [Value], before: &[Value]) -> &'c [Value] {
    let is_old = |count: usize| count <= before.len() && calls[..count] == before[before.len() - count..];
    let old = (0..=calls.len().min(before.len())).rev().find(|&count| is_old(count));
    &calls[old.unwrap_or(0)..]
}

/// Returns a value with the variables of its texts replaced.
fn filled(value: &Value, variables: &Variables) -> Result<Value, Failure> {
    Ok(match value {
        Value::String(text) => {
            Value::String(Template::parse(text).fill(variables).map_err(Failure::NoValue)?)
        }
        Value::Array(items) => {
            Value::Array(items.iter().map(|item| filled(item, variables)).collect::<Result<_, _>>()?)
        }
        Value::Object(members) => {
            let each = members.iter().map(|(key, value)| Ok((key.clone(), filled(value, variables)?)));
            Value::Object(each.collect::<Result<_, Failure>>()?)
        }
        other => other.clone(),
    })
}

/// Returns whether a value has all expected members. A text of the file stands for a number or a truth value too,
/// because YAML does not tell them apart here.
fn holds(actual: &Value, expected: &Value) -> bool {
    match (actual, expected) {
        (Value::Object(actual), Value::Object(expected)) => expected
            .iter()
            .all(|(key, expected)| actual.get(key).is_some_and(|actual| holds(actual, expected))),
        (Value::Array(actual), Value::Array(expected)) => {
            actual.len() == expected.len()
                && actual.iter().zip(expected).all(|(one, other)| holds(one, other))
        }
        (Value::Number(number), Value::String(text)) => number.to_string() == **text,
        (Value::Bool(given), Value::String(text)) => text.parse() == Ok(*given),
        _ => actual == expected,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{holds, new_calls};

    #[test]
    fn expected_members_are_looked_for_at_any_depth() {
        let body = json!({ "touser": "o1", "text": { "content": "hi", "n": 5 }, "list": [1, 2] });
        assert!(holds(&body, &json!({ "text": { "n": "5" } })));
        assert!(holds(&body, &json!({ "list": ["1", "2"] })));
        assert!(!holds(&body, &json!({ "list": ["1"] })));
        assert!(!holds(&body, &json!({ "text": { "content": "ho" } })));
        assert!(!holds(&body, &json!({ "other": "1" })));
    }

    #[test]
    fn new_calls_come_after_the_old_ones_even_if_the_oldest_are_dropped() {
        let calls = [json!(1), json!(2), json!(3), json!(4)];
        assert_eq!(new_calls(&calls, &calls[..2]), &calls[2..]);
        assert_eq!(new_calls(&calls[1..], &calls[..3]), &calls[3..]);
        assert_eq!(new_calls(&calls, &[]), &calls);
        assert!(new_calls(&[], &calls).is_empty());
    }
}

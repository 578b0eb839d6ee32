//! Finds the endpoint for a path.

use super::call::{HandlerReply, HandlerResult, MockCall};
use super::checked_call::CheckedCall;
use super::errmsg::ApiError;
use super::state::Account;
use super::{chapters, params};
use crate::api::{self, Auth, Endpoint, Host, Method, catalogue};

/// The endpoint that a path belongs to.
pub(super) enum Route {
    /// An endpoint in the table.
    Entry(Box<Endpoint>),
    /// An endpoint that only the catalogue lists; holds whether it takes an `access_token`.
    Listed(bool),
}

/// Returns whether a host has this path.
pub(super) fn serves(host: Host, path: &str) -> bool {
    let listed = || catalogue::entries().any(|known| known.platform.host() == host && known.matches(path));
    // The catalogue does not list pages.
    !api::at(host, path).is_empty() || (host != Host::Mp && listed())
}

/// Returns the route of a call, and a refusal if the method is wrong.
pub(super) fn find(call: &MockCall<'_>) -> Result<(Route, Result<(), ApiError>), ApiError> {
    let (method, host, path) = (Method::parse(call.method), call.host, call.path);
    let entries = api::at(host, path);
    if let Some(first) = entries.first() {
        let right: Vec<&Endpoint> = entries.iter().filter(|entry| Some(entry.method) == method).collect();
        return Ok(match meant(&right, call) {
            Some(entry) => (Route::Entry(Box::new(*entry)), Ok(())),
            None => (Route::Entry(Box::new(*first)), Err(wrong_method(first.method))),
        });
    }
    // WeChat Pay has other servers, with XML and signatures.
    let host = if host == Host::Mp { Host::Api } else { host };
    let mut listed = catalogue::entries()
        .filter(|known| host != Host::Pay && known.platform.host() == host && known.matches(path));
    let first = listed.next().ok_or(ApiError::new(40066))?;
    let right = std::iter::once(first).chain(listed).any(|known| Some(known.method) == method);
    let right = if right { Ok(()) } else { Err(wrong_method(first.method)) };
    // The tokens of other platforms have other parameter names, and the mock issues none.
    let other = first.query.split(',').any(|name| name.ends_with("_access_token"));
    Ok((Route::Listed(first.token() == Auth::AccessToken && !other), right))
}

/// Selects among the endpoints of a path the one whose fixed values match the call; otherwise the first, which then
/// refuses the call.
fn meant<'a>(entries: &[&'a Endpoint], call: &MockCall<'_>) -> Option<&'a Endpoint> {
    let (first, rest) = entries.split_first()?;
    if rest.is_empty() {
        return Some(first);
    }
    let body = serde_json::from_slice(call.body).unwrap_or_default();
    Some(entries.iter().find(|entry| params::has_fixed(entry, call, &body)).unwrap_or(first))
}

fn wrong_method(wanted: Method) -> ApiError {
    ApiError::new(if wanted == Method::Get { 43001 } else { 43002 })
}

/// Answers a call whose parameters are checked.
pub(super) fn answer(account: &mut Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    match asked.endpoint.handler.and_then(chapters::find) {
        Some(handler) => handler(account, asked),
        None => Ok(chapters::shown(asked.endpoint)),
    }
}

/// Returns the answer of an endpoint that only the catalogue lists.
pub(super) fn generic() -> HandlerReply {
    HandlerReply::Unjudged
}

#[cfg(test)]
mod tests {
    use super::meant;
    use crate::api::{Endpoint, Host, samples};
    use crate::mock::{MockCall, params};

    fn call<'a>(path: &'a str, body: &'a [u8]) -> MockCall<'a> {
        let query = vec![("mchid".to_owned(), "19".to_owned())];
        MockCall {
            method: "POST",
            host: Host::Api,
            path,
            query,
            body,
            headers: Vec::new(),
            from: "127.0.0.1",
            now_ms: 0,
        }
    }

    #[test]
    fn a_fixed_value_tells_entries_of_one_path_apart() {
        let entries = samples::entries();
        let send: Vec<&Endpoint> = entries[..2].iter().collect();
        let command = |body: &str| meant(&send, &call("", body.as_bytes())).and_then(|entry| entry.command);
        assert_eq!(command(r#"{"msgtype":"image"}"#), Some("message custom image"));
        assert_eq!(command(r#"{"msgtype":"text"}"#), Some("message custom text"));
        assert_eq!(command(r#"{"msgtype":"vioce"}"#), Some("message custom text"));
        assert_eq!(command("{"), Some("message custom text"));
        assert_eq!(meant(&[], &call("", b"")), None);
    }

    #[test]
    fn paths_and_files_are_checked() {
        let [_, _, order, upload] = samples::entries().try_into().expect("four entries");
        let check = |entry: &Endpoint, path: &str, body: &[u8]| {
            let call = call(path, body);
            params::body(entry, &call)
                .and_then(|body| params::check(entry, &call, &body))
                .map_err(|no| no.code)
        };
        assert_eq!(check(&order, "/v3/pay/transactions/id/42", b""), Ok(()));
        let long = format!("/v3/pay/transactions/id/{}", "4".repeat(33));
        assert_eq!(check(&order, &long, b""), Err(40001));
        let encoded = format!("/v3/pay/transactions/id/{}", "%E4%B8%AD".repeat(32));
        assert_eq!(check(&order, &encoded, b""), Ok(()));
        let form = |field: &str, content: &str| {
            format!(
                "--b\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"a\"\r\n\r\n{content}\r\n--b--"
            )
        };
        assert_eq!(check(&upload, "", form("media", "12345678").as_bytes()), Ok(()));
        assert_eq!(check(&upload, "", form("media", "123456789").as_bytes()), Err(40006));
        assert_eq!(check(&upload, "", form("file", "1").as_bytes()), Err(41005));
        assert_eq!(check(&upload, "", b"{}"), Err(41005));
    }
}

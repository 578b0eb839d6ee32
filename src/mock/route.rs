//! Finds the endpoint for a path.

use super::call::{HandlerResult, MockCall};
use super::checked_call::CheckedCall;
use super::errmsg::ApiError;
use super::state::Account;
use super::{chapters, params};
use crate::api::catalogue::{self, CatalogueEntry, Retired};
use crate::api::{self, Auth, Endpoint, Host, Method};

/// The path of messages that WeChat sent by the mini-program or the official account, whichever could.
const UNIFORM_MESSAGES: &str = "/cgi-bin/message/wxopen/template/uniform_send";

/// The endpoint that a path belongs to.
pub(super) enum Route {
    /// An endpoint in the table.
    Entry(Box<Endpoint>),
    /// An endpoint that only the catalogue lists.
    Listed(Box<CatalogueEntry>),
}

/// Returns whether a host has this path.
pub(super) fn serves(host: Host, path: &str) -> bool {
    let listed = || catalogue::at(path).iter().any(|known| known.host == host);
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
    let host = if host == Host::Mp { Host::Api } else { host };
    if let Some(retired) = catalogue::retirement(host, path) {
        return Err(gone(&retired));
    }
    let listed: Vec<CatalogueEntry> =
        catalogue::at(path).into_iter().filter(|known| known.host == host).collect();
    let first = *listed.first().ok_or(ApiError::new(40066))?;
    let right = listed.into_iter().find(|known| Some(known.method) == method);
    let checked = if right.is_some() { Ok(()) } else { Err(wrong_method(first.method)) };
    Ok((Route::Listed(Box::new(right.unwrap_or(first))), checked))
}

/// Returns the refusal of a retired endpoint. That of uniform messages was announced; 45103 is seen at others.
fn gone(retired: &Retired) -> ApiError {
    match (retired.host, retired.path) {
        (Host::Api, UNIFORM_MESSAGES) => {
            ApiError::saying(45109, "uniform messages are unsupported since 2023-09-20")
        }
        (Host::Work, _) => ApiError::new(48005),
        (host, _) if host.is_pay() => ApiError::new(40066),
        _ => ApiError::new(45103),
    }
}

/// Returns whether the mock checks the `access_token` of an endpoint that only the catalogue lists. It issues no tokens
/// of other platforms, which have parameters of other names.
pub(super) fn takes_token(entry: &CatalogueEntry) -> bool {
    let other = entry.query.split(',').any(|name| name.ends_with("_access_token"));
    entry.token() == Auth::AccessToken && !other
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

#[cfg(test)]
mod tests {
    use super::meant;
    use crate::api::{Endpoint, Host, samples};
    use crate::mock::{MockCall, params};

    fn call<'a>(path: &'a str, body: &'a [u8]) -> MockCall<'a> {
        let query = vec![("mchid".to_owned(), "19".to_owned())];
        MockCall { query, ..MockCall::posted(Host::Api, path, body) }
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

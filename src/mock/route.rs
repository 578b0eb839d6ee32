//! From a path to what answers it.

use super::account::{Account, Asked};
use super::call::{Call, Outcome, Reply};
use super::errmsg::Refusal;
use super::{handlers, info, params};
use crate::api::{self, Auth, Endpoint, Host, Method, catalogue};

/// What a path leads to.
pub(super) enum Route {
    /// An endpoint of the table.
    Entry(Box<Endpoint>),
    /// One that is only known to exist: whether it takes an `access_token`.
    Listed(bool),
}

/// Whether a host has this path.
pub(super) fn serves(host: Host, path: &str) -> bool {
    let listed = || catalogue::known().any(|known| known.platform.host() == host && known.matches(path));
    // The list knows no pages.
    api::at(host, path).next().is_some() || (host != Host::Mp && listed())
}

/// The route of a call, and whether the method is right: if not, the refusal.
pub(super) fn find(call: &Call<'_>) -> Result<(Route, Result<(), Refusal>), Refusal> {
    let (method, host, path) = (Method::parse(call.method), call.host, call.path);
    let entries: Vec<Endpoint> = api::at(host, path).collect();
    if let Some(first) = entries.first() {
        let mut right = entries.iter().filter(|entry| Some(entry.method) == method);
        return Ok(match (right.next(), right.next()) {
            (None, _) => (Route::Entry(Box::new(*first)), Err(wrong_method(first.method))),
            (Some(only), None) => (Route::Entry(Box::new(*only)), Ok(())),
            (Some(first), Some(_)) => {
                let body = serde_json::from_slice(call.body).unwrap_or_default();
                let meant = entries
                    .iter()
                    .find(|entry| Some(entry.method) == method && params::has_fixed(entry, call, &body));
                (Route::Entry(Box::new(*meant.unwrap_or(first))), Ok(()))
            }
        });
    }
    // Paying has other servers, with XML and signatures.
    let host = if host == Host::Mp { Host::Api } else { host };
    let mut listed = catalogue::known()
        .filter(|known| host != Host::Pay && known.platform.host() == host && known.matches(path));
    let first = listed.next().ok_or(Refusal::new(40066))?;
    let right = std::iter::once(first).chain(listed).any(|known| Some(known.method) == method);
    let right = if right { Ok(()) } else { Err(wrong_method(first.method)) };
    // A platform's own tokens go by other names, and are nobody's here.
    let other = first.query.split(',').any(|name| name.ends_with("_access_token"));
    Ok((Route::Listed(first.token() == Auth::AccessToken && !other), right))
}

fn wrong_method(wanted: Method) -> Refusal {
    Refusal::new(if wanted == Method::Get { 43001 } else { 43002 })
}

/// Answers a call that has passed the checks.
pub(super) fn answer(account: &mut Account, asked: &mut Asked<'_>) -> Outcome {
    match asked.endpoint.handler.and_then(handlers::find) {
        Some(handler) => handler(account, asked),
        None => Ok(info::shown(asked.endpoint)),
    }
}

/// What an endpoint answers that is only known to exist.
pub(super) fn generic() -> Reply {
    Reply::ok()
}

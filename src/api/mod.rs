//! WeChat's HTTP API as data: one file a chapter of the official documents.
//!
//! From an entry of [`endpoints`] come its command, help, completion, man page, request, and the mock's route. Every
//! other endpoint is known by [`catalogue`] with its method, path and page, which is enough for `webot api`.

mod base;
pub mod catalogue;
pub mod endpoint;
pub mod errcode;
mod menu;
mod qrcode;
mod user;

pub use endpoint::{Auth, Endpoint, Host, Method, Param, Place, Shape, Source};
pub use qrcode::{LAST_PERMANENT, LONGEST_LIFE, LONGEST_SCENE};

/// The chapters, in the order of the documents.
const CHAPTERS: [&[Endpoint]; 4] = [base::ENDPOINTS, menu::ENDPOINTS, user::ENDPOINTS, qrcode::ENDPOINTS];

/// Every endpoint that has an entry.
pub fn endpoints() -> impl Iterator<Item = &'static Endpoint> {
    CHAPTERS.into_iter().flatten()
}

/// The entry that these words call.
pub fn command(group: &str, action: &str) -> Option<&'static Endpoint> {
    endpoints().find(|endpoint| {
        endpoint
            .command
            .is_some_and(|(own, name)| own == group && (name == action || endpoint.aliases.contains(&action)))
    })
}

/// The entry of a path on a host.
pub fn find(method: Method, host: Host, path: &str) -> Option<&'static Endpoint> {
    endpoints().find(|entry| entry.method == method && entry.host == host && entry.path == path)
}

//! HTTP: requests as data, the only client and its failures, URLs and bodies, and the server loop.

pub(crate) mod body;
mod client;
mod curl;
mod failure;
mod request;
pub mod server;
mod trust;
mod url;

pub use client::{Client, Head, Received, Sink};
pub use curl::curl;
pub use failure::Failure;
pub use request::Request;
pub use trust::Trust;
pub use url::{is_loopback, shown, with_query};

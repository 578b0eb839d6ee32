//! The only HTTP out: a request goes in, an answer or a named failure comes back.

mod call;
mod curl;
mod failure;
mod request;
mod send;

pub use call::{Body, Call, Part};
pub use curl::curl;
pub use failure::Failure;
pub use request::{Request, is_loopback, shown};
pub use send::{Client, Head, Received, Sink, Trust};

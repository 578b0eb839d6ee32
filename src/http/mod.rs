//! HTTP: requests as data, the only client and its failures, URLs and bodies, and the server loop.

pub(crate) mod body;
mod client;
mod curl;
mod failure;
mod form;
mod forward;
mod link;
mod request;
pub(crate) mod server;
mod trust;
mod url;

pub(crate) use client::{Client, Head, Received, Sink};
pub(crate) use curl::{curl, quoted};
pub(crate) use failure::Failure;
pub(crate) use form::{Form, FormPart, PartContent, UploadState};
pub(crate) use forward::{Forwarder, PassedBody};
pub(crate) use link::Link;
pub(crate) use request::Request;
pub(crate) use trust::Trust;
pub(crate) use url::{is_loopback, is_near, readable, shown, with_query};

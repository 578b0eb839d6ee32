//! `webot message`: customer-service messages, template messages, subscribe messages.

mod custom;

pub(crate) use custom::{MenuArgs, SendArgs, menu, send};

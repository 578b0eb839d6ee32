//! `webot message`: customer-service messages, template messages, subscribe messages.

mod custom;
mod template;

pub(crate) use custom::{MenuArgs, SendArgs, menu, send};
pub(crate) use template::{IndustryArgs, TemplateArgs, set_industry, subscribe, template};

//! `webot message`: customer-service messages, template messages, subscribe messages, mass messages.

mod content;
mod custom;
pub(crate) mod library;
mod mass;
mod template;

pub(crate) use custom::{MenuArgs, SendArgs, menu, send};
pub(crate) use mass::{
    DeleteArgs, MassArgs, MassToArgs, PreviewArgs, delete, preview, send as send_mass, send_to_openids,
};
pub(crate) use template::{IndustryArgs, TemplateArgs, set_industry, subscribe, template};

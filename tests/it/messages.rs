//! `webot message`: what is sent, and what the mock keeps of it.

mod custom;
mod kf;
mod library;
mod mass;
mod retired;
mod template;

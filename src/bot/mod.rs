//! A bot that answers WeChat.

mod demo;

pub use demo::Demo;

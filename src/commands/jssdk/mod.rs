//! `webot jssdk`: a page that tries the JS-SDK, and a stub of WeChat's script.

mod args;
mod page;
mod serve;
mod server;
mod signer;
mod stub;

pub(crate) use args::ServeArgs;
pub(crate) use page::signed_page;
pub(crate) use serve::serve;
pub(crate) use stub::{StubArgs, stub};

//! `webot listen` between WeChat and a bot, and `webot replay` of its recordings.

mod forward;
mod record;
mod replay;
mod view;

use std::ffi::OsString;

use crate::support::{Bot, Folder, Serve, TOKEN, Webot};

/// `webot listen` before this bot, with a log for machines and these further arguments.
fn listening<const N: usize>(folder: &Folder, bot: &Bot, args: [&str; N]) -> Serve {
    listening_to(folder, &bot.url("/wechat"), args)
}

fn listening_to<'a>(folder: &Folder, url: &'a str, args: impl IntoIterator<Item = &'a str>) -> Serve {
    let usual = ["listen", "--port", "0", "--json", "--token", TOKEN, "--forward-to", url];
    let usual = usual.iter().copied().chain(args).map(OsString::from);
    Webot::at_home(folder.clone()).args(usual).env("WEBOT_LANG", "en").start()
}

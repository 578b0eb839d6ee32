//! `--ui`: the page beside `webot listen`, `mock` and `serve`.

mod listen;
mod mock;
mod serve;
mod server;

use serde_json::Value;

use crate::support::{Bot, Events, Folder, PageAddress, Serve, TOKEN, Webot};

/// Returns the page of a server whose first line names it.
#[track_caller]
fn page_of(serve: &Serve) -> PageAddress {
    let line = serve.line("the address of the page", |line| line["ui"].is_string());
    PageAddress::of(line["ui"].as_str().expect("a URL"))
}

/// `webot listen --ui` before this bot.
#[track_caller]
fn listening(bot: &Bot, args: &[&str]) -> (Serve, PageAddress) {
    let url = bot.url("/wechat");
    let usual =
        ["listen", "--port", "0", "--json", "--token", TOKEN, "--ui", "--no-open", "--forward-to", &url];
    let listen = Webot::at_home(Folder::new()).args(usual).args(args).env("WEBOT_LANG", "en").start();
    let page = page_of(&listen);
    (listen, page)
}

/// Waits until there are this many entries, and returns them.
#[track_caller]
fn entries(events: &mut Events, count: usize) -> Vec<Value> {
    events.until(|events| events.entries.len() >= count);
    assert_eq!(events.entries.len(), count, "{:?}", events.entries);
    events.entries.values().cloned().collect()
}

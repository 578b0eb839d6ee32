//! `webot api`: the request for its flags, its target, and its answer.

mod answers;
mod described;
mod fields;
mod hostile;
mod pay;
mod sealed;
mod secrets;
mod target;

use serde_json::Value;

use crate::support::{Bot, Heard, Ran, Webot, http, webot};

const TOKEN: &str = r#"{"access_token":"TOKEN-of-the-test","expires_in":7200}"#;
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\x00\xff";

/// Starts a WeChat that returns a token, and this answer to every other call.
fn wechat<B: AsRef<[u8]>>(answer: impl Fn(&Heard) -> B + Send + Sync + 'static) -> Bot {
    Bot::answering(move |heard| {
        if heard.path().ends_with("token") { http(200, TOKEN) } else { answer(heard).as_ref().to_vec() }
    })
}

fn ok() -> Bot {
    wechat(|_| http(200, r#"{"errcode":0,"errmsg":"ok"}"#))
}

/// Returns the one request beside that of the token.
#[track_caller]
fn heard(bot: &Bot) -> Heard {
    let heard: Vec<Heard> =
        bot.heard().into_iter().filter(|heard| !heard.path().ends_with("token")).collect();
    assert_eq!(heard.len(), 1, "{heard:?}");
    heard[0].clone()
}

/// Returns the request that `webot api` sends with these arguments.
#[track_caller]
fn sent(args: &[&str]) -> Heard {
    let bot = ok();
    Webot::asking(bot.url("")).webot(["api"]).args(args).stderr_ends("ok\n").run();
    heard(&bot)
}

/// Returns the request of `--dry-run --json`.
#[track_caller]
fn shown(args: &[&str]) -> Value {
    let account = |run: Webot| run.env("WX_APPID", "wx1").env("WX_SECRET", "s");
    account(webot(["api", "--dry-run", "--json"]).args(args)).stderr_any().run().json()
}

#[track_caller]
fn refused(args: &[&str]) -> Ran {
    webot(["api", "--dry-run"])
        .args(args)
        .env("WX_APPID", "wx1")
        .env("WX_SECRET", "s")
        .exit(2)
        .stderr_starts("error: ")
        .run()
}

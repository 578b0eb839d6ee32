//! `webot send`: the request that reaches the bot, and the output of `--json`, `--dry-run` and `--curl`.

mod address;
mod body_files;
mod bots;
mod carriers;
mod dry_run;
mod encryption;
mod families;
mod fields;
mod hostile;
mod kinds;
mod output;
mod query;
mod settings;

use webot::message::{Document, Path};
use webot::sign;

use crate::support::{ACCEPTED, AES_KEY, APPID, Bot, Heard, http, webot};

const DEFAULT_TOKEN: &str = "keyboardcat123";

fn silent() -> Bot {
    Bot::answering(|_| http(200, "success"))
}

fn at(document: &Document, path: &str) -> Option<String> {
    document.at(&Path::parse(path).expect("a path")).map(str::to_owned)
}

/// Returns the request that a bot receives from `webot send` with these arguments.
#[track_caller]
fn heard(args: &[&str]) -> Heard {
    let bot = silent();
    webot(["send"]).args(bot.args()).args(args).stderr_ends(ACCEPTED).run();
    bot.only()
}

/// Checks that the message that a bot receives has these fields.
#[track_caller]
fn check_fields(args: &[&str], fields: &[(&str, &str)]) {
    let message = heard(args).message();
    for (path, value) in fields {
        assert_eq!(at(&message, path).as_deref(), Some(*value), "`{path}` of {args:?}");
    }
}

/// Checks that the run is refused as wrong usage with these words, and sends nothing.
#[track_caller]
fn refused(args: &[&str], says: &[&str]) {
    let bot = silent();
    let port = bot.args()[1].clone();
    webot(["send"]).args(args).env("PORT", &port).exit(2).stdout("").stderr_has_all(says).run();
    bot.never_asked();
}

#[track_caller]
fn signed_with(token: &str, heard: &Heard) {
    let value = |name| heard.parameter(name).unwrap_or_default();
    let expected = sign::callback::signature(token, &value("timestamp"), &value("nonce"));
    assert_eq!(value("signature"), expected, "signed with another token than `{token}`: {}", heard.line);
}

fn names(heard: &Heard) -> Vec<String> {
    heard.query().into_iter().map(|(name, _)| name).collect()
}

const KEY: [&str; 4] = ["--aes-key", AES_KEY, "--appid", APPID];

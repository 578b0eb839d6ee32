//! The token, from flags, the environment and the file.

use super::{DEFAULT_TOKEN, signed_with, silent};
use crate::support::{ACCEPTED, webot};

const OWN_FILE: &str = r#"{"token": "of-the-file"}"#;

/// The file that webot-cli leaves behind: its `token` is the cached `access_token`.
const OLD_FILE: &str = r#"{"appid":"wx1","secret":"s","token":{"access_token":"x","expires_in":7200}}"#;

/// Variables, files and arguments of a run.
#[derive(Default, Clone, Copy)]
struct Given<'a> {
    env: &'a [(&'a str, &'a str)],
    files: &'a [(&'a str, &'a str)],
    args: &'a [&'a str],
}

#[track_caller]
fn check_token(token: &str, given: Given<'_>) {
    let bot = silent();
    let mut run = webot(["send", "hi"]).args(bot.args()).args(given.args);
    for (name, value) in given.env {
        run = run.env(name, value);
    }
    for (name, content) in given.files {
        run = run.file(name, content);
    }
    run.stderr_ends(ACCEPTED).run();
    signed_with(token, &bot.only());
}

#[test]
fn the_token_is_the_flags_then_the_environments_then_the_files_then_the_default() {
    let files = [("wx_config.json", OWN_FILE)].as_slice();
    let env = [("WX_TOKEN", "of-env")].as_slice();
    check_token(DEFAULT_TOKEN, Given::default());
    check_token("of-the-file", Given { files, ..Given::default() });
    check_token("of-the-file", Given { env: &[("WX_TOKEN", "")], files, ..Given::default() });
    check_token("of-env", Given { env, files, ..Given::default() });
    check_token("of-flag", Given { env, files, args: &["--token", "of-flag"] });
}

#[test]
fn the_access_token_in_webot_clis_file_is_not_the_callback_token() {
    check_token(DEFAULT_TOKEN, Given { files: &[("wx_config.json", OLD_FILE)], ..Given::default() });
}

#[test]
fn another_file_can_be_named() {
    let files = [("wx_config.json", OLD_FILE), ("other.json", OWN_FILE)].as_slice();
    check_token("of-the-file", Given { files, args: &["--config", "other.json"], ..Given::default() });
    check_token("of-the-file", Given { env: &[("WEBOT_CONFIG", "other.json")], files, ..Given::default() });
}

#[test]
fn a_file_with_a_byte_order_mark_is_read() {
    let file = format!("\u{feff}{OWN_FILE}");
    check_token("of-the-file", Given { files: &[("wx_config.json", &file)], ..Given::default() });
}

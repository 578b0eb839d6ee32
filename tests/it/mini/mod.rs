//! `webot mini`: what mini-programs need on the server side, on the mock.

mod codes;
mod contents;
mod links;
mod logins;
mod orders;

use serde_json::Value;

use crate::support::{Webot, webot};

const OPENID: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
const TEMPLATE: &str = "9Aw5ZV1j9xdWTFEkqCpZ7mIBbSC34khK55OtzUPl0rU";

/// A command on the built-in mock.
fn mini(args: &[&str]) -> Webot {
    webot(["mini"]).args(args.iter().copied()).args(["--mock"])
}

/// The same user's next command.
fn next(home: &Webot, args: &[&str]) -> Webot {
    home.webot(["mini"]).args(args.iter().copied()).args(["--mock"])
}

/// The body that a command would send.
#[track_caller]
fn body(args: &[&str]) -> Value {
    let ran = webot(["mini"]).args(args.iter().copied()).args(["--dry-run", "--json"]).stderr_any().run();
    serde_json::from_str(ran.json()["body"].as_str().expect("a body")).expect("JSON")
}

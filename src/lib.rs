//! `webot`, the command line of WeChat developers, as a library.
//!
//! # For tests of your own bot
//! [`message`] builds, signs and judges messages, [`sign`] computes signatures; both are pure. Everything else serves
//! the binary.
//!
//! # The map
//! `args → cli → commands → message | sign → http → Outcome → printer`, and for the API
//! `args → commands → (&Endpoint, values) → Call → WeChat → Request → Reply → Outcome → printer`
//!
//! | room | holds |
//! |---|---|
//! | [`message`] | what WeChat pushes and what a bot may answer: the KINDS table, XML and JSON, the envelope, the rules |
//! | [`sign`] | signatures, pure |
//! | [`crypt`] | what WeChat encrypts beside callbacks, and signs with RSA: opened, pure |
//! | [`api`] | the HTTP API of WeChat as data: endpoints with their parameters, what errcodes mean, what was retired |
//! | [`wechat`] | WeChat's API as one account sees it, with its tokens and their stores |
//! | [`http`] | requests, the only HTTP client, failures, URLs |
//! | [`files`] | files read with a limit, written whole, locked |
//! | [`lang`] | the language, a line in both, a sentence with hints |
//! | [`js_regex`] | regular expressions of JavaScript |
//! | [`source`] | a file of JSON or YAML as a tree that knows its lines and columns; pure |
//! | [`menu`] | a menu file: linted, drawn, compared, turned into what `menu/create` takes; pure |
//! | [`bot`] | a bot by the rules of a file: rules, the engine, sessions, the server; the bot of `send --demo` |
//! | [`mock`] | WeChat on loopback: a pure world of state, and the server in front of it |
//! | [`config`] | `wx_config.json` under the environment, and the stores that tokens are kept in |
//! | [`printer`] | the only code that writes to the terminal |
//! | [`text`] | what people read, in both languages |
//! | [`commands`] | one file a subcommand |
//!
//! A new endpoint is one entry in `api/`: command, help, completion, man page, `--dry-run`, the mock's route and its test
//! come from it. A command that makes more than one call, or none, has a file in `commands/` and a line in
//! `commands/special.rs`. A new key of `wx_config.json` is one entry in `config/keys.rs`.
//!
//! A new kind of push is one entry in `message/kinds/`; a new rule is a variant of [`message::Rule`], which then does
//! not compile until both languages say it.

pub mod api;
pub mod bot;

pub mod cli;
mod closest;
pub mod commands;
pub mod config;
pub mod context;
pub mod crypt;
pub mod error;
pub mod files;
pub mod http;
pub mod js_regex;
pub mod lang;
pub mod menu;
pub mod message;
pub mod mock;
pub mod printer;
pub mod probe;
mod qr;
mod random;
mod secret;
pub mod sign;
pub mod source;
pub mod store;
mod system;
pub mod text;
pub mod wechat;

use std::ffi::OsString;

pub use config::Env;
pub use lang::Title;
pub use secret::Secret;

use crate::context::Context;
use crate::error::{Error, Exit};
use crate::printer::{Filter, Printer};
use crate::system::System;

/// A panic is a bug of ours: it says so, and exits with the code for it.
#[expect(
    clippy::disallowed_methods,
    clippy::exit,
    clippy::print_stderr,
    reason = "nothing can be trusted any more"
)]
fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let said = text::error(&Error::Bug(panic.to_string().replace('\n', " ")));
        eprintln!(
            "{}: {}\n{}: {}",
            text::words().error,
            said.message,
            text::words().hint,
            said.hints.join("; ")
        );
        std::process::exit(Exit::Bug as i32);
    }));
}

/// Runs a command line, the program's name first, and prints what comes of it.
pub fn run(args: Vec<OsString>, env: Env) -> Exit {
    cli::language(&args, &env).speak();
    report_panics();
    let look = cli::look_of(&args);
    let printer = |look| Printer::new(look, |name| env.get(name).map(str::to_owned));
    let cli = match cli::parse(args) {
        Ok(cli) => cli,
        Err(stop) => return cli::stopped(stop, &printer(look)),
    };
    let printer = printer(cli.global.look());
    let global = cli.global;
    let filter = match global.jq.as_deref().map(Filter::parse).transpose() {
        Ok(filter) => filter,
        Err(error) => {
            printer.error(&error);
            return error.exit();
        }
    };
    let printer = printer.filtered(filter);
    let (config, profile, show_secrets) = (global.config, global.profile, global.show_secrets);
    let context = Context::new(env, printer, System::REAL, config, profile, show_secrets);
    let result = commands::run(&cli.action, &context).and_then(|outcome| {
        context.printer.outcome(&outcome)?;
        Ok(if outcome.failed { Exit::Failed } else { Exit::Success })
    });
    let exit = result.unwrap_or_else(|error: Error| {
        context.printer.error(&error);
        error.exit()
    });
    context.printer.finish();
    exit
}

/// The Rust of the READMEs is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
#[doc = include_str!("../README.zh-CN.md")]
pub struct Readme;

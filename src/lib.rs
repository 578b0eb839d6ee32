//! `webot`, the command line of WeChat developers, as a library.
//!
//! # For tests of your own bot
//! [`message`] builds, signs and judges messages, [`sign`] computes signatures; both are pure. Everything else serves
//! the binary.
//!
//! # The map
//! `args → cli → commands → message | sign → client → Outcome → printer`, and for the API
//! `args → commands → (&Endpoint, values) → Call → WeChat → Request → Reply → Outcome → printer`
//!
//! | room | holds |
//! |---|---|
//! | [`message`] | what WeChat pushes and what a bot may answer: the kinds of pushes, XML and JSON, the envelope, the rules |
//! | [`sign`] | signatures, pure |
//! | [`crypt`] | what WeChat encrypts beside callbacks, and signs with RSA: opened, pure |
//! | [`api`] | the HTTP API of WeChat as data: endpoints with their parameters, what errcodes mean, what was retired |
//! | [`client`] | the only HTTP out; WeChat as one account sees it, with its token |
//! | `table` | tables that `build/` compiled from YAML, read where they lie |
//! | [`source`] | a file of JSON or YAML as a tree that knows its lines and columns; pure |
//! | [`menu`] | a menu file: linted, drawn, compared, turned into what `menu/create` takes; pure |
//! | [`bot`] | a bot by the rules of a file: rules, the engine, sessions, the server; the bot of `send --demo` |
//! | [`mock`] | WeChat on loopback: a pure world of state, and the server in front of it |
//! | [`config`] | `wx_config.json` under the environment, and the stores that tokens are kept in |
//! | [`printer`] | the only code that writes to the terminal |
//! | [`text`] | what people read, in both languages |
//! | [`commands`] | one file a subcommand |
//!
//! A new endpoint is one entry in `api/chapters/`: command, help, completion, man page, `--dry-run`, the mock's route and
//! its test come from it. Where the mock is to keep state for it, the entry names a handler, which is a line in a file of
//! `mock/`. A command that makes more than one call, or none, has a file in `commands/` and a line in `cli/registry.rs`.
//! A new key of `wx_config.json` is one entry in `config/keys.rs`.
//!
//! A new kind of push is one entry in `message/kinds/*.yaml`, a new errcode one in `api/errcode/*.yaml`; `build/`
//! compiles them, and a mistake fails the build with file and line. A new rule is a variant of [`message::Rule`], which
//! then does not compile until both languages say it.

pub mod api;
pub mod bot;
pub mod cli;
pub mod client;
pub mod commands;
pub mod config;
pub mod context;
pub mod crypt;
mod dice;
pub mod error;
pub mod menu;
pub mod message;
pub mod mock;
pub mod printer;
mod qr;
mod secret;
pub mod sign;
pub mod source;
mod table;
pub mod text;
mod title;

use std::ffi::OsString;

pub use context::Env;
pub use secret::Secret;
pub use title::Title;

use crate::context::{Context, Sources};
use crate::error::{Error, Exit};
use crate::printer::Printer;

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
    let (config, profile, show_secrets) = (global.config, global.profile, global.show_secrets);
    let context = Context::new(env, printer, Sources::SYSTEM, config, profile, show_secrets);
    let result = cli::run(&cli.matches, &context).and_then(|outcome| {
        context.printer.outcome(&outcome)?;
        Ok(if outcome.failed { Exit::No } else { Exit::Done })
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

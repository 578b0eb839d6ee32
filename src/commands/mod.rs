//! One file a subcommand: its arguments, its function beneath.

pub mod api;
mod args;
pub mod completions;
pub mod config;
pub mod crypt;
pub(crate) mod endpoint;
mod entry;
pub mod init;
pub mod man;
mod menu;
pub mod mock;
mod qrcode;
pub mod rules;
pub mod send;
pub mod serve;
pub mod sign;
mod special;
mod ticket;
mod token;
mod user;
pub mod verify_url;

use crate::cli::{Action, Command, HelpArgs};
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;

/// Runs a command.
pub fn run(action: &Action, cx: &Context) -> Result<Outcome, Error> {
    match action {
        Action::Own(command) => own(command, cx),
        Action::Endpoint(group, matches) => endpoint::run(group, matches, cx),
    }
}

fn own(command: &Command, cx: &Context) -> Result<Outcome, Error> {
    match command {
        Command::Send(args) => send::run(args, cx),
        Command::VerifyUrl(args) => verify_url::run(args, cx),
        Command::Sign(args) => sign::run(args, cx),
        Command::Crypt(args) => crypt::run(args, cx),
        Command::Api(args) => api::run(args, cx),
        Command::Config(args) => config::run(args, cx),
        Command::Init(args) => init::run(args, cx),
        Command::Mock(args) => mock::run(args, cx),
        Command::Serve(args) => serve::run(args, cx),
        Command::Rules(args) => rules::run(args, cx),
        Command::Completions(args) => completions::run(args, cx),
        Command::Man(args) => man::run(args, cx),
        Command::Help(HelpArgs { command }) => {
            Err(Error::Bug(format!("`help {}` was not rewritten", command.join(" "))))
        }
    }
}

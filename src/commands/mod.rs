//! One file a subcommand: its arguments, its function beneath.

pub mod completions;
pub mod crypt;
mod inputs;
pub mod man;
pub mod mock;
pub mod send;
pub mod sign;
mod target;
pub mod verify_url;

use crate::cli::{Command, HelpArgs};
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;

/// Runs a command.
pub fn run(command: &Command, cx: &Context) -> Result<Outcome, Error> {
    match command {
        Command::Send(args) => send::run(args, cx),
        Command::VerifyUrl(args) => verify_url::run(args, cx),
        Command::Sign(args) => sign::run(args, cx),
        Command::Crypt(args) => crypt::run(args, cx),
        Command::Mock(args) => mock::run(args, cx),
        Command::Completions(args) => completions::run(args, cx),
        Command::Man(args) => man::run(args, cx),
        Command::Help(HelpArgs { command }) => {
            Err(Error::Bug(format!("`help {}` was not rewritten", command.join(" "))))
        }
    }
}

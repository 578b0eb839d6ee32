//! The command line: parsed, its command found and run.

mod complete;
mod global;
mod registry;
mod spelling;
#[cfg(test)]
mod tests;
mod tree;

use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::error::ErrorKind;
use clap::{ArgMatches, Args, ColorChoice, FromArgMatches as _};

pub use complete::completion;
pub use global::{Global, language, output_options};

use crate::commands::endpoint;
use crate::context::Context;
use crate::error::{Error, Exit, Usage};
use crate::printer::{Outcome, Printer};
use crate::text::help;
use tree::{Named, Node};

/// `webot help`; the words are rewritten to `--help` before parsing.
#[derive(Debug, Args)]
pub struct HelpArgs {
    /// The command whose help is wanted.
    #[arg(value_name = "COMMAND", help = help().help_of, help_heading = help().arguments)]
    pub command: Vec<String>,
}

fn help_of(args: &HelpArgs, _cx: &Context) -> Result<Outcome, Error> {
    Err(Error::Bug(format!("`help {}` was not rewritten", args.command.join(" "))))
}

/// Returns the whole clap tree, for completions and man pages.
pub fn command() -> clap::Command {
    tree::whole(&|_| true)
}

/// A command line that was read.
#[derive(Debug)]
pub struct Parsed {
    /// The flags that every command takes.
    pub global: Global,
    /// The command, and what was given to it.
    pub matches: Box<ArgMatches>,
}

/// The reason why nothing is run.
#[derive(Debug)]
pub enum Stop {
    /// Help or the version was asked for: its text.
    Show(StyledStr),
    /// The command line is wrong.
    Wrong(Error),
}

/// Reads a command line.
pub fn parse(args: Vec<OsString>) -> Result<Parsed, Stop> {
    let args = spelling::rewritten(args);
    let whole = || tree::whole(&|name| args.iter().any(|arg| arg == name));
    if args.len() <= 1 {
        return Err(Stop::Show(whole().color(ColorChoice::Always).render_help()));
    }
    let read = |tree: clap::Command| {
        // To take the tree down again costs what a tenth of it costs to build, and the process soon ends.
        let tree = Box::leak(Box::new(tree.color(ColorChoice::Always)));
        tree.try_get_matches_from_mut(&args)
    };
    let named = Named::by(&args);
    // What is shown of several commands, and what is said of a wrong one, takes them all.
    let enough = |error: &clap::Error| match error.kind() {
        ErrorKind::DisplayVersion => true,
        ErrorKind::DisplayHelp => named.is_helped(),
        _ => false,
    };
    let matches = match read(named.tree()) {
        Err(error) if !enough(&error) => read(whole()),
        matches => matches,
    };
    let stop = |error: clap::Error| match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Stop::Show(error.render()),
        _ => Stop::Wrong(Usage::Clap(Box::new(error)).into()),
    };
    let matches = Box::new(matches.map_err(stop)?);
    let global = Global::from_arg_matches(&matches).map_err(stop)?;
    Ok(Parsed { global, matches })
}

/// Prints why nothing was run.
pub fn stopped(stop: Stop, printer: &Printer) -> Exit {
    let shown = match stop {
        Stop::Show(text) => printer.help(&text),
        Stop::Wrong(error) => Err(error),
    };
    match shown {
        Ok(()) => Exit::Success,
        Err(error) => {
            printer.error(&error);
            error.exit()
        }
    }
}

/// Runs the command of a command line.
pub fn run(matches: &ArgMatches, cx: &Context) -> Result<Outcome, Error> {
    run_beneath(String::new(), matches, cx)
}

/// Runs the command that these words and those that follow name.
fn run_beneath(mut words: String, mut matches: &ArgMatches, cx: &Context) -> Result<Outcome, Error> {
    while let Some((name, beneath)) = matches.subcommand() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(name);
        matches = beneath;
    }
    match Node::find(&words) {
        Some(Node::Own(own)) => (own.run)(matches, cx),
        Some(Node::Entry(_, path)) => endpoint::run(path, matches, cx),
        Some(node @ Node::Group(_)) => {
            let mut group = tree::grown(&node, &|_| true);
            let line = endpoint::offer(&group, cx)?;
            let matches = group.try_get_matches_from_mut(line);
            run_beneath(words, &matches.map_err(|error| Usage::Clap(Box::new(error)))?, cx)
        }
        Some(Node::OwnGroup(_)) | None => Err(Error::Bug(format!("no command `{words}`"))),
    }
}

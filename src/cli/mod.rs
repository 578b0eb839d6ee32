//! Parses the command line, finds its command and runs it.

mod complete;
mod document;
mod flag_names;
mod global;
mod lookup;
mod page;
mod registry;
mod selected;
mod spelling;
mod suggest;
#[cfg(test)]
mod tests;
mod tree;

use std::borrow::Cow;
use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::error::ErrorKind;
use clap::{ArgMatches, Args, ColorChoice, FromArgMatches as _};

pub(crate) use complete::completion;
pub(crate) use flag_names::typed_flags;
pub(crate) use global::{Global, has_filter, language, output_options};

use crate::commands::endpoint;
use crate::context::Context;
use crate::error::{Error, Exit, Usage};
use crate::printer::{Outcome, Printer};
use crate::text::help;
use selected::Selected;
use tree::Node;

/// `webot help`; without `--json` and `--jq`, the words are rewritten to `--help` before parsing.
#[derive(Debug, Args)]
pub(crate) struct HelpArgs {
    /// The path of the command to show help for.
    #[arg(value_name = "COMMAND", help = help().help_of, help_heading = help().arguments)]
    pub command: Vec<String>,
}

/// Returns the help as a document.
fn help_of(args: &HelpArgs, _cx: &Context) -> Result<Outcome, Error> {
    document::document(&args.command).map(Outcome::json).ok_or_else(|| unknown_command(&args.command))
}

/// Returns the error of a command line that names no command.
fn unknown_command(words: &[String]) -> Error {
    let line = std::iter::once("webot").chain(words.iter().map(String::as_str)).chain(["--help"]);
    match parse(line.map(OsString::from).collect(), &|| usize::MAX) {
        Err(Stop::Wrong(error)) => error,
        _ => Error::Bug(format!("`{}` has a help page, but no document", words.join(" "))),
    }
}

/// Returns the whole clap tree, for completions and man pages.
pub(crate) fn command() -> clap::Command {
    tree::full_tree(&|_| true)
}

/// A parsed command line.
#[derive(Debug)]
pub(crate) struct Parsed {
    /// The flags that every command takes.
    pub global: Global,
    /// The path of the command and its arguments.
    pub matches: Box<ArgMatches>,
}

/// The reason why no command runs.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Help or the version was requested; holds its text.
    Show(StyledStr),
    /// The command line is invalid.
    Wrong(Error),
}

/// Parses a command line. Help pages are `width` columns wide.
pub(crate) fn parse(args: Vec<OsString>, width: &dyn Fn() -> usize) -> Result<Parsed, Stop> {
    if let Some(page) = lookup::looked_up(&args, width) {
        return Err(Stop::Show(page));
    }
    let args = spelling::rewritten(args);
    let whole = || tree::full_tree(&|name| args.iter().any(|arg| arg == name));
    if args.len() <= 1 {
        return Err(Stop::Show(Selected::named([]).help(width())));
    }
    let read = |tree: clap::Command| {
        // Dropping the tree would cost a tenth of building it, and the process ends soon anyway.
        let tree = Box::leak(Box::new(tree.color(ColorChoice::Always)));
        tree.try_get_matches_from_mut(&args)
    };
    let words: Vec<Cow<'_, str>> = global::words(&args).map(|(_, word)| word).collect();
    let named = Selected::named(words.iter().map(|word| &**word));
    let is_help =
        |error: &clap::Error| matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    // Some errors list other commands, so they need the whole tree.
    let matches = match read(named.tree()) {
        Err(error) if !is_help(&error) => read(whole()),
        matches => matches,
    };
    if matches.as_ref().is_err_and(|error| error.kind() == ErrorKind::DisplayHelp)
        && global::wants_document(&args)
    {
        let program = args.iter().take(1).cloned();
        let help = ["help"].into_iter().chain(named.path().split_whitespace()).map(OsString::from);
        return parse(program.chain(help).chain(global::flags(&args)).collect(), width);
    }
    let stop = |error: clap::Error| match error.kind() {
        ErrorKind::DisplayHelp => Stop::Show(named.help(width())),
        ErrorKind::DisplayVersion => Stop::Show(error.render()),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Stop::Wrong(missing_subcommand(&named, width()).into())
        }
        _ => {
            let mut error = error;
            suggest::improve(&mut error, &named, &args);
            Stop::Wrong(Usage::Clap(Box::new(error)).into())
        }
    };
    let mut matches = Box::new(matches.map_err(stop)?);
    let global = Global::from_arg_matches_mut(&mut matches).map_err(stop)?;
    Ok(Parsed { global, matches })
}

/// Returns the error of a group without a subcommand, or of `webot` with options alone.
fn missing_subcommand(named: &Selected, width: usize) -> Usage {
    let group = if named.path().is_empty() { "webot" } else { named.path() };
    Usage::MissingSubcommand { group: group.to_owned(), help: Box::new(named.help(width)) }
}

/// Prints the reason why no command runs; returns the exit code.
pub(crate) fn stopped(stop: Stop, printer: &Printer) -> Exit {
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
pub(crate) fn run(matches: Box<ArgMatches>, cx: &Context) -> Result<Outcome, Error> {
    run_at(String::new(), matches, cx)
}

/// Runs the command whose path begins with `words`; prompts on a terminal if it is a group.
fn run_at(mut words: String, matches: Box<ArgMatches>, cx: &Context) -> Result<Outcome, Error> {
    // Not dropped, for the same reason as the tree.
    let mut matches = Box::leak(matches);
    while let Some((name, subcommand)) = matches.remove_subcommand() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&name);
        matches = Box::leak(Box::new(subcommand));
    }
    match Node::find(&words) {
        Some(Node::Own(own)) => (own.run)(matches, cx),
        Some(Node::Entry(_, path)) => endpoint::run(path, matches, cx),
        Some(Node::Group(_)) if !cx.printer.can_ask() => {
            let group = Selected::named(words.split(' '));
            Err(missing_subcommand(&group, cx.printer.page_width()).into())
        }
        Some(node @ Node::Group(_)) => {
            let mut group = tree::node_command(&node, &|_| true);
            let line = endpoint::prompt_command(&group, cx)?;
            let matches = group.try_get_matches_from_mut(line);
            run_at(words, Box::new(matches.map_err(|error| Usage::Clap(Box::new(error)))?), cx)
        }
        Some(Node::OwnGroup(_)) | None => Err(Error::Bug(format!("no command `{words}`"))),
    }
}

//! Builds the clap tree of all commands, for errors, completions and man pages, and the parts of it.

use clap::Args as _;
use clap::builder::Styles;
use clap::builder::styling::{AnsiColor, Style};

use super::global::Global;
use super::registry::{self, OwnCommand, OwnGroup};
use crate::api::{self, Endpoint, Group, Section};
use crate::commands::endpoint;
use crate::text::{example, help, words};

pub(super) const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Yellow.on_default().bold())
    .usage(AnsiColor::Yellow.on_default().bold())
    .literal(AnsiColor::Green.on_default())
    .placeholder(Style::new().dimmed());

/// A command or a group.
pub(super) enum Node {
    /// A command with a file of its own.
    Own(OwnCommand),
    /// A group of such commands.
    OwnGroup(OwnGroup),
    /// A group of endpoint commands.
    Group(Group),
    /// An endpoint command and its path.
    Entry(Box<Endpoint>, &'static str),
}

impl Node {
    /// Returns the command or group with this path; its last word may be an alias.
    pub(super) fn find(words: &str) -> Option<Self> {
        let own = |words| {
            let group = || registry::group(words).map(Self::OwnGroup);
            registry::find(words).map(Self::Own).or_else(group)
        };
        let group = || api::group(words).map(Self::Group);
        let entry = || {
            let entry = api::command(words)?;
            let path = entry.command?;
            registry::find(path).map(Self::Own).or(Some(Self::Entry(Box::new(entry), path)))
        };
        own(words).or_else(group).or_else(entry)
    }

    /// Returns its path.
    pub(super) fn path(&self) -> &'static str {
        match self {
            Self::Own(own) => own.path,
            Self::OwnGroup(group) => group.path,
            Self::Group(group) => group.path,
            Self::Entry(_, path) => path,
        }
    }

    /// Returns the last word of its path.
    pub(super) fn name(&self) -> &'static str {
        let path = self.path();
        path.rsplit_once(' ').map_or(path, |(_, name)| name)
    }

    pub(super) fn is_group(&self) -> bool {
        matches!(self, Self::Group(_) | Self::OwnGroup(_))
    }

    /// Returns its clap command without subcommands; without arguments too unless `whole` is true.
    pub(super) fn command(&self, whole: bool) -> clap::Command {
        let command = clap::Command::new(self.name());
        let command = match self {
            Self::Own(own) => {
                let command = if whole { (own.augment)(command) } else { command };
                match own.about {
                    Some(about) => with_help(command, about, own.after),
                    None => match api::command(own.path) {
                        Some(entry) => with_entry_help(command, &entry),
                        None => command,
                    },
                }
            }
            Self::OwnGroup(group) => {
                let command = command.subcommand_required(true).arg_required_else_help(true);
                with_help(command, group.about, group.after)
            }
            Self::Group(group) => command
                .about(endpoint::capitalized(group.about))
                .subcommand_required(!group.offers)
                .disable_help_subcommand(true),
            Self::Entry(entry, _) => {
                let command = if whole { endpoint::arguments(entry, command) } else { command };
                with_entry_help(command, entry)
            }
        };
        match example(self.path()) {
            "" => command,
            line => command.after_help(format!("{}\n  {line}", help().api.example)),
        }
    }

    /// Returns the section of help that lists it.
    pub(super) fn section(&self) -> Section {
        match self {
            Self::Group(group) => group.section,
            _ => registry::section(self.path()),
        }
    }

    /// Returns the commands and groups directly below a group: endpoint commands, other commands, groups.
    pub(super) fn children(words: &str) -> Vec<Self> {
        let entries = api::members(words).filter_map(|entry| entry.command);
        let mut paths: Vec<&str> = entries.collect();
        for path in registry::children(words) {
            if !paths.contains(&path) && api::group(path).is_none() {
                paths.push(path);
            }
        }
        paths.extend(api::subgroups(words).iter().map(|group| group.path));
        paths.into_iter().filter_map(Self::find).collect()
    }
}

/// Adds a description and the text below the help.
fn with_help(command: clap::Command, about: &'static str, after: &'static str) -> clap::Command {
    let command = command.about(about);
    if after.is_empty() { command } else { command.after_help(after) }
}

/// Adds the help of an endpoint command.
fn with_entry_help(command: clap::Command, entry: &Endpoint) -> clap::Command {
    let about = endpoint::capitalized(entry.about);
    let mark = if entry.retired.is_some() { words().api.retired_mark } else { "" };
    command
        .about(format!("{about}{mark}"))
        .aliases(entry.aliases.iter())
        .after_help(endpoint::after_help(entry))
}

/// Returns the clap command of a node, with arguments and subcommands if `wanted` returns `true` for its path.
pub(super) fn node_command(node: &Node, wanted: &dyn Fn(&str) -> bool) -> clap::Command {
    let aliases: Vec<&str> = match node {
        Node::Entry(entry, _) => entry.aliases.iter().collect(),
        Node::Own(own) if own.about.is_none() => {
            api::command(own.path).into_iter().flat_map(|entry| entry.aliases.iter()).collect()
        }
        _ => Vec::new(),
    };
    let whole = wanted(node.name()) || aliases.into_iter().any(wanted);
    let command = node.command(whole);
    if !(whole && node.is_group()) {
        return command;
    }
    command.subcommands(Node::children(node.path()).iter().map(|node| node_command(node, wanted)))
}

/// Returns the clap tree with all commands; only those for which `wanted` returns `true` have arguments.
pub(super) fn full_tree(wanted: &dyn Fn(&str) -> bool) -> clap::Command {
    let commands = Node::children("");
    with_headings(root().subcommands(commands.iter().map(|node| node_command(node, wanted))))
}

/// Returns the clap command of `webot` without subcommands.
pub(super) fn root() -> clap::Command {
    let root = clap::Command::new("webot")
        .version(env!("CARGO_PKG_VERSION"))
        .after_help(help().after)
        .styles(STYLES)
        .disable_help_flag(true)
        .args_override_self(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true);
    Global::augment_args(root).about(help().about)
}

/// Gives the arguments of all commands their translated headings.
pub(super) fn with_headings(command: clap::Command) -> clap::Command {
    let headed = |arg: clap::Arg| match (arg.get_help_heading(), arg.is_positional()) {
        (Some(_), _) => arg,
        (None, true) => arg.help_heading(help().arguments),
        (None, false) => arg.help_heading(help().options),
    };
    command.mut_args(headed).mut_subcommands(with_headings)
}

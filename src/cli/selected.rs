//! The command or group that a command line names. Building only this one keeps start-up fast.

use std::ffi::OsString;

use clap::builder::StyledStr;

use super::page::{CommandSection, page};
use super::tree::{Node, root, with_headings};
use crate::api::Section;
use crate::text::{TOPICS, help, title};

/// The command or group that a command line names.
pub(super) struct Selected {
    /// The nodes on its path, from the top; none for `webot`.
    nodes: Vec<Node>,
}

impl Selected {
    /// Follows words as long as they name a command or a group.
    pub(super) fn named<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut nodes: Vec<Node> = Vec::new();
        for word in words {
            let node = match nodes.last() {
                None => Node::find(word),
                Some(group) => Node::find(&format!("{} {word}", group.path())),
            };
            let Some(node) = node else { break };
            let goes_on = node.is_group();
            nodes.push(node);
            if !goes_on {
                break;
            }
        }
        Self { nodes }
    }

    /// Returns the number of words that name it.
    pub(super) fn depth(&self) -> usize {
        self.nodes.len()
    }

    /// Returns whether commands stand below it.
    pub(super) fn is_group(&self) -> bool {
        self.nodes.last().is_none_or(Node::is_group)
    }

    /// Returns a visible flag with its description.
    pub(super) fn flag(&self, name: &str) -> Option<(String, String)> {
        let command = self.built();
        let arg = command.get_arguments().find(|arg| !arg.is_hide_set() && arg.get_long() == Some(name))?;
        let about = arg.get_help().map(ToString::to_string).unwrap_or_default();
        Some((format!("webot {} {arg}", self.path()), about))
    }

    /// Returns its path; empty for `webot`.
    pub(super) fn path(&self) -> &'static str {
        self.nodes.last().map_or("", Node::path)
    }

    /// Returns the names of its visible flags.
    pub(super) fn longs(&self) -> Vec<String> {
        let command = self.built();
        let shown = command.get_arguments().filter(|arg| !arg.is_hide_set());
        shown.filter_map(|arg| arg.get_long().map(str::to_owned)).collect()
    }

    /// Returns the command with its arguments that are not flags, if one of them is called `name`, or is the NUMBER that
    /// `name` speaks of.
    pub(super) fn arguments_with(&self, name: &str) -> Option<String> {
        let name = name.replace('-', "_");
        let command = self.built();
        let shown: Vec<&clap::Arg> = command.get_positionals().filter(|arg| !arg.is_hide_set()).collect();
        let is_it = |arg: &&clap::Arg| {
            let value = arg.get_value_names().and_then(<[_]>::first).map(clap::builder::Str::as_str);
            arg.get_id().as_str().eq_ignore_ascii_case(&name)
                || (value == Some("NUMBER") && name.ends_with("_no"))
        };
        shown.iter().any(is_it).then(|| {
            let arguments: Vec<String> = shown.iter().map(ToString::to_string).collect();
            format!("webot {} {}", self.path(), arguments.join(" "))
        })
    }

    /// Returns whether a flag can be given several times.
    pub(super) fn repeats(&self, long: &str) -> bool {
        let command = self.built();
        let mut args = command.get_arguments().filter(|arg| arg.get_long() == Some(long));
        args.any(|arg| matches!(arg.get_action(), clap::ArgAction::Append))
    }

    /// Returns the flags by which `word` may be what the command still needs: if `args` lack only one thing, the required
    /// flag or the one or two of a group of which one is required.
    pub(super) fn needed_flags(&self, word: &str, args: &[OsString]) -> Vec<String> {
        const MOST: usize = 2;
        let command = self.built();
        let is_given = |long: &str| {
            let mut words = args.iter().filter_map(|arg| arg.to_str()?.strip_prefix("--"));
            words.any(|word| word.split('=').next() == Some(long))
        };
        let named = |id: &clap::Id| {
            command.get_arguments().find(|arg| arg.get_id() == id && arg.get_long().is_some())
        };
        let required =
            command.get_arguments().filter(|arg| arg.is_required_set() && arg.get_long().is_some());
        let groups = command.get_groups().filter(|group| group.is_required_set());
        let groups = groups.map(|group| group.get_args().filter_map(named).collect::<Vec<_>>());
        let needs = required.map(|arg| vec![arg]).chain(groups);
        let mut missing = needs.filter(|args| !args.iter().filter_map(|arg| arg.get_long()).any(is_given));
        let (Some(need), None) = (missing.next(), missing.next()) else { return Vec::new() };
        let takes = |arg: &&clap::Arg| {
            let value = arg.get_value_names().and_then(<[_]>::first);
            value.is_none_or(|value| !value.contains('=') || word.contains('='))
        };
        let longs: Vec<&str> = need.into_iter().filter(takes).filter_map(clap::Arg::get_long).collect();
        if longs.len() > MOST { Vec::new() } else { longs.into_iter().map(str::to_owned).collect() }
    }

    /// Returns the clap tree with this command only, and without the headings of help.
    pub(super) fn tree(&self) -> clap::Command {
        let mut child: Option<clap::Command> = None;
        for node in self.nodes.iter().rev() {
            let command = node.command(true);
            child = Some(match child {
                Some(child) => command.subcommand(child),
                None => command,
            });
        }
        root().subcommands(child)
    }

    /// Returns its help page, `width` columns wide.
    pub(super) fn help(&self, width: usize) -> StyledStr {
        page(&mut self.built(), &self.sections(), width)
    }

    /// Returns its clap command with the flags that every command has.
    pub(super) fn built(&self) -> clap::Command {
        let mut command = with_headings(self.tree());
        command.build();
        for node in &self.nodes {
            let Some(found) = command.find_subcommand(node.name()).cloned() else { break };
            command = found;
        }
        command
    }

    /// Returns what stands below it: the commands of `webot` by section, those of a group in one section.
    fn sections(&self) -> Vec<CommandSection<'static>> {
        let named = |node: &Node| {
            let about = node.command(false).get_about().map(ToString::to_string);
            (node.name().to_owned(), about.unwrap_or_default())
        };
        match self.nodes.last() {
            None => {
                let children = Node::children("");
                let section = |&section: &Section| CommandSection {
                    heading: (help().section)(section),
                    commands: children.iter().filter(|node| node.section() == section).map(named).collect(),
                };
                let topics =
                    TOPICS.iter().map(|topic| (topic.name.to_owned(), title(topic.about).to_owned()));
                let topics = CommandSection { heading: help().topics, commands: topics.collect() };
                Section::ALL.iter().map(section).chain([topics]).collect()
            }
            Some(group) if group.is_group() => {
                let commands = Node::children(group.path()).iter().map(named).collect();
                vec![CommandSection { heading: help().commands, commands }]
            }
            Some(_) => Vec::new(),
        }
    }
}

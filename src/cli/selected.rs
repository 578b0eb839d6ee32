//! The command or group that a command line names. Building only this one keeps start-up fast.

use clap::builder::StyledStr;

use super::page::{CommandSection, page};
use super::tree::{Node, root, with_headings};
use crate::api::Section;
use crate::text::help;

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

    /// Returns its path; empty for `webot`.
    pub(super) fn path(&self) -> &'static str {
        self.nodes.last().map_or("", Node::path)
    }

    /// Returns the clap tree with this command only.
    pub(super) fn tree(&self) -> clap::Command {
        let mut child: Option<clap::Command> = None;
        for node in self.nodes.iter().rev() {
            let command = node.command(true);
            child = Some(match child {
                Some(child) => command.subcommand(child),
                None => command,
            });
        }
        with_headings(root().subcommands(child))
    }

    /// Returns its help page, `width` columns wide.
    pub(super) fn help(&self, width: usize) -> StyledStr {
        let mut command = self.tree();
        command.build();
        for node in &self.nodes {
            let Some(found) = command.find_subcommand(node.name()).cloned() else { break };
            command = found;
        }
        page(&mut command, &self.sections(), width)
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
                Section::ALL.iter().map(section).collect()
            }
            Some(group) if group.is_group() => {
                let commands = Node::children(group.path()).iter().map(named).collect();
                vec![CommandSection { heading: help().commands, commands }]
            }
            Some(_) => Vec::new(),
        }
    }
}

//! Reads the programs to start.

use std::time::Duration;

use super::keys;
use super::model::{Command, Port, Start};
use super::problem::{ExpectedShape, Position, Problem};
use super::read::Reader;
use super::shapes::{beside, check_keys, missing, number, object, position, text, time, wrong};
use super::variables::Variables;
use crate::source::{Node, Tree};

/// The default of the wait for a port.
const DEFAULT_START_TIMEOUT: Duration = Duration::from_secs(30);

impl Reader<'_> {
    /// Reads a program to start.
    pub(super) fn start(
        &mut self,
        node: &Node,
        at: &Position,
        variables: &Variables,
    ) -> Result<Start, Problem> {
        check_keys(node, keys::START, "start", at)?;
        let command = node.get("command").ok_or_else(|| missing(node, "command", at))?;
        let command = match &command.tree {
            Tree::List(items) if !items.is_empty() => {
                let each = items.iter().map(|item| self.template(item, "command", at, variables));
                Command::Words(each.collect::<Result<_, _>>()?)
            }
            Tree::Text(_) => Command::Shell(self.template(command, "command", at, variables)?),
            _ => return Err(wrong(command, "command", ExpectedShape::Words, at)),
        };
        let port = match node.get("port") {
            None => None,
            Some(port) if port.text().as_deref() == Some("auto") => Some(Port::Free),
            Some(port) => {
                let number = number(port, "port", (1, 65_535), at)?;
                Some(Port::Fixed(u16::try_from(number).unwrap_or_default()))
            }
        };
        let mut env = Vec::new();
        if let Some(node) = node.get("env") {
            for member in object(node, "env", at)? {
                env.push((member.key.clone(), self.template(&member.value, &member.key, at, variables)?));
            }
        }
        let folder = match node.get("folder") {
            Some(folder) => beside(&at.file, &text(folder, "folder", at)?),
            None => beside(&at.file, ""),
        };
        let within = time(node, "within", at)?.unwrap_or(DEFAULT_START_TIMEOUT);
        Ok(Start { at: position(node, at), command, port, env, folder, within })
    }
}

//! The help as one document, for `webot help --json`: read from the clap tree, the registry and the endpoint table.

use std::any::TypeId;
use std::path::PathBuf;

use clap::{Arg, ArgAction, Command};
use serde_json::{Value, json};

use super::page::is_command;
use super::registry;
use super::selected::Selected;
use super::tree::{Node, with_headings};
use crate::api::{self, Risk};
use crate::config::KEYS;
use crate::lang::Lang;
use crate::secret::Secret;
use crate::text::{TOPICS, environment, exit_codes, help, title};

/// Returns the document of everything, or of the command, group or topic that the words name; `None` if there is none.
/// Words after a command are its values.
pub(super) fn document(words: &[String]) -> Option<Value> {
    let named = Selected::named(words.iter().map(String::as_str));
    let is_command = named.depth() == words.len() || named.depth() > 0 && !named.is_group();
    let topic = if is_command { None } else { TOPICS.iter().find(|topic| topic.name == words.join("-")) };
    if !is_command && topic.is_none() {
        return None;
    }
    let mut tree = with_headings(super::command());
    tree.build();
    let mut commands = Vec::new();
    if is_command {
        let wanted = named.path();
        let is_wanted = |path: &str| {
            let below = path.strip_prefix(wanted);
            below.is_some_and(|rest| wanted.is_empty() || rest.is_empty() || rest.starts_with(' '))
        };
        add_commands(&mut tree, "", &is_wanted, &mut commands);
    }
    let is_shown = |name: &str| words.is_empty() || topic.is_some_and(|topic| topic.name == name);
    let topics = TOPICS
        .iter()
        .filter(|topic| is_shown(topic.name))
        .map(|topic| json!({ "name": topic.name, "summary": title(topic.about), "text": topic.text() }));
    let codes = exit_codes().map(|(code, meaning)| json!({ "code": code, "meaning": meaning }));
    let variables = environment().map(|(name, about)| json!({ "name": name, "meaning": title(about) }));
    let lang = match Lang::spoken() {
        Lang::En => "en",
        Lang::Zh => "zh",
    };
    Some(json!({
        "version": env!("CARGO_PKG_VERSION"),
        "lang": lang,
        "commands": commands,
        "flags": arguments(&tree, false, true),
        "topics": topics.collect::<Vec<_>>(),
        "exit_codes": codes.collect::<Vec<_>>(),
        "environment": variables.collect::<Vec<_>>(),
    }))
}

/// Adds the visible commands and groups below a command whose paths are wanted.
fn add_commands(above: &mut Command, path: &str, is_wanted: &dyn Fn(&str) -> bool, found: &mut Vec<Value>) {
    for command in above.get_subcommands_mut().filter(|command| !command.is_hide_set()) {
        let path = format!("{path} {}", command.get_name());
        let path = path.trim_start();
        if is_wanted(path) {
            found.push(command_document(command, path));
        }
        add_commands(command, path, is_wanted, found);
    }
}

fn command_document(command: &mut Command, path: &str) -> Value {
    let usage = command.render_usage().to_string();
    let usage = usage.split_once(": ").map_or(&*usage, |(_, usage)| usage).trim();
    let is_group = command.has_subcommands();
    let top = path.split(' ').next().and_then(Node::find);
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let (examples, notes) = examples_and_notes(&after);
    json!({
        "path": path,
        "summary": summary(command.get_about()),
        "section": top.map(|top| (help().section)(top.section())),
        "is_group": is_group,
        "usage": if is_group { format!("{usage} <COMMAND>") } else { usage.to_owned() },
        "aliases": command.get_all_aliases().collect::<Vec<_>>(),
        "effect": effect(path),
        "arguments": arguments(command, true, false),
        "flags": arguments(command, false, false),
        "examples": examples,
        "notes": notes,
    })
}

/// Returns what a command does to the account; `None` if it is not the effect of one call.
fn effect(path: &str) -> Option<&'static str> {
    let risk = match api::command(path) {
        Some(entry) => entry.risk,
        None if registry::WRITING.contains(&path) => Risk::Writes,
        None => return None,
    };
    Some(match risk {
        Risk::Reads => "reads",
        Risk::Writes => "writes",
        Risk::Sends => "sends",
        Risk::Pays => "pays",
    })
}

/// Splits the text below a help page into its command lines and the rest. A heading that has only command lines is left
/// out.
fn examples_and_notes(after: &str) -> (Vec<String>, String) {
    let (mut examples, mut notes) = (Vec::new(), Vec::<&str>::new());
    for line in after.lines() {
        if line.starts_with("  ") && is_command(line.trim_start()) {
            examples.push(line.trim().to_owned());
            notes.pop_if(|before| before.ends_with([':', '：']));
        } else {
            notes.push(line);
        }
    }
    (examples, notes.join("\n").trim().to_owned())
}

/// Returns the visible arguments or flags of a command, either those that every command takes or its own.
fn arguments(command: &Command, positional: bool, global: bool) -> Vec<Value> {
    let is_shown = |arg: &&Arg| {
        let is_root = command.get_name() == "webot";
        !arg.is_hide_set() && arg.is_positional() == positional && (is_root || arg.is_global_set() == global)
    };
    command.get_arguments().filter(is_shown).map(|arg| argument(command, arg)).collect()
}

fn argument(command: &Command, arg: &Arg) -> Value {
    let names: Vec<&str> = arg.get_value_names().unwrap_or_default().iter().map(|name| &**name).collect();
    let takes_values = arg.get_action().takes_values();
    let kind = kind(arg);
    let defaults = arg.get_default_values().iter().filter(|_| takes_values);
    let default = defaults.map(|value| value.to_string_lossy()).collect::<Vec<_>>().join(" ");
    let default = match kind {
        _ if default.is_empty() => Value::Null,
        "integer" | "number" => serde_json::from_str(&default).unwrap_or_else(|_| json!(default)),
        _ => json!(default),
    };
    let values = arg.get_possible_values();
    let values = values.iter().filter(|value| takes_values && !value.is_hide_set());
    let about = summary(arg.get_help());
    let range = arg.get_num_args();
    let is_repeatable = matches!(arg.get_action(), ArgAction::Append | ArgAction::Count)
        || range.is_some_and(|range| range.max_values() > names.len().max(1));
    let mut document = json!({
        "name": arg.get_long().map_or_else(|| names.join(" "), |long| format!("--{long}")),
        "type": kind,
        "required": arg.is_required_set(),
        "repeatable": is_repeatable,
        "default": default,
        "values": values.map(clap::builder::PossibleValue::get_name).collect::<Vec<_>>(),
        "env": variables(&about),
        "summary": about,
    });
    if !arg.is_positional() {
        let aliases = arg.get_all_aliases().unwrap_or_default();
        let conflicts = command.get_arg_conflicts_with(arg);
        document["short"] = json!(arg.get_short().map(|short| format!("-{short}")));
        document["aliases"] = aliases.iter().map(|alias| format!("--{alias}")).collect();
        document["value_name"] = if takes_values { json!(names.join(" ")) } else { Value::Null };
        document["value_optional"] =
            json!(takes_values && range.is_some_and(|range| range.min_values() == 0));
        document["conflicts_with"] = conflicts.iter().map(ToString::to_string).collect();
    }
    document
}

/// Returns the type of an argument's values.
fn kind(arg: &Arg) -> &'static str {
    if !arg.get_action().takes_values() {
        return if matches!(arg.get_action(), ArgAction::Count) { "integer" } else { "boolean" };
    }
    let parsed = arg.get_value_parser().type_id();
    let is_one_of = |types: &[TypeId]| types.iter().any(|known| parsed == *known);
    if is_one_of(&[TypeId::of::<Secret>()]) {
        "secret"
    } else if is_one_of(&[TypeId::of::<PathBuf>()]) {
        "path"
    } else if is_one_of(&[TypeId::of::<f32>(), TypeId::of::<f64>()]) {
        "number"
    } else if is_one_of(&integers()) {
        "integer"
    } else {
        "string"
    }
}

fn integers() -> [TypeId; 10] {
    [
        TypeId::of::<u8>(),
        TypeId::of::<u16>(),
        TypeId::of::<u32>(),
        TypeId::of::<u64>(),
        TypeId::of::<usize>(),
        TypeId::of::<i8>(),
        TypeId::of::<i16>(),
        TypeId::of::<i32>(),
        TypeId::of::<i64>(),
        TypeId::of::<isize>(),
    ]
}

/// Returns the environment variables that a description names.
fn variables(about: &str) -> Vec<&str> {
    let is_known = |word: &&str| {
        KEYS.iter().any(|key| key.info().env.contains(word)) || environment().any(|(name, _)| name == *word)
    };
    let mut found: Vec<&str> = Vec::new();
    for word in about.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_') {
        if is_known(&word) && !found.contains(&word) {
            found.push(word);
        }
    }
    found
}

fn summary(text: Option<&clap::builder::StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}

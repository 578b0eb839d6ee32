//! Compares all commands and flags with a golden file, so that the diff of a change shows its effect on users.

mod hints;

use std::fmt::Write as _;

use clap::{Arg, Command};

use super::command;
use crate::api::{self, Endpoint};

const TREE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tree.txt");

/// Writes a line for each command with its arguments. Global arguments are in the first line only.
fn write_tree(command: &Command, words: &str, tree: &mut String) {
    let mut name = command.get_name().to_owned();
    for alias in command.get_all_aliases() {
        name = name + "|" + alias;
    }
    let hidden = if command.is_hide_set() { "(hidden)" } else { "" };
    write!(tree, "{words}{name}{hidden}").expect("memory");
    let is_own = |arg: &&Arg| words.is_empty() || !arg.is_global_set();
    for arg in command.get_arguments().filter(is_own) {
        write!(tree, " {}", written(arg)).expect("memory");
    }
    tree.push('\n');
    for subcommand in command.get_subcommands() {
        write_tree(subcommand, &format!("{words}{} ", command.get_name()), tree);
    }
}

/// Returns the names of an argument and of its values.
fn written(arg: &Arg) -> String {
    let values: Vec<&str> = arg.get_value_names().unwrap_or_default().iter().map(|name| &**name).collect();
    let many = arg.get_num_args().is_some_and(|range| range.max_values() > values.len().max(1));
    let dots = if many { "..." } else { "" };
    let hidden = if arg.is_hide_set() { "(hidden)" } else { "" };
    if arg.is_positional() {
        let (open, close) = if arg.is_required_set() { ('<', '>') } else { ('[', ']') };
        return format!("{open}{}{close}{dots}{hidden}", values.join(" "));
    }
    let short = arg.get_short_and_visible_aliases().unwrap_or_default();
    let long = arg.get_long().into_iter().chain(arg.get_all_aliases().unwrap_or_default());
    let names: Vec<String> =
        short.iter().map(|name| format!("-{name}")).chain(long.map(|name| format!("--{name}"))).collect();
    let is_optional = arg.get_num_args().is_some_and(|range| range.min_values() == 0);
    let values = match (arg.get_action().takes_values(), is_optional) {
        (false, _) => String::new(),
        (true, true) => format!("[=<{}>]", values.join(",")),
        (true, false) => format!("=<{}>", values.join(",")),
    };
    format!("{}{values}{dots}{hidden}", names.join("|"))
}

#[expect(clippy::disallowed_methods, reason = "a test writes its golden file")]
#[test]
fn the_tree_of_commands_is_golden() {
    let mut tree = command();
    tree.build();
    let mut written = String::new();
    write_tree(&tree, "", &mut written);
    if std::env::var_os("WEBOT_BLESS").is_some() {
        std::fs::write(TREE, &written).expect("the golden file");
        return;
    }
    let golden = std::fs::read_to_string(TREE).unwrap_or_default().replace("\r\n", "\n");
    for (standing, line) in golden.lines().zip(written.lines()) {
        assert_eq!(standing, line, "WEBOT_BLESS=1 writes the commands and flags into tests/tree.txt");
    }
    assert_eq!(golden.lines().count(), written.lines().count(), "WEBOT_BLESS=1 writes tests/tree.txt");
}

/// Returns the command of an endpoint.
fn of_endpoint(tree: &Command, endpoint: &Endpoint) -> Option<Command> {
    let words = endpoint.command?;
    let found = words.split(' ').try_fold(tree, |group, word| group.find_subcommand(word));
    Some(found.unwrap_or_else(|| panic!("there is no `{words}`")).clone())
}

#[test]
fn the_tree_holds_every_command_of_the_table() {
    let mut tree = command();
    tree.build();
    let commands = api::endpoints().filter_map(|endpoint| of_endpoint(&tree, &endpoint));
    assert!(commands.filter(|command| !command.is_hide_set()).count() > 30);
}

#[test]
fn help_of_an_endpoint_names_its_page_and_an_example() {
    let mut tree = command();
    tree.build();
    for endpoint in api::endpoints() {
        let Some(mut command) = of_endpoint(&tree, &endpoint) else { continue };
        // Long lines are broken.
        let flat = |text: &str| text.split_whitespace().collect::<String>();
        let help = flat(&command.render_long_help().to_string());
        assert!(help.contains(endpoint.docs), "{}:\n{help}", endpoint.path);
        let words = endpoint.command.unwrap_or_default();
        let example = flat(&format!("webot {words} {}", endpoint.example));
        assert!(endpoint.example.is_empty() || help.contains(&example), "{words}:\n{help}");
    }
}

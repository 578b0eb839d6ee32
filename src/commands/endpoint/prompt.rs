//! Asks for a command of a group on a terminal, as webot-cli did for menus.

use crate::context::Context;
use crate::error::Error;
use crate::printer;
use crate::text::words;

/// Asks for a command of the group and its arguments; returns the words of the command line from the group's name on.
pub(crate) fn prompt_command(group: &clap::Command, cx: &Context) -> Result<Vec<String>, Error> {
    let name = group.get_name().to_owned();
    let actions: Vec<_> = group.get_subcommands().collect();
    let about = |action: &clap::Command| action.get_about().map(ToString::to_string).unwrap_or_default();
    let items: Vec<String> =
        actions.iter().map(|action| format!("{:18} {}", action.get_name(), about(action))).collect();
    cx.catch_interrupts()?;
    let chosen = printer::choose(words().menu.which, &items, 0)?.ok_or(Error::Declined)?;
    let action = actions[chosen];
    let mut line = vec![name, action.get_name().to_owned()];
    for argument in action.get_arguments() {
        let asked = argument.get_id() == "file" || argument.is_required_set();
        if asked {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            let answer = printer::input(&help.replace('\n', ""))?;
            line.extend(argument.get_long().map(|long| format!("--{long}")));
            line.push(answer);
        }
    }
    Ok(line)
}

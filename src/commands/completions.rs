//! `webot completions SHELL`

use clap::{Args, ValueEnum};

use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::help;

/// `webot completions`
#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// SHELL
    #[arg(value_name = "SHELL", value_enum, help = help().shell, help_heading = help().arguments, hide_possible_values = true)]
    pub shell: Shell,
}

/// The shells that there are scripts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    /// bash
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
    /// PowerShell
    Powershell,
    /// elvish
    Elvish,
    /// nushell
    Nushell,
}

impl Shell {
    /// Returns the script that has the shell ask webot for completions.
    pub(crate) fn script(self) -> &'static str {
        match self {
            Self::Bash => include_str!("../../completions/webot.bash"),
            Self::Zsh => include_str!("../../completions/_webot"),
            Self::Fish => include_str!("../../completions/webot.fish"),
            Self::Powershell => include_str!("../../completions/_webot.ps1"),
            Self::Elvish => include_str!("../../completions/webot.elv"),
            Self::Nushell => include_str!("../../completions/webot.nu"),
        }
    }
}

/// Prints a script.
#[expect(clippy::unnecessary_wraps, reason = "every command has this signature")]
pub(crate) fn run(args: &CompletionsArgs, _cx: &Context) -> Result<Outcome, Error> {
    Ok(Outcome::text(args.shell.script().to_owned()))
}

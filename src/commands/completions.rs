//! `webot completions SHELL`

use clap::{Args, ValueEnum};
use clap_complete::Generator;

use crate::cli;
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::help;

/// `webot completions`
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// SHELL
    #[arg(value_name = "SHELL", value_enum, help = help().shell, help_heading = help().arguments, hide_possible_values = true)]
    pub shell: Shell,
}

/// The shells that there are scripts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
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
    /// The script, and the name of the file that the shell looks for.
    pub fn script(self) -> (String, String) {
        match self {
            Self::Bash => script(clap_complete::Shell::Bash),
            Self::Zsh => script(clap_complete::Shell::Zsh),
            Self::Fish => script(clap_complete::Shell::Fish),
            Self::Powershell => script(clap_complete::Shell::PowerShell),
            Self::Elvish => script(clap_complete::Shell::Elvish),
            Self::Nushell => script(clap_complete_nushell::Nushell),
        }
    }
}

fn script(generator: impl Generator) -> (String, String) {
    let mut command = cli::command();
    let mut script = Vec::new();
    let name = generator.file_name("webot");
    clap_complete::generate(generator, &mut command, "webot", &mut script);
    (name, String::from_utf8_lossy(&script).into_owned())
}

/// Prints a script.
pub fn run(args: &CompletionsArgs, _cx: &Context) -> Result<Outcome, Error> {
    Ok(Outcome::text(args.shell.script().1))
}

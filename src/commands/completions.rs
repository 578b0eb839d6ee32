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
            Self::Bash => with_paths(script(clap_complete::Shell::Bash), bash),
            Self::Zsh => with_paths(script(clap_complete::Shell::Zsh), zsh),
            Self::Fish => with_paths(script(clap_complete::Shell::Fish), fish),
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

/// What completes `webot api METHOD PATH`: the paths are asked of `webot` itself, which has thousands of them.
fn with_paths((name, script): (String, String), add: fn(&str) -> String) -> (String, String) {
    (name, add(&script))
}

fn bash(script: &str) -> String {
    // In the place of `_webot`, which is asked for everything else.
    let script = script.replace("complete -F _webot ", "complete -F _webot_api ");
    let (functions, register) = script.rsplit_once("\nif [[").unwrap_or((&script, ""));
    format!("{functions}\n{BASH}\nif [[{register}")
}

fn zsh(script: &str) -> String {
    let (functions, register) = script.rsplit_once("\nif [ ").unwrap_or((script, ""));
    let argument = |line: &str, name: &str| {
        line.trim_start_matches(['\'', ':']).starts_with(&format!("{name} -- "))
            && line.contains(":_default'")
    };
    let mut in_api = false;
    let line = |line: &str| {
        in_api = if line.starts_with('(') && line.ends_with(')') { line == "(api)" } else { in_api };
        let with = match line {
            _ if !in_api => ":_default'",
            line if argument(line, "method") => ":(GET POST PUT PATCH DELETE)'",
            line if argument(line, "path") => ":_webot_paths'",
            _ => ":_default'",
        };
        line.replace(":_default'", with)
    };
    let functions: Vec<String> = functions.split('\n').map(line).collect();
    format!("{}\n{ZSH}\nif [ {register}", functions.join("\n"))
}

fn fish(script: &str) -> String {
    format!("{script}{FISH}")
}

const BASH: &str = r#"
_webot_api() {
    case " ${COMP_WORDS[*]} " in
        *" api "*) ;;
        *) _webot "$@"; return ;;
    esac
    case "$3" in
        GET|POST|PUT|PATCH|DELETE|get|post|put|patch|delete)
            COMPREPLY=($(compgen -W "$("$1" api --list "$3" 2>/dev/null |
                awk -v method="$3" '$2 == toupper(method) { print $3 }')" -- "$2"))
            ;;
        api)
            _webot "$@"
            COMPREPLY+=($(compgen -W "GET POST PUT PATCH DELETE" -- "$2"))
            ;;
        *) _webot "$@" ;;
    esac
}
"#;

const ZSH: &str = r#"
_webot_paths() {
    local method=${words[CURRENT-1]}
    local -a paths
    paths=(${(f)"$(webot api --list $method 2>/dev/null |
        awk -v method=$method '$2 == toupper(method) { print $3 }')"})
    compadd -a paths
}
"#;

const FISH: &str = r#"
function __fish_webot_previous
    set -l words (commandline -opc)
    string upper -- $words[-1]
end

function __fish_webot_paths
    set -l method (__fish_webot_previous)
    webot api --list $method 2>/dev/null | awk -v method=$method '$2 == method { print $3 }'
end

complete -c webot -n "__fish_webot_using_subcommand api; and test (__fish_webot_previous) = API" -f -a "GET POST PUT PATCH DELETE"
complete -c webot -n "__fish_webot_using_subcommand api; and contains (__fish_webot_previous) GET POST PUT PATCH DELETE" -f -a "(__fish_webot_paths)"
"#;

/// Prints a script.
pub fn run(args: &CompletionsArgs, _cx: &Context) -> Result<Outcome, Error> {
    Ok(Outcome::text(args.shell.script().1))
}

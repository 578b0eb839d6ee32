//! The flags that every command takes, some of which are needed before clap has read the command line.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::config::Env;
use crate::lang::Lang;
use crate::printer::{Color, OutputOptions};
use crate::system;
use crate::text::help;

/// The flags that every command takes.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[command(next_help_heading = help().global)]
pub(crate) struct Global {
    /// `--json`
    #[arg(long, global = true, help = help().json)]
    pub json: bool,
    /// `--jq`
    #[arg(long, global = true, value_name = "FILTER", help = help().jq)]
    pub jq: Option<String>,
    /// `--quiet`
    #[arg(short, long, alias = "silent", global = true, help = help().quiet)]
    pub quiet: bool,
    /// `--verbose`
    #[arg(short, long, global = true, help = help().verbose)]
    pub verbose: bool,
    /// `--color`
    #[arg(
        long, global = true, value_name = "WHEN", help = help().color, value_enum,
        default_value_t = Color::Auto, hide_default_value = true, hide_possible_values = true
    )]
    pub color: Color,
    /// `--config`
    #[arg(long, global = true, value_name = "FILE", help = help().config)]
    pub config: Option<PathBuf>,
    /// `--profile`
    #[arg(long, global = true, value_name = "NAME", help = help().profile)]
    pub profile: Option<String>,
    /// `--lang`
    #[arg(long, global = true, value_name = "LANG", help = help().lang, value_enum, hide_possible_values = true)]
    pub lang: Option<LangArg>,
    /// `--show-secrets`
    #[arg(long, global = true, help = help().show_secrets)]
    pub show_secrets: bool,
    /// `--help`
    #[arg(short, long, global = true, action = clap::ArgAction::Help, help = help().help)]
    pub help: Option<bool>,
    /// `--version`
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help = help().version)]
    pub version: Option<bool>,
}

/// A language on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum LangArg {
    /// English
    En,
    /// 中文
    Zh,
}

impl Global {
    /// Returns the look of the output.
    pub(crate) fn output_options(&self) -> OutputOptions {
        OutputOptions { json: self.json, quiet: self.quiet, verbose: self.verbose, color: self.color }
    }
}

/// Returns the language: `--lang`, `WEBOT_LANG`, `LC_ALL`, `LC_MESSAGES`, `LANG`, the setting of the operating system. It
/// is needed before clap runs, because clap shows the help.
pub(crate) fn language(args: &[OsString], env: &Env) -> Lang {
    let flag = value_of(args, "--lang");
    let variables = ["WEBOT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    flag.as_deref()
        .and_then(Lang::parse)
        .or_else(|| variables.iter().find_map(|name| env.get(name).and_then(Lang::parse)))
        .or_else(|| system::locale().as_deref().and_then(Lang::parse))
        .unwrap_or_default()
}

/// Returns the look of a usage error, before clap has read the command line.
pub(crate) fn output_options(args: &[OsString]) -> OutputOptions {
    let color =
        value_of(args, "--color").and_then(|when| Color::from_str(&when, true).ok()).unwrap_or_default();
    OutputOptions { json: options(args).any(|arg| arg == "--json"), color, ..OutputOptions::default() }
}

/// Returns whether `--jq` is among the options.
pub(crate) fn has_filter(args: &[OsString]) -> bool {
    options(args).any(|arg| arg == "--jq" || arg.starts_with("--jq="))
}

/// Returns whether help is wanted as a document and not as a page.
pub(super) fn wants_document(args: &[OsString]) -> bool {
    output_options(args).json || has_filter(args)
}

/// Returns the flags of a command line that every command takes, with their values, but without `--help`.
pub(super) fn flags(args: &[OsString]) -> Vec<OsString> {
    let mut found = Vec::new();
    let mut args = args.iter().skip(1).take_while(|arg| *arg != "--");
    while let Some(arg) = args.next() {
        let word = arg.to_string_lossy();
        let name = word.split('=').next().unwrap_or_default();
        if VALUED.contains(&&*word) {
            found.push(arg.clone());
            found.extend(args.next().cloned());
        } else if VALUED.contains(&name) || PLAIN.contains(&&*word) && word != "--help" && word != "-h" {
            found.push(arg.clone());
        }
    }
    found
}

fn value_of(args: &[OsString], flag: &str) -> Option<String> {
    let mut args = options(args);
    while let Some(arg) = args.next() {
        if arg == flag {
            return args.next().map(Into::into);
        }
        if let Some(value) = arg.strip_prefix(flag).and_then(|rest| rest.strip_prefix('=')) {
            return Some(value.to_owned());
        }
    }
    None
}

/// Returns the arguments before `--`; those after it are a message.
fn options(args: &[OsString]) -> impl Iterator<Item = Cow<'_, str>> {
    args.iter().map(|arg| arg.to_string_lossy()).take_while(|arg| arg != "--")
}

/// Global flags that take the next word as their value.
const VALUED: [&str; 5] = ["--color", "--config", "--profile", "--lang", "--jq"];

/// Flags that every command takes and that have no value.
const PLAIN: [&str; 8] = ["--json", "--quiet", "-q", "--verbose", "-v", "--show-secrets", "--help", "-h"];

/// Returns the words and flags after `help`; `None` if the command line does not begin with it, or asks for the help of
/// `help`. A flag that every command takes counts only where it stands alone.
pub(super) fn searched_words(args: &[OsString]) -> Option<Vec<String>> {
    let (position, _) = words(args).next().filter(|(_, word)| word == "help")?;
    let after: Vec<Cow<'_, str>> = args.iter().skip(position + 1).map(|arg| arg.to_string_lossy()).collect();
    match &after[..] {
        [flag] if flag == "--help" || flag == "-h" => return None,
        [flag] if flag.starts_with("--") => return Some(vec![flag.to_string()]),
        _ => {}
    }
    let mut searched = Vec::new();
    let mut after = after.into_iter();
    while let Some(word) = after.next() {
        if VALUED.contains(&&*word) {
            after.next();
        } else if !PLAIN.contains(&&*word) && !VALUED.iter().any(|flag| word.starts_with(&format!("{flag}=")))
        {
            searched.push(word.into_owned());
        }
    }
    Some(searched)
}

/// Returns the words of a command line that may name a command, with their positions: no flags, and no values of the
/// flags that every command takes.
pub(super) fn words(args: &[OsString]) -> impl Iterator<Item = (usize, Cow<'_, str>)> {
    let mut value = false;
    let all = args.iter().enumerate().skip(1).map(|(position, arg)| (position, arg.to_string_lossy()));
    all.filter(move |(_, arg)| {
        let skipped = value || arg.starts_with('-');
        value = !value && VALUED.contains(&&**arg);
        !skipped
    })
}

//! The top of the clap tree, the flags that every command takes, and the look of help.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Style};
use clap::builder::{StyledStr, Styles};
use clap::error::ErrorKind;
use clap::{ArgMatches, Args, ColorChoice, FromArgMatches, Subcommand, ValueEnum};

use crate::commands::{
    api, completions, config, crypt, endpoint, init, man, mock, rules, send, serve, sign, verify_url,
};
use crate::config::Env;
use crate::error::{Error, Exit, Usage};
use crate::lang::Lang;
use crate::printer::{Color, Look, Printer};
use crate::text::help;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Yellow.on_default().bold())
    .usage(AnsiColor::Yellow.on_default().bold())
    .literal(AnsiColor::Green.on_default())
    .placeholder(Style::new().dimmed());

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// `webot send`
    Send(Box<send::SendArgs>),
    #[command(name = "verify-url")]
    /// `webot verify-url`
    VerifyUrl(Box<verify_url::VerifyUrlArgs>),
    /// `webot sign`
    Sign(Box<sign::SignArgs>),
    /// `webot crypt`
    Crypt(Box<crypt::CryptArgs>),
    /// `webot api`
    Api(Box<api::ApiArgs>),
    /// `webot config`
    Config(config::ConfigArgs),
    /// `webot init`
    Init(Box<init::InitArgs>),
    /// `webot mock`
    Mock(mock::MockArgs),
    /// `webot serve`
    Serve(Box<serve::ServeArgs>),
    /// `webot rules`
    Rules(rules::RulesArgs),
    /// `webot completions`
    Completions(completions::CompletionsArgs),
    /// `webot man`
    Man(man::ManArgs),
    /// `webot help`
    Help(HelpArgs),
}

/// `webot help`; the words are rewritten to `--help` before parsing.
#[derive(Debug, Args)]
pub struct HelpArgs {
    /// The command whose help is wanted.
    #[arg(value_name = "COMMAND", help = help().help_of, help_heading = help().arguments)]
    pub command: Vec<String>,
}

/// The flags that every command takes.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[command(next_help_heading = help().global)]
pub struct Global {
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
pub enum LangArg {
    /// English
    En,
    /// 中文
    Zh,
}

impl Global {
    /// How output is to look.
    pub fn look(&self) -> Look {
        Look { json: self.json, quiet: self.quiet, verbose: self.verbose, color: self.color }
    }
}

/// Help in the language that is spoken; the same sections in every command.
fn template() -> String {
    let (yellow, reset) = (STYLES.get_usage().render(), STYLES.get_usage().render_reset());
    format!("{{about-with-newline}}\n{yellow}{}{reset} {{usage}}\n\n{{all-args}}{{after-help}}", help().usage)
}

/// The clap tree, for completions and man pages.
pub fn command() -> clap::Command {
    command_with(|_| true, Others::Named)
}

/// What becomes of the commands that are not wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Others {
    /// They are not there.
    Absent,
    /// Their names are there.
    Named,
}

/// The clap tree, with what stands beneath those commands that are wanted: start-up does not pay for the others.
fn command_with(wanted: impl Fn(&str) -> bool, others: Others) -> clap::Command {
    let top = clap::Command::new("webot")
        .version(env!("CARGO_PKG_VERSION"))
        .about(help().about)
        .after_help(help().after)
        .styles(STYLES)
        .disable_help_flag(true)
        .args_override_self(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .max_term_width(120);
    let there = |name: &str| others == Others::Named || wanted(name);
    let own =
        own_commands().into_iter().filter(|(name, ..)| there(name)).map(|(name, about, after, augment)| {
            let command = clap::Command::new(name);
            let command = if wanted(name) { augment(command) } else { command };
            let command = command.about(about);
            if after.is_empty() { command } else { command.after_help(after) }
        });
    let top = Global::augment_args(top).about(help().about);
    translated(top.subcommands(own).subcommands(endpoint::commands(there, &wanted)))
}

/// What the arguments of a command are added by.
type Augment = fn(clap::Command) -> clap::Command;

/// Our own commands: name, help, what stands under it, and their arguments.
fn own_commands() -> [(&'static str, &'static str, &'static str, Augment); 13] {
    let help = help();
    [
        ("send", help.send.about, help.send.after, send::SendArgs::augment_args),
        ("verify-url", help.verify_url.about, help.verify_url.after, verify_url::VerifyUrlArgs::augment_args),
        ("sign", help.sign.about, help.sign.after, sign::SignArgs::augment_args),
        ("crypt", help.crypt.about, help.crypt.after, crypt::CryptArgs::augment_args),
        ("api", help.api.about, help.api.after, api::ApiArgs::augment_args),
        ("config", help.config_command.about, help.config_command.after, config::ConfigArgs::augment_args),
        ("init", help.init.about, help.init.after, init::InitArgs::augment_args),
        ("mock", help.mock.about, help.mock.after, mock::MockArgs::augment_args),
        ("serve", help.serve.about, help.serve.after, serve::ServeArgs::augment_args),
        ("rules", help.serve.rules, "", rules::RulesArgs::augment_args),
        ("completions", help.completions, "", completions::CompletionsArgs::augment_args),
        ("man", help.man, "", man::ManArgs::augment_args),
        ("help", help.help_command, "", HelpArgs::augment_args),
    ]
}

/// The same sections in the same language, however deep a command stands.
fn translated(command: clap::Command) -> clap::Command {
    let headed = |arg: clap::Arg| match (arg.get_help_heading(), arg.is_positional()) {
        (Some(_), _) => arg,
        (None, true) => arg.help_heading(help().arguments),
        (None, false) => arg.help_heading(help().options),
    };
    command
        .help_template(template())
        .subcommand_help_heading(help().commands)
        .mut_args(headed)
        .mut_subcommands(translated)
}

/// A command line that was read.
#[derive(Debug)]
pub struct Parsed {
    /// The flags that every command takes.
    pub global: Global,
    /// What to do.
    pub action: Action,
}

/// What to do.
#[derive(Debug)]
pub enum Action {
    /// A command of our own.
    Own(Command),
    /// A command of a group of endpoints: the group, and what was given.
    Endpoint(String, Box<ArgMatches>),
}

/// Why there is nothing to run.
#[derive(Debug)]
pub enum Stop {
    /// Help or the version was asked for: its text.
    Show(StyledStr),
    /// The command line is wrong.
    Wrong(Error),
}

/// Reads a command line.
pub fn parse(args: Vec<OsString>) -> Result<Parsed, Stop> {
    let args = expand_help(join_keys(double_dashes(args)));
    let bare = args.len() <= 1;
    let named = |group: &str| args.iter().any(|arg| arg == group);
    let tree = |others| command_with(named, others).color(ColorChoice::Always);
    if bare {
        return Err(Stop::Show(tree(Others::Named).render_help()));
    }
    let read = |others| {
        // To take the tree down again costs what a tenth of it costs to build, and the process soon ends.
        let command = Box::leak(Box::new(tree(others)));
        command.try_get_matches_from_mut(&args)
    };
    // What is shown of all commands, and what is said of a wrong one, takes them all.
    let matches = read(Others::Absent).or_else(|_| read(Others::Named));
    let stop = |error: clap::Error| match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Stop::Show(error.render()),
        _ => Stop::Wrong(Usage::Clap(Box::new(error)).into()),
    };
    let matches = matches.map_err(stop)?;
    if let Some((group, of_group)) = matches.subcommand().filter(|(name, _)| endpoint::is_group(name)) {
        let global = Global::from_arg_matches(&matches).map_err(stop)?;
        return Ok(Parsed { global, action: Action::Endpoint(group.to_owned(), Box::new(of_group.clone())) });
    }
    let global = Global::from_arg_matches(&matches).map_err(stop)?;
    let command = Command::from_arg_matches(&matches).map_err(stop)?;
    Ok(Parsed { global, action: Action::Own(command) })
}

/// Prints why nothing was run.
pub fn stopped(stop: Stop, printer: &Printer) -> Exit {
    let shown = match stop {
        Stop::Show(text) => printer.help(&text),
        Stop::Wrong(error) => Err(error),
    };
    match shown {
        Ok(()) => Exit::Success,
        Err(error) => {
            printer.error(&error);
            error.exit()
        }
    }
}

/// webot-cli took its options with one dash too.
fn double_dashes(args: Vec<OsString>) -> Vec<OsString> {
    const OLD: [&str; 8] = ["token", "port", "host", "route", "user", "sp", "des", "destination"];
    let mut message = false;
    let old = |word: &str| OLD.iter().any(|name| word.split('=').next() == Some(name));
    let mut double = |arg: OsString| {
        message |= arg == "--";
        match arg.to_str().and_then(|word| word.strip_prefix('-')) {
            Some(word) if !message && old(word) => format!("--{word}").into(),
            _ => arg,
        }
    };
    args.into_iter().map(&mut double).collect()
}

/// `--private-key "$(cat key.pem)"`: a key begins with dashes and is no option.
fn join_keys(args: Vec<OsString>) -> Vec<OsString> {
    let mut joined: Vec<OsString> = Vec::with_capacity(args.len());
    for arg in args {
        let key = arg.to_string_lossy().trim_start().starts_with("-----BEGIN ");
        match joined.last_mut().filter(|flag| key && flag.to_string_lossy().starts_with("--")) {
            Some(flag) => {
                flag.push("=");
                flag.push(arg);
            }
            None => joined.push(arg),
        }
    }
    joined
}

/// Global flags that take the next word as their value.
const VALUED: [&str; 4] = ["--color", "--config", "--profile", "--lang"];

/// `webot help send` is `webot send --help`, as it was in webot-cli.
fn expand_help(mut args: Vec<OsString>) -> Vec<OsString> {
    let mut position = 1;
    while let Some(arg) = args.get(position).map(|arg| arg.to_string_lossy()) {
        position += match arg {
            flag if VALUED.contains(&&*flag) => 2,
            flag if flag.starts_with('-') => 1,
            _ => break,
        };
    }
    let own_help = args.get(position + 1).is_some_and(|next| next == "--help" || next == "-h");
    if args.get(position).is_some_and(|word| word == "help") && !own_help {
        args.remove(position);
        args.push("--help".into());
    }
    args
}

/// The language: `--lang`, `WEBOT_LANG`, `LC_ALL`, `LC_MESSAGES`, `LANG`. It is needed before clap runs, for clap shows the help.
pub fn language(args: &[OsString], env: &Env) -> Lang {
    let flag = value_of(args, "--lang");
    let variables = ["WEBOT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    flag.as_deref()
        .and_then(Lang::parse)
        .or_else(|| variables.iter().find_map(|name| env.get(name).and_then(Lang::parse)))
        .unwrap_or_default()
}

/// How a usage error is to look, when clap could not say.
pub fn look_of(args: &[OsString]) -> Look {
    let color =
        value_of(args, "--color").and_then(|when| Color::from_str(&when, true).ok()).unwrap_or_default();
    Look { json: options(args).any(|arg| arg == "--json"), color, ..Look::default() }
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

/// What stands before `--`; what stands behind it is a message.
fn options(args: &[OsString]) -> impl Iterator<Item = std::borrow::Cow<'_, str>> {
    args.iter().map(|arg| arg.to_string_lossy()).take_while(|arg| arg != "--")
}

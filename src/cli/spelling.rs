//! Rewrites spellings that clap does not know before it parses the command line: those of webot-cli, and keys that
//! begin with dashes.

use std::ffi::OsString;

use super::global::{wants_document, words};

/// Rewrites the command line.
pub(super) fn rewritten(args: Vec<OsString>) -> Vec<OsString> {
    describe_paths(expand_common_names(expand_help(join_keys(double_dashes(args)))))
}

/// Doubles the dash of long options with a single dash, as in webot-cli.
pub(super) fn double_dashes(args: Vec<OsString>) -> Vec<OsString> {
    const SINGLE_DASH_OPTIONS: [&str; 8] =
        ["token", "port", "host", "route", "user", "sp", "des", "destination"];
    let mut message = false;
    let old = |word: &str| SINGLE_DASH_OPTIONS.iter().any(|name| word.split('=').next() == Some(name));
    let mut double = |arg: OsString| {
        message |= arg == "--";
        match arg.to_str().and_then(|word| word.strip_prefix('-')) {
            Some(word) if !message && old(word) => format!("--{word}").into(),
            _ => arg,
        }
    };
    args.into_iter().map(&mut double).collect()
}

/// Joins a PEM key to its flag, as in `--private-key "$(cat key.pem)"`: clap would take the key's dashes for an option.
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

/// Rewrites `webot help send` to `webot send --help`, unless the help is wanted as a document.
fn expand_help(mut args: Vec<OsString>) -> Vec<OsString> {
    let Some(position) = words(&args).map(|(position, _)| position).next() else { return args };
    let own_help = args.get(position + 1).is_some_and(|next| next == "--help" || next == "-h");
    if args[position] == "help" && !own_help && !wants_document(&args) {
        args.remove(position);
        args.push("--help".into());
    }
    args
}

/// Rewrites `webot config list` to `webot config show`.
fn expand_common_names(mut args: Vec<OsString>) -> Vec<OsString> {
    let given: Vec<(usize, String)> =
        words(&args).take(2).map(|(position, word)| (position, word.into_owned())).collect();
    if given.iter().map(|(_, word)| word.as_str()).eq(["config", "list"]) {
        args[given[1].0] = "show".into();
    }
    args
}

/// Rewrites `webot api /cgi-bin/menu/get --help` to `… --describe`.
fn describe_paths(mut args: Vec<OsString>) -> Vec<OsString> {
    let names_path = {
        let mut given = words(&args).map(|(_, word)| word);
        given.next().is_some_and(|command| command == "api") && given.take(2).any(|word| word.contains('/'))
    };
    for arg in args.iter_mut().filter(|arg| names_path && (*arg == "--help" || *arg == "-h")) {
        *arg = "--describe".into();
    }
    args
}

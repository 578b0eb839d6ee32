//! The names of flags: aliases and abbreviations, and the full names that they stand for.

use std::borrow::Cow;
use std::ffi::OsString;

use clap::Arg;

use super::selected::Selected;
use super::{global, spelling};

/// The commands that take a part of a flag's name for the flag: those with clap's `infer_long_args`, which it does not tell.
const ABBREVIATING: [&str; 1] = ["webot send"];

/// Returns the full name of an option; `None` if the word is not an option or is already a full name.
pub(super) fn full_name(word: &str, command: &clap::Command) -> Option<String> {
    let (name, value) = match word.split_once('=') {
        Some((name, value)) => (name, format!("={value}")),
        None => (word, String::new()),
    };
    let arg = named(name, command)?;
    let is_full = match name.strip_prefix("--") {
        Some(long) => arg.get_long() == Some(long),
        None => arg.get_short() == name.chars().nth(1),
    };
    if is_full { None } else { Some(format!("--{}{value}", arg.get_long()?)) }
}

/// Returns the option that a word names, in full, by an alias, by its letter or abbreviated.
fn named<'c>(name: &str, command: &'c clap::Command) -> Option<&'c Arg> {
    let find = |wanted: &dyn Fn(&Arg) -> bool| command.get_arguments().find(|arg| wanted(arg));
    if let Some(name) = name.strip_prefix("--").filter(|name| !name.is_empty()) {
        let alias = |arg: &Arg| arg.get_all_aliases().is_some_and(|aliases| aliases.contains(&name));
        // Part of a name stands for it if no other begins so.
        let cut = || {
            let is_cut = |arg: &&Arg| arg.get_long().is_some_and(|long| long.starts_with(name));
            let abbreviates = command.get_bin_name().is_some_and(|name| ABBREVIATING.contains(&name));
            let mut cut = command.get_arguments().filter(|arg| abbreviates && is_cut(arg));
            cut.next().filter(|_| cut.next().is_none())
        };
        return find(&|arg| arg.get_long() == Some(name)).or_else(|| find(&alias)).or_else(cut);
    }
    let mut letters = name.strip_prefix('-')?.chars();
    let letter = letters.next().filter(|_| letters.next().is_none())?;
    let alias = |arg: &Arg| arg.get_all_short_aliases().is_some_and(|aliases| aliases.contains(&letter));
    find(&|arg| arg.get_short() == Some(letter)).or_else(|| find(&alias))
}

/// Returns the names by which messages call the flags of a command line, and those that were typed in their place: messages
/// use the full name of a flag or its first alias.
pub(crate) fn typed_flags(args: Vec<OsString>) -> Vec<(String, String)> {
    let args = spelling::rewritten(args);
    let words: Vec<Cow<'_, str>> = global::words(&args).map(|(_, word)| word).collect();
    let command = Selected::named(words.iter().map(|word| &**word)).built();
    let flags = args.iter().skip(1).take_while(|arg| *arg != "--").map(|arg| arg.to_string_lossy());
    let typed: Vec<String> =
        flags.map(|flag| flag.split('=').next().unwrap_or_default().to_owned()).collect();
    let args: Vec<(&String, &Arg)> =
        typed.iter().filter_map(|word| Some((word, named(word, &command)?))).collect();
    let names_of = |(word, arg): &(&String, &Arg)| {
        // A flag that stands there by two names keeps both.
        let is_only = args.iter().all(|(other, own)| own.get_id() != arg.get_id() || other == word);
        let alias = arg.get_all_aliases().and_then(|aliases| aliases.first().copied());
        let names = arg.get_long().into_iter().chain(alias).map(|name| format!("--{name}"));
        names.filter(|name| is_only && name != *word).map(|name| (name, (*word).clone())).collect::<Vec<_>>()
    };
    args.iter().flat_map(names_of).collect()
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::typed_flags;

    #[test]
    fn typed_names_stand_for_full_names() {
        let cases: [(&str, &[(&str, &str)]); 9] = [
            ("webot work dept create x --name 1", &[]),
            ("webot pay refund create --total 1", &[]),
            ("webot send hi --url http://x", &[("--destination", "--url"), ("--des", "--url")]),
            (
                "webot send hi --url=http://x --openid o",
                &[("--destination", "--url"), ("--des", "--url"), ("--user", "--openid")],
            ),
            ("webot send hi -t x", &[("--token", "-t"), ("--t", "-t")]),
            ("webot send hi -u x --user y", &[]),
            ("webot send hi --url x --destination y", &[]),
            ("webot send hi -- --url", &[]),
            ("webot nothing --url x", &[]),
        ];
        for (line, names) in cases {
            let found = typed_flags(line.split(' ').map(OsString::from).collect());
            let found: Vec<(&str, &str)> =
                found.iter().map(|(full, typed)| (full.as_str(), typed.as_str())).collect();
            assert_eq!(found, names, "{line}");
        }
    }
}

//! The help and messages of the configuration.

use crate::config::{ConfigWarning, Redirect, SkipReason};

/// The help of `webot config`.
#[derive(Debug)]
pub(crate) struct ConfigHelp {
    pub about: &'static str,
    pub after: &'static str,
    pub show: &'static str,
    pub get: &'static str,
    pub edit: &'static str,
    pub set: &'static str,
    pub set_after: &'static str,
    pub unset: &'static str,
    pub path: &'static str,
    pub schema: &'static str,
    pub key: &'static str,
    pub value: &'static str,
}

/// The help of `webot init`.
#[derive(Debug)]
pub(crate) struct InitHelp {
    pub about: &'static str,
    pub after: &'static str,
    /// Heading: the account.
    pub account: &'static str,
    /// Heading: the bot.
    pub bot: &'static str,
    pub kind: &'static str,
    pub appid: &'static str,
    pub secret: &'static str,
    pub corpid: &'static str,
    pub agentid: &'static str,
    pub corpsecret: &'static str,
    pub token: &'static str,
    pub encoding_aes_key: &'static str,
    pub url: &'static str,
    pub generate: &'static str,
    pub file: &'static str,
    pub from: &'static str,
    pub force: &'static str,
}

/// The messages of the configuration.
#[derive(Debug)]
pub(crate) struct ConfigWords {
    /// Says that two accounts have this path.
    pub same_path: fn(&str) -> String,
    /// Says that a referenced value is empty or missing.
    pub no_value: &'static str,
    /// Says that this flag applies to a single account, but there are several.
    pub one_account: fn(&str) -> String,
    /// Says that this environment variable is not set.
    pub no_variable: fn(&str) -> String,
    /// Describes a warning about a file; the file and the warning.
    pub warning: fn(&str, &ConfigWarning) -> String,
    /// Warns that secrets in a file are sent to where the same file says; the file, the key and the destination.
    pub sends_to: fn(&str, &str, &str) -> String,
    /// Asks whether a secret may be sent to a destination in a project file.
    pub allow_destination: fn(&Redirect) -> String,
    /// Says that an answer could not be stored, so that the question comes again; the reason.
    pub not_remembered: fn(&str) -> String,
    /// The description of the member `profile`.
    pub default_profile: &'static str,
    /// The description of the member `profiles`.
    pub profiles: &'static str,
    /// The label of the configuration file.
    pub file: &'static str,
    /// The label of the selected profile.
    pub profile: &'static str,
    /// The label of the names of all profiles.
    pub profiles_there: &'static str,
    /// Says that there is no file; the paths that were searched.
    pub no_file: fn(&[String]) -> String,
    /// Names the command that creates a file.
    pub make_one: &'static str,
    /// Says that the file does not exist yet.
    pub not_yet: &'static str,
    /// The origin of a token that webot-cli cached; the file.
    pub cached_by_webot_cli: fn(&str) -> String,
    /// Says that values were written; the keys and the place.
    pub written: fn(&[&str], &str) -> String,
    /// Says that a key was removed or was missing; the key, the place, and `true` if it was there.
    pub taken_out: fn(&str, &str, bool) -> String,
    /// Warns that a written value is overridden; the key, and the variable or profile that overrides it.
    pub overruled: fn(&str, &str) -> String,
    /// The kinds of accounts, in the order of `AccountKind::ALL`.
    pub kinds: [&'static str; 4],
    /// The heading of the choice of a kind.
    pub which_kind: &'static str,
    /// The choices for a Token or EncodingAESKey: type it, generate it, leave it out.
    pub secret_choices: [&'static str; 3],
    /// The choice to keep the existing value.
    pub keep: &'static str,
    /// Puts a note after a prompt into brackets.
    pub note: fn(&str) -> String,
    /// The note after a prompt whose value may be left out.
    pub optional: &'static str,
    /// The note after a prompt with an existing value, which Enter keeps.
    pub enter_keeps: &'static str,
    /// Asks whether to change the value of this key.
    pub really_change: fn(&str) -> String,
    /// Says that nothing was changed in this file.
    pub nothing_new: fn(&str) -> String,
    /// Says that values were generated and must be entered on the settings page; the keys, and the command that shows
    /// them.
    pub generated: fn(&[&str], &str) -> String,
    /// Says that the file was added to this `.gitignore`.
    pub ignored: fn(&str) -> String,
    /// Warns that the file could not be added to `.gitignore`; the path of `.gitignore` and the reason.
    pub not_ignored: fn(&str, &str) -> String,
    /// Warns that git tracks the file; its name.
    pub tracked: fn(&str) -> String,
    /// Names the next command.
    pub next: fn(&str) -> String,
    /// Says that a setting of another file was taken: the key, the value, the name in the file.
    pub imported: fn(&str, &str, &str) -> String,
    /// Says that a setting of another file was not taken: the key, the name in the file, the reason.
    pub not_imported: fn(&str, &str, SkipReason) -> String,
    /// Says that a key has no value.
    pub not_set: fn(&str) -> String,
    /// Says that the editor changed nothing.
    pub same: &'static str,
    /// Says that the edited file was written; its path.
    pub edited: fn(&str) -> String,
}

//! Words about the configuration.

use crate::config::ConfigWarning;

/// The help of `webot config`.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is the help of the command or argument of its name")]
pub struct ConfigHelp {
    pub about: &'static str,
    pub after: &'static str,
    pub show: &'static str,
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
#[expect(missing_docs, reason = "each is the help of the flag of its name")]
pub struct InitHelp {
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
    pub force: &'static str,
}

/// Words about the configuration.
#[derive(Debug)]
pub struct ConfigWords {
    /// Two accounts have this path.
    pub same_path: fn(&str) -> String,
    /// A value that is named is empty or missing.
    pub no_value: &'static str,
    /// A flag that is of one account, where there are several.
    pub one_account: fn(&str) -> String,
    /// A variable that is named is not set.
    pub no_variable: fn(&str) -> String,
    /// Something in a file that deserves attention: the file, and what.
    pub warning: fn(&str, &ConfigWarning) -> String,
    /// What `profile` is.
    pub default_profile: &'static str,
    /// What `profiles` is.
    pub profiles: &'static str,
    /// Before the file that counts.
    pub file: &'static str,
    /// Before the profile that holds.
    pub profile: &'static str,
    /// Before the names of the profiles.
    pub profiles_there: &'static str,
    /// There is no file: the places that were looked at.
    pub no_file: fn(&[String]) -> String,
    /// What makes one.
    pub make_one: &'static str,
    /// A file that is not there yet.
    pub not_yet: &'static str,
    /// What webot-cli cached: the file.
    pub cached_by_webot_cli: fn(&str) -> String,
    /// Values were written: the keys, and where.
    pub written: fn(&[&str], &str) -> String,
    /// A key was taken out, or was not there: the key, where, whether it was there.
    pub taken_out: fn(&str, &str, bool) -> String,
    /// What stands over a value that was written: the key, and what.
    pub overruled: fn(&str, &str) -> String,
    /// What kinds of accounts there are, in the order of `Kind`.
    pub kinds: [&'static str; 4],
    /// Over the choice of a kind.
    pub which_kind: &'static str,
    /// What may be done about a Token or key: type it, make one up, leave it out.
    pub secret_choices: [&'static str; 3],
    /// Keep the one that is there.
    pub keep: &'static str,
    /// After a question that may be answered with Enter alone.
    pub optional: &'static str,
    /// After a question whose answer is there already.
    pub enter_keeps: &'static str,
    /// May the value of this key be changed?
    pub really_change: fn(&str) -> String,
    /// Nothing was changed.
    pub nothing_new: fn(&str) -> String,
    /// What was made up, and is to be pasted into the settings page.
    pub generated: fn(&[&str], &str) -> String,
    /// The file was added to this `.gitignore`.
    pub ignored: fn(&str) -> String,
    /// The file could not be added to `.gitignore`: which, why.
    pub not_ignored: fn(&str, &str) -> String,
    /// The file is tracked by git: its name.
    pub tracked: fn(&str) -> String,
    /// What to type next.
    pub next: fn(&str) -> String,
}

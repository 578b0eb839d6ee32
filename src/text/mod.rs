//! What people read, in English and in 中文: two values of one struct, and two exhaustive matches over the errors and
//! over the rules, so that a sentence that is missing in one language does not compile.

pub(crate) mod account;
mod api;
mod args;
mod config;
mod crypt;
mod en;
mod help;
mod list;
mod mock;
mod serve;
mod zh;

use std::fmt;

pub use api::{ApiHelp, ApiWords};
pub use args::ArgsHelp;
pub use config::{ConfigHelp, ConfigWords, InitHelp};
pub use crypt::{CryptHelp, CryptWords};
pub use help::{Help, SendHelp, SignHelp, VerifyUrlHelp, Words};
pub use mock::{MockHelp, MockWords};
pub use serve::{ServeHelp, ServeWords};

use list::List;

use crate::error::Error;

use crate::lang::{Lang, Said, Title};
use crate::message::{EchoCause, Platform, Rule};
use crate::sign::{Mistake, Scheme};

/// The help of every command and flag.
pub fn help() -> &'static Help {
    match Lang::spoken() {
        Lang::En => &en::HELP,
        Lang::Zh => &zh::HELP,
    }
}

/// The words on the screen beside errors and findings.
pub fn words() -> &'static Words {
    match Lang::spoken() {
        Lang::En => &en::WORDS,
        Lang::Zh => &zh::WORDS,
    }
}

/// An error in words.
pub fn error(error: &Error) -> Said {
    match Lang::spoken() {
        Lang::En => en::error(error),
        Lang::Zh => zh::error(error),
    }
}

/// An error of a configuration file in words.
pub fn config_error(error: &crate::config::ConfigError) -> Said {
    match Lang::spoken() {
        Lang::En => en::config(error),
        Lang::Zh => zh::config(error),
    }
}

/// Why a store cannot be used, in words.
pub fn store_reason(error: &crate::store::StoreError) -> String {
    match Lang::spoken() {
        Lang::En => en::store_reason(error),
        Lang::Zh => zh::store_reason(error),
    }
}

/// A finding about a reply in words; what follows from it depends on whose push was answered.
pub fn finding(rule: &Rule, platform: Platform) -> Said {
    match Lang::spoken() {
        Lang::En => en::finding(rule, platform),
        Lang::Zh => zh::finding(rule, platform),
    }
}

/// A finding of `verify-url` in words.
pub fn cause(cause: &EchoCause) -> Said {
    match Lang::spoken() {
        Lang::En => en::cause(cause),
        Lang::Zh => zh::cause(cause),
    }
}

/// A mistake behind a wrong signature in words.
pub fn mistake(mistake: Mistake, scheme: Scheme) -> Said {
    match Lang::spoken() {
        Lang::En => en::mistake(mistake, scheme),
        Lang::Zh => zh::mistake(mistake, scheme),
    }
}

/// A finding of `crypt verify-notify` in words.
pub fn crypt_cause(cause: &crate::crypt::verify::Cause) -> Said {
    match Lang::spoken() {
        Lang::En => en::crypt_cause(cause),
        Lang::Zh => zh::crypt_cause(cause),
    }
}

/// A finding about a menu file in words.
pub fn menu_finding(finding: &crate::menu::Finding) -> Said {
    match Lang::spoken() {
        Lang::En => en::menu_finding(finding),
        Lang::Zh => zh::menu_finding(finding),
    }
}

/// What keeps a file from being read, in words.
pub fn syntax(error: &crate::source::SyntaxError) -> Said {
    match Lang::spoken() {
        Lang::En => en::syntax(error),
        Lang::Zh => zh::syntax(error),
    }
}

/// What is wrong with a file of rules, in words.
pub fn rules_problem(problem: &crate::bot::Problem) -> Said {
    match Lang::spoken() {
        Lang::En => en::rules_problem(problem),
        Lang::Zh => zh::rules_problem(problem),
    }
}

/// What cannot be taken over from a menu that WeChat returned, in words.
pub fn menu_loss(path: &str, kind: &crate::menu::LossKind) -> Said {
    match Lang::spoken() {
        Lang::En => en::menu_loss(path, kind),
        Lang::Zh => zh::menu_loss(path, kind),
    }
}

/// Something that can be put into words.
pub trait Explain {
    /// Returns a sentence with its hints, in the language that is spoken.
    fn explain(&self) -> Said;
}

impl Explain for crate::menu::Finding {
    fn explain(&self) -> Said {
        menu_finding(self)
    }
}

impl Explain for crate::menu::Loss {
    fn explain(&self) -> Said {
        menu_loss(&self.path, &self.kind)
    }
}

impl Explain for crate::source::SyntaxError {
    fn explain(&self) -> Said {
        syntax(self)
    }
}

impl Explain for crate::bot::Problem {
    fn explain(&self) -> Said {
        rules_problem(self)
    }
}

/// A table's line in the language that is spoken.
pub fn title(title: Title) -> &'static str {
    match Lang::spoken() {
        Lang::En => title.en,
        Lang::Zh => title.zh,
    }
}

impl Said {
    /// With a hint that names words; without one where there are none.
    fn hint_list<T: fmt::Display>(self, before: &str, words: &List<'_, T>) -> Self {
        if words.is_empty() { self } else { self.hint(format!("{before}{words}")) }
    }

    /// With a hint that asks whether one of these words was meant; without one where there are none.
    fn did_you_mean<T: fmt::Display>(self, closest: &[T]) -> Self {
        let words = List::or_ticked(closest);
        match Lang::spoken() {
            _ if words.is_empty() => self,
            Lang::En => self.hint(format!("did you mean {words}?")),
            Lang::Zh => self.hint(format!("是不是 {words}？")),
        }
    }
}

/// What clap knows of an error, in backticks where it is a suggestion.
fn context(error: &clap::Error, kind: clap::error::ContextKind) -> String {
    use clap::error::{ContextKind, ContextValue};
    let suggestion = matches!(
        kind,
        ContextKind::SuggestedArg | ContextKind::SuggestedSubcommand | ContextKind::SuggestedValue
    );
    let quote = |word: &str| if suggestion { format!("`{word}`") } else { word.to_owned() };
    // clap writes `--mode <MODE>` and `[KIND]...`; people read `--mode` and `KIND`.
    let argument = matches!(kind, ContextKind::InvalidArg | ContextKind::PriorArg);
    let plain = |word: &str| {
        let name = word.split([' ', '=', '[']).find(|part| argument && !part.is_empty());
        name.map_or_else(|| quote(word), |name| name.trim_matches(['<', '>', ']', '.']).to_owned())
    };
    match error.get(kind) {
        Some(ContextValue::String(word)) => plain(word),
        Some(ContextValue::Strings(words)) => {
            words.iter().map(|word| plain(word)).collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    }
}

/// Whether what clap takes for an option is rather the value of one.
fn value_with_dash(argument: &str) -> bool {
    let long = |name: &str| name.starts_with(|first: char| first.is_ascii_lowercase());
    argument.starts_with('-') && !argument.strip_prefix("--").is_some_and(long)
}

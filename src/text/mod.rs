//! The text for people, in English and in 中文: two values of each struct, and two exhaustive matches over each enum of
//! errors and rules. A sentence that is missing in one language therefore does not compile.

pub(crate) mod account;
mod api;
mod app;
mod args;
mod articles;
mod autoreply;
mod bench;
mod chat;
mod config;
mod crypt;
mod doctor;
mod en;
mod examples;
mod explain;
mod fields;
mod help;
mod jssdk;
mod list;
mod listen;
mod listen_view;
mod mass;
mod mcp;
mod message;
mod mini;
mod mock;
mod oauth;
mod pay;
mod scenario;
mod serve;
#[cfg(test)]
mod tests;
mod token_server;
mod topics;
mod ui;
mod words;
mod work;
mod zh;

use std::fmt;

pub(crate) use account::PlatformReason;
pub(crate) use api::{ApiHelp, ApiWords};
pub(crate) use args::ArgsHelp;
pub(crate) use config::{ConfigHelp, ConfigWords, InitHelp};
pub(crate) use examples::example;
pub(crate) use explain::{ExplainHelp, ExplainWords};
pub(crate) use help::{Help, SignHelp};
pub(crate) use jssdk::Unsigned;
pub(crate) use mass::MassReceivers;
pub(crate) use pay::{ShopCase, ShopOutcome};
pub(crate) use scenario::NotUpdated;
pub(crate) use topics::{TOPICS, environment, exit_codes};
pub(crate) use words::Words;

use list::List;

use crate::error::Error;

use crate::lang::{Bilingual, Lang, Said};
use crate::message::{AnswerFamily, EchoCause, Rule};
use crate::sign::{Detail, Mistake, Scheme};

/// Returns a number of bytes in the largest unit of which it has at least one: `512 KB`, `1.5 MB`.
fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")];
    match UNITS.iter().find(|(unit, _)| bytes >= *unit) {
        Some((unit, name)) if bytes.is_multiple_of(*unit) => format!("{} {name}", bytes / unit),
        Some((unit, name)) => {
            let tenths = bytes / (unit / 10);
            format!("{}.{} {name}", tenths / 10, tenths % 10)
        }
        None => format!("{bytes} B"),
    }
}

/// Returns the help of every command and flag, in the current language.
pub(crate) fn help() -> &'static Help {
    match Lang::spoken() {
        Lang::En => &en::HELP,
        Lang::Zh => &zh::HELP,
    }
}

/// Returns the messages beside errors and findings, in the current language.
pub(crate) fn words() -> &'static Words {
    match Lang::spoken() {
        Lang::En => &en::WORDS,
        Lang::Zh => &zh::WORDS,
    }
}

/// Explains an error.
pub(crate) fn error(error: &Error) -> Said {
    match Lang::spoken() {
        Lang::En => en::error(error),
        Lang::Zh => zh::error(error),
    }
}

/// Explains an error of a configuration file.
pub(crate) fn config_error(error: &crate::config::ConfigError) -> Said {
    match Lang::spoken() {
        Lang::En => en::config(error),
        Lang::Zh => zh::config(error),
    }
}

/// Explains why a store cannot be used.
pub(crate) fn store_reason(error: &crate::store::StoreError) -> String {
    match Lang::spoken() {
        Lang::En => error.to_string(),
        Lang::Zh => zh::store_reason(error),
    }
}

/// Explains a finding about a reply; its consequence depends on the family of the push.
pub(crate) fn finding(rule: &Rule, family: AnswerFamily) -> Said {
    match Lang::spoken() {
        Lang::En => en::finding(rule, family),
        Lang::Zh => zh::finding(rule, family),
    }
}

/// Explains a finding of `verify-url`.
pub(crate) fn cause(cause: &EchoCause) -> Said {
    match Lang::spoken() {
        Lang::En => en::cause(cause),
        Lang::Zh => zh::cause(cause),
    }
}

/// Explains a finding of `webot doctor`.
pub(crate) fn doctor(finding: &crate::diagnose::doctor::Finding) -> Said {
    match Lang::spoken() {
        Lang::En => en::doctor(finding),
        Lang::Zh => zh::doctor(finding),
    }
}

/// Explains a fault of an app's files or shares.
pub(crate) fn app_fault(fault: &crate::mobile_app::AppFault) -> Said {
    match Lang::spoken() {
        Lang::En => en::app_fault(fault),
        Lang::Zh => zh::app_fault(fault),
    }
}

/// Explains the mistake behind a wrong signature.
pub(crate) fn mistake(mistake: Mistake, detail: &Detail, scheme: Scheme) -> Said {
    match Lang::spoken() {
        Lang::En => en::mistake(mistake, detail, scheme),
        Lang::Zh => zh::mistake(mistake, detail, scheme),
    }
}

/// Explains a finding of `crypt verify-notify`.
pub(crate) fn crypt_cause(cause: &crate::crypt::verify::Cause) -> Said {
    match Lang::spoken() {
        Lang::En => en::crypt_cause(cause),
        Lang::Zh => zh::crypt_cause(cause),
    }
}

/// Explains a finding about a menu file.
pub(crate) fn menu_finding(finding: &crate::menu::Finding) -> Said {
    match Lang::spoken() {
        Lang::En => en::menu_finding(finding),
        Lang::Zh => zh::menu_finding(finding),
    }
}

/// Explains a fault of an article.
pub(crate) fn article_fault(fault: &crate::article::ArticleFault) -> Said {
    match Lang::spoken() {
        Lang::En => en::article_fault(fault),
        Lang::Zh => zh::article_fault(fault),
    }
}

/// Explains a fault of a link of web authorization.
pub(crate) fn link_fault(fault: &crate::oauth_link::LinkFault) -> Said {
    match Lang::spoken() {
        Lang::En => en::link_fault(fault),
        Lang::Zh => zh::link_fault(fault),
    }
}

/// Explains a syntax error of a file.
pub(crate) fn syntax(error: &crate::source::SyntaxError) -> Said {
    match Lang::spoken() {
        Lang::En => en::syntax(error),
        Lang::Zh => zh::syntax(error),
    }
}

/// Explains a problem in a file of rules.
pub(crate) fn rules_problem(problem: &crate::bot::Problem) -> Said {
    match Lang::spoken() {
        Lang::En => en::rules_problem(problem),
        Lang::Zh => zh::rules_problem(problem),
    }
}

/// Explains a part of WeChat's menu that a menu file cannot represent.
pub(crate) fn menu_loss(path: &str, kind: &crate::menu::LossKind) -> Said {
    match Lang::spoken() {
        Lang::En => en::menu_loss(path, kind),
        Lang::Zh => zh::menu_loss(path, kind),
    }
}

/// A value that can be explained in a sentence.
pub(crate) trait Explain {
    /// Returns a sentence with its hints, in the current language.
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

/// Returns a line of a table in the current language.
pub(crate) fn title(title: Bilingual) -> &'static str {
    match Lang::spoken() {
        Lang::En => title.en,
        Lang::Zh => title.zh,
    }
}

impl Said {
    /// Adds a hint that lists words; adds none if there are no words.
    fn hint_list<T: fmt::Display>(self, before: &str, words: &List<'_, T>) -> Self {
        if words.is_empty() { self } else { self.hint(format!("{before}{words}")) }
    }

    /// Returns several problems, each with its place, as one: their sentences first, a line each, then their hints, each
    /// once and with its places.
    fn several(problems: impl Iterator<Item = (String, Self)>) -> Self {
        let mut all: Vec<(String, Self)> = problems.collect();
        if all.len() < 2 {
            return all.pop().map_or_else(|| Self::new(String::new()), |(_, said)| said);
        }
        let mut hints: Vec<(String, Vec<&str>)> = Vec::new();
        for (place, said) in &mut all {
            for hint in std::mem::take(&mut said.hints) {
                match hints.iter_mut().find(|(known, _)| *known == hint) {
                    Some((_, places)) => places.push(place),
                    None => hints.push((hint, vec![place])),
                }
            }
        }
        let labelled = |(hint, places): (String, Vec<&str>)| {
            let places: Vec<&str> = places.into_iter().filter(|place| !place.is_empty()).collect();
            if places.is_empty() { hint } else { words().labelled(&places.join(words().comma), &hint) }
        };
        let hints = hints.into_iter().map(labelled).collect();
        let sentences: Vec<String> = all.into_iter().map(|(_, said)| said.message).collect();
        Self { hints, ..Self::new(sentences.join("\n")) }
    }

    /// Adds a hint that suggests the closest words, or one that lists the known words if none is close.
    fn closest_or_known(self, closest: &[String], known: &[&str]) -> Self {
        if !closest.is_empty() || known.is_empty() {
            return self.did_you_mean(closest);
        }
        let before = match Lang::spoken() {
            Lang::En => "known here: ",
            Lang::Zh => "此处可用：",
        };
        // Of the spellings of a key, the first is enough.
        let plain = |key: &str| key.replace('_', "").to_lowercase();
        let mut shown: Vec<&str> = Vec::new();
        for key in known {
            if !shown.iter().any(|other| plain(other) == plain(key)) {
                shown.push(key);
            }
        }
        self.hint_list(before, &List::ticked(&shown))
    }

    /// Adds a hint that suggests these words; adds none if there are no words.
    fn did_you_mean<T: fmt::Display>(self, closest: &[T]) -> Self {
        let words = List::or_ticked(closest);
        match Lang::spoken() {
            _ if words.is_empty() => self,
            Lang::En => self.hint(format!("did you mean {words}?")),
            Lang::Zh => self.hint(format!("是不是 {words}？")),
        }
    }
}

/// Returns a part of an error from clap; suggestions in backticks.
fn context(error: &clap::Error, kind: clap::error::ContextKind) -> String {
    use clap::error::{ContextKind, ContextValue};
    let suggestion = matches!(
        kind,
        ContextKind::SuggestedArg | ContextKind::SuggestedSubcommand | ContextKind::SuggestedValue
    );
    let quote = |word: &str| if suggestion { format!("`{word}`") } else { word.to_owned() };
    // clap writes `--mode <MODE>` and `[KIND]...`; the text shows `--mode` and `KIND`.
    let argument = matches!(kind, ContextKind::InvalidArg | ContextKind::PriorArg);
    // Of a group clap writes `<--to <TO>|--tag <TAG>>`.
    let or = if Lang::spoken() == Lang::Zh { " 或 " } else { " or " };
    let plain = |word: &str| {
        if argument && word.contains('|') {
            let flags = word.split(['<', '>', '|', ' ', '.', '[', ']']).filter(|part| part.starts_with("--"));
            let flags: Vec<&str> = flags.collect();
            // The words of an argument, `[reset|pay-keys]`, are no flags.
            if !flags.is_empty() {
                return flags.join(or);
            }
        }
        // Any other word is what the user typed.
        let is_name = argument && word.starts_with(['-', '<', '[']);
        let name = word.split([' ', '=', '[']).find(|part| is_name && !part.is_empty());
        name.map_or_else(|| quote(word), |name| name.trim_matches(['<', '>', ']', '.']).to_owned())
    };
    match error.get(kind) {
        Some(ContextValue::String(word)) => plain(word),
        Some(ContextValue::Strings(words)) => {
            let between = match Lang::spoken() {
                Lang::En if !suggestion => ", ",
                Lang::Zh if !suggestion => "、",
                Lang::En => " or ",
                Lang::Zh => " 或 ",
            };
            words.iter().map(|word| plain(word)).collect::<Vec<_>>().join(between)
        }
        _ => String::new(),
    }
}

/// The reason why clap does not take a value as a number.
enum NumberFault {
    /// It is not between these bounds; the second is `None` if there is none.
    Outside(String, Option<String>),
    /// It is too large for any argument.
    TooLarge,
    /// It is not a number.
    NotNumber,
}

/// Returns the reason why a value is not accepted as a number; `None` for other errors. clap tells it in its message only.
fn number_fault(error: &clap::Error) -> Option<NumberFault> {
    let reason = std::error::Error::source(error)?.to_string();
    if let Some((_, bounds)) = reason.split_once(" is not in ") {
        let (least, most) = bounds.split_once("..")?;
        let least = if least.starts_with('-') { "0" } else { least };
        let most: u64 = match most.strip_prefix('=') {
            Some(most) => most.parse().ok()?,
            None => most.parse::<u64>().ok()?.saturating_sub(1),
        };
        // Greater bounds are those of the type.
        let most = (most < u64::from(u32::MAX)).then(|| most.to_string());
        return Some(NumberFault::Outside(least.to_owned(), most));
    }
    let is_negative = context(error, clap::error::ContextKind::InvalidValue).starts_with('-');
    match reason.as_str() {
        "out of range integral type conversion attempted" if is_negative => {
            Some(NumberFault::Outside("0".to_owned(), None))
        }
        "out of range integral type conversion attempted" | "number too large to fit in target type" => {
            Some(NumberFault::TooLarge)
        }
        "invalid digit found in string" | "cannot parse integer from empty string" => {
            Some(NumberFault::NotNumber)
        }
        _ => None,
    }
}

/// Returns the command or the flag that opens an editor.
fn editing(thing: crate::error::Editable) -> &'static str {
    use crate::error::Editable;
    match thing {
        Editable::Config => "config edit",
        Editable::Menu => "menu edit",
        Editable::Message => "--edit",
    }
}

/// Returns the command whose arguments are wrong, as it is typed.
fn named_command(error: &clap::Error) -> String {
    let named = context(error, clap::error::ContextKind::Custom);
    if named.is_empty() { "webot".to_owned() } else { named }
}

/// Returns the variable of a credential of the account, for the flag that people expect to be that of every command.
fn account_variable(argument: &str) -> Option<&'static str> {
    Some(match argument {
        "--appid" | "--app-id" => "WX_APPID",
        "--secret" | "--appsecret" | "--app-secret" => "WX_SECRET",
        "--corpid" | "--corp-id" => "WX_CORPID",
        "--corpsecret" | "--corp-secret" => "WX_CORPSECRET",
        "--agentid" | "--agent-id" => "WX_AGENTID",
        _ => return None,
    })
}

/// Returns whether an argument that clap takes for a flag is more likely a value.
fn value_with_dash(argument: &str) -> bool {
    let long = |name: &str| name.starts_with(|first: char| first.is_ascii_lowercase());
    argument.starts_with('-') && !argument.strip_prefix("--").is_some_and(long)
}

//! The rules of a bot, read from a file, with the meaning that they have in node-webot.

mod account;
mod candidates;
mod handler;
mod judge_reply;
mod keys;
mod known;
mod lint;
mod list;
mod loader;
mod near_miss;
mod output;
mod pattern;
mod problem;
mod read_reply;
mod reader;
mod references;
mod rule;
mod unreachable;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::tz::TimeZone;

pub(crate) use account::AccountSpec;
pub(crate) use candidates::Candidates;
pub(crate) use handler::{Handler, ProgramHandler, WebHandler};
pub(crate) use loader::{read_file, read_text, read_with_files};
pub(crate) use near_miss::NearMiss;
pub(crate) use output::parse_output;
pub(crate) use pattern::{FieldTest, Pattern, PatternResult};
pub(crate) use problem::{ExpectedType, FilePosition, Problem, ProblemKind, ReferenceKind};

use super::arrival;
use super::reply::Article;
use super::template::Template;

/// The default time limit of a handler; WeChat disconnects after 5 s.
pub(crate) const DEFAULT_HANDLER_TIMEOUT: Duration = Duration::from_secs(4);
/// The maximum time limit of a handler.
pub(crate) const MAX_HANDLER_TIMEOUT: Duration = Duration::from_millis(4900);

/// The prefix of a dialog entry's name, before its key.
const DIALOG_PREFIX: &str = "dialog_";

/// The rules of a bot.
#[derive(Debug)]
pub(crate) struct RuleBook {
    /// The rules that are tried on every message, in order.
    pub routes: Vec<Rule>,
    /// The rules before `routes`.
    pub before_rules: Vec<Rule>,
    /// The rules that run after the reply.
    pub after_rules: Vec<Rule>,
    /// The rules that wait for a user's next message, by name.
    pub wait_rules: HashMap<String, Vec<Rule>>,
    /// The number of groups that asked for each name, for unique names.
    wait_numbers: HashMap<String, usize>,
    /// The gates of domains, by name.
    pub domains: HashMap<String, Vec<Rule>>,
    /// The replies for error codes: 404 if no rule answers, 500 if a rule fails.
    pub code_replies: BTreeMap<String, Rule>,
    /// The accounts in the file.
    pub accounts: Vec<AccountSpec>,
    /// `true` if the spaces around a text are kept.
    pub keep_blank: bool,
    /// `true` if a failed rule is answered with the reply for its code; `false` if the next rule is tried.
    pub break_on_error: bool,
    /// The time zone of the rules.
    pub zone: TimeZone,
    /// The fields that each article of a reply gets.
    pub mapping: Option<Article<Template>>,
    /// The warnings found while reading.
    warnings: Vec<Problem>,
    /// The seed of random numbers; with one, the same messages get the same replies.
    pub seed: Option<u64>,
    /// All files that were read, the main file first.
    pub files: Vec<WatchedFile>,
    /// `true` if any rule runs a program or calls a web service.
    pub uses_external_handlers: bool,
    /// The index of the `routes` that a text may match.
    pub candidates: Candidates,
}

impl Default for RuleBook {
    fn default() -> Self {
        Self {
            routes: Vec::new(),
            before_rules: Vec::new(),
            after_rules: Vec::new(),
            wait_rules: HashMap::new(),
            wait_numbers: HashMap::new(),
            domains: HashMap::new(),
            code_replies: BTreeMap::new(),
            accounts: Vec::new(),
            keep_blank: true,
            break_on_error: true,
            zone: arrival::default_zone(),
            mapping: None,
            warnings: Vec::new(),
            seed: None,
            files: Vec::new(),
            uses_external_handlers: false,
            candidates: Candidates::default(),
        }
    }
}

/// A file, and the data by which a change of it is detected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WatchedFile {
    /// The file.
    pub path: PathBuf,
    /// The modification time and the size in bytes; `None` if the file does not exist.
    pub stamp: Option<(Option<SystemTime>, u64)>,
}

impl WatchedFile {
    /// Returns a file with its current stamp.
    pub(crate) fn stat(path: &Path) -> Self {
        let metadata = std::fs::metadata(path).ok();
        let stamp = metadata.map(|metadata| (metadata.modified().ok(), metadata.len()));
        Self { path: path.to_owned(), stamp }
    }
}

/// A rule: its pattern and its handler.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rule {
    /// The name that other rules and logs use.
    pub name: String,
    /// The description for users.
    pub description: Option<String>,
    /// The messages that it applies to.
    pub pattern: Pattern,
    /// The pattern as it is written; empty if there is none.
    pub written_pattern: String,
    /// The action; a rule without one can only write into the session.
    pub handler: Option<Handler>,
    /// The domain whose gate runs before it.
    pub domain: Option<String>,
    /// The rules that wait for the user's next message after the reply.
    pub wait: Option<String>,
    /// The time limit of that message.
    pub wait_limit: Option<WaitLimit>,
    /// The limit of waiting again on the same rules.
    pub rewait: Option<Rewait>,
    /// `true` if it ends the wait, before its handler runs.
    pub resolve: bool,
    /// `true` if it is an entry of a list, which stays open.
    pub of_list: bool,
    /// The session fields that it writes.
    pub session_updates: Vec<(String, SessionUpdate)>,
    /// Its position in the file.
    pub position: FilePosition,
}

/// The time limit of a wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WaitLimit {
    /// The time for the user's next message, in milliseconds.
    pub within_ms: u64,
    /// The name of the rules for a message that comes later; without it, no rule waits for it.
    pub late: Option<String>,
}

/// Waiting again on the rules that were waited on.
#[derive(Debug, Clone)]
pub(crate) struct Rewait {
    /// The maximum number of times.
    pub limit: Option<u64>,
    /// The handler after that; without one, the rule is skipped.
    pub then: Option<Box<Handler>>,
}

/// An update of a session field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SessionUpdate {
    /// Sets a text.
    Text(Template),
    /// Sets a random number between these two, both included.
    Random(i64, i64),
    /// Sets an object.
    Object(Vec<(String, SessionUpdate)>),
    /// Sets a list.
    List(Vec<SessionUpdate>),
    /// Removes the field.
    Remove,
}

impl RuleBook {
    /// Returns the rules that wait under this name: those of `waitRules`, else the rule of that name.
    pub(crate) fn waiting(&self, name: &str) -> &[Rule] {
        match self.wait_rules.get(name) {
            Some(rules) => rules,
            None => self.rule(name).map_or(&[], std::slice::from_ref),
        }
    }

    /// Returns the rule of that name.
    pub(crate) fn rule(&self, name: &str) -> Option<&Rule> {
        let named = |rule: &&Rule| rule.name == name;
        // An entry of a dialog may be called by its key, without the prefix.
        let key = |rule: &&Rule| rule.name.strip_prefix(DIALOG_PREFIX) == Some(name);
        let routes = || self.routes.iter();
        routes().find(named).or_else(|| self.wait_rules.get(name)?.first()).or_else(|| routes().find(key))
    }

    /// Returns the descriptions of the rules for users, one per line.
    pub(crate) fn descriptions(&self) -> String {
        let lines: Vec<String> = self
            .routes
            .iter()
            .filter_map(|rule| rule.description.as_ref().map(|description| format!("> {description}")))
            .collect();
        lines.join("\n")
    }

    /// Returns the rules of an account: its own, or these.
    pub(crate) fn of_account<'b>(&'b self, account: &'b AccountSpec) -> &'b Self {
        account.rules.as_deref().unwrap_or(self)
    }

    /// Returns these rules and those of the accounts that have their own.
    pub(crate) fn with_accounts(&self) -> impl Iterator<Item = (Option<&AccountSpec>, &Self)> {
        let own = self.accounts.iter().filter_map(|account| Some((Some(account), account.rules.as_deref()?)));
        std::iter::once((None, self)).chain(own)
    }

    /// Returns the number of rules, of all accounts.
    pub(crate) fn count_all(&self) -> usize {
        self.with_accounts().map(|(_, book)| book.count()).sum()
    }

    /// Returns the number of rules in all groups.
    pub(crate) fn count(&self) -> usize {
        let groups = self.wait_rules.values().chain(self.domains.values());
        let grouped: usize = groups.map(Vec::len).sum();
        self.routes.len() + self.before_rules.len() + self.after_rules.len() + grouped
    }
}

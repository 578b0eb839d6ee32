//! The rules of a bot: read from a file, with node-webot's meaning. Pure.

mod candidates;
mod handler;
mod keys;
mod list;
mod pattern;
mod problem;
mod read;
mod reply;
mod rule;
mod value;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

pub use candidates::Candidates;
pub use handler::{Handler, Program, Web};
pub use pattern::{Matched, Pattern, Test, TextPattern};
pub use problem::{Missing, Place, Problem, Wanted, What};
pub use read::{MAX_FILE, read_file, read_seen, read_text};
pub use reply::{Answer, answer};

use super::template::Template;
use crate::secret::Secret;

/// How long a handler may take when nothing else is said; WeChat hangs up after 5 s.
pub const TIMEOUT: Duration = Duration::from_secs(4);
/// How long it may take at most.
pub const LONGEST_TIMEOUT: Duration = Duration::from_millis(4900);

/// What stands before the key in the name of a dialog's entry.
const DIALOG: &str = "dialog_";

/// The rules of a bot.
#[derive(Debug, Default)]
pub struct RuleBook {
    /// Those that a message is tried on, in order.
    pub routes: Vec<Rule>,
    /// Those that come before them.
    pub befores: Vec<Rule>,
    /// Those that run once there is a reply.
    pub afters: Vec<Rule>,
    /// Those that wait for a user's next message, by name.
    pub waits: HashMap<String, Vec<Rule>>,
    /// How many groups have wanted a name that was taken.
    wait_numbers: HashMap<String, usize>,
    /// The gates of domains, by name.
    pub domains: HashMap<String, Vec<Rule>>,
    /// What is answered in place of an error: 404 when no rule answers, 500 when one fails.
    pub code_replies: BTreeMap<String, Rule>,
    /// Accounts that the file names.
    pub accounts: Vec<AccountSpec>,
    /// Whether spaces around a text are kept.
    pub keep_blank: bool,
    /// Where chance begins, so that the same messages get the same answers.
    pub seed: Option<u64>,
    /// Every file that was read, the first one first.
    pub files: Vec<SeenFile>,
    /// Whether any rule asks a program or a web server.
    pub reaches_out: bool,
    /// Which of `routes` a text may match.
    pub candidates: Candidates,
}

/// A file, and by what a change of it is noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenFile {
    /// The file.
    pub path: PathBuf,
    /// When it was changed, and how many bytes it had; nothing where it was not there.
    pub stamp: Option<(Option<SystemTime>, u64)>,
}

impl SeenFile {
    /// A file as it is now.
    pub fn look(path: &Path) -> Self {
        let metadata = std::fs::metadata(path).ok();
        let stamp = metadata.map(|metadata| (metadata.modified().ok(), metadata.len()));
        Self { path: path.to_owned(), stamp }
    }
}

/// A rule: what it is for, and what it does.
#[derive(Debug, Clone, Default)]
pub struct Rule {
    /// By which others call it, and logs.
    pub name: String,
    /// What a user is told of it.
    pub description: Option<String>,
    /// Which messages it is for.
    pub pattern: Pattern,
    /// What it does; a rule without one sets fields of the session at most.
    pub handler: Option<Handler>,
    /// The domain whose gate comes before it.
    pub domain: Option<String>,
    /// Which rules wait for the user's next message once it has answered.
    pub wait: Option<String>,
    /// Whether what was waited on is waited on again.
    pub rewait: Option<Rewait>,
    /// Whether it ends the wait, before anything else.
    pub resolve: bool,
    /// Whether the list that it stands in stays open.
    pub stay: bool,
    /// What it writes into the session.
    pub set: Vec<(String, Setting)>,
    /// Where it stands.
    pub place: Place,
}

/// Waiting again on what was waited on.
#[derive(Debug, Clone)]
pub struct Rewait {
    /// How often at most.
    pub limit: Option<u64>,
    /// What is done after that; without it, the rule is passed over.
    pub then: Option<Box<Handler>>,
}

/// What a field of the session becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// A text.
    Text(Template),
    /// A number between these two, both included.
    Random(i64, i64),
    /// Nothing: it is forgotten.
    Forget,
}

/// An account that a file of rules names; secrets may be `env:NAME` or `file:PATH`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountSpec {
    /// Where WeChat sends its messages.
    pub path: Option<String>,
    /// The callback's Token.
    pub token: Option<Secret>,
    /// The callback's `EncodingAESKey`.
    pub aes_key: Option<Secret>,
    /// appid, corpid, or another receiver of encrypted messages.
    pub receiver: Option<String>,
    /// The profile of `wx_config.json` that has the rest.
    pub profile: Option<String>,
    /// `plain`, `compat` or `safe`: what the account is set to.
    pub mode: Option<String>,
    /// Where it stands.
    pub place: Place,
}

impl RuleBook {
    /// The rules that wait under this name: those of `waitRules`, else a rule of that name.
    pub fn waiting(&self, name: &str) -> &[Rule] {
        match self.waits.get(name) {
            Some(rules) => rules,
            None => self.rule(name).map_or(&[], std::slice::from_ref),
        }
    }

    /// The rule of that name.
    pub fn rule(&self, name: &str) -> Option<&Rule> {
        let named = |rule: &&Rule| rule.name == name;
        // An entry of a dialog may be called by its key alone.
        let key = |rule: &&Rule| rule.name.strip_prefix(DIALOG) == Some(name);
        let routes = || self.routes.iter();
        routes().find(named).or_else(|| self.waits.get(name)?.first()).or_else(|| routes().find(key))
    }

    /// What users are told of the rules, a line each.
    pub fn descriptions(&self) -> String {
        let lines: Vec<String> = self
            .routes
            .iter()
            .filter_map(|rule| rule.description.as_ref().map(|description| format!("> {description}")))
            .collect();
        lines.join("\n")
    }

    /// How many rules there are, wherever they stand.
    pub fn count(&self) -> usize {
        let groups = self.waits.values().chain(self.domains.values());
        let grouped: usize = groups.map(Vec::len).sum();
        self.routes.len() + self.befores.len() + self.afters.len() + grouped
    }
}

//! A scenario file as data: everything is checked, and variables are not yet replaced.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::problem::Position;
use super::variables::{Template, Variables};
use crate::message::{self, Format};

/// A file of scenarios.
#[derive(Debug, Clone)]
pub(crate) struct ScenarioFile {
    /// The path as given.
    pub path: Arc<PathBuf>,
    /// The file and those that it includes, as they were read.
    pub sources: Vec<SourceFile>,
    /// The programs to start before the first scenario, in their order.
    pub starts: Vec<Start>,
    /// The bot's URL.
    pub url: Option<Template>,
    /// The address of a mock of WeChat.
    pub mock: Option<Template>,
    /// The variables that the file's scenarios share.
    pub variables: Variables,
    /// The scenarios, with repetitions and cases resolved.
    pub scenarios: Vec<Scenario>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceFile {
    /// Its path.
    pub path: PathBuf,
    /// The hash of its content.
    pub hash: u64,
}

impl SourceFile {
    /// Returns the file with this content.
    pub(crate) fn new(path: &Path, content: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        content.hash(&mut hasher);
        Self { path: path.to_owned(), hash: hasher.finish() }
    }
}

/// A program to start.
#[derive(Debug, Clone)]
pub(crate) struct Start {
    /// Its position.
    pub at: Position,
    /// The program and its arguments; a single text is a line for the shell.
    pub command: Command,
    /// The port that the program opens.
    pub port: Option<Port>,
    /// Variables of its environment.
    pub env: Vec<(String, Template)>,
    /// The folder in which it runs.
    pub folder: PathBuf,
    /// The longest wait for its port.
    pub within: Duration,
}

/// A command line.
#[derive(Debug, Clone)]
pub(crate) enum Command {
    /// Program and arguments.
    Words(Vec<Template>),
    /// A line for the shell.
    Shell(Template),
}

/// The port of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Port {
    /// This one.
    Fixed(u16),
    /// A free one, which `${port}` holds.
    Free,
}

/// A conversation.
#[derive(Debug, Clone)]
pub(crate) struct Scenario {
    /// Its name, unique or not.
    pub name: String,
    /// Its position.
    pub at: Position,
    /// The reason to skip it; may be empty.
    pub skip: Option<String>,
    /// `true` leaves all other scenarios out that are not marked.
    pub only: bool,
    /// The variables at its start.
    pub variables: Variables,
    /// Its users: name and openid.
    pub users: Vec<(String, Template)>,
    /// The steps.
    pub steps: Vec<Step>,
}

/// A step of a conversation.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// Its position.
    pub at: Position,
    /// Its name, if it has one.
    pub name: Option<Template>,
    /// The reason to skip it; may be empty.
    pub skip: Option<String>,
    /// The pause before it.
    pub wait: Duration,
    /// The messages, which are sent at the same time.
    pub messages: Vec<Message>,
    /// The expected calls of the bot.
    pub calls: Vec<ExpectedCall>,
    /// The value of `${index}`, if the step is repeated.
    pub index: Option<usize>,
}

/// A message and the expected reply.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    /// Its position.
    pub at: Position,
    /// The words, as for `webot send`.
    pub words: Vec<Template>,
    /// The fields to set.
    pub fields: Vec<(String, Template)>,
    /// `true` if `fields` may add fields that the kind does not have.
    pub add: bool,
    /// The name of the user; `None` is the first.
    pub user: Option<Template>,
    /// `true` if the user of `scan` already follows the account.
    pub subscribed: Option<bool>,
    /// The number of deliveries of the same message.
    pub deliveries: usize,
    /// The mode; `None` is that of the command line.
    pub mode: Option<CallbackMode>,
    /// The format; `None` is that of the command line.
    pub format: Option<Format>,
    /// The expectations.
    pub expect: Expect,
    /// The values to keep from the reply.
    pub captures: Vec<Capture>,
}

impl Message {
    /// Returns the name of the kind; `None` if variables decide it.
    pub(crate) fn kind(&self) -> Option<&str> {
        self.words.first().and_then(Template::literal)
    }
}

/// The encryption mode of a callback.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CallbackMode {
    /// 明文模式
    Plain,
    /// 兼容模式
    Compat,
    /// 安全模式
    Safe,
}

/// Expectations of a reply; one that is not set is met.
#[derive(Debug, Clone, Default)]
pub(crate) struct Expect {
    /// Their position; `None` if nothing is expected.
    pub at: Option<Position>,
    /// The type.
    pub reply_type: Option<(Template, Position)>,
    /// The whole text, with its position.
    pub text: Option<(Template, Position)>,
    /// The pattern for the text.
    pub regex: Option<(Template, Position)>,
    /// The fields.
    pub fields: Vec<(message::Path, Template, Position)>,
    /// The articles, with their position.
    pub articles: Option<(Articles, Position)>,
    /// `true` expects no reply.
    pub none: bool,
    /// The time limit in milliseconds.
    pub within_ms: Option<u64>,
    /// The expected verdict.
    pub verdict: ExpectedVerdict,
}

/// The expected articles.
#[derive(Debug, Clone)]
pub(crate) enum Articles {
    /// Their number.
    Count(usize),
    /// The fields of each one.
    Each(Vec<Vec<(String, Template, Position)>>),
}

/// The expected verdict on a reply.
#[derive(Debug, Clone, Default)]
pub(crate) enum ExpectedVerdict {
    /// WeChat accepts the reply.
    #[default]
    Accepted,
    /// WeChat rejects the reply.
    Rejected,
    /// Anything.
    Any,
    /// These rules are broken, and no other whose violation is an error.
    Rules(Vec<String>),
}

/// A value to keep from the reply.
#[derive(Debug, Clone)]
pub(crate) struct Capture {
    /// The name of the variable.
    pub name: String,
    /// The field; `None` is the text of the reply.
    pub field: Option<message::Path>,
    /// The pattern, whose first group is kept, or the whole match; `None` keeps the whole value.
    pub regex: Option<Template>,
}

/// An expected call of the bot on the mock.
#[derive(Debug, Clone)]
pub(crate) struct ExpectedCall {
    /// Its position.
    pub at: Position,
    /// The path.
    pub path: Template,
    /// The number of calls; `None` is at least one.
    pub count: Option<usize>,
    /// Members of the body.
    pub body: Option<serde_json::Value>,
    /// The longest wait for the call.
    pub within: Duration,
}

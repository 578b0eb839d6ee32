//! The candidates for values of arguments: kinds, events, fields, API paths, keys, profiles, choices.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::{Arg, ArgMatches, ValueHint};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter as _};

use super::api_fields::{self, Place};
use crate::api::{self, Host, Method, catalogue as paths};
use crate::commands::open;
use crate::config::Env;
use crate::config::{self, ConfigFile, KEYS, Key, ValueKind};
use crate::message::{Document, Kind, Parties, Push, catalogue as kinds, reply_fields};
use crate::oauth_link::LinkPage;
use crate::probe::LEGACY_WORDS;
use crate::sign::jssdk::{self, JsApi, JsApiKind};
use crate::sign::schemes::CARD_TYPES;
use crate::text::{TOPICS, title};

/// The methods that `webot api` takes.
const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// A value and its description, which may be empty.
type Value = (String, String);

/// A function that returns the values of an argument for the word at the cursor. It may also return values that do not
/// begin like the word.
type Source = Box<dyn Fn(&Values, &str) -> Vec<Value> + Send + Sync>;

/// The state that values can depend on.
pub(super) struct Values {
    /// The arguments of the innermost command, as far as they can be parsed.
    given: ArgMatches,
    /// The candidates after `help`.
    commands: Vec<Value>,
    env: Env,
    /// `true` if the shell should complete file names.
    files: AtomicBool,
}

impl Values {
    /// Parses the words before the cursor.
    pub(super) fn new(tree: &clap::Command, before: &[OsString], env: &Env) -> Self {
        let mut values = Self {
            given: ArgMatches::default(),
            commands: Vec::new(),
            env: env.clone(),
            files: false.into(),
        };
        let mut reader = tree.clone().ignore_errors(true);
        values.given = reader.try_get_matches_from_mut(before).unwrap_or_default();
        while let Some((_, inner)) = values.given.remove_subcommand() {
            values.given = inner;
        }
        values.commands = after_help(tree, &values.many("command"));
        values
    }

    /// Attaches the value completers to the arguments of a clap tree.
    pub(super) fn attach(self: &Arc<Self>, tree: clap::Command) -> clap::Command {
        attach(self, tree, "")
    }

    /// Returns `true` if the shell should complete file names, which it can quote and expand.
    pub(super) fn files_wanted(&self) -> bool {
        self.files.load(Ordering::Relaxed)
    }

    fn want_files(&self) -> Vec<Value> {
        self.files.store(true, Ordering::Relaxed);
        Vec::new()
    }

    fn one(&self, id: &str) -> Option<&str> {
        self.given.try_get_one::<String>(id).ok()?.map(String::as_str)
    }

    fn many(&self, id: &str) -> Vec<&str> {
        let given = self.given.try_get_many::<String>(id).ok().flatten();
        given.into_iter().flatten().map(String::as_str).collect()
    }

    /// Returns the kind of the message in the command line; an unknown word is sent as a text.
    fn kind(&self) -> Option<Kind> {
        let event = self.many("args").first().copied().unwrap_or("subscribe");
        let kind = self.one("kind").or_else(|| self.many("kinds").first().copied());
        let named = match kind.unwrap_or("text") {
            "event" | "e" => return kinds::event(event),
            "scan" => kinds::event("SCAN"),
            "reportloc" => kinds::event("LOCATION"),
            word => kinds::kind(word).or_else(|| kinds::event(word)),
        };
        named.or_else(|| kinds::kind("text"))
    }

    /// Returns the fields of the message in the command line.
    fn fields(&self) -> Vec<Value> {
        let document = self.kind().map(|kind| Push::new(kind, &Parties::sample(0, 0)).document);
        document.iter().flat_map(Document::paths).map(|path| bare(&format!("{path}="))).collect()
    }

    /// Returns the candidates after `send KIND`: the event names after `event`.
    fn after_kind(&self) -> Vec<Value> {
        let event = matches!(self.one("kind"), Some("event" | "e")) && self.many("args").is_empty();
        if event { events() } else { Vec::new() }
    }

    /// Returns the profiles in the configuration file; none if it cannot be read.
    fn profiles(&self) -> Vec<Value> {
        let flag = self.given.try_get_one::<PathBuf>("config").ok().flatten().cloned();
        let named = flag.or_else(|| self.env.get("WEBOT_CONFIG").map(PathBuf::from));
        let path = named.or_else(|| config::find(&self.env, crate::files::config_folder().as_deref()).path());
        let file = path.and_then(|path| ConfigFile::read(&path).ok());
        file.iter().flat_map(ConfigFile::profiles).map(bare).collect()
    }

    /// Returns the values for the key of `config set KEY`; none for a secret.
    fn settings(&self) -> Vec<Value> {
        let key = self.one("key").unwrap_or_default();
        match (key, Key::parse(key).map(|key| key.info().kind)) {
            ("profile", _) => self.profiles(),
            ("token_store", _) => ["cache", "config"].map(bare).to_vec(),
            (_, Some(ValueKind::Choice(words))) => words.iter().copied().map(bare).collect(),
            (_, Some(ValueKind::File | ValueKind::KeyFile)) => self.want_files(),
            _ => Vec::new(),
        }
    }

    /// Returns the API paths for the method in the command line, each up to the next slash, because there are
    /// thousands.
    fn api_paths(&self, current: &str) -> Vec<Value> {
        let method = self.one("method").and_then(Method::parse);
        let host = self.host();
        let mut found: BTreeMap<&str, &str> = BTreeMap::new();
        for known in paths::entries() {
            let own_host = known.host;
            let wanted = method.is_none_or(|method| known.method == method)
                && host.is_none_or(|host| own_host.is_of(host))
                && paths::retirement(own_host, known.path).is_none();
            let Some(rest) = known.path.strip_prefix(current).filter(|_| wanted) else { continue };
            // The first slash of a path does not end a candidate.
            let first = usize::from(current.is_empty());
            let end =
                rest.get(first..).and_then(|rest| rest.find('/')).map(|at| current.len() + first + at + 1);
            let path = &known.path[..end.unwrap_or(known.path.len())];
            let about = api::find(known.method, own_host, path).map_or("", |entry| title(entry.about));
            // Two platforms can have the same path.
            let described = found.entry(path).or_default();
            if described.is_empty() {
                *described = about;
            }
        }
        found.into_iter().map(|(path, about)| (path.to_owned(), about.to_owned())).collect()
    }

    /// Returns the host for `--platform`.
    fn host(&self) -> Option<Host> {
        self.one("platform").map(|platform| match platform {
            "work" => Host::Work,
            "pay" => Host::Pay,
            _ => Host::Api,
        })
    }

    /// Returns the fields of the endpoint in the command line, or the known values of a field.
    fn endpoint_fields(&self, place: Place, current: &str) -> Vec<Value> {
        let words = [self.one("method"), self.one("path")];
        let found = api_fields::candidates(words, self.host(), place, current);
        found.iter().map(|candidate| bare(candidate)).collect()
    }

    /// Returns the methods, or the paths if the word begins with a slash.
    fn methods(&self, current: &str) -> Vec<Value> {
        if current.starts_with('/') { self.api_paths(current) } else { METHODS.map(bare).to_vec() }
    }
}

fn attach(values: &Arc<Values>, command: clap::Command, parent: &str) -> clap::Command {
    let name = command.get_name().to_owned();
    let command = command.mut_args(|arg| {
        let source = source(parent, &name, &arg);
        let values = Arc::clone(values);
        arg.add(ArgValueCompleter::new(move |current: &OsStr| {
            let current = current.to_string_lossy();
            candidates(&current, source(&values, &current))
        }))
    });
    command.mut_subcommands(|inner| attach(values, inner, &name))
}

/// Returns the completer for an argument.
fn source(parent: &str, command: &str, arg: &Arg) -> Source {
    match (parent, command, arg.get_id().as_str()) {
        (.., "profile") | ("token", "serve", "profiles") => Box::new(|values, _| values.profiles()),
        (_, "help", "command") => Box::new(|values, _| values.commands.clone()),
        (_, "send", "kind") | (_, "bench", "kinds") => {
            Box::new(|_, _| LEGACY_WORDS.into_iter().map(bare).chain(all_kinds()).collect())
        }
        (_, "send", "args") => Box::new(|values, _| values.after_kind()),
        ("rules", "test", "kind") => Box::new(|_, _| all_kinds().collect()),
        (_, "send" | "bench", "set") | ("rules", "test", "set") => Box::new(|values, _| values.fields()),
        (_, "send", "expect") => Box::new(|values, _| {
            reply_fields(values.one("expect_type")).map(|path| bare(&format!("{path}="))).collect()
        }),
        ("sign", _, "print") => Box::new(|_, _| ["signature", "string_to_sign"].map(bare).to_vec()),
        ("sign", "jsapi", "api") => Box::new(|_, current| functions(current, false)),
        ("sign", "agent", "api") => Box::new(|_, current| functions(current, true)),
        ("sign", "choose-card", "card_type") => Box::new(|_, _| CARD_TYPES.map(bare).to_vec()),
        ("oauth", "url" | "login", "scope") => {
            let scopes = || [LinkPage::Authorize, LinkPage::QrConnect].into_iter().flat_map(LinkPage::scopes);
            Box::new(move |_, _| scopes().copied().map(bare).collect())
        }
        (_, "serve", "sessions") => Box::new(|values, _| {
            values.want_files();
            ["memory", "redis://"].map(bare).to_vec()
        }),
        (_, "open", "target") => Box::new(|_, _| open::pages().collect()),
        (_, "mock", "deny" | "quota") | (_, "explain", "path") | ("quota", "get" | "clear", "cgi-path") => {
            Box::new(Values::api_paths)
        }
        (_, "api", "method") => Box::new(Values::methods),
        (_, "api", "path") => Box::new(Values::api_paths),
        (_, "api", "field" | "raw_field") => {
            Box::new(|values, current| values.endpoint_fields(Place::Field, current))
        }
        (_, "api", "query") => Box::new(|values, current| values.endpoint_fields(Place::Query, current)),
        ("config", "get" | "set" | "unset", "key") => Box::new(|_, _| keys()),
        ("config", "set", "value") => Box::new(|values, _| values.settings()),
        _ => of_type(arg),
    }
}

/// Returns the completer for the type of an argument.
fn of_type(arg: &Arg) -> Source {
    let is_file = |name: &clap::builder::Str| name.split('|').any(|name| matches!(name, "FILE" | "DIR"));
    if arg.get_value_hint() == ValueHint::AnyPath
        || arg.get_value_names().unwrap_or_default().iter().any(is_file)
    {
        return Box::new(|values, _| values.want_files());
    }
    // The help of possible values is not bilingual, so it is left out.
    let words: Vec<Value> = arg.get_possible_values().iter().map(|value| bare(value.get_name())).collect();
    Box::new(move |values, current| match current.strip_prefix('@') {
        Some(path) => {
            let found = PathCompleter::any().current_dir(&values.env.here).complete(path.as_ref());
            found.iter().map(|file| bare(&format!("@{}", file.get_value().to_string_lossy()))).collect()
        }
        None => words.clone(),
    })
}

/// Returns the values that begin like the word at the cursor; if there are none, those that do without regard to case.
fn candidates(current: &str, values: Vec<Value>) -> Vec<CompletionCandidate> {
    let alike =
        |value: &str| value.get(..current.len()).is_some_and(|head| head.eq_ignore_ascii_case(current));
    let exact = values.iter().any(|(value, _)| value.starts_with(current));
    let found =
        values.into_iter().filter(|(value, _)| if exact { value.starts_with(current) } else { alike(value) });
    found.map(|(value, about)| CompletionCandidate::new(value).help(Some(about.into()))).collect()
}

fn bare(value: &str) -> Value {
    (value.to_owned(), String::new())
}

fn of_kind(kind: Kind) -> Value {
    (kind.name.to_owned(), title(kind.title).to_owned())
}

/// Returns all kinds except those with a space in their name.
fn all_kinds() -> impl Iterator<Item = Value> {
    kinds::kinds().filter(|kind| !kind.name.contains(' ')).map(of_kind)
}

/// Returns the functions that may follow in a list of `jsApiList`, each with the list before it.
fn functions(current: &str, work: bool) -> Vec<Value> {
    let before = &current[..current.rfind(',').map_or(0, |comma| comma + 1)];
    let is_listed = |known: &JsApi| known.kind == JsApiKind::Function && known.replacement.is_empty();
    jssdk::names()
        .filter(|known| is_listed(known) && (work || !known.work))
        .map(|known| (format!("{before}{}", known.name), title(known.about).to_owned()))
        .collect()
}

fn events() -> Vec<Value> {
    kinds::kinds().filter(|kind| !kind.is_message() && !kind.name.contains(' ')).map(of_kind).collect()
}

fn keys() -> Vec<Value> {
    let keys = KEYS.iter().map(|key| (key.name().to_owned(), title(key.info().about).to_owned()));
    keys.chain([bare("profile")]).collect()
}

/// Returns what may follow `help` and these words: subcommands, and topics after no word.
fn after_help(tree: &clap::Command, words: &[&str]) -> Vec<Value> {
    let topics = TOPICS.iter().filter(|_| words.is_empty());
    let topics = topics.map(|topic| (topic.name.to_owned(), title(topic.about).to_owned()));
    subcommands(tree, words).into_iter().chain(topics).collect()
}

/// Returns the subcommands of a command.
fn subcommands(tree: &clap::Command, words: &[&str]) -> Vec<Value> {
    let command = words.iter().try_fold(tree, |command, word| command.find_subcommand(word));
    let about = |command: &clap::Command| command.get_about().map(ToString::to_string).unwrap_or_default();
    let found = command.into_iter().flat_map(clap::Command::get_subcommands);
    found.map(|command| (command.get_name().to_owned(), about(command))).collect()
}

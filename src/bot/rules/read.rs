//! Files of rules.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::candidates::Candidates;
use super::keys;
use super::problem::{Missing, Problem, Wanted, What};
use super::value::{MOST_PROBLEMS, Reader, flag, get, merged};
use super::{AccountSpec, DIALOG, Handler, Place, Rule, RuleBook, SeenFile};
use crate::closest::{closest, within_edits};
use crate::files;
use crate::secret::Secret;
use crate::source::{Member, Node, Source, Tree};

/// The largest file that is read, in bytes.
pub const MAX_FILE: usize = 4 << 20;
/// How deep files may load files.
const MAX_LOADS: usize = 16;

/// Reads rules and the files that they load.
pub fn read_file(path: &Path) -> Result<RuleBook, Vec<Problem>> {
    read_seen(path).0
}

/// The same, and every file that was looked at on the way, though something is wrong.
pub fn read_seen(path: &Path) -> (Result<RuleBook, Vec<Problem>>, Vec<SeenFile>) {
    let mut loader = Loader { book: empty(), open: Vec::new(), problems: Vec::new() };
    loader.file(path, &Place { file: path.to_owned(), line: 1, column: 1 });
    let seen = loader.book.files.clone();
    (loader.finish(), seen)
}

/// Reads rules that stand in no file; what they load is looked for from `name`.
pub fn read_text(text: &str, name: &Path) -> Result<RuleBook, Vec<Problem>> {
    let mut loader = Loader { book: empty(), open: vec![name.to_owned()], problems: Vec::new() };
    loader.book.files.push(SeenFile { path: name.to_owned(), stamp: None });
    loader.text(text.as_bytes(), name);
    loader.finish()
}

fn empty() -> RuleBook {
    RuleBook { keep_blank: true, ..RuleBook::default() }
}

struct Loader {
    book: RuleBook,
    /// The files that are being read, the outermost first.
    open: Vec<PathBuf>,
    problems: Vec<Problem>,
}

impl Loader {
    /// Reads a file that is named at a place.
    fn file(&mut self, path: &Path, place: &Place) {
        let wrong = |what| Problem { place: place.clone(), rule: None, what };
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        if extension
            .is_some_and(|extension| ["js", "mjs", "cjs", "ts", "coffee"].contains(&extension.as_str()))
        {
            self.problems.push(wrong(What::NotData));
            return;
        }
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if self.open.len() >= MAX_LOADS || self.open.contains(&real) {
            self.problems.push(wrong(What::LoadsItself));
            return;
        }
        // Files that are loaded, and are not there yet, are looked for again too.
        if !self.book.files.iter().any(|known| known.path == path) {
            // Before it is read, so that no later change is missed.
            self.book.files.push(SeenFile::look(path));
        }
        match bytes(path) {
            Ok(bytes) => {
                self.open.push(real);
                self.text(&bytes, path);
                self.open.pop();
            }
            Err(error) => {
                let reason = format!("{}: {error}", path.display());
                self.problems.push(wrong(What::Unreadable(reason)));
            }
        }
    }

    fn text(&mut self, bytes: &[u8], path: &Path) {
        let source = match Source::read(bytes) {
            Ok(source) => source,
            Err(error) => {
                let place = Place { file: path.to_owned(), line: error.line, column: error.column };
                let what = What::Syntax(Box::new(error));
                self.problems.push(Problem { place, rule: None, what });
                return;
            }
        };
        let mut reader = Reader::new(path.to_owned());
        reader.duplicates(&source.root);
        match &source.root.tree {
            Tree::Object(_) => {
                for member in merged(&source.root) {
                    if keys::is_top(member) {
                        self.top(&mut reader, member);
                    } else {
                        self.pattern(&mut reader, member);
                    }
                }
            }
            Tree::List(_) => {
                let rules = reader.rules(&source.root, "", &mut self.book);
                self.book.routes.extend(rules);
            }
            _ => reader.shape("rules", &source.root, Wanted::Object),
        }
        self.problems.append(&mut reader.problems);
    }

    /// A pattern at the top of a file, or a key there that somebody misspelt.
    fn pattern(&mut self, reader: &mut Reader, member: &Member) {
        let holds_rules = matches!(member.value.tree, Tree::Object(_) | Tree::List(_));
        let other = keys::TOP.iter().copied().filter(|key| holds_rules && member.key != *key);
        if let Some(meant) = within_edits(&member.key, other, |key| if key.len() > 5 { 2 } else { 1 }) {
            let what = What::UnknownKey { key: member.key.clone(), closest: vec![meant.to_owned()] };
            reader.wrong_at((member.line, member.column), what);
            return;
        }
        let rule = reader.entry(member, "", &mut self.book);
        self.book.routes.extend(rule);
    }

    fn top(&mut self, reader: &mut Reader, member: &Member) {
        let node = &member.value;
        match member.key.as_str() {
            "rules" | "dialog" => {
                let rules = reader.rules(node, "", &mut self.book);
                self.book.routes.extend(rules);
            }
            "beforeReply" => {
                let rules = reader.rules(node, "beforeReply", &mut self.book);
                // A gate stands before rules, not before every message.
                self.only(&rules, "beforeReply", |rule| rule.domain.is_some().then_some("domain"));
                self.book.befores.extend(rules);
            }
            "afterReply" => {
                let rules = reader.rules(node, "afterReply", &mut self.book);
                // What waits has been decided with the reply.
                self.only(&rules, "afterReply", |rule| {
                    let wait = rule.wait.is_some().then_some("wait");
                    let rewait = || rule.rewait.is_some().then_some("rewait");
                    let resolve = || rule.resolve.then_some("resolve");
                    wait.or_else(rewait)
                        .or_else(resolve)
                        .or_else(|| rule.domain.is_some().then_some("domain"))
                });
                self.book.afters.extend(rules);
            }
            "waitRules" => {
                for member in merged(node) {
                    if self.book.waits.contains_key(&member.key) {
                        let what = What::Twice(member.key.clone());
                        reader.wrong_at((member.line, member.column), what);
                    }
                    let rules = reader.rules(&member.value, &member.key, &mut self.book);
                    self.book.waits.insert(member.key.clone(), rules);
                }
            }
            "domain" | "domains" => {
                for member in merged(node) {
                    let rules = reader.rules(&member.value, &member.key, &mut self.book);
                    self.book.domains.entry(member.key.clone()).or_default().extend(rules);
                }
            }
            "codeReplies" => self.code_replies(reader, node),
            "loads" => self.loads(reader, node),
            "accounts" => {
                let given = match &node.tree {
                    Tree::List(items) => items.iter().collect(),
                    _ => vec![node],
                };
                for node in given {
                    let account = reader.account(node);
                    self.book.accounts.push(account);
                }
            }
            "settings" => self.settings(reader, node),
            _ => {}
        }
    }

    /// Tells rules that have what has no meaning in their group.
    fn only(&mut self, rules: &[Rule], group: &'static str, wrong: impl Fn(&Rule) -> Option<&'static str>) {
        for rule in rules {
            if let Some(key) = wrong(rule) {
                let (place, name) = (rule.place.clone(), Some(rule.name.clone()));
                self.problems.push(Problem { place, rule: name, what: What::NotHere { key, group } });
            }
        }
    }

    fn code_replies(&mut self, reader: &mut Reader, node: &Node) {
        for member in merged(node) {
            let key = Node {
                line: member.line,
                column: member.column,
                tree: Tree::Text(member.key.clone()),
                escape: None,
            };
            if let Some(code) = reader.code("codeReplies", &key) {
                let handler = reader.handler(&member.value, false);
                let name = format!("codeReplies {code}");
                let rule = Rule { name, handler, place: reader.place(&key), ..Rule::default() };
                self.book.code_replies.insert(code, rule);
            }
        }
    }

    fn loads(&mut self, reader: &mut Reader, node: &Node) {
        let names = match &node.tree {
            Tree::List(items) => items.iter().collect(),
            _ => vec![node],
        };
        let folder = reader.file.parent().map(Path::to_owned).unwrap_or_default();
        // What is wrong before a file stands before what is wrong in it.
        self.problems.append(&mut reader.problems);
        for name in names {
            if let Some(text) = reader.name("loads", name) {
                let place = reader.place(name);
                let path = found(&folder.join(text));
                self.file(&path, &place);
            }
        }
    }

    fn settings(&mut self, reader: &mut Reader, node: &Node) {
        for member in merged(node) {
            reader.known(member, &["keepBlank", "seed"]);
            match member.key.as_str() {
                "keepBlank" => match flag(&member.value) {
                    Some(keep) => self.book.keep_blank = keep,
                    None => reader.shape("keepBlank", &member.value, Wanted::Bool),
                },
                "seed" => {
                    let seed = reader.number("seed", &member.value);
                    self.book.seed = seed.map(i64::unsigned_abs).or(self.book.seed);
                }
                _ => {}
            }
        }
    }

    /// Checks what rules name, and prepares what is tried on every message.
    fn finish(mut self) -> Result<RuleBook, Vec<Problem>> {
        if self.problems.is_empty() {
            self.link();
        }
        if self.problems.is_empty() && self.book.count() == 0 {
            let file = self.book.files.first().map(|file| file.path.clone()).unwrap_or_default();
            let place = Place { file, line: 1, column: 1 };
            self.problems.push(Problem { place, rule: None, what: What::NoRules });
        }
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        self.book.reaches_out = self.reaches_out();
        self.book.candidates = Candidates::new(&self.book.routes);
        Ok(self.book)
    }

    fn reaches_out(&self) -> bool {
        let book = &self.book;
        let groups = [&book.befores, &book.routes, &book.afters];
        let groups = groups.into_iter().chain(book.waits.values()).chain(book.domains.values());
        let of_rule = |rule: &Rule| {
            let then = rule.rewait.as_ref().and_then(|rewait| rewait.then.as_deref());
            rule.handler.iter().chain(then).any(asks)
        };
        groups.flatten().chain(book.code_replies.values()).any(of_rule)
    }

    fn link(&mut self) {
        let book = &self.book;
        let groups = [&book.befores, &book.routes, &book.afters];
        let groups = groups.into_iter().chain(book.waits.values()).chain(book.domains.values());
        let names: HashSet<&str> = book.routes.iter().map(|rule| rule.name.as_str()).collect();
        let keys = names.iter().filter_map(|name| name.strip_prefix(DIALOG)).collect::<Vec<_>>();
        let waits = book.waits.keys().map(String::as_str);
        let names: HashSet<&str> = names.into_iter().chain(waits).chain(keys).collect();
        let domains: HashSet<&str> = book.domains.keys().map(String::as_str).collect();
        let mut problems = Vec::new();
        let mut check = |rule: &Rule, what: Missing, name: &str, known: &HashSet<&str>| {
            if !known.contains(name) && problems.len() < MOST_PROBLEMS {
                let known: Vec<&str> = known.iter().copied().filter(|name| !name.starts_with('_')).collect();
                let what = What::Missing { what, name: name.to_owned(), closest: closest(name, &known) };
                problems.push(Problem { place: rule.place.clone(), rule: Some(rule.name.clone()), what });
            }
        };
        for rule in groups.flatten().chain(book.code_replies.values()) {
            if let Some(name) = &rule.wait {
                check(rule, Missing::Wait, name, &names);
            }
            if let Some(name) = &rule.domain {
                check(rule, Missing::Domain, name, &domains);
            }
            let then = rule.rewait.as_ref().and_then(|rewait| rewait.then.as_deref());
            for handler in rule.handler.iter().chain(then) {
                called(handler, &mut |name| check(rule, Missing::Rule, name, &names));
            }
        }
        problems
            .sort_by_key(|problem| (problem.place.file.clone(), problem.place.line, problem.place.column));
        self.problems.append(&mut problems);
    }
}

/// Whether a handler asks a program or a web server.
fn asks(handler: &Handler) -> bool {
    match handler {
        Handler::Exec(_) | Handler::Http(_) => true,
        Handler::OneOf(handlers) => handlers.iter().any(asks),
        _ => false,
    }
}

/// The rules that a handler calls.
fn called(handler: &Handler, each: &mut impl FnMut(&str)) {
    match handler {
        Handler::Rule { name, .. } => each(name),
        Handler::OneOf(handlers) => handlers.iter().for_each(|handler| called(handler, each)),
        _ => {}
    }
}

/// A file of a name that may lack its ending, as modules of node do.
fn found(path: &Path) -> PathBuf {
    let with = |extension: &str| PathBuf::from(format!("{}.{extension}", path.display()));
    let endings = ["yaml", "yml", "json"].map(with);
    if path.is_file() {
        path.to_owned()
    } else {
        endings.into_iter().find(|path| path.is_file()).unwrap_or(path.to_owned())
    }
}

fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    files::read_regular(path, MAX_FILE)
}

impl Reader {
    fn account(&mut self, node: &Node) -> AccountSpec {
        const KEYS: [&str; 15] = [
            "path",
            "token",
            "encoding_aes_key",
            "encodingAESKey",
            "EncodingAESKey",
            "aesKey",
            "aes_key",
            "appid",
            "receiver",
            "corpid",
            "profile",
            "mode",
            "name",
            "comment",
            "description",
        ];
        let members = self.members("accounts", node);
        for member in &members {
            self.known(member, &KEYS);
        }
        let mut word = |keys: &[&'static str]| {
            let node = get(&members, keys)?;
            self.name(keys.first().copied().unwrap_or_default(), node)
        };
        let account = AccountSpec {
            path: word(&["path"]),
            token: word(&["token"]).map(Secret::new),
            aes_key: word(&["encoding_aes_key", "encodingAESKey", "EncodingAESKey", "aesKey", "aes_key"])
                .map(Secret::new),
            receiver: word(&["receiver", "appid", "corpid"]),
            profile: word(&["profile"]),
            mode: word(&["mode"]),
            place: self.place(node),
        };
        if account.path.as_ref().is_some_and(|path| !path.starts_with('/')) {
            self.shape("path", get(&members, &["path"]).unwrap_or(node), Wanted::Path);
        }
        if account.mode.as_ref().is_some_and(|mode| !["plain", "compat", "safe"].contains(&mode.as_str())) {
            self.shape("mode", get(&members, &["mode"]).unwrap_or(node), Wanted::Mode);
        }
        account
    }
}

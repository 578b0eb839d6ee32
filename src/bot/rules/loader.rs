//! Loads files of rules.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::candidates::Candidates;
use super::keys;
use super::problem::{ExpectedType, Problem, ProblemKind};
use super::reader::{Reader, flag, merged};
use super::references;
use super::{FilePosition, Rule, RuleBook, WatchedFile};
use crate::bot::arrival;
use crate::closest::within_edits;
use crate::files;
use crate::source::{Member, Node, Source, Tree};

/// The maximum size of a file, in bytes.
pub(super) const MAX_FILE_BYTES: usize = 4 << 20;
/// The maximum number of files that are read for one set of rules: files that load each other twice double with each
/// level.
const MAX_LOADED_FILES: usize = 500;
/// The maximum size of all files of one set of rules together, in bytes.
const MAX_LOADED_BYTES: usize = 32 << 20;
/// The maximum depth of files that load files.
const MAX_LOAD_DEPTH: usize = 16;

/// Reads a file of rules and the files that it loads.
pub(crate) fn read_file(path: &Path) -> Result<RuleBook, Vec<Problem>> {
    read_with_files(path).0
}

/// Reads like [`read_file`], and also returns every file that was looked at, even if there are problems.
pub(crate) fn read_with_files(path: &Path) -> (Result<RuleBook, Vec<Problem>>, Vec<WatchedFile>) {
    let mut loader = Loader::default();
    loader.file(path, &FilePosition { file: path.to_owned(), line: 1, column: 1 });
    let files = loader.book.files.clone();
    (loader.finish(), files)
}

/// Reads rules from a text. Files that it loads are resolved relative to `name`.
pub(crate) fn read_text(text: &str, name: &Path) -> Result<RuleBook, Vec<Problem>> {
    let mut loader = Loader { open: vec![name.to_owned()], ..Loader::default() };
    loader.book.files.push(WatchedFile { path: name.to_owned(), stamp: None });
    loader.text(text.as_bytes(), name);
    loader.finish()
}

#[derive(Default)]
struct Loader {
    book: RuleBook,
    /// `true` while the rules of an account are read.
    in_account: bool,
    /// The files that are being read, the outermost first.
    open: Vec<PathBuf>,
    /// The number of files that were read, and their size in bytes.
    loaded: (usize, usize),
    problems: Vec<Problem>,
}

impl Loader {
    /// Reads a file that is named at `place`.
    fn file(&mut self, path: &Path, position: &FilePosition) {
        let wrong = |kind| Problem { position: position.clone(), rule: None, kind };
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        if extension
            .is_some_and(|extension| ["js", "mjs", "cjs", "ts", "coffee"].contains(&extension.as_str()))
        {
            self.problems.push(wrong(ProblemKind::NotData));
            return;
        }
        let real = files::canonical(path).unwrap_or_else(|_| path.to_owned());
        if self.open.len() >= MAX_LOAD_DEPTH || self.open.contains(&real) {
            self.problems.push(wrong(ProblemKind::LoadCycle));
            return;
        }
        if self.loaded.0 >= MAX_LOADED_FILES || self.loaded.1 >= MAX_LOADED_BYTES {
            if !self.problems.iter().any(|problem| problem.kind == ProblemKind::TooManyLoads) {
                self.problems.push(wrong(ProblemKind::TooManyLoads));
            }
            return;
        }
        // A file that does not exist yet is watched as well.
        if !self.book.files.iter().any(|known| known.path == path) {
            // The stamp is taken before reading, so that no later change is missed.
            self.book.files.push(WatchedFile::stat(path));
        }
        match read_bytes(path) {
            Ok(bytes) => {
                self.loaded.0 += 1;
                self.loaded.1 += bytes.len();
                self.open.push(real);
                self.text(&bytes, path);
                self.open.pop();
            }
            Err(error) => {
                let reason = format!("{}: {error}", path.display());
                self.problems.push(wrong(ProblemKind::Unreadable(reason)));
            }
        }
    }

    fn text(&mut self, bytes: &[u8], path: &Path) {
        let source = match Source::read(bytes) {
            Ok(source) => source,
            Err(error) => {
                let position = FilePosition { file: path.to_owned(), line: error.line, column: error.column };
                let kind = ProblemKind::Syntax(Box::new(error));
                self.problems.push(Problem { position, rule: None, kind });
                return;
            }
        };
        let mut reader = Reader::new(path.to_owned());
        reader.check_duplicates(&source.root);
        match &source.root.tree {
            Tree::Object(_) if keys::is_single_rule(&merged(&source.root)) => {
                let rule = reader.object(&source.root, "", None, &mut self.book);
                self.book.routes.push(rule);
            }
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
            _ => reader.wrong_type("rules", &source.root, ExpectedType::Object),
        }
        self.problems.append(&mut reader.problems);
        self.book.warnings.append(&mut reader.warnings);
    }

    /// Reads a pattern at the top of a file; reports a misspelt key instead.
    fn pattern(&mut self, reader: &mut Reader, member: &Member) {
        let holds_rules = matches!(member.value.tree, Tree::Object(_) | Tree::List(_));
        let other = keys::RULES_KEYS
            .into_iter()
            .chain(keys::TOP_KEYS)
            .filter(|key| holds_rules && member.key != *key);
        if let Some(meant) = within_edits(&member.key, other, |key| if key.len() > 5 { 2 } else { 1 }) {
            let kind = ProblemKind::UnknownKey {
                key: member.key.clone(),
                closest: vec![meant.to_owned()],
                known: &[],
            };
            reader.report_at((member.line, member.column), kind);
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
                // A gate runs before rules, not before every message.
                self.check_group(&rules, "beforeReply", |rule| rule.domain.is_some().then_some("domain"));
                self.book.before_rules.extend(rules);
            }
            "afterReply" => {
                let rules = reader.rules(node, "afterReply", &mut self.book);
                // The reply has already decided what to wait for.
                self.check_group(&rules, "afterReply", |rule| {
                    let wait = rule.wait.is_some().then_some("wait");
                    let rewait = || rule.rewait.is_some().then_some("rewait");
                    let resolve = || rule.resolve.then_some("resolve");
                    wait.or_else(rewait)
                        .or_else(resolve)
                        .or_else(|| rule.domain.is_some().then_some("domain"))
                });
                self.book.after_rules.extend(rules);
            }
            "waitRules" => {
                for member in merged(node) {
                    if self.book.wait_rules.contains_key(&member.key) {
                        let kind = ProblemKind::DuplicateWait(member.key.clone());
                        reader.report_at((member.line, member.column), kind);
                    }
                    let rules = reader.rules(&member.value, &member.key, &mut self.book);
                    self.book.wait_rules.insert(member.key.clone(), rules);
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
            "accounts" if self.in_account => {
                reader.report(node, ProblemKind::KeyNotAllowed { key: "accounts", group: "accounts" });
            }
            "accounts" => {
                let given = match &node.tree {
                    Tree::List(items) => items.iter().collect(),
                    _ => vec![node],
                };
                for node in given {
                    let mut account = reader.account(node);
                    if node.members().iter().any(is_rule_of_account) {
                        account.rules = self.account_rules(reader, node).map(Arc::new);
                    }
                    self.book.accounts.push(account);
                }
            }
            "settings" => self.settings(reader, node),
            _ => {}
        }
    }

    /// Reads the rules of an account; returns `None` if they have problems.
    fn account_rules(&mut self, reader: &mut Reader, node: &Node) -> Option<RuleBook> {
        // The warnings of the file so far belong to its own rules.
        self.book.warnings.append(&mut reader.warnings);
        let files = std::mem::take(&mut self.book.files);
        let shared = std::mem::replace(&mut self.book, RuleBook { files, ..RuleBook::default() });
        self.in_account = true;
        for member in merged(node).into_iter().filter(|member| is_rule_of_account(member)) {
            if keys::is_top(member) {
                self.top(reader, member);
            } else {
                reader.wrong_type(&member.key, &member.value, ExpectedType::Object);
            }
        }
        self.in_account = false;
        self.problems.append(&mut reader.problems);
        let mut own = std::mem::replace(&mut self.book, shared);
        self.book.files = std::mem::take(&mut own.files);
        own.warnings.append(&mut reader.warnings);
        if self.problems.is_empty() && own.count() == 0 {
            reader.report(node, ProblemKind::NoRules);
        }
        self.finish_book(&mut own);
        self.problems.is_empty().then_some(own)
    }

    /// Reports rules with a key that has no meaning in their group.
    fn check_group(
        &mut self,
        rules: &[Rule],
        group: &'static str,
        wrong: impl Fn(&Rule) -> Option<&'static str>,
    ) {
        for rule in rules {
            if let Some(key) = wrong(rule) {
                let (position, name) = (rule.position.clone(), Some(rule.name.clone()));
                self.problems.push(Problem {
                    position,
                    rule: name,
                    kind: ProblemKind::KeyNotAllowed { key, group },
                });
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
                let rule = Rule { name, handler, position: reader.position(&key), ..Rule::default() };
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
        // Problems above the loaded file are listed before those inside it.
        self.problems.append(&mut reader.problems);
        for name in names {
            if let Some(text) = reader.non_empty_text("loads", name) {
                let position = reader.position(name);
                let path = with_extension(&folder.join(text));
                self.file(&path, &position);
            }
        }
    }

    fn settings(&mut self, reader: &mut Reader, node: &Node) {
        for member in merged(node) {
            reader.check_key(member, &["keepBlank", "seed", "breakOnError", "timezone", "mapping"]);
            match member.key.as_str() {
                "keepBlank" => match flag(&member.value) {
                    Some(keep) => self.book.keep_blank = keep,
                    None => reader.wrong_type("keepBlank", &member.value, ExpectedType::Bool),
                },
                "breakOnError" => match flag(&member.value) {
                    Some(breaks) => self.book.break_on_error = breaks,
                    None => reader.wrong_type("breakOnError", &member.value, ExpectedType::Bool),
                },
                "timezone" => match member.value.text().and_then(|name| arrival::zone(name.trim())) {
                    Some(zone) => self.book.zone = zone,
                    None => reader.wrong_type("timezone", &member.value, ExpectedType::TimeZone),
                },
                "mapping" => {
                    let fields = merged(&member.value);
                    self.book.mapping = Some(reader.article(&fields, Some(&member.value)));
                }
                "seed" => {
                    let seed = reader.number("seed", &member.value);
                    self.book.seed = seed.map(i64::unsigned_abs).or(self.book.seed);
                }
                _ => {}
            }
        }
    }

    /// Checks the rules and builds their index.
    fn finish(mut self) -> Result<RuleBook, Vec<Problem>> {
        let mut book = std::mem::take(&mut self.book);
        self.finish_book(&mut book);
        // Rules may all be those of accounts.
        let is_used = book.accounts.is_empty() || book.accounts.iter().any(|account| account.rules.is_none());
        if self.problems.is_empty() && book.count() == 0 && is_used {
            let without = book.accounts.iter().find(|account| account.rules.is_none());
            let file = || book.files.first().map(|file| file.path.clone()).unwrap_or_default();
            let position = without.map_or_else(
                || FilePosition { file: file(), line: 1, column: 1 },
                |account| account.position.clone(),
            );
            self.problems.push(Problem { position, rule: None, kind: ProblemKind::NoRules });
        }
        if self.problems.is_empty() { Ok(book) } else { Err(self.problems) }
    }

    /// Checks the references between the rules of one book, and builds the index of patterns.
    fn finish_book(&mut self, book: &mut RuleBook) {
        if self.problems.is_empty() {
            self.problems = references::check(book);
        }
        if !self.problems.is_empty() {
            return;
        }
        let uses_external_handlers = book.all_rules().any(references::is_external);
        book.uses_external_handlers = uses_external_handlers;
        book.candidates = Candidates::new(&book.routes);
    }
}

fn is_rule_of_account(member: &Member) -> bool {
    keys::RULES_KEYS.contains(&member.key.as_str())
}

/// Returns the path of a file whose name may lack its extension, as in `require` of node.
fn with_extension(path: &Path) -> PathBuf {
    let with = |extension: &str| PathBuf::from(format!("{}.{extension}", path.display()));
    let endings = ["yaml", "yml", "json"].map(with);
    if path.is_file() {
        path.to_owned()
    } else {
        endings.into_iter().find(|path| path.is_file()).unwrap_or(path.to_owned())
    }
}

fn read_bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    files::read_regular(path, MAX_FILE_BYTES)
}

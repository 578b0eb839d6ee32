//! Reads a scenario file with its includes; repetitions and cases are resolved here.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::keys;
use super::model::{CallbackMode, Scenario, ScenarioFile, SourceFile, Start, Step};
use super::problem::{ExpectedShape, Position, Problem, ProblemKind};
use super::shapes::{
    beside, check_keys, flag, format, missing, mode, number, object, openid, position, skip, text, words,
    wrong,
};
use super::step::Scope;
use super::variables::{ENV_PREFIX, Template, Variables};
use crate::closest::closest;
use crate::files;
use crate::message::Format;
use crate::secret::{Position as SecretPosition, Secret, is_secret};
use crate::source::{Node, Source, Tree};

/// The maximum size of a file, in bytes.
pub(crate) const MAX_FILE_BYTES: usize = 4 << 20;
/// The maximum depth of includes.
const MAX_INCLUDES: usize = 16;
/// The maximum number of steps of a file, repetitions and cases resolved.
const MAX_STEPS: usize = 20_000;
/// The maximum of `repeat`.
const MAX_REPEAT: u64 = 10_000;

/// The values from outside that a file may name.
pub(crate) struct Environment<'a> {
    /// The variables of the environment.
    pub env: &'a dyn Fn(&str) -> Option<String>,
    /// Variables that replace those of the files.
    pub set: &'a [(String, String)],
}

/// Reads a scenario file. Also returns the secrets that it takes from the environment.
pub(crate) fn read(
    path: &Path,
    environment: &Environment<'_>,
) -> Result<(ScenarioFile, Vec<Secret>), Problem> {
    let mut reader = Reader {
        environment,
        stack: Vec::new(),
        secrets: Vec::new(),
        seen: Variables::default(),
        sources: Vec::new(),
        steps: 0,
    };
    let mut defaults = Defaults::default();
    for (name, value) in environment.set {
        defaults.variables.set(name, value.clone());
    }
    let (at, root) = reader.open(path, None)?;
    let file = Arc::clone(&at.file);
    reader.defaults(&root, &at, &mut defaults)?;
    let mut scenarios = reader.scenarios(&root, &at, &defaults)?;
    let Defaults { starts, url, mock, mut variables, .. } = defaults;
    let each = scenarios.iter_mut().map(|scenario| &mut scenario.variables);
    for variables in each.chain([&mut variables]) {
        variables.set_all(&reader.seen);
    }
    let sources = reader.sources;
    Ok((ScenarioFile { path: file, sources, starts, url, mock, variables, scenarios }, reader.secrets))
}

/// The values that scenarios share.
#[derive(Debug, Clone, Default)]
struct Defaults {
    url: Option<Template>,
    mock: Option<Template>,
    mode: Option<CallbackMode>,
    format: Option<Format>,
    starts: Vec<Start>,
    users: Vec<(String, Template)>,
    variables: Variables,
}

pub(super) struct Reader<'e> {
    environment: &'e Environment<'e>,
    /// The canonical paths of the files that are being read.
    stack: Vec<PathBuf>,
    secrets: Vec<Secret>,
    /// The variables of the environment that the files name.
    seen: Variables,
    /// The files that were read.
    sources: Vec<SourceFile>,
    steps: usize,
}

impl Reader<'_> {
    /// Reads a file and notes that it is open; `from` is the position of the include.
    fn open(&mut self, path: &Path, from: Option<Position>) -> Result<(Position, Node), Problem> {
        let whole = Position { file: Arc::new(path.to_owned()), line: 0, column: 0 };
        let at = from.unwrap_or_else(|| whole.clone());
        let canonical = files::canonical(path).unwrap_or_else(|_| path.to_owned());
        if self.stack.contains(&canonical) {
            return Err(Problem { at, kind: ProblemKind::IncludeCycle });
        }
        if self.stack.len() >= MAX_INCLUDES {
            return Err(Problem { at, kind: ProblemKind::TooDeep(MAX_INCLUDES) });
        }
        let bytes = files::read_regular(path, MAX_FILE_BYTES).map_err(|error| {
            if error.kind() == ErrorKind::FileTooLarge {
                return Problem { at: whole.clone(), kind: ProblemKind::TooLarge(MAX_FILE_BYTES) };
            }
            Problem { at, kind: ProblemKind::Unreadable(format!("{}: {error}", path.display())) }
        })?;
        let source = Source::read(&bytes).map_err(|error| Problem {
            at: Position { line: error.line, column: error.column, ..whole.clone() },
            kind: ProblemKind::Syntax(error),
        })?;
        let read = SourceFile::new(path, &bytes);
        if !self.sources.contains(&read) {
            self.sources.push(read);
        }
        self.stack.push(canonical);
        Ok((whole, source.root))
    }

    fn close(&mut self) {
        self.stack.pop();
    }

    /// Reads what the scenarios of a file share, that of its includes first.
    fn defaults(&mut self, root: &Node, at: &Position, into: &mut Defaults) -> Result<(), Problem> {
        check_keys(root, keys::FILE, "", at)?;
        if let Some(include) = root.get("include") {
            for (text, place) in words(include, "include", at)? {
                let path = beside(&at.file, &text);
                let (at, root) = self.open(&path, Some(place))?;
                self.defaults(&root, &at, into)?;
                self.close();
            }
        }
        if let Some(start) = root.get("start") {
            let list: Vec<&Node> = match &start.tree {
                Tree::List(items) => items.iter().collect(),
                _ => vec![start],
            };
            if list.iter().any(|start| start.get("port").is_some()) {
                into.variables.set("port", String::new());
            }
            self.variables(root, at, &mut into.variables)?;
            for start in list {
                let start = self.start(start, at, &into.variables)?;
                into.starts.push(start);
            }
        } else {
            self.variables(root, at, &mut into.variables)?;
        }
        let users = self.users(root, at, &into.variables)?;
        for (name, openid) in users {
            into.users.retain(|(known, _)| *known != name);
            into.users.push((name, openid));
        }
        for (key, slot) in [("url", &mut into.url), ("mock", &mut into.mock)] {
            if let Some(node) = root.get(key) {
                *slot = Some(self.template(node, key, at, &into.variables)?);
            }
        }
        if let Some(mode) = mode(root, at)? {
            into.mode = Some(mode);
        }
        if let Some(format) = format(root, at)? {
            into.format = Some(format);
        }
        Ok(())
    }

    fn variables(&mut self, node: &Node, at: &Position, into: &mut Variables) -> Result<(), Problem> {
        let Some(variables) = node.get("variables") else { return Ok(()) };
        for member in object(variables, "variables", at)? {
            if self.environment.set.iter().any(|(name, _)| *name == member.key) {
                continue;
            }
            let template = self.template(&member.value, &member.key, at, into)?;
            let value = self.fill(&template, &position(&member.value, at), into)?;
            into.set(&member.key, value);
        }
        Ok(())
    }

    /// Fills a checked template from variables and the environment.
    fn fill(&self, template: &Template, at: &Position, variables: &Variables) -> Result<String, Problem> {
        let mut all = variables.clone();
        all.set_all(&self.seen);
        template.fill(&all).map_err(|name| Problem {
            at: at.clone(),
            kind: ProblemKind::UnknownVariable { name, closest: Vec::new() },
        })
    }

    /// Notes the value of `env.NAME`; returns `false` for another name or a missing variable.
    fn is_in_environment(&mut self, name: &str) -> bool {
        let Some(variable) = name.strip_prefix(ENV_PREFIX) else { return false };
        let Some(value) = (self.environment.env)(variable) else { return false };
        if is_secret(variable, SecretPosition::Body) {
            self.secrets.push(Secret::new(value.clone()));
        }
        self.seen.set(name, value);
        true
    }

    fn users(
        &mut self,
        node: &Node,
        at: &Position,
        variables: &Variables,
    ) -> Result<Vec<(String, Template)>, Problem> {
        let Some(users) = node.get("users") else { return Ok(Vec::new()) };
        match &users.tree {
            Tree::List(_) => {
                let names = words(users, "users", at)?;
                Ok(names
                    .into_iter()
                    .map(|(name, _)| (name.clone(), Template::parse(&openid(&name))))
                    .collect())
            }
            Tree::Object(members) => members
                .iter()
                .map(|member| {
                    Ok((member.key.clone(), self.template(&member.value, &member.key, at, variables)?))
                })
                .collect(),
            _ => Err(wrong(users, "users", ExpectedShape::List, at)),
        }
    }

    fn scenarios(
        &mut self,
        root: &Node,
        at: &Position,
        defaults: &Defaults,
    ) -> Result<Vec<Scenario>, Problem> {
        let mut scenarios = Vec::new();
        match (root.get("scenarios"), root.get("steps")) {
            (Some(scenarios), Some(_)) => {
                let kind = ProblemKind::Exclusive("scenarios", "steps");
                return Err(Problem { at: position(scenarios, at), kind });
            }
            (Some(list), None) => {
                if list.items().is_empty() {
                    return Err(wrong(list, "scenarios", ExpectedShape::NonEmptyList, at));
                }
                for (number, node) in (1..).zip(list.items()) {
                    check_keys(node, keys::SCENARIO, "scenarios", at)?;
                    let name = node.get("name").map(|name| text(name, "name", at)).transpose()?;
                    let name = name.unwrap_or_else(|| number.to_string());
                    let mut defaults = defaults.clone();
                    self.variables(node, at, &mut defaults.variables)?;
                    let users = self.users(node, at, &defaults.variables)?;
                    if !users.is_empty() {
                        defaults.users = users;
                    }
                    self.scenario(node, &name, at, &defaults, &mut scenarios)?;
                }
            }
            (None, Some(_)) => {
                let name = root.get("name").map(|name| text(name, "name", at)).transpose()?;
                let stem = || at.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                self.scenario(root, &name.unwrap_or_else(stem), at, defaults, &mut scenarios)?;
            }
            (None, None) => return Err(missing(root, "scenarios", at)),
        }
        Ok(scenarios)
    }

    /// Reads a scenario, once for each case and repetition.
    fn scenario(
        &mut self,
        node: &Node,
        name: &str,
        at: &Position,
        defaults: &Defaults,
        into: &mut Vec<Scenario>,
    ) -> Result<(), Problem> {
        let steps = node.get("steps").ok_or_else(|| missing(node, "steps", at))?;
        if steps.items().is_empty() {
            return Err(wrong(steps, "steps", ExpectedShape::NonEmptyList, at));
        }
        let repeat =
            node.get("repeat").map(|repeat| number(repeat, "repeat", (1, MAX_REPEAT), at)).transpose()?;
        let cases: Vec<Option<&Node>> = match node.get("cases") {
            None => vec![None],
            Some(cases) if cases.items().is_empty() => {
                return Err(wrong(cases, "cases", ExpectedShape::NonEmptyList, at));
            }
            Some(cases) => cases.items().iter().map(Some).collect(),
        };
        let many = cases.len() > 1;
        let mode = mode(node, at)?.or(defaults.mode);
        let format = format(node, at)?.or(defaults.format);
        let template = Template::parse(name);
        for (number, case) in (1..).zip(&cases) {
            let mut variables = defaults.variables.clone();
            if let Some(case) = case {
                for member in object(case, "cases", at)? {
                    let value = self.template(&member.value, &member.key, at, &variables)?;
                    let value = self.fill(&value, &position(&member.value, at), &variables)?;
                    variables.set(&member.key, value);
                }
            }
            for index in 1..=repeat.unwrap_or(1) {
                if repeat.is_some() || many {
                    let index = if repeat.is_some() { index } else { number };
                    variables.set("index", index.to_string());
                }
                let mut scope = Scope {
                    variables: variables.clone(),
                    users: &defaults.users,
                    mode,
                    format,
                    has_mock: defaults.mock.is_some(),
                };
                let steps = self.steps(steps, at, &mut scope)?;
                self.check(&template, &position(node, at), &variables)?;
                let mut shown = self.fill(&template, &position(node, at), &variables)?;
                let names_index = template.names().next().is_some();
                if (many || repeat.is_some()) && !names_index {
                    let number = if many { number } else { index };
                    shown = format!("{shown} #{number}");
                }
                into.push(Scenario {
                    name: shown,
                    at: position(node, at),
                    skip: skip(node, at)?,
                    only: flag(node, "only", at)?.unwrap_or(false),
                    variables: variables.clone(),
                    users: defaults.users.clone(),
                    steps,
                });
            }
        }
        Ok(())
    }

    fn steps(&mut self, list: &Node, at: &Position, scope: &mut Scope<'_>) -> Result<Vec<Step>, Problem> {
        let mut steps = Vec::new();
        for node in list.items() {
            check_keys(node, keys::STEP, "steps", at)?;
            if let Some(include) = node.get("include") {
                let place = position(include, at);
                let path = beside(&at.file, &text(include, "include", at)?);
                let (at, root) = self.open(&path, Some(place))?;
                let included = root.get("steps").ok_or_else(|| missing(&root, "steps", &at))?;
                steps.extend(self.steps(included, &at, scope)?);
                self.close();
                continue;
            }
            let repeat = node.get("repeat").map(|repeat| number(repeat, "repeat", (1, MAX_REPEAT), at));
            let repeat = repeat.transpose()?;
            for index in 1..=repeat.unwrap_or(1) {
                self.steps += 1;
                if self.steps > MAX_STEPS {
                    let kind = ProblemKind::TooManySteps(MAX_STEPS);
                    return Err(Problem { at: position(node, at), kind });
                }
                let index = repeat.map(|_| usize::try_from(index).unwrap_or(usize::MAX));
                if let Some(index) = index {
                    scope.variables.set("index", index.to_string());
                }
                steps.push(self.step(node, at, scope, index)?);
            }
        }
        Ok(steps)
    }

    /// Parses a text with variables, all of which must be known.
    pub(super) fn template(
        &mut self,
        node: &Node,
        key: &str,
        at: &Position,
        variables: &Variables,
    ) -> Result<Template, Problem> {
        let text = text(node, key, at)?;
        let template = Template::parse(&text);
        self.check(&template, &position(node, at), variables)?;
        Ok(template)
    }

    /// Checks that all variables of a template are known.
    pub(super) fn check(
        &mut self,
        template: &Template,
        at: &Position,
        variables: &Variables,
    ) -> Result<(), Problem> {
        for name in template.names() {
            if variables.get(name).is_none() && !self.is_in_environment(name) {
                let known: Vec<&str> = variables.names().collect();
                let kind =
                    ProblemKind::UnknownVariable { name: name.to_owned(), closest: closest(name, &known) };
                return Err(Problem { at: at.clone(), kind });
            }
        }
        Ok(())
    }
}

//! References between rules: by name, to rules that wait, to domains.

use std::collections::{BTreeSet, HashSet};

use super::problem::{Problem, ProblemKind, ReferenceKind};
use super::reader::MAX_PROBLEMS;
use super::{DIALOG_PREFIX, Handler, Rule, RuleBook};
use crate::closest::closest;

/// Returns the references to names that do not exist.
pub(super) fn check(book: &RuleBook) -> Vec<Problem> {
    let names: HashSet<&str> = book.routes.iter().map(|rule| rule.name.as_str()).collect();
    let keys = names.iter().filter_map(|name| name.strip_prefix(DIALOG_PREFIX)).collect::<Vec<_>>();
    let waits = book.wait_rules.keys().map(String::as_str);
    let names: HashSet<&str> = names.into_iter().chain(waits).chain(keys).collect();
    let domains: HashSet<&str> = book.domains.keys().map(String::as_str).collect();
    let mut problems = Vec::new();
    let mut check = |rule: &Rule, kind: ReferenceKind, name: &str, known: &HashSet<&str>| {
        if !known.contains(name) && problems.len() < MAX_PROBLEMS {
            let known: Vec<&str> = known.iter().copied().filter(|name| !name.starts_with('_')).collect();
            let closest = closest(name, &known);
            let kind = ProblemKind::UnknownReference { kind, name: name.to_owned(), closest };
            problems.push(Problem { position: rule.position.clone(), rule: Some(rule.name.clone()), kind });
        }
    };
    for rule in book.all_rules() {
        if let Some(name) = &rule.wait {
            check(rule, ReferenceKind::Wait, name, &names);
        }
        if let Some(name) = &rule.domain {
            check(rule, ReferenceKind::Domain, name, &domains);
        }
        for handler in rule.handlers() {
            called_rules(handler, &mut |name| check(rule, ReferenceKind::Rule, name, &names));
        }
    }
    problems.sort_by_key(|problem| {
        (problem.position.file.clone(), problem.position.line, problem.position.column)
    });
    problems
}

/// Returns whether a rule runs a program or calls a web service.
pub(super) fn is_external(rule: &Rule) -> bool {
    fn of_handler(handler: &Handler) -> bool {
        match handler {
            Handler::Exec(_) | Handler::Http(_) => true,
            Handler::OneOf(handlers) => handlers.iter().any(of_handler),
            _ => false,
        }
    }
    rule.handlers().any(of_handler)
}

/// Calls `each` with the names of the rules that a handler calls.
fn called_rules(handler: &Handler, each: &mut impl FnMut(&str)) {
    match handler {
        Handler::Rule { name, .. } => each(name),
        Handler::OneOf(handlers) => handlers.iter().for_each(|handler| called_rules(handler, each)),
        _ => {}
    }
}

impl RuleBook {
    /// Returns the names of the rules that others call.
    pub(super) fn called_rules(&self) -> BTreeSet<String> {
        let mut called = BTreeSet::new();
        for handler in self.all_rules().flat_map(Rule::handlers) {
            called_rules(handler, &mut |name| {
                called.insert(name.to_owned());
            });
        }
        called
    }
}

impl Rule {
    /// Returns the handler, and the one after the limit of waiting again.
    pub(super) fn handlers(&self) -> impl Iterator<Item = &Handler> {
        let then = self.rewait.as_ref().and_then(|rewait| rewait.then.as_deref());
        self.handler.iter().chain(then)
    }
}

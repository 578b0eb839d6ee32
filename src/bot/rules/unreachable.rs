//! Rules that are never tried, because an earlier rule of the same group replies to all of their messages.

use std::collections::{BTreeSet, HashMap};

use super::pattern::{Pattern, TextPattern};
use super::problem::{Problem, ProblemKind};
use super::reader::MAX_PROBLEMS;
use super::{DIALOG_PREFIX, Handler, Rule, RuleBook};
use crate::bot::reply::Reply;

/// Expressions that match every text.
const CATCH_ALL_SOURCES: [&str; 6] = [".*", "(.*)", ".*?", r"[\s\S]*", r"[^]*", ""];

/// The messages to which the earlier rules of a group always reply.
#[derive(Default)]
struct Answered<'a> {
    all: Option<&'a Rule>,
    texts: Option<&'a Rule>,
    patterns: HashMap<String, &'a Rule>,
}

/// Returns a problem for each rule that is certainly never tried.
pub(super) fn find(book: &RuleBook) -> Vec<Problem> {
    let mut named = book.called_rules();
    named.extend(book.all_rules().filter_map(|rule| rule.wait.clone()));
    let mut problems = Vec::new();
    let mut answered = Answered::default();
    // A rule before the reply comes before the others.
    for rule in book.before_rules.iter().chain(&book.routes) {
        answered.rule(rule, &named, &mut problems);
    }
    for rules in book.wait_rules.values().chain(book.domains.values()) {
        let mut answered = Answered::default();
        for rule in rules {
            answered.rule(rule, &named, &mut problems);
        }
    }
    // One rule in front may hide all others.
    problems.truncate(MAX_PROBLEMS);
    problems
}

impl<'a> Answered<'a> {
    fn rule(&mut self, rule: &'a Rule, named: &BTreeSet<String>, problems: &mut Vec<Problem>) {
        let written = written_text(&rule.pattern);
        let by = self
            .all
            .or_else(|| self.texts.filter(|_| is_for_texts(&rule.pattern)))
            .map(|by| (by, true))
            .or_else(|| Some((*self.patterns.get(written.as_ref()?)?, false)));
        let key = rule.name.strip_prefix(DIALOG_PREFIX).unwrap_or(&rule.name);
        if let Some((by, catches_all)) = by {
            // A rule that others name runs without its pattern.
            if !named.contains(&rule.name) && !named.contains(key) {
                let kind =
                    ProblemKind::Unreachable { by: by.name.clone(), line: by.position.line, catches_all };
                let name = Some(rule.name.clone()).filter(|name| !name.is_empty());
                problems.push(Problem { position: rule.position.clone(), rule: name, kind });
            }
            return;
        }
        if !always_replies(rule) {
            return;
        }
        match &rule.pattern {
            Pattern::Always => self.all = Some(rule),
            Pattern::Fields(tests) if tests.is_empty() => self.all = Some(rule),
            Pattern::Text(TextPattern::Regex(regex))
                if CATCH_ALL_SOURCES.contains(&regex.source()) && !regex.flags().contains('y') =>
            {
                self.texts = Some(rule);
            }
            _ => {
                if let Some(written) = written {
                    self.patterns.insert(written, rule);
                }
            }
        }
    }
}

/// Returns whether a rule replies to every message that its pattern matches.
fn always_replies(rule: &Rule) -> bool {
    let has_limit =
        rule.rewait.as_ref().is_some_and(|rewait| rewait.limit.is_some() && rewait.then.is_none());
    !has_limit && rule.handlers().all(replies) && rule.handler.is_some()
}

fn replies(handler: &Handler) -> bool {
    match handler {
        Handler::Reply(Reply::Text(text)) => text.is_never_empty(),
        Handler::Reply(_) | Handler::Code(_) => true,
        Handler::OneOf(handlers) => handlers.iter().all(replies),
        Handler::Exec(_) | Handler::Http(_) | Handler::Rule { .. } => false,
    }
}

/// Returns whether a pattern matches nothing but texts.
fn is_for_texts(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::Text(_) => true,
        Pattern::Any(patterns) => !patterns.is_empty() && patterns.iter().all(is_for_texts),
        _ => false,
    }
}

/// Returns a pattern for texts in one spelling.
fn written_text(pattern: &Pattern) -> Option<String> {
    match pattern {
        Pattern::Text(TextPattern::Exact(exact)) => Some(format!("={exact}")),
        Pattern::Text(TextPattern::Regex(regex)) => Some(format!("/{}/{}", regex.source(), regex.flags())),
        _ => None,
    }
}

//! Finds what can be read but cannot be meant: fields, events and placeholders that no message has, and replies that
//! WeChat's users would see broken. The findings are warnings.

use std::collections::BTreeSet;

use super::judge_reply::ReplyJudge;
use super::known::KnownNames;
use super::pattern::TextPattern;
use super::problem::{Problem, ProblemKind};
use super::unreachable;
use super::{AccountSpec, FieldTest, Handler, Pattern, Rule, RuleBook, SessionUpdate};
use crate::bot::template::Template;
use crate::closest::{closest, within_edits};

/// Placeholders that are not fields of the message.
const OWN_PLACEHOLDERS: [&str; 2] = ["descriptions", "reply.type"];
/// Words for the time other than its fields.
const TIME_NAMES: [&str; 10] =
    ["hours", "minutes", "min", "seconds", "sec", "week", "today", "datetime", "timestamp", "clock"];

impl RuleBook {
    /// Returns the findings in rules that can be read, those of accounts included, in the order of the file.
    pub(crate) fn lint(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (account, book) in self.with_accounts() {
            book.lint_own(account, &mut problems);
        }
        let has_own = |account: &AccountSpec| account.rules.is_some();
        if !self.accounts.is_empty()
            && self.accounts.iter().all(has_own)
            && let Some(first) = self.all_rules().min_by_key(|rule| rule.position.line)
        {
            let kind = ProblemKind::UnusedRules;
            problems.push(Problem { position: first.position.clone(), rule: None, kind });
        }
        problems.sort_by_key(|problem| (problem.position.file.clone(), problem.position.line));
        problems.dedup();
        problems
    }

    fn lint_own(&self, account: Option<&AccountSpec>, problems: &mut Vec<Problem>) {
        let mut linter = Linter {
            captured: self.all_rules().flat_map(captured_names).collect(),
            judge: ReplyJudge::new(self, account.map(AccountSpec::is_of_work)),
            session: self
                .all_rules()
                .flat_map(|rule| &rule.session_updates)
                .map(|(name, _)| name.clone())
                .collect(),
            called: self.called_rules(),
            known: KnownNames::collect(),
            problems: self.warnings.clone(),
        };
        for rule in self.all_rules() {
            linter.rule(rule);
        }
        problems.append(&mut linter.problems);
        problems.append(&mut unreachable::find(self));
    }

    /// Returns the rules of all groups.
    pub(crate) fn all_rules(&self) -> impl Iterator<Item = &Rule> {
        let groups = [&self.before_rules, &self.routes, &self.after_rules];
        let groups = groups.into_iter().chain(self.wait_rules.values()).chain(self.domains.values());
        groups.flatten().chain(self.code_replies.values())
    }
}

struct Linter {
    known: KnownNames,
    /// The names that patterns capture and that rules pass to each other.
    captured: BTreeSet<String>,
    /// The session fields that rules write.
    session: BTreeSet<String>,
    /// The rules that others call, with messages of any kind.
    called: BTreeSet<String>,
    judge: ReplyJudge,
    problems: Vec<Problem>,
}

impl Linter {
    fn report(&mut self, rule: &Rule, kind: ProblemKind) {
        let name = Some(rule.name.clone()).filter(|name| !name.is_empty());
        self.problems.push(Problem { position: rule.position.clone(), rule: name, kind });
    }

    fn rule(&mut self, rule: &Rule) {
        self.pattern(rule, &rule.pattern);
        for handler in rule.handlers() {
            self.handler(rule, handler);
        }
        for (_, update) in &rule.session_updates {
            self.update(rule, update);
        }
    }

    fn pattern(&mut self, rule: &Rule, pattern: &Pattern) {
        match pattern {
            Pattern::Any(patterns) => patterns.iter().for_each(|pattern| self.pattern(rule, pattern)),
            Pattern::Fields(tests) => {
                for (field, test) in tests {
                    self.field(rule, field, test);
                }
            }
            _ => {}
        }
    }

    fn field(&mut self, rule: &Rule, field: &str, test: &FieldTest) {
        if !self.is_known(field) {
            let kind = ProblemKind::UnknownField {
                field: field.to_owned(),
                closest: self.closest(field),
                is_time: is_time(field),
                never_matches: !passes_absent(test),
            };
            self.report(rule, kind);
            return;
        }
        let is_event = matches!(field, "event" | "Event");
        if is_event || matches!(field, "type" | "MsgType") {
            for given in wanted_texts(test) {
                self.name_of_value(rule, field, &given, is_event);
            }
        }
    }

    /// Checks the name of an event or a type.
    fn name_of_value(&mut self, rule: &Rule, field: &str, given: &str, is_event: bool) {
        let known = if is_event { &self.known.events } else { &self.known.types };
        if known.contains(given) {
            return;
        }
        let work = is_event && self.known.work_events.contains(given);
        if work && self.judge.has_work() {
            return;
        }
        let right = known.iter().find(|known| known.eq_ignore_ascii_case(given)).copied();
        if work && right.is_none() {
            return;
        }
        let names: Vec<&str> = known.iter().copied().collect();
        let closest = right.map_or_else(|| closest(given, &names), |right| vec![right.to_owned()]);
        // An event without a similar name may be a new one.
        if closest.is_empty() {
            return;
        }
        let kind = ProblemKind::UnknownValue {
            field: field.to_owned(),
            given: given.to_owned(),
            differs_in_case: right.is_some(),
            is_of_work: work,
            closest,
        };
        self.report(rule, kind);
    }

    fn handler(&mut self, rule: &Rule, handler: &Handler) {
        match handler {
            Handler::Reply(reply) => {
                reply.map(|text| self.template(rule, text));
                for problem in self.judge.problems(rule, reply) {
                    self.report(rule, problem);
                }
            }
            Handler::OneOf(handlers) => handlers.iter().for_each(|handler| self.handler(rule, handler)),
            Handler::Rule { param, .. } => param.iter().for_each(|(_, value)| self.template(rule, value)),
            Handler::Exec(_) | Handler::Http(_) | Handler::Code(_) => {}
        }
    }

    fn update(&mut self, rule: &Rule, update: &SessionUpdate) {
        match update {
            SessionUpdate::Text(text) => self.template(rule, text),
            SessionUpdate::Object(members) => {
                for (_, update) in members {
                    self.update(rule, update);
                }
            }
            SessionUpdate::List(items) => items.iter().for_each(|update| self.update(rule, update)),
            SessionUpdate::Random(..) | SessionUpdate::Remove => {}
        }
    }

    fn template(&mut self, rule: &Rule, template: &Template) {
        let unknown: Vec<(String, bool)> = template
            .placeholders()
            .filter(|(name, _)| !self.is_placeholder(rule, name))
            .map(|(name, has_default)| (name.to_owned(), has_default))
            .collect();
        for (name, has_default) in unknown {
            let closest = self.closest(&name);
            // Words such as `{red|blue}` stay as they are, and need not be meant as a placeholder.
            if has_default && closest.is_empty() && name.parse::<usize>().is_err() {
                continue;
            }
            let kind = ProblemKind::UnknownPlaceholder {
                closest,
                is_session_field: self.session.contains(&name),
                is_time: is_time(&name),
                name,
            };
            self.report(rule, kind);
        }
    }

    /// Returns whether a placeholder can have a value in a rule; one for texts has only the fields of texts.
    fn is_placeholder(&self, rule: &Rule, name: &str) -> bool {
        let key = rule.name.strip_prefix(super::DIALOG_PREFIX).unwrap_or(&rule.name);
        let is_called = self.called.contains(&rule.name) || self.called.contains(key);
        let is_for_texts = matches!(rule.pattern, Pattern::Text(_)) && !is_called;
        // A rule that others call or that waits has the captures of another message too.
        if let (Pattern::Text(TextPattern::Regex(regex)), Ok(number)) = (&rule.pattern, name.parse())
            && is_for_texts
            && rule.rewait.is_none()
        {
            return regex.has_group(number);
        }
        OWN_PLACEHOLDERS.contains(&name)
            || (self.is_known(name)
                && (!is_for_texts
                    || name.starts_with(char::is_uppercase)
                    || self.captured.contains(name)
                    || !self.known.fields.contains(name)
                    || self.known.text_fields.contains(name)))
    }

    /// Returns whether a message can have the field. A name of WeChat's own that the catalogue does not have may be new.
    fn is_known(&self, name: &str) -> bool {
        let first = name.split('.').next().unwrap_or_default();
        if let Some(field) = name.strip_prefix("err.") {
            return ["code", "text", "rule"].contains(&field);
        }
        name.parse::<usize>().is_ok()
            || first.starts_with(char::is_uppercase)
            || self.known.fields.contains(first)
            || self.captured.contains(name)
    }

    fn closest(&self, name: &str) -> Vec<String> {
        if is_time(name) {
            return Vec::new();
        }
        let names = self.known.fields.iter().chain(&self.captured).map(String::as_str);
        // A field of other messages may have this very name.
        let names = names.filter(|known| *known != name);
        within_edits(name, names, |known| known.len() / 4).map(str::to_owned).into_iter().collect()
    }
}

fn is_time(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    TIME_NAMES.contains(&name.as_str())
}

/// Returns whether a test can pass for a field that a message does not have.
fn passes_absent(test: &FieldTest) -> bool {
    match test {
        FieldTest::Exists(wanted) => !wanted,
        FieldTest::Not(test) => !passes_absent(test),
        FieldTest::Any(tests) => tests.iter().any(passes_absent),
        FieldTest::All(tests) => tests.iter().all(passes_absent),
        _ => false,
    }
}

/// Returns the texts that a field may equal for the test to pass; placeholders and expressions are left out.
fn wanted_texts(test: &FieldTest) -> Vec<String> {
    match test {
        FieldTest::Equals(template) if template.placeholders().next().is_none() => {
            vec![template.fill(|_| None)]
        }
        FieldTest::Any(tests) | FieldTest::All(tests) => tests.iter().flat_map(wanted_texts).collect(),
        _ => Vec::new(),
    }
}

/// Returns the names that the patterns of a rule capture and that it passes to another one.
fn captured_names(rule: &Rule) -> Vec<String> {
    fn of_test(test: &FieldTest, names: &mut Vec<String>) {
        match test {
            FieldTest::Regex(regex) => names.extend(regex.names().map(str::to_owned)),
            FieldTest::Any(tests) | FieldTest::All(tests) => {
                for test in tests {
                    of_test(test, names);
                }
            }
            FieldTest::Not(test) => of_test(test, names),
            _ => {}
        }
    }
    fn of_pattern(pattern: &Pattern, names: &mut Vec<String>) {
        match pattern {
            Pattern::Text(TextPattern::Regex(regex)) => {
                names.extend(regex.names().map(str::to_owned));
            }
            Pattern::Fields(tests) => tests.iter().for_each(|(_, test)| of_test(test, names)),
            Pattern::Any(patterns) => patterns.iter().for_each(|pattern| of_pattern(pattern, names)),
            _ => {}
        }
    }
    fn of_handler(handler: &Handler, names: &mut Vec<String>) {
        match handler {
            Handler::Rule { param, .. } => names.extend(param.iter().map(|(name, _)| name.clone())),
            Handler::OneOf(handlers) => handlers.iter().for_each(|handler| of_handler(handler, names)),
            _ => {}
        }
    }
    let mut names = Vec::new();
    of_pattern(&rule.pattern, &mut names);
    rule.handlers().for_each(|handler| of_handler(handler, &mut names));
    names
}

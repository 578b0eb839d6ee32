//! `webot rules list`: the rules of a file in their order.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::super::serve::{read_rules, rules_file};
use super::rules_of;
use crate::bot::rules::{AccountSpec, Rule, RuleBook};
use crate::context::Context;
use crate::error::Error;
use crate::printer::{Outcome, Rows};
use crate::text::{help, words};

/// The maximum length of a pattern in the table, in characters.
const MAX_PATTERN_CHARS: usize = 48;

/// `webot rules list`
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// FILE
    #[arg(value_name = "FILE", help = help().serve.test_file)]
    pub file: Option<PathBuf>,
    /// `--account`
    #[arg(short, long, value_name = "NAME", help = help().serve.of_account)]
    pub account: Option<String>,
}

/// A rule and its place.
struct Listed<'a> {
    rule: &'a Rule,
    /// The group of the file that it is in, such as `rules` or `waitRules`.
    group: &'static str,
    /// The name of its wait rules or its domain, if its group has names.
    name: &'a str,
    account: Option<&'a AccountSpec>,
}

/// Lists rules: name, pattern, domain, the rules that wait after it, and its place.
pub(crate) fn list(args: &ListArgs, cx: &Context) -> Result<Outcome, Error> {
    let path = rules_file(args.file.as_deref(), cx)?;
    let book = read_rules(&path)?;
    let mut listed = Vec::new();
    if let Some(name) = &args.account {
        let (own, account) = rules_of(&book, Some(name))?;
        add(own, account, &mut listed);
    } else {
        for (account, own) in book.with_accounts() {
            add(own, account, &mut listed);
        }
    }
    let json: Vec<Value> = listed.iter().map(document).collect();
    let head = words().serve.list_head.map(str::to_owned).to_vec();
    let cells = std::iter::once(head).chain(listed.iter().map(|listed| cells(listed, cx)));
    Ok(Outcome::rows(Rows::new(json.into(), without_empty_columns(cells.collect()))))
}

/// Adds the rules of a book in the order in which they are tried, those that wait after the others.
fn add<'b>(book: &'b RuleBook, account: Option<&'b AccountSpec>, listed: &mut Vec<Listed<'b>>) {
    let mut group = |group: &'static str, name: &'b str, rules: &'b [Rule]| {
        listed.extend(rules.iter().map(|rule| Listed { rule, group, name, account }));
    };
    group("beforeReply", "", &book.before_rules);
    group("rules", "", &book.routes);
    let mut named: Vec<(&'static str, &String, &Vec<Rule>)> =
        book.wait_rules.iter().map(|(name, rules)| ("waitRules", name, rules)).collect();
    named.extend(book.domains.iter().map(|(name, rules)| ("domain", name, rules)));
    named.sort_by_key(|(group, name, rules)| {
        let line = rules.first().map_or(0, |rule| rule.position.line);
        (std::cmp::Reverse(*group), line, *name)
    });
    for (kind, name, rules) in named {
        group(kind, name, rules);
    }
    group("afterReply", "", &book.after_rules);
    for rule in book.code_replies.values() {
        group("codeReplies", "", std::slice::from_ref(rule));
    }
}

fn document(listed: &Listed<'_>) -> Value {
    let Rule { name, description, written_pattern, domain, wait, position, .. } = listed.rule;
    json!({
        "name": name,
        "pattern": Some(written_pattern).filter(|pattern| !pattern.is_empty()),
        "domain": domain,
        "waits": wait,
        "description": description,
        "group": listed.group,
        "of": Some(listed.name).filter(|name| !name.is_empty()),
        "account": listed.account.map(AccountSpec::shown_name),
        "file": position.file,
        "line": position.line,
    })
}

fn cells(listed: &Listed<'_>, cx: &Context) -> Vec<String> {
    let Rule { name, written_pattern, domain, wait, position, .. } = listed.rule;
    let shown = |text: &str| cx.printer.foreign(&text.replace(['\n', '\t'], " "));
    let group = match (listed.group, listed.name) {
        ("rules", _) => String::new(),
        (group, "") => group.to_owned(),
        (group, name) => format!("{group} {}", shown(name)),
    };
    let file = position.file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    vec![
        shown(name),
        shown(&cut(written_pattern)),
        shown(domain.as_deref().unwrap_or_default()),
        shown(wait.as_deref().unwrap_or_default()),
        group,
        listed.account.map(|account| shown(account.shown_name())).unwrap_or_default(),
        format!("{}:{}", shown(&file), position.line),
    ]
}

fn cut(pattern: &str) -> String {
    let mut chars = pattern.chars();
    let mut short: String = chars.by_ref().take(MAX_PATTERN_CHARS).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}

/// Removes the columns that have a head only.
fn without_empty_columns(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let columns = rows.first().map_or(0, Vec::len);
    let is_filled =
        |column: usize| rows.iter().skip(1).any(|row| row.get(column).is_some_and(|cell| !cell.is_empty()));
    let filled: Vec<bool> = (0..columns).map(is_filled).collect();
    let kept = |row: Vec<String>| {
        row.into_iter().zip(&filled).filter(|(_, filled)| **filled).map(|(cell, _)| cell).collect()
    };
    rows.into_iter().map(kept).collect()
}

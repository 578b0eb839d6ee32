//! Makes the expectations of a file fit the replies: the values to change, by their positions.

use serde_json::{Value, json};

use super::check::{articles_of, value_of};
use super::model::{Articles, Expect, ExpectedVerdict};
use super::problem::Position;
use super::result::{Change, Failure, Update};
use super::variables::{Template, Variables};
use super::write;
use crate::message::{NO_REPLY, Verdict};
use crate::probe::reply_text;

/// Returns whether a new value can meet an expectation that is not met.
pub(super) fn can_be_met(failure: &Failure) -> bool {
    let Failure::Unmet { key, .. } = failure else { return false };
    matches!(key.as_str(), "type" | "text" | "none")
        || key.starts_with("fields.")
        || key.starts_with("articles")
}

/// Returns the changes that make expectations fit a reply; `None` if nothing is expected or a variable has no value.
pub(super) fn update(expect: &Expect, verdict: &Verdict, variables: &Variables) -> Option<Update> {
    let at = expect.at.clone()?;
    let changes = match values(expect, verdict, variables)? {
        Fit::Values(changes) => changes,
        Fit::Whole => vec![Change { at: at.clone(), value: whole(expect, verdict) }],
    };
    Some(Update { at, changes })
}

/// The way in which expectations are made to fit a reply.
enum Fit {
    /// These values are changed.
    Values(Vec<Change>),
    /// The reply is of another shape, so all expectations are replaced.
    Whole,
}

/// Returns how the expectations are made to fit; `None` if a variable has no value.
fn values(expect: &Expect, verdict: &Verdict, variables: &Variables) -> Option<Fit> {
    let mut changes = Vec::new();
    let mut change = |template: &Template, at: &Position, actual: &str| {
        if template.fill(variables).ok()? != actual {
            changes.push(Change { at: at.clone(), value: json!(template.refit(actual, variables)) });
        }
        Some(())
    };
    let is_silent = verdict.reply_type == NO_REPLY;
    if expect.none {
        return Some(if is_silent { Fit::Values(Vec::new()) } else { Fit::Whole });
    }
    let holds_values = expect.text.is_some() || !expect.fields.is_empty() || expect.articles.is_some();
    if let Some((template, at)) = &expect.reply_type {
        let is_met = template.fill(variables).ok()? == verdict.reply_type;
        if !is_met && holds_values {
            return Some(Fit::Whole);
        }
        change(template, at, &verdict.reply_type)?;
    }
    if let Some((template, at)) = &expect.text {
        let text = reply_text(verdict);
        let is_met = !is_silent && template.fill(variables).ok()? == text;
        if !is_met && verdict.fields.get("Content").is_none() && verdict.json.is_none() {
            return Some(Fit::Whole);
        }
        change(template, at, &text)?;
    }
    for (path, template, at) in &expect.fields {
        let Some(actual) = verdict.fields.at(path) else { return Some(Fit::Whole) };
        change(template, at, actual)?;
    }
    if let Some((articles, at)) = &expect.articles {
        let actual = articles_of(verdict);
        match articles {
            Articles::Count(count) if *count == actual.len() => {}
            Articles::Count(_) if actual.is_empty() => return Some(Fit::Whole),
            Articles::Count(_) => {
                changes.push(Change { at: at.clone(), value: json!(actual.len()) });
            }
            Articles::Each(each) if each.len() != actual.len() => return Some(Fit::Whole),
            Articles::Each(each) => {
                for (fields, article) in each.iter().zip(actual) {
                    for (name, template, at) in fields {
                        let Some(actual) = value_of(article, name) else { return Some(Fit::Whole) };
                        change(template, at, actual)?;
                    }
                }
            }
        }
    }
    Some(Fit::Values(changes))
}

/// Returns expectations for a reply of another shape; the time limit and the verdict stay.
fn whole(expect: &Expect, verdict: &Verdict) -> Value {
    let mut value = write::expectation(verdict);
    let kept_verdict = match &expect.verdict {
        ExpectedVerdict::Accepted => None,
        ExpectedVerdict::Rejected => Some(json!("rejected")),
        ExpectedVerdict::Any => Some(json!("any")),
        ExpectedVerdict::Rules(names) => Some(json!(names)),
    };
    if expect.within_ms.is_none() && kept_verdict.is_none() {
        return value;
    }
    if value.is_string() {
        value = json!({ "text": value });
    }
    if let Some(limit) = expect.within_ms {
        value["within"] = json!(limit);
    }
    if let Some(kept) = kept_verdict {
        value["verdict"] = kept;
    }
    value
}

impl Template {
    /// Returns a text as it is written in a file, in which the values of this template's variables are variables again.
    fn refit(&self, text: &str, variables: &Variables) -> String {
        let mut named: Vec<(&str, &str)> =
            self.names().filter_map(|name| Some((name, variables.get(name)?))).collect();
        named.retain(|(_, value)| !value.is_empty());
        named.sort_unstable_by_key(|(name, value)| (std::cmp::Reverse(value.len()), *name));
        named.dedup();
        let mut written = String::new();
        let mut rest = text;
        while let Some(char) = rest.chars().next() {
            let fits = |value: &str| {
                let is_word = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
                let after = rest.strip_prefix(value)?;
                let before = text[..text.len() - rest.len()].chars().next_back();
                // The 1 of 10 is not the value 1.
                let splits = (is_word(value.chars().next()) && is_word(before))
                    || (is_word(value.chars().next_back()) && is_word(after.chars().next()));
                (!splits).then_some(after)
            };
            let found = named.iter().find_map(|(name, value)| Some((name, fits(value)?)));
            if let Some((name, after)) = found {
                written.extend(["${", name, "}"]);
                rest = after;
            } else if rest.starts_with("${") {
                written.push_str("$${");
                rest = &rest[2..];
            } else {
                written.push(char);
                rest = &rest[char.len_utf8()..];
            }
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::{Template, Variables};

    #[test]
    fn values_become_the_variables_of_the_template_again() {
        let mut variables = Variables::default();
        variables.set("name", "Ann".to_owned());
        variables.set("n", "1".to_owned());
        let refit = |template: &str, text: &str| Template::parse(template).refit(text, &variables);
        assert_eq!(refit("Hello, ${name}", "Hi, Ann!"), "Hi, ${name}!");
        assert_eq!(refit("${n} of 10", "1 of 11, 你1好"), "${n} of 11, 你${n}好");
        assert_eq!(refit("Hello", "Ann has ${x}"), "Ann has $${x}");
        assert_eq!(refit("${name}", "Anne"), "Anne");
        let written = refit("${name}", "a $${x} Ann");
        assert_eq!(Template::parse(&written).fill(&variables).as_deref(), Ok("a $${x} Ann"));
    }
}

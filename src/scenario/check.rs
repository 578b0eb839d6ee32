//! Compares a reply with the expectations of a scenario.

use regex::Regex;

use super::model::{Articles, Capture, Expect, ExpectedVerdict};
use super::problem::Position;
use super::result::Failure;
use super::variables::Variables;
use crate::lang::{Bilingual, Severity, SpokenValue};
use crate::message::{Element, NO_REPLY, Verdict};
use crate::probe::{Judged, reply_text, spoken_reply};

/// The actual value of a field that the reply does not have.
const NO_FIELD: &str = "—";
/// The actual verdict on a reply without a finding.
const ACCEPTED: Bilingual = Bilingual::new("accepted", "会被接受");

/// Returns the expectations that are not met, each with its position if it has one of its own. The error is a failure
/// of the expectation itself.
pub(super) fn unmet(
    expect: &Expect,
    judged: &Judged,
    variables: &Variables,
) -> Result<Vec<(Option<Position>, Failure)>, Failure> {
    let verdict = &judged.verdict;
    let mut failures = Vec::new();
    let mut add =
        |is_met: bool, key: &str, expected: SpokenValue, actual: SpokenValue, at: Option<&Position>| {
            if !is_met {
                failures.push((at.cloned(), Failure::Unmet { key: key.to_owned(), expected, actual }));
            }
        };
    let text = reply_text(verdict);
    // A reply of another type is shown with it.
    let shown = match verdict.reply_type.as_str() {
        "text" => text.as_str().into(),
        other => spoken_reply(format!("{other} {text}").trim_end()),
    };
    let fill = |template: &super::variables::Template| template.fill(variables).map_err(Failure::NoValue);
    if let Some((expected, at)) = &expect.reply_type {
        let expected = fill(expected)?;
        let actual = spoken_reply(&verdict.reply_type);
        add(verdict.reply_type == expected, "type", spoken_reply(&expected), actual, Some(at));
    }
    if let Some((expected, at)) = &expect.text {
        let expected = fill(expected)?;
        let is_met = verdict.reply_type != NO_REPLY && text == expected;
        add(is_met, "text", expected.into(), shown.clone(), Some(at));
    }
    if let Some((pattern, at)) = &expect.regex {
        let regex = regex(pattern, variables)?;
        let is_met = verdict.reply_type != NO_REPLY && regex.is_match(&text);
        add(is_met, "regex", format!("/{regex}/").into(), shown.clone(), Some(at));
    }
    for (path, expected, at) in &expect.fields {
        let (expected, actual) = (fill(expected)?, verdict.fields.at(path));
        let key = format!("fields.{path}");
        let is_met = actual == Some(expected.as_str());
        add(is_met, &key, expected.into(), field(actual), Some(at));
    }
    if let Some((articles, at)) = &expect.articles {
        let actual = articles_of(verdict);
        let count = match articles {
            Articles::Count(count) => *count,
            Articles::Each(each) => each.len(),
        };
        let is_met = actual.len() == count;
        add(is_met, "articles", count.to_string().into(), actual.len().to_string().into(), Some(at));
        if let Articles::Each(each) = articles {
            for (number, (fields, article)) in each.iter().zip(&actual).enumerate() {
                for (name, expected, at) in fields {
                    let expected = fill(expected)?;
                    let actual = value_of(article, name);
                    let key = format!("articles[{number}].{name}");
                    let is_met = actual == Some(expected.as_str());
                    add(is_met, &key, expected.into(), field(actual), Some(at));
                }
            }
        }
    }
    if expect.none {
        add(verdict.reply_type == NO_REPLY, "none", spoken_reply(NO_REPLY), shown, None);
    }
    if let Some(limit) = expect.within_ms {
        let ms = |ms: u64| SpokenValue::from(format!("{ms} ms"));
        add(judged.elapsed_ms <= limit, "within", ms(limit), ms(judged.elapsed_ms), None);
    }
    failures.extend(verdict_failures(&expect.verdict, verdict).into_iter().map(|failure| (None, failure)));
    Ok(failures)
}

fn field(actual: Option<&str>) -> SpokenValue {
    actual.unwrap_or(NO_FIELD).into()
}

/// Returns the differences from the expected verdict.
fn verdict_failures(expected: &ExpectedVerdict, verdict: &Verdict) -> Vec<Failure> {
    let errors = || verdict.findings.iter().filter(|rule| rule.severity() == Severity::Error);
    let rejected = |rule: &crate::message::Rule| Failure::Rejected(Box::new(rule.clone()), verdict.family);
    match expected {
        ExpectedVerdict::Any => Vec::new(),
        ExpectedVerdict::Accepted => errors().map(rejected).collect(),
        ExpectedVerdict::Rejected if errors().next().is_some() => Vec::new(),
        ExpectedVerdict::Rejected => vec![Failure::NotRejected],
        ExpectedVerdict::Rules(names) => {
            let found: Vec<&str> = verdict.findings.iter().map(crate::message::Rule::name).collect();
            let accepted =
                || SpokenValue { name: ACCEPTED.en.to_owned(), spoken: ACCEPTED.spoken().to_owned() };
            let actual = if found.is_empty() { accepted() } else { found.join(", ").into() };
            let missing = names.iter().filter(|name| !found.contains(&name.as_str()));
            let unmet = missing.map(|name| Failure::Unmet {
                key: "verdict".to_owned(),
                expected: name.as_str().into(),
                actual: actual.clone(),
            });
            let others = errors().filter(|rule| !names.iter().any(|name| name == rule.name()));
            unmet.chain(others.map(rejected)).collect()
        }
    }
}

/// Returns the fields of each article of a reply.
pub(super) fn articles_of(verdict: &Verdict) -> Vec<&[Element]> {
    let articles = verdict.fields.0.iter().find(|element| element.name == "Articles");
    articles.map_or_else(Vec::new, |articles| articles.elements().iter().map(Element::elements).collect())
}

/// Returns the value of a field of an article.
pub(super) fn value_of<'a>(article: &'a [Element], name: &str) -> Option<&'a str> {
    article.iter().find(|element| element.name == name).and_then(Element::value)
}

fn regex(pattern: &super::variables::Template, variables: &Variables) -> Result<Regex, Failure> {
    let pattern = pattern.fill_pattern(variables).map_err(Failure::NoValue)?;
    Regex::new(&pattern).map_err(|error| Failure::Regex(error.to_string()))
}

/// Keeps the values of captures in the variables.
pub(super) fn capture(
    captures: &[Capture],
    verdict: &Verdict,
    variables: &mut Variables,
) -> Result<(), Failure> {
    for capture in captures {
        let text = match &capture.field {
            Some(path) => verdict.fields.at(path).map(str::to_owned),
            None => Some(reply_text(verdict)).filter(|_| verdict.reply_type != NO_REPLY),
        };
        let found = match (&text, &capture.regex) {
            (Some(text), Some(pattern)) => {
                let regex = regex(pattern, variables)?;
                let groups = regex.captures(text);
                groups.and_then(|groups| Some(groups.get(1).or(groups.get(0))?.as_str().to_owned()))
            }
            (text, _) => text.clone(),
        };
        let Some(value) = found else {
            let text = text.unwrap_or_else(|| spoken_reply(NO_REPLY).spoken);
            return Err(Failure::NotCaptured { name: capture.name.clone(), text });
        };
        variables.set(&capture.name, value);
    }
    Ok(())
}

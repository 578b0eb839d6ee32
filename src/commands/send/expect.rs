//! `--expect…`: what a script wants of an answer.

use regex::Regex;

use super::args::CheckArgs;
use crate::error::{Error, Usage, Wanted};
use crate::message::{NONE, Path, Rule, Verdict};
use crate::text;

impl CheckArgs {
    /// Finds mistakes before anything is sent.
    pub(super) fn validate(&self) -> Result<(), Error> {
        self.pairs()?;
        self.regex().map(|_| ())
    }

    /// Adds a finding for every expectation that is not met.
    pub(super) fn check(&self, verdict: &Verdict, elapsed_ms: u64) -> Result<Vec<Rule>, Error> {
        let mut failed = Vec::new();
        let mut expect = |name, met: bool, expected: String, actual: String| {
            if !met {
                failed.push(Rule::Expectation { name, expected, actual });
            }
        };
        if let Some(expected) = &self.expect_type {
            let actual = &verdict.reply_type;
            expect("expect-type", actual == expected, expected.clone(), actual.clone());
        }
        if let Some(regex) = self.regex()? {
            let text = reply_text(verdict);
            expect(
                "expect-text",
                verdict.reply_type != NONE && regex.is_match(&text),
                format!("/{regex}/"),
                text,
            );
        }
        for (path, expected) in self.pairs()? {
            let actual = verdict.fields.at(&path);
            let shown =
                actual.map_or_else(|| text::words().no_field.to_owned(), |actual| format!("{path}={actual}"));
            expect("expect", actual == Some(expected), format!("{path}={expected}"), shown);
        }
        if self.expect_none {
            let actual = format!("{} {}", verdict.reply_type, reply_text(verdict));
            expect("expect-none", verdict.reply_type == NONE, NONE.to_owned(), actual.trim_end().to_owned());
        }
        if let Some(limit) = self.expect_within {
            expect("expect-within", elapsed_ms <= limit, format!("{limit} ms"), format!("{elapsed_ms} ms"));
        }
        Ok(failed)
    }

    fn regex(&self) -> Result<Option<Regex>, Error> {
        let Some(given) = &self.expect_text else { return Ok(None) };
        let wrong = |_| Usage::Value { flag: "--expect-text", value: given.clone(), wanted: Wanted::Regex };
        Ok(Some(Regex::new(given).map_err(wrong)?))
    }

    fn pairs(&self) -> Result<Vec<(Path, &str)>, Error> {
        let pair = |given: &'_ String| {
            let wrong = || Usage::Value { flag: "--expect", value: given.clone(), wanted: Wanted::Pair };
            let (path, value) = given.split_once('=').ok_or_else(wrong)?;
            let at = given.len() - value.len();
            Ok::<_, Error>((Path::parse(path)?, at))
        };
        self.expect.iter().map(|given| pair(given).map(|(path, at)| (path, &given[at..]))).collect()
    }
}

/// The words that the user reads: `Content`, or the titles and descriptions.
pub(super) fn reply_text(verdict: &Verdict) -> String {
    if let Some(content) = verdict.fields.get("Content") {
        return content.to_owned();
    }
    let mut words = Vec::new();
    collect(&verdict.fields.0, &mut words);
    words.join("\n")
}

fn collect(elements: &[crate::message::Element], words: &mut Vec<String>) {
    for element in elements {
        if matches!(&*element.name, "Title" | "Description") {
            words.extend(element.value().map(str::to_owned));
        }
        collect(element.elements(), words);
    }
}

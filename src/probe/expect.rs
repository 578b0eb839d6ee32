//! Expectations of an answer.

use regex::Regex;

use crate::lang::Bilingual;
use crate::message::{Element, NO_REPLY, Path, Rule, Verdict};

/// Expectations of one answer; one that is not set is met.
#[derive(Debug, Clone, Default)]
pub(crate) struct Expectations {
    /// The type of the reply, such as `text`, `none` or `invalid`.
    pub reply_type: Option<String>,
    /// The regular expression for the text of the reply.
    pub text: Option<Regex>,
    /// The fields and their values.
    pub fields: Vec<(Path, String)>,
    /// `true` expects no reply.
    pub none: bool,
    /// The time limit for the answer, in milliseconds.
    pub within_ms: Option<u64>,
}

/// The actual value of a field that the reply does not have.
const NO_FIELD: Bilingual = Bilingual::new("no such field", "没有这个字段");

impl Expectations {
    /// Returns a finding for each expectation that is not met.
    pub(crate) fn check(&self, verdict: &Verdict, elapsed_ms: u64) -> Vec<Rule> {
        let mut failed = Vec::new();
        let mut expect = |name, met: bool, expected: String, actual: String| {
            if !met {
                failed.push(Rule::Expectation { name, expected, actual });
            }
        };
        if let Some(expected) = &self.reply_type {
            let actual = &verdict.reply_type;
            expect("expect-type", actual == expected, expected.clone(), actual.clone());
        }
        if let Some(regex) = &self.text {
            let text = reply_text(verdict);
            let met = verdict.reply_type != NO_REPLY && regex.is_match(&text);
            expect("expect-text", met, format!("/{regex}/"), text);
        }
        for (path, expected) in &self.fields {
            let actual = verdict.fields.at(path);
            let shown =
                actual.map_or_else(|| NO_FIELD.spoken().to_owned(), |actual| format!("{path}={actual}"));
            expect("expect", actual == Some(expected), format!("{path}={expected}"), shown);
        }
        if self.none {
            let actual = format!("{} {}", verdict.reply_type, reply_text(verdict));
            expect(
                "expect-none",
                verdict.reply_type == NO_REPLY,
                NO_REPLY.to_owned(),
                actual.trim_end().to_owned(),
            );
        }
        if let Some(limit) = self.within_ms {
            expect("expect-within", elapsed_ms <= limit, format!("{limit} ms"), format!("{elapsed_ms} ms"));
        }
        failed
    }
}

/// Returns the text that the user reads: `Content`, or the titles and descriptions.
pub(crate) fn reply_text(verdict: &Verdict) -> String {
    if let Some(content) = verdict.fields.get("Content") {
        return content.to_owned();
    }
    // The replies of intelligent bots.
    let content = |name: &str| verdict.json.as_ref()?.get(name)?.get("content")?.as_str();
    if let Some(content) = content("stream").or_else(|| content("text")) {
        return content.to_owned();
    }
    let mut words = Vec::new();
    collect(&verdict.fields.0, &mut words);
    words.join("\n")
}

fn collect(elements: &[Element], words: &mut Vec<String>) {
    for element in elements {
        if matches!(&*element.name, "Title" | "Description") {
            words.extend(element.value().map(str::to_owned));
        }
        collect(element.elements(), words);
    }
}

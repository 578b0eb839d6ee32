//! Judges the replies of rules by the rules that `webot send` applies to the answers of bots.

use super::pattern::{FieldTest, Pattern};
use super::problem::ProblemKind;
use super::{Rule, RuleBook};
use crate::bot::reply::Reply;
use crate::bot::template::Template;
use crate::message::{
    self, Answer, AnswerFamily, Credentials, Document, Format, Kind, Mode, Parties, Platform, Push,
    ReplyContext, catalogue,
};
use crate::secret::Secret;

/// Stands for a text that begins with a value of the message: it is a text and a link that break no rule.
const ANY_TEXT: &str = "https://example.com/";

/// The platforms whose users see the replies of a file.
pub(super) struct ReplyJudge {
    platforms: Vec<Platform>,
}

impl ReplyJudge {
    /// Returns a judge of the rules that these accounts use; `of_work` is `true` if a pattern is about WeCom.
    pub(super) fn new(book: &RuleBook, account_is_of_work: Option<bool>) -> Self {
        let is_of_work = book.all_rules().any(|rule| is_of_work(&rule.pattern));
        let accounts = book.accounts.iter().filter(|account| account.rules.is_none());
        let mut platforms: Vec<Platform> = accounts
            .map(super::AccountSpec::is_of_work)
            .chain(account_is_of_work)
            .map(|work| if work { Platform::Work } else { Platform::Official })
            .collect();
        // Without an account, the patterns tell of WeCom, but not that the rules are for it alone.
        if platforms.is_empty() {
            platforms.push(Platform::Official);
        }
        if is_of_work {
            platforms.push(Platform::Work);
        }
        Self { platforms }
    }

    /// Returns whether any of the rules are for WeCom.
    pub(super) fn has_work(&self) -> bool {
        self.platforms.contains(&Platform::Work)
    }

    /// Returns the rules that a reply breaks on every platform, apart from those about its delivery.
    pub(super) fn problems(&self, rule: &Rule, reply: &Reply<Template>) -> Vec<ProblemKind> {
        let own = is_of_work(&rule.pattern).then_some(Platform::Work);
        let platforms = own.as_ref().map_or(self.platforms.as_slice(), std::slice::from_ref);
        let mut found: Option<(Vec<message::Rule>, AnswerFamily)> = None;
        for platform in platforms {
            let push = push(&rule.pattern, *platform);
            let Some(document) = sample(reply).document(&push.document, 0) else { return Vec::new() };
            let (findings, family) = findings(&document, &push);
            found = Some(match found {
                None => (findings, family),
                Some((mut before, family)) => {
                    before.retain(|rule| findings.contains(rule));
                    (before, family)
                }
            });
        }
        let (findings, family) = found.unwrap_or_default();
        findings.into_iter().map(|rule| ProblemKind::Reply(Box::new(rule), family)).collect()
    }
}

/// Returns a reply whose placeholders stand as they are written.
fn sample(reply: &Reply<Template>) -> Reply<String> {
    reply.map(|text| if text.begins_with_value() { ANY_TEXT.to_owned() } else { text.fill(|_| None) })
}

/// Returns a push that a pattern matches. For one that may be of any kind, it is an event, to which a reply may have
/// several articles.
fn push(pattern: &Pattern, platform: Platform) -> Push {
    let parties = Parties::sample(0, 1);
    let is_for_texts = matches!(pattern, Pattern::Text(_));
    let (text, event) = match platform {
        Platform::Work => ("work.text", "work.click"),
        _ => ("text", "CLICK"),
    };
    let kind = kind_of(pattern).filter(|kind| kind.family.platform() == platform);
    let kind = kind.or_else(|| {
        let name = if is_for_texts { text } else { event };
        catalogue::kind(name).or_else(|| catalogue::event(name))
    });
    kind.map_or_else(|| Push::text("", &parties), |kind| Push::new(kind, &parties))
}

/// Returns the kind that a pattern asks for.
fn kind_of(pattern: &Pattern) -> Option<Kind> {
    let Pattern::Fields(tests) = pattern else { return None };
    tests.iter().find_map(|(_, test)| match test {
        FieldTest::Kind(kind) => Some(*kind),
        _ => None,
    })
}

fn findings(reply: &Document, push: &Push) -> (Vec<message::Rule>, AnswerFamily) {
    let body = message::xml::write(reply).into_bytes();
    let answer = Answer {
        status: 200,
        location: None,
        headers: Vec::new(),
        encoding: None,
        body,
        truncated: false,
        elapsed_ms: 0,
    };
    let credentials = Credentials { token: Secret::new(""), mode: Mode::Plain, receiver: String::new() };
    let context = ReplyContext { push, credentials: &credentials, format: Format::Xml };
    let verdict = message::verdict(&answer, context);
    (verdict.findings, verdict.family)
}

/// Returns whether a pattern is about WeCom: a kind of it, or a field that only its messages have.
pub(super) fn is_of_work(pattern: &Pattern) -> bool {
    let of_test = |(field, test): &(String, FieldTest)| {
        let of_kind = |test: &FieldTest| matches!(test, FieldTest::Kind(kind) if kind.family.platform() == Platform::Work);
        let of_any = matches!(test, FieldTest::Any(tests) if tests.iter().any(of_kind));
        matches!(field.as_str(), "AgentID" | "agentID" | "agentId" | "AgentId") || of_kind(test) || of_any
    };
    match pattern {
        Pattern::Fields(tests) => tests.iter().any(of_test),
        Pattern::Any(patterns) => patterns.iter().any(is_of_work),
        _ => false,
    }
}

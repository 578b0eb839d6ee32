//! The names of everything that is said about `webot serve` and `webot rules`.

use crate::bot::{Problem, RejectReason, RuleFailure};

/// The help of `webot serve` and `webot rules`.
#[expect(missing_docs, reason = "each is the help of the flag or command of its name")]
pub struct ServeHelp {
    pub about: &'static str,
    pub after: &'static str,
    pub file: &'static str,
    pub check: &'static str,
    /// Heading: where it listens.
    pub address: &'static str,
    /// Heading: the account.
    pub account: &'static str,
    /// Heading: who is let in.
    pub door: &'static str,
    /// Heading: conversations.
    pub conversation: &'static str,
    pub host: &'static str,
    pub port: &'static str,
    pub route: &'static str,
    pub token: &'static str,
    pub aes_key: &'static str,
    pub appid: &'static str,
    pub receiver: &'static str,
    pub mode: &'static str,
    pub window: &'static str,
    pub allow_replays: &'static str,
    pub health: &'static str,
    pub connections: &'static str,
    pub sessions: &'static str,
    pub session_ttl: &'static str,
    pub seed: &'static str,
    pub no_reload: &'static str,
    /// `webot rules`
    pub rules: &'static str,
    /// `webot rules test`
    pub test: &'static str,
    pub test_after: &'static str,
    pub test_words: &'static str,
    pub test_file: &'static str,
    pub kind: &'static str,
    pub user: &'static str,
    pub set: &'static str,
}

/// The words on the screen of `webot serve` and `webot rules`.
pub struct ServeWords {
    /// Where it listens, how many rules there are, and what to type next.
    pub listening: fn(&str, usize, &str) -> String,
    /// Nothing is wrong; how many rules there are.
    pub clean: fn(usize) -> String,
    /// Changed rules are used: how many.
    pub reloaded: fn(usize) -> String,
    /// Changed rules are wrong.
    pub broken: &'static str,
    /// How many lines were not written.
    pub lost: fn(u64) -> String,
    /// How many messages were answered, at the end.
    pub ended: fn(u64) -> String,
    /// No token: everybody may send.
    pub no_token: &'static str,
    /// No token, and the address is not of this machine alone.
    pub open_without_token: &'static str,
    /// The query has the token in it.
    pub token_in_query: &'static str,
    /// A reply that says nothing.
    pub no_reply: &'static str,
    /// Delivered again.
    pub again: &'static str,
    /// Why a handler had no answer.
    pub failure: fn(&RuleFailure) -> String,
    /// Why somebody is sent away.
    pub refusal: fn(&RejectReason) -> String,
    /// `rules test`: what came of a rule.
    pub not_for: &'static str,
    /// `rules test`: it left the message to the next one.
    pub passed: &'static str,
    /// `rules test`: it answered.
    pub answered: &'static str,
    /// `rules test`: it failed.
    pub failed: &'static str,
    /// `rules test`: no rule answers; the code whose reply is given.
    pub none_answers: fn(&str) -> String,
    /// `rules test`: the rule that answers, and its line.
    pub answers: fn(&str, usize) -> String,
    /// `rules test`: what waits for the next message.
    pub waits: fn(&str) -> String,
    /// `rules test`: the rules before it that are not for this message.
    pub not_for_these: fn(&[&str]) -> String,
}

/// The names of rules, the first ones where there are many.
pub(super) fn names(rules: &[&str]) -> String {
    const MOST: usize = 12;
    let quoted: Vec<String> = rules.iter().take(MOST).map(|rule| format!("`{rule}`")).collect();
    let quoted = quoted.join(", ");
    if rules.len() > MOST { format!("{quoted}, … ({})", rules.len()) } else { quoted }
}

/// What a problem is said with.
pub(super) fn position(problem: &Problem) -> String {
    let position = &problem.position;
    let file = position.file.display().to_string();
    if file.is_empty() { String::new() } else { format!("{file}:{}:{}", position.line, position.column) }
}

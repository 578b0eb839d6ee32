//! The help and messages of `webot serve` and `webot rules`.

use crate::bot::{NearMiss, Problem, RejectReason, RuleFailure};

/// The help of `webot serve` and `webot rules`.
pub(crate) struct ServeHelp {
    pub about: &'static str,
    pub after: &'static str,
    pub file: &'static str,
    pub check: &'static str,
    /// Heading: the address.
    pub address: &'static str,
    /// Heading: the account.
    pub account: &'static str,
    /// Heading: access.
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
    pub of_account: &'static str,
    pub at: &'static str,
    pub pause: &'static str,
    /// `webot rules list`
    pub list: &'static str,
    pub list_after: &'static str,
    pub kind: &'static str,
    pub user: &'static str,
    pub set: &'static str,
}

/// The messages of `webot serve` and `webot rules`.
pub(crate) struct ServeWords {
    /// Tells the address, the number of rules, and the next command, if it can be shown.
    pub listening: fn(&str, usize, Option<&str>) -> String,
    /// Says that the rules have no problems; the number of rules.
    pub clean: fn(usize) -> String,
    /// Says that changed rules are in use; their number.
    pub reloaded: fn(usize) -> String,
    /// Says that changed rules have problems.
    pub broken: &'static str,
    /// Tells the number of log lines that were not written.
    pub lost: fn(u64) -> String,
    /// Tells the number of messages that were answered, at the end.
    pub ended: fn(u64) -> String,
    /// Warns that there is no token, so that everyone can send messages.
    pub no_token: &'static str,
    /// Warns that there is no token and that other machines can reach the address.
    pub open_without_token: &'static str,
    /// Warns that the query contains the token.
    pub token_in_query: &'static str,
    /// Stands for an empty reply.
    pub no_reply: &'static str,
    /// Stands for a repeated delivery.
    pub again: &'static str,
    /// Explains why a handler has no answer.
    pub failure: fn(&RuleFailure) -> String,
    /// Explains why a request is rejected.
    pub refusal: fn(&RejectReason) -> String,
    /// `rules test`: a rule does not match the message.
    pub not_for: &'static str,
    /// `rules test`: a rule passed the message to the next one.
    pub passed: &'static str,
    /// `rules test`: a rule answered.
    pub answered: &'static str,
    /// `rules test`: a rule failed.
    pub failed: &'static str,
    /// `rules test`: a rule answered with the reply for this code.
    pub answered_code: fn(&str) -> String,
    /// `rules test`: a rule failed; the code whose reply is given.
    pub after_failure: fn(&str) -> String,
    /// `rules test`: no rule answers; the code whose reply is given.
    pub none_answers: fn(&str) -> String,
    /// `rules list`: the heads of the columns: name, pattern, domain, wait, group, account, place.
    pub list_head: [&'static str; 7],
    /// `rules test`: the dialog that waits for the next message.
    pub waits: fn(&str) -> String,
    /// `rules test`: a rule narrowly misses the message.
    pub narrowly: &'static str,
    /// `rules test`: how narrowly a rule misses the message.
    pub near_miss: fn(&NearMiss) -> String,
    /// `rules test`: the earlier rules that do not match the message.
    pub not_for_these: fn(&[&str]) -> String,
}

/// Lists the names of rules; only the first 12 if there are more.
pub(super) fn names(rules: &[&str]) -> String {
    const MAX_NAMES: usize = 12;
    let quoted: Vec<String> = rules.iter().take(MAX_NAMES).map(|rule| format!("`{rule}`")).collect();
    let quoted = quoted.join(", ");
    if rules.len() > MAX_NAMES { format!("{quoted}, … ({})", rules.len()) } else { quoted }
}

/// Returns file, line and column of a problem; empty if the file is unknown.
pub(super) fn position(problem: &Problem) -> String {
    let position = &problem.position;
    let file = position.file.display().to_string();
    if file.is_empty() { String::new() } else { format!("{file}:{}:{}", position.line, position.column) }
}

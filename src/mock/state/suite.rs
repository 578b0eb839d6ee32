//! A third-party suite of WeCom: its tickets, the codes of authorizations, and the companies that have authorized it.
//!
//! No ticket and no code is stored: each has a number, from which its value is computed.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::media::stable_id;
use super::token::Tokens;
use crate::message::{Content, Document};
use crate::secret::MASK;

/// The lifetime of a ticket, in seconds; a new one is pushed every 10 minutes.
const TICKET_S: u64 = 1800;
/// The lifetime of the code of an authorization, in seconds.
const CODE_S: u64 = 600;
/// The maximum number of kept tickets and codes.
const MAX_KEPT: usize = 100;

/// The state of a suite.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Suite {
    made: u64,
    /// The numbers and times of the tickets, in seconds since 1970.
    tickets: VecDeque<(u64, u64)>,
    codes: VecDeque<AuthCode>,
    /// The suite's own tokens.
    pub(crate) tokens: Tokens,
    /// The companies that have authorized it, by corpid.
    pub(crate) companies: BTreeMap<String, Authorization>,
}

/// The code of an authorization.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct AuthCode {
    number: u64,
    at: u64,
    corpid: String,
}

/// An authorization.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Authorization {
    /// The number of the permanent code.
    number: u64,
}

/// Puts a secret into a push, in the place of the placeholder in a field.
pub(crate) fn fill_secret(push: &mut Document, field: &str, value: impl Fn(u64) -> String) {
    for element in push.0.iter_mut().filter(|element| element.name == field) {
        let number = element.value().and_then(|text| text.strip_prefix(MASK)?.parse().ok());
        if let Some(number) = number {
            element.content = Content::Text(value(number));
        }
    }
}

fn secret(suite: &str, what: &str, number: u64) -> String {
    stable_id(suite, what, number, 64)
}

impl Suite {
    fn next(&mut self) -> u64 {
        self.made += 1;
        self.made
    }

    /// Issues a ticket; returns its placeholder.
    pub(crate) fn issue_ticket(&mut self, now: u64) -> String {
        let number = self.next();
        if self.tickets.len() >= MAX_KEPT {
            self.tickets.pop_front();
        }
        self.tickets.push_back((number, now));
        format!("{MASK}{number}")
    }

    /// Returns whether a ticket is valid. Before the first push any is.
    pub(crate) fn takes_ticket(&self, suite: &str, ticket: &str, now: u64) -> bool {
        let is_meant = |(number, at): &(u64, u64)| {
            now.saturating_sub(*at) <= TICKET_S && secret(suite, "suite_ticket", *number) == ticket
        };
        self.tickets.is_empty() || self.tickets.iter().any(is_meant)
    }

    /// Issues the code of a company's authorization; returns its placeholder.
    pub(crate) fn issue_code(&mut self, corpid: &str, now: u64) -> String {
        let number = self.next();
        if self.codes.len() >= MAX_KEPT {
            self.codes.pop_front();
        }
        self.codes.push_back(AuthCode { number, at: now, corpid: corpid.to_owned() });
        format!("{MASK}{number}")
    }

    /// Uses a code, which is valid once; returns its company. Before the first authorization any code is that of the
    /// `sample` company.
    pub(crate) fn use_code(&mut self, suite: &str, code: &str, sample: &str, now: u64) -> Option<String> {
        if self.codes.is_empty() && self.companies.is_empty() {
            return Some(sample.to_owned());
        }
        let is_meant = |own: &AuthCode| {
            now.saturating_sub(own.at) <= CODE_S && secret(suite, "auth_code", own.number) == code
        };
        let at = self.codes.iter().position(is_meant)?;
        self.codes.remove(at).map(|own| own.corpid)
    }

    /// Authorizes a company; returns its permanent code, which replaces an earlier one.
    pub(crate) fn authorize(&mut self, suite: &str, corpid: &str) -> String {
        let number = self.next();
        self.companies.insert(corpid.to_owned(), Authorization { number });
        secret(suite, "permanent_code", number)
    }

    /// Returns whether a permanent code is that of a company.
    pub(crate) fn has_permanent_code(&self, suite: &str, corpid: &str, code: &str) -> bool {
        let own = self.companies.get(corpid);
        own.is_some_and(|own| secret(suite, "permanent_code", own.number) == code)
    }

    /// Returns a new code with which an administrator begins to install the suite.
    pub(crate) fn pre_auth_code(&mut self, suite: &str) -> String {
        let number = self.next();
        secret(suite, "pre_auth_code", number)
    }

    /// Puts tickets and codes into a push, in the place of their placeholders.
    pub(crate) fn fill(suite: &str, push: &mut Document) {
        fill_secret(push, "SuiteTicket", |number| secret(suite, "suite_ticket", number));
        fill_secret(push, "AuthCode", |number| secret(suite, "auth_code", number));
    }

    /// Returns the state for the control API.
    pub(crate) fn shown(&self, id: &str) -> Value {
        json!({
            "suite_id": id,
            "tickets": self.tickets.len(),
            "open_codes": self.codes.len(),
            "companies": self.companies.keys().collect::<Vec<_>>(),
        })
    }
}

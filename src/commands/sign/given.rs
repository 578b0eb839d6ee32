//! Checks signatures of values that were all passed, without configuration, stored tickets and network.

use super::pay::{PayArgs, pay};
use super::web::{MessageArgs, PageSignature, message, page_signature};
use super::{CommonArgs, FreshnessArgs, report};
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::secret::Secret;
use crate::sign::Scheme;

fn common(signature: &str) -> CommonArgs {
    CommonArgs { check: Some(signature.to_owned()), print: None }
}

fn freshness(timestamp: &str, nonce: &str, signature: &str) -> FreshnessArgs {
    let (timestamp, nonce) = (Some(timestamp.to_owned()), Some(nonce.to_owned()));
    FreshnessArgs { timestamp, nonce, common: common(signature) }
}

/// Checks the signature of a callback; with `encrypt`, its `msg_signature`.
pub(in crate::commands) fn check_message(
    token: &str,
    timestamp: &str,
    nonce: &str,
    encrypt: Option<&str>,
    signature: &str,
    cx: &Context,
) -> Result<Outcome, Error> {
    let encrypt = encrypt.map(str::to_owned);
    let freshness = freshness(timestamp, nonce, signature);
    let args = MessageArgs { token: Some(Secret::new(token)), encrypt, freshness };
    report::outcome(message(&args, cx)?, &args.freshness.common, cx)
}

/// Checks the signature of `wx.config`.
pub(in crate::commands) fn check_page(
    ticket: &str,
    url: &str,
    timestamp: &str,
    nonce: &str,
    signature: &str,
    cx: &Context,
) -> Result<Outcome, Error> {
    let ticket = Secret::new(ticket);
    cx.hide_key(&ticket);
    let freshness = freshness(timestamp, nonce, signature);
    let PageSignature { report, .. } = page_signature(url, &ticket, &freshness, Scheme::Page, cx)?;
    report::outcome(report, &freshness.common, cx)
}

/// Checks the `sign` of WeChat Pay v2.
pub(in crate::commands) fn check_pay(
    fields: &[(String, String)],
    key: &str,
    signature: &str,
    cx: &Context,
) -> Result<Outcome, Error> {
    let field = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let key = Some(Secret::new(key));
    let args =
        PayArgs { field, key, other_key: None, sign_type: None, xml: false, common: common(signature) };
    report::outcome(pay(&args, cx)?, &args.common, cx)
}

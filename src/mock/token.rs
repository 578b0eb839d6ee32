//! Issues `access_token`s of two kinds that do not affect each other (公众平台文档《获取 Access token》,《获取稳定版接口调用凭据》).

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::account::CheckedCall;
use super::call::{HandlerReply, HandlerResult};
use super::errmsg::ApiError;
use super::handlers::handlers;
use super::quota;
use crate::random::SeededRandom;

handlers! {
    "token" => |account, asked| Ok(token(&mut account.tokens, asked)),
    "stable_token" => |account, asked| stable_token(&mut account.tokens, asked),
    "gettoken" => |account, asked| Ok(gettoken(&mut account.tokens, asked)),
}

/// The lifetime of a token, in seconds.
const LIFETIME_SECONDS: u64 = 7200;
/// The remaining lifetime at which the stable token is renewed, in seconds.
const RENEWAL_SECONDS: u64 = 300;
/// The maximum number of uses of `force_refresh` per day.
const MAX_DAILY_REFRESHES: u64 = 20;
/// The minimum time between two uses of `force_refresh`, in milliseconds.
const REFRESH_INTERVAL_MS: u64 = 30_000;
/// The maximum number of stored tokens of an account.
const MAX_STORED_TOKENS: usize = 64;

/// The tokens of an account, oldest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Tokens {
    issued: Vec<Issued>,
    refreshes: u64,
    refreshed_on: u64,
    refreshed_ms: Option<u64>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Issued {
    value: String,
    stable: bool,
    ends_ms: u64,
    replaced: bool,
}

/// The status of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenStatus {
    /// The token is valid.
    Valid,
    /// The token has expired.
    Expired,
    /// The token was replaced by a newer one.
    Replaced,
}

impl Tokens {
    /// Returns the status of a token; `None` if it was never issued or is no longer stored.
    pub(super) fn status(&self, value: &str, now_ms: u64) -> Option<TokenStatus> {
        let issued = self.issued.iter().find(|issued| issued.value == value)?;
        Some(match issued {
            issued if now_ms < issued.ends_ms => TokenStatus::Valid,
            issued if issued.replaced => TokenStatus::Replaced,
            _ => TokenStatus::Expired,
        })
    }

    /// Lets all tokens expire now.
    pub(super) fn expire(&mut self) {
        for issued in &mut self.issued {
            (issued.ends_ms, issued.replaced) = (0, false);
        }
    }

    /// Returns all stored tokens.
    pub(super) fn values(&self) -> impl Iterator<Item = &str> {
        self.issued.iter().map(|issued| issued.value.as_str())
    }

    /// Returns the number of valid tokens.
    pub(super) fn alive(&self, now_ms: u64) -> usize {
        self.issued.iter().filter(|issued| now_ms < issued.ends_ms).count()
    }

    fn issue(&mut self, stable: bool, now_ms: u64, dice: &mut SeededRandom) -> String {
        let value = format!("{}_{}", 60 + dice.number() % 40, dice.text(if stable { 133 } else { 157 }));
        let ends_ms = now_ms.saturating_add(LIFETIME_SECONDS * 1000);
        self.issued.push(Issued { value: value.clone(), stable, ends_ms, replaced: false });
        if self.issued.len() > MAX_STORED_TOKENS {
            // Requests for the other kind in a loop must not remove the stable token.
            let oldest = self.issued.iter().position(|issued| !issued.stable || issued.replaced);
            self.issued.remove(oldest.unwrap_or_default());
        }
        value
    }

    /// Replaces the tokens of a kind: they expire at this time at the latest.
    fn replace(&mut self, stable: bool, at_ms: u64) {
        for issued in self.issued.iter_mut().filter(|issued| issued.stable == stable && !issued.replaced) {
            if at_ms < issued.ends_ms {
                (issued.replaced, issued.ends_ms) = (true, at_ms);
            }
        }
    }

    /// Returns the stable token and its remaining lifetime in seconds; issues a new one if it expires soon.
    fn stable(&mut self, now_ms: u64, dice: &mut SeededRandom) -> (String, u64) {
        let fresh = now_ms.saturating_add(RENEWAL_SECONDS * 1000);
        let known = self.issued.iter().rev().find(|issued| issued.stable && issued.ends_ms > fresh);
        match known {
            Some(issued) => (issued.value.clone(), (issued.ends_ms - now_ms) / 1000),
            None => (self.issue(true, now_ms, dice), LIFETIME_SECONDS),
        }
    }

    fn refresh(&mut self, now_ms: u64, dice: &mut SeededRandom) -> Result<(String, u64), ApiError> {
        let today = quota::day(now_ms);
        if self.refreshed_on != today {
            (self.refreshed_on, self.refreshes) = (today, 0);
        }
        if self.refreshed_ms.is_some_and(|last| now_ms < last.saturating_add(REFRESH_INTERVAL_MS)) {
            return Err(ApiError::new(45011));
        }
        if self.refreshes >= MAX_DAILY_REFRESHES {
            return Err(ApiError::new(45009));
        }
        self.refreshes += 1;
        self.refreshed_ms = Some(now_ms);
        self.replace(true, now_ms);
        Ok((self.issue(true, now_ms, dice), LIFETIME_SECONDS))
    }
}

/// `GET /cgi-bin/token`: issues a new token each time; older ones stay valid for `token_overlap_s`.
fn token(tokens: &mut Tokens, asked: &mut CheckedCall<'_>) -> HandlerReply {
    let now_ms = asked.call.now_ms;
    tokens.replace(false, now_ms.saturating_add(asked.rules.token_overlap_s.saturating_mul(1000)));
    let value = tokens.issue(false, now_ms, asked.dice);
    HandlerReply::Json(json!({ "access_token": value, "expires_in": LIFETIME_SECONDS }))
}

/// `POST /cgi-bin/stable_token`: returns the same token until it is about to expire.
fn stable_token(tokens: &mut Tokens, asked: &mut CheckedCall<'_>) -> HandlerResult {
    let force = asked.body.pointer("/force_refresh");
    let force = force.is_some_and(|force| force == true || force == 1 || force == "true");
    let now_ms = asked.call.now_ms;
    let (value, left) =
        if force { tokens.refresh(now_ms, asked.dice)? } else { tokens.stable(now_ms, asked.dice) };
    Ok(HandlerReply::Json(json!({ "access_token": value, "expires_in": left })))
}

/// WeCom's `GET /cgi-bin/gettoken`: returns the same token until it is about to expire.
fn gettoken(tokens: &mut Tokens, asked: &mut CheckedCall<'_>) -> HandlerReply {
    let (value, left) = tokens.stable(asked.call.now_ms, asked.dice);
    HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "access_token": value, "expires_in": left }))
}

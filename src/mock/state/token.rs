//! The tokens of an account.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::quota;
use crate::mock::errmsg::ApiError;
use crate::random::SeededRandom;
use crate::secret::MASK;

/// The lifetime of a token, in seconds.
pub(crate) const LIFETIME_SECONDS: u64 = 7200;
/// The remaining lifetime at which the stable token is renewed, in seconds.
const RENEWAL_SECONDS: u64 = 300;
/// The maximum number of uses of `force_refresh` per day.
const MAX_DAILY_REFRESHES: u64 = 20;
/// The minimum time between two uses of `force_refresh`, in milliseconds.
const REFRESH_INTERVAL_MS: u64 = 30_000;
/// The number of characters of a token that are shown, too few to use it.
const SHOWN_CHARS: usize = 6;
/// The maximum number of stored tokens of an account.
const MAX_STORED_TOKENS: usize = 64;

/// The tokens of an account, oldest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Tokens {
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
pub(crate) enum TokenStatus {
    /// The token is valid.
    Valid,
    /// The token has expired.
    Expired,
    /// The token was replaced by a newer one.
    Replaced,
}

impl Tokens {
    /// Returns the status of a token; `None` if it was never issued or is no longer stored.
    pub(crate) fn status(&self, value: &str, now_ms: u64) -> Option<TokenStatus> {
        let issued = self.issued.iter().find(|issued| issued.value == value)?;
        Some(match issued {
            issued if now_ms < issued.ends_ms => TokenStatus::Valid,
            issued if issued.replaced => TokenStatus::Replaced,
            _ => TokenStatus::Expired,
        })
    }

    /// Lets all tokens expire now.
    pub(crate) fn expire(&mut self) {
        for issued in &mut self.issued {
            (issued.ends_ms, issued.replaced) = (0, false);
        }
    }

    /// Returns all stored tokens.
    pub(crate) fn values(&self) -> impl Iterator<Item = &str> {
        self.issued.iter().map(|issued| issued.value.as_str())
    }

    /// Returns the number of valid tokens.
    pub(crate) fn alive(&self, now_ms: u64) -> usize {
        self.issued.iter().filter(|issued| now_ms < issued.ends_ms).count()
    }

    /// Returns the valid tokens, each by its first characters.
    pub(crate) fn shown(&self, now_ms: u64) -> Value {
        let alive = self.issued.iter().filter(|issued| now_ms < issued.ends_ms);
        let shown = |issued: &Issued| {
            let first: String = issued.value.chars().take(SHOWN_CHARS).collect();
            json!({
                "token": format!("{first}{MASK}"),
                "stable": issued.stable,
                "replaced": issued.replaced,
                "ends_s": (issued.ends_ms - now_ms) / 1000,
            })
        };
        alive.map(shown).collect()
    }

    pub(crate) fn issue(&mut self, stable: bool, now_ms: u64, dice: &mut SeededRandom) -> String {
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
    pub(crate) fn replace(&mut self, stable: bool, at_ms: u64) {
        for issued in self.issued.iter_mut().filter(|issued| issued.stable == stable && !issued.replaced) {
            if at_ms < issued.ends_ms {
                (issued.replaced, issued.ends_ms) = (true, at_ms);
            }
        }
    }

    /// Returns the stable token and its remaining lifetime in seconds; issues a new one if it expires soon.
    pub(crate) fn stable(&mut self, now_ms: u64, dice: &mut SeededRandom) -> (String, u64) {
        let fresh = now_ms.saturating_add(RENEWAL_SECONDS * 1000);
        let known = self.issued.iter().rev().find(|issued| issued.stable && issued.ends_ms > fresh);
        match known {
            Some(issued) => (issued.value.clone(), (issued.ends_ms - now_ms) / 1000),
            None => (self.issue(true, now_ms, dice), LIFETIME_SECONDS),
        }
    }

    pub(crate) fn refresh(
        &mut self,
        now_ms: u64,
        dice: &mut SeededRandom,
    ) -> Result<(String, u64), ApiError> {
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

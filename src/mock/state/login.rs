//! The logins of users on web pages, in apps and in mini-programs: codes that are valid once, and the tokens for them.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::mock::errmsg::ApiError;
use crate::random::SeededRandom;

/// The code of a login in the examples of the help; the first follower logged in with it.
const EXAMPLE_CODE: &str = "061Jl5Ga1VZPyF0o2XFa1zUyTM0Jl5Gm";
/// The lifetime of a code, in milliseconds.
const CODE_LIFETIME_MS: u64 = 5 * 60 * 1000;
/// The lifetime of a user's `access_token`, in seconds.
pub(crate) const TOKEN_LIFETIME_SECONDS: u64 = 7200;
/// The lifetime of a `refresh_token`, in milliseconds: 30 days. Refreshing does not extend it.
const REFRESH_LIFETIME_MS: u64 = 30 * 24 * 60 * 60 * 1000;
/// The maximum number of stored codes and of stored tokens of an account.
const MAX_STORED: usize = 1000;
/// The maximum length of a code that a mini-program sends, in bytes.
const MAX_CODE_BYTES: usize = 128;

/// The logins of an account, oldest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Logins {
    codes: VecDeque<Code>,
    tokens: VecDeque<UserToken>,
    /// The codes of mini-programs that were used, and their purpose.
    used: VecDeque<(String, CodePurpose)>,
}

/// A user who logs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LoggedIn {
    /// The number of the user, from 0.
    pub(crate) index: u64,
    /// `true` for the virtual user of a snapshot page.
    pub(crate) is_snapshot: bool,
}

/// A code that a login page handed out.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Code {
    value: String,
    user: LoggedIn,
    scope: String,
    ends_ms: u64,
    is_used: bool,
}

/// The tokens of a user.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct UserToken {
    pub(crate) access: String,
    access_ends_ms: u64,
    pub(crate) refresh: String,
    refresh_ends_ms: u64,
    pub(crate) user: LoggedIn,
    pub(crate) scope: String,
}

/// The purpose of a code of a mini-program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum CodePurpose {
    /// `wx.login`
    Login,
    /// The button that asks for a phone number.
    Phone,
}

impl Logins {
    /// Returns a new code for a user who consents to a scope.
    pub(crate) fn grant(
        &mut self,
        user: LoggedIn,
        scope: &str,
        now_ms: u64,
        dice: &mut SeededRandom,
    ) -> String {
        let value = format!("0{}", dice.text(31).replace(['-', '_'], "w"));
        let ends_ms = now_ms.saturating_add(CODE_LIFETIME_MS);
        push(
            &mut self.codes,
            Code { value: value.clone(), user, scope: scope.to_owned(), ends_ms, is_used: false },
        );
        value
    }

    /// Exchanges a code for tokens.
    pub(crate) fn redeem(
        &mut self,
        value: &str,
        now_ms: u64,
        dice: &mut SeededRandom,
    ) -> Result<UserToken, ApiError> {
        if value == EXAMPLE_CODE && !self.codes.iter().any(|code| code.value == value) {
            let user = LoggedIn { index: 0, is_snapshot: false };
            let (value, scope) = (value.to_owned(), "snsapi_userinfo".to_owned());
            let ends_ms = now_ms.saturating_add(CODE_LIFETIME_MS);
            push(&mut self.codes, Code { value, user, scope, ends_ms, is_used: false });
        }
        let code = self.codes.iter_mut().find(|code| code.value == value).ok_or(ApiError::new(40029))?;
        if code.is_used {
            return Err(ApiError::new(40163));
        }
        if now_ms >= code.ends_ms {
            return Err(ApiError::new(40029));
        }
        code.is_used = true;
        let token = UserToken {
            access: access_token(dice),
            access_ends_ms: now_ms.saturating_add(TOKEN_LIFETIME_SECONDS * 1000),
            refresh: access_token(dice),
            refresh_ends_ms: now_ms.saturating_add(REFRESH_LIFETIME_MS),
            user: code.user,
            scope: code.scope.clone(),
        };
        push(&mut self.tokens, token.clone());
        Ok(token)
    }

    /// Issues another `access_token` for a `refresh_token`, which stays the same.
    pub(crate) fn refresh(
        &mut self,
        refresh: &str,
        now_ms: u64,
        dice: &mut SeededRandom,
    ) -> Result<UserToken, ApiError> {
        let token = self.tokens.iter_mut().find(|token| token.refresh == refresh);
        let token = token.ok_or(ApiError::new(40030))?;
        if now_ms >= token.refresh_ends_ms {
            return Err(ApiError::new(42002));
        }
        // A token that is still valid is extended, another one is replaced.
        if now_ms >= token.access_ends_ms {
            token.access = access_token(dice);
        }
        token.access_ends_ms = now_ms.saturating_add(TOKEN_LIFETIME_SECONDS * 1000);
        Ok(token.clone())
    }

    /// Returns whether this account issued an `access_token`, even if it has expired.
    pub(crate) fn issued(&self, access: &str) -> bool {
        self.tokens.iter().any(|token| token.access == access)
    }

    /// Returns the login of a valid `access_token`.
    pub(crate) fn of_token(&self, access: &str, now_ms: u64) -> Option<&UserToken> {
        self.tokens.iter().find(|token| token.access == access && now_ms < token.access_ends_ms)
    }

    /// Takes a code of a mini-program. Any code is taken once, because the mock does not see the mini-program.
    pub(crate) fn take_once(&mut self, code: &str, purpose: CodePurpose) -> Result<(), ApiError> {
        let is_code =
            (1..=MAX_CODE_BYTES).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_code {
            return Err(ApiError::new(40029));
        }
        match self.used.iter().find(|(used, _)| used == code) {
            Some((_, used)) if *used == purpose => Err(ApiError::new(40163)),
            // The code of a login is not that of a phone number.
            Some(_) => Err(ApiError::new(40029)),
            None => {
                push(&mut self.used, (code.to_owned(), purpose));
                Ok(())
            }
        }
    }

    /// Returns all secrets that are stored.
    pub(crate) fn values(&self) -> impl Iterator<Item = &str> {
        self.tokens.iter().flat_map(|token| [token.access.as_str(), token.refresh.as_str()])
    }

    /// Lets all `access_token`s of users expire now.
    pub(crate) fn expire(&mut self) {
        for token in &mut self.tokens {
            token.access_ends_ms = 0;
        }
    }
}

/// Returns a token in the format of those of users.
fn access_token(dice: &mut SeededRandom) -> String {
    format!("{}_{}", 60 + dice.number() % 40, dice.text(86))
}

/// Adds an item; the oldest gives way.
fn push<T>(list: &mut VecDeque<T>, item: T) {
    if list.len() >= MAX_STORED {
        list.pop_front();
    }
    list.push_back(item);
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANN: LoggedIn = LoggedIn { index: 1, is_snapshot: false };

    fn refused<T: std::fmt::Debug>(result: Result<T, ApiError>) -> i64 {
        result.expect_err("a refusal").code
    }

    #[test]
    fn a_code_is_valid_once_and_for_five_minutes() {
        let (mut logins, mut dice) = (Logins::default(), SeededRandom::new(1));
        let code = logins.grant(ANN, "snsapi_base", 1000, &mut dice);
        assert_eq!(code.len(), 32);
        assert_eq!(logins.redeem(&code, 2000, &mut dice).map(|token| token.user), Ok(ANN));
        assert_eq!(refused(logins.redeem(&code, 2000, &mut dice)), 40163);
        let late = logins.grant(ANN, "snsapi_base", 1000, &mut dice);
        assert_eq!(refused(logins.redeem(&late, 1000 + CODE_LIFETIME_MS, &mut dice)), 40029);
        assert_eq!(refused(logins.redeem("unknown", 1000, &mut dice)), 40029);
    }

    #[test]
    fn refreshing_does_not_extend_the_thirty_days() {
        let (mut logins, mut dice) = (Logins::default(), SeededRandom::new(1));
        let code = logins.grant(ANN, "snsapi_userinfo", 0, &mut dice);
        let token = logins.redeem(&code, 0, &mut dice).expect("tokens");
        assert!(logins.of_token(&token.access, TOKEN_LIFETIME_SECONDS * 1000).is_none());
        let late = REFRESH_LIFETIME_MS - 1;
        let next = logins.refresh(&token.refresh, late, &mut dice).expect("a token");
        assert_eq!(next.refresh, token.refresh);
        assert!(next.access != token.access && logins.of_token(&next.access, late).is_some());
        assert_eq!(refused(logins.refresh(&token.refresh, late + 1, &mut dice)), 42002);
        assert_eq!(refused(logins.refresh(&token.access, 0, &mut dice)), 40030);
    }

    #[test]
    fn a_code_of_a_mini_program_is_taken_once_for_one_purpose() {
        let mut logins = Logins::default();
        assert_eq!(logins.take_once("a1", CodePurpose::Login), Ok(()));
        assert_eq!(refused(logins.take_once("a1", CodePurpose::Login)), 40163);
        assert_eq!(refused(logins.take_once("a1", CodePurpose::Phone)), 40029);
        assert_eq!(refused(logins.take_once("a b", CodePurpose::Login)), 40029);
    }

    #[test]
    fn the_oldest_codes_give_way() {
        let (mut logins, mut dice) = (Logins::default(), SeededRandom::new(1));
        let first = logins.grant(ANN, "snsapi_base", 0, &mut dice);
        for _ in 0..MAX_STORED {
            logins.grant(ANN, "snsapi_base", 0, &mut dice);
        }
        assert_eq!((logins.codes.len(), refused(logins.redeem(&first, 0, &mut dice))), (MAX_STORED, 40029));
    }
}

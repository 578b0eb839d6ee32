//! The tokens of users who logged in. They are stored in this user's cache only, never in a store that programs share,
//! whose tokens are an account's.

use serde_json::Value;
use url::Url;

use super::Call;
use super::client::WeChat;
use super::deps::Transport;
use super::error::WechatError;
use super::fetch::life_s;
use super::tokens::{Token, TokenName, TokenStore};
use crate::api::Host;
use crate::http::Request;
use crate::secret::Secret;

/// The host of the login pages.
const LOGIN_HOST: &str = "open.weixin.qq.com";
/// The validity of a `refresh_token`, in seconds.
const REFRESH_LIFE_S: u64 = 30 * 86_400;
/// The longest validity of an `access_token` that is trusted, in seconds.
const MAX_ACCESS_LIFE_S: u64 = 86_400;

/// A token of a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LoginToken {
    /// The `access_token`.
    Access,
    /// The `refresh_token`.
    Refresh,
}

impl LoginToken {
    fn kind(self) -> &'static str {
        match self {
            Self::Access => "oauth_access_token",
            Self::Refresh => "oauth_refresh_token",
        }
    }

    /// Returns the member of a response that contains it.
    pub(crate) fn member(self) -> &'static str {
        match self {
            Self::Access => "access_token",
            Self::Refresh => "refresh_token",
        }
    }
}

impl WeChat<'_> {
    fn login_name(&self, openid: &str, token: LoginToken) -> Result<TokenName, WechatError> {
        let account = format!("{}/{openid}", self.login_appid()?);
        Ok(TokenName { base: self.base_name(Host::Api)?, account, kind: token.kind() })
    }

    /// Returns the stored token of a user, whether valid or expired.
    pub(crate) fn login_token(&self, openid: &str, token: LoginToken) -> Result<Option<Token>, WechatError> {
        let name = self.login_name(openid, token)?;
        TokenStore::cache().read(&name).map_err(WechatError::Store)
    }

    /// Stores the tokens of a response; returns whether they could be stored.
    pub(crate) fn keep_login(&self, reply: &Value) -> Result<bool, WechatError> {
        let Some(openid) = reply["openid"].as_str() else { return Ok(false) };
        let now_ms = self.now_ms();
        for token in [LoginToken::Access, LoginToken::Refresh] {
            let Some(value) = reply[token.member()].as_str() else { continue };
            let name = self.login_name(openid, token)?;
            let known = TokenStore::cache().read(&name).ok().flatten();
            let life_s = match token {
                LoginToken::Access => life_s(reply, 7200)?.min(MAX_ACCESS_LIFE_S),
                LoginToken::Refresh => REFRESH_LIFE_S,
            };
            let value = Secret::new(value);
            // A refresh_token that is returned again is not extended.
            if token == LoginToken::Refresh && known.is_some_and(|known| known.value == value) {
                continue;
            }
            let token = Token { value, expires_ms: now_ms + life_s * 1000, fetched_ms: now_ms };
            if let Err(error) = TokenStore::cache().write(&name, &token) {
                self.deps.observer.store_failed(&error);
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Returns the base URL of the login pages, without a slash at its end.
    pub(crate) fn login_base(&self) -> String {
        match self.base_override() {
            Some(base) => base.as_str().trim_end_matches('/').to_owned(),
            None => format!("https://{LOGIN_HOST}"),
        }
    }

    /// Opens a login page of the built-in mock and returns the URL to which the user is sent; `None` without the mock,
    /// and if the page does not open.
    pub(crate) fn mock_login(&self, link: &str) -> Result<Option<Url>, WechatError> {
        let Transport::Mock(mock) = &self.transport else { return Ok(None) };
        let url = Url::parse(link).map_err(|error| WechatError::Bug(error.to_string()))?;
        let request = Request {
            method: "GET",
            url,
            headers: Vec::new(),
            body: Vec::new(),
            form: None,
            hidden: Vec::new(),
        };
        let answer = mock.answer(&request, self.now_ms()).map_err(WechatError::Mock)?;
        let to = answer.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("location"));
        Ok(to.and_then(|(_, to)| Url::parse(to).ok()))
    }
}

impl Call {
    /// Returns the call with the `access_token` of a user in its query.
    #[must_use]
    pub(crate) fn with_user_token(mut self, token: Secret) -> Self {
        self.query.insert(0, ("access_token".to_owned(), token.expose().to_owned()));
        self.hidden.push(token);
        self
    }
}

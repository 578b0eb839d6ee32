//! The credentials of the account, and the names under which its tokens and tickets are stored.

use serde_json::{Value, json};

use super::Call;
use super::client::WeChat;
use super::error::WechatError;
use crate::api::{Auth, Host, Param, ParamSource};
use crate::config::{ConfigError, Key};
use crate::lang::Wanted;
use crate::secret::Secret;
use crate::wechat::tokens::{TokenName, TokenStore};

/// An account's id and secret: appid and secret, or for WeCom corpid and corpsecret.
pub(super) struct AppCredentials {
    pub id: String,
    pub secret: Secret,
}

/// The owner of a token: an account of a platform, or for WeCom the app or 通讯录同步.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TokenOwner {
    /// The platform.
    pub host: Host,
    /// `true` for WeCom's 通讯录同步, whose secret is `contact_secret`; without one it is the app.
    pub is_contacts: bool,
}

impl From<Host> for TokenOwner {
    fn from(host: Host) -> Self {
        Self { host, is_contacts: false }
    }
}

impl From<&Call> for TokenOwner {
    fn from(call: &Call) -> Self {
        Self { host: call.host, is_contacts: call.token == Auth::Contacts }
    }
}

/// The agentid of the built-in mock's app, for a user who has configured none.
const MOCK_AGENTID: u32 = 1_000_002;

impl WeChat<'_> {
    /// Returns the token store that the settings name; opens it at the first call.
    pub(crate) fn store(&self) -> Result<&TokenStore, WechatError> {
        if let Some(store) = self.store.get() {
            return Ok(store);
        }
        let store = TokenStore::open(self.deps.settings, self.is_mock())?;
        Ok(self.store.get_or_init(|| store))
    }

    /// Returns the base URL of a host without its scheme, as [`TokenName::base`] holds it.
    pub(super) fn base_name(&self, host: Host) -> Result<String, WechatError> {
        if self.is_mock() {
            return Ok("mock".to_owned());
        }
        let base = self.base(if host == Host::Mp { Host::Api } else { host })?;
        // A user and password in the URL must not be visible in the store.
        let rest = base[url::Position::BeforeHost..].trim_end_matches('/');
        Ok(match self.deps.settings.project_roots()? {
            Some(roots) => format!("{rest}#{roots}"),
            None => rest.to_owned(),
        })
    }

    /// Returns the name under which this account's token of a kind is stored.
    pub(crate) fn token_name(
        &self,
        owner: impl Into<TokenOwner>,
        kind: &'static str,
    ) -> Result<TokenName, WechatError> {
        let owner = owner.into();
        let host = owner.host;
        let base = self.base_name(host)?;
        let account = match host {
            // Each app of a company has its own token, and only the secret distinguishes the apps.
            Host::Work => {
                use sha2::{Digest as _, Sha256};
                let account = self.account(owner)?;
                let secret = crate::sign::hex(&Sha256::digest(account.secret.expose()));
                format!("{}:{}", account.id, &secret[..8])
            }
            // Reading a stored token needs no secret.
            _ => match self.deps.settings.text(Key::Appid)? {
                Some(appid) => appid.trim().to_owned(),
                None => self.account(owner)?.id,
            },
        };
        Ok(TokenName { base, account, kind })
    }

    pub(super) fn account(&self, owner: impl Into<TokenOwner>) -> Result<AppCredentials, WechatError> {
        let settings = self.deps.settings;
        let owner = owner.into();
        let (id, secret) = match owner.host {
            Host::Work if owner.is_contacts && settings.get(Key::ContactSecret)?.is_some() => {
                (Key::Corpid, Key::ContactSecret)
            }
            Host::Work => (Key::Corpid, Key::Corpsecret),
            _ => (Key::Appid, Key::Secret),
        };
        let missing = |key| WechatError::NoCredential { key, of_mock: self.is_mock() };
        match (settings.text(id)?, settings.secret(secret)?) {
            (Some(id), Some(secret)) => {
                Ok(AppCredentials { id: id.trim().to_owned(), secret: Secret::new(secret.expose().trim()) })
            }
            // The mock accepts any account, and a new user has none.
            (id_found, secret_found) if self.is_mock() => Ok(AppCredentials {
                id: id_found.unwrap_or_else(|| crate::message::SAMPLE_APPID.to_owned()),
                secret: secret_found.unwrap_or_else(|| Secret::new("0123456789abcdef0123456789abcdef")),
            }),
            // The app of a suite has no secret in a company, but a permanent code.
            (Some(id), None) if secret == Key::Corpsecret && self.suite_id()?.is_some() => {
                Ok(AppCredentials {
                    id: id.trim().to_owned(),
                    secret: Secret::new(self.suite_id()?.unwrap_or_default()),
                })
            }
            (None, _) => Err(missing(id)),
            (_, None) => Err(missing(secret)),
        }
    }

    /// Returns the appid and the secret of the account; for WeCom, the corpid and the secret of the app.
    pub(crate) fn id_and_secret(&self, host: Host) -> Result<(String, Secret), WechatError> {
        let account = self.account(host)?;
        Ok((account.id, account.secret))
    }

    /// Returns the value of a parameter that the user does not give: a fixed one, or the account's appid or secret. Adds
    /// a secret to `hidden`.
    pub(crate) fn own_value(
        &self,
        param: &Param,
        hidden: &mut Vec<Secret>,
    ) -> Result<Option<Value>, WechatError> {
        let account = || match param.source {
            ParamSource::OauthAppid | ParamSource::OauthSecret => self.login_account(),
            _ => self.account(Host::Api),
        };
        Ok(match param.source {
            ParamSource::Fixed(value) => Some(param.fixed_value(value)),
            // A request without a secret needs none of the account.
            ParamSource::Appid | ParamSource::OauthAppid => Some(json!(match self.appid_of(param.source)? {
                Some(appid) => appid,
                None => account()?.id,
            })),
            ParamSource::Secret | ParamSource::OauthSecret => {
                let secret = account()?.secret;
                hidden.push(secret.clone());
                Some(json!(secret.expose()))
            }
            ParamSource::Agentid => Some(self.agentid()?),
            ParamSource::Word | ParamSource::Flag | ParamSource::Body => None,
        })
    }

    /// Returns the configured agentid of WeCom's app.
    fn agentid(&self) -> Result<Value, WechatError> {
        let settings = self.deps.settings;
        let missing = || WechatError::NoCredential { key: Key::Agentid, of_mock: self.is_mock() };
        let Some(setting) = settings.get(Key::Agentid)? else {
            return if self.is_mock() { Ok(json!(MOCK_AGENTID)) } else { Err(missing()) };
        };
        setting.value.expose().trim().parse::<u32>().map(|agentid| json!(agentid)).map_err(|_| {
            let (origin, key) = (setting.origin.shown(), Key::Agentid.name());
            ConfigError::Value { origin, key, wanted: Wanted::Agentid }.into()
        })
    }

    fn appid_of(&self, source: ParamSource) -> Result<Option<String>, WechatError> {
        let settings = self.deps.settings;
        let own = match source {
            ParamSource::OauthAppid => settings.text(Key::OauthAppid)?,
            _ => None,
        };
        Ok(match own {
            Some(own) => Some(own),
            None => settings.text(Key::Appid)?,
        }
        .map(|appid| appid.trim().to_owned()))
    }

    /// Returns the appid and secret of logins: `oauth_appid` and `oauth_secret`, else those of the account.
    fn login_account(&self) -> Result<AppCredentials, WechatError> {
        let settings = self.deps.settings;
        let missing = |key| WechatError::NoCredential { key, of_mock: self.is_mock() };
        match (settings.text(Key::OauthAppid)?, settings.secret(Key::OauthSecret)?) {
            (None, None) => self.account(Host::Api),
            (Some(id), Some(secret)) => {
                Ok(AppCredentials { id: id.trim().to_owned(), secret: Secret::new(secret.expose().trim()) })
            }
            (Some(id), None) if self.is_mock() => {
                Ok(AppCredentials { id: id.trim().to_owned(), secret: self.account(Host::Api)?.secret })
            }
            (Some(_), None) => Err(missing(Key::OauthSecret)),
            (None, Some(_)) => Err(missing(Key::OauthAppid)),
        }
    }

    /// Returns the appid of logins: `oauth_appid`, else that of the account.
    pub(crate) fn login_appid(&self) -> Result<String, WechatError> {
        match self.appid_of(ParamSource::OauthAppid)? {
            Some(appid) => Ok(appid),
            None => Ok(self.login_account()?.id),
        }
    }

    /// Returns the kind under which an account's token is stored. Tokens of `/cgi-bin/token` and of `stable_token` are
    /// stored separately.
    pub(super) fn token_kind(&self, host: Host) -> &'static str {
        if self.options.plain_token && host != Host::Work { "plain_access_token" } else { "access_token" }
    }
}

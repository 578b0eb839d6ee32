//! The account's tokens and tickets: cached in a store, fetched under its lock.

use std::time::Duration;

use serde_json::{Value, json};

use super::client::{WeChat, refused};
use super::error::WechatError;
use super::ticket::TicketKind;
use super::{Call, Reply};
use crate::api::{self, Auth, Endpoint, Host, Param, ParamSource};
use crate::config::{ConfigError, Key};
use crate::lang::{Wanted, excerpt};
use crate::secret::Secret;
use crate::store::StoreError;
use crate::wechat::tokens::{Token, TokenLock, TokenName, TokenStore};

/// The longest validity of a token or ticket that is trusted, in seconds; WeChat's tokens are valid for 7200.
const MAX_TOKEN_LIFE_S: u64 = 30 * 86_400;

/// An account's id and secret: appid and secret, or for WeCom corpid and corpsecret.
struct AppCredentials {
    id: String,
    secret: Secret,
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

    fn account(&self, owner: impl Into<TokenOwner>) -> Result<AppCredentials, WechatError> {
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

    /// Returns a valid token: the stored one, or a new one. `stale` is a token that was refused; a stored token that
    /// equals it is not used.
    pub(crate) async fn access_token(
        &self,
        owner: impl Into<TokenOwner>,
        stale: Option<&Secret>,
    ) -> Result<Token, WechatError> {
        let owner = owner.into();
        let name = self.token_name(owner, self.token_kind(owner.host))?;
        self.stored_or_fetched(&name, stale, async || self.fetch_token(owner, false).await).await
    }

    /// Invalidates the current token, fetches a new one and stores it.
    pub(crate) async fn renewed_token(&self, owner: impl Into<TokenOwner>) -> Result<Token, WechatError> {
        let owner = owner.into();
        let name = self.token_name(owner, self.token_kind(owner.host))?;
        let guard = self.lock_token(&name).await?;
        let token = self.fetch_token(owner, true).await?;
        if let Err(error) = self.store()?.write(&name, &token) {
            // The stored token has ended with the refresh and must not be used by the next command.
            self.store()?.remove(&name).ok();
            if self
                .store()?
                .read(&name)
                .is_ok_and(|stored| stored.is_some_and(|old| old.value != token.value))
            {
                return Err(WechatError::DeadToken(error));
            }
            self.store_failed(&error);
        }
        drop(guard);
        Ok(token)
    }

    /// Returns a valid ticket of this kind: the stored one, or a new one.
    pub(crate) async fn ticket(&self, kind: TicketKind) -> Result<Token, WechatError> {
        let name = self.token_name(kind.host(), kind.name())?;
        self.stored_or_fetched(&name, None, async || {
            // This call needs a token, which has another name and therefore another lock.
            let reply = Box::pin(self.call(&Self::ticket_call(kind)?)).await?;
            self.token_of(&reply, "ticket")
        })
        .await
    }

    /// Returns the stored tickets of a kind for all accounts of the configuration file; makes no network request.
    /// Entries that cannot be read are left out.
    pub(crate) fn stored_tickets(&self, kind: TicketKind) -> Result<Vec<String>, WechatError> {
        let base = self.base_name(kind.host())?;
        let (store, settings) = (self.store()?, self.deps.settings);
        let named = settings.text(Key::Appid)?.into_iter().chain(settings.appids());
        let name = |account| TokenName { base: base.clone(), account, kind: kind.name() };
        let kept = named.filter_map(|appid| store.read(&name(appid)).ok().flatten());
        Ok(kept.map(|token| token.value.expose().to_owned()).collect())
    }

    /// Returns the valid token stored under a name, else the result of `fetch`, which runs under the name's lock. The
    /// fetched token may equal `stale`: `stable_token` returns the same token while it is valid, and invalidating it
    /// would affect every other program that uses it.
    pub(super) async fn stored_or_fetched(
        &self,
        name: &TokenName,
        stale: Option<&Secret>,
        fetch: impl AsyncFn() -> Result<Token, WechatError>,
    ) -> Result<Token, WechatError> {
        let usable = |token: &Token| stale != Some(&token.value) && token.is_valid(self.now_ms());
        if let Some(token) = self.stored_token(name)?.filter(usable) {
            return Ok(token);
        }
        let guard = self.lock_token(name).await?;
        // The previous holder of the lock may have fetched it.
        if let Some(token) = self.stored_token(name)?.filter(usable) {
            return Ok(token);
        }
        let token = fetch().await?;
        self.write_token(name, &token)?;
        drop(guard);
        Ok(token)
    }

    /// Returns the valid token stored under a name, else the one that webot-cli cached in the configuration file. A
    /// failing store is reported once and then counts as empty.
    pub(crate) fn stored_token(&self, name: &TokenName) -> Result<Option<Token>, WechatError> {
        let kept = self.store()?.read(name).unwrap_or_else(|error| {
            self.store_failed(&error);
            None
        });
        let usable = |token: &Token| token.is_valid(self.now_ms());
        let official = self.base_override().is_none() && !self.is_mock();
        let official = official && name.kind == "access_token" && name.base != Host::Work.name();
        Ok(kept.filter(usable).or_else(|| {
            let cached = self.deps.settings.cached_token().filter(|_| official)?;
            crate::wechat::tokens::cached_by_webot_cli(cached).filter(usable)
        }))
    }

    /// Returns the longest time that a fetch may take, with all its retries.
    fn max_fetch_time(&self) -> Duration {
        let options = &self.options;
        options.limit * (options.retries + 1) + Duration::from_secs(10)
    }

    async fn lock_token(&self, name: &TokenName) -> Result<TokenLock, WechatError> {
        Ok(self.store()?.lock(name, self.max_fetch_time()).await.unwrap_or_else(|error| {
            self.store_failed(&error);
            TokenLock::none()
        }))
    }

    fn write_token(&self, name: &TokenName, token: &Token) -> Result<(), WechatError> {
        if let Err(error) = self.store()?.write(name, token) {
            self.store_failed(&error);
        }
        Ok(())
    }

    /// Returns `false` once the store has failed: fetched tokens are then not stored.
    pub(crate) fn stores_tokens(&self) -> bool {
        !self.store_failed.get()
    }

    fn store_failed(&self, error: &StoreError) {
        if !self.store_failed.replace(true) {
            self.deps.observer.store_failed(error);
        }
    }

    /// Returns the call that fetches a token from an endpoint; `force_refresh` invalidates the current token.
    pub(crate) fn token_call(
        &self,
        entry: &Endpoint,
        owner: impl Into<TokenOwner>,
        force_refresh: bool,
    ) -> Result<Call, WechatError> {
        let account = self.account(owner)?;
        let values = entry.params.iter().filter_map(|param| {
            let value = match param.source {
                ParamSource::Fixed(value) => json!(value),
                ParamSource::Appid => json!(account.id),
                ParamSource::Secret => json!(account.secret.expose()),
                _ if param.name == "force_refresh" && force_refresh => Value::Bool(true),
                _ => return None,
            };
            Some((param.name, param.place, value))
        });
        let mut call = Call::of(entry, values.collect());
        call.hidden.push(account.secret);
        Ok(call)
    }

    /// Returns the call that fetches a ticket.
    pub(crate) fn ticket_call(kind: TicketKind) -> Result<Call, WechatError> {
        let entry =
            kind.endpoint().ok_or_else(|| WechatError::Bug("a ticket without an endpoint".to_owned()))?;
        let values = entry.params.iter().map(|param| {
            let value = match param.source {
                ParamSource::Fixed(value) => value,
                _ => kind.parameter(),
            };
            (param.name, param.place, json!(value))
        });
        Ok(Call::of(&entry, values.collect()))
    }

    /// Returns the path of the endpoint that issues tokens.
    pub(crate) fn token_path(&self, host: Host) -> &'static str {
        match host {
            Host::Work => "/cgi-bin/gettoken",
            _ if self.options.plain_token => "/cgi-bin/token",
            _ => "/cgi-bin/stable_token",
        }
    }

    /// Returns the endpoint that issues tokens.
    pub(crate) fn token_endpoint(&self, host: Host) -> Result<Endpoint, WechatError> {
        let at = if host == Host::Work { host } else { Host::Api };
        let path = self.token_path(host);
        let entry = api::at(at, path).into_iter().next();
        entry.ok_or_else(|| WechatError::Bug(format!("{path} is not in the table")))
    }

    async fn fetch_token(&self, owner: TokenOwner, force_refresh: bool) -> Result<Token, WechatError> {
        if owner.host == Host::Work && self.is_of_suite()? {
            return Box::pin(self.corp_token(&self.account(owner)?.id)).await;
        }
        let entry = self.token_endpoint(owner.host)?;
        let call = self.token_call(&entry, owner, force_refresh)?;
        let reply = self.send_with_retries(&call, None, None).await?.map_err(refused)?;
        self.token_of(&reply, "access_token")
    }

    pub(super) fn token_of(&self, reply: &Reply, member: &str) -> Result<Token, WechatError> {
        let json = reply.json().unwrap_or_default();
        let value = json[member].as_str().filter(|value| !value.is_empty());
        let Some(value) = value else {
            return Err(WechatError::NoMember { member: member.to_owned() });
        };
        let life_s = life_s(&json, 7200)?.min(MAX_TOKEN_LIFE_S);
        let now_ms = self.now_ms();
        Ok(Token { value: Secret::new(value), expires_ms: now_ms + life_s * 1000, fetched_ms: now_ms })
    }
}

/// Returns the `expires_in` of a response in seconds, or `default` if it has none. A token without a life would be kept
/// for too long.
pub(super) fn life_s(json: &Value, default: u64) -> Result<u64, WechatError> {
    let Some(given) = json.get("expires_in") else { return Ok(default) };
    let number = given.as_u64().or_else(|| given.as_str()?.parse().ok());
    number.filter(|&number| number > 0).ok_or_else(|| WechatError::Lifetime(excerpt(&given.to_string())))
}

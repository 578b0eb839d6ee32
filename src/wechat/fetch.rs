//! The account's tokens and tickets: cached in a store, fetched under its lock.

use std::time::Duration;

use serde_json::{Value, json};

use super::account::TokenOwner;
use super::client::WeChat;
use super::error::{WechatError, refused};
use super::ticket::TicketKind;
use super::tokens::{Token, TokenLock, TokenName};
use super::{Call, Reply};
use crate::api::{self, Endpoint, Host, ParamSource};
use crate::config::Key;
use crate::lang::excerpt;
use crate::secret::Secret;
use crate::store::StoreError;

/// The longest validity of a token or ticket that is trusted, in seconds; WeChat's tokens are valid for 7200.
const MAX_TOKEN_LIFE_S: u64 = 30 * 86_400;

impl WeChat<'_> {
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

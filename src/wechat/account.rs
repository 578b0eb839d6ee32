//! The account's tokens and tickets: kept in a store, fetched under its lock.

use std::time::Duration;

use serde_json::{Value, json};

use super::client::{WeChat, refused};
use super::error::WechatError;
use super::ticket::TicketKind;
use super::{Call, Reply};
use crate::api::{self, Endpoint, Host, Source};
use crate::config::Key;
use crate::secret::Secret;
use crate::store::StoreError;
use crate::wechat::tokens::{Guard, Token, TokenName, TokenStore};

/// The longest that anything is believed to live, in seconds; WeChat says 7200.
const LONGEST_LIFE_S: u64 = 30 * 86_400;

/// An account's own words for itself.
struct Account {
    id: String,
    secret: Secret,
}

impl WeChat<'_> {
    /// Where tokens are kept.
    pub fn store(&self) -> Result<&TokenStore, WechatError> {
        if let Some(store) = self.store.get() {
            return Ok(store);
        }
        let store = TokenStore::open(self.deps.settings, self.is_mock())?;
        Ok(self.store.get_or_init(|| store))
    }

    /// The base of a host without its scheme, as names of tokens have it.
    fn base_name(&self, host: Host) -> Result<String, WechatError> {
        if self.is_mock() {
            return Ok("mock".to_owned());
        }
        let base = self.base(if host == Host::Mp { Host::Api } else { host })?;
        // A password in it is nobody's business who reads the store.
        let rest = &base[url::Position::BeforeHost..];
        Ok(rest.trim_end_matches('/').to_owned())
    }

    /// The name under which a token of this account is kept.
    pub fn token_name(&self, host: Host, kind: &'static str) -> Result<TokenName, WechatError> {
        let base = self.base_name(host)?;
        let account = match host {
            // Each app of a company has a token of its own, and its secret tells them apart.
            Host::Work => {
                use sha2::{Digest as _, Sha256};
                let account = self.account(host)?;
                let secret = crate::sign::hex(&Sha256::digest(account.secret.expose()));
                format!("{}:{}", account.id, &secret[..8])
            }
            // Who only looks at what is kept needs no secret.
            _ => match self.deps.settings.text(Key::Appid)? {
                Some(appid) => appid.trim().to_owned(),
                None => self.account(host)?.id,
            },
        };
        Ok(TokenName { base, account, kind })
    }

    fn account(&self, host: Host) -> Result<Account, WechatError> {
        let settings = self.deps.settings;
        let (id, secret) = match host {
            Host::Work => (Key::Corpid, Key::Corpsecret),
            _ => (Key::Appid, Key::Secret),
        };
        let missing = |key| WechatError::NoCredential { key };
        match (settings.text(id)?, settings.secret(secret)?) {
            (Some(id), Some(secret)) => {
                Ok(Account { id: id.trim().to_owned(), secret: Secret::new(secret.expose().trim()) })
            }
            // The mock takes any account, and a newcomer has none.
            (id_found, secret_found) if self.is_mock() => Ok(Account {
                id: id_found.unwrap_or_else(|| crate::message::SAMPLE_APPID.to_owned()),
                secret: secret_found.unwrap_or_else(|| Secret::new("0123456789abcdef0123456789abcdef")),
            }),
            (None, _) => Err(missing(id)),
            (_, None) => Err(missing(secret)),
        }
    }

    /// The account's appid, for endpoints that want it in their body.
    pub fn own(&self, source: Source) -> Result<Option<Secret>, WechatError> {
        match source {
            Source::Appid => Ok(Some(Secret::new(self.account(Host::Api)?.id))),
            Source::Secret => Ok(Some(self.account(Host::Api)?.secret)),
            _ => Ok(None),
        }
    }

    /// Under which name an account's token is kept: those of `/cgi-bin/token` and of `stable_token` are two.
    pub(super) fn token_kind(&self, host: Host) -> &'static str {
        if self.options.plain_token && host != Host::Work { "plain_access_token" } else { "access_token" }
    }

    /// A token that lives: the one that is kept, or a new one. `stale` was refused and is not taken again.
    pub async fn access_token(&self, host: Host, stale: Option<&Secret>) -> Result<Token, WechatError> {
        let name = self.token_name(host, self.token_kind(host))?;
        self.kept(&name, stale, async || self.fetch_token(host, false).await).await
    }

    /// Ends the token that is out and fetches another.
    pub async fn renewed_token(&self, host: Host) -> Result<Token, WechatError> {
        let name = self.token_name(host, self.token_kind(host))?;
        let guard = self.locked(&name).await?;
        let token = self.fetch_token(host, true).await?;
        self.keep(&name, &token)?;
        drop(guard);
        Ok(token)
    }

    /// A ticket that lives: `jsapi`, `wx_card`, or `agent` of WeCom.
    pub async fn ticket(&self, kind: TicketKind) -> Result<Token, WechatError> {
        let name = self.token_name(kind.host(), kind.name())?;
        self.kept(&name, None, async || {
            // A call that needs a token, which is another name and another lock.
            let reply = Box::pin(self.call(&self.ticket_call(kind)?)).await?;
            self.token_of(&reply, "ticket")
        })
        .await
    }

    /// The tickets of a kind that are kept for any account of the file, without asking anybody; what cannot be read is
    /// none.
    pub fn kept_tickets(&self, kind: TicketKind) -> Result<Vec<String>, WechatError> {
        let base = self.base_name(kind.host())?;
        let (store, settings) = (self.store()?, self.deps.settings);
        let named = settings.text(Key::Appid)?.into_iter().chain(settings.appids());
        let name = |account| TokenName { base: base.clone(), account, kind: kind.name() };
        let kept = named.filter_map(|appid| store.read(&name(appid)).ok().flatten());
        Ok(kept.map(|token| token.value.expose().to_owned()).collect())
    }

    /// What is kept under a name, or what `fetch` brings, under the name's lock. What is brought may be what was refused:
    /// `stable_token` gives out the same token as long as it lives, and only who means to ends it for everybody.
    async fn kept(
        &self,
        name: &TokenName,
        stale: Option<&Secret>,
        fetch: impl AsyncFn() -> Result<Token, WechatError>,
    ) -> Result<Token, WechatError> {
        let usable = |token: &Token| stale != Some(&token.value) && token.lives(self.now_ms());
        if let Some(token) = self.look_up(name)?.filter(usable) {
            return Ok(token);
        }
        let guard = self.locked(name).await?;
        // Whoever held the lock may have fetched it.
        if let Some(token) = self.look_up(name)?.filter(usable) {
            return Ok(token);
        }
        let token = fetch().await?;
        self.keep(name, &token)?;
        drop(guard);
        Ok(token)
    }

    /// What is kept; a store that fails is told once and done without.
    pub fn look_up(&self, name: &TokenName) -> Result<Option<Token>, WechatError> {
        let kept = self.store()?.read(name).unwrap_or_else(|error| {
            self.store_failed(&error);
            None
        });
        let usable = |token: &Token| token.lives(self.now_ms());
        let official = self.own_base().is_none() && !self.is_mock();
        let official = official && name.kind == "access_token" && name.base != Host::Work.name();
        Ok(kept.filter(usable).or_else(|| {
            let cached = self.deps.settings.cached_token().filter(|_| official)?;
            crate::wechat::tokens::of_predecessor(cached).filter(usable)
        }))
    }

    /// How long a fetch may take at most, with all its repetitions.
    fn longest_fetch(&self) -> Duration {
        let options = &self.options;
        options.limit * (options.retries + 1) + Duration::from_secs(10)
    }

    async fn locked(&self, name: &TokenName) -> Result<Guard, WechatError> {
        Ok(self.store()?.lock(name, self.longest_fetch()).await.unwrap_or_else(|error| {
            self.store_failed(&error);
            Guard::none()
        }))
    }

    fn keep(&self, name: &TokenName, token: &Token) -> Result<(), WechatError> {
        if let Err(error) = self.store()?.write(name, token) {
            self.store_failed(&error);
        }
        Ok(())
    }

    /// Whether what was fetched is kept.
    pub fn keeps(&self) -> bool {
        !self.store_failed.get()
    }

    fn store_failed(&self, error: &StoreError) {
        if !self.store_failed.replace(true) {
            self.deps.observer.store_failed(error);
        }
    }

    /// The call that fetches a token from an endpoint; `another` ends the one that is out.
    pub fn token_call(&self, entry: &Endpoint, host: Host, another: bool) -> Result<Call, WechatError> {
        let account = self.account(host)?;
        let values = entry.params.iter().filter_map(|param| {
            let value = match param.source {
                Source::Fixed(value) => json!(value),
                Source::Appid => json!(account.id),
                Source::Secret => json!(account.secret.expose()),
                _ if param.name == "force_refresh" && another => Value::Bool(true),
                _ => return None,
            };
            Some((param.name, param.place, value))
        });
        let mut call = Call::of(entry, values.collect());
        call.hidden.push(account.secret);
        Ok(call)
    }

    /// The call that fetches a ticket.
    pub fn ticket_call(&self, kind: TicketKind) -> Result<Call, WechatError> {
        let entry =
            kind.endpoint().ok_or_else(|| WechatError::Bug("a ticket without an endpoint".to_owned()))?;
        let values = entry.params.iter().map(|param| {
            let value = match param.source {
                Source::Fixed(value) => value,
                _ => kind.parameter(),
            };
            (param.name, param.place, json!(value))
        });
        Ok(Call::of(&entry, values.collect()))
    }

    async fn fetch_token(&self, host: Host, another: bool) -> Result<Token, WechatError> {
        let (at, path) = match host {
            Host::Work => (host, "/cgi-bin/gettoken"),
            _ if self.options.plain_token => (Host::Api, "/cgi-bin/token"),
            _ => (Host::Api, "/cgi-bin/stable_token"),
        };
        let entry = api::at(at, path).into_iter().next();
        let entry = entry.ok_or_else(|| WechatError::Bug(format!("{path} is not in the table")))?;
        let call = self.token_call(&entry, host, another)?;
        let reply = self.judged(&call, None, None).await?.map_err(refused)?;
        self.token_of(&reply, "access_token")
    }

    fn token_of(&self, reply: &Reply, member: &str) -> Result<Token, WechatError> {
        let json = reply.json().unwrap_or_default();
        let value = json[member].as_str().filter(|value| !value.is_empty());
        let Some(value) = value else {
            return Err(WechatError::NoMember { member: member.to_owned() });
        };
        let life_s = json["expires_in"].as_u64().unwrap_or(7200).min(LONGEST_LIFE_S);
        let now_ms = self.now_ms();
        Ok(Token { value: Secret::new(value), expires_ms: now_ms + life_s * 1000, fetched_ms: now_ms })
    }
}

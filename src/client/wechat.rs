//! WeChat as one account sees it: where it is, the account's token, and how its answers are judged.
//!
//! `access_token` is added here and nowhere else, and here a token that was refused is replaced, once.

use std::cell::{Cell, OnceCell, RefCell};
use std::time::Duration;

use serde_json::{Value, json};
use url::Url;

use super::reply::{Foreign, Refusal, Reply, Spill};
use super::{Call, Client, Failure, Head, Request, Trust, shown};
use crate::api::catalogue::Token as Knows;
use crate::api::errcode::{Family, Kind};
use crate::api::{self, Auth, Endpoint, Host, Method, Source};
use crate::config::Key;
use crate::config::tokens::{Guard, Token, TokenName, TokenStore};
use crate::context::Context;
use crate::error::{Config, Error, Wechat};
use crate::mock::Embedded;
use crate::secret::Secret;
use crate::text::words;

/// The most that is taken into memory of one answer, in bytes.
pub const MAX_REPLY: usize = 64 << 20;
/// The longest that anything is believed to live, in seconds; WeChat says 7200.
const LONGEST_LIFE_S: u64 = 30 * 86_400;
/// The pause before the first repetition; each further one is twice as long.
const PAUSE: Duration = Duration::from_millis(200);

/// How WeChat is reached.
#[derive(Debug, Clone)]
pub struct Options {
    /// In place of WeChat's hosts.
    pub base: Option<Url>,
    /// The mock within.
    pub mock: bool,
    /// How often to try again.
    pub retries: u32,
    /// How long to wait for one answer.
    pub limit: Duration,
    /// Certificates and proxy.
    pub trust: Trust,
    /// Fetch tokens with `/cgi-bin/token`, which ends the one before, in place of `/cgi-bin/stable_token`.
    pub plain_token: bool,
}

/// WeChat as one account sees it.
pub struct WeChat<'a> {
    cx: &'a Context,
    options: Options,
    store: OnceCell<TokenStore>,
    /// A client for each host that was called.
    clients: RefCell<Vec<(String, Client)>>,
    warned_of_store: Cell<bool>,
}

/// An account's own words for itself.
struct Account {
    id: String,
    secret: Secret,
}

impl<'a> WeChat<'a> {
    /// As these options reach it.
    pub fn new(options: Options, cx: &'a Context) -> Self {
        let (store, clients) = (OnceCell::new(), RefCell::default());
        Self { cx, options, store, clients, warned_of_store: Cell::new(false) }
    }

    /// Where a host is.
    pub fn base(&self, host: Host) -> Result<Url, Error> {
        match &self.options.base {
            Some(base) => Ok(base.clone()),
            None => {
                Url::parse(&format!("https://{}", host.name())).map_err(|error| Error::Bug(error.to_string()))
            }
        }
    }

    /// The request as it would be sent, with this token or one that is only named.
    pub fn preview(&self, call: &Call, show_secrets: bool) -> Result<Request, Error> {
        let token = match call.token {
            // What is only shown asks nobody, not even for a token.
            Knows::AccessToken if show_secrets => {
                let kept = self.look_up(&self.token_name(call.host, "access_token")?)?;
                Some(kept.map_or_else(|| Secret::new("***"), |token| token.value))
            }
            Knows::AccessToken => Some(Secret::new("***")),
            Knows::Other(_) | Knows::None => None,
        };
        Ok(call.request(&self.base(call.host)?, token.as_ref()))
    }

    /// Calls, and waits for the answer; WeChat's errcode is an error.
    pub fn call(&self, call: &Call) -> Result<Reply, Error> {
        self.cx.block_on(self.send(call))?
    }

    /// The same, and what is too long to be a refusal goes into a file as it comes.
    pub fn save(&self, call: &Call, spill: &Spill<'_>) -> Result<Reply, Error> {
        self.cx.block_on(self.send_into(call, Some(spill)))?
    }

    /// Calls, for those who are waiting anyway.
    pub async fn send(&self, call: &Call) -> Result<Reply, Error> {
        self.send_into(call, None).await
    }

    async fn send_into(&self, call: &Call, into: Option<&Spill<'_>>) -> Result<Reply, Error> {
        if call.token != Knows::AccessToken {
            return self.judged(call, None, into).await?.map_err(refused);
        }
        let token = self.access_token(call.host, None).await?;
        let refusal = match self.judged(call, Some(&token.value), into).await? {
            Err(refusal) if refusal.kind() == Some(Kind::Token) => refusal,
            judged => return judged.map_err(refused),
        };
        self.cx.printer.detail(&(words().api.token_refused)(refusal.errcode));
        let fresh = match self.access_token(call.host, Some(&token.value)).await {
            // That another cannot be had again so soon is not what is wrong.
            Err(error) if error.refusal().is_some_and(is_too_often) => {
                return Err(refused(Refusal { refused_after_s: Some(0), ..refusal }));
            }
            fresh => fresh?,
        };
        let age_s = if token.fetched_ms == 0 {
            None
        } else {
            Some(self.now_ms().saturating_sub(token.fetched_ms) / 1000)
        };
        match self.judged(call, Some(&fresh.value), into).await? {
            Err(refusal) if refusal.kind() == Some(Kind::Token) => {
                Err(refused(Refusal { refused_after_s: Some(0), ..refusal }))
            }
            judged => {
                // A token that should have lived was ended by somebody, unless the mock within began anew.
                if let Some(age_s) = age_s.filter(|_| token.lives(self.now_ms()) && !self.options.mock) {
                    self.cx.printer.warning(&(words().api.token_taken_away)(age_s));
                }
                judged.map_err(refused)
            }
        }
    }

    /// One call with one token: again where WeChat is busy, or the network was.
    async fn judged(
        &self,
        call: &Call,
        token: Option<&Secret>,
        into: Option<&Spill<'_>>,
    ) -> Result<Result<Reply, Refusal>, Error> {
        let request = call.request(&self.base(call.host)?, token);
        let mut pause = PAUSE;
        for left in (0..=self.options.retries).rev() {
            let result = self.exchange(&request, into).await;
            let again = left > 0 && worth_repeating(call, &result);
            if !again {
                let reply = result?;
                if let Some(refusal) = reply.refusal(call) {
                    return Ok(Err(self.covered(refusal, &request)));
                }
                if let Some((code, message)) = reply.pay_refusal(call) {
                    return Err(Wechat::PayRefused { status: reply.head.status, code, message }.into());
                }
                return match reply.foreign() {
                    Some(foreign) => Err(self.foreign(foreign, &request, &reply)),
                    None => Ok(Ok(reply)),
                };
            }
            self.cx
                .printer
                .detail(&(words().api.again)(u64::try_from(pause.as_millis()).unwrap_or(u64::MAX)));
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        Err(Error::Bug("a call without an answer".to_owned()))
    }

    /// One request and its whole answer.
    async fn exchange(&self, request: &Request, into: Option<&Spill<'_>>) -> Result<Reply, Error> {
        let io = |source| Error::Io { path: "--output".to_owned(), source };
        self.cx.detail_request(request);
        into.map_or(Ok(()), Spill::restart).map_err(io)?;
        let mut body = Vec::new();
        let mut too_large = false;
        let mut take = |head: &Head, chunk: &[u8]| {
            if let Some(more) = into.and_then(|into| into.take(head, &body, chunk)) {
                return Ok(more);
            }
            body.extend_from_slice(chunk);
            too_large = body.len() > MAX_REPLY;
            Ok(!too_large)
        };
        let head = self.fetch(request, &mut take).await?;
        if let Some(source) = into.and_then(Spill::failure) {
            return Err(io(source));
        }
        let cut = into.is_some_and(|into| into.bytes() > 0);
        let mut reply = Reply { head, body, cut };
        let wrong = |foreign, reply: &Reply| self.foreign(foreign, request, reply);
        if too_large {
            return Err(wrong(Foreign::TooLarge(MAX_REPLY), &Reply::default()));
        }
        reply.decompress(MAX_REPLY).map_err(|foreign| wrong(foreign, &Reply::default()))?;
        if self.cx.printer.verbose() {
            let text = if reply.is_binary() {
                (words().api.bytes)(reply.body.len())
            } else {
                reply.text().into_owned()
            };
            let text = if self.cx.show_secrets { text } else { cover_tokens(&request.cover(&text)) };
            self.cx.printer.detail(&format!("HTTP {}\n{text}", reply.head.status));
        }
        Ok(reply)
    }

    /// One request; the body goes piece by piece where it is wanted.
    async fn fetch(&self, request: &Request, sink: super::Sink<'_>) -> Result<Head, Error> {
        let network =
            |failure| Error::from(Wechat::Network { url: request.cover(&shown(&request.url)), failure });
        if self.options.mock {
            let answer =
                Embedded::open()?.answer(request.method, &request.url, &request.body, self.now_ms())?;
            let content_type = Some(answer.content_type.to_owned());
            let headers = vec![("content-type".to_owned(), answer.content_type.to_owned())];
            let head = Head { status: answer.status, content_type, headers, ..Head::default() };
            sink(&head, &answer.body).map_err(network)?;
            return Ok(head);
        }
        let client = self.client(&request.url).map_err(network)?;
        client.fetch(request, self.options.limit, sink).await.map_err(network)
    }

    fn client(&self, url: &Url) -> Result<Client, Failure> {
        let origin = url.origin().ascii_serialization();
        let mut clients = self.clients.borrow_mut();
        if let Some((_, client)) = clients.iter().find(|(known, _)| *known == origin) {
            return Ok(client.clone());
        }
        let client = Client::new(url, &self.options.trust)?;
        clients.push((origin, client.clone()));
        Ok(client)
    }

    /// That this answer is none, where only JSON would be one.
    pub fn not_json(&self, call: &Call, reply: &Reply) -> Result<Error, Error> {
        let request = call.request(&self.base(call.host)?, None);
        Ok(self.foreign(Foreign::NotJson, &request, reply))
    }

    /// WeChat's words, in which a gateway may have repeated what it was told.
    fn covered(&self, mut refusal: Refusal, request: &Request) -> Refusal {
        if !self.cx.show_secrets {
            refusal.errmsg = request.cover(&refusal.errmsg);
            refusal.facts.message = request.cover(&refusal.facts.message);
        }
        refusal
    }

    fn foreign(&self, foreign: Foreign, request: &Request, reply: &Reply) -> Error {
        let excerpt: String = request.cover(&reply.text()).chars().take(200).collect();
        // A portal repeats the URL that it was asked for, token and all.
        let foreign = match foreign {
            Foreign::Redirect(to) if !self.cx.show_secrets => Foreign::Redirect(request.cover(&to)),
            Foreign::Html(title) if !self.cx.show_secrets => Foreign::Html(request.cover(&title)),
            foreign => foreign,
        };
        Wechat::Foreign {
            url: request.cover(&shown(&request.url)),
            status: reply.head.status,
            foreign,
            excerpt: if self.cx.show_secrets { excerpt } else { cover_tokens(&excerpt) },
        }
        .into()
    }

    fn now_ms(&self) -> u64 {
        self.cx.now() * 1000
    }

    /// Where tokens are kept.
    pub fn store(&self) -> Result<&TokenStore, Error> {
        if let Some(store) = self.store.get() {
            return Ok(store);
        }
        let store = TokenStore::open(self.cx, self.options.mock)?;
        Ok(self.store.get_or_init(|| store))
    }

    /// The base of a host without its scheme, as names of tokens have it.
    fn base_name(&self, host: Host) -> Result<String, Error> {
        if self.options.mock {
            return Ok("mock".to_owned());
        }
        let base = self.base(if host == Host::Mp { Host::Api } else { host })?;
        Ok(base.as_str().split_once("://").map_or("", |(_, rest)| rest).trim_end_matches('/').to_owned())
    }

    /// The name under which a token of this account is kept.
    pub fn token_name(&self, host: Host, kind: &'static str) -> Result<TokenName, Error> {
        let account = self.account(host)?;
        let base = self.base_name(host)?;
        let account = match host {
            // Each app of a company has a token of its own, and its secret tells them apart.
            Host::Work => {
                use sha2::{Digest as _, Sha256};
                let secret = crate::sign::hex(&Sha256::digest(account.secret.expose()));
                format!("{}:{}", account.id, &secret[..8])
            }
            _ => account.id,
        };
        Ok(TokenName { base, account, kind })
    }

    fn account(&self, host: Host) -> Result<Account, Error> {
        let settings = self.cx.settings()?;
        let (id, secret) = match host {
            Host::Work => (Key::Corpid, Key::Corpsecret),
            _ => (Key::Appid, Key::Secret),
        };
        let missing = |key: Key| Config::NoCredential { key, mock: self.options.mock };
        match (settings.text(id)?, settings.secret(secret)?) {
            (Some(id), Some(secret)) => {
                Ok(Account { id: id.trim().to_owned(), secret: Secret::new(secret.expose().trim()) })
            }
            // The mock takes any account, and a newcomer has none.
            (id_found, secret_found) if self.options.mock => Ok(Account {
                id: id_found.unwrap_or_else(|| crate::message::SAMPLE_APPID.to_owned()),
                secret: secret_found.unwrap_or_else(|| Secret::new("0123456789abcdef0123456789abcdef")),
            }),
            (None, _) => Err(missing(id).into()),
            (_, None) => Err(missing(secret).into()),
        }
    }

    /// The account's appid, for endpoints that want it in their body.
    pub fn own(&self, source: Source) -> Result<Option<Secret>, Error> {
        match source {
            Source::Appid => Ok(Some(Secret::new(self.account(Host::Api)?.id))),
            Source::Secret => Ok(Some(self.account(Host::Api)?.secret)),
            _ => Ok(None),
        }
    }

    /// A token that lives: the one that is kept, or a new one. `stale` was refused and is not taken again.
    pub async fn access_token(&self, host: Host, stale: Option<&Secret>) -> Result<Token, Error> {
        let name = self.token_name(host, "access_token")?;
        self.kept(&name, stale, async |same_again: bool| self.fetch_token(host, same_again).await).await
    }

    /// Ends the token that is out and fetches another.
    pub async fn renewed_token(&self, host: Host) -> Result<Token, Error> {
        let name = self.token_name(host, "access_token")?;
        let guard = self.locked(&name).await?;
        let token = self.fetch_token(host, true).await?;
        self.keep(&name, &token)?;
        drop(guard);
        Ok(token)
    }

    /// A ticket that lives: `jsapi`, `wx_card`, or `agent` of WeCom.
    pub async fn ticket(&self, kind: TicketKind) -> Result<Token, Error> {
        let name = self.token_name(kind.host(), kind.name())?;
        self.kept(&name, None, async |_| {
            // A call that needs a token, which is another name and another lock.
            let reply = Box::pin(self.send(&self.ticket_call(kind)?)).await?;
            self.token_of(&reply, "ticket")
        })
        .await
    }

    /// The tickets of a kind that are kept for any account of the file, without asking anybody; what cannot be read is
    /// none.
    pub fn kept_tickets(&self, kind: TicketKind) -> Result<Vec<String>, Error> {
        let base = self.base_name(kind.host())?;
        let (store, settings) = (self.store()?, self.cx.settings()?);
        let named = settings.text(Key::Appid)?.into_iter().chain(settings.appids());
        let name = |account| TokenName { base: base.clone(), account, kind: kind.name() };
        let kept = named.filter_map(|appid| store.read(&name(appid)).ok().flatten());
        Ok(kept.map(|token| token.value.expose().to_owned()).collect())
    }

    /// What is kept under a name, or what `fetch` brings, under the name's lock; it is told whether what it brings may
    /// not be what is out already.
    async fn kept(
        &self,
        name: &TokenName,
        stale: Option<&Secret>,
        fetch: impl AsyncFn(bool) -> Result<Token, Error>,
    ) -> Result<Token, Error> {
        let usable = |token: &Token| stale != Some(&token.value) && token.lives(self.now_ms());
        if let Some(token) = self.look_up(name)?.filter(usable) {
            return Ok(token);
        }
        let guard = self.locked(name).await?;
        // Whoever held the lock may have fetched it.
        if let Some(token) = self.look_up(name)?.filter(usable) {
            return Ok(token);
        }
        let mut token = fetch(false).await?;
        if stale == Some(&token.value) {
            token = fetch(true).await?;
        }
        self.keep(name, &token)?;
        drop(guard);
        Ok(token)
    }

    /// What is kept; a store that fails is told once and done without.
    fn look_up(&self, name: &TokenName) -> Result<Option<Token>, Error> {
        let kept = self.store()?.read(name).unwrap_or_else(|error| {
            self.warn_of_store(&error.to_string());
            None
        });
        let usable = |token: &Token| token.lives(self.now_ms());
        let official = self.options.base.is_none() && !self.options.mock;
        let official = official && name.kind == "access_token" && name.base != Host::Work.name();
        Ok(kept.filter(usable).or_else(|| {
            let cached = self.cx.settings().ok()?.cached_token().filter(|_| official)?;
            crate::config::tokens::of_predecessor(cached).filter(usable)
        }))
    }

    async fn locked(&self, name: &TokenName) -> Result<Guard, Error> {
        Ok(self.store()?.lock(name).await.unwrap_or_else(|error| {
            self.warn_of_store(&error.to_string());
            Guard::none()
        }))
    }

    fn keep(&self, name: &TokenName, token: &Token) -> Result<(), Error> {
        if let Err(error) = self.store()?.write(name, token) {
            self.warn_of_store(&error.to_string());
        }
        Ok(())
    }

    fn warn_of_store(&self, error: &str) {
        if !self.warned_of_store.replace(true) {
            self.cx.printer.warning(&(words().api.store_fails)(error));
        }
    }

    /// The call that fetches a token from an endpoint; `another` ends the one that is out.
    pub fn token_call(&self, entry: &'static Endpoint, host: Host, another: bool) -> Result<Call, Error> {
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
    pub fn ticket_call(&self, kind: TicketKind) -> Result<Call, Error> {
        let entry = kind.endpoint().ok_or_else(|| Error::Bug("a ticket without an endpoint".to_owned()))?;
        let values = entry.params.iter().map(|param| {
            let value = match param.source {
                Source::Fixed(value) => value,
                _ => kind.parameter(),
            };
            (param.name, param.place, json!(value))
        });
        Ok(Call::of(entry, values.collect()))
    }

    async fn fetch_token(&self, host: Host, another: bool) -> Result<Token, Error> {
        let path = match host {
            Host::Work => "/cgi-bin/gettoken",
            _ if self.options.plain_token => "/cgi-bin/token",
            _ => "/cgi-bin/stable_token",
        };
        let entry = api::endpoints().find(|entry| entry.path == path && entry.auth == Auth::None);
        let entry = entry.ok_or_else(|| Error::Bug(format!("{path} is not in the table")))?;
        let call = self.token_call(entry, host, another)?;
        let reply = self.judged(&call, None, None).await?.map_err(refused)?;
        self.token_of(&reply, "access_token")
    }

    fn token_of(&self, reply: &Reply, member: &str) -> Result<Token, Error> {
        let json = reply.json().unwrap_or_default();
        let value = json[member].as_str().filter(|value| !value.is_empty());
        let Some(value) = value else {
            return Err(Wechat::NoMember { member: member.to_owned() }.into());
        };
        let life_s = json["expires_in"].as_u64().unwrap_or(7200).min(LONGEST_LIFE_S);
        let now_ms = self.now_ms();
        Ok(Token { value: Secret::new(value), expires_ms: now_ms + life_s * 1000, fetched_ms: now_ms })
    }
}

/// Which ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum TicketKind {
    /// `wx.config`
    Jsapi,
    /// Cards.
    #[value(name = "wx_card", alias = "card")]
    WxCard,
    /// `wx.agentConfig` of WeCom.
    #[value(alias = "agent_config")]
    Agent,
    /// `wx.config` of WeCom.
    #[value(name = "work_jsapi")]
    WorkJsapi,
}

impl TicketKind {
    /// The name under which it is kept.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jsapi | Self::WorkJsapi => "jsapi_ticket",
            Self::WxCard => "wx_card_ticket",
            Self::Agent => "agent_ticket",
        }
    }

    const fn parameter(self) -> &'static str {
        match self {
            Self::Jsapi | Self::WorkJsapi => "jsapi",
            Self::WxCard => "wx_card",
            Self::Agent => "agent_config",
        }
    }

    /// Where it comes from.
    pub const fn host(self) -> Host {
        match self {
            Self::Jsapi | Self::WxCard => Host::Api,
            Self::Agent | Self::WorkJsapi => Host::Work,
        }
    }

    fn endpoint(self) -> Option<&'static Endpoint> {
        let path = match self {
            Self::Jsapi | Self::WxCard => "/cgi-bin/ticket/getticket",
            Self::Agent => "/cgi-bin/ticket/get",
            Self::WorkJsapi => "/cgi-bin/get_jsapi_ticket",
        };
        api::find(Method::Get, self.host(), path)
    }
}

/// Whether a second try may help and can do no harm: what may have been done once is not done again.
fn worth_repeating(call: &Call, result: &Result<Reply, Error>) -> bool {
    let reading = call.method == Method::Get;
    match result {
        Ok(reply) => match reply.refusal(call).and_then(|refusal| refusal.kind()) {
            Some(Kind::Busy) => true,
            // force_refresh works twice a minute.
            Some(Kind::Rate) => call.token != Knows::None,
            Some(_) => false,
            None => match reply.head.status {
                502..=504 => reading || reply.head.status == 503,
                status => reading && status >= 500,
            },
        },
        Err(Error::Wechat(wechat)) => match &**wechat {
            Wechat::Network { failure: Failure::Refused | Failure::Dns(_), .. } => true,
            Wechat::Network {
                failure: Failure::Closed | Failure::Timeout(_) | Failure::Other(_), ..
            } => reading,
            _ => false,
        },
        Err(_) => false,
    }
}

/// Whether WeChat says that this was done too often.
fn is_too_often(refusal: &Refusal) -> bool {
    matches!(refusal.kind(), Some(Kind::Rate | Kind::Quota))
}

fn refused(refusal: Refusal) -> Error {
    debug_assert!(matches!(refusal.family, Family::Api | Family::Work));
    Wechat::Refused(refusal).into()
}

/// What WeChat's own answers hold that must not be seen, by its names: tokens, tickets of pages, keys of sessions; also
/// where the JSON stands in a string of JSON.
pub(crate) fn cover_tokens(text: &str) -> String {
    const ENDS: [&str; 5] = ["token", "ticket", "secret", "session_key", "permanent_code"];
    let mut covered = String::with_capacity(text.len());
    let mut rest = text;
    // A member's name ends with a quotation mark, and a colon and a string follow.
    while let Some(at) = rest.find('"') {
        let (before, after) = rest.split_at(at + 1);
        covered.push_str(before);
        rest = after;
        let value = after.trim_start().strip_prefix(':').map(str::trim_start);
        let Some(value) = value.and_then(|value| value.trim_start_matches('\\').strip_prefix('"')) else {
            continue;
        };
        let name = before[..at].trim_end_matches('\\').to_ascii_lowercase();
        if ENDS.iter().any(|end| name.ends_with(end)) {
            let start = &after[..after.len() - value.len()];
            covered.push_str(start);
            covered.push_str("***");
            rest = &value[end_of_string(value, start.ends_with("\\\""))..];
        }
    }
    covered.push_str(rest);
    covered
}

/// Where a string ends; one that began with `\"` ends with that.
fn end_of_string(text: &str, within: bool) -> usize {
    let mut escaped = false;
    for (at, char) in text.char_indices() {
        match char {
            '"' if within && escaped => return at - 1,
            '"' if !escaped => return at,
            _ => escaped = char == '\\' && !escaped,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::cover_tokens;

    #[test]
    fn tokens_are_covered_wherever_json_has_them() {
        for (text, wanted) in [
            (r#"{"access_token":"A_1","expires_in":7200}"#, r#"{"access_token":"***","expires_in":7200}"#),
            ("{ \"ticket\" :\n \"T\" }", "{ \"ticket\" :\n \"***\" }"),
            (r#"{"session_key":"a\"b","openid":"o"}"#, r#"{"session_key":"***","openid":"o"}"#),
            (r#"{"suite_access_token":"#, r#"{"suite_access_token":"#),
            (r#"{"suite_access_token":"half"#, r#"{"suite_access_token":"***"#),
            (r#"{"body":"{\"ticket\":\"T\",\"a\":1}"}"#, r#"{"body":"{\"ticket\":\"***\",\"a\":1}"}"#),
            (r#"{"tokens":"t","token":1,"a":"token"}"#, r#"{"tokens":"t","token":1,"a":"token"}"#),
            ("\"", "\""),
            ("令牌\"token\":\"密\"后", "令牌\"token\":\"***\"后"),
        ] {
            assert_eq!(cover_tokens(text), wanted);
        }
    }
}

//! WeChat as one account sees it: where it is, the account's token, and how its answers are judged.
//!
//! `access_token` is added here and nowhere else, and here a token that was refused is replaced, once.

use std::cell::{Cell, OnceCell, RefCell};
use std::time::Duration;

use url::Url;

use super::Call;
use super::deps::{Deps, Transport};
use super::error::WechatError;
use super::reply::{Again, Foreign, LOOK, Refusal, Reply, Spill};
use super::tokens::TokenStore;
use crate::api::errcode::{Family, Kind};
use crate::api::{Auth, Host, Method};
use crate::http::{Client, Failure, Head, Request, Sink, Trust, body, shown};
use crate::secret::{Secret, mask_members};

/// The most that is taken into memory of one answer, in bytes.
pub const MAX_REPLY: usize = 64 << 20;
/// The pause before the first repetition; each further one is twice as long.
const PAUSE: Duration = Duration::from_millis(200);

/// How often and how long WeChat is asked.
#[derive(Debug, Clone)]
pub struct Options {
    /// How often to try again.
    pub retries: u32,
    /// How long to wait for one answer.
    pub limit: Duration,
    /// Fetch tokens with `/cgi-bin/token`, which invalidates the one before, in place of `/cgi-bin/stable_token`.
    pub plain_token: bool,
}

/// WeChat as one account sees it.
pub struct WeChat<'a> {
    pub(super) deps: Deps<'a>,
    pub(super) transport: Transport,
    pub(super) options: Options,
    pub(super) store: OnceCell<TokenStore>,
    /// A client for each host that was called.
    clients: RefCell<Vec<(String, Client)>>,
    pub(super) store_failed: Cell<bool>,
}

impl<'a> WeChat<'a> {
    /// WeChat as it is reached this way.
    pub fn new(transport: Transport, options: Options, deps: Deps<'a>) -> Self {
        let (store, clients) = (OnceCell::new(), RefCell::default());
        Self { deps, transport, options, store, clients, store_failed: Cell::new(false) }
    }

    /// Whether it is the mock in this process.
    pub(super) fn is_mock(&self) -> bool {
        matches!(self.transport, Transport::Mock(_))
    }

    /// The base URL that stands in place of WeChat's hosts.
    pub(super) fn own_base(&self) -> Option<&Url> {
        match &self.transport {
            Transport::Http { base, .. } => base.as_ref(),
            Transport::Mock(_) => None,
        }
    }

    /// Returns the base URL of a host.
    pub fn base(&self, host: Host) -> Result<Url, WechatError> {
        match self.own_base() {
            Some(base) => Ok(base.clone()),
            None => Url::parse(&format!("https://{}", host.name()))
                .map_err(|error| WechatError::Bug(error.to_string())),
        }
    }

    /// The request as it would be sent, with this token or one that is only named.
    pub fn preview(&self, call: &Call, show_secrets: bool) -> Result<Request, WechatError> {
        let token = match call.token {
            // What is only shown asks nobody, not even for a token.
            Auth::AccessToken if show_secrets => {
                let kept = self.look_up(&self.token_name(call.host, self.token_kind(call.host))?)?;
                Some(kept.map_or_else(|| Secret::new("***"), |token| token.value))
            }
            Auth::AccessToken => Some(Secret::new("***")),
            Auth::Other(_) | Auth::None => None,
        };
        Ok(call.request(&self.base(call.host)?, token.as_ref()))
    }

    /// Calls; WeChat's errcode is an error.
    pub async fn call(&self, call: &Call) -> Result<Reply, WechatError> {
        self.send_into(call, None).await
    }

    /// Calls; an answer that is too long to be a refusal goes into a file as it comes.
    pub async fn save(&self, call: &Call, spill: &Spill<'_>) -> Result<Reply, WechatError> {
        self.send_into(call, Some(spill)).await
    }

    async fn send_into(&self, call: &Call, into: Option<&Spill<'_>>) -> Result<Reply, WechatError> {
        if call.token != Auth::AccessToken {
            return self.judged(call, None, into).await?.map_err(refused);
        }
        let token = self.access_token(call.host, None).await?;
        let refusal = match self.judged(call, Some(&token.value), into).await? {
            Err(refusal) if refusal.kind() == Some(Kind::Token) => refusal,
            judged => return judged.map_err(refused),
        };
        self.deps.observer.token_refused(refusal.errcode);
        let fresh = self.access_token(call.host, Some(&token.value)).await?;
        // A store of others may not say when it was fetched.
        let fetched = Some(token.fetched_ms).filter(|&fetched| fetched > 0);
        let age_s = fetched.map(|fetched| self.now_ms().saturating_sub(fetched) / 1000);
        match self.judged(call, Some(&fresh.value), into).await? {
            Err(refusal) if refusal.kind() == Some(Kind::Token) => {
                let again = if fresh.value == token.value { Again::Same } else { Again::Another };
                Err(refused(Refusal { again: Some(again), ..refusal }))
            }
            judged => {
                // A token that should have lived was ended by somebody, unless the mock within began anew.
                let ended = token.lives(self.now_ms()) && fresh.value != token.value && !self.is_mock();
                if ended {
                    self.deps.observer.token_invalidated(age_s);
                }
                judged.map_err(refused)
            }
        }
    }

    /// One call with one token: again where WeChat is busy, or the network was.
    pub(super) async fn judged(
        &self,
        call: &Call,
        token: Option<&Secret>,
        into: Option<&Spill<'_>>,
    ) -> Result<Result<Reply, Refusal>, WechatError> {
        let request = call.request(&self.base(call.host)?, token);
        let mut pause = PAUSE;
        for left in (0..=self.options.retries).rev() {
            let result = self.exchange(&request, into).await;
            // What a file has of an answer is not fetched from its beginning once more.
            let begun = into.is_some_and(|into| into.bytes() > 0);
            let again = left > 0 && !begun && worth_repeating(call, &result);
            if !again {
                let reply = result?;
                if let Some(refusal) = reply.refusal(call) {
                    return Ok(Err(self.covered(refusal, &request)));
                }
                if let Some((code, message)) = reply.pay_refusal(call) {
                    return Err(WechatError::PayRefused { status: reply.head.status, code, message });
                }
                return match reply.foreign() {
                    Some(foreign) => Err(self.foreign(foreign, &request, &reply)),
                    None => Ok(Ok(reply)),
                };
            }
            self.deps.observer.repeated(pause);
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        Err(WechatError::Bug("a call without an answer".to_owned()))
    }

    /// One request and its whole answer.
    async fn exchange(&self, request: &Request, into: Option<&Spill<'_>>) -> Result<Reply, WechatError> {
        self.deps.observer.request(request);
        into.map_or(Ok(()), Spill::restart).map_err(WechatError::Output)?;
        let mut body = Vec::new();
        let mut too_large = false;
        let mut take = |head: &Head, chunk: &[u8]| {
            if let Some(more) = into.and_then(|into| into.take(head, &body, chunk)) {
                // What it begins with says what it is.
                body.extend_from_slice(&chunk[..chunk.len().min(LOOK.saturating_sub(body.len()))]);
                return Ok(more);
            }
            body.extend_from_slice(chunk);
            too_large = body.len() > MAX_REPLY;
            Ok(!too_large)
        };
        let head = self.fetch(request, into.is_some(), &mut take).await?;
        if let Some(source) = into.and_then(Spill::failure) {
            return Err(WechatError::Output(source));
        }
        let cut = into.is_some_and(|into| into.bytes() > 0);
        let sent = Some(Box::new(Request { body: Vec::new(), ..request.clone() }));
        let mut reply = Reply { head, body, sent, cut };
        let wrong = |foreign, reply: &Reply| self.foreign(foreign, request, reply);
        if too_large {
            return Err(wrong(Foreign::TooLarge(MAX_REPLY), &Reply::default()));
        }
        reply.decompress(MAX_REPLY).map_err(|foreign| wrong(foreign, &Reply::default()))?;
        self.deps.observer.reply(request, &reply);
        Ok(reply)
    }

    /// One request; the body goes piece by piece where it is wanted.
    async fn fetch(&self, request: &Request, patient: bool, sink: Sink<'_>) -> Result<Head, WechatError> {
        let network = |failure| WechatError::Network { url: request.cover(&shown(&request.url)), failure };
        match &self.transport {
            Transport::Mock(mock) => {
                let answer = mock.answer(request, self.now_ms()).map_err(WechatError::Mock)?;
                let headers = vec![("content-type".to_owned(), answer.content_type.clone())];
                let content_type = Some(answer.content_type);
                let head = Head { status: answer.status, content_type, headers, ..Head::default() };
                sink(&head, &answer.body).map_err(network)?;
                Ok(head)
            }
            Transport::Http { trust, .. } => {
                let client = self.client(&request.url, trust).map_err(network)?;
                client.fetch(request, self.options.limit, patient, sink).await.map_err(network)
            }
        }
    }

    fn client(&self, url: &Url, trust: &Trust) -> Result<Client, Failure> {
        let origin = url.origin().ascii_serialization();
        let mut clients = self.clients.borrow_mut();
        if let Some((_, client)) = clients.iter().find(|(known, _)| *known == origin) {
            return Ok(client.clone());
        }
        let client = Client::new(url, trust)?;
        clients.push((origin, client.clone()));
        Ok(client)
    }

    /// That this answer is none, where only JSON would be one.
    pub fn not_json(&self, reply: &Reply) -> WechatError {
        match &reply.sent {
            Some(request) => self.foreign(Foreign::NotJson, request, reply),
            None => WechatError::Bug("an answer to no request".to_owned()),
        }
    }

    /// WeChat's words, in which a gateway may have repeated what it was told.
    fn covered(&self, mut refusal: Refusal, request: &Request) -> Refusal {
        if !self.deps.show_secrets {
            refusal.errmsg = request.cover(&refusal.errmsg);
            refusal.facts.message = request.cover(&refusal.facts.message);
        }
        refusal
    }

    fn foreign(&self, foreign: Foreign, request: &Request, reply: &Reply) -> WechatError {
        let excerpt: String = request.cover(&reply.text()).chars().take(200).collect();
        // A portal repeats the URL that it was asked for, token and all.
        let foreign = match foreign {
            Foreign::Redirect(to) if !self.deps.show_secrets => Foreign::Redirect(request.cover(&to)),
            // Covered before it is cut.
            Foreign::Html(_) if !self.deps.show_secrets => {
                let page = mask_members(&request.cover(&reply.text())).into_owned();
                Foreign::Html(body::html_title(&page).unwrap_or_default())
            }
            foreign => foreign,
        };
        WechatError::Foreign {
            url: request.cover(&shown(&request.url)),
            status: reply.head.status,
            foreign,
            excerpt: if self.deps.show_secrets { excerpt } else { mask_members(&excerpt).into_owned() },
        }
    }

    pub(super) fn now_ms(&self) -> u64 {
        self.deps.system.now() * 1000
    }
}

/// Whether a second try may help and can do no harm: what may have been done once is not done again.
fn worth_repeating(call: &Call, result: &Result<Reply, WechatError>) -> bool {
    let reading = call.method == Method::Get;
    match result {
        Ok(reply) => match reply.refusal(call).and_then(|refusal| refusal.kind()) {
            Some(Kind::Busy) => true,
            // force_refresh works twice a minute.
            Some(Kind::Rate) => call.token != Auth::None,
            Some(_) => false,
            None => match reply.head.status {
                502..=504 => reading || reply.head.status == 503,
                status => reading && status >= 500,
            },
        },
        Err(WechatError::Network { failure: Failure::Refused | Failure::Dns(_), .. }) => true,
        Err(WechatError::Network {
            failure: Failure::Closed | Failure::Timeout(_) | Failure::Other(_),
            ..
        }) => reading,
        Err(_) => false,
    }
}

/// WeChat's refusal as an error.
pub(super) fn refused(refusal: Refusal) -> WechatError {
    debug_assert!(matches!(refusal.family, Family::Api | Family::Work));
    refusal.into()
}

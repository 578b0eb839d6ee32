//! The client of WeChat's API for one account: base URL, the account's token, retries, and the check of each response.
//!
//! Only this file adds `access_token` to requests and replaces a token that was refused, once per call.

use std::cell::{Cell, OnceCell, RefCell};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::Call;
use super::call::USER_AGENT;
use super::deps::{Deps, Transport};
use super::error::{WechatError, refused};
use super::pay::PayRefusal;
use super::reply::{
    FileSink, GENERATED, MAX_PEEK_BYTES, MOCK_HEADER, NotWechat, Refusal, Reply, SecondRefusal,
};
use super::tokens::TokenStore;
use crate::api::errcode::ErrcodeKind;
use crate::api::{Auth, Host, Method};
use crate::http::{Client, Failure, Form, Head, Request, Sink, Trust, UploadState, shown};
use crate::secret::Secret;

/// The largest response that is read into memory, in bytes.
pub(super) const MAX_REPLY_BYTES: usize = 64 << 20;
/// The time between two reports of a transfer's progress.
const PROGRESS_INTERVAL: Duration = Duration::from_millis(100);
/// The pause before the first retry; each further pause is twice as long.
const FIRST_RETRY_PAUSE: Duration = Duration::from_millis(200);

/// Retries and time limit of calls, and the endpoint that tokens come from.
#[derive(Debug, Clone)]
pub(crate) struct CallOptions {
    /// The number of retries.
    pub retries: u32,
    /// The time limit for one response.
    pub limit: Duration,
    /// `true` fetches tokens with `/cgi-bin/token`, which invalidates the previous one, instead of
    /// `/cgi-bin/stable_token`.
    pub plain_token: bool,
}

/// A client of WeChat's API for one account.
pub(crate) struct WeChat<'a> {
    pub(super) deps: Deps<'a>,
    pub(super) transport: Transport,
    pub(super) options: CallOptions,
    pub(super) store: OnceCell<TokenStore>,
    /// One HTTP client per origin (scheme, host and port), created at the first call.
    clients: RefCell<Vec<(String, Client)>>,
    pub(super) store_failed: Cell<bool>,
    /// The secrets of all requests so far, which a later response may repeat.
    pub(super) sent: RefCell<Vec<Secret>>,
}

impl<'a> WeChat<'a> {
    /// Creates a client; it connects and opens the token store only when needed.
    pub(crate) fn new(transport: Transport, options: CallOptions, deps: Deps<'a>) -> Self {
        let (store, clients) = (OnceCell::new(), RefCell::default());
        let (store_failed, sent) = (Cell::new(false), RefCell::default());
        Self { deps, transport, options, store, clients, store_failed, sent }
    }

    /// Presents a certificate in TLS from now on; `identity` is that and its private key, as PEM.
    pub(crate) fn present(&mut self, identity: Secret) {
        if let Transport::Http { trust, .. } = &mut self.transport {
            trust.identity = Some(identity);
            self.clients.borrow_mut().clear();
        }
    }

    /// Returns whether the built-in mock answers.
    pub(super) fn is_mock(&self) -> bool {
        matches!(self.transport, Transport::Mock(_))
    }

    /// Returns the base URL that replaces WeChat's hosts, if one is configured.
    pub(super) fn base_override(&self) -> Option<&Url> {
        match &self.transport {
            Transport::Http { base, .. } => base.as_ref(),
            Transport::Mock(_) => None,
        }
    }

    /// Returns the base URL of a host.
    pub(crate) fn base(&self, host: Host) -> Result<Url, WechatError> {
        match self.base_override() {
            Some(base) => Ok(base.clone()),
            None => Url::parse(&format!("https://{}", host.name()))
                .map_err(|error| WechatError::Bug(error.to_string())),
        }
    }

    /// Returns the request that a call would send, for `--dry-run` and `--curl`. The token is `***`; with
    /// `show_secrets` it is the stored one, if there is one.
    pub(crate) fn preview(&self, call: &Call, show_secrets: bool) -> Result<Request, WechatError> {
        let token = match call.token {
            // A preview makes no request, not even for a token.
            Auth::AccessToken | Auth::Contacts if show_secrets => {
                let kept = self.stored_token(&self.token_name(call, self.token_kind(call.host))?)?;
                Some(kept.map_or_else(|| Secret::new("***"), |token| token.value))
            }
            Auth::AccessToken | Auth::Contacts => Some(Secret::new("***")),
            Auth::Other(_) | Auth::None | Auth::User => None,
        };
        Ok(call.request(&self.base(call.host)?, token.as_ref()))
    }

    /// Calls the API; an errcode from WeChat is an error.
    pub(crate) async fn call(&self, call: &Call) -> Result<Reply, WechatError> {
        self.call_into(call, None).await
    }

    /// Calls the API; a response longer than 64 KB, which is no refusal, is streamed into the file.
    pub(crate) async fn save(&self, call: &Call, sink: &FileSink<'_>) -> Result<Reply, WechatError> {
        self.call_into(call, Some(sink)).await
    }

    async fn call_into(&self, call: &Call, into: Option<&FileSink<'_>>) -> Result<Reply, WechatError> {
        if !call.token.is_of_account() {
            return self.send_with_retries(call, None, into).await?.map_err(refused);
        }
        let token = self.access_token(call, None).await?;
        let refusal = match self.send_with_retries(call, Some(&token.value), into).await? {
            Err(refusal) if refusal.kind() == Some(ErrcodeKind::Token) => refusal,
            judged => return judged.map_err(refused),
        };
        self.deps.observer.token_refused(refusal.errcode);
        let fresh = self.access_token(call, Some(&token.value)).await?;
        // A store written by another program may lack the time of the fetch.
        let fetched = Some(token.fetched_ms).filter(|&fetched| fetched > 0);
        let age_s = fetched.map(|fetched| self.now_ms().saturating_sub(fetched) / 1000);
        match self.send_with_retries(call, Some(&fresh.value), into).await? {
            Err(refusal) if refusal.kind() == Some(ErrcodeKind::Token) => {
                let second = if fresh.value == token.value {
                    SecondRefusal::SameToken
                } else {
                    SecondRefusal::NewToken
                };
                Err(refused(Refusal { second: Some(second), ..refusal }))
            }
            judged => {
                // The token should still be valid, so another program invalidated it; the built-in mock may have
                // restarted.
                let ended = token.is_valid(self.now_ms()) && fresh.value != token.value && !self.is_mock();
                if ended {
                    self.deps.observer.token_invalidated(age_s);
                }
                judged.map_err(refused)
            }
        }
    }

    /// Sends a call with one token; retries if WeChat is busy or the network fails.
    pub(super) async fn send_with_retries(
        &self,
        call: &Call,
        token: Option<&Secret>,
        into: Option<&FileSink<'_>>,
    ) -> Result<Result<Reply, Refusal>, WechatError> {
        let request = call.request(&self.base(call.host)?, token);
        let mut pause = FIRST_RETRY_PAUSE;
        for left in (0..=self.options.retries).rev() {
            let mut result = self.exchange(&request, into).await;
            if let (Some(sealing), Ok(reply)) = (&call.sealing, &mut result) {
                sealing.open(reply).map_err(WechatError::Sealed)?;
            }
            // A download that has begun is not started over.
            let begun = into.is_some_and(|into| into.bytes() > 0);
            let retry = left > 0 && !begun && is_retryable(call, &result);
            if !retry {
                let reply = result?;
                if let Some(refusal) = reply.refusal(call) {
                    return Ok(Err(self.masked_refusal(refusal)));
                }
                if let Some(refusal) = PayRefusal::of(&reply, call) {
                    return Err(WechatError::PayRefused(Box::new(refusal.masked(|text| self.mask(text)))));
                }
                // Endpoints of WeChat Pay v3 without a result answer so.
                let is_done = call.host == Host::Pay && reply.has_no_content();
                if let Some(reason) = reply.not_wechat().filter(|_| !is_done) {
                    return Err(self.not_wechat(reason, &request, &reply));
                }
                // A file may hold any JSON.
                if into.is_none() && reply.is_other_json() {
                    return Err(self.not_wechat(NotWechat::NotObject, &request, &reply));
                }
                // What the mock makes up is not signed, and the beginning of a file cannot be verified.
                let is_signed = !reply.is_generated() && !reply.is_partial;
                if let Some(keys) = call.platform.as_ref().filter(|_| is_signed) {
                    keys.verify(&reply, self.deps.system.now()).map_err(WechatError::PayAnswer)?;
                }
                return Ok(Ok(reply));
            }
            self.deps.observer.retrying(pause);
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        Err(WechatError::Bug("a call without an answer".to_owned()))
    }

    /// Sends one request and reads the whole response.
    async fn exchange(&self, request: &Request, into: Option<&FileSink<'_>>) -> Result<Reply, WechatError> {
        self.deps.observer.request(request);
        {
            let mut sent = self.sent.borrow_mut();
            let new: Vec<Secret> =
                request.hidden.iter().filter(|secret| !sent.contains(secret)).cloned().collect();
            sent.extend(new);
        }
        into.map_or(Ok(()), FileSink::restart).map_err(WechatError::Output)?;
        let mut body = Vec::new();
        let mut too_large = false;
        let mut take = |head: &Head, chunk: &[u8]| {
            if let Some(more) = into.and_then(|into| into.take(head, &body, chunk)) {
                // The beginning is enough to recognize the content.
                body.extend_from_slice(&chunk[..chunk.len().min(MAX_PEEK_BYTES.saturating_sub(body.len()))]);
                return Ok(more);
            }
            body.extend_from_slice(chunk);
            too_large = body.len() > MAX_REPLY_BYTES;
            Ok(!too_large)
        };
        let head = self.fetch(request, into, &mut take).await?;
        if let Some(source) = into.and_then(FileSink::failure) {
            return Err(WechatError::Output(source));
        }
        let is_partial = into.is_some_and(|into| into.bytes() > 0);
        let sent = Some(Box::new(Request { body: Vec::new(), form: None, ..request.clone() }));
        let mut reply = Reply { head, body, sent, is_partial };
        let wrong = |reason, reply: &Reply| self.not_wechat(reason, request, reply);
        if too_large {
            return Err(wrong(NotWechat::TooLarge(MAX_REPLY_BYTES), &Reply::default()));
        }
        reply.decompress(MAX_REPLY_BYTES).map_err(|reason| wrong(reason, &Reply::default()))?;
        self.deps.observer.reply(request, &reply);
        Ok(reply)
    }

    /// Downloads from a URL that an answer named, without a token; a response longer than 64 KB is streamed into the
    /// file.
    pub(crate) async fn save_link(&self, url: &Url, sink: &FileSink<'_>) -> Result<Reply, WechatError> {
        let headers = vec![("User-Agent", USER_AGENT.to_owned()), ("Accept", "*/*".to_owned())];
        let (url, body, form) = (url.clone(), Vec::new(), None);
        let request = Request { method: "GET", url, headers, body, form, hidden: Vec::new() };
        let reply = self.exchange(&request, Some(sink)).await?;
        if reply.head.status != 200 {
            return Err(self.not_wechat(NotWechat::Status, &request, &reply));
        }
        match reply.not_wechat() {
            Some(reason) => Err(self.not_wechat(reason, &request, &reply)),
            None => Ok(reply),
        }
    }

    /// Sends one request and passes the body to `sink` in chunks. With `into`, the time limit holds for each chunk.
    async fn fetch(
        &self,
        request: &Request,
        into: Option<&FileSink<'_>>,
        sink: Sink<'_>,
    ) -> Result<Head, WechatError> {
        let network = |failure| WechatError::Network { url: request.mask(&shown(&request.url)), failure };
        match &self.transport {
            Transport::Mock(mock) => {
                let answer = mock.answer(request, self.now_ms()).map_err(WechatError::Mock)?;
                if let Some(queued) = &answer.queued {
                    self.deps.observer.pushes_queued(queued);
                }
                let mut headers = vec![("content-type".to_owned(), answer.content_type.clone())];
                if answer.is_generated {
                    headers.push((MOCK_HEADER.to_owned(), GENERATED.to_owned()));
                }
                let content_type = Some(answer.content_type);
                headers.extend(answer.headers);
                let head = Head { status: answer.status, content_type, headers, ..Head::default() };
                sink(&head, &answer.body).map_err(network)?;
                Ok(head)
            }
            Transport::Http { trust, .. } => {
                let client = self.client(&request.url, trust).map_err(network)?;
                let upload = Arc::<UploadState>::default();
                let limit = self.options.limit;
                let fetching = client.fetch(request, limit, into.is_some(), &upload, sink);
                let fetched = if request.form.is_some() || into.is_some() {
                    self.watch(fetching, request, &upload, into).await
                } else {
                    fetching.await
                };
                match upload.failure() {
                    Some(source) => Err(WechatError::Upload(source)),
                    None => fetched.map_err(network),
                }
            }
        }
    }

    /// Reports the progress of a transfer until it ends.
    async fn watch<T>(
        &self,
        transfer: impl Future<Output = T>,
        request: &Request,
        upload: &UploadState,
        into: Option<&FileSink<'_>>,
    ) -> T {
        let mut transfer = pin!(transfer);
        let length = request.form.as_ref().map_or(0, Form::length);
        let result = loop {
            tokio::select! {
                biased;
                result = &mut transfer => break result,
                () = tokio::time::sleep(PROGRESS_INTERVAL) => {}
            }
            match into.filter(|into| into.bytes() > 0) {
                Some(into) => self.deps.observer.transferring(into.bytes(), into.total()),
                None if length > 0 => self.deps.observer.transferring(upload.sent(), Some(length)),
                None => {}
            }
        };
        self.deps.observer.transferred();
        result
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

    pub(super) fn now_ms(&self) -> u64 {
        self.deps.system.now() * 1000
    }
}

/// Returns whether a retry may help and is harmless: a request that may already have had an effect is not repeated.
fn is_retryable(call: &Call, result: &Result<Reply, WechatError>) -> bool {
    let reading = call.method == Method::Get;
    // A payment is never repeated unasked, not even after a status that says that nothing was done.
    let harmless = reading || !call.host.is_pay();
    match result {
        Err(WechatError::Network { failure: Failure::Refused | Failure::Dns(_), .. }) => true,
        _ if call.is_sent_once => false,
        Ok(reply) => match reply.refusal(call).and_then(|refusal| refusal.kind()) {
            Some(ErrcodeKind::Busy) => true,
            // `force_refresh` is limited to two calls per minute.
            Some(ErrcodeKind::Rate) => call.token != Auth::None,
            Some(_) => false,
            None => match reply.head.status {
                502..=504 => reading || (harmless && reply.head.status == 503),
                status => reading && status >= 500,
            },
        },
        Err(WechatError::Network {
            failure: Failure::Closed | Failure::Timeout(_) | Failure::Other(_),
            ..
        }) => reading,
        Err(_) => false,
    }
}

//! Gets the tokens and tickets of one account: one call of WeChat at a time, however many callers wait.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};

use super::account::{Account, Issued, Platform, Refused, Wait};
use super::event::Event;
use super::registry::Registry;
use crate::secret::Secret;
use crate::wechat::tokens::Token;
use crate::wechat::{TicketKind, WeChat, WechatError};

/// The longest time between two looks at the clock, which may be set and stops while the machine sleeps.
const MAX_SLEEP_MS: u64 = 30_000;

/// An account whose tokens are handed out.
pub(crate) struct ServedAccount<'a> {
    platform: Platform,
    /// Its appid or corpid.
    pub id: String,
    /// Its name in metrics and logs: the appid, or the corpid with what tells its apps apart.
    pub name: String,
    agentid: Option<String>,
    secret: Secret,
    wechat: WeChat<'a>,
}

impl<'a> ServedAccount<'a> {
    /// Returns the account of a client on a platform; `agentid` is that of a WeCom app, if it is known. It is an error
    /// if the account lacks its id or secret.
    pub(crate) fn new(
        wechat: WeChat<'a>,
        platform: Platform,
        agentid: Option<String>,
    ) -> Result<Self, WechatError> {
        let (id, secret) = wechat.id_and_secret(platform.host())?;
        let name = match (platform, &agentid) {
            (Platform::Official, _) => id.clone(),
            (Platform::Work, Some(agentid)) => format!("{id}:{agentid}"),
            // The token store tells apps apart in the same way.
            (Platform::Work, None) => wechat.token_name(platform.host(), Issued::AccessToken.name())?.account,
        };
        Ok(Self { platform, id, name, agentid, secret, wechat })
    }

    /// Returns whether both are the same account, by their names.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.platform == other.platform && self.name == other.name
    }

    /// Returns whether both have the same secret.
    pub(crate) fn has_secret_of(&self, other: &Self) -> bool {
        self.secret == other.secret
    }

    pub(super) fn registered(&self) -> Account {
        let (id, secret) = (self.id.clone(), self.secret.clone());
        match self.platform {
            Platform::Official => Account::new(id, secret),
            Platform::Work => Account::of_app(id, self.agentid.clone(), self.name.clone(), secret),
        }
    }

    /// Returns the token in the store, even one that is about to expire.
    fn stored(&self, issued: Issued) -> Option<Token> {
        let name = self.wechat.token_name(self.platform.host(), issued.name()).ok()?;
        self.wechat.store().ok()?.read(&name).ok()?
    }

    async fn fetch(&self, issued: Issued) -> Result<Token, WechatError> {
        let kind = match (issued, self.platform) {
            (Issued::AccessToken, _) => {
                return self.wechat.access_token(self.platform.host(), None).await;
            }
            (Issued::JsapiTicket, Platform::Official) => TicketKind::Jsapi,
            (Issued::JsapiTicket, Platform::Work) => TicketKind::WorkJsapi,
            (Issued::CardTicket, _) => TicketKind::WxCard,
            (Issued::AgentTicket, _) => TicketKind::Agent,
        };
        self.wechat.ticket(kind).await
    }
}

/// A request for a token that the registry does not hold.
pub(super) struct Job {
    pub(super) issued: Issued,
    pub(super) force: bool,
    /// The time of the request, in milliseconds since 1970.
    pub(super) at_ms: u64,
    pub(super) reply: oneshot::Sender<Result<Token, Refused>>,
}

/// Works for one account.
pub(super) struct Worker<'a, 'b> {
    pub(super) index: usize,
    pub(super) account: &'b ServedAccount<'a>,
    pub(super) registry: &'b Mutex<Registry>,
    pub(super) events: mpsc::UnboundedSender<Event>,
    pub(super) now_ms: fn() -> u64,
}

impl Worker<'_, '_> {
    /// Does the jobs and refreshes tokens ahead of their end, until the server ends.
    pub(super) async fn run(&self, mut jobs: mpsc::UnboundedReceiver<Job>) {
        loop {
            let now_ms = (self.now_ms)();
            let (issued, due_ms) = self.with(|account| account.next_due(now_ms));
            let sleep_ms = due_ms.saturating_sub(now_ms).min(MAX_SLEEP_MS);
            tokio::select! {
                biased;
                job = jobs.recv() => {
                    let Some(job) = job else { return };
                    let result = self.answer(&job).await;
                    job.reply.send(result).ok();
                }
                () = tokio::time::sleep(Duration::from_millis(sleep_ms)) => {
                    if due_ms <= (self.now_ms)() {
                        self.get(issued).await.ok();
                    }
                }
            }
        }
    }

    async fn answer(&self, job: &Job) -> Result<Token, Refused> {
        let now_ms = (self.now_ms)();
        if job.force {
            // The callers that waited meanwhile asked for the end of the same token.
            if let Some(token) = self.with(|account| account.forced_since(job.at_ms, now_ms)) {
                return Ok(token);
            }
            self.with(|account| account.count_forced(now_ms))?;
            let result = self
                .wait(Wait::ForcedRefresh, self.account.wechat.renewed_token(self.account.platform.host()))
                .await;
            if result.is_ok() {
                self.with(|account| account.forced((self.now_ms)()));
            }
            // The old token may have ended, so it does not stand in for the new one.
            return self.judge(Issued::AccessToken, result);
        }
        let recent = self.with(|account| account.holding(job.issued).recent_failure(now_ms).cloned());
        match recent {
            Some(refused) => self.last(job.issued).ok_or(refused),
            None => self.get(job.issued).await,
        }
    }

    /// Returns the token of the store, or a new one; on failure the last one while it is valid.
    async fn get(&self, issued: Issued) -> Result<Token, Refused> {
        let held = self.with(|account| account.holding(issued).current.clone());
        let held = held.filter(|token| token.is_valid((self.now_ms)()));
        let result = match held {
            // Without a store, there is nothing newer than the token in memory.
            Some(token) if !self.account.wechat.stores_tokens() => Ok(token),
            _ => self.wait(Wait::Renewal, self.account.fetch(issued)).await,
        };
        self.judge(issued, result).or_else(|refused| self.last(issued).ok_or(refused))
    }

    /// Returns the last token while it is valid: the one in memory, or that of an earlier process in the store.
    fn last(&self, issued: Issued) -> Option<Token> {
        let held = self.with(|account| account.holding(issued).current.clone());
        let is_unexpired = |token: &Token| token.expires_ms > (self.now_ms)();
        held.filter(is_unexpired).or_else(|| self.account.stored(issued).filter(is_unexpired))
    }

    /// Puts the result of a call into the registry.
    fn judge(&self, issued: Issued, result: Result<Token, WechatError>) -> Result<Token, Refused> {
        let (now_ms, appid) = ((self.now_ms)(), self.account.name.clone());
        match result {
            Ok(token) => {
                if self.with(|account| account.obtained(issued, &token, now_ms)) {
                    let left_s = token.expires_ms.saturating_sub(now_ms) / 1000;
                    self.events.send(Event::Refreshed { at_ms: now_ms, appid, issued, left_s }).ok();
                }
                Ok(token)
            }
            Err(error) => {
                let refused = refused(&error);
                self.with(|account| account.failed(issued, &refused, now_ms));
                let error = Box::new(error);
                self.events.send(Event::Failed { appid, issued, error }).ok();
                Err(refused)
            }
        }
    }

    /// Waits for WeChat.
    async fn wait<T>(&self, wait: Wait, call: impl Future<Output = T>) -> T {
        self.with(|account| account.wait = wait);
        let result = call.await;
        self.with(|account| account.wait = Wait::None);
        result
    }

    fn with<T>(&self, use_it: impl FnOnce(&mut Account) -> T) -> T {
        let mut registry: MutexGuard<'_, Registry> =
            self.registry.lock().unwrap_or_else(PoisonError::into_inner);
        use_it(&mut registry.accounts[self.index])
    }
}

/// Returns an error as callers are told: WeChat's own errcode, or that there was none.
fn refused(error: &WechatError) -> Refused {
    match error {
        WechatError::Refused(refusal) => {
            Refused { status: 200, errcode: refusal.errcode, errmsg: refusal.errmsg.clone() }
        }
        WechatError::Network { .. } | WechatError::NotWechat { .. } | WechatError::NoMember { .. } => {
            let errmsg = "system error, the token server got no answer from WeChat".to_owned();
            Refused { status: 502, errcode: -1, errmsg }
        }
        _ => {
            let errmsg = "system error, the token server failed; see its log".to_owned();
            Refused { status: 500, errcode: -1, errmsg }
        }
    }
}

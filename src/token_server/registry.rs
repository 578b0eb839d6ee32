//! The tokens of all accounts, the keys that they are handed out for, and the decision about each request; pure.

use serde_json::{Value, json};

use super::request::{Errcode, RawRequest, TokenRequest, parse};
use crate::secret::Secret;
use crate::sign::equal;
use crate::wechat::tokens::Token;

/// The largest number of forced refreshes of an account in a day: WeChat's own limit.
pub(crate) const MAX_FORCED_A_DAY: u32 = 20;
/// The time for which a token is handed out without another look at the shared store, in milliseconds.
const STORE_INTERVAL_MS: u64 = 5_000;
/// The time for which a replaced token still identifies its account, in milliseconds: WeChat accepts it as long.
const OVERLAP_MS: u64 = 300_000;
/// The longest time for which a failure is reported without another attempt, in milliseconds.
const MAX_FAILURE_AGE_MS: u64 = 5_000;
/// The longest pause between two attempts, in milliseconds.
const MAX_PAUSE_MS: u64 = 60_000;
/// The time by which the days of WeChat's quotas differ from those of UTC, in milliseconds.
const BEIJING_MS: u64 = 8 * 3_600_000;
const DAY_MS: u64 = 86_400_000;

/// A token or ticket that the server hands out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Issued {
    /// `access_token`
    #[default]
    AccessToken,
    /// `jsapi_ticket`
    JsapiTicket,
    /// The `api_ticket` of cards.
    CardTicket,
}

impl Issued {
    pub(super) const ALL: [Self; 3] = [Self::AccessToken, Self::JsapiTicket, Self::CardTicket];

    /// Returns the name in metrics and logs, which is that in the token store.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::AccessToken => "access_token",
            Self::JsapiTicket => "jsapi_ticket",
            Self::CardTicket => "wx_card_ticket",
        }
    }
}

/// The reason why a token could not be obtained, as callers are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    /// The HTTP status: 200 for an errcode of WeChat.
    pub(super) status: u16,
    pub(super) errcode: i64,
    pub(super) errmsg: String,
}

/// The answer to a request.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) errcode: i64,
    pub(super) json: Value,
}

/// The consequence of a request.
#[derive(Debug, PartialEq)]
pub(super) enum Decision {
    /// The answer; the account if it is known.
    Answer(Answer, Option<usize>),
    /// The worker of this account has to get the token.
    Ask { account: usize, issued: Issued, force: bool },
}

/// A token or ticket of an account, and its history.
#[derive(Debug, Default)]
pub(super) struct Holding {
    pub(super) current: Option<Token>,
    /// The token before, and the time when it was replaced.
    previous: Option<(Token, u64)>,
    /// The time of the last look at the store.
    checked_ms: u64,
    /// The last failure since the last success, its time, and the number of failures in a row.
    failure: Option<(Refused, u64, u32)>,
    pub(super) served: u64,
    pub(super) refreshes: u64,
    pub(super) failures: u64,
}

/// An account and its tokens.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) appid: String,
    secret: Secret,
    holdings: [Holding; 3],
    pub(super) wait: Wait,
    forced: ForcedRefreshes,
}

/// The call of WeChat that the worker of an account waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wait {
    /// None.
    None,
    /// A token or ticket; meanwhile the last one is handed out.
    Renewal,
    /// A forced refresh, which ends the last token.
    ForcedRefresh,
}

/// The forced refreshes of a day.
#[derive(Debug, Default)]
struct ForcedRefreshes {
    day: u64,
    count: u32,
    last_ms: u64,
}

/// The tokens of all accounts.
#[derive(Debug)]
pub(super) struct Registry {
    key: Option<Secret>,
    pub(super) accounts: Vec<Account>,
    /// The number of requests that were refused for a wrong secret, key or `access_token`.
    pub(super) unauthorized: u64,
}

/// The right by which a request gets a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Right {
    /// The key of the server.
    Key,
    /// The account's secret or its token.
    Account,
}

impl Holding {
    fn unexpired(&self, now_ms: u64) -> Option<&Token> {
        self.current.as_ref().filter(|token| token.expires_ms > now_ms)
    }

    /// Returns the rest of the validity, in seconds; 0 without a token.
    pub(super) fn seconds_left(&self, now_ms: u64) -> u64 {
        self.current.as_ref().map_or(0, |token| token.expires_ms.saturating_sub(now_ms) / 1000)
    }

    /// Returns the pause after the last failure, in milliseconds; 0 after a success.
    fn pause_ms(&self) -> u64 {
        let in_a_row = self.failure.as_ref().map(|(_, _, in_a_row)| *in_a_row);
        in_a_row.map_or(0, |in_a_row| (500 << in_a_row.min(10)).min(MAX_PAUSE_MS))
    }

    /// Returns the failure that is too recent for another attempt.
    pub(super) fn recent_failure(&self, now_ms: u64) -> Option<&Refused> {
        let (refused, at_ms, _) = self.failure.as_ref()?;
        let age_ms = now_ms.saturating_sub(*at_ms);
        (age_ms < self.pause_ms().min(MAX_FAILURE_AGE_MS)).then_some(refused)
    }

    /// Returns the time of the next refresh, in milliseconds since 1970; 0 without a token. It is a second late, so
    /// that the client, which reckons in whole seconds, agrees that the token has to be renewed.
    fn due_ms(&self) -> u64 {
        match (&self.failure, &self.current) {
            (Some((_, at_ms, _)), _) => at_ms.saturating_add(self.pause_ms()),
            (None, Some(token)) => token.renewal_ms().max(self.checked_ms).saturating_add(1000),
            (None, None) => 0,
        }
    }
}

impl Account {
    pub(super) fn new(appid: String, secret: Secret) -> Self {
        let forced = ForcedRefreshes::default();
        Self { appid, secret, holdings: Default::default(), wait: Wait::None, forced }
    }

    pub(super) fn holding(&self, issued: Issued) -> &Holding {
        &self.holdings[issued as usize]
    }

    fn holding_mut(&mut self, issued: Issued) -> &mut Holding {
        &mut self.holdings[issued as usize]
    }

    /// Returns the token or ticket that is due first, and when, in milliseconds since 1970. A ticket is renewed only
    /// while there is one: not every account may have it.
    pub(super) fn next_due(&self, now_ms: u64) -> (Issued, u64) {
        let is_kept = |issued: &Issued| {
            *issued == Issued::AccessToken || self.holding(*issued).unexpired(now_ms).is_some()
        };
        let due =
            Issued::ALL.into_iter().filter(is_kept).map(|issued| (issued, self.holding(issued).due_ms()));
        due.min_by_key(|&(_, due_ms)| due_ms).unwrap_or((Issued::AccessToken, 0))
    }

    /// Takes a token from WeChat or the store; returns whether it is a new one.
    pub(super) fn obtained(&mut self, issued: Issued, token: &Token, now_ms: u64) -> bool {
        let holding = self.holding_mut(issued);
        holding.checked_ms = now_ms;
        holding.failure = None;
        let replaced = holding.current.replace(token.clone());
        let is_new = replaced.as_ref().is_none_or(|old| old.value != token.value);
        if is_new {
            holding.refreshes += 1;
            holding.previous = replaced.map(|old| (old, now_ms));
        }
        is_new
    }

    /// Takes note of a failure.
    pub(super) fn failed(&mut self, issued: Issued, refused: &Refused, now_ms: u64) {
        let holding = self.holding_mut(issued);
        holding.failures += 1;
        let in_a_row = holding.failure.as_ref().map_or(0, |(_, _, in_a_row)| *in_a_row) + 1;
        holding.failure = Some((refused.clone(), now_ms, in_a_row));
    }

    /// Returns the token that a forced refresh since `asked_ms` has already brought.
    pub(super) fn forced_since(&self, asked_ms: u64, now_ms: u64) -> Option<Token> {
        let token = self.holding(Issued::AccessToken).unexpired(now_ms);
        token.filter(|_| self.forced.last_ms > asked_ms).cloned()
    }

    /// Counts a forced refresh; it is an error once the day's are used up.
    pub(super) fn count_forced(&mut self, now_ms: u64) -> Result<(), Refused> {
        let day = (now_ms + BEIJING_MS) / DAY_MS;
        if self.forced.day != day {
            self.forced = ForcedRefreshes { day, ..ForcedRefreshes::default() };
        }
        if self.forced.count >= MAX_FORCED_A_DAY {
            let errmsg = format!("reach max api daily quota limit, force_refresh {MAX_FORCED_A_DAY} a day");
            return Err(Refused { status: 200, errcode: 45009, errmsg });
        }
        self.forced.count += 1;
        Ok(())
    }

    /// Marks a forced refresh as done.
    pub(super) fn forced(&mut self, now_ms: u64) {
        self.forced.last_ms = now_ms;
    }

    /// Returns the number of forced refreshes of the day.
    pub(super) fn forced_today(&self, now_ms: u64) -> u32 {
        if self.forced.day == (now_ms + BEIJING_MS) / DAY_MS { self.forced.count } else { 0 }
    }

    fn has_issued(&self, given: &str, now_ms: u64) -> bool {
        let holding = self.holding(Issued::AccessToken);
        let previous = holding.previous.as_ref().filter(|(token, replaced_ms)| {
            token.expires_ms > now_ms && replaced_ms.saturating_add(OVERLAP_MS) > now_ms
        });
        let tokens = holding.unexpired(now_ms).into_iter().chain(previous.map(|(token, _)| token));
        tokens.fold(false, |found, token| found | equal(token.value.expose(), given))
    }
}

impl Registry {
    pub(super) fn new(key: Option<Secret>, accounts: Vec<Account>) -> Self {
        Self { key, accounts, unauthorized: 0 }
    }

    /// Decides about a request for a token or ticket.
    pub(super) fn decide(&mut self, raw: &RawRequest<'_>, now_ms: u64) -> Decision {
        let asked = match parse(raw) {
            Ok(asked) => asked,
            Err(errcode) => return refuse(if errcode.0 == 40066 { 404 } else { 200 }, errcode),
        };
        let (account, right) = match self.authorize(&asked, now_ms) {
            Ok(authorized) => authorized,
            Err((status, errcode)) => {
                self.unauthorized += 1;
                return refuse(status, errcode);
            }
        };
        let force = asked.force_refresh && asked.issued == Issued::AccessToken;
        if force && right != Right::Key {
            self.unauthorized += 1;
            return refuse(403, (48001, "api unauthorized, force_refresh needs the key of the token server"));
        }
        let known = &self.accounts[account];
        let holding = known.holding(asked.issued);
        let is_fresh = |token: &&Token| match known.wait {
            Wait::Renewal => true,
            Wait::ForcedRefresh => false,
            Wait::None => {
                now_ms.saturating_sub(holding.checked_ms) < STORE_INTERVAL_MS && token.is_valid(now_ms)
            }
        };
        match holding.unexpired(now_ms).filter(is_fresh).filter(|_| !force).cloned() {
            Some(token) => {
                Decision::Answer(self.hand_out(account, asked.issued, &token, now_ms), Some(account))
            }
            None => Decision::Ask { account, issued: asked.issued, force },
        }
    }

    /// Returns the account that a request may get tokens of; otherwise the HTTP status and errcode.
    fn authorize(&self, asked: &TokenRequest, now_ms: u64) -> Result<(usize, Right), (u16, Errcode)> {
        const STALE: Errcode = (
            40001,
            "invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken",
        );
        let of_ticket = asked.issued != Issued::AccessToken;
        if let Some(given) = asked.access_token.as_ref().filter(|_| of_ticket) {
            let known = |account: &Account| account.has_issued(given.expose(), now_ms);
            // SDKs get another token when they see this errcode, and look for it only in an answer with HTTP 200.
            let account = self.accounts.iter().position(known).ok_or((200, STALE))?;
            return Ok((account, Right::Account));
        }
        let given = asked.secret.iter().chain(&asked.bearer);
        if given.clone().next().is_none() {
            return Err(match (of_ticket, &asked.appid) {
                (true, None) => (200, (41001, "access_token missing")),
                (_, None) => (200, (41002, "appid missing")),
                (_, Some(_)) => (200, (41004, "appsecret missing")),
            });
        }
        let appid = asked.appid.as_deref().ok_or((200, (41002, "appid missing")))?;
        let at = self.accounts.iter().position(|account| account.appid == appid);
        let at = at.ok_or((401, (40013, "invalid appid, this server does not have the account")))?;
        let matches = |secret: Option<&Secret>| {
            let known = secret.map_or("", Secret::expose);
            !known.is_empty()
                && given.clone().fold(false, |found, given| found | equal(known, given.expose()))
        };
        // Both are compared, so that the time does not tell which one is wrong.
        match (matches(self.key.as_ref()), matches(Some(&self.accounts[at].secret))) {
            (true, _) => Ok((at, Right::Key)),
            (false, true) => Ok((at, Right::Account)),
            (false, false) => Err((401, (40125, "invalid appsecret"))),
        }
    }

    /// Returns the answer with a token, and counts it.
    pub(super) fn hand_out(&mut self, account: usize, issued: Issued, token: &Token, now_ms: u64) -> Answer {
        self.accounts[account].holding_mut(issued).served += 1;
        let (value, left) = (token.value.expose(), token.expires_ms.saturating_sub(now_ms) / 1000);
        let json = match issued {
            Issued::AccessToken => json!({ "access_token": value, "expires_in": left }),
            _ => json!({ "errcode": 0, "errmsg": "ok", "ticket": value, "expires_in": left }),
        };
        Answer { status: 200, errcode: 0, json }
    }

    /// Returns the health of the server: HTTP 503 if no account has a valid token.
    pub(super) fn health(&self, now_ms: u64) -> (u16, Value) {
        let left = |account: &Account| account.holding(Issued::AccessToken).seconds_left(now_ms);
        let is_healthy = self.accounts.iter().any(|account| left(account) > 0);
        let accounts: serde_json::Map<_, _> =
            self.accounts.iter().map(|account| (account.appid.clone(), left(account).into())).collect();
        let (status, word) = if is_healthy { (200, "ok") } else { (503, "no token") };
        (status, json!({ "status": word, "expires_in": accounts }))
    }
}

fn refuse(status: u16, (errcode, errmsg): Errcode) -> Decision {
    Decision::Answer(refused(&Refused { status, errcode, errmsg: errmsg.to_owned() }), None)
}

/// Returns the answer for a failure, in WeChat's shape.
pub(super) fn refused(refused: &Refused) -> Answer {
    let Refused { status, errcode, errmsg } = refused;
    Answer { status: *status, errcode: *errcode, json: json!({ "errcode": errcode, "errmsg": errmsg }) }
}

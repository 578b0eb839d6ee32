//! The tokens of all accounts, the keys that they are handed out for, and the decision about each request; pure.

use serde_json::{Value, json};

use super::account::{Account, Issued, Platform, Refused, Wait};
use super::request::{Errcode, RawRequest, TokenRequest, parse};
use crate::secret::Secret;
use crate::sign::equal;
use crate::wechat::tokens::Token;

/// The time for which a token is handed out without another look at the shared store, in milliseconds.
const STORE_INTERVAL_MS: u64 = 5_000;

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

/// The tokens of all accounts.
#[derive(Debug)]
pub(super) struct Registry {
    key: Option<Secret>,
    /// `true` if the certificate of a client stands for the key.
    trusts_clients: bool,
    pub(super) accounts: Vec<Account>,
    /// The number of requests that were refused for a wrong secret, key or `access_token`.
    pub(super) unauthorized: u64,
}

/// The right by which a request gets a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Right {
    /// The key of the server, or a certificate in its place.
    Key,
    /// The account's secret or its token.
    Account,
}

/// An app that is not named among several.
const SEVERAL_APPS: Errcode = (
    40056,
    "invalid agentid, this server has several apps of the company: give the secret of the app, or its agentid",
);

/// The refusals of a platform.
struct Refusals {
    no_id: Errcode,
    no_secret: Errcode,
    unknown: Errcode,
    wrong_secret: Errcode,
    /// An `access_token` that is not the latest.
    stale: Errcode,
}

impl Refusals {
    const fn of(platform: Platform) -> Self {
        match platform {
            Platform::Official => Self {
                no_id: (41002, "appid missing"),
                no_secret: (41004, "appsecret missing"),
                unknown: (40013, "invalid appid, this server does not have the account"),
                wrong_secret: (40125, "invalid appsecret"),
                stale: (
                    40001,
                    "invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken",
                ),
            },
            Platform::Work => Self {
                no_id: (41002, "corpid missing"),
                no_secret: (41004, "corpsecret missing"),
                unknown: (40013, "invalid corpid, this server does not have the company"),
                wrong_secret: (40001, "invalid credential"),
                stale: (40014, "invalid access_token"),
            },
        }
    }
}

impl Registry {
    pub(super) fn new(key: Option<Secret>, accounts: Vec<Account>) -> Self {
        Self { key, trusts_clients: false, accounts, unauthorized: 0 }
    }

    /// Lets the certificate of a client, which the server has verified, stand for the key.
    #[must_use]
    pub(super) fn trusting_clients(mut self) -> Self {
        self.trusts_clients = true;
        self
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
        let words = Refusals::of(asked.platform);
        let of_ticket = asked.issued != Issued::AccessToken;
        if let Some(given) = asked.access_token.as_ref().filter(|_| of_ticket) {
            let known = |account: &Account| {
                account.platform == asked.platform && account.has_issued(given.expose(), now_ms)
            };
            // SDKs get another token when they see this errcode, and look for it only in an answer with HTTP 200.
            let account = self.accounts.iter().position(known).ok_or((200, words.stale))?;
            return Ok((account, Right::Account));
        }
        let given = || asked.secret.iter().chain(&asked.bearer);
        let is_proven = given().next().is_some();
        let needs_no_secret = self.trusts_clients && asked.id.is_some();
        if !is_proven && !needs_no_secret {
            return Err(match (of_ticket, &asked.id) {
                (true, None) => (200, (41001, "access_token missing")),
                (_, None) => (200, words.no_id),
                (_, Some(_)) => (200, words.no_secret),
            });
        }
        let id = asked.id.as_deref().ok_or((200, words.no_id))?;
        let is_meant = |account: &Account| account.platform == asked.platform && account.id == id;
        let meant: Vec<usize> = (0..self.accounts.len()).filter(|at| is_meant(&self.accounts[*at])).collect();
        if meant.is_empty() {
            return Err((401, words.unknown));
        }
        let matches = |secret: Option<&Secret>| {
            let known = secret.map_or("", Secret::expose);
            !known.is_empty() && given().fold(false, |found, given| found | equal(known, given.expose()))
        };
        // All are compared, so that the time does not tell which one is wrong.
        let has_key = matches(self.key.as_ref());
        let own = meant.iter().fold(None, |found, at| {
            let is_own = matches(Some(&self.accounts[*at].secret));
            found.or(is_own.then_some(*at))
        });
        let right = if has_key || self.trusts_clients { Right::Key } else { Right::Account };
        match own {
            Some(at) => Ok((at, right)),
            // The apps of a company have the corpid in common.
            None if has_key || !is_proven => match (meant.as_slice(), &asked.agentid) {
                ([only], None) => Ok((*only, right)),
                (several, agentid) => {
                    let is_named = |at: &&usize| {
                        let agentid = agentid.as_ref();
                        agentid.is_some() && self.accounts[**at].agentid.as_ref() == agentid
                    };
                    several.iter().find(is_named).map(|at| (*at, right)).ok_or((200, SEVERAL_APPS))
                }
            },
            None => Err((401, words.wrong_secret)),
        }
    }

    /// Returns the answer with a token, and counts it.
    pub(super) fn hand_out(&mut self, account: usize, issued: Issued, token: &Token, now_ms: u64) -> Answer {
        self.accounts[account].holding_mut(issued).served += 1;
        let (value, left) = (token.value.expose(), token.expires_ms.saturating_sub(now_ms) / 1000);
        let json = match issued {
            // Only WeCom tells an errcode with a token.
            Issued::AccessToken if self.accounts[account].platform == Platform::Official => {
                json!({ "access_token": value, "expires_in": left })
            }
            Issued::AccessToken => {
                json!({ "errcode": 0, "errmsg": "ok", "access_token": value, "expires_in": left })
            }
            _ => json!({ "errcode": 0, "errmsg": "ok", "ticket": value, "expires_in": left }),
        };
        Answer { status: 200, errcode: 0, json }
    }

    /// Returns the health of the server: HTTP 503 if no account has a valid token.
    pub(super) fn health(&self, now_ms: u64) -> (u16, Value) {
        let left = |account: &Account| account.holding(Issued::AccessToken).seconds_left(now_ms);
        let is_healthy = self.accounts.iter().any(|account| left(account) > 0);
        let accounts: serde_json::Map<_, _> =
            self.accounts.iter().map(|account| (account.name.clone(), left(account).into())).collect();
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

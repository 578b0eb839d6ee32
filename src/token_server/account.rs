//! An account and its tokens: what it holds, when a refresh is due, and the forced refreshes of a day; pure.

use crate::api::Host;
use crate::secret::Secret;
use crate::sign::equal;
use crate::wechat::tokens::Token;

/// The largest number of forced refreshes of an account in a day: WeChat's own limit.
pub(crate) const MAX_FORCED_A_DAY: u32 = 20;
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
    /// The ticket of WeCom's `wx.agentConfig`.
    AgentTicket,
}

impl Issued {
    const ALL: [Self; 4] = [Self::AccessToken, Self::JsapiTicket, Self::CardTicket, Self::AgentTicket];

    /// Returns the tokens and tickets that a platform issues.
    pub(super) const fn of(platform: Platform) -> [Self; 3] {
        match platform {
            Platform::Official => [Self::AccessToken, Self::JsapiTicket, Self::CardTicket],
            Platform::Work => [Self::AccessToken, Self::JsapiTicket, Self::AgentTicket],
        }
    }

    /// Returns the name in metrics and logs, which is that in the token store.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::AccessToken => "access_token",
            Self::JsapiTicket => "jsapi_ticket",
            Self::CardTicket => "wx_card_ticket",
            Self::AgentTicket => "agent_ticket",
        }
    }
}

/// The platform of an account, whose endpoints and answers have a shape of their own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Platform {
    /// Official accounts and mini-programs: `api.weixin.qq.com`.
    #[default]
    Official,
    /// WeCom: `qyapi.weixin.qq.com`.
    Work,
}

impl Platform {
    /// Returns the host that issues the tokens.
    pub(crate) const fn host(self) -> Host {
        match self {
            Self::Official => Host::Api,
            Self::Work => Host::Work,
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

/// A token or ticket of an account, and its history.
#[derive(Debug, Default)]
pub(super) struct Holding {
    pub(super) current: Option<Token>,
    /// The token before, and the time when it was replaced.
    previous: Option<(Token, u64)>,
    /// The time of the last look at the store.
    pub(super) checked_ms: u64,
    /// The last failure since the last success, its time, and the number of failures in a row.
    failure: Option<(Refused, u64, u32)>,
    pub(super) served: u64,
    pub(super) refreshes: u64,
    pub(super) failures: u64,
}

/// An account and its tokens.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) platform: Platform,
    /// The appid, or the corpid.
    pub(super) id: String,
    /// The agentid of a WeCom app, if it is known.
    pub(super) agentid: Option<String>,
    /// The name in metrics and logs: the appid, or the corpid with what tells its apps apart.
    pub(super) name: String,
    pub(super) secret: Secret,
    holdings: [Holding; Issued::ALL.len()],
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

impl Holding {
    pub(super) fn unexpired(&self, now_ms: u64) -> Option<&Token> {
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
    /// Returns an official account or a mini-program.
    pub(super) fn new(appid: String, secret: Secret) -> Self {
        Self {
            platform: Platform::Official,
            name: appid.clone(),
            id: appid,
            agentid: None,
            secret,
            holdings: Default::default(),
            wait: Wait::None,
            forced: ForcedRefreshes::default(),
        }
    }

    /// Returns an app of WeCom.
    pub(super) fn of_app(corpid: String, agentid: Option<String>, name: String, secret: Secret) -> Self {
        Self { platform: Platform::Work, name, agentid, ..Self::new(corpid, secret) }
    }

    pub(super) fn holding(&self, issued: Issued) -> &Holding {
        &self.holdings[issued as usize]
    }

    pub(super) fn holding_mut(&mut self, issued: Issued) -> &mut Holding {
        &mut self.holdings[issued as usize]
    }

    /// Returns the token or ticket that is due first, and when, in milliseconds since 1970. A ticket is renewed only
    /// while there is one: not every account may have it.
    pub(super) fn next_due(&self, now_ms: u64) -> (Issued, u64) {
        let is_kept = |issued: &Issued| {
            *issued == Issued::AccessToken || self.holding(*issued).unexpired(now_ms).is_some()
        };
        let due = Issued::of(self.platform)
            .into_iter()
            .filter(is_kept)
            .map(|issued| (issued, self.holding(issued).due_ms()));
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

    pub(super) fn has_issued(&self, given: &str, now_ms: u64) -> bool {
        let holding = self.holding(Issued::AccessToken);
        let previous = holding.previous.as_ref().filter(|(token, replaced_ms)| {
            token.expires_ms > now_ms && replaced_ms.saturating_add(OVERLAP_MS) > now_ms
        });
        let tokens = holding.unexpired(now_ms).into_iter().chain(previous.map(|(token, _)| token));
        tokens.fold(false, |found, token| found | equal(token.value.expose(), given))
    }
}

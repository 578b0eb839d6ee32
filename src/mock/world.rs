//! The whole state of the mock, and how a call is answered from it.

mod acts;
mod aibot;
mod customers;
mod journal;
mod outgoing;
mod own_account;
mod pay;
mod settings;
mod suite;
mod token_owner;

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::aibot::{Aibots, FILE_PREFIX, RESPONSE_PATH};
use super::call::{HandlerReply, HandlerResult, MockAnswer, MockCall};
use super::chapters::{self, LINK_PREFIX};
use super::checked_call::CheckedCall;
use super::contents::{ContentChanges, Contents};
use super::errmsg::ApiError;
use super::listed;
use super::log::{Log, Trace};
use super::login_page;
use super::params::{self, Body};
use super::pay::books::Books;
use super::pushes::PushQueue;
use super::pushes::results::AnsweredCall;
use super::route::{self, Route};
use super::rules::Rules;
use super::state::Account;
use super::state::company::Company;
use super::state::login::LoggedIn;
use super::state::suite::Suite;
pub(super) use acts::Acted;
pub(super) use aibot::NoBot;
pub(super) use journal::PayChanges;
use suite::{SERVICE_PREFIX, serves_suites};

use crate::api::catalogue;
use crate::api::{Endpoint, Host};
use crate::random::SeededRandom;

/// The maximum number of accounts, so that calls with random appids cannot fill the memory.
const MAX_ACCOUNTS: usize = 1000;
/// The maximum length of an appid or corpid, in bytes.
const MAX_ID_BYTES: usize = 64;

/// The state of the mock.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct World {
    rules: Rules,
    #[serde(default)]
    dice: SeededRandom,
    /// The official accounts and mini-programs by appid, the apps of companies by corpid and secret.
    #[serde(default)]
    accounts: BTreeMap<String, Account>,
    /// The companies by corpid.
    #[serde(default)]
    companies: BTreeMap<String, Company>,
    /// The number of calls with an `access_token` since the failures were set.
    #[serde(default)]
    calls: u64,
    #[serde(default)]
    log: Log,
    /// The time by which the clock of the mock is ahead, in milliseconds.
    #[serde(default)]
    ahead_ms: u64,
    #[serde(default)]
    contents: Contents,
    /// The books of WeChat Pay.
    #[serde(default)]
    books: Books,
    #[serde(default)]
    pushes: PushQueue,
    /// The intelligent bots that hold a WebSocket.
    #[serde(default)]
    aibots: Aibots,
    /// The third-party suites of WeCom by id.
    #[serde(default)]
    suites: BTreeMap<String, Suite>,
    /// The number of times that the world was stored whole.
    #[serde(default)]
    stored: u64,
}

/// Returns the key of a company's app. It contains a hash instead of the secret.
fn work_key(corpid: &str, secret: &str) -> String {
    let hash = Sha256::digest(format!("{corpid}\n{secret}"));
    let hash = URL_SAFE_NO_PAD.encode(&hash[..12]);
    format!("work/{hash}")
}

/// The beginning of the paths of robots of group chats, which identify themselves by a key.
const ROBOT_PREFIX: &str = "/cgi-bin/webhook/";
/// The beginning of the ids of robots, and of their keys in the world.
const ROBOT_ID: &str = "robot-";

/// Returns the id of the robot with a key, which it does not tell; `None` for a key of another shape than WeCom's.
fn robot_id(key: &str) -> Option<String> {
    let has_shape = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    let is_key = key.len() == 36 && key.bytes().enumerate().all(has_shape);
    let hash = Sha256::digest(key.to_ascii_lowercase());
    is_key.then(|| format!("{ROBOT_ID}{}", crate::sign::hex(&hash[..6])))
}

impl World {
    /// Returns a new world. The same calls always get the same answers.
    pub(crate) fn new(rules: Rules) -> Self {
        Self::seeded(rules, 0)
    }

    /// Returns a new world with its own random numbers, so that its tokens differ from those of other seeds.
    pub(crate) fn seeded(rules: Rules, seed: u64) -> Self {
        Self {
            rules,
            dice: SeededRandom::new(seed),
            accounts: BTreeMap::new(),
            companies: BTreeMap::new(),
            calls: 0,
            log: Log::default(),
            ahead_ms: 0,
            contents: Contents::default(),
            books: Books::default(),
            pushes: PushQueue::default(),
            aibots: Aibots::default(),
            suites: BTreeMap::new(),
            stored: 0,
        }
    }

    /// Returns the changes of the uploaded files since the last call, which the caller stores.
    pub(super) fn take_content_changes(&mut self) -> ContentChanges {
        self.contents.take_changes()
    }

    /// Returns whether the content with this hash is still used.
    pub(super) fn has_content(&self, hash: &str) -> bool {
        self.contents.has(hash)
    }

    /// Returns the uploaded file that an answer links to, of whichever account; 404 if there is none.
    fn linked(&self, id: &str) -> MockAnswer {
        let found = self.accounts.values().find_map(|account| {
            let media = &account.media;
            media.temporary.iter().chain(&media.permanent).find(|medium| medium.id == id)
        });
        found.map_or(HandlerReply::NotFound, chapters::content).into()
    }

    /// Returns the settings.
    pub(crate) fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Replaces the settings; keeps all other state.
    pub(crate) fn set_rules(&mut self, rules: Rules) {
        if rules.fail != self.rules.fail {
            self.calls = 0;
        }
        self.rules = rules;
    }

    /// Returns the platform for a path if the host is unknown. Official accounts and WeCom share some paths, so the
    /// owner of the token decides.
    pub(crate) fn host_of(&self, path: &str, query: &[(String, String)]) -> Host {
        if route::serves(Host::Mp, path) {
            return Host::Mp;
        }
        if path == RESPONSE_PATH || path.starts_with(SERVICE_PREFIX) {
            return Host::Work;
        }
        if path.starts_with("/v3/") && !route::serves(Host::Api, path) || Self::is_sandbox(path) {
            return Host::ALL
                .into_iter()
                .find(|host| host.is_pay() && route::serves(*host, path))
                .unwrap_or(Host::Pay);
        }
        let token = query.iter().find(|(name, _)| name == "access_token");
        // Payment of 2014 has a path of WeChat Pay v2, which takes no token.
        let was_here = token.is_some() && catalogue::retirement(Host::Api, path).is_some();
        if !route::serves(Host::Api, path)
            && !was_here
            && let Some(other) = Host::ALL.into_iter().find(|host| route::serves(*host, path))
        {
            return other;
        }
        let owner = token.and_then(|(_, token)| self.owner(token, 0));
        if owner.is_some_and(|(key, _)| key.starts_with("work/")) { Host::Work } else { Host::Api }
    }

    /// Answers a call.
    pub(crate) fn answer(&mut self, call: &MockCall<'_>) -> MockAnswer {
        if let Some(id) = call.path.strip_prefix(LINK_PREFIX) {
            return self.linked(id);
        }
        if let Some(id) = call.path.strip_prefix(FILE_PREFIX) {
            return self.aibot_file(id, call.now_ms);
        }
        let call = &MockCall { now_ms: self.time(call.now_ms), ..call.clone() };
        if let Some(page) = login_page::answer(self, call) {
            let account = call.value("appid").unwrap_or_default().to_owned();
            let rid = self.dice.rid(call.now());
            self.log.push(call, &page, Trace { account, rid }, std::iter::empty());
            return page;
        }
        let mut account = String::new();
        let rid = self.dice.rid(call.now());
        let outcome = if call.path == RESPONSE_PATH {
            self.respond_to_aibot(call)
        } else if let Some(name) = call.path.strip_prefix(SERVICE_PREFIX).filter(|name| serves_suites(name)) {
            self.suite_call(name, call)
        } else {
            self.outcome(call, &mut account)
        };
        self.logged(call, outcome, Trace { account, rid })
    }

    /// Returns the time of the mock.
    fn time(&self, now_ms: u64) -> u64 {
        now_ms.saturating_add(self.ahead_ms)
    }

    /// Adds an account that has not called yet, so that its users can act.
    pub(crate) fn know(&mut self, appid: &str) {
        if appid.len() <= MAX_ID_BYTES {
            self.account(&format!("api/{appid}"), appid);
        }
    }

    /// Refuses a call before it reaches its endpoint.
    pub(super) fn refuse(&mut self, call: &MockCall<'_>, error: ApiError) -> MockAnswer {
        let account = call.value("access_token").and_then(|token| self.owner_id(token)).unwrap_or_default();
        let rid = self.dice.rid(call.now());
        self.logged(call, Err(error), Trace { account, rid })
    }

    /// Returns the appid of the account that owns a token.
    pub(super) fn owner_id(&self, token: &str) -> Option<String> {
        let (key, _) = self.owner(token, 0)?;
        self.accounts.get(&key).map(|account| account.id.clone())
    }

    /// Returns the nonce and the initialization vector of an encrypted answer.
    pub(super) fn seal_randomness(&mut self) -> (String, [u8; 12]) {
        let numbers = [self.dice.number(), self.dice.number()].map(u64::to_be_bytes);
        let mut iv = [0; 12];
        for (to, from) in iv.iter_mut().zip(numbers.as_flattened()) {
            *to = *from;
        }
        (format!("{:016x}", self.dice.number()), iv)
    }

    fn logged(&mut self, call: &MockCall<'_>, outcome: HandlerResult, trace: Trace) -> MockAnswer {
        let Trace { account, rid } = trace;
        let answer = match outcome {
            Ok(reply) => reply.into(),
            Err(refusal) => MockAnswer::refusal(&refusal, call, &rid, self.dice.number()),
        };
        let secret = self.rules.secret.as_ref().map(crate::Secret::expose);
        let values = |account: &'_ Account| -> Vec<String> {
            let tokens = account.tokens.values().chain(account.tickets.values());
            tokens.chain(account.logins.values()).map(str::to_owned).collect()
        };
        let hidden: Vec<String> =
            self.accounts.values().filter(|own| own.id == account).flat_map(values).collect();
        self.log.push(call, &answer, Trace { account, rid }, hidden.iter().map(String::as_str).chain(secret));
        answer
    }

    fn outcome(&mut self, call: &MockCall<'_>, caller: &mut String) -> HandlerResult {
        if call.query.iter().any(|(name, _)| name == "access_token") {
            self.calls = self.calls.saturating_add(1);
            if let Some(code) = self.rules.failure(self.calls) {
                *caller =
                    call.value("access_token").and_then(|token| self.owner_id(token)).unwrap_or_default();
                return Err(ApiError::new(code));
            }
        }
        let (route, method) = route::find(call)?;
        match route {
            Route::Entry(endpoint) if !endpoint.auth.is_of_account() => {
                method?;
                self.open(&endpoint, call, caller)
            }
            Route::Listed(entry) if !route::takes_token(&entry) => {
                method?;
                listed::answer(&entry, call)
            }
            Route::Entry(_) | Route::Listed(_) => {
                let key = self.authorize(call)?;
                let account = self.accounts.get_mut(&key).ok_or(ApiError::new(40001))?;
                caller.clone_from(&account.id);
                if self.rules.denies(call.path) {
                    return Err(ApiError::new(if call.host == Host::Work { 48002 } else { 48001 }));
                }
                method?;
                let endpoint = match route {
                    Route::Entry(endpoint) => endpoint,
                    Route::Listed(entry) => {
                        account.used.count(call.path, call.now_ms, &self.rules)?;
                        return listed::answer(&entry, call);
                    }
                };
                if endpoint.counted {
                    account.used.count(call.path, call.now_ms, &self.rules)?;
                }
                let body = params::body(&endpoint, call)?;
                params::check(&endpoint, call, &body)?;
                let Self { rules, dice, log, contents, companies, pushes, .. } = self;
                let Body { json: body, files } = body;
                let endpoint = &endpoint;
                let mut none = Company::default();
                let company = company(companies, call, &account.id).unwrap_or(&mut none);
                let mut asked =
                    CheckedCall { endpoint, call, body, files, contents, rules, dice, log, company };
                let reply = route::answer(account, &mut asked)?;
                let CheckedCall { body, dice, company, .. } = asked;
                for push in std::mem::take(&mut company.pushes) {
                    pushes.add(&account.id, push, dice.number());
                }
                if let HandlerReply::Json(answer) = &reply {
                    let (path, now_ms) = (call.path, call.now_ms);
                    let answered = AnsweredCall { path, body: &body, answer, now_ms };
                    pushes.add_results(account, &answered, rules, dice);
                }
                Ok(reply)
            }
        }
    }

    /// Answers a call of an endpoint that identifies the caller by parameters of its own instead of a token.
    fn open(&mut self, endpoint: &Endpoint, call: &MockCall<'_>, caller: &mut String) -> HandlerResult {
        let body = params::body(endpoint, call)?;
        params::check(endpoint, call, &body)?;
        let own = self.own_account(endpoint, call, &body.json, caller)?;
        if self.rules.denies(call.path) {
            return Err(ApiError::new(48001));
        }
        let Self { rules, dice, log, contents, companies, .. } = self;
        let Body { json: body, files } = body;
        let (mut none, mut no_company) = (Account::default(), Company::default());
        let account = own.and_then(|key| self.accounts.get_mut(&key)).unwrap_or(&mut none);
        let company = company(companies, call, &account.id).unwrap_or(&mut no_company);
        if endpoint.counted {
            account.used.count(call.path, call.now_ms, rules)?;
        }
        let mut asked = CheckedCall { endpoint, call, body, files, contents, rules, dice, log, company };
        route::answer(account, &mut asked)
    }

    /// Returns the account under a key; creates it, unless there are too many.
    fn account(&mut self, key: &str, id: &str) -> Option<&mut Account> {
        if !self.accounts.contains_key(key) && self.accounts.len() >= MAX_ACCOUNTS {
            return None;
        }
        Some(self.accounts.entry(key.to_owned()).or_insert_with(|| Account::new(id)))
    }

    /// Returns the code of a user who logs in to an account on a page.
    pub(super) fn grant(&mut self, appid: &str, user: LoggedIn, scope: &str, now_ms: u64) -> String {
        let mut dice = std::mem::take(&mut self.dice);
        if appid.starts_with("ww") {
            let company =
                self.companies.entry(appid.to_owned()).or_insert_with(|| Company::new(appid, now_ms / 1000));
            let code = company.logins.grant(user, scope, now_ms, &mut dice);
            self.dice = dice;
            return code;
        }
        let account = self.account(&format!("api/{appid}"), appid);
        // Without an account the code is one that no account knows.
        let code = match account {
            Some(account) => account.logins.grant(user, scope, now_ms, &mut dice),
            None => dice.text(32),
        };
        self.dice = dice;
        code
    }

    /// Deletes all state except the settings.
    pub(crate) fn reset(&mut self) {
        self.accounts.clear();
        self.companies.clear();
        self.contents.clear();
        self.books.clear();
        self.pushes.clear();
        self.aibots.reset();
        self.suites.clear();
        self.log = Log::default();
        self.calls = 0;
        self.ahead_ms = 0;
    }
}

/// Returns the company of a call to WeCom; creates it, unless there are too many.
fn company<'a>(
    companies: &'a mut BTreeMap<String, Company>,
    call: &MockCall<'_>,
    corpid: &str,
) -> Option<&'a mut Company> {
    let is_known = companies.contains_key(corpid);
    let is_none = corpid.is_empty() || corpid.starts_with(ROBOT_ID);
    if call.host != Host::Work || is_none || (!is_known && companies.len() >= MAX_ACCOUNTS) {
        return None;
    }
    Some(companies.entry(corpid.to_owned()).or_insert_with(|| Company::new(corpid, call.now())))
}

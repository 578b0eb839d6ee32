//! The checks of `webot doctor`: each is one entry of [`CHECKS`] and returns findings as data.

mod account;
mod config;
mod finding;
mod observer;
mod pay;
mod rights;
mod work;

use std::cell::{Cell, OnceCell};
use std::future::Future;
use std::pin::Pin;

pub(crate) use finding::{Finding, PayFinding, Standing};
pub(crate) use observer::TokenObserver;
pub(crate) use rights::AccountKind;
use rights::Rights;

use crate::api::errcode::ErrcodeKind;
use crate::api::{self, Host, ParamPlace};
use crate::config::{Key, Settings};
use crate::wechat::{Call, Reply, WeChat, WechatError};
use serde_json::Value;

/// The path of the first call, which changes nothing.
const FIRST_PATH: &str = "/cgi-bin/get_api_domain_ip";

/// One check.
pub(crate) struct Check {
    /// The name, for `--only` and `--json`.
    pub name: &'static str,
    /// The platform or product that it belongs to; it is skipped if that is not configured.
    needs: Needs,
    run: for<'a> fn(&'a Examination<'a>) -> Findings<'a>,
}

/// The findings of a check, which may need calls.
type Findings<'a> = Pin<Box<dyn Future<Output = Vec<Finding>> + 'a>>;

/// The prerequisite of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// None.
    Nothing,
    /// An appid and its secret.
    Account,
    /// An appid, its secret, and a token.
    Token,
    /// A corpid and the secret of an app.
    Work,
    /// A merchant.
    Pay,
}

macro_rules! checks {
    ($($name:literal $needs:ident $run:path;)*) => {
        /// All checks, in the order in which they run.
        pub(crate) const CHECKS: &[Check] =
            &[$(Check { name: $name, needs: Needs::$needs, run: |examination| Box::pin($run(examination)) }),*];
    };
}

checks! {
    "config" Nothing config::file;
    "values" Nothing config::values;
    "token" Account account::token;
    "ip" Account account::ip;
    "clock" Account account::clock;
    "token-sharing" Token account::sharing;
    "rights" Token rights::rights;
    "kind" Token rights::kind;
    "quota" Token account::quota;
    "jsapi-ticket" Token account::ticket;
    "callback" Token account::callback;
    "work" Work work::token;
    "pay-key" Pay pay::private_key;
    "pay-certificate" Pay pay::certificate;
    "pay-platform" Pay pay::platform;
}

/// An examination of one profile.
pub(crate) struct Examination<'a> {
    /// The settings.
    pub settings: &'a Settings,
    /// The account at WeChat.
    pub wechat: &'a WeChat<'a>,
    /// The observer of its calls.
    pub observer: &'a TokenObserver<'a>,
    /// The time, in seconds since 1970.
    pub now: u64,
    /// `true` with the built-in mock, which accepts any account.
    pub mock: bool,
    first_call: OnceCell<Result<Reply, WechatError>>,
    rights: OnceCell<Rights>,
    /// `true` once WeChat has refused the token, or calls from this address: further calls would say the same.
    is_refused: Cell<bool>,
}

impl<'a> Examination<'a> {
    /// Starts an examination.
    pub(crate) fn new(
        settings: &'a Settings,
        wechat: &'a WeChat<'a>,
        observer: &'a TokenObserver<'a>,
        now: u64,
        mock: bool,
    ) -> Self {
        let (first_call, rights) = (OnceCell::new(), OnceCell::new());
        Self { settings, wechat, observer, now, mock, first_call, rights, is_refused: Cell::new(false) }
    }

    /// Makes a harmless call with a token, on whose result most checks depend.
    pub(crate) async fn begin(&self) {
        if self.has(&[Key::Appid, Key::Secret]) {
            let result = self.call(Host::Api, FIRST_PATH, &[]).await;
            self.first_call.set(result).ok();
        }
    }

    /// Returns whether the first call was refused because of the address from which it came.
    pub(crate) fn is_ip_refused(&self) -> bool {
        self.first_call.get().is_some_and(account::is_ip_refused)
    }

    /// Runs a check.
    pub(crate) async fn run(&self, check: &Check) -> Vec<Finding> {
        let missing = |keys: &'static [Key]| vec![Finding::NotConfigured(keys)];
        match check.needs {
            Needs::Account | Needs::Token if !self.has(&[Key::Appid, Key::Secret]) => {
                missing(&[Key::Appid, Key::Secret])
            }
            Needs::Token if self.is_refused.get() || !self.first_call.get().is_some_and(has_passed) => {
                vec![Finding::NoToken]
            }
            Needs::Work if !self.has(&[Key::Corpid, Key::Corpsecret]) => {
                missing(&[Key::Corpid, Key::Corpsecret])
            }
            Needs::Pay if !self.has(&[Key::Mchid]) => missing(&[Key::Mchid]),
            needs => {
                let findings = (check.run)(self).await;
                let refused =
                    |finding: &Finding| matches!(finding, Finding::Failed(error) if is_refusal(error));
                if needs == Needs::Token && findings.iter().any(refused) {
                    self.is_refused.set(true);
                }
                findings
            }
        }
    }

    /// Returns whether all these keys have a value; the mock needs no account.
    fn has(&self, keys: &[Key]) -> bool {
        let any_account = self.mock && keys.contains(&Key::Appid);
        any_account || keys.iter().all(|&key| self.settings.written(key).is_some())
    }

    /// Calls an endpoint of the table with these values.
    async fn call(
        &self,
        host: Host,
        path: &str,
        values: &[(&'static str, Value)],
    ) -> Result<Reply, WechatError> {
        let endpoint = api::at(host, path).into_iter().next();
        let endpoint = endpoint.ok_or_else(|| WechatError::Bug(format!("{path} is not in the table")))?;
        let place = |name: &str| {
            let param = endpoint.params.iter().find(|param| param.name == name);
            param.map_or(ParamPlace::Body, |param| param.place)
        };
        let values = values.iter().map(|(name, value)| (*name, place(name), value.clone())).collect();
        self.wechat.call(&Call::of(&endpoint, values)).await
    }
}

/// Returns whether an error is WeChat's refusal of the token, of the account or of this address, which each call gets.
fn is_refusal(error: &WechatError) -> bool {
    let kinds = [ErrcodeKind::Token, ErrcodeKind::Credential, ErrcodeKind::Ip];
    matches!(error, WechatError::Refused(refusal) if refusal.kind().is_some_and(|kind| kinds.contains(&kind)))
}

/// Returns whether a call had a token that WeChat took, whatever it then said of the call itself.
fn has_passed(result: &Result<Reply, WechatError>) -> bool {
    match result {
        Ok(_) => true,
        Err(error @ WechatError::Refused(refusal)) => !is_refusal(error) && refusal.kind().is_some(),
        Err(_) => false,
    }
}

/// Returns whether an answer holds one of the members that its endpoint is documented to return.
fn holds(reply: &Reply, members: &[&str]) -> bool {
    reply
        .json()
        .is_some_and(|json| members.iter().any(|member| json.get(member).is_some_and(|it| !it.is_null())))
}

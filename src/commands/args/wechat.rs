//! Arguments for commands that call WeChat's API.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde_json::{Value, json};
use url::Url;

use super::{ConnectionArgs, DryRunArgs, configured_api_keys, optional_secret, parse_url, secret};
use crate::api::Host;
use crate::commands::mock::pay_keys;
use crate::config::{ConfigError, Key, Settings};
use crate::context::{Context, end_by_ctrl_c};
use crate::crypt::PublicKey;
use crate::crypt::api::ApiKeys;
use crate::error::Error;
use crate::http::{Trust, is_loopback, quoted};
use crate::lang::Wanted;
use crate::mock::Embedded;
use crate::printer::{Outcome, confirm};
use crate::secret::{Secret, mask_json, mask_members};
use crate::text::{help, words};
use crate::wechat::{
    Backend, Call, CallOptions, Deps, MockStateError, Observer, Reply, TicketKind, Transport, WeChat,
    WechatError,
};

/// The connection to WeChat.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = help().api.heading)]
pub(crate) struct WechatArgs {
    /// `--mock`
    #[arg(long, help = help().api.mock, conflicts_with = "api_base")]
    pub mock: bool,
    /// `--mock-state`
    #[arg(long, value_name = "FILE", help = help().api.mock_state, requires = "mock")]
    pub mock_state: Option<PathBuf>,
    /// `--api-base`
    #[arg(long, value_name = "URL", help = help().api.api_base)]
    pub api_base: Option<String>,
    /// `--dry-run`, `--curl`
    #[command(flatten)]
    pub preview: DryRunArgs,
    /// `--retries`
    #[arg(long, value_name = "N", help = help().api.retries, value_parser = clap::value_parser!(u32).range(..=10))]
    pub retries: Option<u32>,
    /// The arguments for HTTP connections.
    #[command(flatten)]
    pub connection: ConnectionArgs,
    /// `--proxy`
    #[arg(long, value_name = "URL", help = help().api.proxy)]
    pub proxy: Option<Secret>,
    /// `--plain-token`
    #[arg(long, help = help().api.plain_token)]
    pub plain_token: bool,
}

/// Returns the built-in mock with the state in a file: the named one, `WEBOT_MOCK_STATE`, or the user's. If the last
/// cannot be written, the state ends with the command.
fn embedded(named: Option<&Path>, cx: &Context) -> Result<Embedded, Error> {
    let named = named.or_else(|| cx.env.get(MOCK_STATE_VARIABLE).map(Path::new));
    match Embedded::open(named) {
        Err(MockStateError::Io { path, source }) if named.is_none() => {
            cx.printer.warning(&(words().api.mock_in_memory)(&path, &source.to_string()));
            Ok(Embedded::in_memory())
        }
        Err(error) => Err(WechatError::Mock(error).into()),
        Ok(embedded) => Ok(embedded),
    }
}

/// The variable that names the file of the mock's state.
pub(crate) const MOCK_STATE_VARIABLE: &str = "WEBOT_MOCK_STATE";

/// The connection to WeChat for a command that may need a ticket.
#[derive(Debug, Args)]
#[command(next_help_heading = help().api.heading)]
pub(crate) struct TicketArgs {
    /// `--mock`
    #[arg(long, help = help().api.mock, conflicts_with = "api_base")]
    pub mock: bool,
    /// `--mock-state`
    #[arg(long, value_name = "FILE", help = help().api.mock_state, requires = "mock")]
    pub mock_state: Option<PathBuf>,
    /// `--api-base`
    #[arg(long, value_name = "URL", help = help().api.api_base)]
    pub api_base: Option<String>,
}

impl TicketArgs {
    /// Returns the stored tickets of a kind for all accounts in the file, and masks them in the output.
    pub(crate) fn kept(&self, kind: TicketKind, cx: &Context) -> Result<Vec<String>, Error> {
        let kept = self.open_store(cx)?.stored_tickets(kind)?;
        for ticket in &kept {
            cx.hide(&Secret::new(ticket));
        }
        Ok(kept)
    }

    /// Returns the client for these flags.
    pub(crate) fn open<'a>(&self, cx: &'a Context) -> Result<WeChat<'a>, Error> {
        self.args().open(cx)
    }

    /// Returns a client that only reads and changes its store; nothing is sent to WeChat, so that no destination needs
    /// approval.
    pub(crate) fn open_store<'a>(&self, cx: &'a Context) -> Result<WeChat<'a>, Error> {
        self.args().build(cx.settings()?, cx, cx, None)
    }

    /// Returns these flags as those of a command that calls the API.
    pub(crate) fn args(&self) -> WechatArgs {
        let (mock_state, api_base) = (self.mock_state.clone(), self.api_base.clone());
        WechatArgs { mock: self.mock, mock_state, api_base, ..WechatArgs::default() }
    }

    /// Returns the given ticket, otherwise the one in the environment or the file, otherwise the stored or a newly
    /// fetched one if the account is configured.
    pub(crate) fn ticket(
        &self,
        given: Option<&Secret>,
        key: Key,
        kind: TicketKind,
        cx: &Context,
    ) -> Result<Secret, Error> {
        const FLAG: &str = "--ticket";
        if let Some(ticket) = optional_secret(FLAG, given, key, cx)? {
            return Ok(ticket);
        }
        let settings = cx.settings()?;
        let account = match kind.host() {
            Host::Work => (Key::Corpid, Key::Corpsecret),
            _ => (Key::Appid, Key::Secret),
        };
        let known = settings.get(account.0)?.is_some() && settings.get(account.1)?.is_some();
        if !known && !self.mock {
            return secret(FLAG, given, key, cx);
        }
        let wechat = self.open(cx)?;
        let ticket = cx.block_on(wechat.ticket(kind))??.value;
        // The ticket was not given by the user, so it is masked in the output.
        cx.hide(&ticket);
        Ok(ticket)
    }
}

/// The default number of retries.
const DEFAULT_RETRIES: u32 = 2;

/// The result of a call.
pub(crate) enum CallOutcome {
    /// The answer of WeChat.
    Answered(Reply),
    /// The request, for `--dry-run` or `--curl`.
    Previewed(Outcome),
}

impl WechatArgs {
    /// Returns the client for these flags, the environment and the file.
    pub(crate) fn open<'a>(&self, cx: &'a Context) -> Result<WeChat<'a>, Error> {
        self.open_with(cx, cx)
    }

    /// Returns the client for a call. The mock answers an encrypted one with the configured keys of the account, and
    /// signs with the private one.
    pub(crate) fn open_for<'a>(&self, call: &mut Call, cx: &'a Context) -> Result<WeChat<'a>, Error> {
        let Some(sealing) = call.sealing.as_mut().and_then(Arc::get_mut).filter(|_| self.mock) else {
            return self.open(cx);
        };
        let keys = configured_api_keys(cx)?;
        let signer = keys.as_ref().and_then(|keys| keys.private.public_pem());
        sealing.certificate = signer.and_then(|pem| PublicKey::from_pem(&pem).ok());
        sealing.certificate_sn = None;
        self.open_with_keys(cx, cx, keys)
    }

    /// Returns the client like [`Self::open`], with another observer of its calls.
    pub(crate) fn open_with<'a>(
        &self,
        cx: &'a Context,
        observer: &'a dyn Observer,
    ) -> Result<WeChat<'a>, Error> {
        self.open_with_keys(cx, observer, None)
    }

    fn open_with_keys<'a>(
        &self,
        cx: &'a Context,
        observer: &'a dyn Observer,
        api_keys: Option<ApiKeys>,
    ) -> Result<WeChat<'a>, Error> {
        self.open_account(cx.settings()?, cx, observer, api_keys)
    }

    /// Returns the client for the account of these settings.
    pub(crate) fn open_account<'a>(
        &self,
        settings: &'a Settings,
        cx: &'a Context,
        observer: &'a dyn Observer,
        api_keys: Option<ApiKeys>,
    ) -> Result<WeChat<'a>, Error> {
        if !self.mock && !self.previews() {
            self.permit_destinations(settings, cx)?;
        }
        self.build(settings, cx, observer, api_keys)
    }

    /// Asks on a terminal about each destination in a project file for a secret that the file does not hold; elsewhere
    /// it is an error.
    fn permit_destinations(&self, settings: &Settings, cx: &Context) -> Result<(), Error> {
        let overridden = [
            (Key::ApiBase, self.api_base.is_some()),
            (Key::Proxy, self.proxy.is_some()),
            (Key::Cacert, self.connection.cacert.is_some()),
        ];
        let overridden: Vec<Key> =
            overridden.into_iter().filter(|(_, given)| *given).map(|(key, _)| key).collect();
        for redirect in settings.redirects(&overridden, self.base(settings)?.as_ref())? {
            if !cx.printer.can_ask() {
                return Err(ConfigError::Redirected(Box::new(redirect)).into());
            }
            cx.catch_interrupts()?;
            if !confirm(&(words().config.allow_destination)(&redirect))? {
                return Err(Error::Declined);
            }
            if let Err(error) = redirect.approve() {
                cx.printer.warning(&(words().config.not_remembered)(&error.to_string()));
            }
        }
        Ok(())
    }

    /// Returns whether the calls go to another server on this machine, such as a running `webot mock`.
    pub(crate) fn is_local(&self, cx: &Context) -> Result<bool, Error> {
        Ok(self.base(cx.settings()?)?.is_some_and(|base| is_loopback(&base)))
    }

    /// Returns the base URL that replaces WeChat's hosts; `None` without one, and with `--mock`.
    fn base(&self, settings: &Settings) -> Result<Option<Url>, Error> {
        Ok(match &self.api_base {
            _ if self.mock => None,
            Some(url) => Some(parse_url("--api-base", url)?),
            None => match settings.get(Key::ApiBase)? {
                Some(setting) => {
                    let origin = setting.origin.shown();
                    let wrong = |_| ConfigError::Value { origin, key: "api_base", wanted: Wanted::Url };
                    Some(parse_url("api_base", setting.value.expose()).map_err(wrong)?)
                }
                None => None,
            },
        })
    }

    fn build<'a>(
        &self,
        settings: &'a Settings,
        cx: &'a Context,
        observer: &'a dyn Observer,
        api_keys: Option<ApiKeys>,
    ) -> Result<WeChat<'a>, Error> {
        end_by_ctrl_c();
        let base = self.base(settings)?;
        let limit = self.connection.limit()?;
        let tls = base.as_ref().is_none_or(|base| base.scheme() == "https") && !self.mock;
        let trust = self.connection.trust(tls, settings, cx)?;
        let proxy = match &self.proxy {
            Some(proxy) => Some(proxy.clone()),
            None => settings.secret(Key::Proxy)?,
        };
        let trust = Trust { proxy, ..trust };
        let transport = if self.mock {
            let mock = embedded(self.mock_state.as_deref(), cx)?.with_api_keys(api_keys);
            let mock = mock.with_pay_keys(|state| pay_keys::keyring(state, cx));
            Transport::Mock(Box::new(mock))
        } else {
            Transport::Http { base, trust }
        };
        let retries = self.retries.unwrap_or(DEFAULT_RETRIES);
        let options = CallOptions { retries, limit, plain_token: self.plain_token };
        let (system, show_secrets) = (cx.system, cx.show_secrets);
        Ok(WeChat::new(transport, options, Deps { settings, system, show_secrets, observer }))
    }

    /// Returns these flags with another base URL.
    pub(crate) fn to_base(&self, base: &str) -> Self {
        Self { api_base: Some(base.to_owned()), ..self.clone() }
    }

    /// Returns a client of a mock in this process.
    pub(crate) fn open_mock<'a>(&self, mock: Box<dyn Backend>, cx: &'a Context) -> Result<WeChat<'a>, Error> {
        let limit = self.connection.limit()?;
        let options = CallOptions { retries: 0, limit, plain_token: false };
        let settings = cx.settings()?;
        let (system, show_secrets) = (cx.system, cx.show_secrets);
        let deps = Deps { settings, system, show_secrets, observer: cx };
        Ok(WeChat::new(Transport::Mock(mock), options, deps))
    }

    /// Returns a command that asks the same server as this one, to be pasted: with `--mock` or `--api-base` if they were
    /// given.
    pub(crate) fn again(&self, command: &str, cx: &Context) -> String {
        let mut command = format!("webot {command}");
        if let Some(base) = &self.api_base {
            command.push_str(" --api-base ");
            command.push_str(&quoted(&cx.printer.foreign(base)));
        }
        if self.mock {
            command.push_str(" --mock");
        }
        if let Some(state) = &self.mock_state {
            command.push_str(" --mock-state ");
            command.push_str(&quoted(&cx.printer.foreign(&state.to_string_lossy())));
        }
        command
    }

    /// Returns whether requests are only printed.
    pub(crate) fn previews(&self) -> bool {
        self.preview.any()
    }

    /// Calls WeChat, or returns the request for printing.
    pub(crate) fn run(&self, call: &Call, wechat: &WeChat<'_>, cx: &Context) -> Result<CallOutcome, Error> {
        if self.previews() {
            return self.show(call, wechat, cx).map(CallOutcome::Previewed);
        }
        let reply = cx.block_on(wechat.call(call))??;
        // The endpoints in the table answer with JSON or an image; any other text comes from a proxy or a captive
        // portal.
        if !reply.is_binary() && reply.json().is_none() && !reply.has_no_content() {
            return Err(wechat.not_json(&reply).into());
        }
        Ok(CallOutcome::Answered(reply))
    }

    /// Calls WeChat and returns the answer for printing; for `--dry-run` or `--curl` the request.
    pub(crate) fn print(&self, call: &Call, wechat: &WeChat<'_>, cx: &Context) -> Result<Outcome, Error> {
        Ok(match self.run(call, wechat, cx)? {
            CallOutcome::Previewed(outcome) => outcome,
            CallOutcome::Answered(reply) => answered(&reply, cx),
        })
    }

    /// Returns the request for `--dry-run` or `--curl`.
    pub(crate) fn show(&self, call: &Call, wechat: &WeChat<'_>, cx: &Context) -> Result<Outcome, Error> {
        let request = wechat.preview(call, cx.show_secrets)?;
        Ok(self.preview.show(&request, cx))
    }
}

/// Returns JSON for printing: with `***` in place of its secrets unless `--show-secrets` is given. Says how to see them.
pub(crate) fn masked(mut json: Value, cx: &Context) -> Value {
    if !cx.show_secrets && mask_json(&mut json, &[]) {
        cx.printer.note(words().api.masked);
    }
    json
}

/// Returns the JSON of an answer for printing like [`masked`]; `None` if it is not JSON.
pub(crate) fn masked_json(reply: &Reply, cx: &Context) -> Option<Value> {
    let mut json = reply.json()?;
    if !cx.show_secrets && reply.mask(&mut json) {
        cx.printer.note(words().api.masked);
    }
    Some(json)
}

/// Returns the answer with its secrets masked: JSON for scripts, formatted for people. A bare `ok` becomes a status line.
pub(crate) fn answered(reply: &Reply, cx: &Context) -> Outcome {
    if reply.has_no_content() {
        return Outcome::json(json!({})).status(words().api.ok);
    }
    let Some(json) = masked_json(reply, cx) else {
        let text = reply.text();
        let text = if cx.show_secrets { text.into_owned() } else { mask_members(&text).into_owned() };
        return Outcome::text(cx.printer.foreign(&text));
    };
    if is_bare_ok(&json) {
        return Outcome::json(json).status(words().api.ok);
    }
    let text = cx.printer.foreign_json(&json);
    Outcome::value(json, text)
}

/// Returns whether the answer is only `{"errcode":0,"errmsg":"ok"}`.
fn is_bare_ok(json: &Value) -> bool {
    json["errcode"] == 0
        && json.as_object().is_some_and(|object| object.keys().all(|key| key.starts_with("err")))
}

//! `webot work menu create`, `webot work oauth url`, `webot work jssdk`.

use clap::Args;
use serde_json::json;

use crate::commands::args::{CallOutcome, WechatArgs, answered};
use crate::commands::endpoint::{call_with, entry};
use crate::commands::menu::{FileArgs, has_errors, not_sent, noted};
use crate::commands::oauth::{self, Page, UrlArgs};
use crate::commands::sign::{self, AgentArgs, JsapiArgs};
use crate::context::Context;
use crate::error::Error;
use crate::menu::{self, Purpose};
use crate::printer::Outcome;
use crate::text::{help, words};
use crate::wechat::{Body, Call};

/// `work menu create`
#[derive(Debug, Args)]
pub(crate) struct MenuArgs {
    /// The menu file.
    #[command(flatten)]
    pub file: FileArgs,
    /// `--agentid`
    #[arg(long, value_name = "AGENTID", help = help().work.agentid)]
    pub agentid: Option<u32>,
    /// `--no-lint`
    #[arg(long, help = help().menu.no_lint)]
    pub no_lint: bool,
    /// The connection to WeCom.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Creates the menu of an app; does not send one that WeCom would refuse.
pub(crate) fn create_menu(args: &MenuArgs, cx: &Context) -> Result<Outcome, Error> {
    let source = args.file.read(cx)?;
    let findings = if args.no_lint { Vec::new() } else { menu::lint(&source, Purpose::Work) };
    if has_errors(&findings) {
        return Ok(not_sent(&findings));
    }
    let wechat = args.wechat.open(cx)?;
    let agentid = args.agentid.map(|agentid| ("agentid", json!(agentid))).into_iter().collect();
    let call = call_with(&entry("work menu create")?, &wechat, agentid)?;
    let call = Call { body: Body::Json(menu::to_request_body(&source)), ..call };
    let outcome = match args.wechat.run(&call, &wechat, cx)? {
        CallOutcome::Previewed(outcome) => outcome,
        CallOutcome::Answered(reply) => answered(&reply, cx).status(words().work.menu_created),
    };
    Ok(outcome.findings(noted(&findings)))
}

/// `work oauth url`
#[derive(Debug, Args)]
pub(crate) struct OauthArgs {
    /// URL
    #[arg(value_name = "URL", required_unless_present = "check", help = help().work.redirect_uri)]
    pub redirect_uri: Option<String>,
    /// `--website`
    #[arg(long, help = help().work.website)]
    pub website: bool,
    /// `--scope`
    #[arg(long, value_name = "SCOPE", help = help().work.scope)]
    pub scope: Option<String>,
    /// `--state`
    #[arg(long, value_name = "STATE", help = help().oauth.state)]
    pub state: Option<String>,
    /// `--corpid`
    #[arg(long, value_name = "ID", help = help().sign.corpid)]
    pub corpid: Option<String>,
    /// `--agentid`
    #[arg(long, value_name = "ID", help = help().work.agentid)]
    pub agentid: Option<String>,
    /// `--base`
    #[arg(long, value_name = "URL", help = help().oauth.base)]
    pub base: Option<String>,
    /// `--qr`
    #[arg(long, help = help().oauth.qr)]
    pub qr: bool,
    /// `--check`
    #[arg(long, value_name = "LINK", help = help().oauth.check, conflicts_with_all = ["redirect_uri", "website", "scope", "state", "corpid", "agentid", "base"])]
    pub check: Option<String>,
}

/// Prints the link of a member's login, or checks one.
pub(crate) fn oauth_url(args: &OauthArgs, cx: &Context) -> Result<Outcome, Error> {
    let OauthArgs { redirect_uri, website, scope, state, corpid, agentid, base, qr, check } = args;
    let page = if *website { Page::WorkWebsite } else { Page::Work };
    let args = UrlArgs {
        redirect_uri: redirect_uri.clone(),
        page,
        scope: scope.clone(),
        state: state.clone(),
        appid: corpid.clone(),
        agentid: agentid.clone(),
        component_appid: None,
        force_popup: false,
        force_snapshot: false,
        domain: None,
        base: base.clone(),
        qr: *qr,
        check: check.clone(),
    };
    oauth::url(&args, cx)
}

/// Signs a page for `wx.config`.
pub(crate) fn jssdk_config(args: &JsapiArgs, cx: &Context) -> Result<Outcome, Error> {
    sign::work_jsapi(args, cx)
}

/// Signs a page for `wx.agentConfig`.
pub(crate) fn jssdk_agent(args: &AgentArgs, cx: &Context) -> Result<Outcome, Error> {
    sign::agent(args, cx)
}

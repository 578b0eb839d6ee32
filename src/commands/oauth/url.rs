//! `webot oauth url`: composes and checks links of web authorization.

use clap::{Args, ValueEnum};
use serde_json::json;

use super::login::page_url;
use crate::commands::args::{optional_setting, parse_url, setting};
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::{AppWanted, Severity, Wanted};
use crate::oauth_link::{self, LinkFinding, LinkPage, LinkParts, LinkUse};
use crate::printer::{Outcome, ReportedFinding, findings_json};
use crate::qr;
use crate::text::{self, help, words};

/// `oauth url`
#[derive(Debug, Args)]
pub(crate) struct UrlArgs {
    /// URL
    #[arg(value_name = "URL", help = help().oauth.redirect_uri)]
    pub redirect_uri: Option<String>,
    /// `--page`
    #[arg(long, value_name = "PAGE", value_enum, default_value = "wechat", hide_possible_values = true, hide_default_value = true, help = help().oauth.page)]
    pub page: Page,
    /// `--scope`
    #[arg(long, value_name = "SCOPE", help = help().oauth.scope)]
    pub scope: Option<String>,
    /// `--state`
    #[arg(long, value_name = "STATE", help = help().oauth.state)]
    pub state: Option<String>,
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().oauth.appid)]
    pub appid: Option<String>,
    /// `--agentid`
    #[arg(long, value_name = "ID", help = help().oauth.agentid)]
    pub agentid: Option<String>,
    /// `--component-appid`
    #[arg(long, value_name = "APPID", help = help().oauth.component_appid)]
    pub component_appid: Option<String>,
    /// `--force-popup`
    #[arg(long, help = help().oauth.force_popup)]
    pub force_popup: bool,
    /// `--force-snapshot`
    #[arg(long, help = help().oauth.force_snapshot)]
    pub force_snapshot: bool,
    /// `--domain`
    #[arg(long, value_name = "DOMAIN", help = help().oauth.domain)]
    pub domain: Option<String>,
    /// `--base`
    #[arg(long, value_name = "URL", help = help().oauth.base)]
    pub base: Option<String>,
    /// `--qr`
    #[arg(long, help = help().oauth.qr)]
    pub qr: bool,
    /// `--check`
    #[arg(long, value_name = "LINK", help = help().oauth.check, conflicts_with_all = ["redirect_uri", "scope", "state", "appid", "agentid", "component_appid", "force_popup", "force_snapshot", "base"])]
    pub check: Option<String>,
}

/// The page of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Page {
    /// Within WeChat.
    Wechat,
    /// The QR code of a website.
    Website,
    /// Within WeCom.
    Work,
    /// WeCom's login on a website.
    WorkWebsite,
}

impl Page {
    pub(super) fn link_page(self) -> LinkPage {
        match self {
            Self::Wechat | Self::Work => LinkPage::Authorize,
            Self::Website => LinkPage::QrConnect,
            Self::WorkWebsite => LinkPage::WorkLogin,
        }
    }

    /// Returns the scope that is used if none is given.
    pub(super) fn usual_scope(self) -> &'static str {
        match self {
            Self::Website => "snsapi_login",
            _ => "snsapi_base",
        }
    }

    fn is_work(self) -> bool {
        matches!(self, Self::Work | Self::WorkWebsite)
    }
}

/// Prints a link, or checks one.
pub(crate) fn url(args: &UrlArgs, cx: &Context) -> Result<Outcome, Error> {
    let link = match &args.check {
        Some(link) => link.clone(),
        None => parts(args, cx)?.link(args.base.as_deref()),
    };
    let mut findings = match oauth_link::check(&at_wechat(&link, args.base.as_deref()), LinkUse::Any) {
        Some(findings) => findings,
        None if args.check.is_some() => {
            return Err(Usage::Value {
                flag: "--check",
                value: link,
                wanted: Wanted::App(AppWanted::LoginLink),
            }
            .into());
        }
        None => return Err(Error::Bug(format!("`{link}` is no login link"))),
    };
    findings.extend(args.domain.as_deref().and_then(|domain| oauth_link::check_domain(&link, domain)));
    let failed = findings.iter().any(|finding| finding.severity == Severity::Error);
    let reported: Vec<ReportedFinding> = findings.iter().map(reported).collect();
    let drawing = if args.qr && !failed { qr::terminal(&link).unwrap_or_default() } else { String::new() };
    let json = json!({ "url": link, "findings": findings_json(&reported) });
    if args.check.is_some() {
        let clean = if findings.is_empty() { words().explain.link_right } else { "" };
        let outcome = Outcome::json(json).report(drawing).findings(reported).failed(failed);
        return Ok(outcome.status(clean));
    }
    Ok(Outcome::value(json, format!("{drawing}{}", cx.printer.foreign(&link)))
        .findings(reported)
        .failed(failed))
}

/// Returns a link with the host of WeChat in place of the server that stands in for it.
fn at_wechat(link: &str, base: Option<&str>) -> String {
    let rest = base.and_then(|base| link.strip_prefix(base.trim_end_matches('/')));
    let page = |rest: &str| LinkPage::ALL.into_iter().find(|page| rest.starts_with(page.path()));
    let host = rest.and_then(page).map(LinkPage::host);
    rest.zip(host).map_or_else(|| link.to_owned(), |(rest, host)| format!("https://{host}{rest}"))
}

fn reported(finding: &LinkFinding) -> ReportedFinding {
    let said = text::link_fault(&finding.fault);
    ReportedFinding { rule: finding.fault.name(), severity: finding.severity, said, diff: None }
}

fn parts(args: &UrlArgs, cx: &Context) -> Result<LinkParts, Error> {
    let settings = cx.settings()?;
    let appid = if args.page.is_work() {
        setting("--appid", args.appid.as_ref(), Key::Corpid, cx)?
    } else {
        let own = args.appid.clone().or(settings.text(Key::OauthAppid)?);
        setting("--appid", own.as_ref(), Key::Appid, cx)?
    };
    let redirect_uri = redirect_uri(args.redirect_uri.as_ref(), cx)?;
    if let Some(base) = &args.base {
        parse_url("--base", base)?;
    }
    let agentid = if args.page.is_work() {
        optional_setting(args.agentid.as_ref(), Key::Agentid, cx)?
    } else {
        args.agentid.clone()
    };
    let flag = |given: bool, name| given.then(|| (name, "true".to_owned()));
    let further = [
        agentid.map(|agentid| ("agentid", agentid)),
        args.component_appid.clone().map(|appid| ("component_appid", appid)),
        flag(args.force_popup, "forcePopup"),
        flag(args.force_snapshot, "forceSnapShot"),
    ];
    Ok(LinkParts {
        page: args.page.link_page(),
        appid: appid.trim().to_owned(),
        redirect_uri,
        scope: args.scope.as_deref().map_or_else(|| args.page.usual_scope().to_owned(), full_scope),
        state: args.state.clone(),
        further: further.into_iter().flatten().collect(),
    })
}

/// Returns the URL of the user's return: the given one, else `oauth_redirect_uri`.
fn redirect_uri(given: Option<&String>, cx: &Context) -> Result<String, Error> {
    let url = setting("URL", given, Key::OauthRedirectUri, cx)?;
    page_url(&url).map(|_| url.trim().to_owned())
}

/// Returns a scope with its prefix: `base` stands for `snsapi_base`.
pub(super) fn full_scope(given: &str) -> String {
    const SHORT: [&str; 4] = ["base", "userinfo", "login", "privateinfo"];
    if SHORT.contains(&given) { format!("snsapi_{given}") } else { given.to_owned() }
}

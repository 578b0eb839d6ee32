//! `webot sign jsapi`: pages in WeChat and in WeCom.

use std::path::PathBuf;

use clap::Args;
use colored::Colorize as _;
use serde_json::{Value, json};

use super::FreshnessArgs;
use super::alternatives::add_value;
use super::parameters::{self, Signed};
use super::report::{self, SignatureReport};
use super::web::{OtherTickets, PageSignature, page_signature, pretty};
use crate::commands::args::{TicketArgs, optional_setting};
use crate::commands::jssdk;
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::files::write_shared;
use crate::printer::Outcome;
use crate::secret::Secret;
use crate::sign::jssdk::{JsApi, JsApiKind, names, remark};
use crate::sign::{Scheme, sisters};
use crate::text::{help, words};
use crate::wechat::TicketKind;

/// `sign jsapi`
#[derive(Debug, Args)]
pub(crate) struct JsapiArgs {
    /// `--url`
    #[arg(long, value_name = "URL", help = help().sign.url, required_unless_present = "list")]
    pub url: Option<String>,
    /// `--ticket`
    #[arg(long, value_name = "TICKET", help = help().sign.ticket)]
    pub ticket: Option<Secret>,
    /// Other tickets, for `--check`.
    #[command(flatten)]
    pub others: OtherTickets,
    /// `--appid`
    #[arg(long, alias = "corpid", value_name = "APPID", help = help().sign.appid)]
    pub appid: Option<String>,
    /// `--api`
    #[arg(long, value_name = "LIST", value_delimiter = ',', help = help().sign.page_api)]
    pub api: Vec<String>,
    /// `--debug`
    #[arg(long, help = help().sign.debug)]
    pub debug: bool,
    /// `--html`
    #[arg(long, help = help().sign.html, conflicts_with_all = ["check", "print"])]
    pub html: bool,
    /// `--output`
    #[arg(short, long, value_name = "FILE", help = help().sign.output, requires = "html")]
    pub output: Option<PathBuf>,
    /// `--list`
    #[arg(long, alias = "list-apis", value_name = "WORD", num_args = 0..=1, default_missing_value = "", help = help().sign.list)]
    pub list: Option<String>,
    /// The timestamp, nonce and output arguments.
    #[command(flatten)]
    pub freshness: FreshnessArgs,
    /// The source of a ticket that is not given.
    #[command(flatten)]
    pub source: TicketArgs,
}

/// The word of `--api` for every function.
const ALL: &str = "all";

/// Signs a page, prints a page that tries the signature, or lists the names of the JS-SDK.
pub(crate) fn jsapi(args: &JsapiArgs, cx: &Context) -> Result<Outcome, Error> {
    let is_work =
        args.appid.as_deref().map_or_else(|| is_company(cx), |appid| Ok(appid.starts_with("ww")))?;
    jsapi_of(is_work, args, cx)
}

/// Returns whether the account is a company of WeCom only.
pub(crate) fn is_company(cx: &Context) -> Result<bool, Error> {
    let settings = cx.settings()?;
    Ok(settings.text(Key::Corpid)?.is_some() && settings.text(Key::Appid)?.is_none())
}

/// Signs a page in WeCom like [`jsapi`].
pub(crate) fn work_jsapi(args: &JsapiArgs, cx: &Context) -> Result<Outcome, Error> {
    jsapi_of(true, args, cx)
}

fn jsapi_of(is_work: bool, args: &JsapiArgs, cx: &Context) -> Result<Outcome, Error> {
    if let Some(word) = &args.list {
        return list(word, cx);
    }
    let Page { report, url, config } = sign(is_work, args, cx)?;
    if !args.html {
        return report::outcome(report, &args.freshness.common, cx);
    }
    for note in &report.notes {
        cx.printer.hint(note);
    }
    let html = jssdk::signed_page(&url, &config);
    let Some(path) = &args.output else { return Ok(Outcome::text(html.trim_end().to_owned())) };
    let shown = path.display().to_string();
    write_shared(path, html.as_bytes()).map_err(|source| Error::Io { path: shown.clone(), source })?;
    let json = json!({ "file": shown, "bytes": html.len() });
    Ok(Outcome::json(json).status((words().api.saved)(&shown, html.len() as u64)))
}

/// A signed page.
struct Page {
    report: SignatureReport,
    /// The URL that was signed.
    url: String,
    /// The argument of `wx.config`.
    config: Value,
}

fn sign(is_work: bool, args: &JsapiArgs, cx: &Context) -> Result<Page, Error> {
    let (kind, id) =
        if is_work { (TicketKind::WorkJsapi, Key::Corpid) } else { (TicketKind::Jsapi, Key::Appid) };
    let ticket = args.source.ticket(args.ticket.as_ref(), Key::JsapiTicket, kind, cx)?;
    let given = args.url.as_deref().unwrap_or_default();
    let PageSignature { mut report, timestamp, nonce, url } =
        page_signature(given, &ticket, &args.freshness, Scheme::Page, cx)?;
    let is_check = args.freshness.common.check.is_some();
    report.alternatives = args.others.alternatives(kind, &args.source, &args.freshness, cx)?;
    report.alternatives.is_work = is_work;
    if is_check {
        let other = report.alternatives.ticket_of_other_kind.clone().filter(|_| !is_work);
        let tickets: Vec<&str> = other.as_deref().into_iter().chain([ticket.expose()]).collect();
        report.alternatives.sisters = sisters::of_page(&tickets, &nonce, &timestamp, &[]);
    }
    let appid = optional_setting(args.appid.as_ref(), id, cx)?;
    match &appid {
        Some(appid) => add_value(&mut report.alternatives, "appid", appid),
        None if is_check => {}
        None if is_work => report.notes.push(words().no_page_corpid),
        None => report.notes.push(words().no_appid),
    }
    let listed = listed(&args.api, is_work, cx);
    let signed = Signed { timestamp: &timestamp, nonce: &nonce, signature: &report.signature };
    let config =
        parameters::config(appid.as_deref().unwrap_or_default(), signed, &listed, args.debug, is_work);
    report.snippet = format!("wx.config({})", pretty(&config));
    report.results.push(("config", config.clone()));
    Ok(Page { report, url, config })
}

/// Returns the names of `--api` without surrounding white space, and remarks on those that are not as they should be.
pub(crate) fn listed<'a>(api: &'a [String], is_work: bool, cx: &Context) -> Vec<&'a str> {
    let mut listed: Vec<&str> = Vec::new();
    for name in api.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        let wanted = |known: &JsApi| known.kind == JsApiKind::Function && (is_work || !known.work);
        let given: Vec<&str> = match name {
            ALL => names().filter(wanted).map(|known| known.name).collect(),
            _ => vec![name],
        };
        if name != ALL
            && let Some(remark) = remark(name, is_work)
        {
            let said = (words().jssdk.remark)(name, &remark);
            cx.printer.warning(&said.message);
            said.hints.iter().for_each(|hint| cx.printer.hint(hint));
        }
        for name in given {
            if !listed.contains(&name) {
                listed.push(name);
            }
        }
    }
    listed
}

/// Lists the names of the JS-SDK that contain a word, or whose descriptions do.
fn list(filter: &str, cx: &Context) -> Result<Outcome, Error> {
    let words = &words().jssdk;
    let lower = filter.to_lowercase();
    let matches = |known: &JsApi| {
        let about = [known.about.en, known.about.zh];
        let texts = [known.name, known.since, known.bridge].into_iter().chain(about);
        texts.into_iter().any(|text| text.to_lowercase().contains(&lower))
    };
    let found: Vec<JsApi> = names().filter(matches).collect();
    if found.is_empty() {
        let known: Vec<&str> = names().map(|known| known.name).collect();
        let closest = crate::closest::closest(filter, &known);
        return Err(Usage::NoJsApi { filter: filter.to_owned(), closest }.into());
    }
    let width = found.iter().map(|known| known.name.len()).max().unwrap_or(0);
    let mut lines = Vec::new();
    let mut kind = None;
    for known in &found {
        if kind != Some(known.kind) {
            if kind.is_some() {
                lines.push(String::new());
            }
            lines.push(cx.printer.paint(&(words.kind)(known.kind).yellow().bold()));
            kind = Some(known.kind);
        }
        let mut notes = String::new();
        if !known.replacement.is_empty() {
            notes = (words.deprecated)(known.replacement);
        } else if known.work {
            words.of_work.clone_into(&mut notes);
        }
        let pad = " ".repeat(width - known.name.len());
        let name = cx.printer.paint(&known.name.green());
        lines.push(format!("  {name}{pad}  {}  {}{notes}", known.since, known.about.spoken()));
    }
    Ok(Outcome::value(found.iter().map(to_json).collect(), lines.join("\n")))
}

fn to_json(known: &JsApi) -> Value {
    let optional = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
    json!({
        "name": known.name,
        "kind": known.kind.name(),
        "since": known.since,
        "work": known.work,
        "replacement": optional(known.replacement),
        "bridge": optional(known.bridge),
        "title": known.about.spoken(),
    })
}

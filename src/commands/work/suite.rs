//! `webot work suite`: the ticket, the token and the companies of a third-party suite.

use clap::Args;
use serde_json::json;

use crate::commands::args::{TicketArgs, WechatArgs, masked, non_empty, value};
use crate::commands::token::token_outcome;
use crate::config::Key;
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::secret::Secret;
use crate::text::{help, words};
use crate::wechat::{PERMANENT_CODE, SUITE_TICKET, SUITE_TOKEN, WechatError};

/// `work suite ticket`
#[derive(Debug, Args)]
pub(crate) struct SuiteTicketArgs {
    /// TICKET
    #[arg(value_name = "TICKET", help = help().work.suite_ticket)]
    pub ticket: Secret,
    /// The address of WeCom, which is part of the name of what is stored.
    #[command(flatten)]
    pub wechat: TicketArgs,
}

/// Stores a ticket that WeCom pushed.
pub(crate) fn suite_ticket(args: &SuiteTicketArgs, cx: &Context) -> Result<Outcome, Error> {
    let ticket = non_empty("TICKET", value("TICKET", args.ticket.expose(), cx)?)?;
    let wechat = args.wechat.open_store(cx)?;
    wechat.keep_suite_ticket(&Secret::new(ticket.trim()))?;
    let place = wechat.store()?.place();
    Ok(Outcome::json(json!({ "store": place })).status((words().work.ticket_kept)(&place)))
}

/// `work suite token`
#[derive(Debug, Args)]
pub(crate) struct SuiteTokenArgs {
    /// `--print`
    #[arg(long, help = help().token.print)]
    pub print: bool,
    /// The connection to WeCom.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Prints the suite's token; fetches one if none is stored.
pub(crate) fn suite_token(args: &SuiteTokenArgs, cx: &Context) -> Result<Outcome, Error> {
    let wechat = args.wechat.open(cx)?;
    if args.wechat.previews() {
        return args.wechat.show(&wechat.suite_token_call()?, &wechat, cx);
    }
    let token = cx.block_on(wechat.suite_token())??;
    token_outcome(&token, SUITE_TOKEN, args.print, &wechat, cx)
}

/// `work suite pre-auth-code`
#[derive(Debug, Args)]
pub(crate) struct PreAuthArgs {
    /// The connection to WeCom.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Prints a code with which a company's administrator begins to install the suite.
pub(crate) fn pre_auth_code(args: &PreAuthArgs, cx: &Context) -> Result<Outcome, Error> {
    let wechat = args.wechat.open(cx)?;
    if args.wechat.previews() {
        return args.wechat.show(&wechat.suite_token_call()?, &wechat, cx);
    }
    let reply = cx.block_on(wechat.pre_auth_code())??;
    let json = masked(reply, cx);
    let text = cx.printer.foreign_json(&json);
    Ok(Outcome::value(json, text))
}

/// `work suite authorize`
#[derive(Debug, Args)]
pub(crate) struct AuthorizeArgs {
    /// CODE
    #[arg(value_name = "CODE", help = help().work.auth_code)]
    pub code: Secret,
    /// The connection to WeCom.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Exchanges the code of an authorization for the company's permanent code, and stores it.
pub(crate) fn authorize(args: &AuthorizeArgs, cx: &Context) -> Result<Outcome, Error> {
    let code = non_empty("CODE", value("CODE", args.code.expose(), cx)?)?;
    let wechat = args.wechat.open(cx)?;
    if args.wechat.previews() {
        return args.wechat.show(&wechat.suite_token_call()?, &wechat, cx);
    }
    let reply = cx.block_on(wechat.authorize_suite(code.trim()))??;
    let company = &reply["auth_corp_info"];
    let corpid = company["corpid"].as_str().unwrap_or_default();
    let name = company["corp_name"].as_str().unwrap_or_default();
    let shown = json!({
        "corpid": corpid, "corp_name": name, "agent": reply["auth_info"]["agent"],
        "permanent_code": if cx.show_secrets { reply["permanent_code"].clone() } else { json!("***") },
    });
    let status = (words().work.authorized)(&cx.printer.foreign(name), &cx.printer.foreign(corpid));
    Ok(Outcome::json(shown).status(status))
}

/// `work suite show`
#[derive(Debug, Args)]
pub(crate) struct SuiteShowArgs {
    /// The address of WeCom, which is part of the name of what is stored.
    #[command(flatten)]
    pub wechat: TicketArgs,
}

/// Prints what is stored of the suite, and of the profile's company.
pub(crate) fn suite_show(args: &SuiteShowArgs, cx: &Context) -> Result<Outcome, Error> {
    let wechat = args.wechat.open_store(cx)?;
    let corpid = cx.settings()?.text(Key::Corpid)?;
    let mut json = json!({ "store": wechat.store()?.place() });
    let mut lines = vec![wechat.store()?.place()];
    for kind in [SUITE_TICKET, SUITE_TOKEN, PERMANENT_CODE] {
        if kind == PERMANENT_CODE && corpid.is_none() {
            json[kind] = json!(null);
            lines.push(words().work.no_company.to_owned());
            continue;
        }
        let of = corpid.as_deref().filter(|_| kind == PERMANENT_CODE);
        let token = wechat.store()?.read(&wechat.suite_name(kind, of)?).map_err(WechatError::Store)?;
        let left = token.map(|token| token.expires_ms.saturating_sub(cx.now() * 1000) / 1000);
        json[kind] = json!(left.map(|left| json!({ "value": "***", "expires_in": left })));
        lines.push(match left {
            Some(left) => (words().token.kept)(kind, "***", left),
            None => (words().token.none)(kind),
        });
    }
    Ok(Outcome::value(json, lines.join("\n")))
}

//! `menu create`, `menu add-conditional`, `menu delete`.

use clap::Args;
use serde_json::json;

use super::input::{FileArgs, finding_json, has_errors, noted};
use crate::commands::args::{CallOutcome, WechatArgs, answered, confirm};
use crate::context::Context;
use crate::error::Error;
use crate::menu::{self, Finding, Purpose};
use crate::printer::Outcome;
use crate::source::Source;
use crate::text::{help, words};
use crate::wechat::{Body, Call};

/// `menu create`, `menu add-conditional`
#[derive(Debug, Args)]
pub(crate) struct CreateArgs {
    /// The menu file.
    #[command(flatten)]
    pub file: FileArgs,
    /// `--no-lint`
    #[arg(long, help = help().menu.no_lint)]
    pub no_lint: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Creates a menu, which replaces the current one.
pub(crate) fn create(args: &CreateArgs, cx: &Context) -> Result<Outcome, Error> {
    send(args, "create", Purpose::Create, cx)
}

/// Adds a conditional menu.
pub(crate) fn add_conditional(args: &CreateArgs, cx: &Context) -> Result<Outcome, Error> {
    send(args, "add-conditional", Purpose::AddConditional, cx)
}

fn send(args: &CreateArgs, action: &str, purpose: Purpose, cx: &Context) -> Result<Outcome, Error> {
    let source = args.file.read(cx)?;
    let findings = if args.no_lint { Vec::new() } else { menu::lint(&source, purpose) };
    if has_errors(&findings) {
        return Ok(not_sent(&findings));
    }
    let wechat = args.wechat.open(cx)?;
    let outcome = match args.wechat.run(&call(action, &source)?, &wechat, cx)? {
        CallOutcome::Previewed(outcome) => outcome,
        CallOutcome::Answered(reply) => {
            let outcome = answered(&reply, cx);
            let status =
                if outcome.status.is_empty() { String::new() } else { words().menu.created.to_owned() };
            outcome.status(status)
        }
    };
    Ok(outcome.findings(noted(&findings)))
}

/// Returns the result for a menu that is not sent because WeChat would refuse it.
pub(crate) fn not_sent(findings: &[Finding]) -> Outcome {
    let json = json!({ "findings": findings.iter().map(finding_json).collect::<Vec<_>>() });
    let status = words().menu.not_sent.to_owned();
    Outcome::json(json).findings(noted(findings)).status(status).failed(true)
}

/// Returns the call that sends a menu.
pub(super) fn call(action: &str, source: &Source) -> Result<Call, Error> {
    Ok(Call { body: Body::Json(menu::to_request_body(source)), ..super::bare_call(action)? })
}

/// `menu delete`
#[derive(Debug, Args)]
pub(crate) struct DeleteArgs {
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Deletes all menus after a confirmation.
pub(crate) fn delete(args: &DeleteArgs, cx: &Context) -> Result<Outcome, Error> {
    let wechat = args.wechat.open(cx)?;
    let call = super::bare_call("delete")?;
    if args.wechat.previews() {
        return args.wechat.show(&call, &wechat, cx);
    }
    confirm(args.yes, words().menu.really_delete, cx)?;
    let reply = cx.block_on(wechat.call(&call))??;
    Ok(answered(&reply, cx))
}

//! `webot mini login`: exchanges the code of `wx.login`.

use clap::Args;
use serde_json::json;

use crate::commands::args::{CallOutcome, WechatArgs, masked_json, value};
use crate::commands::endpoint::{call_with, entry};
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::secret::Secret;
use crate::text::help;
use crate::wechat::Call;

/// `mini login`
#[derive(Debug, Args)]
pub(crate) struct LoginArgs {
    /// CODE
    #[arg(value_name = "CODE", help = help().mini.login_code)]
    pub code: Secret,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Exchanges a code; the `session_key` is printed with `--show-secrets` only.
pub(crate) fn login(args: &LoginArgs, cx: &Context) -> Result<Outcome, Error> {
    let code = Secret::new(value("CODE", args.code.expose(), cx)?.trim());
    let wechat = args.wechat.open(cx)?;
    let call = call_with(&entry("mini login")?, &wechat, vec![("js_code", json!(code.expose()))])?;
    let call = Call { hidden: call.hidden.iter().cloned().chain([code]).collect(), ..call };
    match args.wechat.run(&call, &wechat, cx)? {
        CallOutcome::Previewed(outcome) => Ok(outcome),
        CallOutcome::Answered(reply) => {
            let json = masked_json(&reply, cx).ok_or_else(|| wechat.not_json(&reply))?;
            let text = cx.printer.foreign_json(&json);
            Ok(Outcome::value(json, text))
        }
    }
}

//! `webot app login`: the login of an app, from the code to the user.

use clap::Args;
use serde_json::json;

use crate::commands::args::{WechatArgs, masked, value};
use crate::commands::oauth::{details, exchange, refreshed, warn_of_snapshot};
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::secret::Secret;
use crate::text::{help, words};

/// `app login`
#[derive(Debug, Args)]
pub(crate) struct LoginArgs {
    /// CODE
    #[arg(value_name = "CODE", help = help().app.code)]
    pub code: Secret,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Exchanges the code, refreshes the token once, and gets the user: the calls that an app's server makes.
pub(crate) fn login(args: &LoginArgs, cx: &Context) -> Result<Outcome, Error> {
    let code = Secret::new(value("CODE", args.code.expose(), cx)?.trim());
    if args.wechat.previews() {
        return crate::commands::oauth::preview(&code, &args.wechat, cx);
    }
    let wechat = args.wechat.open(cx)?;
    let (tokens, user) = cx.block_on(async {
        let tokens = exchange(&code, &wechat).await?;
        warn_of_snapshot(&tokens, cx);
        let mut fresh = refreshed(&tokens, &wechat).await?;
        // Only the first response tells it.
        if let Some(snapshot) = tokens.get("is_snapshotuser") {
            fresh["is_snapshotuser"] = snapshot.clone();
        }
        let user = details(&fresh, &wechat).await?;
        Ok::<_, Error>((tokens, user))
    })??;
    let json = masked(json!({ "token": tokens, "user": user }), cx);
    let text = cx.printer.foreign_json(&json);
    Ok(Outcome::value(json, text).status(words().oauth.kept))
}

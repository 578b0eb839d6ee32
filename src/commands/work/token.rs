//! `webot work token`: the tokens of an app and of 通讯录同步.

use clap::Args;
use serde_json::json;

use crate::api::Host;
use crate::commands::args::{TicketArgs, WechatArgs};
use crate::commands::token::{KINDS_OF_WORK, stored, token_outcome};
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::{help, words};
use crate::wechat::{TokenOwner, WechatError};

/// The flag that selects the secret of a token.
#[derive(Debug, Args)]
pub(crate) struct SecretArgs {
    /// `--contacts`
    #[arg(long, help = help().work.contacts)]
    pub contacts: bool,
}

impl SecretArgs {
    fn owner(&self) -> TokenOwner {
        TokenOwner { host: Host::Work, is_contacts: self.contacts }
    }
}

/// `work token get`
#[derive(Debug, Args)]
pub(crate) struct GetArgs {
    /// The secret.
    #[command(flatten)]
    pub secret: SecretArgs,
    /// `--print`
    #[arg(long, help = help().token.print)]
    pub print: bool,
    /// The connection to WeCom.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Prints the stored token; fetches one if there is none.
pub(crate) fn get(args: &GetArgs, cx: &Context) -> Result<Outcome, Error> {
    let (wechat, owner) = (args.wechat.open(cx)?, args.secret.owner());
    if args.wechat.previews() {
        let call = wechat.token_call(&wechat.token_endpoint(Host::Work)?, owner, false)?;
        return args.wechat.show(&call, &wechat, cx);
    }
    let token = cx.block_on(wechat.access_token(owner, None))??;
    token_outcome(&token, "access_token", args.print, &wechat, cx)
}

/// `work token show`, `work token clear`
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The secret.
    #[command(flatten)]
    pub secret: SecretArgs,
    /// The connection to WeCom, whose address is part of the name of a stored token.
    #[command(flatten)]
    pub wechat: TicketArgs,
}

/// Prints the stored tokens without a request.
pub(crate) fn show(args: &ShowArgs, cx: &Context) -> Result<Outcome, Error> {
    stored(args.secret.owner(), &args.wechat, cx)
}

/// Removes the stored tokens; they stay valid at WeCom.
pub(crate) fn clear(args: &ShowArgs, cx: &Context) -> Result<Outcome, Error> {
    let wechat = args.wechat.open_store(cx)?;
    let mut cleared = Vec::new();
    for kind in KINDS_OF_WORK {
        let name = wechat.token_name(args.secret.owner(), kind)?;
        if wechat.store()?.remove(&name).map_err(WechatError::Store)? {
            cleared.push(kind);
        }
    }
    let status = (words().token.cleared)(&cleared);
    Ok(Outcome::json(json!({ "cleared": cleared })).status(status))
}

//! `webot ticket get`: the tickets for signing web pages and cards.

use clap::Args;

use super::args::WechatArgs;
use super::token::token_outcome;
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::help;
use crate::wechat::{TicketKind, WeChat};

/// `ticket get`
#[derive(Debug, Args)]
pub(crate) struct GetArgs {
    /// `--type`
    #[arg(long = "type", value_name = "TYPE", value_enum, default_value = "jsapi", hide_possible_values = true, hide_default_value = true, help = help().token.ticket_type)]
    pub kind: TicketKind,
    /// `--print`
    #[arg(long, help = help().token.print)]
    pub print: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Prints the stored ticket; fetches one if there is none.
pub(crate) fn get(args: &GetArgs, cx: &Context) -> Result<Outcome, Error> {
    let wechat = args.wechat.open(cx)?;
    if args.wechat.previews() {
        return args.wechat.show(&WeChat::ticket_call(args.kind)?, &wechat, cx);
    }
    let ticket = cx.block_on(wechat.ticket(args.kind))??;
    token_outcome(&ticket, "ticket", args.print, &wechat, cx)
}

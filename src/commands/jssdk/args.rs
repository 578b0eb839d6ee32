//! The arguments of `webot jssdk serve`.

use clap::Args;

use crate::commands::args::{ConnectionArgs, TicketArgs};
use crate::secret::Secret;
use crate::text::help;

/// `jssdk serve`
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// `--url`
    #[arg(long, value_name = "URL", help = help().jssdk.url)]
    pub url: Vec<String>,
    /// `--host`
    #[arg(long, value_name = "HOST", help = help().mock.host)]
    pub host: Option<String>,
    /// `--port`
    #[arg(long, value_name = "PORT", help = help().jssdk.port)]
    pub port: Option<u16>,
    /// `--api`
    #[arg(long, value_name = "LIST", value_delimiter = ',', help = help().jssdk.page_api)]
    pub api: Vec<String>,
    /// `--debug`
    #[arg(long, help = help().sign.debug)]
    pub debug: bool,
    /// `--card-id`
    #[arg(long, value_name = "ID", help = help().jssdk.card_id)]
    pub card_id: Vec<String>,
    /// `--prepay-id`
    #[arg(long, value_name = "ID", help = help().jssdk.prepay_id)]
    pub prepay_id: Option<String>,
    /// `--access-token`
    #[arg(long, value_name = "TOKEN", help = help().sign.access_token)]
    pub access_token: Option<Secret>,
    /// `--appid`
    #[arg(long, alias = "corpid", value_name = "APPID", help = help().sign.appid)]
    pub appid: Option<String>,
    /// `--ticket`
    #[arg(long, value_name = "TICKET", help = help().sign.ticket)]
    pub ticket: Option<Secret>,
    /// The source of tickets.
    #[command(flatten)]
    pub wechat: TicketArgs,
    /// The arguments for HTTP connections.
    #[command(flatten)]
    pub connection: ConnectionArgs,
    /// `--proxy`
    #[arg(long, value_name = "URL", help = help().api.proxy)]
    pub proxy: Option<Secret>,
}

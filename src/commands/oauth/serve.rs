//! `webot oauth serve`: stands in for open.weixin.qq.com, so that a page's login is developed without a phone.

use clap::Args;

use crate::commands::mock::{Served, run_server};
use crate::context::Context;
use crate::error::Error;
use crate::mock::{LoginRules, Rules};
use crate::printer::Outcome;
use crate::text::{help, words};

/// The default port, beside that of `webot mock`.
const DEFAULT_PORT: u16 = 7201;

/// `oauth serve`
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// `--host`
    #[arg(long, value_name = "HOST", help = help().mock.host)]
    pub host: Option<String>,
    /// `--port`
    #[arg(long, value_name = "PORT", help = help().oauth.serve_port)]
    pub port: Option<u16>,
    /// `--domain`
    #[arg(long, value_name = "DOMAIN", help = help().oauth.serve_domain)]
    pub domain: Vec<String>,
    /// `--user`
    #[arg(long, value_name = "N", help = help().oauth.serve_user)]
    pub user: Option<u64>,
}

/// Serves until it is interrupted.
pub(crate) fn serve(args: &ServeArgs, cx: &Context) -> Result<Outcome, Error> {
    let login = LoginRules {
        ask: args.user.is_none(),
        user: args.user.unwrap_or_default(),
        snapshot: false,
        domains: args.domain.clone(),
    };
    let served = Served {
        host: args.host.as_deref().unwrap_or("127.0.0.1"),
        port: args.port.unwrap_or(DEFAULT_PORT),
        rules: Rules { login, ..Rules::default() },
        listening: &words().oauth.serving,
        bot: None,
        state: None,
        appid: None,
        notify_to: None,
        speed: 1.0,
        tls: None,
        ui: None,
    };
    run_server(served, crate::mock::NetworkFaults::default(), cx)
}

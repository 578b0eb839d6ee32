//! `--dry-run` and `--curl`: print a request instead of sending it.

use clap::Args;

use crate::context::Context;
use crate::http::{Request, curl};
use crate::printer::Outcome;
use crate::text::help;

/// The flags that print instead of sending, listed under the heading of the command.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct DryRunArgs {
    /// `--dry-run`
    #[arg(long, help = help().args.dry_run)]
    pub dry_run: bool,
    /// `--curl`
    #[arg(long, help = help().args.curl, conflicts_with = "dry_run")]
    pub curl: bool,
}

impl DryRunArgs {
    /// Returns whether one of the flags is given.
    pub(crate) fn any(&self) -> bool {
        self.dry_run || self.curl
    }

    /// Returns the request for printing.
    pub(crate) fn show(&self, request: &Request, cx: &Context) -> Outcome {
        let request = if cx.show_secrets { request.clone() } else { request.redacted() };
        if self.curl {
            return Outcome::text(curl(&request));
        }
        Outcome::value(request.to_json(), request.to_text())
    }
}

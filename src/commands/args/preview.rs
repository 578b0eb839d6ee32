//! `--dry-run` and `--curl`: a request that is shown in place of being sent.

use clap::Args;

use crate::context::Context;
use crate::http::{Request, curl};
use crate::printer::Outcome;
use crate::text::help;

/// Shows in place of sending; the heading of the help is that of the command.
#[derive(Debug, Default, Args)]
pub struct DryRunArgs {
    /// `--dry-run`
    #[arg(long, help = help().args.dry_run)]
    pub dry_run: bool,
    /// `--curl`
    #[arg(long, help = help().args.curl, conflicts_with = "dry_run")]
    pub curl: bool,
}

impl DryRunArgs {
    /// Returns whether nothing is sent.
    pub fn any(&self) -> bool {
        self.dry_run || self.curl
    }

    /// Returns the request as `--dry-run` or `--curl` shows it.
    pub fn show(&self, request: &Request, cx: &Context) -> Outcome {
        let request = if cx.show_secrets { request.clone() } else { request.redacted() };
        if self.curl {
            return Outcome::text(curl(&request));
        }
        Outcome::value(request.to_json(), request.to_text())
    }
}

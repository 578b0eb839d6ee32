//! Arguments for HTTP connections.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use url::Url;

use super::input::{parse_seconds, read_bytes};
use crate::config::{Key, Settings};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http::{Client, Trust, shown};
use crate::lang::Wanted;
use crate::text::{help, words};

/// The default time limit for an answer.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(15);

/// The arguments for HTTP connections, listed under the heading of the command.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct ConnectionArgs {
    /// `--timeout`
    #[arg(long, value_name = "SECONDS", help = help().args.timeout)]
    pub timeout: Option<String>,
    /// `--cacert`
    #[arg(long, value_name = "FILE", help = help().args.cacert)]
    pub cacert: Option<PathBuf>,
    /// `--insecure`
    #[arg(long, help = help().args.insecure)]
    pub insecure: bool,
}

impl ConnectionArgs {
    /// Returns the time limit.
    pub(crate) fn limit(&self) -> Result<Duration, Error> {
        self.timeout.as_ref().map_or(Ok(DEFAULT_TIMEOUT), |seconds| parse_seconds("--timeout", seconds))
    }

    /// Returns the trusted certificates. Without TLS, reads only a file that is given with `--cacert`.
    pub(crate) fn trust(&self, tls: bool, settings: &Settings, cx: &Context) -> Result<Trust, Error> {
        let file = match &self.cacert {
            None if tls => settings.text(Key::Cacert)?.map(PathBuf::from),
            named => named.clone(),
        };
        let roots = file.map(|file| read_roots(&file, cx)).transpose()?;
        if self.insecure {
            cx.printer.warning(words().insecure);
        }
        Ok(Trust { roots, insecure: self.insecure, ..Trust::default() })
    }

    /// Returns a client for this URL.
    pub(crate) fn client(&self, url: &Url, cx: &Context) -> Result<Client, Error> {
        let trust = self.trust(url.scheme() == "https", cx.settings()?, cx)?;
        Client::new(url, &trust).map_err(|failure| Error::Network { url: shown(url), failure })
    }
}

/// Reads a PEM file of root certificates.
pub(crate) fn read_roots(path: &Path, cx: &Context) -> Result<Vec<u8>, Error> {
    let pem = read_bytes(path, "--cacert", cx)?;
    if pem.windows(27).any(|window| window == b"-----BEGIN CERTIFICATE-----") {
        return Ok(pem);
    }
    let value = path.display().to_string();
    Err(Usage::Value { flag: "--cacert", value, wanted: Wanted::Pem }.into())
}

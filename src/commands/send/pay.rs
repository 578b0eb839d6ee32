//! What a notification of WeChat Pay is encrypted and signed with.

use std::path::PathBuf;

use clap::Args;

use crate::commands::target::read_limited;
use crate::context::Context;
use crate::error::{Config, Error, Usage};
use crate::message::{ApiV3Key, PayCredentials};
use crate::secret::Secret;
use crate::sign::rsa::PrivateKey;
use crate::text::help;

/// The serial number that a notification has when nothing else is said: 40 hexadecimal digits, as WeChat's have.
const SAMPLE_SERIAL: &str = "7765626F742D746573742D706C6174666F726D31";

/// Flags of the kinds `pay.…`.
#[derive(Debug, Args)]
#[command(next_help_heading = help().send.signing)]
pub struct PayArgs {
    /// `--apiv3-key`
    #[arg(long, value_name = "KEY", help = help().send.apiv3_key)]
    pub apiv3_key: Option<Secret>,
    /// `--private-key`
    #[arg(long, value_name = "FILE", help = help().send.private_key)]
    pub private_key: Option<PathBuf>,
    /// `--serial`
    #[arg(long, value_name = "SERIAL", help = help().send.serial)]
    pub serial: Option<String>,
}

impl PayArgs {
    /// Key and certificate: flags over environment over file.
    pub fn resolve(&self, cx: &Context) -> Result<PayCredentials, Error> {
        let file = cx.config()?;
        let key = match (&self.apiv3_key, cx.env.get("WX_APIV3_KEY"), &file.apiv3_key) {
            (Some(key), _, _) | (None, None, Some(key)) => key.expose(),
            (None, Some(key), _) => key,
            (None, None, None) => return Err(Config::NoApiV3Key.into()),
        };
        let api_v3_key = ApiV3Key::parse(key).map_err(Usage::ApiV3Key)?;
        let named = self.private_key.clone().or_else(|| cx.env.get("WX_PAY_PRIVATE_KEY").map(PathBuf::from));
        let path = named.or_else(|| file.platform_private_key.clone()).ok_or(Config::NoPrivateKey)?;
        let pem = read_limited(&path, "--private-key")?;
        let private_key = PrivateKey::from_pem(&String::from_utf8_lossy(&pem))
            .map_err(|error| Usage::PrivateKey { path: path.display().to_string(), error })?;
        let serial = self.serial.as_ref().or(file.platform_serial.as_ref());
        let serial = serial.map_or(SAMPLE_SERIAL, String::as_str).to_owned();
        Ok(PayCredentials { api_v3_key, private_key, serial })
    }
}

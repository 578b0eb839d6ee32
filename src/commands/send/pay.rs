//! The credentials that encrypt and sign a notification of WeChat Pay.

use clap::Args;

use crate::commands::args::{optional_secret, optional_setting, private_key, secret};
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Setup, Usage};
use crate::message::{ApiV3Key, PayCredentials};
use crate::secret::Secret;
use crate::text::help;

/// The default serial number of a notification: 40 hexadecimal digits, like WeChat's.
const SAMPLE_SERIAL: &str = "7765626F742D746573742D706C6174666F726D31";

/// Flags of the kinds `pay.…`.
#[derive(Debug, Args)]
#[command(next_help_heading = help().send.signing)]
pub(crate) struct PayArgs {
    /// `--apiv3-key`
    #[arg(long, value_name = "KEY", help = help().send.apiv3_key)]
    pub apiv3_key: Option<Secret>,
    /// `--private-key`
    #[arg(long, value_name = "FILE", help = help().send.private_key)]
    pub private_key: Option<Secret>,
    /// `--pay-key`
    #[arg(long, value_name = "KEY", help = help().send.pay_key)]
    pub pay_key: Option<Secret>,
    /// `--serial`
    #[arg(long, value_name = "SERIAL", help = help().send.serial)]
    pub serial: Option<String>,
}

impl PayArgs {
    /// Returns the API key of v2.
    pub(crate) fn key(&self, cx: &Context) -> Result<Secret, Error> {
        secret("--pay-key", self.pay_key.as_ref(), Key::PayKey, cx)
    }

    /// Returns key and certificate; flags override the environment, which overrides the file.
    pub(crate) fn resolve(&self, cx: &Context) -> Result<PayCredentials, Error> {
        let key = optional_secret("--apiv3-key", self.apiv3_key.as_ref(), Key::ApiV3Key, cx)?;
        let key = key.ok_or(Setup::NoApiV3Key)?;
        let api_v3_key = ApiV3Key::new(key.expose().as_bytes()).map_err(Usage::ApiV3Key)?;
        let private_key = private_key(self.private_key.as_ref(), Key::PlatformPrivateKey, cx)?;
        let private_key = private_key.ok_or(Setup::NoPrivateKey)?;
        let serial = optional_setting(self.serial.as_ref(), Key::PlatformSerial, cx)?;
        let serial = serial.unwrap_or_else(|| SAMPLE_SERIAL.to_owned());
        Ok(PayCredentials { api_v3_key, private_key, serial })
    }
}

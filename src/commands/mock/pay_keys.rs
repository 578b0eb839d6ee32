//! `webot mock pay-keys`: prints the keys of the mock's merchant and platform, for the configuration of an SDK.

use std::path::{Path, PathBuf};

use super::{DEFAULT_HOST, DEFAULT_PORT, MockArgs};
use crate::commands::args::{MOCK_STATE_VARIABLE, private_key};
use crate::config::Key;
use crate::context::Context;
use crate::error::Error;
use crate::mock::StateFile;
use crate::mock::pay::keyring::PayKeyring;
use crate::mock::pay::keys::{OwnPayKeys, PayKeys};
use crate::printer::Outcome;
use crate::text;
use crate::wechat::WechatError;

/// Returns the values that the profile has in place of those of the mock.
pub(crate) fn own(cx: &Context) -> Result<OwnPayKeys, Error> {
    let settings = cx.settings()?;
    Ok(OwnPayKeys {
        appid: settings.text(Key::Appid)?,
        mchid: settings.text(Key::Mchid)?,
        merchant_serial: settings.text(Key::MchSerial)?,
        merchant_key: private_key(None, Key::MchPrivateKey, cx)?,
        apiv3_key: settings.secret(Key::ApiV3Key)?,
        v2_key: settings.secret(Key::PayKey)?,
        platform_serial: settings.text(Key::PlatformSerial)?,
        platform_key: private_key(None, Key::PlatformPrivateKey, cx)?,
    })
}

/// Returns the keys beside the state in `named`, `WEBOT_MOCK_STATE` or the user's folder.
pub(crate) fn open(named: Option<&Path>, cx: &Context) -> Result<PayKeys, Error> {
    Ok(PayKeys::open(&state_path(named, cx), own(cx)?, &cx.system).map_err(WechatError::Mock)?)
}

/// Returns the keys of a mock, which opens them at the first call that needs them. Values of the profile that cannot be
/// read are an error of that call only.
pub(crate) fn keyring(state: Option<PathBuf>, cx: &Context) -> PayKeyring {
    let own = own(cx).map_err(|error| text::error(&error).message);
    PayKeyring::beside(state, own, cx.system)
}

/// Returns the state file in `named`, `WEBOT_MOCK_STATE` or the user's folder.
pub(crate) fn state_path(named: Option<&Path>, cx: &Context) -> PathBuf {
    let named = named.or_else(|| cx.env.get(MOCK_STATE_VARIABLE).map(Path::new));
    named.map_or_else(StateFile::default_path, Path::to_owned)
}

/// Prints the keys.
pub(super) fn run(args: &MockArgs, cx: &Context) -> Result<Outcome, Error> {
    let keys = open(args.mock_state.as_deref(), cx)?;
    let (host, port) = (args.host.as_deref().unwrap_or(DEFAULT_HOST), args.port.unwrap_or(DEFAULT_PORT));
    let json = keys.shown(&format!("http://{host}:{port}"), cx.show_secrets);
    let text = json.as_object().into_iter().flatten().map(|(name, value)| {
        let value = value.as_str().unwrap_or_default();
        let separator = if value.contains('\n') { '\n' } else { ' ' };
        format!("{name}:{separator}{value}\n")
    });
    let text: String = text.collect();
    Ok(Outcome::value(json, text.trim_end()))
}

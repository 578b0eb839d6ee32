//! Mini-programs: sessions and virtual payment.

use clap::Args;
use serde_json::json;

use super::CommonArgs;
use super::inputs::stdin;
use super::report::SignatureReport;
use crate::commands::args::{given_secret, non_empty, secret};
use crate::config::Key;
use crate::context::Context;
use crate::error::Error;
use crate::secret::Secret;
use crate::sign::{Sister, schemes, sisters};
use crate::text::help;

/// `sign session`
#[derive(Debug, Args)]
pub(crate) struct SessionArgs {
    /// `--session-key`
    #[arg(long, value_name = "KEY", help = help().sign.session_key)]
    pub session_key: Option<Secret>,
    /// `--hmac`
    #[arg(long, help = help().sign.hmac)]
    pub hmac: bool,
    /// `--data`
    #[arg(long, value_name = "TEXT", help = help().sign.data)]
    pub data: Option<String>,
    /// The output arguments.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// Returns the data to sign: `--data`, else standard input without trailing line breaks; `None` if that is a
/// terminal.
fn data(given: Option<&String>, cx: &Context) -> Result<Option<String>, Error> {
    match given {
        Some(data) => Ok(Some(data.clone())),
        None => Ok(stdin("--data", cx)?.map(|text| text.trim_end_matches(['\r', '\n']).to_owned())),
    }
}

fn required_data(given: Option<&String>, cx: &Context) -> Result<String, Error> {
    non_empty("--data", data(given, cx)?.unwrap_or_default())
}

pub(super) fn session(args: &SessionArgs, cx: &Context) -> Result<SignatureReport, Error> {
    let key = secret("--session-key", args.session_key.as_ref(), Key::SessionKey, cx)?;
    cx.hide_key(&key);
    if args.hmac {
        // checkSessionKey signs an empty string.
        let data = data(args.data.as_ref(), cx)?.unwrap_or_default();
        let sisters = sisters::of_session(&data, key.expose(), true);
        let spec = schemes::hmac(key.expose(), None, &data);
        return Ok(SignatureReport::hash(spec, vec![("data", data)]).with_sisters(sisters));
    }
    let data = required_data(args.data.as_ref(), cx)?;
    let sisters = sisters::of_session(&data, key.expose(), false);
    let spec = schemes::session(&data, key.expose());
    Ok(SignatureReport::hash(spec, vec![("rawData", data)]).with_sisters(sisters))
}

/// The text that `wx.requestVirtualPayment` signs in place of a path (小程序文档《虚拟支付 签名详解》).
const CLIENT_URI: &str = "requestVirtualPayment";

/// `sign xpay`
#[derive(Debug, Args)]
pub(crate) struct XpayArgs {
    /// `--uri`
    #[arg(long, value_name = "PATH", help = help().sign.uri)]
    pub uri: Option<String>,
    /// `--app-key`
    #[arg(long, value_name = "KEY", help = help().sign.app_key)]
    pub app_key: Option<Secret>,
    /// `--session-key`
    #[arg(long, value_name = "KEY", help = help().sign.session_key, conflicts_with_all = ["app_key", "uri"])]
    pub session_key: Option<Secret>,
    /// `--data`
    #[arg(long, value_name = "TEXT", help = help().sign.data)]
    pub data: Option<String>,
    /// The output arguments.
    #[command(flatten)]
    pub common: CommonArgs,
}

pub(super) fn xpay(args: &XpayArgs, cx: &Context) -> Result<SignatureReport, Error> {
    if let Some(key) = &args.session_key {
        let key = given_secret("--session-key", key, cx)?;
        let data = required_data(args.data.as_ref(), cx)?;
        return Ok(SignatureReport::hash(schemes::hmac(key.expose(), None, &data), vec![("body", data)]));
    }
    let key = secret("--app-key", args.app_key.as_ref(), Key::AppKey, cx)?;
    let data = required_data(args.data.as_ref(), cx)?;
    let uri = args.uri.clone().unwrap_or_else(|| CLIENT_URI.to_owned());
    let mut report = SignatureReport::hash(
        schemes::hmac(key.expose(), Some(&uri), &data),
        vec![("uri", uri), ("body", data)],
    );
    let user = schemes::hmac(key.expose(), None, &report.inputs[1].1);
    report.alternatives.sisters = vec![Sister { name: "signature", spec: user }];
    report.results.push(("pay_sig", json!(report.signature)));
    Ok(report)
}

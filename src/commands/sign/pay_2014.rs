//! WeChat Pay as it was in 2014: `package` and `paySign`.

use clap::Args;
use serde_json::json;

use super::CommonArgs;
use super::inputs::fields;
use super::report::Signed;
use crate::commands::inputs::secret;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::secret::Secret;
use crate::sign::{Digest, recipe};
use crate::text::help;

/// `sign package`
#[derive(Debug, Args)]
pub struct PackageArgs {
    /// `--field`
    #[arg(long, value_name = "NAME=VALUE", help = help().sign.field)]
    pub field: Vec<String>,
    /// `--partner-key`
    #[arg(long, value_name = "KEY", help = help().sign.partner_key)]
    pub partner_key: Option<Secret>,
    /// Output.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// The longest values of the `package` of 2014, in bytes (JS-SDK 文档 2015 附录 5).
const PACKAGE_LIMITS: [(&str, usize); 7] = [
    ("body", 128),
    ("attach", 128),
    ("out_trade_no", 32),
    ("notify_url", 255),
    ("spbill_create_ip", 15),
    ("time_start", 14),
    ("time_expire", 14),
];

fn check_package(fields: &[(String, String)]) -> Result<(), Error> {
    let value = |name: &str| fields.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str());
    for (name, limit) in PACKAGE_LIMITS {
        let bytes = value(name).map_or(0, str::len);
        if bytes > limit {
            return Err(Usage::FieldTooLong { field: name, bytes, limit }.into());
        }
    }
    let fen = |name: &str| value(name).and_then(|value| value.parse::<u64>().ok());
    if let (Some(total), Some(transport), Some(product)) =
        (fen("total_fee"), fen("transport_fee"), fen("product_fee"))
        && transport.checked_add(product) != Some(total)
    {
        return Err(Usage::FeesDiffer { total, transport, product }.into());
    }
    Ok(())
}

pub(super) fn package(args: &PackageArgs, cx: &Context) -> Result<Signed, Error> {
    let key = secret(
        "--partner-key",
        args.partner_key.as_ref(),
        "WX_PARTNER_KEY",
        cx.config()?.partner_key.as_ref(),
        cx,
    )?;
    let fields = fields(&args.field)?;
    check_package(&fields)?;
    let mut signed = Signed::hash(recipe::pay_v2(&fields, key.expose(), Digest::Md5), Vec::new());
    signed.inputs.clone_from(&fields);
    let package = recipe::package(&fields, &signed.signature);
    signed.snippet.clone_from(&package);
    signed.results.push(("package", json!(package)));
    Ok(signed)
}

/// `sign pay-sign`
#[derive(Debug, Args)]
pub struct PaySignArgs {
    /// `--field`
    #[arg(long, value_name = "NAME=VALUE", help = help().sign.field)]
    pub field: Vec<String>,
    /// `--app-key`
    #[arg(long, value_name = "KEY", help = help().sign.app_key)]
    pub app_key: Option<Secret>,
    /// Output.
    #[command(flatten)]
    pub common: CommonArgs,
}

pub(super) fn pay_sign(args: &PaySignArgs, cx: &Context) -> Result<Signed, Error> {
    let key = secret("--app-key", args.app_key.as_ref(), "WX_APP_KEY", cx.config()?.app_key.as_ref(), cx)?;
    let fields = fields(&args.field)?;
    let mut signed = Signed::hash(recipe::pay_sign(&fields, key.expose()), Vec::new());
    signed.inputs = fields;
    signed.results.push(("paySign", json!(signed.signature)));
    Ok(signed)
}

//! WeChat Pay of 2014: `package` and `paySign`.

use clap::Args;
use serde_json::json;

use super::CommonArgs;
use super::inputs::{distinct, fields};
use super::report::SignatureReport;
use crate::commands::args::secret;
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::secret::Secret;
use crate::sign::{Charset, Digest, SignatureSpec, schemes};
use crate::text::help;

/// `sign package`
#[derive(Debug, Args)]
pub(crate) struct PackageArgs {
    /// `--field`
    #[arg(long, value_name = "NAME=VALUE", help = help().sign.field)]
    pub field: Vec<String>,
    /// `--partner-key`
    #[arg(long, value_name = "KEY", help = help().sign.partner_key)]
    pub partner_key: Option<Secret>,
    /// The output arguments.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// The limits of fields in the `package` of 2014, in bytes (JS-SDK 文档 2015 附录 5).
const PACKAGE_LIMITS: [(&str, usize); 7] = [
    ("body", 128),
    ("attach", 128),
    ("out_trade_no", 32),
    ("notify_url", 255),
    ("spbill_create_ip", 15),
    ("time_start", 14),
    ("time_expire", 14),
];

/// The fields of the `package` of 2014 with fixed values (same document).
const PACKAGE_VALUES: [(&str, &[&str]); 3] =
    [("bank_type", &["WX"]), ("fee_type", &["1"]), ("input_charset", &["GBK", "UTF-8"])];

/// Returns the charset of the signed string: that of `input_charset`, else GBK (same document).
fn charset(fields: &[(String, String)]) -> Charset {
    let utf8 = |(name, value): &(String, String)| name == "input_charset" && value == "UTF-8";
    if fields.iter().any(utf8) { Charset::Utf8 } else { Charset::Gbk }
}

fn check_package(fields: &[(String, String)]) -> Result<(), Error> {
    let value = |name: &str| fields.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str());
    for (name, limit) in PACKAGE_LIMITS {
        let bytes = value(name).map_or(0, str::len);
        if bytes > limit {
            return Err(Usage::FieldTooLong { field: name, bytes, limit }.into());
        }
    }
    for (field, wanted) in PACKAGE_VALUES {
        if let Some(value) = value(field).filter(|value| !value.is_empty() && !wanted.contains(value)) {
            return Err(Usage::FieldValue { field, value: value.to_owned(), wanted }.into());
        }
    }
    // An emoji, for example, is not in GBK.
    if charset(fields) == Charset::Gbk && !fields.iter().all(|(_, value)| Charset::Gbk.has(value)) {
        let (field, value) = ("input_charset", "GBK".to_owned());
        return Err(Usage::FieldValue { field, value, wanted: &["UTF-8"] }.into());
    }
    let fen = |field: &'static str| match value(field).filter(|value| !value.is_empty()) {
        Some(value) => match value.parse::<u64>() {
            Ok(fen) if !value.starts_with('+') => Ok(Some(fen)),
            _ => Err(Usage::FieldValue { field, value: value.to_owned(), wanted: &[] }),
        },
        None => Ok(None),
    };
    let (total, transport, product) = (fen("total_fee")?, fen("transport_fee")?, fen("product_fee")?);
    // If one of the two has a value, the sum must be right.
    if transport.or(product).is_some() {
        let total = total.ok_or(Usage::FieldMissing("total_fee"))?;
        let (transport, product) = (transport.unwrap_or(0), product.unwrap_or(0));
        if transport.checked_add(product) != Some(total) {
            return Err(Usage::FeesDiffer { total, transport, product }.into());
        }
    }
    Ok(())
}

pub(super) fn package(args: &PackageArgs, cx: &Context) -> Result<SignatureReport, Error> {
    let key = secret("--partner-key", args.partner_key.as_ref(), Key::PartnerKey, cx)?;
    cx.hide_key(&key);
    let fields = fields(&args.field, cx)?;
    check_package(&fields)?;
    let charset = charset(&fields);
    let spec = SignatureSpec { charset, ..schemes::pay_v2(&fields, key.expose(), Digest::Md5) };
    let mut report = SignatureReport::hash(spec, Vec::new());
    report.inputs.clone_from(&fields);
    let package = schemes::package(&fields, charset, &report.signature);
    report.snippet.clone_from(&package);
    report.results.push(("package", json!(package)));
    Ok(report)
}

/// `sign pay-sign`
#[derive(Debug, Args)]
pub(crate) struct PaySignArgs {
    /// `--field`
    #[arg(long, value_name = "NAME=VALUE", help = help().sign.field)]
    pub field: Vec<String>,
    /// `--app-key`
    #[arg(long, value_name = "KEY", help = help().sign.app_key)]
    pub app_key: Option<Secret>,
    /// The output arguments.
    #[command(flatten)]
    pub common: CommonArgs,
}

pub(super) fn pay_sign(args: &PaySignArgs, cx: &Context) -> Result<SignatureReport, Error> {
    let key = secret("--app-key", args.app_key.as_ref(), Key::AppKey, cx)?;
    cx.hide_key(&key);
    let fields = fields(&args.field, cx)?;
    let lower = fields.iter().map(|(name, value)| (name.to_lowercase(), value.clone()));
    if let Some((name, _)) = distinct(lower.collect())?.iter().find(|(name, _)| name == "appkey") {
        return Err(Usage::FieldName(name.clone()).into());
    }
    let mut report = SignatureReport::hash(schemes::pay_sign(&fields, key.expose()), Vec::new());
    report.inputs = fields;
    report.results.push(("paySign", json!(report.signature)));
    Ok(report)
}

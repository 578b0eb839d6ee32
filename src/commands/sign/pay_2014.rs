//! WeChat Pay of 2014: `package` and `paySign`.

use std::net::Ipv4Addr;

use clap::Args;
use serde_json::json;
use time::{Date, Month};

use super::CommonArgs;
use super::inputs::{distinct, fields, is_whole_url};
use super::pay::add_page;
use super::report::SignatureReport;
use crate::commands::args::secret;
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Wanted;
use crate::secret::Secret;
use crate::sign::{Charset, Digest, SignatureSpec, schemes};
use crate::text::{help, words};

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

/// The required fields of the `package` of 2014 (微信公众号支付接口文档).
const PACKAGE_REQUIRED: [&str; 9] = [
    "bank_type",
    "body",
    "partner",
    "out_trade_no",
    "total_fee",
    "fee_type",
    "notify_url",
    "spbill_create_ip",
    "input_charset",
];

/// A field with a form, and the function that tells whether a value has it.
type FieldForm = (&'static str, Wanted, fn(&str) -> bool);

/// The fields of the `package` of 2014 with a form (JS-SDK 文档 2015 附录 5).
const PACKAGE_FORMS: [FieldForm; 4] = [
    ("notify_url", Wanted::NotifyUrl, is_whole_url),
    ("spbill_create_ip", Wanted::Ipv4, |value| value.parse::<Ipv4Addr>().is_ok()),
    ("time_start", Wanted::ChinaTime, is_time),
    ("time_expire", Wanted::ChinaTime, is_time),
];

/// Returns whether a text is a time of the form `yyyyMMddHHmmss`.
fn is_time(text: &str) -> bool {
    let number = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse::<u8>().ok());
    let date = || {
        let year = text.get(..4)?.parse().ok()?;
        let month = Month::try_from(number(4, 6)?).ok()?;
        Date::from_calendar_date(year, month, number(6, 8)?).ok()
    };
    let below = |from: usize, limit: u8| number(from, from + 2).is_some_and(|number| number < limit);
    text.len() == 14
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && date().is_some()
        && below(8, 24)
        && below(10, 60)
        && below(12, 60)
}

/// Returns the charset of the signed string: that of `input_charset`, else GBK (same document).
fn charset(fields: &[(String, String)]) -> Charset {
    let utf8 = |(name, value): &(String, String)| name == "input_charset" && value == "UTF-8";
    if fields.iter().any(utf8) { Charset::Utf8 } else { Charset::Gbk }
}

fn check_package(fields: &[(String, String)], charset: Charset) -> Result<(), Error> {
    let value = |name: &str| fields.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str());
    let given = |name: &str| value(name).filter(|value| !value.is_empty());
    for (name, limit) in PACKAGE_LIMITS {
        let bytes = value(name).map_or(0, |value| charset.len(value));
        if bytes > limit {
            return Err(Usage::FieldTooLong { field: name, bytes, limit }.into());
        }
    }
    for (field, wanted) in PACKAGE_VALUES {
        if let Some(value) = given(field).filter(|value| !wanted.contains(value)) {
            return Err(Usage::FieldValue { field, value: value.to_owned(), wanted }.into());
        }
    }
    for (name, wanted, fits) in PACKAGE_FORMS {
        if let Some(value) = given(name).filter(|value| !fits(value)) {
            return Err(Usage::Parameter { name, value: value.to_owned(), wanted }.into());
        }
    }
    // An emoji, for example, is not in GBK.
    for (field, value) in fields.iter().filter(|_| charset == Charset::Gbk) {
        if let Some(char) = value.chars().find(|char| !Charset::Gbk.has(char.encode_utf8(&mut [0; 4]))) {
            return Err(match given("input_charset") {
                Some(value) => {
                    let (field, value) = ("input_charset", value.to_owned());
                    Usage::FieldValue { field, value, wanted: &["UTF-8"] }.into()
                }
                None => Usage::NotInGbk { field: field.clone(), char }.into(),
            });
        }
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
    let charset = charset(&fields);
    check_package(&fields, charset)?;
    let has = |name: &&str| fields.iter().any(|(given, value)| given == name && !value.is_empty());
    let lacking: Vec<&str> = PACKAGE_REQUIRED.into_iter().filter(|name| !has(name)).collect();
    if args.common.check.is_none() && !lacking.is_empty() {
        cx.printer.warning(&(words().package_lacks)(&lacking));
    }
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
    report.results.push(("paySign", json!(report.signature)));
    let value = |wanted: &str| {
        let found = fields.iter().find(|(name, _)| name.to_lowercase() == wanted);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    };
    // The fields of a page; a native payment signs others.
    let names = ["appid", "timestamp", "noncestr", "package"];
    if let [Some(appid), Some(timestamp), Some(nonce), Some(package)] = names.map(value) {
        add_page(&mut report, [appid, timestamp, nonce, package], "SHA1");
    }
    report.inputs = fields;
    Ok(report)
}

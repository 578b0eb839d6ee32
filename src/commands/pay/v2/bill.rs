//! `webot pay v2 bill` and `short-url`.

use clap::Args;
use serde_json::{Value, json};

use super::{Answer, V2Args, field, object};
use crate::commands::pay::bill::{FormArgs, day, shown, unpacked};
use crate::commands::pay::bill_file;
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::help;
use crate::wechat::WechatError;

/// `pay v2 bill`
#[derive(Debug, Args)]
pub(crate) struct BillArgs {
    /// DATE
    #[arg(value_name = "DATE", help = help().pay.date, help_heading = help().arguments)]
    pub date: String,
    /// `--type`
    #[arg(long = "type", value_name = "TYPE", value_parser = ["ALL", "SUCCESS", "REFUND", "RECHARGE_REFUND"], default_value = "ALL", hide_default_value = true, hide_possible_values = true, ignore_case = true, help = help().pay.bill_type_v2)]
    pub bill_type: String,
    /// The form of the bill.
    #[command(flatten)]
    pub form: FormArgs,
    /// The merchant.
    #[command(flatten)]
    pub merchant: V2Args,
}

/// Downloads the bill of a day's orders and refunds. It has neither a signature nor a hash.
pub(crate) fn bill(args: &BillArgs, cx: &Context) -> Result<Outcome, Error> {
    let fields = [
        ("bill_date", day(&args.date)?.replace('-', "")),
        ("bill_type", args.bill_type.to_ascii_uppercase()),
        ("tar_type", "GZIP".to_owned()),
    ];
    let session = args.merchant.open(cx)?;
    let call = match session.prepared("/pay/downloadbill", &fields)? {
        Ok(call) => call,
        Err(outcome) => return Ok(outcome),
    };
    if let Some(path) = &args.form.output {
        return bill_file::save(&call, &session.wechat, None, path, cx);
    }
    let reply = cx.block_on(session.wechat.call(&call))??;
    shown(&unpacked(reply.body)?, &args.form, cx)
}

/// `pay v2 short-url`
#[derive(Debug, Args)]
pub(crate) struct ShortUrlArgs {
    /// URL
    #[arg(value_name = "URL", help = help().pay.long_url, help_heading = help().arguments)]
    pub url: String,
    /// The merchant.
    #[command(flatten)]
    pub merchant: V2Args,
}

/// Shortens the `weixin://` URL of a QR code.
pub(crate) fn short_url(args: &ShortUrlArgs, cx: &Context) -> Result<Outcome, Error> {
    let fields = [("long_url", args.url.clone())];
    match args.merchant.open(cx)?.call("/tools/shorturl", &fields, "")? {
        Answer::Previewed(outcome) => Ok(outcome),
        Answer::Answered(fields) => {
            let url = field(&fields, "short_url");
            if url.is_empty() {
                return Err(WechatError::NoMember { member: "short_url".to_owned() }.into());
            }
            let json = json!(Value::Object(object(&fields)));
            Ok(Outcome::value(json, cx.printer.foreign(url)))
        }
    }
}

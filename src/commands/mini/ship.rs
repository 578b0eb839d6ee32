//! `webot mini ship upload`: enters the shipment of an order.

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::BorrowedFormatItem;
use time::format_description::well_known::Rfc3339;
use time::macros::{format_description, offset};

use crate::api::{MAX_ITEM_CHARS, MAX_PARCELS};
use crate::commands::args::{WechatArgs, confirm};
use crate::commands::endpoint::{call_with, entry};
use crate::context::Context;
use crate::error::{Error, Setup, Usage};
use crate::lang::{AppWanted, Wanted};
use crate::printer::Outcome;
use crate::text::{help, words};

/// The format of `upload_time`: RFC 3339 with milliseconds and a zone.
const UPLOAD_TIME: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].000+08:00");

/// `mini ship upload`
#[derive(Debug, Args)]
pub(crate) struct ShipArgs {
    /// `--order`
    #[arg(long, value_name = "NUMBER", required_unless_present = "trade_no", conflicts_with_all = ["trade_no", "mchid"], help = help().mini.order)]
    pub order: Option<String>,
    /// `--mchid`
    #[arg(long, value_name = "ID", requires = "trade_no", help = help().mini.mchid)]
    pub mchid: Option<String>,
    /// `--trade-no`
    #[arg(long, value_name = "NUMBER", requires = "mchid", help = help().mini.trade_no)]
    pub trade_no: Option<String>,
    /// `--openid`
    #[arg(long, value_name = "OPENID", help = help().mini.buyer)]
    pub openid: String,
    /// `--item`
    #[arg(long, value_name = "TEXT", help = help().mini.item)]
    pub item: String,
    /// `--by`
    #[arg(long, value_name = "WAY", value_enum, default_value = "express", hide_possible_values = true, hide_default_value = true, help = help().mini.by)]
    pub by: Way,
    /// `--parcel`
    #[arg(long, value_name = "COMPANY:NUMBER", help = help().mini.parcel)]
    pub parcel: Vec<String>,
    /// `--contact`
    #[arg(long, value_name = "PHONE", help = help().mini.contact)]
    pub contact: Option<String>,
    /// `--more`
    #[arg(long, conflicts_with = "last", help = help().mini.more)]
    pub more: bool,
    /// `--last`
    #[arg(long, help = help().mini.last)]
    pub last: bool,
    /// `--time`
    #[arg(long, value_name = "TIME", help = help().mini.time)]
    pub time: Option<String>,
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// The way of a shipment, in the order of WeChat's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Way {
    /// 快递
    Express,
    /// 同城配送
    City,
    /// 虚拟商品
    Virtual,
    /// 用户自提
    PickUp,
}

impl Way {
    fn number(self) -> u8 {
        match self {
            Self::Express => 1,
            Self::City => 2,
            Self::Virtual => 3,
            Self::PickUp => 4,
        }
    }
}

/// Enters the shipment after a confirmation: the user is notified, and an order can be corrected only once.
pub(crate) fn upload(args: &ShipArgs, cx: &Context) -> Result<Outcome, Error> {
    let several = args.more || args.last || args.parcel.len() > 1;
    let mut values: Vec<(&'static str, Value)> = Vec::new();
    let shown = match (&args.order, &args.mchid, &args.trade_no) {
        (Some(order), ..) => {
            values.extend([
                ("order_key.order_number_type", json!(2)),
                ("order_key.transaction_id", json!(order)),
            ]);
            order
        }
        (None, Some(mchid), Some(number)) => {
            values.push(("order_key.order_number_type", json!(1)));
            values.extend([("order_key.mchid", json!(mchid)), ("order_key.out_trade_no", json!(number))]);
            number
        }
        _ => return Err(Error::Bug("an order without a number".to_owned())),
    };
    values.push(("logistics_type", json!(args.by.number())));
    values.push(("delivery_mode", json!(if several { 2 } else { 1 })));
    let time = match &args.time {
        Some(time) if OffsetDateTime::parse(time, &Rfc3339).is_ok() => time.clone(),
        Some(time) => {
            let wanted = Wanted::App(AppWanted::Time);
            return Err(Usage::Value { flag: "--time", value: time.clone(), wanted }.into());
        }
        None => upload_time(cx)?,
    };
    values.push(("upload_time", json!(time)));
    values.push(("payer.openid", json!(args.openid)));
    if several {
        values.push(("is_all_delivered", json!(!args.more)));
    }
    values.push(("shipping_list", parcels(args, several)?));
    let wechat = args.wechat.open(cx)?;
    let call = call_with(&entry("mini ship upload")?, &wechat, values)?;
    if !args.wechat.previews() {
        confirm(args.yes, &(words().mini.really_ship)(&cx.printer.foreign(shown)), cx)?;
    }
    args.wechat.print(&call, &wechat, cx)
}

/// Returns the list of parcels; goods that no carrier transports are one without a number.
fn parcels(args: &ShipArgs, several: bool) -> Result<Value, Error> {
    let wrong =
        |flag, value: &str, wanted| Error::from(Usage::Value { flag, value: value.to_owned(), wanted });
    let length = args.item.chars().count();
    if !(1..=MAX_ITEM_CHARS).contains(&length) {
        let wanted = Wanted::Chars(MAX_ITEM_CHARS);
        return Err(Usage::Parameter { name: "--item", value: args.item.clone(), wanted }.into());
    }
    if args.parcel.len() > MAX_PARCELS {
        let value = args.parcel.len().to_string();
        return Err(Usage::Parameter { name: "--parcel", value, wanted: Wanted::AtMost(MAX_PARCELS) }.into());
    }
    if args.by != Way::Express {
        // Only what carriers transport comes in several parcels (10060006).
        return match args.parcel.first() {
            Some(parcel) => Err(wrong("--parcel", parcel, Wanted::App(AppWanted::NoParcel))),
            None if several => Err(wrong("--more", "", Wanted::App(AppWanted::NoParcel))),
            None => Ok(json!([{ "item_desc": args.item }])),
        };
    }
    if args.parcel.is_empty() {
        return Err(wrong("--parcel", "", Wanted::App(AppWanted::Parcel)));
    }
    let parcel = |given: &String| {
        let pair =
            given.split_once(':').filter(|(company, number)| !company.is_empty() && !number.is_empty());
        let (company, number) =
            pair.ok_or_else(|| wrong("--parcel", given, Wanted::App(AppWanted::Parcel)))?;
        let mut parcel = json!({ "tracking_no": number, "express_company": company, "item_desc": args.item });
        if let Some(contact) = &args.contact {
            parcel["contact"] = json!({ "receiver_contact": contact });
        }
        Ok(parcel)
    };
    args.parcel.iter().map(parcel).collect::<Result<Vec<Value>, Error>>().map(Value::Array)
}

/// Returns the current time in China.
fn upload_time(cx: &Context) -> Result<String, Error> {
    let now = i64::try_from(cx.now()).ok().and_then(|now| OffsetDateTime::from_unix_timestamp(now).ok());
    let now = now.ok_or(Setup::Clock)?.to_offset(offset!(+8));
    now.format(UPLOAD_TIME).map_err(|error| Error::Bug(error.to_string()))
}

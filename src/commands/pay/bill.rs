//! `webot pay bill`: downloads bills of WeChat Pay v3, checks their hash, and prints them as a table, CSV or JSON.

use std::path::PathBuf;

use clap::Args;
use serde_json::Value;
use sha1::{Digest as _, Sha1};
use url::Url;

use super::merchant::{Answer, MerchantArgs, Session, v3_call};
use super::values::PartnerArgs;
use crate::api::{Host, Method};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http::body;
use crate::lang::{Wanted, excerpt};
use crate::pay::{Bill, BillFault};
use crate::printer::{Outcome, Rows};
use crate::text::{help, words};
use crate::wechat::{Body, Call, PayAnswerError, WechatError};

/// The largest bill that is unpacked, in bytes.
const MAX_BILL_BYTES: usize = 256 << 20;
/// The hosts that a bill is downloaded from end so.
const PAY_DOMAIN: &str = ".mch.weixin.qq.com";
/// The columns that a table shows, of those that a bill has; a bill of orders has 27.
const SHOWN: [&str; 13] = [
    "交易时间",
    "微信订单号",
    "商户订单号",
    "交易类型",
    "交易状态",
    "应结订单金额",
    "退款金额",
    "手续费",
    "记账时间",
    "业务名称",
    "收支类型",
    "收支金额(元)",
    "账户结余(元)",
];

/// Returns whether a table shows a column. WeChat Pay writes the brackets of units in both widths.
fn is_shown(column: &str) -> bool {
    SHOWN.contains(&column.replace('（', "(").replace('）', ")").as_str())
}

/// `pay bill trade`
#[derive(Debug, Args)]
pub(crate) struct TradeArgs {
    /// DATE
    #[arg(value_name = "DATE", help = help().pay.date, help_heading = help().arguments)]
    pub date: String,
    /// `--type`
    #[arg(long = "type", value_name = "TYPE", value_parser = ["ALL", "SUCCESS", "REFUND", "RECHARGE_REFUND", "ALL_SPECIAL", "SUC_SPECIAL", "REF_SPECIAL"], hide_possible_values = true, ignore_case = true, help = help().pay.bill_type)]
    pub bill_type: Option<String>,
    /// The form of the bill.
    #[command(flatten)]
    pub form: FormArgs,
    /// `--sub-mchid`
    #[command(flatten)]
    pub partner: PartnerArgs,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// `pay bill fundflow`
#[derive(Debug, Args)]
pub(crate) struct FundflowArgs {
    /// DATE
    #[arg(value_name = "DATE", help = help().pay.date, help_heading = help().arguments)]
    pub date: String,
    /// `--account`
    #[arg(long, value_name = "ACCOUNT", value_parser = ["BASIC", "OPERATION", "FEES"], hide_possible_values = true, ignore_case = true, help = help().pay.account)]
    pub account: Option<String>,
    /// The form of the bill.
    #[command(flatten)]
    pub form: FormArgs,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// The form in which a bill is printed.
#[derive(Debug, Args)]
pub(crate) struct FormArgs {
    /// `--output`
    #[arg(short, long, value_name = "FILE", conflicts_with = "csv", help = help().pay.output)]
    pub output: Option<PathBuf>,
    /// `--csv`
    #[arg(long, help = help().pay.csv)]
    pub csv: bool,
}

/// Downloads the bill of a day's orders and refunds.
pub(crate) fn trade(args: &TradeArgs, cx: &Context) -> Result<Outcome, Error> {
    let mut query = vec![("bill_date", day(&args.date)?)];
    if let Some(kind) = &args.bill_type {
        query.push(("bill_type", kind.to_ascii_uppercase()));
    }
    if let Some(sub_mchid) = &args.partner.sub_mchid {
        query.push(("sub_mchid", sub_mchid.clone()));
    }
    download("/v3/bill/tradebill", query, &args.form, &args.merchant, cx)
}

/// Downloads the bill of a day's movements of an account.
pub(crate) fn fundflow(args: &FundflowArgs, cx: &Context) -> Result<Outcome, Error> {
    let mut query = vec![("bill_date", day(&args.date)?)];
    if let Some(account) = &args.account {
        query.push(("account_type", account.to_ascii_uppercase()));
    }
    download("/v3/bill/fundflowbill", query, &args.form, &args.merchant, cx)
}

/// Checks a day such as `2026-11-30`.
pub(super) fn day(given: &str) -> Result<String, Error> {
    let form = time::macros::format_description!("[year]-[month]-[day]");
    match time::Date::parse(given, form) {
        Ok(_) => Ok(given.to_owned()),
        Err(_) => Err(Usage::Value { flag: "DATE", value: given.to_owned(), wanted: Wanted::Date }.into()),
    }
}

fn download(
    path: &str,
    mut query: Vec<(&str, String)>,
    form: &FormArgs,
    merchant: &MerchantArgs,
    cx: &Context,
) -> Result<Outcome, Error> {
    let session = merchant.open(cx)?;
    query.push(("tar_type", "GZIP".to_owned()));
    let query = query.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = match session.get(path.to_owned(), query)? {
        Answer::Previewed(outcome) => return Ok(outcome),
        Answer::Answered(_, json) => json,
    };
    let call = linked(&answer, &session)?;
    // A bill is not fetched that could not be checked.
    let hash = AnnouncedHash::of(&answer)?;
    if let Some(path) = &form.output {
        return super::bill_file::save(&call, &session.wechat, Some(&answer), path, cx);
    }
    let reply = cx.block_on(session.wechat.call(&call))??;
    let bill = unpacked(reply.body)?;
    hash.compare(&Sha1::digest(&bill))?;
    shown(&bill, form, cx)
}

/// Returns the call to the `download_url` of an answer, which is signed but whose answer is not.
fn linked(answer: &Value, session: &Session<'_>) -> Result<Call, Error> {
    let missing = || WechatError::NoMember { member: "download_url".to_owned() };
    let url = answer["download_url"].as_str().and_then(|url| Url::parse(url).ok()).ok_or_else(missing)?;
    let base = session.wechat.base(Host::Pay)?;
    let is_own = url.origin() == base.origin();
    let is_pay = url.scheme() == "https" && url.host_str().is_some_and(|host| host.ends_with(PAY_DOMAIN));
    // The request is signed, so that it goes to WeChat Pay only.
    if !is_own && !is_pay {
        let named = url.host_str().filter(|host| !host.is_empty());
        let host = excerpt(&named.map_or_else(|| crate::http::shown(&url), str::to_owned));
        return Err(WechatError::PayAnswer(PayAnswerError::ForeignLink(host)).into());
    }
    let folder = base.path().trim_end_matches('/');
    let path = url.path().strip_prefix(folder).filter(|_| is_own).unwrap_or(url.path()).to_owned();
    let query = url.query_pairs().into_owned().collect();
    let mut call = session.sign(v3_call(Method::Get, path, query, Body::Empty))?;
    call.platform = None;
    Ok(call)
}

/// Unpacks a bill that is packed with gzip.
pub(super) fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let inflated = body::gunzip(&bytes, MAX_BILL_BYTES + 1);
    if inflated.bytes.len() > MAX_BILL_BYTES {
        return Err(WechatError::PayAnswer(PayAnswerError::LargeBill(MAX_BILL_BYTES)).into());
    }
    if inflated.error.is_some() {
        return Err(WechatError::PayAnswer(PayAnswerError::DamagedBill).into());
    }
    Ok(inflated.bytes)
}

/// The hash that a signed answer announces.
pub(super) struct AnnouncedHash<'a>(&'a str);

impl<'a> AnnouncedHash<'a> {
    /// Returns the hash in an answer.
    pub(super) fn of(answer: &'a Value) -> Result<Self, Error> {
        let kind = answer["hash_type"].as_str().unwrap_or_default();
        let wanted = answer["hash_value"].as_str().unwrap_or_default();
        if !kind.is_empty() && !kind.eq_ignore_ascii_case("SHA1") {
            return Err(WechatError::PayAnswer(PayAnswerError::HashType(excerpt(kind))).into());
        }
        if kind.is_empty() {
            return Err(WechatError::NoMember { member: "hash_type".to_owned() }.into());
        }
        if wanted.is_empty() {
            return Err(WechatError::NoMember { member: "hash_value".to_owned() }.into());
        }
        Ok(Self(wanted))
    }

    /// Compares it with the SHA-1 of the unpacked bill.
    pub(super) fn compare(&self, digest: &[u8]) -> Result<(), Error> {
        let found = crate::sign::hex(digest);
        if found.eq_ignore_ascii_case(self.0) {
            return Ok(());
        }
        let wanted = self.0.to_owned();
        Err(WechatError::PayAnswer(PayAnswerError::BillHash { wanted, found }).into())
    }
}

/// Returns a bill as CSV or as a table.
pub(super) fn shown(bill: &[u8], form: &FormArgs, cx: &Context) -> Result<Outcome, Error> {
    let text = std::str::from_utf8(bill).map_err(|_| BillFault::NoBill);
    let bill = text.and_then(Bill::read);
    let bill = bill.map_err(|fault| WechatError::PayAnswer(PayAnswerError::Bill(fault)))?;
    let json = bill.to_json();
    if form.csv {
        return Ok(Outcome::value(json, cx.printer.foreign(bill.to_csv().trim_end())));
    }
    let shown: Vec<usize> = (0..bill.columns.len()).filter(|at| is_shown(&bill.columns[*at])).collect();
    let shown = if shown.is_empty() { (0..bill.columns.len()).collect() } else { shown };
    let line = |cells: &Vec<String>| shown.iter().map(|at| cx.printer.foreign(&cells[*at])).collect();
    let cells: Vec<Vec<String>> = std::iter::once(&bill.columns).chain(&bill.rows).map(line).collect();
    let totals: Vec<String> =
        bill.totals.iter().map(|(name, value)| cx.printer.foreign(&format!("{name} {value}"))).collect();
    Ok(Outcome::rows(Rows::new(json, cells)).status(totals.join(words().semicolon)))
}

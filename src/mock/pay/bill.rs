//! Bills, written from the books: CSV whose cells begin with a backquote (微信支付文档《下载账单》).

use std::io::Write as _;

use super::books::Books;
use super::books::ledger::{Entry, fee, signed, yuan};
use super::books::order::{Order, Refund, RefundStatus};
use super::moment;
use super::refusal::{PayResult, Refusal};
use crate::lang::Lang;

const TRADE_HEAD: &str = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";
const TRADE_SUM: &str =
    "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";
const FLOW_HEAD: &str = "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额（元）,账户结余（元）,资金变更提交申请人,备注,业务凭证号";
const FLOW_SUM: &str = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额";

/// The days for which there are bills.
const MAX_DAYS: i64 = 92;
/// The hour from which the bill of the day before is there.
const READY_HOUR: u8 = 10;

/// Checks the date of a bill; `has_clock` if the caller can move the clock of the mock.
pub(super) fn check_date(date: &str, now_ms: u64, has_clock: bool) -> PayResult<()> {
    let wrong = |issue: &str| Err(Refusal::field("bill_date", date, issue));
    match moment::days_before(date, now_ms) {
        None => wrong("应为 2018-06-08 格式的日期"),
        Some(days) if days < 0 => wrong("账单日期不能晚于今天"),
        Some(days) if days > MAX_DAYS => wrong("仅支持三个月内的账单"),
        Some(0) => Err(creating(has_clock)),
        Some(1) if moment::hour(now_ms) < READY_HOUR => Err(creating(has_clock)),
        Some(_) => Ok(()),
    }
}

fn creating(has_clock: bool) -> Refusal {
    const CLOCK: &str = r#"POST /__webot/state {"advance_s":172800}"#;
    let (mut message, clock) = match Lang::spoken() {
        Lang::En => (
            "the bill is not ready: bills are there from 10:00 of the next day".to_owned(),
            format!("; {CLOCK} moves the clock of the mock"),
        ),
        Lang::Zh => {
            ("账单生成中：次日 10 点后才有账单".to_owned(), format!("；{CLOCK} 可以拨快模拟微信的时钟"))
        }
    };
    if has_clock {
        message.push_str(&clock);
    }
    Refusal::new(400, "STATEMENT_CREATING", message)
}

/// Returns the bill of the orders and refunds of a day; `None` if there are none.
pub(super) fn trade(books: &Books, mchid: &str, date: &str, kind: &str) -> Option<String> {
    let date = date_of(date);
    let mut rows: Vec<(u64, [String; 27])> = Vec::new();
    let mut sums = [0_u64; 4];
    for order in books.orders().filter(|order| order.parties.mchid == mchid) {
        if kind != "REFUND" && order.success_ms > 0 && moment::date(order.success_ms) == date {
            rows.push((order.success_ms, payment_row(order)));
            sums[0] += order.total;
            sums[2] += fee(order.total);
        }
        if kind != "SUCCESS" {
            for refund in order.refunds.iter().filter(|refund| moment::date(refund.created_ms) == date) {
                rows.push((refund.created_ms, refund_row(order, refund)));
                sums[1] += refund.amount;
                sums[3] += refund.fee;
            }
        }
    }
    if rows.is_empty() {
        return None;
    }
    rows.sort_by_key(|(at_ms, _)| *at_ms);
    let lines = rows.iter().map(|(_, cells)| line(cells)).collect::<Vec<_>>();
    let [total, refunded, fees, fees_back] = sums.map(signed);
    let sum = [
        rows.len().to_string(),
        yuan(total),
        yuan(refunded),
        yuan(0),
        format!("{}000", yuan(fees - fees_back)),
        yuan(total),
        yuan(refunded),
    ];
    Some(written(TRADE_HEAD, &lines, TRADE_SUM, &line(&sum)))
}

/// Returns the bill of the money of a day; `None` if there was no change.
pub(super) fn flow(books: &Books, mchid: &str, date: &str) -> Option<String> {
    let date = date_of(date);
    let entries: Vec<&Entry> =
        books.ledger.entries.iter().filter(|entry| moment::date(entry.at_ms) == date).collect();
    if entries.is_empty() {
        return None;
    }
    let lines: Vec<String> = entries.iter().map(|entry| line(&flow_row(entry, mchid))).collect();
    let (income, outgo): (Vec<&Entry>, Vec<&Entry>) = entries.iter().partition(|entry| entry.amount > 0);
    let sum_of = |entries: &[&Entry]| entries.iter().map(|entry| entry.amount.abs()).sum();
    let sum = [
        entries.len().to_string(),
        income.len().to_string(),
        yuan(sum_of(&income)),
        outgo.len().to_string(),
        yuan(sum_of(&outgo)),
    ];
    Some(written(FLOW_HEAD, &lines, FLOW_SUM, &line(&sum)))
}

/// Returns a date with hyphens.
fn date_of(date: &str) -> String {
    match (date.len(), date.get(..4), date.get(4..6), date.get(6..)) {
        (8, Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        _ => date.to_owned(),
    }
}

fn payment_row(order: &Order) -> [String; 27] {
    let amount = yuan(signed(order.total));
    let fee = format!("{}000", yuan(signed(fee(order.total))));
    row(order, (order.success_ms, "SUCCESS"), [amount.clone(), yuan(0)], None, [fee, amount, yuan(0)])
}

fn refund_row(order: &Order, refund: &Refund) -> [String; 27] {
    let amount = yuan(signed(refund.amount));
    let fee = format!("{}000", yuan(-signed(refund.fee)));
    row(order, (refund.created_ms, "REFUND"), [yuan(0), yuan(0)], Some(refund), [fee, yuan(0), amount])
}

fn row(
    order: &Order,
    (at_ms, state): (u64, &str),
    [settled, coupon]: [String; 2],
    refund: Option<&Refund>,
    [fee, ordered, asked]: [String; 3],
) -> [String; 27] {
    let status = |refund: &Refund| match refund.status {
        RefundStatus::Processing => "PROCESSING",
        RefundStatus::Success => "SUCCESS",
        RefundStatus::Closed => "FAIL",
        RefundStatus::Abnormal => "CHANGE",
    };
    let sub_mchid = if order.parties.sub_mchid.is_empty() { "0" } else { &order.parties.sub_mchid };
    [
        moment::spaced(at_ms),
        order.parties.appid.clone(),
        order.parties.mchid.clone(),
        sub_mchid.to_owned(),
        order.device_id.clone(),
        order.transaction_id.clone(),
        order.out_trade_no.clone(),
        order.payer.clone(),
        order.trade_type.name().to_owned(),
        state.to_owned(),
        order.bank_type.clone(),
        "CNY".to_owned(),
        settled,
        coupon,
        refund.map_or_else(|| "0".to_owned(), |refund| refund.id.clone()),
        refund.map_or_else(|| "0".to_owned(), |refund| refund.out_refund_no.clone()),
        refund.map_or_else(|| yuan(0), |refund| yuan(signed(refund.amount))),
        yuan(0),
        refund.map_or("", |_| "ORIGINAL").to_owned(),
        refund.map_or("", status).to_owned(),
        cell(&order.description),
        cell(&order.attach),
        fee,
        "0.60%".to_owned(),
        ordered,
        asked,
        String::new(),
    ]
}

/// Returns a text without the characters that end a cell.
fn cell(text: &str) -> String {
    text.replace(['\r', '\n', ',', '`'], " ")
}

fn flow_row(entry: &Entry, mchid: &str) -> [String; 11] {
    let (name, kind) = entry.business.names();
    [
        moment::spaced(entry.at_ms),
        entry.number.clone(),
        entry.number.clone(),
        name.to_owned(),
        kind.to_owned(),
        if entry.amount > 0 { "收入" } else { "支出" }.to_owned(),
        yuan(entry.amount.abs()),
        yuan(entry.balance),
        format!("{mchid}API"),
        String::new(),
        cell(&entry.voucher),
    ]
}

fn line(cells: &[String]) -> String {
    let quoted: Vec<String> = cells.iter().map(|cell| format!("`{cell}")).collect();
    quoted.join(",")
}

fn written(head: &str, lines: &[String], sum_head: &str, sum: &str) -> String {
    // A bill begins with the mark of UTF-8.
    format!("\u{feff}{head}\r\n{}\r\n{sum_head}\r\n{sum}\r\n", lines.join("\r\n"))
}

/// Returns a file packed by gzip.
pub(super) fn packed(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    // Writing to memory does not fail.
    encoder.write_all(content).ok();
    encoder.finish().unwrap_or_default()
}

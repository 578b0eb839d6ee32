//! Orders of v3: place, query, close, reverse, for direct merchants and partners.

use serde_json::{Value, json};

use super::call::{V3Call, V3Reply, V3Result};
use crate::mock::pay::books::order::{Order, Parties, TradeType, Version};
use crate::mock::pay::books::order_key;
use crate::mock::pay::refusal::{PayResult, Refusal};
use crate::mock::pay::{moment, rules, view};

/// The least and the most time until an order expires, in milliseconds.
const MIN_LIFE_MS: u64 = 60_000;
pub(super) const MAX_LIFE_MS: u64 = 7 * 86_400_000;

/// The fields of v2, which v3 refuses (facts of 微信支付技能《排障手册》: 270924358).
const V2_FIELDS: [&str; 8] =
    ["mch_id", "total_fee", "body", "spbill_create_ip", "trade_type", "nonce_str", "sign", "sign_type"];

/// Returns the way of paying of a path's last word.
pub(super) fn trade_type(word: &str) -> Option<TradeType> {
    match word {
        "jsapi" | "miniprogram" => Some(TradeType::Jsapi),
        "app" => Some(TradeType::App),
        "native" => Some(TradeType::Native),
        "h5" => Some(TradeType::Mweb),
        "codepay" => Some(TradeType::Micropay),
        _ => None,
    }
}

/// Places an order.
pub(super) fn place(call: &mut V3Call<'_>, trade_type: TradeType, is_partner: bool) -> V3Result {
    let order = read(call, trade_type, is_partner)?;
    if trade_type == TradeType::Micropay {
        return pay_by_code(call, order);
    }
    let (now_ms, url) = (call.now_ms, order.notify_url.clone());
    let placed = call.books.place(order, now_ms, call.dice)?;
    let answer = prepaid(trade_type, &placed.prepay_id);
    call.warnings.extend(rules::url_warning(&url));
    Ok(V3Reply::Json(answer))
}

/// Returns the answer to a placed order.
pub(super) fn prepaid(trade_type: TradeType, prepay_id: &str) -> Value {
    let short: String = prepay_id.chars().rev().take(9).collect();
    match trade_type {
        TradeType::Native => json!({ "code_url": format!("weixin://wxpay/bizpayurl?pr={short}z") }),
        TradeType::Mweb => {
            let page = "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb";
            json!({ "h5_url": format!("{page}?prepay_id={prepay_id}&package={short}") })
        }
        _ => json!({ "prepay_id": prepay_id }),
    }
}

fn read(call: &mut V3Call<'_>, trade_type: TradeType, is_partner: bool) -> PayResult<Order> {
    if let Some(name) = V2_FIELDS.iter().find(|name| call.body.get(**name).is_some()) {
        return Err(Refusal::field(name, "", "无效的字段：这是 v2 的参数，v3 接口不支持"));
    }
    let (mchid, appid) = if is_partner { ("sp_mchid", "sp_appid") } else { ("mchid", "appid") };
    call.own_mchid(mchid, &call.text(mchid))?;
    let parties = Parties {
        mchid: call.text(mchid),
        appid: if trade_type == TradeType::Micropay { call.text(appid) } else { call.limited(appid, 1, 32)? },
        sub_mchid: if is_partner { call.limited("sub_mchid", 1, 32)? } else { String::new() },
        sub_appid: call.text("sub_appid"),
    };
    if !parties.appid.is_empty() {
        call.own_appid(&parties.appid)?;
    }
    if is_partner && parties.sub_mchid == parties.mchid {
        return Err(Refusal::field("sub_mchid", &parties.sub_mchid, "特约商户号不能与服务商商户号相同"));
    }
    let out_trade_no = call.limited("out_trade_no", 1, 32)?;
    rules::out_trade_no(&out_trade_no)?;
    let description = call.limited("description", 1, 127)?;
    rules::description(&description)?;
    let is_coded = trade_type == TradeType::Micropay;
    let notify_url = if is_coded { String::new() } else { call.limited("notify_url", 1, 255)? };
    if !is_coded {
        rules::notify_url("notify_url", &notify_url)?;
    }
    let attach = call.limited("attach", 0, 128)?;
    let total = call.fen("amount.total")?;
    currency(call, "amount.currency")?;
    let expires_ms = expiry(call, "time_expire")?;
    let openid = match trade_type {
        TradeType::Jsapi => payer(call, is_partner)?,
        _ => String::new(),
    };
    if trade_type == TradeType::Mweb {
        call.limited("scene_info.payer_client_ip", 1, 45)?;
        let device = call.limited("scene_info.h5_info.type", 1, 32)?;
        if !["iOS", "Android", "Wap"].contains(&device.as_str()) {
            return Err(Refusal::field("scene_info.h5_info.type", &device, "应为 iOS、Android 或 Wap"));
        }
    }
    Ok(Order {
        out_trade_no,
        parties,
        trade_type,
        version: Version::V3,
        description,
        attach,
        notify_url,
        total,
        openid,
        device_id: call.text("scene_info.device_id"),
        is_shared: call.body.pointer("/settle_info/profit_sharing") == Some(&Value::Bool(true)),
        fingerprint: call.fingerprint(&[]),
        created_ms: call.now_ms,
        expires_ms,
        prepaid_ms: call.now_ms,
        by_public_key: call.is_by_public_key(),
        ..Order::default()
    })
}

fn payer(call: &V3Call<'_>, is_partner: bool) -> PayResult<String> {
    if !is_partner {
        return call.limited("payer.openid", 1, 128);
    }
    let (own, sub) = (call.text("payer.sp_openid"), call.text("payer.sub_openid"));
    match (own.is_empty(), sub.is_empty()) {
        (true, true) => Err(Refusal::field("payer.sp_openid", "", "sp_openid 与 sub_openid 须传其一")),
        (true, false) if call.text("sub_appid").is_empty() => {
            Err(Refusal::field("sub_appid", "", "传了 sub_openid 时，sub_appid 必填"))
        }
        (true, false) => Ok(sub),
        _ => Ok(own),
    }
}

/// Checks a currency.
pub(super) fn currency(call: &V3Call<'_>, path: &str) -> PayResult<()> {
    let currency = call.text(path);
    if currency.is_empty() || currency == "CNY" {
        return Ok(());
    }
    Err(Refusal::field(path, &currency, "仅支持 CNY"))
}

/// Returns the time until which an order can be paid.
pub(super) fn expiry(call: &V3Call<'_>, path: &str) -> PayResult<u64> {
    let text = call.text(path);
    if text.is_empty() {
        return Ok(call.now_ms + MAX_LIFE_MS);
    }
    let format = "应符合 RFC 3339，例如 2018-06-08T10:34:56+08:00";
    let time = moment::parse_rfc3339(&text).ok_or_else(|| Refusal::field(path, &text, format))?;
    let life = call.now_ms + MIN_LIFE_MS..=call.now_ms + MAX_LIFE_MS;
    // The time is in whole seconds.
    if time + 1000 < *life.start() || time > *life.end() {
        return Err(Refusal::field(path, &text, "失效时间应在 1 分钟之后、7 天之内"));
    }
    Ok(time)
}

/// Pays by a payment code.
fn pay_by_code(call: &mut V3Call<'_>, order: Order) -> V3Result {
    let code = call.text("payer.auth_code");
    let (now_ms, total) = (call.now_ms, order.total);
    let outcome = rules::auth_code(&code, total)?;
    let key = order_key(&order.parties.mchid, &order.out_trade_no);
    let is_new = call.books.order_at(&key).is_none();
    call.books.place(order, now_ms, call.dice)?;
    if is_new {
        let payment = outcome.payment(&call.keys.appid);
        let failed = |message: String| Refusal::invalid(message);
        call.books.act(&key, &payment, now_ms, call.dice).map_err(failed)?;
        outcome.refusal()?;
    }
    let order = call.books.order_at(&key).ok_or_else(Refusal::no_order)?;
    Ok(V3Reply::Json(view::order(order)))
}

/// Returns the key of the order that a path names, of the caller.
fn find(call: &V3Call<'_>, by: &str, number: &str, is_partner: bool) -> PayResult<String> {
    let order = match by {
        "id" => call.books.order_of_transaction(&call.keys.mchid, number),
        _ => call.books.order(&call.keys.mchid, number),
    };
    let order = order.ok_or_else(Refusal::no_order)?;
    if is_partner == order.parties.sub_mchid.is_empty() {
        return Err(Refusal::no_order());
    }
    Ok(order_key(&order.parties.mchid, &order.out_trade_no))
}

/// Checks the sub-merchant of a partner's call.
fn check_sub(call: &V3Call<'_>, key: &str, sub_mchid: &str) -> PayResult<()> {
    let own = call.books.order_at(key).map(|order| order.parties.sub_mchid.as_str());
    if own == Some(sub_mchid) { Ok(()) } else { Err(Refusal::invalid("特约商户号与订单不一致")) }
}

/// Answers a query.
pub(super) fn query(call: &mut V3Call<'_>, by: &str, number: &str, is_partner: bool) -> V3Result {
    let name = if is_partner { "sp_mchid" } else { "mchid" };
    let given = call.query(name)?.to_owned();
    call.own_mchid(name, &given)?;
    let key = find(call, by, number, is_partner)?;
    if is_partner {
        check_sub(call, &key, call.query("sub_mchid")?)?;
    }
    let order = call.books.order_at(&key).ok_or_else(Refusal::no_order)?;
    Ok(V3Reply::Json(view::order(order)))
}

/// Closes an order.
pub(super) fn close(call: &mut V3Call<'_>, number: &str, is_partner: bool) -> V3Result {
    let name = if is_partner { "sp_mchid" } else { "mchid" };
    call.own_mchid(name, &call.text(name))?;
    let key = find(call, "out-trade-no", number, is_partner)?;
    if is_partner {
        check_sub(call, &key, &call.text("sub_mchid"))?;
    }
    if call.books.order_at(&key).is_some_and(|order| !order.combined.is_empty()) {
        return Err(Refusal::invalid("合单支付的订单请使用合单关单接口"));
    }
    call.books.close(&key, Ok(()))?;
    Ok(V3Reply::Nothing)
}

/// Reverses an order that was paid by a payment code.
pub(super) fn reverse(call: &mut V3Call<'_>, number: &str, is_partner: bool) -> V3Result {
    let key = find(call, "out-trade-no", number, is_partner)?;
    if call.books.order_at(&key).is_some_and(|order| order.trade_type != TradeType::Micropay) {
        return Err(Refusal::invalid("只有付款码支付的订单可以撤销"));
    }
    let now_ms = call.now_ms;
    call.books.reverse(&key, now_ms, call.dice)?;
    let order = call.books.order_at(&key).ok_or_else(Refusal::no_order)?;
    Ok(V3Reply::Json(view::order(order)))
}

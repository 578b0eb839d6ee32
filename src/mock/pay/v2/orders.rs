//! Orders of v2.

use super::call::{V2Call, V2Reply, V2Result};
use crate::mock::pay::books::order::{Order, TradeState, TradeType, Version};
use crate::mock::pay::books::order_key;
use crate::mock::pay::refusal::{PayResult, Refusal};
use crate::mock::pay::{moment, rules};
use crate::mock::sign_cause::PayWarning;

/// The time in which an order can be paid if it names none, in milliseconds.
const LIFE_MS: u64 = 7 * 86_400_000;

/// Returns a field of an answer.
pub(super) fn pair(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}

fn wrong(message: impl Into<String>) -> Refusal {
    Refusal::new(400, "PARAM_ERROR", message)
}

fn read(call: &V2Call<'_>, trade_type: TradeType) -> PayResult<Order> {
    let text = |name: &str| call.text(name).to_owned();
    let out_trade_no = text("out_trade_no");
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'|' | b'*');
    if !(1..=32).contains(&out_trade_no.len()) || !out_trade_no.bytes().all(is_plain) {
        return Err(wrong("商户订单号out_trade_no应为 32 个以内的数字、大小写字母、_-|*"));
    }
    let description = text("body");
    if !(1..=127).contains(&description.chars().count()) {
        return Err(wrong("商品描述body应为 1 到 127 个字符"));
    }
    let notify_url = text("notify_url");
    let is_coded = trade_type == TradeType::Micropay;
    if !is_coded {
        rules::notify_url("notify_url", &notify_url).map_err(|refusal| wrong(refusal.message))?;
    }
    let expires = text("time_expire");
    let expires_ms = if expires.is_empty() {
        call.now_ms + LIFE_MS
    } else {
        let time = moment::parse_compact(&expires)
            .ok_or_else(|| wrong("time_expire参数格式错误，应为 yyyyMMddHHmmss"))?;
        if time < call.now_ms + 60_000 - 1000 {
            return Err(wrong("time_expire时间过短，刷卡至少1分钟，其他5分钟"));
        }
        time
    };
    let openid = match (text("openid"), text("sub_openid")) {
        (openid, sub) if openid.is_empty() => sub,
        (openid, _) => openid,
    };
    if trade_type == TradeType::Jsapi && openid.is_empty() {
        return Err(Refusal::new(400, "PARAM_ERROR", "JSAPI支付必须传openid"));
    }
    if trade_type == TradeType::Native && call.text("product_id").is_empty() {
        return Err(wrong("trade_type=NATIVE 时，product_id 必填"));
    }
    if !["", "CNY"].contains(&call.text("fee_type")) {
        return Err(wrong("fee_type 仅支持 CNY"));
    }
    Ok(Order {
        out_trade_no,
        parties: call.parties(),
        trade_type,
        version: Version::V2,
        description,
        attach: text("attach"),
        notify_url: if is_coded { String::new() } else { notify_url },
        total: call.fen("total_fee")?,
        openid: if trade_type == TradeType::Jsapi { openid } else { String::new() },
        device_id: text("device_info"),
        is_shared: call.text("profit_sharing") == "Y",
        fingerprint: call.fingerprint(),
        sign_type: text("sign_type"),
        created_ms: call.now_ms,
        expires_ms,
        prepaid_ms: call.now_ms,
        ..Order::default()
    })
}

/// `/pay/unifiedorder`
pub(super) fn place(call: &mut V2Call<'_>) -> V2Result {
    let trade_type = match call.text("trade_type") {
        "JSAPI" => TradeType::Jsapi,
        "NATIVE" => TradeType::Native,
        "APP" => TradeType::App,
        "MWEB" => TradeType::Mweb,
        other => return Err(wrong(format!("无效的trade_type：{other}"))),
    };
    let order = read(call, trade_type)?;
    let now_ms = call.now_ms;
    call.warnings.extend(rules::url_warning(&order.notify_url));
    let placed = call.books.place(order, now_ms, call.dice)?;
    let prepay_id = placed.prepay_id.clone();
    let mut fields = vec![pair("trade_type", trade_type.name()), pair("prepay_id", &prepay_id)];
    let short: String = prepay_id.chars().rev().take(9).collect();
    match trade_type {
        TradeType::Native => fields.push(pair("code_url", format!("weixin://wxpay/bizpayurl?pr={short}z"))),
        TradeType::Mweb => {
            let page = "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb";
            fields.push(pair("mweb_url", format!("{page}?prepay_id={prepay_id}&package={short}")));
        }
        _ => {}
    }
    Ok(V2Reply::Fields(fields))
}

/// `/pay/micropay`
pub(super) fn pay_by_code(call: &mut V2Call<'_>) -> V2Result {
    let order = read(call, TradeType::Micropay)?;
    let outcome = rules::auth_code(call.text("auth_code"), order.total)?;
    let key = order_key(&order.parties.mchid, &order.out_trade_no);
    let (is_new, appid) = (call.books.order_at(&key).is_none(), order.parties.appid.clone());
    let now_ms = call.now_ms;
    call.books.place(order, now_ms, call.dice)?;
    if is_new {
        call.books.act(&key, &outcome.payment(&appid), now_ms, call.dice).map_err(Refusal::invalid)?;
    }
    let order = call.books.order_at(&key).ok_or_else(Refusal::no_order)?;
    if order.state == TradeState::UserPaying {
        rules::CodeOutcome::Asked.refusal()?;
    }
    if !order.state.is_paid() {
        outcome.refusal()?;
    }
    Ok(V2Reply::Fields(paid(order)))
}

/// Returns the fields of a paid order.
fn paid(order: &Order) -> Vec<(String, String)> {
    vec![
        pair("openid", &order.payer),
        pair("is_subscribe", "N"),
        pair("trade_type", order.trade_type.name()),
        pair("bank_type", &order.bank_type),
        pair("total_fee", order.total.to_string()),
        pair("cash_fee", order.total.to_string()),
        pair("fee_type", "CNY"),
        pair("transaction_id", &order.transaction_id),
        pair("out_trade_no", &order.out_trade_no),
        pair("attach", &order.attach),
        pair("time_end", moment::compact(order.success_ms)),
    ]
}

/// `/pay/orderquery`
pub(super) fn query(call: &mut V2Call<'_>) -> V2Result {
    let key = call.order()?;
    let order = call.books.order_at(&key).ok_or_else(Refusal::no_order)?;
    let mut fields = vec![
        pair("out_trade_no", &order.out_trade_no),
        pair("trade_state", order.state.name()),
        pair("trade_state_desc", order.state.description()),
        pair("total_fee", order.total.to_string()),
    ];
    if !order.transaction_id.is_empty() {
        fields.extend(
            paid(order)
                .into_iter()
                .filter(|(name, _)| !["out_trade_no", "total_fee"].contains(&name.as_str())),
        );
    }
    Ok(V2Reply::Fields(fields))
}

/// `/pay/closeorder`
pub(super) fn close(call: &mut V2Call<'_>) -> V2Result {
    let key = call.order()?;
    call.books.close(&key, Err(Refusal::new(400, "ORDER_CLOSED", "订单已关闭，无法重复关闭")))?;
    Ok(V2Reply::Fields(Vec::new()))
}

/// `/secapi/pay/reverse`
pub(super) fn reverse(call: &mut V2Call<'_>) -> V2Result {
    call.warnings.extend(certificate_warning(call));
    let key = call.order()?;
    if call.books.order_at(&key).is_some_and(|order| order.trade_type != TradeType::Micropay) {
        return Err(Refusal::invalid("只有付款码支付的订单可以撤销，请使用关单或退款接口"));
    }
    let now_ms = call.now_ms;
    call.books.reverse(&key, now_ms, call.dice)?;
    Ok(V2Reply::Fields(vec![pair("recall", "N")]))
}

/// Returns the warning about the client certificate, which a mock over HTTP cannot ask for.
pub(super) fn certificate_warning(call: &V2Call<'_>) -> Option<PayWarning> {
    call.call.path.starts_with("/secapi/").then_some(PayWarning::ClientCertificate)
}

/// `/tools/shorturl`
pub(super) fn short_url(call: &mut V2Call<'_>) -> V2Result {
    if !call.text("long_url").starts_with("weixin://wxpay/bizpayurl") {
        return Err(wrong("long_url应为 weixin://wxpay/bizpayurl 开头的链接"));
    }
    Ok(V2Reply::Fields(vec![pair("short_url", format!("weixin://wxpay/s/{}", call.dice.text(8)))]))
}

//! Complaints of users (消费者投诉), and the URL for notices about them.

use serde_json::{Value, json};

use super::call::{V3Call, V3Reply, V3Result};
use crate::mock::pay::books::complaint::{Complaint, ComplaintState};
use crate::mock::pay::moment::{date, rfc3339};
use crate::mock::pay::refusal::{PayResult, Refusal};
use crate::mock::pay::rules;

/// The default and the most items of a page.
const PAGE: u64 = 10;
const MAX_PAGE: u64 = 50;

/// Returns `limit` and `offset`.
fn page(call: &V3Call<'_>, most: u64) -> PayResult<(u64, u64)> {
    let number = |name: &str, usual: u64| match call.call.value(name) {
        Some(text) => text.parse::<u64>().map_err(|_| Refusal::field(name, text, "应为整数")),
        None => Ok(usual),
    };
    let (limit, offset) = (number("limit", PAGE)?, number("offset", 0)?);
    if !(1..=most).contains(&limit) {
        return Err(Refusal::field("limit", &limit.to_string(), format!("应为 1 到 {most}")));
    }
    Ok((limit, offset))
}

fn paged(all: &[Value], limit: u64, offset: u64) -> Value {
    let (from, most) = (usize::try_from(offset).unwrap_or(usize::MAX), usize::try_from(limit).unwrap_or(50));
    let data: Vec<&Value> = all.iter().skip(from).take(most).collect();
    json!({ "data": data, "limit": limit, "offset": offset, "total_count": all.len() })
}

/// Answers with the complaints of a span of days.
pub(super) fn list(call: &mut V3Call<'_>) -> V3Result {
    let (limit, offset) = page(call, MAX_PAGE)?;
    let (begin, end) = (call.query("begin_date")?.to_owned(), call.query("end_date")?.to_owned());
    let is_meant = |own: &&Complaint| {
        let day = date(own.created_ms);
        own.mchid == call.keys.mchid && begin <= day && day <= end
    };
    let found: Vec<Value> =
        call.books.complaints.list.values().filter(is_meant).map(|own| shown(call, own)).collect();
    Ok(V3Reply::Json(paged(&found, limit, offset)))
}

fn find<'c>(call: &'c V3Call<'_>, id: &str) -> PayResult<&'c Complaint> {
    let found = call.books.complaints.list.get(id).filter(|own| own.mchid == call.keys.mchid);
    found.ok_or_else(|| Refusal::missing("投诉单不存在"))
}

/// Answers with a complaint.
pub(super) fn get(call: &mut V3Call<'_>, id: &str) -> V3Result {
    let complaint = find(call, id)?;
    Ok(V3Reply::Json(shown(call, complaint)))
}

fn shown(call: &V3Call<'_>, own: &Complaint) -> Value {
    let order = call.books.order(&own.mchid, &own.out_trade_no);
    let is_refunded = order.is_some_and(|order| order.refunded() == order.total);
    json!({
        "complaint_id": own.id,
        "complaint_time": rfc3339(own.created_ms),
        "complaint_detail": own.detail,
        "complaint_state": own.state.name(),
        "complainted_mchid": own.mchid,
        "payer_phone": call.sealed(&own.phone),
        "payer_openid": own.openid,
        "complaint_media_list": [],
        "complaint_order_info": [{
            "transaction_id": own.transaction_id, "out_trade_no": own.out_trade_no, "amount": own.amount,
        }],
        "problem_type": "OTHERS",
        "problem_description": own.detail,
        "complaint_full_refunded": is_refunded,
        "incoming_user_response": false,
        "user_complaint_times": 1,
        "in_platform_service": false,
        "need_immediate_service": false,
    })
}

/// Answers with the acts of both sides.
pub(super) fn history(call: &mut V3Call<'_>, id: &str) -> V3Result {
    let (limit, offset) = page(call, 300)?;
    let complaint = find(call, id)?;
    let act = |(at, own): (usize, &crate::mock::pay::books::complaint::Negotiation)| {
        json!({
            "log_id": format!("{id}{at:04}"), "operator": own.operator, "operate_time": rfc3339(own.at_ms),
            "operate_type": own.kind, "operate_details": own.details, "image_list": [],
        })
    };
    let acts: Vec<Value> = complaint.history.iter().enumerate().map(act).collect();
    Ok(V3Reply::Json(paged(&acts, limit, offset)))
}

/// Takes an act of the merchant.
pub(super) fn act(call: &mut V3Call<'_>, id: &str, word: &str) -> V3Result {
    let (kind, state, details) = match word {
        "response" => {
            let content = call.limited("response_content", 1, 200)?;
            ("MERCHANT_RESPONSE", ComplaintState::Processing, content)
        }
        "complete" => ("MERCHANT_CONFIRM_COMPLETE", ComplaintState::Processed, String::new()),
        _ => {
            let action = call.text("action");
            if !["APPROVE", "REJECT"].contains(&action.as_str()) {
                return Err(Refusal::field("action", &action, "应为 APPROVE 或 REJECT"));
            }
            let is_approved = action == "APPROVE";
            let kind = if is_approved { "MERCHANT_APPROVE_REFUND" } else { "MERCHANT_REJECT_REFUND" };
            (kind, ComplaintState::Processing, call.text("remark"))
        }
    };
    if word != "update-refund-progress" {
        call.own_mchid("complainted_mchid", &call.text("complainted_mchid"))?;
    }
    let (mchid, now_ms) = (call.keys.mchid.clone(), call.now_ms);
    call.books.negotiate((&mchid, id), kind, &details, state, now_ms)?;
    Ok(V3Reply::Nothing)
}

/// Sets, changes, shows or deletes the URL for notices.
pub(super) fn notifications(call: &mut V3Call<'_>) -> V3Result {
    let known = call.books.complaints.notify_url.clone();
    let missing = || Refusal::missing("投诉通知回调地址不存在");
    match call.call.method {
        "POST" | "PUT" => {
            if call.call.method == "POST" && !known.is_empty() {
                return Err(Refusal::new(400, "RESOURCE_ALREADY_EXISTS", "投诉通知回调地址已存在"));
            }
            if call.call.method == "PUT" && known.is_empty() {
                return Err(missing());
            }
            let url = call.limited("url", 1, 255)?;
            rules::notify_url("url", &url)?;
            call.warnings.extend(rules::url_warning(&url));
            call.books.complaints.notify_url = url;
        }
        "GET" if known.is_empty() => return Err(missing()),
        "DELETE" => {
            call.books.complaints.notify_url.clear();
            return Ok(V3Reply::Nothing);
        }
        _ => {}
    }
    let url = &call.books.complaints.notify_url;
    Ok(V3Reply::Json(json!({ "mchid": call.keys.mchid, "url": url })))
}

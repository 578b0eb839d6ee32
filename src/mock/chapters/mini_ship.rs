//! Handlers for shipping information (微信开放文档《小程序发货信息管理服务》).

use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::info::shown;
use crate::api::{MAX_ITEM_CHARS, MAX_PARCELS};
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::mini::{MAX_STORED, Order};
use crate::mock::state::openid::{OpenidOwner, Openids};

handlers! {
    "upload" => |account, asked| upload(account, asked),
    "get" => |account, asked| get(account, asked),
    "remind" => |account, asked| remind(account, asked),
}

const EXPRESS: u64 = 1;
const SEVERAL: u64 = 2;
/// The beginning and the length of a number of WeChat Pay.
const TRANSACTION: (&str, usize) = ("42", 28);

/// Returns the key of an order: any number that has the right form stands for a paid order.
fn order_key(asked: &CheckedCall<'_>) -> Result<String, ApiError> {
    if asked.number("/order_key/order_number_type") == Some(1) {
        let (mchid, number) = (asked.text("/order_key/mchid"), asked.text("/order_key/out_trade_no"));
        if mchid.is_empty() {
            return Err(ApiError::new(268_485_195));
        }
        if number.is_empty() {
            return Err(ApiError::new(268_485_196));
        }
        return Ok(format!("{mchid}/{number}"));
    }
    transaction(&asked.text("/order_key/transaction_id"))
}

fn transaction(number: &str) -> Result<String, ApiError> {
    if number.is_empty() {
        return Err(ApiError::new(268_485_197));
    }
    let is_number = number.len() == TRANSACTION.1
        && number.starts_with(TRANSACTION.0)
        && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { Ok(number.to_owned()) } else { Err(ApiError::new(10_060_001)) }
}

/// Checks the parcels and returns them.
fn parcels(asked: &CheckedCall<'_>, logistics: u64, mode: u64) -> Result<Vec<Value>, ApiError> {
    let list = asked.body.pointer("/shipping_list").and_then(Value::as_array).cloned().unwrap_or_default();
    if mode == SEVERAL && logistics != EXPRESS {
        return Err(ApiError::new(10_060_006));
    }
    if mode == SEVERAL && !asked.body.pointer("/is_all_delivered").is_some_and(Value::is_boolean) {
        return Err(ApiError::new(10_060_007));
    }
    if list.len() > MAX_PARCELS {
        return Err(ApiError::new(10_060_024));
    }
    if list.is_empty() || (mode != SEVERAL && list.len() != 1) {
        return Err(ApiError::new(268_485_228));
    }
    for parcel in &list {
        let text = |name: &str| parcel[name].as_str().unwrap_or_default();
        if text("item_desc").is_empty() {
            return Err(ApiError::new(10_060_008));
        }
        if text("item_desc").chars().count() > MAX_ITEM_CHARS {
            return Err(ApiError::new(10_060_025));
        }
        if logistics == EXPRESS && text("tracking_no").is_empty() {
            return Err(ApiError::new(268_485_226));
        }
        if logistics == EXPRESS && text("express_company").is_empty() {
            return Err(ApiError::new(268_485_227));
        }
    }
    Ok(list)
}

/// `POST /wxa/sec/order/upload_shipping_info`
fn upload(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let key = order_key(asked)?;
    let number = |pointer: &str| asked.number(pointer).unwrap_or_default();
    let (logistics_type, delivery_mode) = (number("/logistics_type"), number("/delivery_mode"));
    let upload_time = asked.text("/upload_time");
    OffsetDateTime::parse(&upload_time, &Rfc3339).map_err(|_| ApiError::new(268_485_216))?;
    let parcels = parcels(asked, logistics_type, delivery_mode)?;
    let openid = asked.text("/payer/openid");
    if !matches!(Openids::of(&account.id).owner(&openid), OpenidOwner::Own(_)) {
        return Err(ApiError::new(10_060_031));
    }
    let is_finished =
        delivery_mode != SEVERAL || asked.body.pointer("/is_all_delivered") == Some(&Value::Bool(true));
    let known = account.mini.orders.get(&key);
    if known.is_some_and(|order| order.openid != openid) {
        return Err(ApiError::new(10_060_031));
    }
    let mut is_corrected = false;
    if let Some(order) = known.filter(|order| order.is_finished) {
        if order.is_corrected {
            return Err(ApiError::new(10_060_003));
        }
        if order.parcels == parcels && order.logistics_type == logistics_type {
            return Err(ApiError::new(10_060_023));
        }
        is_corrected = true;
    }
    if known.is_none() && account.mini.orders.len() >= MAX_STORED {
        account.mini.orders.pop_first();
    }
    let is_reminded = account.mini.orders.get(&key).is_some_and(|order| order.is_reminded);
    let order = Order {
        openid,
        logistics_type,
        delivery_mode,
        parcels,
        is_finished,
        is_corrected,
        is_reminded,
        upload_time,
    };
    account.mini.orders.insert(key, order);
    Ok(HandlerReply::ok())
}

/// `POST /wxa/sec/order/get_order`
fn get(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let number = transaction(&asked.text("/transaction_id"))?;
    let HandlerReply::Json(mut reply) = shown(asked.endpoint) else { return Ok(HandlerReply::ok()) };
    reply["order"]["transaction_id"] = json!(number);
    if let Some(order) = account.mini.orders.get(&number) {
        reply["order"]["openid"] = json!(order.openid);
        // 2 stands for a paid order, 3 for a shipped one.
        reply["order"]["order_state"] = json!(if order.is_finished { 3 } else { 2 });
        reply["order"]["shipping"] = json!({
            "logistics_type": order.logistics_type,
            "delivery_mode": order.delivery_mode,
            "finish_shipping": order.is_finished,
            "finish_shipping_count": 1 + u32::from(order.is_corrected),
            "shipping_list": order.parcels,
        });
    }
    Ok(HandlerReply::Json(reply))
}

/// `POST /wxa/sec/order/notify_confirm_receive`
fn remind(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let number = transaction(&asked.text("/transaction_id"))?;
    let order = account.mini.orders.get_mut(&number).filter(|order| order.is_finished);
    let order = order.ok_or(ApiError::new(10_060_028))?;
    if order.logistics_type != EXPRESS {
        return Err(ApiError::new(10_060_032));
    }
    if order.is_reminded {
        return Err(ApiError::new(10_060_030));
    }
    order.is_reminded = true;
    Ok(HandlerReply::ok())
}

//! Bills of v2, which are the answer itself.

use super::call::{V2Call, V2Reply};
use crate::mock::pay::bill;
use crate::sign::Digest;

/// `/pay/downloadbill`
pub(super) fn trade(call: &V2Call<'_>) -> V2Reply {
    let kind = if call.text("bill_type").is_empty() { "ALL" } else { call.text("bill_type") };
    if !["ALL", "SUCCESS", "REFUND", "RECHARGE_REFUND"].contains(&kind) {
        return V2Reply::NoBill("invalid bill_type", "20001");
    }
    let content = |date: &str| bill::trade(call.books, &call.keys.mchid, date, kind);
    answered(call, content)
}

/// `/pay/downloadfundflow`
pub(super) fn flow(call: &V2Call<'_>) -> V2Reply {
    if call.digest != Digest::HmacSha256 {
        return V2Reply::NoBill("签名类型错误：资金账单只支持 HMAC-SHA256", "20001");
    }
    let is_basic = call.text("account_type") == "Basic";
    let content = |date: &str| if is_basic { bill::flow(call.books, &call.keys.mchid, date) } else { None };
    answered(call, content)
}

fn answered(call: &V2Call<'_>, content: impl Fn(&str) -> Option<String>) -> V2Reply {
    let date = call.text("bill_date");
    match bill::check_date(date, call.now_ms, false) {
        Err(refusal) if refusal.code == "STATEMENT_CREATING" => {
            return V2Reply::NoBill("Bill Creating", "20003");
        }
        Err(_) => return V2Reply::NoBill("invalid bill_date", "20001"),
        Ok(()) => {}
    }
    let Some(content) = content(date) else { return V2Reply::NoBill("No Bill Exist", "20002") };
    let is_packed = call.text("tar_type") == "GZIP";
    V2Reply::File(if is_packed { bill::packed(content.as_bytes()) } else { content.into_bytes() })
}

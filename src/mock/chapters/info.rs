//! Handlers without state: server addresses, network checks, automatic replies, rids.

use serde_json::{Value, json};

use crate::api::Endpoint;
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;

handlers! {
    "check" => |_, asked| Ok(check(asked)),
    "rid" => |account, asked| rid(account, asked),
}

/// Returns the example answer of the endpoint table.
pub(in crate::mock) fn shown(endpoint: &Endpoint) -> HandlerReply {
    serde_json::from_str(endpoint.reply).map_or_else(|_| HandlerReply::ok(), HandlerReply::Json)
}

/// `POST /cgi-bin/callback/check`: returns the requested checks of the server in the documentation's example.
fn check(asked: &CheckedCall<'_>) -> HandlerReply {
    let operator = match asked.text("/check_operator").as_str() {
        "DEFAULT" => "UNICOM".to_owned(),
        named => named.to_owned(),
    };
    let ip = "111.161.64.40";
    let dns = json!([{ "ip": ip, "real_operator": "UNICOM" }]);
    let ping = json!([{ "ip": ip, "from_operator": operator, "package_loss": "0%", "time": "23.079ms" }]);
    let reply = match asked.text("/action").as_str() {
        "dns" => json!({ "dns": dns }),
        "ping" => json!({ "ping": ping }),
        _ => json!({ "dns": dns, "ping": ping }),
    };
    HandlerReply::Json(reply)
}

/// The rid of the documentation's example. Every account knows it, so that the example in the help works.
const SAMPLE_RID: &str = "61725984-6126f6f9-040f19c4";

/// `POST /cgi-bin/openapi/rid/get`
fn rid(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let rid = asked.text("/rid");
    let part = |part: &str| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    if rid.split('-').count() != 3 || !rid.split('-').all(part) {
        return Err(ApiError::new(76002));
    }
    if rid.eq_ignore_ascii_case(SAMPLE_RID) {
        return Ok(shown(asked.endpoint));
    }
    let seen = asked.log.of_rid(&rid.to_ascii_lowercase()).ok_or(ApiError::new(76001))?;
    if seen.account != account.id {
        return Err(ApiError::new(76003));
    }
    let request: Value = json!({
        "invoke_time": seen.at_ms / 1000,
        "cost_in_ms": 1,
        "request_url": seen.query_text(),
        "request_body": seen.body,
        "response_body": seen.answer,
        "client_ip": seen.from,
    });
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "request": request })))
}

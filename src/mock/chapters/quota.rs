//! Handlers for quotas (公众平台文档《openApi 管理》).

use serde_json::json;

use crate::api::{self, catalogue};
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;

handlers! {
    "get" => |account, asked| get(account, asked),
    "clear_one" => |account, asked| clear_one(account, asked),
    "clear_all" => |account, asked| clear_all(account, asked),
}

/// The `daily_limit` that is reported for a path without a quota; it is not enforced.
const DEFAULT_DAILY_LIMIT: u64 = 100_000;
/// Returns the path in `cgi_path`; refuses one that is not in the endpoint table or the catalogue.
fn path(asked: &CheckedCall<'_>) -> Result<String, ApiError> {
    let path = asked.text("/cgi_path");
    let known = api::endpoints().any(|entry| entry.path == path)
        || catalogue::entries().any(|known| known.path == path);
    if known { Ok(path) } else { Err(ApiError::new(76021)) }
}

/// `POST /cgi-bin/openapi/quota/get`
fn get(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let path = path(asked)?;
    let used = account.used.of(&path);
    let limit = asked.rules.quota(&path).unwrap_or(DEFAULT_DAILY_LIMIT);
    let quota = json!({ "daily_limit": limit, "used": used, "remain": limit.saturating_sub(used) });
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "quota": quota })))
}

/// `POST /cgi-bin/openapi/quota/clear`
fn clear_one(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let path = path(asked)?;
    account.used.clear(asked.call.now_ms)?;
    account.used.paths.remove(&path);
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/clear_quota` and, with the app secret instead of a token, `/cgi-bin/clear_quota/v2`.
fn clear_all(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    if asked.text("/appid") != account.id {
        return Err(ApiError::new(40013));
    }
    account.used.clear(asked.call.now_ms)?;
    account.used.paths.clear();
    Ok(HandlerReply::ok())
}

//! Handlers for links that open a mini-program (微信开放文档《URL Scheme》,《URL Link》,《Short Link》).

use serde_json::{Value, json};

use super::info::shown;
use crate::api::{is_mini_page, wrong_query_char};
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::mini::MiniLink;

handlers! {
    "scheme" => |account, asked| scheme(account, asked),
    "query_scheme" => |account, asked| query(account, "scheme", asked),
    "url_link" => |account, asked| url_link(account, asked),
    "query_link" => |account, asked| query(account, "url_link", asked),
    "short" => |account, asked| short(account, asked),
}

const DAY_SECONDS: u64 = 86_400;
/// The longest and the shortest validity of a link, in seconds.
const MAX_LIFE_SECONDS: u64 = 30 * DAY_SECONDS;
const MIN_LIFE_SECONDS: u64 = 60;
/// The end of the links in the documentation's examples. Every account knows them, so that the examples in the help work.
const SAMPLE: &str = "XTSkBZlzqmn";
/// The beginnings of links.
const SCHEME: &str = "weixin://dl/business/?t=";
const URL_LINK: &str = "https://wxaurl.cn/";

/// Makes a link with the page at a pointer of the body.
fn made(
    account: &mut Account,
    prefix: &str,
    pointer: &str,
    asked: &mut CheckedCall<'_>,
) -> Result<String, ApiError> {
    let text = |name: &str| asked.text(&format!("{pointer}/{name}"));
    let (path, query, env_version) = (text("path"), text("query"), text("env_version"));
    if !is_mini_page(path.trim_start_matches('/')) || (path.is_empty() && !query.is_empty()) {
        return Err(ApiError::new(40165));
    }
    if wrong_query_char(&query).is_some() {
        return Err(ApiError::new(40212));
    }
    let now = asked.now();
    let life = if asked.number("/expire_type") == Some(1) {
        asked.number("/expire_interval").unwrap_or_default().saturating_mul(DAY_SECONDS)
    } else {
        asked.number("/expire_time").map_or(MAX_LIFE_SECONDS, |ends| ends.saturating_sub(now))
    };
    if !(MIN_LIFE_SECONDS..=MAX_LIFE_SECONDS).contains(&life) {
        return Err(ApiError::new(85401));
    }
    let value = format!("{prefix}{}", asked.dice.text(11).replace(['-', '_'], "w"));
    let env_version = if env_version.is_empty() { "release".to_owned() } else { env_version };
    let link = MiniLink { value: value.clone(), path, query, env_version, created: now, ends: now + life };
    account.mini.add_link(link);
    Ok(value)
}

/// `POST /wxa/generatescheme`
fn scheme(account: &mut Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    let link = made(account, SCHEME, "/jump_wxa", asked)?;
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "openlink": link })))
}

/// `POST /wxa/generate_urllink`
fn url_link(account: &mut Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    let link = made(account, URL_LINK, "", asked)?;
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "url_link": link })))
}

/// `POST /wxa/queryscheme` and `query_urllink`. A query may be appended to a link.
fn query(account: &Account, member: &str, asked: &CheckedCall<'_>) -> HandlerResult {
    let given = asked.text(&format!("/{member}"));
    if given.ends_with(SAMPLE) {
        return Ok(shown(asked.endpoint));
    }
    let of_link = |link: &&MiniLink| {
        given.strip_prefix(&link.value).is_some_and(|rest| rest.is_empty() || rest.starts_with(['&', '?']))
    };
    let link = account.mini.links.iter().find(of_link).ok_or(ApiError::new(85403))?;
    let about: Value = json!({
        "appid": account.id,
        "path": link.path,
        "query": link.query,
        "create_time": link.created,
        "expire_time": link.ends,
        "env_version": link.env_version,
    });
    let name = format!("{member}_info");
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", name: about })))
}

/// `POST /wxa/genwxashortlink`
fn short(account: &Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    let page = asked.text("/page_url");
    let path = page.split('?').next().unwrap_or_default();
    if path.is_empty() || !is_mini_page(path.trim_start_matches('/')) {
        return Err(ApiError::new(40066));
    }
    let end = asked.dice.text(11).replace(['-', '_'], "w");
    let name = &account.id;
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "link": format!("#小程序://{name}/{end}") })))
}

//! Requests for tokens and tickets, in the form of WeChat's endpoints.

use serde_json::Value;
use url::form_urlencoded;

use super::account::{Issued, Platform};
use crate::secret::Secret;

/// A request as it arrived.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawRequest<'a> {
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    pub(super) query: &'a str,
    pub(super) body: &'a [u8],
    /// The header `Authorization`.
    pub(super) authorization: Option<&'a str>,
}

/// A request for a token or ticket.
#[derive(Debug, Default)]
pub(super) struct TokenRequest {
    pub(super) platform: Platform,
    pub(super) issued: Issued,
    /// The parameter `appid` or `corpid`.
    pub(super) id: Option<String>,
    /// The parameter `agentid`, which names one of several apps of a company.
    pub(super) agentid: Option<String>,
    /// The parameter `secret` or `corpsecret`.
    pub(super) secret: Option<Secret>,
    /// The key in `Authorization: Bearer`.
    pub(super) bearer: Option<Secret>,
    /// The parameter `access_token`.
    pub(super) access_token: Option<Secret>,
    pub(super) force_refresh: bool,
}

/// An errcode with WeChat's message.
pub(super) type Errcode = (i64, &'static str);

/// Parses a request; returns WeChat's errcode for one that is wrong.
pub(super) fn parse(raw: &RawRequest<'_>) -> Result<TokenRequest, Errcode> {
    let (platform, method, is_ticket) = match raw.path {
        "/cgi-bin/token" => (Platform::Official, "GET", false),
        "/cgi-bin/ticket/getticket" => (Platform::Official, "GET", true),
        "/cgi-bin/stable_token" => (Platform::Official, "POST", false),
        "/cgi-bin/gettoken" => (Platform::Work, "GET", false),
        "/cgi-bin/get_jsapi_ticket" | "/cgi-bin/ticket/get" => (Platform::Work, "GET", true),
        _ => return Err((40066, "invalid url, this server only issues tokens and tickets")),
    };
    match (raw.method == method, method) {
        (true, _) => {}
        (false, "GET") => return Err((43001, "require GET method")),
        (false, _) => return Err((43002, "require POST method")),
    }
    let params = if method == "POST" { Params::of_json(raw.body)? } else { Params::of_query(raw.query) };
    let issued = match (platform, params.get("type")) {
        _ if !is_ticket => Issued::AccessToken,
        (Platform::Work, _) if raw.path == "/cgi-bin/get_jsapi_ticket" => Issued::JsapiTicket,
        (Platform::Work, Some("agent_config")) => Issued::AgentTicket,
        (Platform::Work, _) => return Err((91040, "get ticket type is invalid, type is agent_config")),
        (Platform::Official, Some("jsapi")) => Issued::JsapiTicket,
        (Platform::Official, Some("wx_card")) => Issued::CardTicket,
        (Platform::Official, _) => return Err((40097, "invalid args, type is jsapi or wx_card")),
    };
    let is_token = platform == Platform::Official && !is_ticket;
    if is_token && params.get("grant_type") != Some("client_credential") {
        return Err((40002, "invalid grant_type"));
    }
    let (id, secret) = match platform {
        Platform::Official => ("appid", "secret"),
        Platform::Work => ("corpid", "corpsecret"),
    };
    Ok(TokenRequest {
        platform,
        issued,
        id: params.get(id).map(str::to_owned),
        agentid: params.get("agentid").map(str::to_owned),
        secret: params.get(secret).map(Secret::new),
        bearer: raw.authorization.and_then(bearer).map(Secret::new),
        access_token: params.get("access_token").map(Secret::new),
        force_refresh: matches!(params.get("force_refresh"), Some("true" | "1")),
    })
}

fn bearer(header: &str) -> Option<&str> {
    let (scheme, key) = header.split_once(' ')?;
    Some(key.trim()).filter(|key| scheme.eq_ignore_ascii_case("bearer") && !key.is_empty())
}

/// The parameters that are not empty.
struct Params(Vec<(String, String)>);

impl Params {
    fn of_query(query: &str) -> Self {
        Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    fn of_json(body: &[u8]) -> Result<Self, Errcode> {
        let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
        let Ok(Value::Object(object)) = serde_json::from_slice(body) else {
            return Err((47001, "data format error"));
        };
        let text = |value: Value| match value {
            Value::String(text) => Some(text),
            Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
            _ => None,
        };
        Ok(Self(object.into_iter().filter_map(|(name, value)| Some((name, text(value)?))).collect()))
    }

    fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}

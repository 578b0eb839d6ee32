//! The account: its token, address, clock, permissions, quota, ticket and callback server.

use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

use super::observer::Replaced;
use super::rights::UNAUTHORIZED;
use super::{Examination, FIRST_PATH, Finding, has_passed, holds, is_refusal};
use crate::api::Host;
use crate::wechat::{Reply, TicketKind, WechatError};

/// The errcode of an address that is not in the IP whitelist.
const IP_REFUSED: i64 = 40164;
/// The networks from which WeChat can try to reach a server (公众平台文档《网络检测》).
const OPERATORS: [&str; 3] = ["CHINANET", "UNICOM", "CAP"];

/// The paths whose quota is looked up: those that programs call most.
const QUOTA_PATHS: [&str; 6] = [
    "/cgi-bin/menu/create",
    "/cgi-bin/user/get",
    "/cgi-bin/user/info",
    "/cgi-bin/message/custom/send",
    "/cgi-bin/message/template/send",
    "/cgi-bin/qrcode/create",
];

const QUOTA: &str = "/cgi-bin/openapi/quota/get";
const REACH: &str = "/cgi-bin/callback/check";

/// Returns whether WeChat refused a call because of the address from which it came.
pub(super) fn is_ip_refused(result: &Result<Reply, WechatError>) -> bool {
    matches!(result, Err(WechatError::Refused(refusal)) if refusal.errcode == IP_REFUSED)
}

/// Checks that a token can be obtained.
pub(super) async fn token(examination: &Examination<'_>) -> Vec<Finding> {
    let first = examination.first_call.get();
    if first.is_some_and(is_ip_refused) {
        return vec![Finding::NoToken];
    }
    match examination.wechat.access_token(Host::Api, None).await {
        Ok(token) => {
            let seconds_left = (token.expires_ms / 1000).saturating_sub(examination.now);
            let mut found =
                vec![Finding::Token { path: examination.wechat.token_path(Host::Api), seconds_left }];
            if first.is_some_and(|first| !has_passed(first)) {
                // Its error cannot be taken out: the same call tells it again.
                let again = examination.call(Host::Api, FIRST_PATH, &[]).await;
                found.extend(again.err().map(|error| Finding::Failed(Box::new(error))));
            }
            found
        }
        Err(error) => vec![Finding::Failed(Box::new(error))],
    }
}

/// Checks that WeChat accepts calls from this address.
pub(super) async fn ip(examination: &Examination<'_>) -> Vec<Finding> {
    let Some(first) = examination.first_call.get() else { return vec![Finding::NoToken] };
    vec![match first {
        Err(WechatError::Refused(refusal)) if refusal.errcode == IP_REFUSED => {
            Finding::IpRefused(refusal.errmsg_parts.ip)
        }
        Ok(reply) if !holds(reply, &["ip_list"]) => Finding::Unexpected(FIRST_PATH),
        first if has_passed(first) => Finding::IpAllowed,
        _ => Finding::NoToken,
    }]
}

/// Compares the local clock with the time in WeChat's answer.
pub(super) async fn clock(examination: &Examination<'_>) -> Vec<Finding> {
    let Some(Ok(reply)) = examination.first_call.get() else { return vec![Finding::NoClock] };
    let date = reply.head.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("date"));
    let date =
        date.and_then(|(_, value)| OffsetDateTime::parse(&value.replace("GMT", "+0000"), &Rfc2822).ok());
    let local = i64::try_from(examination.now).ok();
    let skew = date.zip(local).map(|(date, local)| local - date.unix_timestamp());
    vec![skew.map_or(Finding::NoClock, Finding::Clock)]
}

/// Checks whether another program obtains tokens for the same account.
pub(super) async fn sharing(examination: &Examination<'_>) -> Vec<Finding> {
    vec![match examination.observer.replaced() {
        Some(Replaced { age_s }) => Finding::TokenReplaced(age_s),
        None if matches!(examination.first_call.get(), Some(Ok(reply)) if !holds(reply, &["ip_list"])) => {
            Finding::Unexpected(FIRST_PATH)
        }
        None => Finding::TokenKept,
    }]
}

/// Looks up the quota that is left of the paths that were called today.
pub(super) async fn quota(examination: &Examination<'_>) -> Vec<Finding> {
    let (mut found, mut used_paths, mut looked_up) = (Vec::new(), 0, 0);
    let mut refused = None;
    for path in QUOTA_PATHS {
        let values = [("cgi_path", json!(path))];
        let reply = match examination.call(Host::Api, QUOTA, &values).await {
            Ok(reply) => reply.json().unwrap_or_default(),
            // The account may not call the path at all.
            Err(error @ WechatError::Refused(_)) if !is_refusal(&error) => {
                refused = Some(error);
                continue;
            }
            Err(error) => return vec![Finding::Failed(Box::new(error))],
        };
        looked_up += 1;
        let number = |name: &str| reply["quota"][name].as_u64();
        let Some((used, limit)) = number("used").zip(number("daily_limit")) else {
            return vec![Finding::Unexpected(QUOTA)];
        };
        used_paths += usize::from(used > 0);
        if limit > 0 && used >= limit - limit / 10 {
            found.push(Finding::QuotaLow { path, used, limit });
        }
    }
    if let Some(error) = refused.filter(|_| looked_up == 0) {
        return vec![Finding::Failed(Box::new(error))];
    }
    if found.is_empty() {
        found.push(Finding::QuotaLeft(used_paths));
    }
    found
}

/// Checks that a ticket for `wx.config` can be obtained.
pub(super) async fn ticket(examination: &Examination<'_>) -> Vec<Finding> {
    vec![match examination.wechat.ticket(TicketKind::Jsapi).await {
        Ok(ticket) => Finding::Ticket((ticket.expires_ms / 1000).saturating_sub(examination.now)),
        Err(WechatError::Refused(refusal)) if refusal.errcode == UNAUTHORIZED => {
            Finding::Denied { path: "/cgi-bin/ticket/getticket", commands: "ticket, sign jsapi" }
        }
        Err(error) => Finding::Failed(Box::new(error)),
    }]
}

/// Lets WeChat try to reach the server that is set as callback URL, from each network.
pub(super) async fn callback(examination: &Examination<'_>) -> Vec<Finding> {
    let (mut found, mut reachable) = (Vec::new(), Vec::new());
    for operator in OPERATORS {
        let values = [("action", json!("ping")), ("check_operator", json!(operator))];
        let reply = match examination.call(Host::Api, REACH, &values).await {
            Ok(reply) => reply.json().unwrap_or_default(),
            Err(error) => {
                found.push(Finding::Failed(Box::new(error)));
                return found;
            }
        };
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let pings = reply["ping"]
            .as_array()
            .filter(|pings| !pings.is_empty() && pings.iter().all(|ping| ping["package_loss"].is_string()));
        let Some(pings) = pings else {
            found.push(Finding::Unexpected(REACH));
            break;
        };
        let lost = pings.iter().filter(|ping| !["", "0%"].contains(&text(&ping["package_loss"]).as_str()));
        let lost: Vec<Finding> = lost
            .map(|ping| Finding::PacketLoss {
                operator: operator.to_owned(),
                ip: text(&ping["ip"]),
                loss: text(&ping["package_loss"]),
            })
            .collect();
        if lost.is_empty() {
            reachable.push(operator.to_owned());
        }
        found.extend(lost);
    }
    if !reachable.is_empty() {
        found.insert(0, Finding::Reachable(reachable));
    }
    found
}

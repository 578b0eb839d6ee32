//! Responds to requests: health checks, URL verifications and pushes.

use std::borrow::Cow;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use hyper::body::Incoming;
use hyper::header::{ALLOW, HeaderValue};
use hyper::{Method, Request, StatusCode};

use super::account::Account;
use super::log::{LogEntry, LoggedExchange};
use super::push::ReceivedPush;
use super::query::CallbackQuery;
use super::reject::RejectReason;
use super::server::{Bot, ServerState};
use crate::bot::external::RuleFailure;
use crate::http::server::{HttpResponse, Service, WholeBody, closing, response};

/// The time window that signatures are remembered for if any timestamp is accepted, in seconds.
const FALLBACK_NONCE_WINDOW_S: u64 = 3600;

impl Service for ServerState {
    type Body = WholeBody;

    fn answer(
        self: Arc<Self>,
        request: Request<Incoming>,
        _: SocketAddr,
    ) -> impl Future<Output = Option<HttpResponse>> + Send {
        respond(request, self)
    }
}

async fn respond(request: Request<Incoming>, state: Arc<ServerState>) -> Option<HttpResponse> {
    let began = Instant::now();
    let (head, body) = request.into_parts();
    let bot = &state.bot;
    let path = head.uri.path();
    if path == bot.options.health_path {
        return Some(health(bot));
    }
    let query = CallbackQuery::parse(head.uri.query().unwrap_or_default());
    let mut entry = state.new_entry();
    (entry.at_ms, entry.token_in_query) = ((bot.options.now_ms)(), query.has_token());
    if bot.options.log_requests {
        entry.method = method_name(&head.method);
        path.clone_into(&mut entry.path);
    }
    let result = answer(&state, (&head.method, path, began), &query, body, &mut entry).await;
    let response = match result {
        Ok(body) => body.response(StatusCode::OK),
        Err(reason) => {
            let response = rejected(&reason);
            entry.rejected = Some(reason);
            response
        }
    };
    entry.status = response.status().as_u16();
    entry.duration_us = began.elapsed().as_micros();
    let failed = entry.rejected.is_some() || !entry.failures.is_empty();
    if failed && !bot.options.log_requests {
        entry.method = method_name(&head.method);
        path.clone_into(&mut entry.path);
    }
    if failed || bot.options.log_requests {
        state.log(entry);
    } else {
        state.reuse(entry);
    }
    Some(response)
}

fn method_name(method: &Method) -> Cow<'static, str> {
    match method.as_str() {
        "POST" => "POST".into(),
        "GET" => "GET".into(),
        other => other.to_owned().into(),
    }
}

/// The body of a response.
pub(super) struct ResponseBody {
    body: Vec<u8>,
    content_type: &'static str,
}

impl ResponseBody {
    pub(super) fn text(body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), content_type: "text/plain; charset=utf-8" }
    }

    pub(super) fn message(body: Vec<u8>, is_json: bool) -> Self {
        let content_type =
            if is_json { "application/json; charset=utf-8" } else { "application/xml; charset=utf-8" };
        Self { body, content_type }
    }

    fn response(self, status: StatusCode) -> HttpResponse {
        response(status, self.content_type, self.body)
    }
}

fn health(bot: &Bot) -> HttpResponse {
    let active = bot.active();
    let health = serde_json::json!({ "status": "ok", "rules": active.book.count_all() });
    ResponseBody::message(health.to_string().into_bytes(), true).response(StatusCode::OK)
}

fn rejected(reason: &RejectReason) -> HttpResponse {
    let status = StatusCode::from_u16(reason.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let mut response = ResponseBody::text(reason.body()).response(status);
    if *reason == RejectReason::MethodNotAllowed {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, POST"));
    }
    if matches!(*reason, RejectReason::BodyTooLarge | RejectReason::BodyTimeout) {
        closing(response)
    } else {
        response
    }
}

/// Returns whether no signature of a verified request was used before, and remembers them.
pub(super) async fn is_first_use(
    account: &Account,
    query: &CallbackQuery<'_>,
    state: &ServerState,
    entry: &mut LogEntry,
) -> bool {
    let options = &state.bot.options;
    // A sender who shows the token can sign anything. webot-cli 0.0.11 does so, and a suite of tests that uses its
    // `makeRequest` sends all messages with one nonce.
    if !options.reject_repeated_nonces || account.token.is_none() || account.shows_token(query) {
        return true;
    }
    // If timestamps are not checked, a repeated signature is the only sign of a replay.
    let window_s = if options.window_s == 0 { FALLBACK_NONCE_WINDOW_S } else { options.window_s };
    let mut is_first = true;
    for signature in query.signatures() {
        let (is_new, failed) = state.bot.sessions.nonce_is_new(signature, entry.at_ms, window_s * 2000).await;
        is_first &= is_new;
        if let Some(error) = failed {
            entry.failures.push((String::new(), RuleFailure::SessionStore(error.to_string())));
        }
    }
    is_first
}

async fn answer(
    state: &ServerState,
    (method, path, began): (&Method, &str, Instant),
    query: &CallbackQuery<'_>,
    body: Incoming,
    entry: &mut LogEntry,
) -> Result<ResponseBody, RejectReason> {
    let bot = &state.bot;
    let active = bot.active();
    // An account with this path precedes the account for any path.
    let named = active.accounts.iter().find(|account| account.path.as_deref() == Some(path));
    let any = || active.accounts.iter().find(|account| account.path.is_none());
    let account = named.or_else(any).ok_or(RejectReason::UnknownPath)?;
    let window_s = bot.options.window_s;
    let now_ms = entry.at_ms;
    match *method {
        Method::GET => {
            "verify-url".clone_into(&mut entry.kind);
            let echo = account.verify_url(query, now_ms, window_s)?;
            // The signature is used up, but a check may be repeated.
            is_first_use(account, query, state, entry).await;
            Ok(ResponseBody::text(echo))
        }
        Method::POST => {
            account.verify_query(query, now_ms, window_s)?;
            let bodies = if account.is_verified(query) { &state.bodies } else { &state.unsigned_bodies };
            let body = bodies.read(body).await?;
            let opened = account.open_push(query, &body, now_ms, window_s)?;
            if bot.options.keeps_exchanges {
                let message = opened.decrypted.as_deref().unwrap_or(&body).to_vec();
                entry.exchange = Some(Arc::new(LoggedExchange { message, reply: Vec::new() }));
            }
            let outer_json = body.trim_ascii_start().starts_with(b"{");
            let push = ReceivedPush {
                account,
                query,
                encrypted_for: opened.encrypted_for,
                is_json: opened.is_json,
                outer_json,
                now_ms,
                many_accounts: active.accounts.len() > 1,
                began,
            };
            let book = account.rules.as_deref().unwrap_or(&active.book);
            let response = push.answer(opened.document, state, book, entry).await?;
            state.answered.fetch_add(1, Ordering::Relaxed);
            Ok(response)
        }
        _ => Err(RejectReason::MethodNotAllowed),
    }
}

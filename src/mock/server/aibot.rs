//! The WebSocket of intelligent bots, and the callback URL through which pushes reach the connected ones.

use std::net::SocketAddr;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use hyper::body::Incoming;
use hyper::header::HeaderValue;
use hyper::{Request, StatusCode};
use serde_json::{Value, json};

use super::{ServedCall, Shared};
use crate::http::server::{HttpResponse, accept_websocket, closing, response};
use crate::message::{SOCKET_FAULT_STATUS, SOCKET_HEADER, SOCKET_REFUSAL_HEADER, SocketFault};
use crate::mock::aibot::{
    Answered, Content, MAX_FRAME_BYTES, Refreshed, SOCKET_METHOD, SOCKET_PATH, TakenReply,
    WITHOUT_BOT_HEADER, run,
};
use crate::mock::world::NoBot;

/// The longest wait for an answer to a message: that of a stream.
const MAX_WAIT: Duration = Duration::from_secs(360);

/// Answers a handshake, and serves the connection after it.
pub(super) fn connect(
    mut request: Request<Incoming>,
    peer: SocketAddr,
    shared: &Arc<Shared>,
) -> HttpResponse {
    let (answer, connection) = match accept_websocket(&mut request, MAX_FRAME_BYTES) {
        Ok(accepted) => accepted,
        Err(refusal) => return closing(*refusal),
    };
    let own = Arc::clone(shared);
    let from = peer.ip().to_canonical().to_string();
    shared.sockets.spawn(async move {
        let Some(connection) = connection.await else { return };
        let (number, closed) = own.world.lock().unwrap_or_else(PoisonError::into_inner).open_socket(&from);
        let frames = own.sockets.add(number);
        own.sockets.send(closed);
        let opened = Instant::now();
        let fault = run(connection, frames, |content| receive(&own, number, content, &from)).await;
        own.world.lock().unwrap_or_else(PoisonError::into_inner).close_socket(number, fault, (own.now_ms)());
        own.sockets.remove(number);
        if fault.is_some() {
            let path = SOCKET_PATH.to_owned();
            own.say(ServedCall { fault, ..line(own.now_ms, path, opened) });
        }
    });
    answer
}

/// Refuses a handshake at a path that is not that of the WebSocket.
pub(super) fn refuse_path(path: &str, shared: &Shared) -> HttpResponse {
    let line = line(shared.now_ms, path.to_owned(), Instant::now());
    shared.lines.send(ServedCall { status: StatusCode::NOT_FOUND.as_u16(), ..line }).ok();
    let reason = format!("bots connect to `{SOCKET_PATH}`\n");
    closing(response(StatusCode::NOT_FOUND, "text/plain; charset=utf-8", reason))
}

/// Returns a line of the log about a frame.
fn line(now_ms: fn() -> u64, path: String, began: Instant) -> ServedCall {
    ServedCall {
        at_ms: now_ms(),
        method: SOCKET_METHOD.to_owned(),
        path,
        errcode: None,
        status: 0,
        ms: began.elapsed().as_millis(),
        causes: Vec::new(),
        warnings: Vec::new(),
        fault: None,
        logged: None,
    }
}

fn receive(shared: &Shared, number: u64, content: Content<'_>, from: &str) {
    let (began, at_ms) = (Instant::now(), (shared.now_ms)());
    let mut world = shared.world.lock().unwrap_or_else(PoisonError::into_inner);
    let received = world.receive_frame(number, content, from, at_ms);
    shared.take_changes(&mut world);
    drop(world);
    shared.sockets.send(received.sent);
    // A ping comes every 30 seconds.
    if received.cmd == "ping" {
        return;
    }
    let path = format!("{SOCKET_PATH} {}", received.cmd);
    let errcode = Some(received.errcode);
    let line = ServedCall { at_ms, errcode, status: 200, ..line(shared.now_ms, path, began) };
    shared.say(line);
}

/// Hands a push to a connected bot and answers with its reply, as a bot with a callback URL answers.
pub(super) async fn callback(shared: &Shared, body: &[u8]) -> HttpResponse {
    let push: Value = match serde_json::from_slice(body) {
        Ok(push @ Value::Object(_)) => push,
        _ => return told(StatusCode::BAD_REQUEST, "the push is no JSON object"),
    };
    if push.get("encrypt").is_some() {
        let reason = "a push over the WebSocket is not encrypted: use `--mode plain`";
        return told(StatusCode::BAD_REQUEST, reason);
    }
    let now_ms = shared.now_ms;
    let started = {
        let mut world = shared.world.lock().unwrap_or_else(PoisonError::into_inner);
        let bot = world.aibot_for(&push);
        if let Some(stream) = push["stream"]["id"].as_str().filter(|_| push["msgtype"] == "stream") {
            let refreshed = world.aibot_refreshed(bot.as_deref().ok(), stream, now_ms());
            return match (refreshed, bot) {
                (Refreshed::Reply(taken), _) => replied(&taken),
                (Refreshed::Fault(fault), _) => failed(&fault),
                (Refreshed::Unchanged, _) => no_reply(),
                (Refreshed::Unknown, Ok(_)) => {
                    told(StatusCode::NOT_FOUND, "the bot has begun no stream of this id")
                }
                (Refreshed::Unknown, Err(none)) => without_bot(none),
            };
        }
        let bot = match bot {
            Ok(bot) => bot,
            Err(none) => return without_bot(none),
        };
        world.push_to_aibot(&bot, push, now_ms())
    };
    let Some((req_id, frame)) = started else {
        return without_bot(NoBot::None);
    };
    shared.sockets.send(frame);
    let end = tokio::time::Instant::now() + MAX_WAIT;
    loop {
        let changed = shared.sockets.changed.notified();
        tokio::pin!(changed);
        // A change between the look and the wait would be missed.
        changed.as_mut().enable();
        let (answered, left_ms) = {
            let world = shared.world.lock().unwrap_or_else(PoisonError::into_inner);
            world.aibot_answered(&req_id, now_ms())
        };
        match answered {
            Answered::Reply(taken) => return replied(&taken),
            Answered::NoReply => return no_reply(),
            Answered::Fault(fault) => return failed(&fault),
            Answered::Waiting if tokio::time::Instant::now() >= end => return no_reply(),
            Answered::Waiting => {}
        }
        let until = left_ms
            .map_or(end, |left| end.min(tokio::time::Instant::now() + Duration::from_millis(left + 1)));
        tokio::select! {
            () = changed => {}
            () = tokio::time::sleep_until(until) => {}
        }
    }
}

/// Returns the reply of a bot, with the reason if it was refused.
fn replied(taken: &TakenReply) -> HttpResponse {
    let mut answer = response(StatusCode::OK, "application/json; charset=utf-8", taken.reply.to_string());
    if let Some(refusal) = &taken.refusal
        && let Ok(refusal) = HeaderValue::from_str(&json!(refusal).to_string())
    {
        answer.headers_mut().insert(SOCKET_REFUSAL_HEADER, refusal);
    }
    marked(answer)
}

/// Returns the reason why there is no reply.
fn failed(fault: &SocketFault) -> HttpResponse {
    let status = StatusCode::from_u16(SOCKET_FAULT_STATUS).unwrap_or(StatusCode::BAD_GATEWAY);
    marked(response(status, "application/json; charset=utf-8", json!(fault).to_string()))
}

fn no_reply() -> HttpResponse {
    marked(response(StatusCode::OK, "text/plain; charset=utf-8", ""))
}

/// Returns the answer without a bot that could be meant, with those that are connected.
fn without_bot(none: NoBot) -> HttpResponse {
    let bots = match none {
        NoBot::None => String::new(),
        NoBot::Several(bots) => bots.join(", "),
    };
    let reason = if bots.is_empty() {
        "no bot is connected to `/aibot` of the mock".to_owned()
    } else {
        format!("several bots are connected: set `aibotid` to one of {bots}")
    };
    let mut answer = told(StatusCode::SERVICE_UNAVAILABLE, &reason);
    if let Ok(bots) = HeaderValue::from_bytes(bots.as_bytes()) {
        answer.headers_mut().insert(WITHOUT_BOT_HEADER, bots);
    }
    answer
}

/// Returns an answer of the mock itself, which tells why there is none of a bot.
fn told(status: StatusCode, reason: &str) -> HttpResponse {
    marked(response(status, "text/plain; charset=utf-8", reason.to_owned()))
}

fn marked(mut response: HttpResponse) -> HttpResponse {
    response.headers_mut().insert(SOCKET_HEADER.0, HeaderValue::from_static(SOCKET_HEADER.1));
    response
}

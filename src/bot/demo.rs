//! The bot of `webot send --demo`: it checks signatures, decrypts, answers, encrypts, as any bot must.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::Url;

use crate::error::Error;
use crate::message::{Credentials, Document, Element, TEXT_BYTES, envelope, json, xml};
use crate::sign;
use crate::text::words;

/// A running bot; it ends when this is dropped.
pub struct Demo {
    url: Url,
    task: JoinHandle<()>,
}

impl Demo {
    /// Starts the bot on a free loopback port.
    pub async fn start(credentials: &Credentials) -> Result<Self, Error> {
        let io = |source| Error::Io { path: "127.0.0.1".to_owned(), source };
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(io)?;
        let address = listener.local_addr().map_err(io)?;
        let url = Url::parse(&format!("http://{address}/")).map_err(|error| Error::Bug(error.to_string()))?;
        let app = Router::new().route("/", post(answer)).with_state(Arc::new(credentials.clone()));
        let task = tokio::spawn(async move {
            // It ends with the process; there is nobody to tell.
            axum::serve(listener, app).await.ok();
        });
        Ok(Self { url, task })
    }

    /// Where it listens.
    pub fn url(&self) -> &Url {
        &self.url
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.task.abort();
    }
}

type Shared = State<Arc<Credentials>>;
type Pairs = Query<Vec<(String, String)>>;

fn value<'a>(query: &'a Pairs, name: &str) -> &'a str {
    query.0.iter().find(|(given, _)| given == name).map_or("", |(_, value)| value)
}

async fn answer(State(credentials): Shared, query: Pairs, body: Bytes) -> Response {
    match reply(&credentials, &query, &body) {
        Ok(body) => ([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], body).into_response(),
        Err((status, why)) => (status, why).into_response(),
    }
}

type Refusal = (StatusCode, &'static str);

fn reply(credentials: &Credentials, query: &Pairs, body: &[u8]) -> Result<String, Refusal> {
    let (timestamp, nonce) = (value(query, "timestamp"), value(query, "nonce"));
    let (outer, is_json) = parse(body).ok_or((StatusCode::BAD_REQUEST, "not a message"))?;
    let sealed = outer.get("Encrypt").or_else(|| outer.get("encrypt"));
    let (signature, expected) = match (sealed, value(query, "msg_signature")) {
        (Some(sealed), given) if !given.is_empty() => {
            (given, credentials.msg_signature(timestamp, nonce, sealed))
        }
        _ => (value(query, "signature"), credentials.signature(timestamp, nonce)),
    };
    if !sign::equal(&expected, signature) {
        return Err((StatusCode::FORBIDDEN, "Invalid signature"));
    }
    let encrypted = sealed.is_some() && credentials.mode.key().is_some();
    let message = match (sealed, credentials.mode.key()) {
        (Some(sealed), Some(key)) => {
            let opened =
                envelope::decrypt(key, sealed).map_err(|_| (StatusCode::BAD_REQUEST, "cannot decrypt"))?;
            parse(&opened.message).ok_or((StatusCode::BAD_REQUEST, "not a message"))?.0
        }
        _ => outer,
    };
    let Some(reply) = respond(&message, timestamp) else { return Ok("success".to_owned()) };
    let Some(key) = credentials.mode.key().filter(|_| encrypted) else { return Ok(write(&reply, is_json)) };
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(|_| (StatusCode::INTERNAL_SERVER_ERROR, "no randomness"))?;
    let sealed = envelope::encrypt(key, random, write(&reply, is_json).as_bytes(), &credentials.receiver);
    let signature = credentials.msg_signature(timestamp, nonce, &sealed);
    Ok(write(
        &Document(vec![
            Element::text("Encrypt", sealed),
            Element::text("MsgSignature", signature),
            Element::number("TimeStamp", timestamp),
            Element::text("Nonce", nonce),
        ]),
        is_json,
    ))
}

fn parse(body: &[u8]) -> Option<(Document, bool)> {
    let text = std::str::from_utf8(body).ok()?;
    match serde_json::from_str(text) {
        Ok(value) => Some((json::from_json(&value)?, true)),
        Err(_) => Some((xml::read(text).ok()?.document, false)),
    }
}

fn write(document: &Document, as_json: bool) -> String {
    if as_json { json::to_json(&document.0).to_string() } else { xml::write(document) }
}

/// Mirrors the message, so that whoever sees it knows that it went through; a platform's notice has no reply.
fn respond(message: &Document, timestamp: &str) -> Option<Document> {
    let field = |name| message.get(name).unwrap_or_default();
    let msg_type = message.get("MsgType")?;
    let what = match msg_type {
        "text" => field("Content").to_owned(),
        "event" => format!("{} {}", field("Event"), field("EventKey")).trim().to_owned(),
        "location" => format!("{},{} {}", field("Location_X"), field("Location_Y"), field("Label")),
        other => other.to_owned(),
    };
    let mut content = (words().demo_reply)(msg_type, &what);
    while content.len() > TEXT_BYTES {
        content.pop();
    }
    Some(Document(vec![
        Element::text("ToUserName", field("FromUserName")),
        Element::text("FromUserName", field("ToUserName")),
        Element::number("CreateTime", timestamp),
        Element::text("MsgType", "text"),
        Element::text("Content", content),
    ]))
}

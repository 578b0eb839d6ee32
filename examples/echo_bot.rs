//! A bot of one's own, in 40 lines: it checks the signature and says back what it hears.
//!
//! ```console
//! cargo run --example echo_bot -- 3000
//! webot send hello
//! ```

use std::error::Error;

use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::routing::post;
use serde::Deserialize;
use webot::message::{Document, Element, xml};
use webot::sign;

const TOKEN: &str = "keyboardcat123";

#[derive(Deserialize)]
struct Signed {
    signature: String,
    timestamp: String,
    nonce: String,
}

async fn answer(Query(query): Query<Signed>, body: String) -> Result<String, (StatusCode, &'static str)> {
    let expected = sign::callback::signature(TOKEN, &query.timestamp, &query.nonce);
    if !sign::equal(&expected, &query.signature) {
        return Err((StatusCode::FORBIDDEN, "Invalid signature"));
    }
    let message = xml::read(&body).map_err(|_| (StatusCode::BAD_REQUEST, "not XML"))?.document;
    let field = |name| message.get(name).unwrap_or_default();
    Ok(xml::write(&Document(vec![
        Element::text("ToUserName", field("FromUserName")),
        Element::text("FromUserName", field("ToUserName")),
        Element::number("CreateTime", &query.timestamp),
        Element::text("MsgType", "text"),
        Element::text("Content", format!("you said {}", field("Content"))),
    ])))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let port: u16 = std::env::args().nth(1).map_or(Ok(3000), |port| port.parse())?;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    axum::serve(listener, Router::new().route("/", post(answer))).await?;
    Ok(())
}

//! `webot serve` as a process: the requests that it accepts, its answers, its log, and its end.

mod accounts;
mod address;
mod clients;
#[cfg(unix)]
mod handlers;
mod hostile;
mod log;
mod modes;
mod predecessor;
#[cfg(unix)]
mod redelivery;
mod reload;
mod secrets;
#[cfg(unix)]
mod shutdown;
mod signatures;
mod stores;
mod url_check;

use crate::support::{AES_KEY, Got, OPENID, Serve, Stamp, TOKEN, Webot, now, opened, sealed};

const CORPID: &str = "ww1234567890abcdef";
const ECHO: &str = "'': 'you said {text}'\n";

/// Starts a server with a key, for this receiver.
fn with_key(receiver: &str) -> Serve {
    Webot::serve(ECHO).args(["--aes-key", AES_KEY, "--receiver", receiver]).start()
}

/// Encodes a text for a query.
fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn verify(server: &Serve, query: &str, echostr: &str) -> Got {
    server.get(&format!("/?{query}&echostr={}", encoded(echostr)))
}

/// Sends an encrypted message; returns the decrypted answer and its receiver.
fn say_sealed(server: &Serve, message: &str, receiver: &str) -> (String, String) {
    let (query, body) = sealed(message, AES_KEY, receiver);
    opened(&server.ask("POST", &format!("/?{query}"), body).ok().body, AES_KEY)
}

/// Returns query and body as webot-cli 0.0.11 of npm sends them (`lib/message.js`).
fn predecessor(text: &str) -> (String, String) {
    let stamp = Stamp::at(&(now() * 1000 + 123).to_string());
    let query = stamp.signed().replace(&format!("&openid={OPENID}"), "");
    let (signature, rest) = query.split_once('&').expect("a query");
    let query = format!("token={TOKEN}&{rest}&echostr=echostr_12345&{signature}");
    let body = [
        "<xml>",
        "<MsgId>1234567</MsgId>",
        "<ToUserName><![CDATA[webot]]></ToUserName>",
        "<FromUserName><![CDATA[client]]></FromUserName>",
        &format!("<CreateTime>{}</CreateTime>", now()),
        "<MsgType><![CDATA[text]]></MsgType>",
        &format!("<Content><![CDATA[{text}]]></Content>"),
        "</xml>",
    ];
    (query, body.join("\n"))
}

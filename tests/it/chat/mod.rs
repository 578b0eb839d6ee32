//! `webot chat`: its server, and the conversation that pages follow.

mod conversation;
mod server;

use std::net::TcpStream;
use std::ops::Deref;

use serde_json::{Value, json};

use crate::support::{Events, PageAddress, Process, Webot, asked, webot};

/// `webot chat` with these arguments; it ends with the test.
struct Chat {
    process: Process,
    page: PageAddress,
    /// Host and port of the mock.
    mock: Option<String>,
}

impl Chat {
    #[track_caller]
    fn start<const N: usize>(args: [&str; N]) -> Self {
        Self::of(webot(["chat", "--json"]).args(args))
    }

    #[track_caller]
    fn of(webot: Webot) -> Self {
        let process = webot.stderr_any().spawn();
        let url = process.out.find(|line| {
            let line: Value = serde_json::from_str(line).ok()?;
            let mock = line["mock"].as_str().and_then(|url| url.strip_prefix("http://"));
            Some((line["listening"].as_str()?.to_owned(), mock.map(str::to_owned)))
        });
        let (url, mock) = url.unwrap_or_else(|| panic!("it does not listen: {}", process.err.text()));
        Self { page: PageAddress::of(&url), mock, process }
    }

    /// A call of the bot to the mock.
    fn api(&self, path: &str, body: &Value) -> Value {
        let mock = self.mock.as_deref().expect("a mock");
        let stream = TcpStream::connect(mock).expect("a connection");
        let headers = format!("Host: {mock}\r\n");
        asked(stream, "POST", path, &headers, body.to_string().as_bytes()).json()
    }

    /// Sends a message of a user and waits for its reply.
    #[track_caller]
    fn say(&self, events: &mut Events, user: &str, words: &[&str]) -> Value {
        let sent = self.call("send", &json!({ "user": user, "words": words }));
        events.entry(&sent["id"])
    }
}

impl Deref for Chat {
    type Target = PageAddress;

    fn deref(&self) -> &PageAddress {
        &self.page
    }
}

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

use super::Mock;

/// A bot on the WebSocket of a mock. Each read waits for a frame, and fails after a while.
pub struct Socket(TcpStream);

impl Socket {
    /// Shakes hands with a mock.
    #[track_caller]
    pub fn open(mock: &Mock) -> Self {
        let mut stream = mock.connect();
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time limit");
        let head = "GET /aibot HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        stream.write_all(head.as_bytes()).expect("a connection");
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).expect("an answer");
            answer.push(byte[0]);
        }
        let answer = String::from_utf8(answer).expect("UTF-8").to_lowercase();
        assert!(answer.starts_with("http/1.1 101"), "{answer}");
        assert!(answer.contains("s3pplmbitxaq9kygzzhzrbk+xoo="), "{answer}");
        Self(stream)
    }

    /// Shakes hands and subscribes as a bot.
    #[track_caller]
    pub fn subscribed(mock: &Mock, bot: &str) -> Self {
        let mut socket = Self::open(mock);
        let answer = socket.ask("aibot_subscribe", "sub", json!({ "bot_id": bot, "secret": "bot-secret" }));
        assert_eq!(answer["errcode"], 0, "{answer}");
        socket
    }

    /// Sends a text.
    pub fn write(&mut self, text: &str) {
        let length = text.len();
        let mut frame = vec![0x81];
        match u16::try_from(length) {
            Ok(short) if short < 126 => frame.push(0x80 | u8::try_from(short).expect("a short text")),
            Ok(short) => {
                frame.push(0xFE);
                frame.extend(short.to_be_bytes());
            }
            Err(_) => {
                frame.push(0xFF);
                frame.extend((length as u64).to_be_bytes());
            }
        }
        // A mask of zeros leaves the text as it is.
        frame.extend([0; 4]);
        frame.extend(text.as_bytes());
        self.0.write_all(&frame).expect("a connection");
    }

    /// Sends bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.0.write_all(bytes).expect("a connection");
    }

    /// Returns the code of the close frame, which is the next frame.
    #[track_caller]
    pub fn closed(&mut self) -> u16 {
        let mut head = [0; 4];
        self.0.read_exact(&mut head).expect("a close frame");
        assert_eq!(head[0], 0x88, "{head:?}");
        u16::from_be_bytes([head[2], head[3]])
    }

    /// Sends a frame of the protocol.
    pub fn send(&mut self, cmd: &str, req_id: &str, body: impl Into<Value>) {
        self.write(&json!({ "cmd": cmd, "headers": { "req_id": req_id }, "body": body.into() }).to_string());
    }

    /// Sends a frame and returns the answer.
    #[track_caller]
    pub fn ask(&mut self, cmd: &str, req_id: &str, body: Value) -> Value {
        self.send(cmd, req_id, body);
        let answer = self.read().expect("an answer");
        assert_eq!(answer["headers"]["req_id"], req_id, "{answer}");
        answer
    }

    /// Returns the next frame; `None` if the mock closes the connection.
    #[track_caller]
    pub fn read(&mut self) -> Option<Value> {
        let mut head = [0; 2];
        self.0.read_exact(&mut head).ok()?;
        let mut length = usize::from(head[1] & 0x7f);
        if length == 126 {
            let mut long = [0; 2];
            self.0.read_exact(&mut long).expect("a length");
            length = usize::from(u16::from_be_bytes(long));
        }
        assert!(length < 127 || head[1] & 0x7f == 126, "a long frame");
        let mut content = vec![0; length];
        self.0.read_exact(&mut content).expect("a frame");
        match head[0] & 0x0f {
            1 => Some(serde_json::from_slice(&content).expect("JSON")),
            _ => None,
        }
    }
}

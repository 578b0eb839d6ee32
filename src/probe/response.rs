//! A bot's response: the answer to judge, and the HTTP head.

use crate::http::{Head, Received};
use crate::message::Answer;

/// A bot's response.
#[derive(Debug, Clone, Default)]
pub(crate) struct Response {
    /// The answer, which is judged.
    pub answer: Answer,
    /// The status and headers.
    pub head: Head,
}

impl From<Received> for Response {
    fn from(received: Received) -> Self {
        let Received { head, body, truncated, elapsed_ms } = received;
        let answer = Answer {
            status: head.status,
            location: head.location.clone(),
            headers: head.headers.clone(),
            encoding: head.encoding.clone(),
            body,
            truncated,
            elapsed_ms,
        };
        Self { answer, head }
    }
}

//! A bot's response: the answer that is judged, and the head that only the wire shows.

use crate::http::{Head, Received};
use crate::message::Answer;

/// A bot's response.
#[derive(Debug, Clone, Default)]
pub struct Response {
    /// The answer.
    pub answer: Answer,
    /// Status and headers.
    pub head: Head,
}

impl From<Received> for Response {
    fn from(received: Received) -> Self {
        let Received { head, body, truncated, elapsed_ms } = received;
        let answer = Answer {
            status: head.status,
            location: head.location.clone(),
            encoding: head.encoding.clone(),
            body,
            truncated,
            elapsed_ms,
        };
        Self { answer, head }
    }
}

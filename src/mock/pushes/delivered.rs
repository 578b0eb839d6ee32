//! The outcome of a push: its deliveries, the bot's reply and what is wrong with it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The outcome of all deliveries of a push.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DeliveredPush {
    /// The deliveries, in order.
    pub deliveries: Vec<Delivery>,
    /// `true` if WeChat accepts the answer.
    #[serde(rename = "accepted")]
    pub is_accepted: bool,
    /// The reply to the user; `None` if there is none, or no valid one.
    pub reply: Option<PassiveReply>,
    /// The findings about the answer and the deliveries.
    pub findings: Vec<PushFinding>,
}

/// A delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Delivery {
    /// The time of sending, in milliseconds since 1970.
    pub at_ms: u64,
    /// The HTTP status of the response; `None` if there is none.
    pub status: Option<u16>,
    /// The time until the response, in milliseconds.
    pub elapsed_ms: u64,
    /// The reason why there is no response in time, such as `timeout`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub error: Option<String>,
}

/// The reply with which a bot has answered a push.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PassiveReply {
    /// The type, such as `text`.
    #[serde(rename = "type")]
    pub reply_type: String,
    /// The fields, decrypted.
    pub fields: Value,
}

/// A finding about an answer, with its sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PushFinding {
    /// The name of the rule.
    pub rule: String,
    /// `error`, `warning` or another severity.
    pub severity: String,
    /// The sentence.
    pub message: String,
    /// The hints.
    pub hint: String,
}

impl DeliveredPush {
    /// Returns whether a delivery was answered in time.
    pub(crate) fn is_answered(&self) -> bool {
        self.deliveries.iter().any(|delivery| delivery.status.is_some() && delivery.error.is_none())
    }
}

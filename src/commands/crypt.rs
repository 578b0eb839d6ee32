//! `webot crypt`: what WeChat encrypts and signs, opened by hand, and why it does not open.

mod data;
mod envelope;
mod input;
mod verify;

pub(crate) use data::{MiniArgs, NotifyArgs, RefundArgs, mini, notify, refund};
pub(crate) use envelope::{DecryptArgs, EncryptArgs, decrypt, encrypt};
pub(crate) use verify::{VerifyNotifyArgs, run as verify_notify};

use serde_json::Value;

use crate::context::Context;
use crate::printer::Outcome;

/// Text that was asked for, and what scripts get in its place.
fn opened(text: &str, json: Value, cx: &Context) -> Outcome {
    Outcome::value(json, cx.printer.foreign(text))
}

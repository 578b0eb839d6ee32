//! `webot crypt`: decrypts and verifies WeChat's data by hand, and explains failures.

mod callback;
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

/// Returns the outcome with this text, or with this JSON under `--json`.
fn decrypted(text: &str, json: Value, cx: &Context) -> Outcome {
    Outcome::value(json, cx.printer.foreign(text))
}

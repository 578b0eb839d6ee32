//! Follows a job that WeChat runs after it answered: publishing, a mass message.

use std::time::Duration;

use serde_json::Value;

use crate::context::Context;
use crate::error::Error;
use crate::wechat::{Call, WeChat, WechatError};

/// The pause before the status is asked for the second time; each further pause is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// The longest pause.
const MAX_PAUSE: Duration = Duration::from_secs(8);

/// Asks for the status of a job, a member of the answer, until it has ended; returns the last answer.
pub(super) fn until_ended(
    call: &Call,
    member: &str,
    is_running: impl Fn(&Value) -> bool,
    wechat: &WeChat<'_>,
    cx: &Context,
) -> Result<Value, Error> {
    let mut pause = FIRST_PAUSE;
    loop {
        let reply = cx.block_on(wechat.call(call))??;
        let Some(json) = reply.json() else { return Err(wechat.not_json(&reply).into()) };
        match &json[member] {
            Value::Null => return Err(WechatError::NoMember { member: member.to_owned() }.into()),
            status if is_running(status) => {}
            _ => return Ok(json),
        }
        cx.block_on(async move { tokio::time::sleep(pause).await })?;
        pause = (pause * 2).min(MAX_PAUSE);
    }
}

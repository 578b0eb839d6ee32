//! The stream of an intelligent bot: WeCom asks for the rest of a reply by its id until it is finished.

use std::time::{Duration, Instant};

use serde_json::Value;

use super::deliver::{Probe, ProbeEvent};
use super::error::ProbeError;
use super::schedule::{Schedule, millis};
use crate::http::Client;
use crate::message::{
    BotFault, Content, Element, NO_REPLY, Push, ReplyContext, Rule, Verdict, similar_msg_id, verdict,
};

/// The time between two refreshes. The documents do not tell that of WeCom.
const INTERVAL: Duration = Duration::from_millis(500);

/// The result of the refreshes of a stream.
#[derive(Debug)]
pub(crate) struct Stream {
    /// The id of the stream.
    pub id: String,
    /// The number of refreshes.
    pub refreshes: usize,
    /// `true` if the last reply ends the stream.
    pub is_finished: bool,
    /// The time from the first refresh to the last answer, in milliseconds.
    pub elapsed_ms: u64,
    /// The length of the last content, in bytes.
    pub bytes: usize,
}

/// Returns the stream of a reply with its id; `None` for another reply.
fn stream_of(verdict: &Verdict) -> Option<(&Value, &str)> {
    let stream = verdict.json.as_ref()?.get("stream")?;
    Some((stream, stream["id"].as_str()?)).filter(|_| verdict.reply_type.starts_with("stream"))
}

/// Returns the length of a stream's content, in bytes.
fn length(stream: &Value) -> usize {
    stream["content"].as_str().unwrap_or_default().len()
}

/// Returns the push that asks for the rest of a stream: the sender and the chat of the first push, without its message.
fn refresh(first: &Push, id: &str, number: u64) -> Push {
    let kept = ["aibotid", "chatid", "chattype", "from"];
    let msg_id = similar_msg_id(first.msg_id().unwrap_or_default(), number);
    let mut push = Push { kind: "aibot.stream".to_owned(), raw: None, ..first.clone() };
    push.document.0.retain(|element| kept.contains(&&*element.name));
    push.document.0.insert(0, Element::text("msgid", msg_id));
    push.document.0.push(Element::text("msgtype", "stream"));
    let id = Element::text("id", id);
    push.document.0.push(Element { name: "stream".into(), content: Content::Group(vec![id]) });
    push
}

impl Probe<'_> {
    /// Asks for the rest of the stream in a reply until it is finished, a reply is wrong, or the limit is over. `last`
    /// becomes the last reply with the findings of all; `None` if the reply is no stream that goes on.
    pub(crate) async fn follow_stream(
        &self,
        first: &Push,
        last: &mut Verdict,
        (limit, answer_limit): (Duration, Duration),
        client: &Client,
        on_event: &mut dyn FnMut(ProbeEvent<'_>),
    ) -> Result<Option<Stream>, ProbeError> {
        let Some((stream, id)) = stream_of(last) else { return Ok(None) };
        let id = id.to_owned();
        let mut known = Stream {
            refreshes: 0,
            is_finished: stream["finish"] == true,
            elapsed_ms: 0,
            bytes: length(stream),
            id: id.clone(),
        };
        if known.is_finished || limit.is_zero() {
            return Ok(None);
        }
        let begun = Instant::now();
        while !known.is_finished && last.is_accepted() {
            let left = limit.saturating_sub(begun.elapsed());
            if left.is_zero() {
                last.findings.push(Rule::BotReply(BotFault::Unfinished(limit.as_secs())));
                break;
            }
            tokio::time::sleep(INTERVAL.min(left)).await;
            known.refreshes += 1;
            let push = refresh(first, &id, known.refreshes as u64);
            let schedule = Schedule::once(answer_limit);
            let exchanges = self.deliver(&push, schedule, client, on_event).await?;
            let Some(Ok(response)) = exchanges.first().map(|exchange| &exchange.result) else { break };
            let context = ReplyContext { push: &push, credentials: self.credentials, format: self.format };
            let mut next = verdict(&response.answer, context);
            known.elapsed_ms = millis(begun.elapsed());
            // Nothing new.
            if next.reply_type == NO_REPLY && next.findings.is_empty() {
                continue;
            }
            if let Some((stream, _)) = stream_of(&next) {
                known.is_finished = stream["finish"] == true;
                let bytes = length(stream);
                if bytes < known.bytes {
                    let shrinks = BotFault::Shrinks { from: known.bytes, to: bytes };
                    next.findings.push(Rule::BotReply(shrinks));
                }
                known.bytes = bytes;
            }
            let mut findings = std::mem::take(&mut last.findings);
            let is_known = |rule: &Rule| findings.iter().any(|own| own.name() == rule.name());
            let new: Vec<Rule> = next.findings.drain(..).filter(|rule| !is_known(rule)).collect();
            findings.extend(new);
            *last = Verdict { findings, ..next };
        }
        Ok(Some(known))
    }
}

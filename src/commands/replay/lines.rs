//! The line of each push that is sent again.

use serde_json::{Value, json};

use super::Replay;
use crate::error::Error;
use crate::http::{Failure, shown};
use crate::message::{Rule, Verdict};
use crate::printer::in_a_line;
use crate::probe::spoken_reply;
use crate::recording::{Difference, RecordedPush};
use crate::text::{self, words};

impl Replay<'_> {
    pub(super) fn print(
        &self,
        number: usize,
        recorded: &RecordedPush,
        now: &Verdict,
        elapsed_ms: u64,
        found: Option<&[Difference]>,
    ) -> Result<(), Error> {
        let printer = &self.cx.printer;
        let broken = |rule: &Rule| self.cx.mask_foreign(&text::finding(rule, now.family).message);
        if printer.is_json() {
            let differences: Option<Vec<Value>> = found.map(|found| {
                let each = |difference: &Difference| {
                    let broken = difference.broken.as_ref().map(broken);
                    json!({
                        "field": difference.path, "recorded": difference.recorded, "now": difference.now,
                        "broken": broken,
                    })
                };
                found.iter().map(each).collect()
            });
            let line = json!({
                "number": number, "kind": recorded.push().kind, "reply": now.reply_type,
                "accepted": now.is_accepted(), "same": found.map(<[Difference]>::is_empty),
                "differences": differences, "ms": elapsed_ms,
            });
            return printer.data(&line.to_string());
        }
        let replay = &words().replay;
        let state = match found {
            None => replay.no_answer.to_owned(),
            Some([]) => replay.same.to_owned(),
            Some(found) => {
                let line = |difference: &Difference| {
                    if let Some(rule) = &difference.broken {
                        let said = broken(rule);
                        let label = format!("{}[{}]", words().error, difference.path);
                        return format!("\n  ✗ {}", words().labelled(&label, &in_a_line(&said)));
                    }
                    let shown = |value: &Option<String>| {
                        let value = value.as_deref()?;
                        let is_type = difference.path == "MsgType";
                        let value = if is_type { spoken_reply(value).spoken } else { value.to_owned() };
                        Some(in_a_line(&value).into_owned())
                    };
                    let (before, now) = (shown(&difference.recorded), shown(&difference.now));
                    format!(
                        "\n  ✗ {}",
                        (replay.difference)(&difference.path, before.as_deref(), now.as_deref())
                    )
                };
                found.iter().map(line).collect()
            }
        };
        printer.data(&format!(
            "#{number} {} → {} {elapsed_ms} ms  {state}",
            headline(recorded),
            in_a_line(&spoken_reply(&now.reply_type).spoken)
        ))
    }

    pub(super) fn print_failure(
        &self,
        number: usize,
        recorded: &RecordedPush,
        failure: &Failure,
    ) -> Result<(), Error> {
        let printer = &self.cx.printer;
        if printer.is_json() {
            let kind = recorded.push().kind;
            let line = json!({ "number": number, "kind": kind, "failure": failure.name() });
            return printer.data(&line.to_string());
        }
        let error = Error::Network { url: shown(&self.url), failure: failure.clone() };
        let said = text::error(&error).message;
        let said = words().labelled(words().error, &said);
        printer.data(&format!("#{number} {} → {said}", headline(recorded)))
    }
}

/// Returns the kind and the text of a push.
fn headline(recorded: &RecordedPush) -> String {
    let document = recorded.document();
    let kind = crate::recording::kind_name(&document);
    let text = ["Content", "Recognition", "EventKey"].into_iter().find_map(|name| document.get(name));
    match text.filter(|text| !text.is_empty()) {
        Some(text) => format!("{} \"{}\"", in_a_line(&kind), in_a_line(text)),
        None => in_a_line(&kind).into_owned(),
    }
}

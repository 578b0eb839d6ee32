//! `webot replay --as-test`: prints a recording as a scenario for `webot test`.

use super::{Condition, Recording, fits};
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::recording::RecordedPush;
use crate::scenario;
use crate::text::words;

/// Prints the pushes as steps, and the recorded answers as expectations.
pub(super) fn print(
    recording: &Recording<'_>,
    conditions: &[Condition],
    cx: &Context,
) -> Result<Outcome, Error> {
    let mut reader = recording.open()?;
    let mut end = cx.printer.bytes(scenario::STEPS_HEADER.as_bytes())?;
    let mut number = 0;
    let mut met = 0_usize;
    while let Some(recorded) = reader.next_push()? {
        number += 1;
        if !fits(&recorded, conditions) {
            continue;
        }
        met += 1;
        if recorded.method != "POST" {
            continue;
        }
        match recorded_step(&recorded, number) {
            Ok(step) => end = cx.printer.bytes(step.as_bytes())?,
            Err(said) => cx.printer.warning(&said),
        }
    }
    super::warn_of_gaps(&reader, (number, met), conditions, cx);
    Ok(Outcome::stream(end))
}

/// Returns a step that sends a recorded push and expects the recorded answer. Returns a sentence if there is none, with
/// the number of the push.
pub(in crate::commands) fn recorded_step(recorded: &RecordedPush, number: usize) -> Result<String, String> {
    if recorded.body.is_cut() {
        return Err((words().replay.cut)(number));
    }
    let push = recorded.push();
    let verdict = recorded.verdict(&push);
    let reply = verdict.as_ref().ok_or(words().replay.no_answer);
    scenario::step(&recorded.document(), recorded.format(), reply)
        .ok_or_else(|| (words().replay.no_kind)(number))
}

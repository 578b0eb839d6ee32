//! `webot replay --as-test`: prints a recording as a scenario for `webot test`.

use super::{Condition, ReplayArgs, fits};
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::recording::RecordingReader;
use crate::scenario;
use crate::text::words;

/// Prints the pushes as steps, and the recorded answers as expectations.
pub(super) fn print(args: &ReplayArgs, conditions: &[Condition], cx: &Context) -> Result<Outcome, Error> {
    let mut reader = RecordingReader::open(&args.file)?;
    let mut end = cx.printer.bytes(scenario::STEPS_HEADER.as_bytes())?;
    let mut number = 0;
    while let Some(recorded) = reader.next_push()? {
        number += 1;
        if recorded.method != "POST" || !fits(&recorded, conditions) {
            continue;
        }
        if recorded.body.is_cut() {
            cx.printer.warning(&(words().replay.cut)(number));
            continue;
        }
        let push = recorded.push();
        let verdict = recorded.verdict(&push);
        let reply = verdict.as_ref().ok_or(words().replay.no_answer);
        match scenario::step(&recorded.document(), recorded.format(), reply) {
            Some(step) => end = cx.printer.bytes(step.as_bytes())?,
            None => cx.printer.warning(&(words().replay.no_kind)(number)),
        }
    }
    if reader.broken_off {
        cx.printer.warning(words().replay.broken_off);
    }
    Ok(Outcome::stream(end))
}

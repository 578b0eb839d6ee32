//! The report in the Test Anything Protocol, version 14.

use super::outcome::Reported;
use crate::scenario::Status;

/// Returns the document.
pub(super) fn document(reported: &[Reported]) -> String {
    let mut lines = vec!["TAP version 14".to_owned(), format!("1..{}", reported.len())];
    for (number, scenario) in (1..).zip(reported) {
        let name = escaped(&format!("{} › {}", scenario.file, scenario.name));
        match &scenario.status {
            Status::Passed => lines.push(format!("ok {number} - {name}")),
            Status::Skipped(_) => {
                let reason = escaped(&scenario.skipped().unwrap_or_default());
                lines.push(format!("ok {number} - {name} # SKIP {reason}"));
            }
            Status::Failed => {
                lines.push(format!("not ok {number} - {name}"));
                for (step, failure) in scenario.failures() {
                    let at =
                        step.map_or_else(String::new, |(number, step)| format!("{number} {}: ", step.title));
                    let text = format!("{}: {at}{}", failure.at.shown(), failure.text());
                    lines.extend(text.lines().map(|line| format!("# {}", line.trim_end())));
                }
            }
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Escapes the characters that end a description.
fn escaped(text: &str) -> String {
    crate::lang::one_line(text).replace('\\', "\\\\").replace('#', "\\#")
}

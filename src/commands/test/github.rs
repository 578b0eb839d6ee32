//! The report as annotations of GitHub Actions.

use super::outcome::Reported;
use crate::text::words;

/// Returns one command of a workflow for each failure.
pub(super) fn document(reported: &[Reported]) -> String {
    let mut text = String::new();
    for scenario in reported {
        for (step, failure) in scenario.failures() {
            let message = match step {
                Some((number, step)) => {
                    format!("{}\n{}", (words().test.step)(number, &step.title), failure.text())
                }
                None => failure.text(),
            };
            let line = format!(
                "::error file={},line={},col={},title={}::{}\n",
                property(&failure.at.file.display().to_string()),
                failure.at.line.max(1),
                failure.at.column.max(1),
                property(&scenario.name),
                data(&message),
            );
            text.push_str(&line);
        }
    }
    text
}

/// Escapes a message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

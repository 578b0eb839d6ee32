//! Saves pushes: as a recording, as a test, or one as its message.

use std::io::{self, Write as _};
use std::path::Path;

use super::rows::Row;
use crate::commands::replay::recorded_step;
use crate::error::Error;
use crate::files;
use crate::recording::Recorder;
use crate::scenario;
use crate::text::{self, words};

/// Returns the name of a file that is suggested for these pushes.
pub(super) fn suggested(rows: &[&Row]) -> String {
    match rows {
        [row] => format!("push-{}.test.yaml", row.push.number),
        _ => "pushes.test.yaml".to_owned(),
    }
}

/// Saves pushes to a file, whose ending says how. `recording` is the file that all pushes are recorded in. Returns a
/// sentence on failure.
pub(super) fn save(rows: &[&Row], file: &Path, recording: Option<&Path>) -> Result<(), String> {
    let view = &words().listen_view;
    let shown = file.display().to_string();
    let said = |error: Error| text::error(&error).message;
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let bytes = match ending.to_ascii_lowercase().as_str() {
        "jsonl" => {
            if recording.is_some_and(|recording| is_same(recording, file)) {
                return Err(view.recorded_there.to_owned());
            }
            return append(rows, file).map_err(said);
        }
        "yaml" | "yml" => steps(rows)?.into_bytes(),
        "xml" | "json" => match rows {
            [row] => row.push.recorded.message_text().into_owned().into_bytes(),
            _ => return Err(view.one_message.to_owned()),
        },
        _ => return Err(view.endings.to_owned()),
    };
    let created = files::private().write(true).create_new(true).open(file);
    created.and_then(|mut file| file.write_all(&bytes)).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => (view.exists)(&shown),
        _ => said(Error::Io { path: shown, source }),
    })
}

fn is_same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Appends pushes to a recording.
fn append(rows: &[&Row], file: &Path) -> Result<(), Error> {
    let mut recorder = Recorder::open(file)?;
    for row in rows {
        let io = |source| Error::Io { path: file.display().to_string(), source };
        recorder.append(&row.push.recorded).map_err(io)?;
    }
    Ok(())
}

/// Returns pushes as the steps of a test.
fn steps(rows: &[&Row]) -> Result<String, String> {
    let mut text = scenario::STEPS_HEADER.to_owned();
    for row in rows {
        let number = usize::try_from(row.push.number).unwrap_or(usize::MAX);
        text.push_str(&recorded_step(&row.push.recorded, number)?);
    }
    Ok(text)
}

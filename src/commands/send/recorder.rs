//! `/record FILE` of the interactive mode: writes each message and its reply as a step for `webot test`.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

use crate::context::Context;
use crate::error::Error;
use crate::message::{Format, Push, Verdict};
use crate::scenario;

/// A scenario file that grows with each message.
pub(super) struct StepRecorder {
    file: File,
    path: String,
}

impl StepRecorder {
    /// Creates the file, which must not exist.
    pub(super) fn create(path: &Path) -> Result<Self, Error> {
        let shown = path.display().to_string();
        let created = File::create_new(path).and_then(|mut file| {
            file.write_all(scenario::STEPS_HEADER.as_bytes())?;
            Ok(file)
        });
        match created {
            Ok(file) => Ok(Self { file, path: shown }),
            Err(source) => Err(Error::Io { path: shown, source }),
        }
    }

    /// Adds a step. An error is printed, and the conversation goes on.
    pub(super) fn step(&mut self, push: &Push, format: Format, verdict: &Verdict, cx: &Context) {
        let Some(step) = scenario::step(&push.document, format, Ok(verdict)) else { return };
        let written: io::Result<()> = self.file.write_all(cx.mask(&step).as_bytes());
        if let Err(source) = written {
            cx.printer.error(&Error::Io { path: self.path.clone(), source });
        }
    }
}

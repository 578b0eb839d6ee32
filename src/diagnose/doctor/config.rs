//! The configuration file and the format of its values.

use super::{Examination, Finding};
use crate::config::{self, KEYS};

/// Checks that there is a configuration file which only its owner can read.
pub(super) async fn file(examination: &Examination<'_>) -> Vec<Finding> {
    let Some(file) = examination.settings.file() else { return vec![Finding::NoFile] };
    let path = file.path.display().to_string();
    let profile = examination.settings.profile().map(str::to_owned);
    let warnings = file.warnings();
    let mut found = vec![Finding::File { path: path.clone(), profile }];
    found.extend(warnings.into_iter().map(|warning| Finding::FileWarning { path: path.clone(), warning }));
    found
}

/// Checks that each value can be read and has the format of its key.
pub(super) async fn values(examination: &Examination<'_>) -> Vec<Finding> {
    let (mut found, mut fitting) = (Vec::new(), 0);
    for &key in KEYS {
        match examination.settings.get(key) {
            Ok(None) => {}
            Ok(Some(setting)) => match config::check(key, setting.value.expose()) {
                Ok(()) => fitting += 1,
                Err(misshapen) => {
                    found.push(Finding::Misshapen { key, origin: setting.origin.shown(), misshapen });
                }
            },
            Err(error) => found.push(Finding::Unresolved(error)),
        }
    }
    if found.is_empty() {
        found.push(Finding::ValuesFit(fitting));
    }
    found
}

//! `--report`: formats and files.

use std::io::ErrorKind;
use std::path::PathBuf;

use super::outcome::{Reported, Totals};
use super::{github, json, junit, tap};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::files;
use crate::lang::Wanted;

/// The format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReportFormat {
    /// `JUnit` XML.
    Junit,
    /// The Test Anything Protocol, version 14.
    Tap,
    /// JSON.
    Json,
    /// Annotations of GitHub Actions.
    Github,
}

/// `--report`: a format, and the file; without a file, standard output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReportTarget {
    format: ReportFormat,
    pub(super) file: Option<PathBuf>,
}

impl ReportTarget {
    /// Parses the values of `--report`, of which at most one may be without a file.
    pub(super) fn parse_all(given: &[String], is_json: bool) -> Result<Vec<Self>, Error> {
        let reports = given.iter().map(|given| Self::parse(given)).collect::<Result<Vec<_>, _>>()?;
        let to_stdout = reports.iter().filter(|report| report.file.is_none()).count();
        if to_stdout > 1 {
            return Err(Usage::ConflictingFlags("--report", "--report").into());
        }
        if is_json && to_stdout > 0 {
            return Err(Usage::ConflictingFlags("--report", "--json").into());
        }
        Ok(reports)
    }

    fn parse(given: &str) -> Result<Self, Error> {
        let (format, file) = match given.split_once(':') {
            Some((format, file)) => (format, Some(PathBuf::from(file))),
            None => (given, None),
        };
        let wrong = || Usage::Value { flag: "--report", value: given.to_owned(), wanted: Wanted::Report };
        let format = match format {
            "junit" => ReportFormat::Junit,
            "tap" => ReportFormat::Tap,
            "json" => ReportFormat::Json,
            "github" => ReportFormat::Github,
            _ => return Err(wrong().into()),
        };
        if file.as_ref().is_some_and(|file| file.as_os_str().is_empty()) {
            return Err(wrong().into());
        }
        Ok(Self { format, file })
    }

    /// Refuses a file that cannot be written, before the scenarios run: its folder is missing, or it is a folder itself.
    pub(super) fn check(&self) -> Result<(), Error> {
        let Some(path) = &self.file else { return Ok(()) };
        let failed = |source| Error::Io { path: path.display().to_string(), source };
        if path.is_dir() {
            return Err(failed(ErrorKind::IsADirectory.into()));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        match folder.map(std::fs::metadata).transpose().map_err(failed)? {
            Some(folder) if !folder.is_dir() => Err(failed(ErrorKind::NotADirectory.into())),
            _ => Ok(()),
        }
    }

    /// Writes the report.
    pub(super) fn write(&self, reported: &[Reported], totals: &Totals, cx: &Context) -> Result<(), Error> {
        let document = match self.format {
            ReportFormat::Junit => junit::document(reported),
            ReportFormat::Tap => tap::document(reported),
            ReportFormat::Json => json::document(reported, totals).to_string(),
            ReportFormat::Github => github::document(reported),
        };
        match &self.file {
            Some(path) => files::write_shared(path, document.as_bytes())
                .map_err(|source| Error::Io { path: path.display().to_string(), source }),
            None => cx.printer.bytes(document.as_bytes()).map(drop),
        }
    }
}

//! Messages on stderr: status, warnings, hints, errors and findings.

use std::io::Write as _;

use colored::{ColoredString, Colorize as _};
use serde_json::{Value, json};

use super::foreign::{for_stream, json_visible};
use super::typed_flags::as_typed;
use super::{Printer, ReportedFinding, paint};
use crate::error::{Error, Usage};
use crate::lang::{Said, Severity};
use crate::text;

impl Printer {
    /// Prints a line about progress or the result; silent with `--quiet` and `--json`.
    pub(crate) fn status(&self, text: &str) {
        if !self.options.quiet && !self.options.json {
            self.err_line(text);
        }
    }

    /// Prints what the user has to do before the command goes on; silent with `--json` only.
    pub(crate) fn instruction(&self, text: &str) {
        if !self.options.json {
            self.err_line(text);
        }
    }

    /// Prints a warning; with `--json`, collects it for [`Printer::error`] or [`Printer::finish`].
    pub(crate) fn warning(&self, text: &str) {
        if self.options.json {
            self.warnings.borrow_mut().push(text.to_owned());
        } else if !self.options.quiet {
            let label = self.paint_err(&text::words().warning.yellow().bold());
            self.err_line(&text::words().labelled(&label, text));
        }
    }

    /// Prints a hint; silent with `--quiet` and `--json`.
    pub(crate) fn hint(&self, text: &str) {
        if !self.options.quiet && !self.options.json {
            self.err_line(&text::words().labelled(&self.paint_err(&text::words().hint.cyan()), text));
        }
    }

    /// Prints a hint about the output; with `--json`, collects it like a warning.
    pub(crate) fn note(&self, text: &str) {
        if self.options.json { self.warning(text) } else { self.hint(text) }
    }

    /// Adds a hint to the error that ends the command.
    pub(crate) fn add_hint_to_error(&self, text: String) {
        self.pending_hints.borrow_mut().push(text);
    }

    /// Prints details for `--verbose`.
    pub(crate) fn detail(&self, text: &str) {
        if self.options.verbose {
            self.err_line(text);
        }
    }

    /// Prints an error, as JSON with `--json`; prints nothing for a closed pipe.
    pub(crate) fn error(&self, error: &Error) {
        if matches!(error, Error::ClosedPipe) {
            return;
        }
        let mut said = text::error(error);
        said.hints.extend(self.pending_hints.take());
        let said = as_typed(said, &self.typed_flags);
        if self.options.json {
            let error = error_json(error, said.message, said.causes, &said.hints);
            let warnings = self.warnings.take();
            let document = if warnings.is_empty() {
                json!({ "error": error })
            } else {
                json!({ "error": error, "warnings": warnings })
            };
            self.err_json(&document);
        } else if let Error::Usage(Usage::MissingSubcommand { help, .. }) = error {
            let help = if self.err_is_coloured { help.ansi().to_string() } else { help.to_string() };
            self.write_err(help.trim_end());
        } else if matches!(error, Error::Declined) {
            // The user's "no" is no failure.
            self.err_line(&said.message);
        } else {
            self.print_said(&text::words().error.red().bold(), None, &said);
        }
    }

    /// Prints the collected warnings of `--json` as one document, unless an error has printed them.
    pub(crate) fn finish(&self) {
        let warnings = self.warnings.take();
        if !warnings.is_empty() && !self.options.quiet {
            self.err_json(&json!({ "warnings": warnings }));
        }
    }

    /// Returns the collected warnings of `--json`, which are then not printed.
    pub(crate) fn take_warnings(&self) -> Vec<String> {
        self.warnings.take()
    }

    pub(super) fn print_finding(&self, finding: &ReportedFinding) {
        let words = text::words();
        let label = match finding.severity {
            Severity::Error => words.error.red().bold(),
            Severity::Warning => words.warning.yellow().bold(),
        };
        let said = as_typed(finding.said.clone(), &self.typed_flags);
        self.print_said(&label, Some(finding.rule), &said);
        if let Some((expected, actual)) = &finding.diff {
            for (sign, label, value) in [("-", words.expected, expected), ("+", words.actual, actual)] {
                let value = words.labelled(label, &value.spoken.replace('\n', "\n    "));
                let line = format!("  {sign} {value}");
                self.err_line(&self.paint_err(&if sign == "-" { line.green() } else { line.red() }));
            }
        }
    }

    fn print_said(&self, label: &ColoredString, rule: Option<&str>, said: &Said) {
        let rule = rule.map(|rule| format!("[{rule}]")).unwrap_or_default();
        let (label, rule) = (self.paint_err(label), self.paint_err(&rule.bold()));
        let words = text::words();
        self.err_line(&words.labelled(&format!("{label}{rule}"), &said.message));
        for cause in &said.causes {
            self.err_line(&words.labelled(words.caused_by, cause));
        }
        for hint in &said.hints {
            self.err_line(&words.labelled(&self.paint_err(&words.hint.cyan()), hint));
        }
        if let Some(alone) = &said.alone {
            self.err_line(alone);
        }
    }

    fn paint_err(&self, styled: &ColoredString) -> String {
        paint(styled, self.err_is_coloured)
    }

    fn err_line(&self, line: &str) {
        self.write_err(&for_stream(line, self.err_is_terminal));
    }

    fn err_json(&self, document: &Value) {
        let document = document.to_string();
        self.write_err(&if self.err_is_terminal { json_visible(&document) } else { document });
    }

    fn write_err(&self, line: &str) {
        let mut err = self.err.borrow_mut();
        // An error on stderr cannot be reported.
        err.write_all(line.as_bytes()).and_then(|()| err.write_all(b"\n")).ok();
    }
}

/// Returns an error as `--json` shows it.
pub(crate) fn error_json(error: &Error, message: String, causes: Vec<String>, hints: &[String]) -> Value {
    let message = [vec![message], causes].concat().join(text::words().colon);
    let mut json = json!({ "kind": error.kind(), "code": error.code(), "message": message, "hints": hints });
    if let Some(refusal) = error.refusal() {
        json["errcode"] = refusal.errcode.into();
        json["errmsg"] = refusal.errmsg.clone().into();
        json["rid"] = refusal.errmsg_parts.rid.clone().into();
        json["ip"] = refusal.errmsg_parts.ip.map(|ip| ip.to_string()).into();
        json["trouble"] = refusal.kind().map(crate::api::errcode::ErrcodeKind::name).into();
        json["path"] = refusal.path.clone().into();
    }
    if let Some(refusal) = error.pay_refusal() {
        let details = refusal.error.details.iter().map(|(name, value)| (name.clone(), json!(value)));
        json["pay_code"] = json!(refusal.error.code);
        json["pay_message"] = json!(refusal.error.message);
        json["detail"] = Value::Object(details.collect());
        json["path"] = json!(refusal.path);
    }
    json
}

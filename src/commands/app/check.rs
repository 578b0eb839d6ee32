//! `webot app check` and `webot app check-share`.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use crate::commands::args::{MAX_UPLOAD, read, read_within};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::files;
use crate::lang::{AppWanted, Severity, Wanted};
use crate::mobile_app::{self, AppFault, AppFile, AppFinding, SHARE_KINDS};
use crate::printer::{Outcome, ReportedFinding, findings_json};
use crate::text::{self, help, words};

/// `app check`
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// FILE
    #[arg(value_name = "FILE", required = true, help = help().app.files)]
    pub files: Vec<PathBuf>,
}

/// Checks the files of an app, each for itself and against the others.
pub(crate) fn check(args: &CheckArgs, cx: &Context) -> Result<Outcome, Error> {
    let mut files = Vec::new();
    for path in &args.files {
        let text = read(path, "FILE", cx)?;
        let shown = path.display().to_string();
        let wrong =
            || Usage::Value { flag: "FILE", value: shown.clone(), wanted: Wanted::App(AppWanted::AppFile) };
        files.push((shown.clone(), AppFile::of(&text).ok_or_else(wrong)?));
    }
    Ok(outcome(&mobile_app::check(&files)))
}

/// Returns the outcome of a check.
fn outcome(findings: &[AppFinding]) -> Outcome {
    let failed = findings.iter().any(|finding| finding.fault.severity() == Severity::Error);
    let reported: Vec<ReportedFinding> = findings.iter().map(reported).collect();
    let status = if findings.is_empty() { words().app.clean } else { "" };
    Outcome::json(json!({ "findings": findings_json(&reported) }))
        .findings(reported)
        .failed(failed)
        .status(status)
}

fn reported(finding: &AppFinding) -> ReportedFinding {
    let mut said = text::app_fault(&finding.fault);
    said.message = words().labelled(&finding.file, &said.message);
    ReportedFinding { rule: finding.fault.name(), severity: finding.fault.severity(), said, diff: None }
}

/// `app check-share`
#[derive(Debug, Args)]
pub(crate) struct ShareArgs {
    /// FILE
    #[arg(value_name = "FILE", help = help().app.share)]
    pub file: PathBuf,
    /// `--kind`
    #[arg(long, value_name = "KIND", value_parser = SHARE_KINDS, hide_possible_values = true, help = help().app.kind)]
    pub kind: String,
}

/// Checks a share: a JSON file with its members, or a picture that becomes its thumbnail or image.
pub(crate) fn check_share(args: &ShareArgs, cx: &Context) -> Result<Outcome, Error> {
    let shown = args.file.display().to_string();
    let bytes = read_within(&args.file, "FILE", MAX_UPLOAD, cx)?;
    let folder = args.file.parent().map(Path::to_owned).unwrap_or_default();
    let faults = if let Some(share) = share_of(&bytes, &shown)? {
        mobile_app::check_share(&args.kind, &share, |path| file_at(&folder, path))
    } else {
        let member = match args.kind.as_str() {
            "image" => "contentUrl",
            "music-video" => "thumbData",
            "text" => return Err(no_share(shown)),
            _ => "thumb",
        };
        let size = Some((bytes.len(), is_picture(&bytes)));
        let faults = mobile_app::check_share(&args.kind, &json!({ member: shown }), |_| size);
        // A picture alone is no share: only what concerns the picture counts.
        faults.into_iter().filter(|fault| !matches!(fault, AppFault::MissingMember(_))).collect()
    };
    let findings: Vec<AppFinding> =
        faults.into_iter().map(|fault| AppFinding { file: shown.clone(), fault }).collect();
    Ok(outcome(&findings))
}

/// Returns the share in a JSON file; `None` if the file is a picture.
fn share_of(bytes: &[u8], path: &str) -> Result<Option<Value>, Error> {
    if is_picture(bytes) {
        return Ok(None);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_end();
    match serde_json::from_slice::<Value>(bytes) {
        Ok(share) if share.is_object() => Ok(Some(share)),
        Err(error) if bytes.trim_ascii_start().starts_with(b"{") => {
            Err(Usage::BrokenData { of: path.to_owned(), at: (error.line(), error.column()) }.into())
        }
        _ => Err(no_share(path.to_owned())),
    }
}

fn no_share(value: String) -> Error {
    Usage::Value { flag: "FILE", value, wanted: Wanted::App(AppWanted::Share) }.into()
}

/// Returns the file of a member, whose path may begin with `widget://` or `fs://`.
fn file_at(folder: &Path, path: &str) -> mobile_app::ShareFile {
    let bare = path.strip_prefix("widget://").or_else(|| path.strip_prefix("fs://")).unwrap_or(path);
    let bytes = files::read(&folder.join(bare.trim_start_matches('/')), MAX_UPLOAD).ok()?;
    Some((bytes.len(), is_picture(&bytes)))
}

fn is_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xd8\xff") || bytes.starts_with(b"\x89PNG")
}

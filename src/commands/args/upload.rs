//! Files to upload: their format, and the checks that WeChat would make after the transfer.

use std::io::Read as _;
use std::path::Path;

use super::MAX_UPLOAD;
use crate::api::FileRule;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::file_format::{FileFormat, SNIFFED_BYTES};
use crate::files;
use crate::http::{FormPart, PartContent};
use crate::table::List;

/// A file to upload.
#[derive(Debug)]
pub(crate) struct Upload {
    /// The path as it was given.
    path: String,
    name: String,
    content: PartContent,
    format: Option<FileFormat>,
}

impl Upload {
    /// Opens `FILE`, `@FILE`, or standard input for `-`. A regular file is read when it is sent, so that it may have any
    /// size; everything else is read into memory.
    pub(crate) fn open(given: &str, flag: &'static str, cx: &Context) -> Result<Self, Error> {
        if given == "-" {
            let bytes = cx.stdin(flag, MAX_UPLOAD)?;
            return Ok(Self::in_memory(given, "file".to_owned(), bytes));
        }
        let path = Path::new(given.strip_prefix('@').unwrap_or(given));
        let failed = |source| Error::from(Usage::File { flag, path: path.display().to_string(), source });
        let name = path.file_name().map_or_else(|| "file".into(), |name| name.to_string_lossy());
        let data = path.metadata().map_err(failed)?;
        if !data.is_file() {
            let bytes = files::read(path, MAX_UPLOAD).map_err(failed)?;
            return Ok(Self::in_memory(given, name.into_owned(), bytes));
        }
        let mut head = Vec::new();
        let file = std::fs::File::open(path).map_err(failed)?;
        file.take(SNIFFED_BYTES as u64).read_to_end(&mut head).map_err(failed)?;
        Ok(Self {
            path: path.display().to_string(),
            name: name.into_owned(),
            content: PartContent::File(path.to_owned(), data.len()),
            format: FileFormat::of(&head),
        })
    }

    fn in_memory(path: &str, name: String, bytes: Vec<u8>) -> Self {
        let format = FileFormat::of(&bytes);
        Self { path: path.to_owned(), name, content: PartContent::Bytes(bytes), format }
    }

    /// Returns the size, in bytes.
    fn length(&self) -> u64 {
        match &self.content {
            PartContent::Bytes(bytes) => bytes.len() as u64,
            PartContent::File(_, length) => *length,
        }
    }

    /// Returns the `type` of the first rule that allows the format.
    pub(crate) fn kind(&self, rules: List<FileRule>) -> Option<&'static str> {
        rules.iter().find(|rule| rule.takes(self.format)).map(|rule| rule.kind)
    }

    /// Checks size and format against the rules for a `type`; without one, any rule may allow the format.
    pub(crate) fn check(&self, rules: List<FileRule>, kind: Option<&str>) -> Result<(), Error> {
        let (path, bytes) = (self.path.clone(), self.length());
        if bytes == 0 {
            return Err(Usage::UploadEmpty(path).into());
        }
        let meant: Vec<FileRule> = rules
            .iter()
            .filter(|rule| rule.kind.is_empty() || kind.is_none_or(|kind| rule.kind == kind))
            .collect();
        let allowing = meant.iter().find(|rule| rule.takes(self.format));
        let Some(rule) = allowing else {
            let takes = meant.iter().map(|rule| (rule.kind, rule.formats.iter().collect())).collect();
            return Err(Usage::UploadFormat { path, format: self.format.map(FileFormat::name), takes }.into());
        };
        if bytes > rule.most as u64 {
            return Err(Usage::UploadSize { path, kind: rule.kind, bytes, most: rule.most as u64 }.into());
        }
        Ok(())
    }

    /// Checks the size alone.
    pub(crate) fn within(self, most: usize) -> Result<Self, Error> {
        let (path, bytes, most) = (self.path.clone(), self.length(), most as u64);
        if bytes > most { Err(Usage::UploadSize { path, kind: "", bytes, most }.into()) } else { Ok(self) }
    }

    /// Returns the field of a form. WeChat judges a file by the extension of its name too (40005), so that a name
    /// without the extension of its format gets it.
    pub(crate) fn part(self, field: &str) -> FormPart {
        let extension = Path::new(&self.name).extension().unwrap_or_default().to_string_lossy().into_owned();
        let fits = self.format.is_none_or(|format| FileFormat::named(&extension) == Some(format));
        let name = match self.format {
            Some(format) if !fits => format!("{}.{}", self.name, format.name()),
            _ => self.name,
        };
        FormPart { name: field.to_owned(), file: Some(name), content: self.content }
    }

    /// Returns the field of a form with the name unchanged, for endpoints whose rules are not known.
    pub(crate) fn plain_part(self, field: &str) -> FormPart {
        FormPart { name: field.to_owned(), file: Some(self.name), content: self.content }
    }
}

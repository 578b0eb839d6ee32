//! Compiles the cause and fix of an error, and the cases in which they are more precise.
//!
//! `src/api/errcode/api_40.yaml` describes the format.

use super::blob::Blob;
use super::source::{Entry, Problem};

/// Cause and fix, each in English and in Chinese.
pub(crate) struct Advice([String; 4]);

/// A case in which an error has another cause.
pub(crate) struct Case {
    /// The paths, of which one must have been called; a path that ends in `/` stands for all below it.
    paths: Vec<String>,
    /// The texts, of which the errmsg must contain one; in lower case.
    errmsg: Vec<String>,
    /// The texts, of which the request must contain one, as `Call::sent_text` writes it; in lower case.
    sent: Vec<String>,
    advice: Advice,
}

impl Advice {
    /// Reads `cause` and `fix`. `what` names the entry in problems.
    pub(crate) fn read(what: &str, entry: &Entry<'_>) -> Result<Self, Problem> {
        let title = |key: &str| {
            let node = entry.required(key)?;
            Entry::new(format!("{what}: `{key}`"), node, &["en", "zh"])?.title()
        };
        let ([cause_en, cause_zh], [fix_en, fix_zh]) = (title("cause")?, title("fix")?);
        Ok(Self([cause_en, cause_zh, fix_en, fix_zh].map(str::to_owned)))
    }

    /// Writes the texts.
    pub(crate) fn write(&self, blob: &mut Blob) {
        for text in &self.0 {
            blob.text(text);
        }
    }
}

impl Case {
    /// Reads the list `cases`, which may be missing.
    pub(crate) fn read_all(what: &str, entry: &Entry<'_>) -> Result<Vec<Self>, Problem> {
        let Some(node) = entry.get("cases") else { return Ok(Vec::new()) };
        let what = format!("{what}: a case");
        let read = |node| {
            let entry = Entry::new(&what, node, &["paths", "errmsg", "sent", "cause", "fix"])?;
            let owned = |key| Ok(entry.texts(key)?.into_iter().map(str::to_owned).collect::<Vec<String>>());
            let case = Self {
                paths: owned("paths")?,
                errmsg: owned("errmsg")?,
                sent: owned("sent")?,
                advice: Advice::read(&what, &entry)?,
            };
            if case.paths.is_empty() && case.errmsg.is_empty() && case.sent.is_empty() {
                return Err(entry.problem("needs `paths`, `errmsg` or `sent`"));
            }
            if let Some(path) = case.paths.iter().find(|path| !path.starts_with('/')) {
                return Err(entry.wrong("paths", &format!("has `{path}`, which does not begin with `/`")));
            }
            for key in ["errmsg", "sent"] {
                if entry.texts(key)?.iter().any(|text| *text != text.to_lowercase()) {
                    return Err(entry.wrong(key, "must be in lower case"));
                }
            }
            Ok(case)
        };
        node.list("`cases`")?.iter().map(read).collect()
    }

    /// Writes the conditions and the texts.
    pub(crate) fn write(&self, blob: &mut Blob) {
        for texts in [&self.paths, &self.errmsg, &self.sent] {
            blob.texts(texts.iter().map(String::as_str));
        }
        self.advice.write(blob);
    }
}

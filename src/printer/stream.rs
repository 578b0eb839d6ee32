//! Lists that are written row by row, in constant memory.

use serde_json::Value;

use super::Printer;
use crate::error::Error;

/// The proof that a stream was written; only the printer creates one.
#[derive(Debug)]
pub(crate) struct StreamEnd(pub(super) ());

/// The format of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum RowFormat {
    /// One JSON object per line.
    Ndjson,
    /// Comma-separated values with a heading (RFC 4180).
    Csv,
}

/// A writer of rows.
pub(crate) struct RowWriter<'a> {
    printer: &'a Printer,
    format: RowFormat,
    columns: &'static [&'static str],
    heading: bool,
}

impl<'a> RowWriter<'a> {
    /// Creates a writer with these columns; a `continued` list gets no second heading.
    pub(super) fn new(
        printer: &'a Printer,
        format: RowFormat,
        columns: &'static [&'static str],
        continued: bool,
    ) -> Self {
        Self { printer, format, columns, heading: format == RowFormat::Csv && !continued }
    }

    /// Writes rows, each with a value for each column.
    pub(crate) fn write<'v>(&mut self, rows: impl IntoIterator<Item = Vec<&'v Value>>) -> Result<(), Error> {
        let mut lines = String::new();
        if std::mem::take(&mut self.heading) && !self.printer.filters() {
            lines.push_str(&self.columns.join(","));
            lines.push('\n');
        }
        for row in rows {
            if self.printer.filters() || self.format == RowFormat::Ndjson {
                let members =
                    self.columns.iter().zip(row).map(|(name, value)| ((*name).to_owned(), value.clone()));
                self.printer.push_json(&Value::Object(members.collect()), &mut lines)?;
            } else {
                let cells: Vec<String> = row.into_iter().map(csv_cell).collect();
                lines.push_str(&cells.join(","));
                lines.push('\n');
            }
        }
        self.printer.data(&self.printer.foreign(&lines))
    }

    /// Writes one document as a line, with all its members.
    pub(crate) fn document(&mut self, document: &Value) -> Result<(), Error> {
        let mut lines = String::new();
        self.printer.push_json(document, &mut lines)?;
        self.printer.data(&self.printer.foreign(&lines))
    }

    /// Ends the list.
    #[expect(clippy::unused_self, reason = "only the writer ends its list, and is used up")]
    pub(crate) fn end(self) -> StreamEnd {
        StreamEnd(())
    }
}

/// Returns rows as CSV with a heading (RFC 4180).
pub(crate) fn csv(columns: &[&str], rows: &[Vec<Value>]) -> String {
    let mut text = columns.join(",");
    text.push('\n');
    for row in rows {
        text.push_str(&row.iter().map(csv_cell).collect::<Vec<_>>().join(","));
        text.push('\n');
    }
    text
}

/// Returns a value as a cell, quoted by RFC 4180 if necessary.
pub(super) fn csv_cell(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::csv_cell;

    #[test]
    fn a_cell_is_quoted_only_if_necessary() {
        assert_eq!(csv_cell(&json!("a,\"b\"")), r#""a,""b""""#);
        assert_eq!(csv_cell(&json!("openid")), "openid");
        assert_eq!(csv_cell(&json!(7)), "7");
        assert_eq!(csv_cell(&json!(null)), "");
    }
}

//! Bills (对账单): lines of cells that begin with a backquote, followed by a line of totals (微信支付文档《下载账单》).

use serde_json::{Map, Value, json};

/// A bill that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bill {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The cells, without their backquotes.
    pub rows: Vec<Vec<String>>,
    /// The totals by name; empty if the bill has none.
    pub totals: Vec<(String, String)>,
}

/// The reason why a text is no bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BillFault {
    /// The text has no line of column names followed by cells with backquotes.
    NoBill,
    /// A line has another number of cells than the line of names; the line, from 1, and both numbers.
    Cells {
        /// The line, from 1.
        line: usize,
        /// The number of cells.
        found: usize,
        /// The number of columns.
        columns: usize,
    },
}

impl Bill {
    /// Reads a bill.
    pub(crate) fn read(text: &str) -> Result<Self, BillFault> {
        let text = text.trim_start_matches('\u{feff}');
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let (_, first) = lines.next().ok_or(BillFault::NoBill)?;
        if first.starts_with(['`', '<', '{']) || !first.contains(',') {
            return Err(BillFault::NoBill);
        }
        let columns = names(first);
        let mut bill = Self { columns, rows: Vec::new(), totals: Vec::new() };
        let mut names_of_totals: Option<Vec<String>> = None;
        for (at, line) in lines {
            let Some(cells) = cells(line) else {
                names_of_totals = Some(names(line));
                continue;
            };
            let columns = names_of_totals.as_ref().unwrap_or(&bill.columns).len();
            if cells.len() != columns {
                return Err(BillFault::Cells { line: at + 1, found: cells.len(), columns });
            }
            match &names_of_totals {
                Some(names) => bill.totals = names.iter().cloned().zip(cells).collect(),
                None => bill.rows.push(cells),
            }
        }
        Ok(bill)
    }

    /// Returns the rows as objects, and the totals.
    pub(crate) fn to_json(&self) -> Value {
        let object = |row: &Vec<String>| -> Map<String, Value> {
            self.columns.iter().cloned().zip(row.iter().map(|cell| json!(cell))).collect()
        };
        let rows: Vec<Value> = self.rows.iter().map(|row| Value::Object(object(row))).collect();
        let totals: Map<String, Value> =
            self.totals.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
        json!({ "rows": rows, "totals": totals })
    }

    /// Returns the columns and rows as CSV (RFC 4180), without the totals.
    pub(crate) fn to_csv(&self) -> String {
        let line = |cells: &Vec<String>| cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",");
        std::iter::once(&self.columns).chain(&self.rows).map(|cells| line(cells) + "\n").collect()
    }
}

fn names(line: &str) -> Vec<String> {
    line.trim_end().split(',').map(|name| name.trim().to_owned()).collect()
}

/// Splits a line of cells; a comma within a cell is not followed by a backquote. `None` if it is a line of names.
fn cells(line: &str) -> Option<Vec<String>> {
    let rest = line.trim_end().strip_prefix('`')?;
    Some(rest.split(",`").map(|cell| cell.trim_end().to_owned()).collect())
}

/// Returns a cell as it stands in CSV.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Bill, BillFault};

    const BILL: &str = "\u{feff}交易时间,商户号,商品名称,费率\r\n\
        `2026-11-29 10:00:00,`1900000001,`茶, 两\"包\",`0.60%\r\n\
        `2026-11-29 11:00:00,`1900000001,`,`0.60%\r\n\
        总交易单数,应结订单总金额\r\n`2,`3.00\r\n";

    #[test]
    fn a_bill_has_rows_and_totals() {
        let bill = Bill::read(BILL).expect("a bill");
        assert_eq!(bill.columns, ["交易时间", "商户号", "商品名称", "费率"]);
        assert_eq!(bill.rows[0][2], "茶, 两\"包\"");
        assert_eq!(bill.rows[1][2], "");
        assert_eq!(
            bill.totals,
            [("总交易单数".to_owned(), "2".to_owned()), ("应结订单总金额".to_owned(), "3.00".to_owned())]
        );
        assert_eq!(bill.to_json()["rows"][0]["费率"], "0.60%");
        assert_eq!(
            bill.to_csv().lines().nth(1),
            Some("2026-11-29 10:00:00,1900000001,\"茶, 两\"\"包\"\"\",0.60%")
        );
    }

    #[test]
    fn a_text_that_is_no_bill_is_refused() {
        for text in ["", "<xml></xml>", "{\"a\":1,\"b\":2}", "`1,`2", "no bill"] {
            assert_eq!(Bill::read(text), Err(BillFault::NoBill), "{text}");
        }
        let cut = "a,b,c\n`1,`2\n";
        assert_eq!(Bill::read(cut), Err(BillFault::Cells { line: 2, found: 2, columns: 3 }));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>()) {
            Bill::read(&text).ok();
        }
    }
}

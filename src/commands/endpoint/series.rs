//! Statistics as a table, as CSV, and as bars.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use crate::printer::{Outcome, Rows, bar, csv};

/// The members that say what a number belongs to, and are none themselves.
const KEYS: [&str; 6] = ["ref_date", "ref_hour", "user_source", "share_scene", "msg_type", "count_interval"];

/// Returns the members of the items, in the order in which they come. An item whose values are objects is none of a
/// table.
fn columns(items: &[Value]) -> Option<Vec<&str>> {
    let mut columns: Vec<&str> = Vec::new();
    for item in items {
        for (name, value) in item.as_object()? {
            if value.is_object() || value.is_array() {
                return None;
            }
            if !columns.contains(&name.as_str()) {
                columns.push(name);
            }
        }
    }
    Some(columns).filter(|columns| !columns.is_empty())
}

/// Returns the items as a table; `None` if they have none.
pub(super) fn table(json: &Value, items: &[Value]) -> Option<Outcome> {
    let columns = columns(items)?;
    let cell = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let heading = columns.iter().map(|column| (*column).to_owned()).collect();
    let row =
        |item: &Value| columns.iter().map(|column| item.get(*column).map(cell).unwrap_or_default()).collect();
    let cells = std::iter::once(heading).chain(items.iter().map(row)).collect();
    Some(Outcome::rows(Rows::new(json.clone(), cells)))
}

/// Returns an item with the members of objects within it beside its own: `detail.read_user`.
fn flat(item: &Value) -> Vec<(String, Value)> {
    fn add(prefix: &str, value: &Value, members: &mut Vec<(String, Value)>) {
        match value {
            Value::Object(object) => {
                for (name, value) in object {
                    let name = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
                    add(&name, value, members);
                }
            }
            value => members.push((prefix.to_owned(), value.clone())),
        }
    }
    let mut members = Vec::new();
    add("", item, &mut members);
    members
}

/// Returns the items as CSV; the members of an object are columns of their own.
pub(super) fn as_csv(items: &[Value]) -> String {
    let rows: Vec<Vec<(String, Value)>> = items.iter().map(flat).collect();
    let mut columns: Vec<&str> = Vec::new();
    for (name, _) in rows.iter().flatten() {
        if !columns.contains(&name.as_str()) {
            columns.push(name);
        }
    }
    let value = |row: &[(String, Value)], column: &str| {
        row.iter().find(|(name, _)| name == column).map_or(Value::Null, |(_, value)| value.clone())
    };
    let rows: Vec<Vec<Value>> =
        rows.iter().map(|row| columns.iter().map(|column| value(row, column)).collect()).collect();
    csv(&columns, &rows)
}

/// Returns each number of the items as bars over the days, or over the hours of a day; values of one time are added.
pub(super) fn bars(items: &[Value]) -> String {
    let mut series: Vec<(String, BTreeMap<String, f64>)> = Vec::new();
    for item in items {
        let members = flat(item);
        let text = |name: &str| {
            let value = members.iter().find(|(own, _)| own == name).map(|(_, value)| value)?;
            Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        };
        let mut time = text("ref_date").unwrap_or_default();
        if let Some(hour) = text("ref_hour") {
            let hour: u32 = hour.parse().unwrap_or_default();
            let _ = write!(time, " {:02}:{:02}", hour / 100, hour % 100);
        }
        for (name, value) in &members {
            let Some(number) = value.as_f64().filter(|_| !KEYS.contains(&name.as_str())) else { continue };
            let at = series.iter().position(|(own, _)| own == name).unwrap_or_else(|| {
                series.push((name.clone(), BTreeMap::new()));
                series.len() - 1
            });
            *series[at].1.entry(time.clone()).or_default() += number;
        }
    }
    let blocks = series.iter().map(|(name, points)| block(name, points));
    blocks.collect::<Vec<_>>().join("\n")
}

/// Returns the bars of one series, with its name above.
fn block(name: &str, points: &BTreeMap<String, f64>) -> String {
    let most = points.values().copied().fold(0.0, f64::max);
    let mut text = format!("{name}\n");
    for (time, value) in points {
        let _ = writeln!(text, "  {time}  {} {value}", bar(*value, most));
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{as_csv, bars};

    #[test]
    fn values_of_one_day_are_added() {
        let items = [
            json!({ "ref_date": "2026-11-01", "user_source": 1, "new_user": 3 }),
            json!({ "ref_date": "2026-11-01", "user_source": 30, "new_user": 1 }),
            json!({ "ref_date": "2026-11-02", "user_source": 1, "new_user": 2 }),
        ];
        let full = "█".repeat(40);
        let half = "█".repeat(20);
        let text = format!("new_user\n  2026-11-01  {full} 4\n  2026-11-02  {half} 2\n");
        assert_eq!(bars(&items), text);
    }

    #[test]
    fn members_of_objects_are_columns() {
        let items = [json!({ "ref_date": "d", "detail": { "read_user": 1, "list": [{ "a": 1 }] } })];
        assert_eq!(as_csv(&items), "ref_date,detail.read_user,detail.list\nd,1,\"[{\"\"a\"\":1}]\"\n");
    }
}

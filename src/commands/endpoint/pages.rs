//! `--all`: prints each item of a list as a line.

use std::collections::HashSet;

use serde_json::json;

use crate::api::{ListCursor, PageStep};
use crate::context::Context;
use crate::error::Error;
use crate::printer::{Outcome, RowFormat};
use crate::text::words;
use crate::wechat::{Call, WeChat};

/// Fetches a list page by page and passes each item to `take`, with the number of all items as far as it is known. A
/// list with an offset begins at `offset`, another at the cursor in the call.
pub(in crate::commands) fn each(
    mut call: Call,
    (cursor, mut offset): (ListCursor, u64),
    wechat: &WeChat<'_>,
    cx: &Context,
    mut take: impl FnMut(&serde_json::Value, u64) -> Result<(), Error>,
) -> Result<(), Error> {
    let PageStep::Offset { size, most, total } = cursor.step else {
        return each_by_cursor(call, cursor, wechat, cx, take);
    };
    call.set(size, json!(most));
    loop {
        call.set(cursor.parameter, json!(offset));
        let reply = cx.block_on(wechat.call(&call))?.inspect_err(|_| {
            if offset > 0 {
                cx.printer
                    .add_hint_to_error((words().api.go_on)(&format!("--{} {offset}", cursor.parameter)));
            }
        })?;
        let Some(json) = reply.json() else { return Err(wechat.not_json(&reply).into()) };
        let items = cursor.items(&json);
        let all = json[total].as_u64().unwrap_or(offset + items.len() as u64);
        for item in items {
            take(item, all)?;
        }
        offset += items.len() as u64;
        if items.is_empty() || offset >= all {
            return Ok(());
        }
    }
}

/// Fetches a list whose answers name the next page. Pages that point to each other would be fetched for ever.
fn each_by_cursor(
    mut call: Call,
    cursor: ListCursor,
    wechat: &WeChat<'_>,
    cx: &Context,
    mut take: impl FnMut(&serde_json::Value, u64) -> Result<(), Error>,
) -> Result<(), Error> {
    let (mut seen, mut count) = (HashSet::new(), 0);
    loop {
        let reply = cx.block_on(wechat.call(&call))??;
        let Some(json) = reply.json() else { return Err(wechat.not_json(&reply).into()) };
        let items = cursor.items(&json);
        count += items.len() as u64;
        for item in items {
            take(item, count)?;
        }
        let next = json[cursor.next()].as_str().unwrap_or_default().to_owned();
        if next.is_empty() || !seen.insert(next.clone()) {
            return Ok(());
        }
        call.set(cursor.parameter, json!(next));
    }
}

/// Prints each item of a list from `offset` on.
pub(super) fn run(
    call: Call,
    cursor: ListCursor,
    offset: u64,
    wechat: &WeChat<'_>,
    cx: &Context,
) -> Result<Outcome, Error> {
    let mut rows = cx.printer.rows(RowFormat::Ndjson, &[], false);
    let progress = cx.printer.progress();
    let mut count = offset;
    let result = each(call, (cursor, offset), wechat, cx, |item, all| {
        count += 1;
        progress.at(count, all);
        rows.document(item)
    });
    progress.end();
    result.map(|()| Outcome::stream(rows.end()))
}

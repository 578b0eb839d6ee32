//! `--paginate`: prints each page as a line.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::api::{self, ListCursor, PageStep};
use crate::context::Context;
use crate::error::Error;
use crate::printer::{Outcome, RowFormat, RowWriter};
use crate::text::words;
use crate::wechat::{Body, Call, Reply, WeChat};

/// The members of an answer that point to the next page, and the parameters that take their values.
const CURSORS: [(&str, &str); 5] = [
    ("next_openid", "next_openid"),
    ("next_cursor", "cursor"),
    ("next_key", "next_key"),
    ("page_ctx", "page_ctx"),
    ("next_page_token", "page_token"),
];

/// The pages that are printed, with their secrets masked unless `--show-secrets` is given.
struct Pages<'a> {
    rows: RowWriter<'a>,
    has_secrets: bool,
    cx: &'a Context,
}

impl Pages<'_> {
    /// Prints a page.
    fn print(&mut self, reply: &Reply, json: &Value) -> Result<(), Error> {
        let mut json = json.clone();
        self.has_secrets |= !self.cx.show_secrets && reply.mask(&mut json);
        self.rows.document(&json)
    }

    /// Ends the output, and says how to see the secrets.
    fn end(self) -> Outcome {
        if self.has_secrets {
            self.cx.printer.note(words().api.masked);
        }
        Outcome::stream(self.rows.end())
    }
}

/// Fetches page after page.
pub(super) fn run(mut call: Call, wechat: &WeChat<'_>, cx: &Context) -> Result<Outcome, Error> {
    let rows = cx.printer.rows(RowFormat::Ndjson, &[], false);
    let cursor = api::at(call.host, &call.path).into_iter().find_map(|entry| entry.cursor);
    if let Some(cursor) = cursor
        && let PageStep::Offset { size, most, total } = cursor.step
    {
        return by_offset(call, cursor, (size, most, total), wechat, cx);
    }
    let mut pages = Pages { rows, has_secrets: false, cx };
    let mut last: Option<(&str, String)> = None;
    let mut seen = HashSet::new();
    loop {
        let reply = cx.block_on(wechat.call(&call))?.inspect_err(|_| {
            if let Some((parameter, next)) = &last {
                cx.printer.add_hint_to_error((words().api.go_on)(&format!("-F {parameter}={next}")));
            }
        })?;
        let Some(json) = reply.json() else { return Err(wechat.not_json(&reply).into()) };
        // WeChat may answer with an empty page after the last one; it is not printed.
        if last.is_some() && json["count"] == 0 {
            break;
        }
        pages.print(&reply, &json)?;
        let found = CURSORS.iter().find_map(|(member, parameter)| {
            let next = json
                .get(*member)
                .filter(|next| !next.is_null() && **next != json!("") && **next != json!(0))?;
            Some((*member, *parameter, next.clone()))
        });
        let Some((member, parameter, next)) = found else { break };
        let ended = json["count"] == 0 || json["has_more"] == false || json["has_more"] == 0;
        let shown = next.as_str().map_or_else(|| next.to_string(), str::to_owned);
        // Pages that point to each other would be fetched forever.
        if ended || !seen.insert(shown.clone()) {
            break;
        }
        // Some parameters have another name than the member: the blacklist takes its `next_openid` as `begin_openid`.
        let known = cursor.filter(|cursor| cursor.next() == member);
        let parameter = known.map_or(parameter, |cursor| cursor.parameter);
        call.set(parameter, next);
        last = Some((parameter, shown));
    }
    Ok(pages.end())
}

/// Fetches page after page by the number of items to skip.
fn by_offset(
    mut call: Call,
    cursor: ListCursor,
    (size, most, total): (&str, usize, &str),
    wechat: &WeChat<'_>,
    cx: &Context,
) -> Result<Outcome, Error> {
    let rows = cx.printer.rows(RowFormat::Ndjson, &[], false);
    let mut pages = Pages { rows, has_secrets: false, cx };
    let given = |name: &str| match &call.body {
        Body::Json(body) => serde_json::from_str::<Value>(body).ok()?.get(name)?.as_u64(),
        _ => None,
    };
    let mut offset = given(cursor.parameter).unwrap_or_default();
    call.set(size, json!(given(size).unwrap_or(most as u64)));
    loop {
        call.set(cursor.parameter, json!(offset));
        let reply = cx.block_on(wechat.call(&call))?.inspect_err(|_| {
            if offset > 0 {
                let next = format!("-F {}={offset}", cursor.parameter);
                cx.printer.add_hint_to_error((words().api.go_on)(&next));
            }
        })?;
        let Some(json) = reply.json() else { return Err(wechat.not_json(&reply).into()) };
        let count = cursor.items(&json).len() as u64;
        if count > 0 || offset == 0 {
            pages.print(&reply, &json)?;
        }
        offset += count;
        if count == 0 || json[total].as_u64().is_none_or(|total| offset >= total) {
            return Ok(pages.end());
        }
    }
}

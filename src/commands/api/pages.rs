//! `--paginate`: prints each page as a line.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::api;
use crate::context::Context;
use crate::error::Error;
use crate::printer::{Outcome, RowFormat};
use crate::text::words;
use crate::wechat::{Body, Call, WeChat};

/// The members of an answer that point to the next page, and the parameters that take their values.
const CURSORS: [(&str, &str); 5] = [
    ("next_openid", "next_openid"),
    ("next_cursor", "cursor"),
    ("next_key", "next_key"),
    ("page_ctx", "page_ctx"),
    ("next_page_token", "page_token"),
];

/// Fetches page after page.
pub(super) fn run(mut call: Call, wechat: &WeChat<'_>, cx: &Context) -> Result<Outcome, Error> {
    let mut rows = cx.printer.rows(RowFormat::Ndjson, &[], false);
    let cursor = api::at(call.host, &call.path).into_iter().find_map(|entry| entry.cursor);
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
        rows.document(&json)?;
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
        let known = cursor.filter(|cursor| cursor.next == member);
        let parameter = known.map_or(parameter, |cursor| cursor.parameter);
        put(&mut call, parameter, next);
        last = Some((parameter, shown));
    }
    Ok(Outcome::stream(rows.end()))
}

/// Sets the paging parameter of a call: in the body of a POST request, otherwise in the query.
fn put(call: &mut Call, parameter: &str, next: Value) {
    let text = next.as_str().map_or_else(|| next.to_string(), str::to_owned);
    if let Body::Json(body) = &mut call.body
        && let Ok(Value::Object(mut object)) = serde_json::from_str::<Value>(body)
    {
        object.insert(parameter.to_owned(), next);
        *body = Value::Object(object).to_string();
        return;
    }
    if call.method == api::Method::Post {
        call.body = Body::Json(json!({ parameter: next }).to_string());
        return;
    }
    match call.query.iter_mut().find(|(name, _)| name == parameter) {
        Some((_, value)) => *value = text,
        None => call.query.push((parameter.to_owned(), text)),
    }
}

//! `webot jssdk stub`: a script in place of WeChat's `jweixin.js`.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Map, Value, json};

use super::page::script_text;
use crate::context::Context;
use crate::error::Error;
use crate::files::write_shared;
use crate::printer::Outcome;
use crate::sign::jssdk::{JsApi, JsApiKind, names};
use crate::text::{help, words};

/// The script with a placeholder for its data: its header and export, which takes the function that makes `wx`.
pub(super) const TEMPLATE: &str = concat!(
    include_str!("stub/export.js"),
    "(function (root, hasPage) {\n  'use strict';\n\n",
    include_str!("stub/data.js"),
    "\n",
    include_str!("stub/play.js"),
    "\n",
    include_str!("stub/functions.js"),
    "\n",
    include_str!("stub/bridge.js"),
    "\n",
    include_str!("stub/panel.js"),
    "\n",
    "  if (hasPage) { openPage(); }\n  return wx;\n",
    "});\n",
);

/// `jssdk stub`
#[derive(Debug, Args)]
pub(crate) struct StubArgs {
    /// `--output`
    #[arg(short, long, value_name = "FILE", help = help().jssdk.output)]
    pub output: Option<PathBuf>,
}

/// Prints the script, or writes it to a file.
pub(crate) fn stub(args: &StubArgs, _cx: &Context) -> Result<Outcome, Error> {
    let script = script();
    let Some(path) = &args.output else { return Ok(Outcome::text(script.trim_end().to_owned())) };
    let shown = path.display().to_string();
    write_shared(path, script.as_bytes()).map_err(|source| Error::Io { path: shown.clone(), source })?;
    let json = json!({ "file": shown, "bytes": script.len() });
    Ok(Outcome::json(json).status((words().api.saved)(&shown, script.len() as u64)))
}

/// Returns the script, with the functions of the table.
pub(super) fn script() -> String {
    let called = |known: &JsApi| matches!(known.kind, JsApiKind::Function | JsApiKind::Unlisted);
    let items = names().filter(|known| known.kind == JsApiKind::MenuItem).map(|item| item.name);
    let data = json!({
        "functions": names().filter(called).map(|known| function(&known)).collect::<Value>(),
        "items": items.collect::<Value>(),
        "words": (words().jssdk.stub)(),
    });
    TEMPLATE.replacen("{{data}}", &script_text(&data), 1)
}

/// Returns a function without its empty members.
fn function(known: &JsApi) -> Value {
    let list = |texts: Vec<&str>| if texts.is_empty() { Value::Null } else { json!(texts) };
    let text = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
    let members = [
        ("name", json!(known.name)),
        ("kind", if known.kind == JsApiKind::Unlisted { json!("unlisted") } else { Value::Null }),
        ("bridge", text(known.bridge)),
        ("needs", list(known.needs.iter().collect())),
        ("bridge_needs", list(known.bridge_needs.iter().collect())),
        ("err_msg", text(known.err_msg)),
        ("cancel", if known.cancels { json!(true) } else { Value::Null }),
        ("answer", serde_json::from_str(known.answer).unwrap_or_default()),
    ];
    let members = members.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(members.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}

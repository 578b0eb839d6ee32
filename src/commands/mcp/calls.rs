//! The calls of the tools: each calls the command or the room behind the command of the same purpose.

use clap::{Args as _, FromArgMatches as _};
use serde_json::{Value, json};

use super::tools::{CallError, HelpDocument, Input, Tool};
use crate::commands::{api, explain, menu, send, sign};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::message::{
    Answer, Credentials, Format, Kind, Parties, Push, ReplyContext, Shape, Verdict, catalogue,
    json as fields, verdict,
};
use crate::printer::{Data, Outcome, ReportedFinding, findings_json};
use crate::probe::Composer;
use crate::text::{self, words};

/// The number of endpoints that a search returns if the client names none.
const DEFAULT_LIMIT: usize = 50;

/// The signatures that can be checked.
pub(super) const SCHEMES: [&str; 3] = ["message", "jsapi", "pay"];

/// Returns the result of a tool.
pub(super) fn call(tool: Tool, input: &Input, help: HelpDocument, cx: &Context) -> Result<Value, CallError> {
    match tool {
        Tool::Explain => {
            Ok(explain::of_text(input.text("text"), input.given("platform"), input.given("path"), cx)?)
        }
        Tool::SearchEndpoints => search_endpoints(input, cx),
        Tool::DescribeEndpoint => describe_endpoint(input, cx),
        Tool::SearchKinds => Ok(json!({ "kinds": document(send::list_kinds(input.text("query"), cx)?) })),
        Tool::DescribeKind => describe_kind(input, cx),
        Tool::CheckSignature => check_signature(input, cx),
        Tool::LintMenu => lint_menu(input, cx),
        Tool::CheckReply => check_reply(input, cx),
        Tool::Help => describe_command(input, help),
    }
}

/// Returns the document of an outcome.
fn document(outcome: Outcome) -> Value {
    match outcome.data {
        Data::Value(json, _) => json,
        Data::Rows(rows) => rows.json,
        Data::Stream(_) => Value::Null,
    }
}

/// Runs `webot api` with these arguments, which describe or list endpoints.
fn api(arguments: Vec<String>, cx: &Context) -> Result<Value, Error> {
    let command = api::ApiArgs::augment_args(clap::Command::new("api").no_binary_name(true));
    let matches = command.try_get_matches_from(arguments).map_err(|error| Usage::Clap(Box::new(error)))?;
    let args = api::ApiArgs::from_arg_matches(&matches).map_err(|error| Usage::Clap(Box::new(error)))?;
    Ok(document(api::run(&args, cx)?))
}

fn search_endpoints(input: &Input, cx: &Context) -> Result<Value, CallError> {
    let mut found = api(vec![format!("--list={}", input.text("query"))], cx)?;
    let total = found.as_array().map_or(0, Vec::len);
    if let Some(found) = found.as_array_mut() {
        found.truncate(input.integer("limit").unwrap_or(DEFAULT_LIMIT));
    }
    Ok(json!({ "total": total, "endpoints": found }))
}

fn describe_endpoint(input: &Input, cx: &Context) -> Result<Value, CallError> {
    let mut arguments = vec!["--describe".to_owned()];
    arguments.extend(input.given("platform").map(|platform| format!("--platform={platform}")));
    arguments.push("--".to_owned());
    arguments.extend(input.given("method").map(str::to_owned));
    arguments.push(input.text("path").to_owned());
    Ok(api(arguments, cx)?)
}

fn describe_kind(input: &Input, cx: &Context) -> Result<Value, CallError> {
    let name = input.text("name");
    let kind = catalogue::kind(name).or_else(|| catalogue::event(name));
    let kind = kind
        .ok_or_else(|| Usage::NothingListed { filter: name.to_owned(), closest: catalogue::alike(name) })?;
    let mut described = send::kind_json(&kind);
    let push = sample(kind, cx)?;
    let format = match kind.shape {
        Shape::Message(_) | Shape::Event(_) | Shape::Info(_) | Shape::PayV2(_) => Format::Xml,
        Shape::Pay(_) | Shape::Intracity(_) | Shape::Bot(_) => Format::Json,
    };
    described["sample"] = json!(String::from_utf8_lossy(&push.body(format)));
    described["fields"] = fields::to_json(&push.document.0);
    Ok(described)
}

/// Returns a push of a kind before it is signed and encrypted.
fn sample(kind: Kind, cx: &Context) -> Result<Push, Error> {
    let words: &[&str] = if kind.name == "text" { &["text", "hello"] } else { &[kind.name] };
    let composed = composer(cx).words(words)?;
    // A kind with a name is always composed.
    Ok(composed.map_or_else(|| Push::new(kind, &Parties::sample(cx.now(), 1)), |composed| composed.push))
}

fn composer(cx: &Context) -> Composer<'static> {
    Composer {
        set: &[],
        add: false,
        user: None,
        account: None,
        subscribed: None,
        time: None,
        receiver: "",
        system: cx.system,
    }
}

fn check_signature(input: &Input, cx: &Context) -> Result<Value, CallError> {
    let signature = input.needed("signature")?;
    for name in ["token", "ticket", "key"] {
        // The flags of these names take files, standard input and variables, which a client must not reach.
        let value = input.text(name);
        if value == "-" || value.starts_with('@') || value.starts_with("env:") {
            return Err(CallError::Arguments((words().mcp.not_inline)(name)));
        }
    }
    let checked = match input.text("scheme") {
        "message" => sign::check_message(
            input.needed("token")?,
            input.needed("timestamp")?,
            input.needed("nonce")?,
            input.given("encrypt"),
            signature,
            cx,
        ),
        "jsapi" => sign::check_page(
            input.needed("ticket")?,
            input.needed("url")?,
            input.needed("timestamp")?,
            input.needed("nonce")?,
            signature,
            cx,
        ),
        _ => {
            let fields = input.pairs("fields");
            if fields.is_empty() {
                return Err(CallError::Arguments((words().mcp.missing_argument)("fields")));
            }
            sign::check_pay(&fields, input.needed("key")?, signature, cx)
        }
    }?;
    let report = cx.mask(&checked.report);
    let mut result = document(checked);
    result["report"] = json!(report);
    Ok(result)
}

fn lint_menu(input: &Input, cx: &Context) -> Result<Value, CallError> {
    let linted = menu::lint_text(input.text("menu"), input.given("platform"), cx)?;
    Ok(json!({ "valid": !linted.failed, "findings": document(linted) }))
}

fn check_reply(input: &Input, cx: &Context) -> Result<Value, CallError> {
    let said = &words().mcp;
    let push = input.text("push").trim();
    let format = if push.starts_with('{') { Format::Json } else { Format::Xml };
    let kind = if format == Format::Json { "json" } else { "xml" };
    let push = composer(cx).body(kind, push.as_bytes().to_vec()).map_err(Error::from)?.push;
    if push.document.0.is_empty() {
        return Err(CallError::Arguments(said.push_unreadable.to_owned()));
    }
    let has = |name| push.document.find(name).is_some();
    if (has("Encrypt") || has("encrypt")) && !has("MsgType") && !has("InfoType") {
        return Err(CallError::Arguments(said.push_encrypted.to_owned()));
    }
    let status = input.integer("status").and_then(|status| status.try_into().ok()).unwrap_or(200);
    let headers = input.given("content_type").map(|value| ("content-type".to_owned(), value.to_owned()));
    let body = input.text("reply").as_bytes().to_vec();
    let answer = Answer { status, body, headers: headers.into_iter().collect(), ..Answer::default() };
    let credentials = Credentials::token("");
    let judged = verdict(&answer, ReplyContext { push: &push, credentials: &credentials, format });
    let Verdict { family, findings, .. } = &judged;
    let findings: Vec<ReportedFinding> = findings
        .iter()
        .map(|rule| ReportedFinding {
            rule: rule.name(),
            severity: rule.severity(),
            said: text::finding(rule, *family),
            diff: None,
        })
        .collect();
    Ok(json!({
        "accepted": judged.is_accepted(),
        "family": family.name(),
        "type": judged.reply_type,
        "fields": judged.json.clone().unwrap_or_else(|| fields::to_json(&judged.fields.0)),
        "findings": findings_json(&findings),
    }))
}

/// Returns the help of a command, group or topic; without one, the paths and summaries of all commands.
fn describe_command(input: &Input, help: HelpDocument) -> Result<Value, CallError> {
    let words: Vec<String> = input.text("command").split_whitespace().map(str::to_owned).collect();
    let words = words.strip_prefix(&["webot".to_owned()][..]).unwrap_or(&words);
    let unknown = || CallError::Arguments((text::words().mcp.unknown_command)(&words.join(" ")));
    let mut document = help(words).ok_or_else(unknown)?;
    if words.is_empty() {
        for part in ["commands", "topics"] {
            for entry in document[part].as_array_mut().into_iter().flatten() {
                if let Some(entry) = entry.as_object_mut() {
                    entry.retain(|name, _| matches!(name.as_str(), "path" | "name" | "summary"));
                }
            }
        }
    }
    Ok(document)
}

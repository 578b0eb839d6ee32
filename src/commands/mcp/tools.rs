//! The tools: their names, what they take and return, and the check of what a client passes.

use serde_json::{Map, Value, json};

use super::calls;
use crate::context::Context;
use crate::error::Error;
use crate::lang::Said;
use crate::printer::{OutputOptions, Printer, error_json};
use crate::system::System;
use crate::text::words;

/// Returns the document of `webot help --json` for a command; `None` if there is no such command.
pub(crate) type HelpDocument = fn(&[String]) -> Option<Value>;

/// A tool. None changes anything, asks the network, or reads files or the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tool {
    Explain,
    SearchEndpoints,
    DescribeEndpoint,
    SearchKinds,
    DescribeKind,
    CheckSignature,
    LintMenu,
    CheckReply,
    Help,
}

/// An argument of a tool.
struct Argument {
    name: &'static str,
    schema: Value,
    about: &'static str,
    required: bool,
}

fn argument(name: &'static str, schema: Value, about: &'static str) -> Argument {
    Argument { name, schema, about, required: false }
}

fn text(name: &'static str, about: &'static str) -> Argument {
    argument(name, json!({ "type": "string" }), about)
}

fn one_of(name: &'static str, values: &[&str], about: &'static str) -> Argument {
    argument(name, json!({ "type": "string", "enum": values }), about)
}

impl Argument {
    fn required(self) -> Self {
        Self { required: true, ..self }
    }
}

/// The values of `platform`.
const PLATFORMS: [&str; 3] = ["api", "work", "pay"];

impl Tool {
    /// All tools, in the order of the list.
    pub(super) const ALL: [Self; 9] = [
        Self::Explain,
        Self::SearchEndpoints,
        Self::DescribeEndpoint,
        Self::SearchKinds,
        Self::DescribeKind,
        Self::CheckSignature,
        Self::LintMenu,
        Self::CheckReply,
        Self::Help,
    ];

    /// Returns its name in the protocol.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Explain => "explain",
            Self::SearchEndpoints => "search_endpoints",
            Self::DescribeEndpoint => "describe_endpoint",
            Self::SearchKinds => "search_kinds",
            Self::DescribeKind => "describe_kind",
            Self::CheckSignature => "check_signature",
            Self::LintMenu => "lint_menu",
            Self::CheckReply => "check_reply",
            Self::Help => "help",
        }
    }

    fn about(self) -> &'static str {
        let about = &words().mcp;
        match self {
            Self::Explain => about.explain,
            Self::SearchEndpoints => about.search_endpoints,
            Self::DescribeEndpoint => about.describe_endpoint,
            Self::SearchKinds => about.search_kinds,
            Self::DescribeKind => about.describe_kind,
            Self::CheckSignature => about.check_signature,
            Self::LintMenu => about.lint_menu,
            Self::CheckReply => about.check_reply,
            Self::Help => about.help,
        }
    }

    fn arguments(self) -> Vec<Argument> {
        let about = &words().mcp;
        match self {
            Self::Explain => vec![
                text("text", about.text).required(),
                one_of("platform", &PLATFORMS, about.platform),
                text("path", about.called_path),
            ],
            Self::SearchEndpoints => vec![
                text("query", about.query).required(),
                argument("limit", json!({ "type": "integer", "minimum": 1, "maximum": 500 }), about.limit),
            ],
            Self::DescribeEndpoint => vec![
                text("path", about.path).required(),
                one_of("method", &["GET", "POST", "PUT", "PATCH", "DELETE"], about.method),
                one_of("platform", &PLATFORMS, about.platform),
            ],
            Self::SearchKinds => vec![text("query", about.kind_query)],
            Self::DescribeKind => vec![text("name", about.kind).required()],
            Self::CheckSignature => vec![
                one_of("scheme", &calls::SCHEMES, about.scheme).required(),
                text("signature", about.signature).required(),
                text("token", about.token),
                text("encrypt", about.encrypt),
                text("ticket", about.ticket),
                text("url", about.url),
                text("timestamp", about.timestamp),
                text("nonce", about.nonce),
                argument(
                    "fields",
                    json!({ "type": "object", "additionalProperties": { "type": "string" } }),
                    about.fields,
                ),
                text("key", about.key),
            ],
            Self::LintMenu => vec![
                text("menu", about.menu).required(),
                one_of("platform", &["official", "work"], about.menu_platform),
            ],
            Self::CheckReply => vec![
                text("push", about.push).required(),
                text("reply", about.reply).required(),
                argument(
                    "status",
                    json!({ "type": "integer", "minimum": 100, "maximum": 599 }),
                    about.status,
                ),
                text("content_type", about.content_type),
            ],
            Self::Help => vec![text("command", about.command)],
        }
    }

    /// Returns the types of the members of its result.
    fn members(self) -> Value {
        let (list, object) = (json!({ "type": "array" }), json!({ "type": "object" }));
        let (string, boolean) = (json!({ "type": "string" }), json!({ "type": "boolean" }));
        match self {
            Self::Explain => json!({ "explained": list }),
            Self::SearchEndpoints => json!({ "total": { "type": "integer" }, "endpoints": list }),
            Self::DescribeEndpoint => json!({ "method": string, "host": string, "path": string }),
            Self::SearchKinds => json!({ "kinds": list }),
            Self::DescribeKind => {
                json!({ "name": string, "title": string, "sample": string, "fields": object })
            }
            Self::CheckSignature => json!({ "match": boolean, "string_to_sign": string, "report": string }),
            Self::LintMenu => json!({ "valid": boolean, "findings": list }),
            Self::CheckReply => {
                json!({ "accepted": boolean, "family": string, "type": string, "findings": list })
            }
            Self::Help => json!({ "commands": list }),
        }
    }

    /// Returns its entry in the list of tools.
    pub(super) fn description(self) -> Value {
        let arguments = self.arguments();
        let required: Vec<&str> =
            arguments.iter().filter(|argument| argument.required).map(|argument| argument.name).collect();
        let properties = arguments.into_iter().map(|Argument { name, mut schema, about, .. }| {
            schema["description"] = json!(about);
            (name.to_owned(), schema)
        });
        let properties: Map<String, Value> = properties.collect();
        let members = self.members();
        let always: Vec<&String> = members.as_object().into_iter().flat_map(Map::keys).collect();
        json!({
            "name": self.name(),
            "description": self.about(),
            "inputSchema": {
                "type": "object",
                "properties": properties,
                "required": required,
                "additionalProperties": false,
            },
            "outputSchema": { "type": "object", "required": always, "properties": members },
            "annotations": {
                "readOnlyHint": true,
                "destructiveHint": false,
                "idempotentHint": true,
                "openWorldHint": false,
            },
        })
    }

    /// Calls the tool; a failure is a result that is marked as an error.
    pub(super) fn call(self, arguments: &Value, help: HelpDocument) -> Value {
        let options = OutputOptions { json: true, ..OutputOptions::default() };
        let printer = Printer::new(options, |_| None);
        // An environment of its own, so that no call sees the user's secrets, nor those of the call before.
        let cx = Context::new(crate::config::Env::default(), printer, System::REAL, None, None, false);
        cx.skip_config();
        cx.skip_secret_warning();
        let called = self
            .checked(arguments)
            .map_err(CallError::Arguments)
            .and_then(|input| calls::call(self, &input, help, &cx));
        let (content, is_error) = match called {
            Ok(mut content) => {
                let warnings = cx.printer.take_warnings();
                if !warnings.is_empty() {
                    content["warnings"] = json!(warnings);
                }
                (content, false)
            }
            Err(CallError::Arguments(message)) => (json!({ "error": { "message": message } }), true),
            Err(CallError::Failed(error)) => {
                let Said { message, causes, hints, .. } = cx.mask_said(crate::text::error(&error));
                (json!({ "error": error_json(&error, message, causes, &hints) }), true)
            }
        };
        json!({
            "content": [{ "type": "text", "text": content.to_string() }],
            "structuredContent": content,
            "isError": is_error,
        })
    }

    /// Checks arguments against the schema. An error does not quote a value, which may be secret.
    fn checked(self, given: &Value) -> Result<Input, String> {
        let said = &words().mcp;
        let empty = Map::new();
        let given = match given {
            Value::Null => &empty,
            Value::Object(given) => given,
            _ => return Err(said.no_object.to_owned()),
        };
        let known = self.arguments();
        if let Some(name) = given.keys().find(|name| known.iter().all(|known| known.name != **name)) {
            let names: Vec<&str> = known.iter().map(|known| known.name).collect();
            return Err((said.unknown_argument)(name, &names));
        }
        for argument in &known {
            let Some(value) = given.get(argument.name).filter(|value| !value.is_null()) else {
                if argument.required {
                    return Err((said.missing_argument)(argument.name));
                }
                continue;
            };
            check(argument, value).map_err(|wanted| (said.wrong_argument)(argument.name, &wanted))?;
        }
        Ok(Input(given.clone()))
    }
}

/// Checks a value against the schema of its argument; returns the accepted values if it does not fit.
fn check(argument: &Argument, value: &Value) -> Result<(), String> {
    let schema = &argument.schema;
    let said = &words().mcp;
    match schema["type"].as_str() {
        Some("integer") => {
            let (least, most) = (schema["minimum"].as_i64(), schema["maximum"].as_i64());
            let (least, most) = (least.unwrap_or(i64::MIN), most.unwrap_or(i64::MAX));
            let fits = value.as_i64().is_some_and(|value| (least..=most).contains(&value));
            if fits { Ok(()) } else { Err((said.wanted_integer)(least, most)) }
        }
        Some("object") => {
            let fits = value.as_object().is_some_and(|members| members.values().all(Value::is_string));
            if fits { Ok(()) } else { Err(said.wanted_strings.to_owned()) }
        }
        _ => match schema["enum"].as_array() {
            Some(values) if !values.contains(value) => {
                let values: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
                Err(values.join(words().comma))
            }
            None if !value.is_string() => Err(said.wanted_string.to_owned()),
            _ => Ok(()),
        },
    }
}

/// The reason why a call has no result.
pub(super) enum CallError {
    /// The arguments do not fit; holds the message.
    Arguments(String),
    /// The tool failed.
    Failed(Error),
}

impl<E: Into<Error>> From<E> for CallError {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// The arguments of a call, checked against the schema.
pub(super) struct Input(Map<String, Value>);

impl Input {
    /// Returns a text that was given.
    pub(super) fn given(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }

    /// Returns a text; empty if it was not given.
    pub(super) fn text(&self, name: &str) -> &str {
        self.given(name).unwrap_or_default()
    }

    /// Returns a text that this call cannot do without, although others can.
    pub(super) fn needed(&self, name: &str) -> Result<&str, CallError> {
        let given = self.given(name).filter(|value| !value.is_empty());
        given.ok_or_else(|| CallError::Arguments((words().mcp.missing_argument)(name)))
    }

    pub(super) fn integer(&self, name: &str) -> Option<usize> {
        self.0.get(name).and_then(Value::as_u64).and_then(|value| value.try_into().ok())
    }

    /// Returns the members of an object of texts, in their order.
    pub(super) fn pairs(&self, name: &str) -> Vec<(String, String)> {
        let members = self.0.get(name).and_then(Value::as_object).into_iter().flatten();
        members.map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned())).collect()
    }
}

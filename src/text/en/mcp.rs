use crate::text::mcp::{McpHelp, McpWords};

pub(in crate::text) const HELP: McpHelp = McpHelp {
    about: "Answer agents: explain errors, describe endpoints, check replies over MCP",
    after: "\
A client that speaks the Model Context Protocol starts this command and asks it over standard input and output, one JSON-RPC
message per line. The tools explain errors, search and describe endpoints and kinds of pushes, check signatures, menus and replies,
and return the help of commands. All are read-only: none reads files, the configuration or an account, or uses the network.
WEBOT_LANG or --lang decides the language. Revisions of the protocol: 2026-07-28, 2025-11-25, 2025-06-18, 2025-03-26, 2024-11-05.

Most clients are configured with a file such as .mcp.json:
  {\"mcpServers\":{\"webot\":{\"command\":\"webot\",\"args\":[\"mcp\"]}}}

Example:
  echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}' | webot mcp",
};

pub(in crate::text) const WORDS: McpWords = McpWords {
    started: "MCP server on standard input and output; an MCP client starts it, and the end of the input ends it",
    instructions: "Facts and checks for developers of WeChat (微信): official accounts, mini-programs, WeCom, WeChat Pay. Every tool is read-only and works offline from tables in the program; nothing reads files, configuration or accounts. Prefer these tools to memory for errcodes, endpoints, fields, signatures and rules of replies.",
    explain: "Explain an error of WeChat: an errcode, an errmsg, a JSON response, a code of WeChat Pay, an errMsg of the JS-SDK, a rid, an OAuth link, a callback URL, or a log with any of these. Returns causes and fixes",
    search_endpoints: "Search all documented endpoints of official accounts, mini-programs, WeCom and WeChat Pay by words in path, method, page or Chinese words, then by names of fields",
    describe_endpoint: "Describe an endpoint: method, host, credential, query, body and answer as JSON Schema, documentation, and whether it is retired and replaced",
    search_kinds: "List the kinds of messages, events and notifications that WeChat pushes to a callback URL",
    describe_kind: "Describe a kind of push: its family, type and event, with all fields and a sample body before signing and encryption",
    check_signature: "Check a signature of a callback (`message`), of `wx.config` (`jsapi`) or of WeChat Pay v2 (`pay`) and look for the mistake behind a wrong one. Secrets are passed as arguments and masked in the result; pass those of a test account",
    lint_menu: "Check a custom menu against the rules of WeChat or WeCom before it is sent",
    check_reply: "Check whether WeChat would accept a bot's reply to a push, and say what is wrong with it",
    help: "Return the commands of webot, or all flags, examples and notes of one command, group or topic",
    text: "The error, response, link or log lines, as they are",
    platform: "The platform: `api` (official accounts and mini-programs), `work` (WeCom) or `pay` (WeChat Pay)",
    called_path: "The path that was called, which narrows the causes, such as `/cgi-bin/menu/create`",
    query: "Words that all have to match, such as `menu create` or 客服消息",
    limit: "The largest number of endpoints to return (default 50); `total` counts all",
    path: "The path or URL, such as `/cgi-bin/menu/create`",
    method: "The HTTP method, if the path has several",
    kind_query: "A name, type, family or title in English or Chinese; empty for all kinds",
    kind: "The name of a kind, or an event such as `subscribe` or `CLICK`",
    scheme: "The signature: `message` takes token, timestamp, nonce and encrypt; `jsapi` takes ticket, url, timestamp and nonce; `pay` takes fields and key",
    signature: "The signature to check",
    token: "The callback Token",
    encrypt: "The `Encrypt` element, if `signature` is a `msg_signature`",
    ticket: "The `jsapi_ticket`",
    url: "The URL of the page as the browser opens it, without its fragment",
    timestamp: "The timestamp that was signed, in seconds",
    nonce: "The nonce or noncestr that was signed",
    fields: "The fields that were signed, by name",
    key: "The API key of WeChat Pay v2",
    menu: "The menu as JSON or YAML: the body of `menu/create`, or what `menu/get` returns",
    menu_platform: "The platform: `official` or `work`; by default the types of the buttons decide",
    push: "The push that the bot received, decrypted: XML or JSON",
    reply: "The body of the bot's HTTP response",
    status: "The HTTP status of the response (default 200)",
    content_type: "The `Content-Type` of the response",
    command: "A command, group or topic, such as `menu create` or `invalid-signature`; empty for the list of all",
    no_object: "the arguments must be an object",
    unknown_argument: |name, known| format!("unknown argument `{name}`; the arguments are {}", ticked(known)),
    missing_argument: |name| format!("`{name}` is missing"),
    wrong_argument: |name, wanted| format!("`{name}` must be {wanted}"),
    wanted_integer: |least, most| format!("an integer from {least} to {most}"),
    wanted_string: "a string",
    wanted_strings: "an object whose values are strings",
    not_inline: |name| format!("`{name}` must be the value itself, not the name of a file or a variable"),
    push_unreadable: "`push` is neither XML nor JSON with fields",
    push_encrypted: "`push` is encrypted; decrypt it first with `webot crypt decrypt`",
    unknown_command: |name| {
        format!("no command, group or topic is named `{name}`; leave `command` empty for a list")
    },
};

fn ticked(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

//! The help of `webot mcp`, and the descriptions of its tools.

/// The help of `webot mcp`.
#[derive(Debug)]
pub(crate) struct McpHelp {
    pub about: &'static str,
    pub after: &'static str,
}

/// The messages of `webot mcp`.
#[derive(Debug)]
pub(crate) struct McpWords {
    /// Says on a terminal who speaks to this command.
    pub started: &'static str,
    /// The purpose of the server, for the model of a client.
    pub instructions: &'static str,
    /// The tools.
    pub explain: &'static str,
    pub search_endpoints: &'static str,
    pub describe_endpoint: &'static str,
    pub search_kinds: &'static str,
    pub describe_kind: &'static str,
    pub check_signature: &'static str,
    pub lint_menu: &'static str,
    pub check_reply: &'static str,
    pub help: &'static str,
    /// The arguments of tools.
    pub text: &'static str,
    pub platform: &'static str,
    pub called_path: &'static str,
    pub query: &'static str,
    pub limit: &'static str,
    pub path: &'static str,
    pub method: &'static str,
    pub kind_query: &'static str,
    pub kind: &'static str,
    pub scheme: &'static str,
    pub signature: &'static str,
    pub token: &'static str,
    pub encrypt: &'static str,
    pub ticket: &'static str,
    pub url: &'static str,
    pub timestamp: &'static str,
    pub nonce: &'static str,
    pub fields: &'static str,
    pub key: &'static str,
    pub menu: &'static str,
    pub menu_platform: &'static str,
    pub push: &'static str,
    pub reply: &'static str,
    pub status: &'static str,
    pub content_type: &'static str,
    pub command: &'static str,
    /// The arguments are not an object.
    pub no_object: &'static str,
    /// An argument does not exist: its name and those that do.
    pub unknown_argument: fn(&str, &[&str]) -> String,
    /// An argument is required.
    pub missing_argument: fn(&str) -> String,
    /// An argument does not accept the value: its name and the accepted values.
    pub wrong_argument: fn(&str, &str) -> String,
    /// Accepted values.
    pub wanted_integer: fn(i64, i64) -> String,
    pub wanted_string: &'static str,
    pub wanted_strings: &'static str,
    /// An argument names a file, standard input or a variable.
    pub not_inline: fn(&str) -> String,
    pub push_unreadable: &'static str,
    pub push_encrypted: &'static str,
    /// No command, group or topic has this name.
    pub unknown_command: fn(&str) -> String,
}

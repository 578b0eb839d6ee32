//! Words of the commands that call WeChat's API.

/// Help of what every such command takes, and of `webot api`.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is the help of the flag of its name")]
pub struct ApiHelp {
    pub heading: &'static str,
    pub mock: &'static str,
    pub api_base: &'static str,
    pub retries: &'static str,
    pub proxy: &'static str,
    pub plain_token: &'static str,
    pub about: &'static str,
    pub after: &'static str,
    pub method: &'static str,
    pub path: &'static str,
    pub field: &'static str,
    pub raw_field: &'static str,
    pub query: &'static str,
    pub data: &'static str,
    pub upload: &'static str,
    pub paginate: &'static str,
    pub include: &'static str,
    pub output: &'static str,
    pub list: &'static str,
    pub force: &'static str,
    pub platform: &'static str,
    pub docs: &'static str,
    pub example: &'static str,
}

/// Words on the screen.
pub struct ApiWords {
    /// A token was refused with this code and is fetched anew.
    pub token_refused: fn(i64) -> String,
    /// A token that should have lived was ended by somebody, this many seconds after it was fetched, where that is known.
    pub token_taken_away: fn(Option<u64>) -> String,
    /// The store of tokens fails.
    pub store_fails: fn(&str) -> String,
    /// Tried again after this many milliseconds.
    pub again: fn(u64) -> String,
    /// A body that is no text, in bytes.
    pub bytes: fn(usize) -> String,
    /// WeChat said ok and nothing else.
    pub ok: &'static str,
    /// No document has this path; the one that is most like it.
    pub unknown_path: fn(&str, &str) -> String,
    /// The list has this path under another method.
    pub other_method: fn(&str, &str) -> String,
    /// A file was written: its name and how many bytes.
    pub saved: fn(&str, u64) -> String,
    /// What was made of something: a warning of a retired endpoint that is called all the same.
    pub retired_anyway: fn(&str) -> String,
    /// How many followers came so far, of how many.
    pub so_far: fn(u64, u64) -> String,
    /// Where to go on after an interruption.
    pub go_on: fn(&str) -> String,
}

//! The help and messages of the commands that call WeChat's API.

/// The help of the flags that every such command takes, and of `webot api`.
#[derive(Debug)]
pub(crate) struct ApiHelp {
    pub heading: &'static str,
    pub mock: &'static str,
    pub mock_state: &'static str,
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
    pub describe: &'static str,
    pub template: &'static str,
    pub openapi: &'static str,
    pub strict: &'static str,
    pub force: &'static str,
    pub platform: &'static str,
    pub signing: &'static str,
    pub sign: &'static str,
    pub certificate: &'static str,
    pub certificate_sn: &'static str,
    pub docs: &'static str,
    pub example: &'static str,
    /// `--output` of a command that downloads a file.
    pub save: &'static str,
    /// `--all` of a list.
    pub all: &'static str,
    /// `--yes` before a call that cannot be undone.
    pub yes: &'static str,
    /// `--no-check` of an upload.
    pub no_check: &'static str,
    /// The end of the help of a flag that takes a list.
    pub several: &'static str,
    /// `--csv` of statistics.
    pub csv: &'static str,
    /// `--plot` of statistics.
    pub plot: &'static str,
}

/// The messages of calls.
pub(crate) struct ApiWords {
    /// Tells a user without an account about the mock.
    pub try_mock: &'static str,
    /// Warns that the mock's state cannot be stored; the path and the reason.
    pub mock_in_memory: fn(&str, &str) -> String,
    /// Says that a token was refused with this errcode and another one is fetched.
    pub token_refused: fn(i64) -> String,
    /// Warns that another program invalidated a token this many seconds after it was fetched; `None` if that time is
    /// unknown.
    pub token_taken_away: fn(Option<u64>) -> String,
    /// Warns that the token store fails; the reason.
    pub store_fails: fn(&str) -> String,
    /// Says that the call is repeated after this many milliseconds.
    pub again: fn(u64) -> String,
    /// Stands for a binary body of this many bytes.
    pub bytes: fn(usize) -> String,
    /// Stands for a response without data beside its errcode 0.
    pub ok: &'static str,
    /// Warns that the documentation has no such path; the path and the most similar one.
    pub unknown_path: fn(&str, &str) -> String,
    /// Warns that the documentation has this path with another method; that method and the path.
    pub other_method: fn(&str, &str) -> String,
    /// Says that a file was written; its name and its size in bytes.
    pub saved: fn(&str, u64) -> String,
    /// Warns that a saved file has another format than its name says; its name and the format.
    pub other_format: fn(&str, &str) -> String,
    /// Says that WeChat Pay signed the same string, so that key or serial number are wrong.
    pub signed_same: &'static str,
    /// Says that WeChat Pay signed another string: the first byte that differs, counted from 1, and its line here and there.
    pub signed_other: fn(usize, &str, &str) -> String,
    /// Says how to see the secrets of a response, which are masked.
    pub masked: &'static str,
    /// Warns that the mock did not judge a call; the path.
    pub generated: fn(&str) -> String,
    /// Warns that the signature of an answer was not verified.
    pub unverified: &'static str,
    /// Says in the help of a command that its endpoint is retired; the words for that.
    pub retired_command: fn(&str) -> String,
    /// Marks a retired command in a list.
    pub retired_mark: &'static str,
    /// Warns that a retired endpoint is called nevertheless.
    pub retired_anyway: fn(&str) -> String,
    /// Tells the number of items received and the total number.
    pub so_far: fn(u64, u64) -> String,
    /// Tells the number of bytes transferred and of all bytes, if known.
    pub transferred: fn(u64, Option<u64>) -> String,
    /// Tells how to continue after an interruption; the flag.
    pub go_on: fn(&str) -> String,
}

//! The structs of help texts and messages; each language has one value of each.

use super::crypt::{CryptHelp, CryptWords};
use super::mock::{MockHelp, MockWords};
use super::serve::{ServeHelp, ServeWords};
use crate::sign::Scheme;

/// The help of every command and flag.
#[expect(clippy::struct_field_names, reason = "a field has the name of its command or flag")]
pub(crate) struct Help {
    /// `webot`
    pub about: &'static str,
    /// The text below the help of `webot`.
    pub after: &'static str,
    /// "Usage:"
    pub usage: &'static str,
    /// The heading of the subcommands.
    pub commands: &'static str,
    /// The heading of positional arguments.
    pub arguments: &'static str,
    /// The heading of flags that have no other.
    pub options: &'static str,
    /// The heading of the global flags.
    pub global: &'static str,
    /// `--help`
    pub help: &'static str,
    /// `--version`
    pub version: &'static str,
    /// `--json`
    pub json: &'static str,
    /// `--jq`
    pub jq: &'static str,
    /// `--quiet`
    pub quiet: &'static str,
    /// `--verbose`
    pub verbose: &'static str,
    /// `--color`
    pub color: &'static str,
    /// `--config`
    pub config: &'static str,
    /// `--profile`
    pub profile: &'static str,
    /// `--lang`
    pub lang: &'static str,
    /// `--show-secrets`
    pub show_secrets: &'static str,
    /// `webot send`
    pub send: SendHelp,
    /// `webot verify-url`
    pub verify_url: VerifyUrlHelp,
    /// `webot sign`
    pub sign: SignHelp,
    /// `webot crypt`
    pub crypt: CryptHelp,
    /// `webot explain`
    pub explain: super::ExplainHelp,
    /// `webot doctor`
    pub doctor: super::doctor::DoctorHelp,
    /// Arguments that commands share.
    pub args: super::ArgsHelp,
    /// Calls of the API.
    pub api: super::ApiHelp,
    /// `webot token` and `webot ticket`
    pub token: super::account::TokenHelp,
    /// `webot menu`
    pub menu: super::account::MenuHelp,
    /// Lists of followers.
    pub user: super::account::UserHelp,
    /// `webot qrcode`
    pub qrcode: super::account::QrcodeHelp,
    /// `webot config`
    pub config_command: super::ConfigHelp,
    /// `webot init`
    pub init: super::InitHelp,
    /// `webot mock`
    pub mock: MockHelp,
    /// `webot serve` and `webot rules`
    pub serve: ServeHelp,
    /// `webot completions`
    pub completions: &'static str,
    /// Its SHELL.
    pub shell: &'static str,
    /// `webot man`
    pub man: &'static str,
    /// Its DIR.
    pub dir: &'static str,
    /// `webot help`
    pub help_command: &'static str,
    /// Its COMMAND.
    pub help_of: &'static str,
}

/// The help of `webot send`.
pub(crate) struct SendHelp {
    /// The command.
    pub about: &'static str,
    /// The examples below the help.
    pub after: &'static str,
    /// Heading: the bot.
    pub target: &'static str,
    /// Heading: the message.
    pub message: &'static str,
    /// Heading: signing and encryption.
    pub signing: &'static str,
    /// Heading: delivery.
    pub delivery: &'static str,
    /// Heading: expectations.
    pub checks: &'static str,
    /// Heading: flags that replace sending.
    pub instead: &'static str,
    /// KIND
    pub kind: &'static str,
    /// ARGS
    pub args: &'static str,
    /// `--token`
    pub token: &'static str,
    /// `--host`
    pub host: &'static str,
    /// `--port`
    pub port: &'static str,
    /// `--route`
    pub route: &'static str,
    /// `--destination`
    pub destination: &'static str,
    /// `--demo`
    pub demo: &'static str,
    /// `--user`
    pub user: &'static str,
    /// `--sp`
    pub sp: &'static str,
    /// `--set`
    pub set: &'static str,
    /// `--add`
    pub add: &'static str,
    /// `--xml`
    pub xml: &'static str,
    /// `--json-body`
    pub json_body: &'static str,
    /// `--subscribed`
    pub subscribed: &'static str,
    /// `--list`
    pub list: &'static str,
    /// `--mode`
    pub mode: &'static str,
    /// `--format`
    pub format: &'static str,
    /// `--aes-key`
    pub aes_key: &'static str,
    /// `--appid`
    pub appid: &'static str,
    /// `--receiver`
    pub receiver: &'static str,
    /// `--apiv3-key`
    pub apiv3_key: &'static str,
    /// `--private-key`
    pub private_key: &'static str,
    /// `--serial`
    pub serial: &'static str,
    /// `--timestamp`
    pub timestamp: &'static str,
    /// `--nonce`
    pub nonce: &'static str,
    /// `--as-wechat`
    pub as_wechat: &'static str,
    /// `--speed`
    pub speed: &'static str,
    /// `--users`
    pub users: &'static str,
    /// `--pay-key`
    pub pay_key: &'static str,
    /// `--deadline`
    pub deadline: &'static str,
    /// `--expect-type`
    pub expect_type: &'static str,
    /// `--expect-text`
    pub expect_text: &'static str,
    /// `--expect`
    pub expect: &'static str,
    /// `--expect-none`
    pub expect_none: &'static str,
    /// `--expect-within`
    pub expect_within: &'static str,
    /// `--strict`
    pub strict: &'static str,
}

/// The help of `webot verify-url`.
pub(crate) struct VerifyUrlHelp {
    /// The command.
    pub about: &'static str,
    /// The examples below the help.
    pub after: &'static str,
    /// URL
    pub url: &'static str,
    /// `--mode`
    pub mode: &'static str,
}

/// The help of `webot sign`.
pub(crate) struct SignHelp {
    pub about: &'static str,
    pub after: &'static str,
    pub message: &'static str,
    pub jsapi: &'static str,
    pub agent: &'static str,
    pub addr: &'static str,
    pub card: &'static str,
    pub choose_card: &'static str,
    pub package: &'static str,
    pub pay_sign: &'static str,
    pub pay: &'static str,
    pub jspay: &'static str,
    pub v3: &'static str,
    pub notify: &'static str,
    pub session: &'static str,
    pub xpay: &'static str,
    /// `sign intracity`
    pub intracity: &'static str,
    /// `sign api`
    pub server: &'static str,
    pub server_url: &'static str,
    pub server_body: &'static str,
    pub server_key: &'static str,
    pub sym_sn: &'static str,
    pub sym_key: &'static str,
    pub check: &'static str,
    pub print: &'static str,
    pub timestamp: &'static str,
    pub nonce: &'static str,
    pub encrypt: &'static str,
    pub url: &'static str,
    pub ticket: &'static str,
    /// `--ticket` of `sign agent`
    pub agent_ticket: &'static str,
    pub other_ticket: &'static str,
    pub foreign_ticket: &'static str,
    pub appid: &'static str,
    pub api: &'static str,
    pub debug: &'static str,
    pub agentid: &'static str,
    pub corpid: &'static str,
    pub access_token: &'static str,
    /// `--token`
    pub token: &'static str,
    pub card_id: &'static str,
    pub card_ticket: &'static str,
    pub secret: &'static str,
    pub code: &'static str,
    pub openid: &'static str,
    pub balance: &'static str,
    pub location_id: &'static str,
    pub card_type: &'static str,
    pub session_key: &'static str,
    pub hmac: &'static str,
    pub data: &'static str,
    pub uri: &'static str,
    pub app_key: &'static str,
    pub field: &'static str,
    pub partner_key: &'static str,
    pub key: &'static str,
    pub other_key: &'static str,
    pub sign_type: &'static str,
    pub xml: &'static str,
    pub prepay_id: &'static str,
    pub merchant_key: &'static str,
    pub platform_key: &'static str,
    pub app: &'static str,
    pub mchid: &'static str,
    pub method: &'static str,
    pub api_url: &'static str,
    pub body: &'static str,
    pub merchant_serial: &'static str,
}

/// The messages beside errors and findings.
pub(crate) struct Words {
    /// The label of an error.
    pub error: &'static str,
    /// The label of a warning.
    pub warning: &'static str,
    /// The label of a hint.
    pub hint: &'static str,
    /// The label of a cause.
    pub caused_by: &'static str,
    /// Stands for an answer that is `success` or empty.
    pub no_reply: &'static str,
    /// Stands for an answer that is no valid reply.
    pub invalid_reply: &'static str,
    /// Stands for an answer that has fields of its own, or for that to WeChat Pay.
    pub acknowledged: &'static str,
    /// The heading of the decrypted reply in `--verbose`.
    pub decrypted: &'static str,
    /// Stands for the response to a delivery that was not answered.
    pub unanswered: &'static str,
    /// The label of the expected value in a diff.
    pub expected: &'static str,
    /// The label of the actual value in a diff.
    pub actual: &'static str,
    /// The verdict on a URL: whether WeChat would accept it, and the numbers of errors and of warnings.
    pub url_verdict: fn(bool, [usize; 2]) -> String,
    /// The heading of the interactive mode.
    pub interactive: &'static str,
    /// The prompt of the interactive mode for a kind.
    pub choose_kind: &'static str,
    /// The prompt of the interactive mode for a filter of kinds.
    pub filter_kinds: &'static str,
    /// The question of `webot send scan` whether the user follows the account.
    pub ask_subscribed: &'static str,
    /// Tells the number of pages that `webot man` wrote, and the folder.
    pub pages_written: fn(usize, &str) -> String,
    /// Says that a word is sent as text although it is similar to a kind; the word and the kind.
    pub sent_as_text: fn(&str, &str) -> String,
    /// Says that an event is unknown; the event and a similar kind.
    pub unknown_event: fn(&str, &str) -> String,
    /// Warns that a token has white space around it.
    pub token_space: &'static str,
    /// Tells the origin of the token that a bot refuses.
    pub token_from: fn(&str) -> String,
    /// Says that the bot refuses the default token.
    pub token_default: fn(&str) -> String,
    /// The verdict on an answer: whether WeChat would accept it, and the numbers of errors, of warnings, and of expectations
    /// that are not met.
    pub answer_verdict: fn(bool, [usize; 3]) -> String,
    /// Warns that WeCom and third-party platforms always encrypt, for a push in plain mode.
    pub always_encrypted: &'static str,
    /// Says that a delivery was not answered in time; its number, and the time limit in milliseconds.
    pub again: fn(usize, u64) -> String,
    /// Says that a delivery was not acknowledged; its number, and the time until the next, in milliseconds.
    pub again_after: fn(usize, u64) -> String,
    /// The messages of `webot crypt`.
    pub crypt: CryptWords,
    /// The messages of `webot explain`.
    pub explain: super::ExplainWords,
    /// The messages of `webot doctor`.
    pub doctor: super::doctor::DoctorWords,
    /// The messages of `webot mock`.
    pub mock: MockWords,
    /// The messages of `webot serve` and `webot rules`.
    pub serve: ServeWords,
    /// The heading of the plain message in `--dry-run`.
    pub before_encryption: &'static str,
    /// The heading of the string to sign.
    pub string_to_sign: &'static str,
    /// The heading of the signature.
    pub signature: &'static str,
    /// Says that the given signature is correct.
    pub signature_matches: &'static str,
    /// Says that the given signature is wrong.
    pub signature_differs: &'static str,
    /// The heading of the string that was signed by mistake.
    pub string_that_was_signed: &'static str,
    /// Says that no known mistake produces the signature; the list of [`Words::where_to_look`] follows.
    pub no_mistake_found: &'static str,
    /// Says that not every pair of mistakes was tried, because the values are long.
    pub search_truncated: &'static str,
    /// The separator between a name and its description.
    pub colon: &'static str,
    /// The separator between two sentences on one line.
    pub semicolon: &'static str,
    /// Says that a WeCom page needs the corpid and the agentid.
    pub no_corpid: &'static str,
    /// Says that `sign notify` uses a generated serial number, for a key that was given without one.
    pub serial_made_up: &'static str,
    /// The configuration.
    pub config: super::ConfigWords,
    /// Calls of WeChat's API.
    pub api: super::ApiWords,
    /// `webot token` and `webot ticket`
    pub token: super::account::TokenWords,
    /// `webot menu`
    pub menu: super::account::MenuWords,
    /// `webot qrcode`
    pub qrcode: super::account::QrcodeWords,
    /// Says that an RSA signature is truncated.
    pub signature_cut_off: &'static str,
    /// Says that an RSA signature was made with another key.
    pub other_private_key: &'static str,
    /// Says that a hash of this number of digits was given where an RSA signature is wanted.
    pub hash_for_rsa: fn(usize) -> String,
    /// Says that the `sign` among the fields is right.
    pub sign_inside_matches: &'static str,
    /// Says that the `sign` among the fields is wrong.
    pub sign_inside_differs: fn(&str) -> String,
    /// Says what to look for if no mistake explains the `sign` among the fields.
    pub sign_inside_unexplained: &'static str,
    /// Says that a serial number is decimal; its hexadecimal form.
    pub serial_decimal: fn(&str) -> String,
    /// Says that the value of `--check` cannot be a signature; the value, and the number of digits of a signature.
    pub no_signature: fn(&str, usize) -> String,
    /// Lists the values to compare after [`Words::no_mistake_found`], in order.
    pub where_to_look: fn(Scheme) -> &'static [&'static str],
    /// Warns about a secret on the command line.
    pub secret_on_command_line: &'static str,
    /// Warns that a timestamp has 13 digits, and so is in milliseconds.
    pub timestamp_in_ms: &'static str,
    /// Says that the fragment of the URL was dropped.
    pub fragment_dropped: &'static str,
    /// Says that `wx.config` needs an appid.
    pub no_appid: &'static str,
    /// Says that `editAddress` is outdated.
    pub addr_is_old: &'static str,
    /// Says that a key was generated.
    pub generated_key: &'static str,
    /// Lists the commands of the interactive mode.
    pub commands_of_prompt: &'static str,
    /// Says that a command of the interactive mode is unknown.
    pub unknown_command: fn(&str) -> String,
    /// Tells the number of kinds that `--list` shows.
    pub listed: fn(usize) -> String,
    /// Warns that `--insecure` was given.
    pub insecure: &'static str,
}

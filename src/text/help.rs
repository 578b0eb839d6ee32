//! The names of everything that is said in help and on the screen.

use super::crypt::{CryptHelp, CryptWords};
use super::mock::{MockHelp, MockWords};
use super::serve::{ServeHelp, ServeWords};
use crate::sign::Scheme;

/// The help of every command and flag.
pub struct Help {
    /// `webot`
    pub about: &'static str,
    /// Below the help of `webot`.
    pub after: &'static str,
    /// "Usage:"
    pub usage: &'static str,
    /// Heading of the subcommands.
    pub commands: &'static str,
    /// Heading of positional arguments.
    pub arguments: &'static str,
    /// Heading of flags that have no other.
    pub options: &'static str,
    /// Heading of the global flags.
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
pub struct SendHelp {
    /// The command.
    pub about: &'static str,
    /// Examples below the help.
    pub after: &'static str,
    /// Heading: which bot.
    pub target: &'static str,
    /// Heading: what is sent.
    pub message: &'static str,
    /// Heading: signing and encryption.
    pub signing: &'static str,
    /// Heading: how it is delivered.
    pub delivery: &'static str,
    /// Heading: expectations.
    pub checks: &'static str,
    /// Heading: instead of sending.
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
pub struct VerifyUrlHelp {
    /// The command.
    pub about: &'static str,
    /// Examples below the help.
    pub after: &'static str,
    /// URL
    pub url: &'static str,
    /// `--mode`
    pub mode: &'static str,
}

/// The help of `webot sign`.
#[expect(missing_docs, reason = "each is the help of the flag or command of its name")]
pub struct SignHelp {
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

/// The words on the screen beside errors and findings.
pub struct Words {
    /// Before an error.
    pub error: &'static str,
    /// Before a warning.
    pub warning: &'static str,
    /// Before a hint.
    pub hint: &'static str,
    /// Before a deeper cause.
    pub caused_by: &'static str,
    /// An answer that is `success` or empty.
    pub no_reply: &'static str,
    /// An answer that is no reply.
    pub invalid_reply: &'static str,
    /// Above the decrypted reply of `-v`.
    pub decrypted: &'static str,
    /// A delivery that was not answered.
    pub unanswered: &'static str,
    /// What a diff calls the expectation.
    pub expected: &'static str,
    /// What a diff calls the answer.
    pub actual: &'static str,
    /// A field that is not in the reply.
    pub no_field: &'static str,
    /// The URL check passed.
    pub verified: &'static str,
    /// The URL check failed.
    pub not_verified: &'static str,
    /// Headline of the interactive mode.
    pub interactive: &'static str,
    /// Its question for a kind.
    pub choose_kind: &'static str,
    /// Its prompt for the filter of kinds.
    pub filter_kinds: &'static str,
    /// `webot send scan` asks it.
    pub ask_subscribed: &'static str,
    /// After `webot man DIR`.
    pub pages_written: fn(usize, &str) -> String,
    /// A word that is sent as text but looks like a kind.
    pub sent_as_text: fn(&str, &str) -> String,
    /// An event that the table does not know, and one that is like it.
    pub unknown_event: fn(&str, &str) -> String,
    /// A token with white space around it.
    pub token_space: &'static str,
    /// Where the token came from that a bot refuses.
    pub token_from: fn(&str) -> String,
    /// The default token was refused.
    pub token_default: fn(&str) -> String,
    /// All is well.
    pub accepted: &'static str,
    /// A push of WeCom or a platform in plain mode.
    pub always_encrypted: &'static str,
    /// A delivery was not answered in time; which, and how many milliseconds that is.
    pub again: fn(usize, u64) -> String,
    /// The words of `webot crypt`.
    pub crypt: CryptWords,
    /// The words of `webot mock`.
    pub mock: MockWords,
    /// The words of `webot serve` and `webot rules`.
    pub serve: ServeWords,
    /// Above the message that `--dry-run` would encrypt.
    pub before_encryption: &'static str,
    /// Above the string that is signed.
    pub string_to_sign: &'static str,
    /// Above the signature.
    pub signature: &'static str,
    /// The signature that was given is right.
    pub signature_matches: &'static str,
    /// It is not.
    pub signature_differs: &'static str,
    /// Above the string that somebody signed by mistake.
    pub string_that_was_signed: &'static str,
    /// No mistake reproduces it: what to look at, in order.
    pub no_mistake_found: &'static str,
    /// The values were so long that not every pair of mistakes was tried.
    pub search_truncated: &'static str,
    /// Between a name and what is said of it.
    pub colon: &'static str,
    /// Between two sentences on one line.
    pub semicolon: &'static str,
    /// A WeCom page needs to know which company and app it is of.
    pub no_corpid: &'static str,
    /// `sign notify` with a key of one's own and no serial number.
    pub serial_made_up: &'static str,
    /// Configuration.
    pub config: super::ConfigWords,
    /// Calls of the API.
    pub api: super::ApiWords,
    /// `webot token` and `webot ticket`
    pub token: super::account::TokenWords,
    /// `webot menu`
    pub menu: super::account::MenuWords,
    /// `webot qrcode`
    pub qrcode: super::account::QrcodeWords,
    /// An RSA signature that lacks its end.
    pub signature_cut_off: &'static str,
    /// An RSA signature of another key.
    pub other_private_key: &'static str,
    /// What was given to `--check` cannot be a signature: it, and how many digits one has.
    pub no_signature: fn(&str, usize) -> String,
    /// What to compare then, in order.
    pub where_to_look: fn(Scheme) -> &'static [&'static str],
    /// A secret stands on the command line.
    pub secret_on_command_line: &'static str,
    /// A timestamp has 13 digits.
    pub timestamp_in_ms: &'static str,
    /// The URL had a fragment.
    pub fragment_dropped: &'static str,
    /// No appid for `wx.config`.
    pub no_appid: &'static str,
    /// `editAddress` is old.
    pub addr_is_old: &'static str,
    /// A key was generated.
    pub generated_key: &'static str,
    /// What the interactive mode understands.
    pub commands_of_prompt: &'static str,
    /// A word with a slash that it does not.
    pub unknown_command: fn(&str) -> String,
    /// How many kinds `--list` shows.
    pub listed: fn(usize) -> String,
    /// `--insecure` was given.
    pub insecure: &'static str,
}

//! The struct of short texts that commands print; each language has one value of it.

use super::crypt::CryptWords;
use super::mock::MockWords;
use super::serve::ServeWords;
use crate::sign::Scheme;

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
    /// Says that a URL takes the place of a file that a message names; the file.
    pub file_is_served: fn(&str) -> String,
    /// Tells what an intelligent bot sent to `response_url`: the type and the text.
    pub responded: fn(&str, &str) -> String,
    /// Says that WeCom would refuse what was sent to `response_url`; the errcode.
    pub response_refused: fn(i64) -> String,
    /// Tells about a stream: its id, the number of refreshes, the time in milliseconds, the length in bytes.
    pub stream: fn(&str, usize, u64, usize) -> String,
    /// Says that a delivery was not acknowledged; its number, and the time until the next, in milliseconds.
    pub again_after: fn(usize, u64) -> String,
    /// The messages of `webot crypt`.
    pub crypt: CryptWords,
    /// The words about the fields of endpoints.
    pub fields: super::fields::FieldWords,
    /// The messages about the JS-SDK.
    pub jssdk: super::jssdk::JssdkWords,
    /// The messages of `webot explain`.
    pub explain: super::ExplainWords,
    /// The messages of `webot doctor`.
    pub doctor: super::doctor::DoctorWords,
    /// Says that a page was opened in the browser; its URL.
    pub opened: fn(&str) -> String,
    /// The messages of `webot mock`.
    pub mock: MockWords,
    /// The messages of `webot token serve`.
    pub token_server: super::token_server::TokenServerWords,
    /// The messages of `webot mcp`.
    pub mcp: super::mcp::McpWords,
    /// The messages of `webot chat`.
    pub chat: super::chat::ChatWords,
    /// The messages of the page beside a server.
    pub ui: super::ui::UiWords,
    /// The messages of `webot bench`.
    pub bench: super::bench::BenchWords,
    /// The messages of `webot listen`.
    pub listen: super::listen::ListenWords,
    /// The words of its full-screen view.
    pub listen_view: super::listen_view::ListenViewWords,
    /// The messages of `webot replay`.
    pub replay: super::listen::ReplayWords,
    /// The messages of `webot test`.
    pub test: super::scenario::TestWords,
    /// The messages of `webot app`.
    pub app: super::app::AppWords,
    /// The messages of `webot message`.
    pub message: super::message::MessageWords,
    /// The messages of `webot pay`.
    pub pay: super::pay::PayWords,
    /// The messages of `webot autoreply`.
    pub autoreply: super::autoreply::AutoreplyWords,
    /// The messages of `webot message mass`.
    pub mass: super::mass::MassWords,
    /// The messages of `webot mini`.
    pub mini: super::mini::MiniWords,
    /// `webot work`
    pub work: super::work::WorkWords,
    /// The messages of `webot oauth`.
    pub oauth: super::oauth::OauthWords,
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
    /// The separator between items of a list.
    pub comma: &'static str,
    /// Says that a WeCom page needs the corpid and the agentid.
    pub no_corpid: &'static str,
    /// Says that `sign notify` uses a generated serial number, for a key that was given without one.
    pub serial_made_up: &'static str,
    /// Says that nothing has come on stdin yet; the argument that reads it.
    pub nothing_on_stdin: fn(&str) -> String,
    /// Says how to answer a question.
    pub yes_or_no: &'static str,
    /// Asks whether to edit a text again.
    pub edit_again: &'static str,
    /// Says that a text that was edited and not used is kept; its path.
    pub edit_kept: fn(&str) -> String,
    /// Says that an edited message is no JSON object.
    pub edit_no_object: &'static str,
    /// Says why an edited message cannot be read as XML.
    pub edit_no_xml: fn(&crate::message::xml::Unreadable) -> String,
    /// Says that an edited message is not JSON; the line and the column.
    pub edit_no_json: fn(usize, usize) -> String,
    /// The configuration.
    pub config: super::ConfigWords,
    /// Calls of WeChat's API.
    pub api: super::ApiWords,
    /// `webot token` and `webot ticket`
    pub token: super::account::TokenWords,
    /// `webot menu`
    pub menu: super::account::MenuWords,
    /// `webot draft` and `webot publish`
    pub draft: super::articles::DraftWords,
    /// `webot material`
    pub material: super::articles::MaterialWords,
    /// `webot qrcode`
    pub qrcode: super::account::QrcodeWords,
    /// Says that an RSA signature is truncated.
    pub signature_cut_off: &'static str,
    pub rsa_length: fn(usize, usize) -> String,
    pub signature_wrapped: &'static str,
    pub header_differs: fn(&str, &str, &str) -> String,
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
    /// Warns that a `package` of 2014 lacks required fields.
    pub package_lacks: fn(&[&str]) -> String,
    /// Says that a signature is right, but in capitals.
    pub signature_in_capitals: &'static str,
    /// Says that the fragment of the URL was dropped.
    pub fragment_dropped: &'static str,
    /// Says that `wx.config` needs an appid.
    pub no_appid: &'static str,
    /// Says that `wx.config` of WeCom needs a corpid.
    pub no_page_corpid: &'static str,
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

impl Words {
    /// Returns a label and a text on one line, with the colon of the language between them.
    pub(crate) fn labelled(&self, label: &str, text: &str) -> String {
        format!("{label}{}{text}", self.colon)
    }
}

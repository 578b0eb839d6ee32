//! The structs of help texts; each language has one value of each.

use super::crypt::CryptHelp;
use super::mock::MockHelp;
use super::serve::ServeHelp;
use crate::api::Section;

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
    /// The heading of the help topics.
    pub topics: &'static str,
    /// Says that commands and flags with this word were found.
    pub found: fn(&str) -> String,
    /// The colon after a heading.
    pub colon: &'static str,
    /// The headings of the sections of commands.
    pub section: fn(Section) -> &'static str,
    /// The possible values of an argument.
    pub possible_values: fn(&[String]) -> String,
    /// The default of an argument.
    pub default_value: fn(&str) -> String,
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
    /// `webot open`
    pub open: OpenHelp,
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
    /// `webot draft` and `webot publish`
    pub draft: super::articles::DraftHelp,
    /// `webot material`
    pub material: super::articles::MaterialHelp,
    /// `webot qrcode`
    pub qrcode: super::account::QrcodeHelp,
    /// `webot config`
    pub config_command: super::ConfigHelp,
    /// `webot init`
    pub init: super::InitHelp,
    /// `webot mock`
    pub mock: MockHelp,
    /// `webot token serve`
    pub token_server: super::token_server::TokenServerHelp,
    /// `webot chat`
    pub chat: super::chat::ChatHelp,
    /// `--ui`
    pub ui: super::ui::UiHelp,
    /// `webot jssdk`
    pub jssdk: super::jssdk::JssdkHelp,
    /// `webot bench`
    pub bench: super::bench::BenchHelp,
    /// `webot mcp`
    pub mcp: super::mcp::McpHelp,
    /// `webot listen`
    pub listen: super::listen::ListenHelp,
    /// `webot replay`
    pub replay: super::listen::ReplayHelp,
    /// `webot test`
    pub test: super::scenario::TestHelp,
    /// `webot app`
    pub app: super::app::AppHelp,
    /// `webot message`
    pub message: super::message::MessageHelp,
    /// `webot pay`
    pub pay: super::pay::PayHelp,
    /// `webot message mass`
    pub mass: super::mass::MassHelp,
    /// `webot mini`
    pub mini: super::mini::MiniHelp,
    /// `webot work`
    pub work: super::work::WorkHelp,
    /// `webot oauth`
    pub oauth: super::oauth::OauthHelp,
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
    /// The text below its help.
    pub help_after: &'static str,
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
    pub edit: &'static str,
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
    pub stream_limit: &'static str,
    pub response_limit: &'static str,
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
    /// `--api` of `sign agent`
    pub api: &'static str,
    /// `--api` of `sign jsapi`
    pub page_api: &'static str,
    pub html: &'static str,
    pub output: &'static str,
    pub list: &'static str,
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

/// The help of `webot open`.
pub(crate) struct OpenHelp {
    pub about: &'static str,
    pub after: &'static str,
    pub target: &'static str,
    pub platform: &'static str,
    pub print: &'static str,
}

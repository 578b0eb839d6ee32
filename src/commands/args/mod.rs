//! Groups of arguments that several commands share, and the values they resolve to.

mod address;
mod api_keys;
mod confirm;
mod connection;
mod credentials;
mod editor;
mod form;
mod input;
mod preview;
mod tls;
mod upload;
mod wechat;

pub(super) use address::{AddressArgs, is_socket_url, parse_server_url, parse_url};
pub(super) use api_keys::{
    ApiKeyArgs, configured_api_keys, fresh_nonce, sealed_parameters, signing_key, symmetric_key,
};
pub(super) use confirm::confirm;
pub(super) use connection::{ConnectionArgs, read_roots};
pub(super) use credentials::{
    CredentialArgs, DEFAULT_TOKEN, TokenOrigin, given_secret, known_aes_key, optional_secret,
    optional_setting, private_key, referenced, secret, setting,
};
pub(super) use editor::{Editor, with_edited_copy};
pub(super) use form::{FormArgs, ModeArg, ModeArgs, configured_mode};
pub(super) use input::{
    MAX_UPLOAD, digits, non_empty, pairs, parse_duration, parse_percent, parse_seconds, plain, read,
    read_body, read_bytes, read_configured, read_within, value,
};
pub(super) use preview::DryRunArgs;
pub(crate) use tls::server_tls;
pub(super) use upload::Upload;
pub(super) use wechat::{
    CallOutcome, MOCK_STATE_VARIABLE, TicketArgs, WechatArgs, answered, masked, masked_json,
};

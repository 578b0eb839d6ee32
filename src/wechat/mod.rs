//! The client of WeChat's API for one account: calls, retries, tokens and tickets, and the stores of tokens.

mod account;
mod call;
mod client;
mod deps;
mod error;
mod failed_reply;
mod fetch;
mod login;
mod pay;
mod reply;
mod sealed;
mod suite;
mod ticket;
pub(crate) mod tokens;

pub(crate) use account::TokenOwner;
pub(crate) use call::{Body, Call};
pub(crate) use client::{CallOptions, WeChat};
pub(crate) use deps::{Backend, BackendAnswer, Deps, Observer, QueuedPushes, Transport};
pub(crate) use error::{MockStateError, WechatError};
pub(crate) use login::LoginToken;
pub(crate) use pay::{
    Merchant, MerchantError, PayAnswerError, PayRefusal, PlatformKey, PlatformKeys, V2Key, V2SignType,
};
pub(crate) use reply::{FileSink, GENERATED, MOCK_HEADER, NotWechat, Refusal, Reply, SecondRefusal};
pub(crate) use sealed::{SealedError, Sealing};
pub(crate) use suite::{PERMANENT_CODE, SUITE_TICKET, SUITE_TOKEN};
pub(crate) use ticket::TicketKind;

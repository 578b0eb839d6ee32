//! Builds the messages that WeChat pushes to a bot, and checks the bot's answers.
//!
//! A push is built from a [`Kind`] of the [`catalogue`], changed with [`Document::set`], and [signed and encoded](Delivery) as
//! WeChat does; the answer is [checked](verdict) against WeChat's rules. This module does no I/O and uses neither the
//! clock nor random numbers, so it can be used in the tests of any bot; `examples/test_your_bot.rs` is such a test.
//!
//! ```
//! use webot::message::{Answer, Credentials, Delivery, Format, Parties, Push, ReplyContext, verdict};
//!
//! let push = Push::text("hello", &Parties::sample(1_700_000_000, 1));
//! let credentials = Credentials::token("keyboardcat123");
//! let delivery = Delivery::plain(&push, &credentials, 1_700_000_000, "42");
//! assert!(delivery.query.iter().any(|(name, _)| *name == "signature"));
//!
//! // Pass `delivery.body` to your bot; this answer is that of a bot without a reply.
//! let answer = Answer { status: 200, body: b"success".to_vec(), ..Answer::default() };
//! let verdict = verdict(&answer, ReplyContext { push: &push, credentials: &credentials, format: Format::Xml });
//! assert_eq!(verdict.reply_type, "none");
//! assert!(verdict.findings.is_empty());
//! ```

mod acknowledge;
mod answer;
mod api_v3_key;
mod bare;
mod bot_reply;
pub mod catalogue;
mod ciphertext;
mod delivery;
mod echo;
mod element;
pub mod envelope;
mod escapes;
mod evidence;
mod family;
mod faults;
mod garbled;
mod html;
pub mod json;
mod judge;
mod kind;
pub(crate) mod layout_fault;
mod notice_intracity;
mod notice_v2;
mod notification;
mod parse;
mod path;
mod push;
mod reply;
mod rules;
mod socket_fault;
mod structure;
mod structured;

pub mod xml;

pub use crate::lang::Severity;
pub use crate::table::{Items, List};
pub use answer::Answer;
pub(crate) use answer::{SOCKET_FAULT_STATUS, SOCKET_HEADER, SOCKET_REFUSAL_HEADER};
pub use api_v3_key::ApiV3Key;
pub(crate) use bot_reply::faults as bot_reply_faults;
pub use delivery::{Credentials, Delivery, Format, Mode, Stamp};
pub use echo::{EchoCause, EchoCheck, Surrounding, check_echo};
pub use element::{Content, Document, Element};
pub use evidence::{Evidence, Sign};
pub use family::AnswerFamily;
pub use judge::{reply_fields, reply_types};
pub use kind::{Family, Field, Kind, Platform, Preset, Shape};
pub use layout_fault::LayoutFault;
pub use notification::{NotificationStamp, PayCredentials};
pub use path::{Path, PathError, Step};
pub(crate) use push::similar_msg_id;
pub use push::{Parties, Push, SAMPLE_ACCOUNT, SAMPLE_APPID, SAMPLE_CORPID, SAMPLE_OPENID, SAMPLE_USERID};
pub use reply::{INVALID_REPLY, NO_REPLY, ReplyContext, Verdict, verdict};
pub use rules::{
    AckFault, BotFault, CiphertextForm, DEADLINE_MS, Escape, Interface, MAX_ARTICLES, MAX_BODY_BYTES,
    MAX_TEXT_BYTES, NotXml, Rule, Structure, UserMismatch,
};
pub use socket_fault::{FrameFault, SocketFault};
pub use structured::{Repeats, StructuredAnswer};

//! What WeChat pushes to a bot and what a bot may answer.
//!
//! A push is built from a [`Kind`] of the [`catalogue`], changed with [`Document::set`], [signed and written](Delivery) as WeChat
//! would, and the answer is [judged](verdict). Nothing here does I/O, knows the time or draws random numbers, so it
//! serves in the tests of any bot; `examples/test_your_bot.rs` is one that runs.
//!
//! ```
//! use webot::message::{Answer, Credentials, Delivery, Format, Parties, Push, Terms, verdict};
//!
//! let push = Push::text("hello", &Parties::sample(1_700_000_000, 1));
//! let credentials = Credentials::token("keyboardcat123");
//! let delivery = Delivery::plain(&push, &credentials, 1_700_000_000, "42");
//! assert!(delivery.query.iter().any(|(name, _)| *name == "signature"));
//!
//! // Hand `delivery.body` to the bot, here one that has nothing to say.
//! let answer = Answer { status: 200, body: b"success".to_vec(), ..Answer::default() };
//! let verdict = verdict(&answer, Terms { push: &push, credentials: &credentials, format: Format::Xml });
//! assert_eq!(verdict.reply_type, "none");
//! assert!(verdict.findings.is_empty());
//! ```

pub mod catalogue;
mod delivery;
mod echo;
mod element;
pub mod envelope;
pub mod json;
mod judge;
mod kind;
mod notification;
mod path;
mod push;
mod reply;
mod rules;

pub mod xml;

pub use crate::table::{Items, List};
pub use delivery::{Credentials, Delivery, Format, Mode, Stamp};
pub use echo::{Cause, Check, compare};
pub use element::{Content, Document, Element};
pub use judge::reply_types;
pub use kind::{Family, Field, Kind, Platform, Preset, Shape};
pub use notification::{API_V3_KEY_BYTES, ApiV3Key, NotificationStamp, PayCredentials};
pub use path::{Path, PathError, Step, closest};
pub use push::{Parties, Push, SAMPLE_ACCOUNT, SAMPLE_APPID, SAMPLE_CORPID, SAMPLE_OPENID, SAMPLE_USERID};
pub use reply::{Answer, INVALID, NONE, Terms, Verdict, verdict};
pub use rules::{DEADLINE_MS, MAX_ARTICLES, MAX_BODY, NotXml, Rule, Severity, Swap, TEXT_BYTES};

//! Talking to a bot the way WeChat does: a push is composed from words, signed, delivered once or on WeChat's schedule,
//! and the answer is judged.
//!
//! `words → Composer → Push → Probe::deliver → Exchange → judge → Judged`
//!
//! Everything here is asynchronous and takes `&self`, so several users can be played at once.

mod check;
mod compose;
mod deliver;
mod error;
mod expect;
mod request;
mod response;
mod schedule;
mod verdict;

pub use check::{Checked, UrlCheck};
pub use compose::{Composed, Composer, LEGACY_WORDS, Remark, asks_subscribed};
pub use deliver::{Event, Exchange, Probe, Stamping};
pub use error::{ComposeError, ProbeError};
pub use expect::{Expectations, reply_text};
pub use response::Response;
pub use schedule::Schedule;
pub use verdict::{Judged, judge};

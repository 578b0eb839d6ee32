//! Communication with a bot in place of WeChat: a push is composed from words, signed, delivered once or on WeChat's
//! schedule, and the answer is judged.
//!
//! `words → Composer → Push → Probe::deliver → Exchange → judge → Judged`
//!
//! Everything here is asynchronous and takes `&self`, so several users can be played at once.

mod check;
mod compose;
mod deliver;
mod error;
mod expect;
mod load;
mod near;
mod request;
mod response;
mod schedule;
mod stream;
mod users;
mod verdict;

pub(crate) use check::{UrlCheck, UrlCheckResult};
pub(crate) use compose::{Composed, Composer, LEGACY_WORDS, Suggestion, asks_subscribed};
pub(crate) use deliver::{Exchange, FixedStamp, Probe, ProbeEvent, address};
pub(crate) use error::{ComposeError, ProbeError};
pub(crate) use expect::{Expectations, reply_text};
pub(crate) use load::{Latencies, LoadMessages, LoadPlan, LoadTimes, Pace, Tally, load};
pub(crate) use request::sign_as_test;
pub(crate) use response::Response;
pub(crate) use schedule::Schedule;
pub(crate) use stream::Stream;
pub(crate) use users::nth_user;
pub(crate) use verdict::{Judged, judge};

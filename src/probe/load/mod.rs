//! Load on a bot: many messages of many users, at a rate or a concurrency, each signed for itself and each answer judged.
//!
//! With a rate, a message that cannot start in time because the bot is slow still counts from the time at which it
//! should have started; otherwise a bot that stalls would hide its own delay.

mod engine;
mod latencies;
mod messages;
mod tally;

pub(crate) use engine::{LoadPlan, LoadTimes, Pace, load};
pub(crate) use latencies::Latencies;
pub(crate) use messages::LoadMessages;
pub(crate) use tally::Tally;

//! Recordings of pushes and of the answers to them: a file with one JSON document per line.
//!
//! The first line names the version of the format. Every other line is one [`RecordedPush`], written whole, so that a
//! killed process loses no line but the last. Secrets of a recording are masked when it is written.

mod compare;
mod condition;
mod fresh;
mod har;
mod pseudonyms;
mod push;
mod reader;
mod recorder;

pub(crate) use compare::{Difference, differences, leaves};
pub(crate) use condition::{Condition, ConditionError};
pub(crate) use fresh::FreshIds;
pub(crate) use har::Har;
pub(crate) use pseudonyms::Pseudonyms;
pub(crate) use push::{RecordedAnswer, RecordedBody, RecordedPush, kind_name, push_of};
pub(crate) use reader::{RecordingError, RecordingReader};
pub(crate) use recorder::Recorder;

/// The version of the format that this program writes.
const VERSION: u64 = 1;
/// The member of the first line that holds the version.
const VERSION_MEMBER: &str = "webot_recording";

/// Returns the first line of a recording, without its line break.
pub(crate) fn head_line() -> String {
    serde_json::json!({ VERSION_MEMBER: VERSION, "webot": env!("CARGO_PKG_VERSION") }).to_string()
}

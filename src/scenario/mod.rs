//! Scenarios: files of conversations with a bot, and of the expected replies.
//!
//! `FILE → read → ScenarioFile → run → ScenarioResult`: everything that can be wrong in a file is found before the first
//! message is sent, with line and column. Reports are made from the results elsewhere.

mod api_calls;
mod bot_process;
mod check;
mod conversation;
mod keys;
mod model;
mod problem;
mod read;
mod result;
mod run;
mod schema;
mod shapes;
mod start;
mod step;
mod update;
mod variables;
mod write;

pub(crate) use conversation::all;
pub(crate) use model::{CallbackMode, Command, ScenarioFile, SourceFile, Start};
pub(crate) use problem::{ExpectedShape, Position, Problem, ProblemKind};
pub(crate) use read::{Environment, MAX_FILE_BYTES, read};
pub(crate) use result::{
    Change, Failure, ScenarioResult, SkipReason, Status, StepResult, Transcript, Update,
};
pub(crate) use run::{FileRun, Keys, Run};
pub(crate) use schema::schema;
pub(crate) use write::{STEPS_HEADER, loose_step, step};

//! 中文.

mod account;
mod answers;
mod api;
mod args;
mod causes;
mod config;
mod crypt;
mod crypt_input;
mod doctor;
mod errors;
mod evidence;
mod explain;
mod findings;
mod help;
mod menu;
mod mini;
mod mock;
mod oauth;
mod oauth_link;
mod serve;
mod sign;
mod source;
mod usage;

use answers::structure;
pub(super) use causes::cause;
pub(super) use crypt::cause as crypt_cause;
pub(super) use doctor::doctor;
pub(super) use errors::{config, error, store_reason};
use evidence::evidence;
pub(super) use findings::finding;
pub(super) use help::{HELP, WORDS};
pub(super) use menu::{menu_finding, menu_loss};
pub(super) use oauth_link::link_fault;
pub(super) use serve::rules_problem;
pub(super) use sign::mistake;
pub(super) use source::syntax;

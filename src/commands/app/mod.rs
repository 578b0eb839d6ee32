//! `webot app`: the files, shares and logins of apps with WeChat's SDK.

mod check;
mod config;
mod login;

pub(crate) use check::{CheckArgs, ShareArgs, check, check_share};
pub(crate) use config::{ConfigArgs, config};
pub(crate) use login::{LoginArgs, login};

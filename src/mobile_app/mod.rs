//! The files that an app with WeChat's SDK needs (the module `wxPlus` of `APICloud`; Apple's Universal Links), and the limits of
//! what it shares. Pure: texts in, texts and findings out.

mod check;
mod fault;
mod files;
mod share;
mod tags;

pub(crate) use check::{AppFile, check};
pub(crate) use fault::{AppFault, AppFinding};
pub(crate) use files::{AppProfile, association, config_feature, entitlements};
pub(crate) use share::{SHARE_KINDS, ShareFile, check_share};

//! Finds out why an account, a bot or a call does not work, and returns findings as data.

pub(crate) mod doctor;
pub(crate) mod explain;

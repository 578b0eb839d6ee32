//! WeChat Pay: what a shop's server sees of the mock.

mod money;
mod orders;
mod shop;
mod signatures;
mod v2;

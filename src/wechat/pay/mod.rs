//! WeChat Pay: the merchant's keys, refusals, and the verification of answers.

mod answer;
mod merchant;
mod refusal;
mod v2;

pub(crate) use answer::{PayAnswerError, PlatformKey, PlatformKeys};
pub(crate) use merchant::{Merchant, MerchantError};
pub(crate) use refusal::PayRefusal;
pub(crate) use v2::{V2Key, V2SignType};

//! What WeChat's API brings in place of an answer.

use crate::http::Failure;
use crate::wechat::{Foreign, Refusal};

/// What WeChat's API brought in place of an answer.
#[derive(Debug)]
pub enum Wechat {
    /// An errcode.
    Refused(Refusal),
    /// No answer came.
    Network {
        /// The URL, without secrets.
        url: String,
        /// What happened.
        failure: Failure,
    },
    /// An answer of somebody else's, or half of one.
    Foreign {
        /// The URL, without secrets.
        url: String,
        /// The status.
        status: u16,
        /// What it is.
        foreign: Foreign,
        /// How it begins.
        excerpt: String,
    },
    /// WeChat Pay v3 says no.
    PayRefused {
        /// The status.
        status: u16,
        /// WeChat Pay's word for it, such as `PARAM_ERROR`.
        code: String,
        /// Its own words.
        message: String,
    },
    /// A ticket of a QR code that WeChat does not know.
    NoPicture,
    /// An answer without what was asked for; the member that is missing.
    NoMember {
        /// `access_token` or `ticket`.
        member: String,
    },
}

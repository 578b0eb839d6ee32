//! An app of WeCom.

use super::{Examination, Finding};
use crate::api::Host;

/// Checks that a token can be obtained.
pub(super) async fn token(examination: &Examination<'_>) -> Vec<Finding> {
    vec![match examination.wechat.access_token(Host::Work, None).await {
        Ok(token) => Finding::Token {
            path: examination.wechat.token_path(Host::Work),
            seconds_left: (token.expires_ms / 1000).saturating_sub(examination.now),
        },
        Err(error) => Finding::Failed(Box::new(error)),
    }]
}

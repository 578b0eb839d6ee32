//! The owners of tokens, and the refusal of invalid ones.

use super::World;
use crate::api::Host;
use crate::mock::call::MockCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::token::TokenStatus;

impl World {
    /// Returns the key of the account that owns a token, and the status of the token.
    pub(super) fn owner(&self, token: &str, now_ms: u64) -> Option<(String, TokenStatus)> {
        self.accounts
            .iter()
            .find_map(|(key, account)| Some((key.clone(), account.tokens.status(token, now_ms)?)))
    }

    /// Returns the key of the account that owns the call's token; refuses an invalid token.
    pub(super) fn authorize(&self, call: &MockCall<'_>) -> Result<String, ApiError> {
        let token = call.value("access_token").ok_or(ApiError::new(41001))?;
        let work = call.host == Host::Work;
        match self.owner(token, call.now_ms) {
            Some((key, status)) if key.starts_with("work/") == work => match status {
                TokenStatus::Valid if work && !self.rules.allows(call.from) => Err(ApiError::new(60020)),
                TokenStatus::Valid => Ok(key),
                TokenStatus::Expired => Err(ApiError::new(42001)),
                TokenStatus::Replaced => Err(ApiError::new(40001)),
            },
            _ if work => Err(ApiError::new(40014)),
            _ => Err(ApiError::new(40001)),
        }
    }
}

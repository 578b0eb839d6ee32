//! Sends a push again, as the full-screen view and the page do.

use crate::error::Error;
use crate::recording::FreshIds;
use crate::relay::{RelayedPush, Resend, is_signed_anew};
use crate::system::System;

/// Returns a push as it is sent again: with a new id and time if it gets a new signature.
pub(super) fn again(push: &RelayedPush, system: System) -> Result<Resend, Error> {
    let original = push.original.as_deref().unwrap_or(&push.recorded);
    let renews = is_signed_anew(push) && original.method == "POST";
    let message = if renews {
        let id = system.msg_id().map_err(|error| Error::Bug(error.to_string()))?;
        Some(FreshIds::default().renew(original, id, system.now()))
    } else {
        None
    };
    Ok(Resend {
        of: push.number,
        original: original.clone(),
        message,
        credentials: push.credentials.clone(),
        format: push.format,
    })
}

//! Signatures that were published.

use serde::Deserialize;

/// A published signature of a callback; if `encrypt` is given, of an encrypted one.
#[derive(Deserialize)]
pub struct SignedCallback {
    pub id: String,
    pub token: String,
    pub timestamp: String,
    pub nonce: String,
    pub encrypt: Option<String>,
    pub signature: String,
    pub source: String,
}

/// Returns every published signature of a callback.
pub fn signed_callbacks() -> Vec<SignedCallback> {
    serde_json::from_str(include_str!("../../data/vectors/signature.json")).expect("vectors")
}

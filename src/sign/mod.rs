//! Signatures of the WeChat family as pure functions: bytes in, text out; no clock, no randomness, no I/O.
//!
//! ```
//! // The values of a real push of 2013, published by JeffreySu/WeiXinMPSDK (CheckSignatureTest).
//! let signature = webot::sign::message("weixin", "1357982061", "1358161344");
//! assert_eq!(signature, "335b26997f05c82243aad6b10a2d1853637e71a8");
//! ```

mod callback;

pub use callback::{encrypted_message, equal, message};

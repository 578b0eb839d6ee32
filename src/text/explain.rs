//! The help and messages of `webot explain`.

use crate::api::errcode::ErrcodeFamily;
use crate::api::named::NamedFamily;
use crate::diagnose::explain::CallbackKind;

/// The help of `webot explain`.
pub(crate) struct ExplainHelp {
    pub about: &'static str,
    pub after: &'static str,
    pub text: &'static str,
    pub platform: &'static str,
    pub path: &'static str,
    pub token: &'static str,
    pub aes_key: &'static str,
    pub offline: &'static str,
    pub mock: &'static str,
}

/// The messages of `webot explain`.
pub(crate) struct ExplainWords {
    /// Asks for input on a terminal, if no text is given.
    pub paste: &'static str,
    /// The label of a cause.
    pub cause: &'static str,
    /// The label of a cause on one platform of several.
    pub possible_cause: &'static str,
    /// A number that means several things.
    pub ambiguous: fn(i64) -> String,
    /// The label of a fix.
    pub fix: &'static str,
    /// The heading of a case; the paths that it is for.
    pub at: fn(&str) -> String,
    /// The heading of the cause on all other paths.
    pub elsewhere: &'static str,
    /// The label of the official meaning.
    pub meaning: &'static str,
    /// The label of an official meaning that contradicts the errmsg.
    pub wrong_meaning: &'static str,
    /// Says that only the endpoints of a code are known.
    pub no_meaning: &'static str,
    /// The label of endpoints.
    pub endpoints: &'static str,
    /// Says how many endpoints are not listed.
    pub more: fn(usize) -> String,
    /// The label of the IP address that WeChat saw.
    pub ip: &'static str,
    /// The label of further help.
    pub see: &'static str,
    /// The heading of the request that was looked up by its rid.
    pub request: &'static str,
    /// Says that the request was not found; the reason.
    pub request_unknown: fn(&str) -> String,
    /// Names the platforms of a family of errcodes.
    pub family: fn(ErrcodeFamily) -> &'static str,
    /// Names the place where an error with a name occurs.
    pub named_family: fn(NamedFamily) -> &'static str,
    /// Says that WeCom accepted a message that does not reach all receivers.
    pub partial: &'static str,
    /// The cause and fix of the same.
    pub partial_advice: [&'static str; 2],
    /// Names a link to an OAuth page.
    pub link: &'static str,
    /// Says that no mistake was found in a link.
    pub link_right: &'static str,
    /// Tells the domain that has to be set for a link; the host.
    pub link_domain: fn(&str) -> String,
    /// Names a callback.
    pub callback: fn(CallbackKind) -> &'static str,
    /// Tells the time of a callback, in seconds since 1970, and its age in seconds.
    pub callback_time: fn(u64, i64) -> String,
    /// Says that parameters of a callback are missing.
    pub callback_missing: fn(&str) -> String,
    /// Says whether a signature of a callback is right for the token; its name.
    pub callback_signature: fn(&str, bool) -> String,
    /// Says that the signature was not judged, because no token is known.
    pub callback_no_token: &'static str,
    /// Says that the body is needed for `msg_signature`.
    pub callback_no_body: &'static str,
    /// Says that the encrypted text cannot be read with the key.
    pub callback_undecrypted: &'static str,
    /// Tells the receiver of the encrypted text.
    pub callback_receiver: fn(&str) -> String,
    /// The label of the answer that a URL check expects.
    pub callback_expected: &'static str,
    /// Says that a link is the page that OAuth returned to, with this number of parameters `code`.
    pub returned: fn(usize) -> String,
    /// The advice for that page: for one code, and for several.
    pub returned_advice: [&'static str; 2],
}

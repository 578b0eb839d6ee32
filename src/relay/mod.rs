//! A reverse proxy between WeChat and a bot: bodies and queries pass unchanged, and each push is verified, decrypted for
//! display, judged and recorded on the way.

mod destination;
mod head;
mod opened;
mod push;
mod repeats;
mod resend;
mod server;

pub(crate) use destination::{Destination, DestinationError, Route};
pub(crate) use opened::{Refusal, Standing};
pub(crate) use push::{RelayEvent, RelayedPush};
pub(crate) use resend::{Resend, is_editable, is_signed_anew};
pub(crate) use server::{Relay, relay};

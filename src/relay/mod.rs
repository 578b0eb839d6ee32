//! A reverse proxy between WeChat and a bot: bodies and queries pass unchanged, and each push is verified, decrypted for
//! display, judged and recorded on the way.

mod destination;
mod opened;
mod repeats;
mod server;

pub(crate) use destination::{Destination, DestinationError, Route};
pub(crate) use opened::{Refusal, Standing};
pub(crate) use server::{Relay, RelayEvent, RelayedPush, relay};

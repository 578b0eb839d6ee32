//! `webot mini`: logins, codes, links, content checks, messages, live rooms and shipments of mini-programs.

mod check;
mod code;
mod link;
mod live;
mod login;
mod ship;
mod subscribe;
mod updatable;

pub(crate) use check::{ImageArgs, TextArgs, image, text};
pub(crate) use code::{CodeArgs, create as create_code};
pub(crate) use link::{LinkArgs, create_link, create_scheme};
pub(crate) use live::{ListArgs, ReplayArgs, list as live_list, replay as live_replay};
pub(crate) use login::{LoginArgs, login};
pub(crate) use ship::{ShipArgs, upload as ship_upload};
pub(crate) use subscribe::{SubscribeArgs, send as subscribe_send};
pub(crate) use updatable::{UpdatableArgs, set as set_updatable};

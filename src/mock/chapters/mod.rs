//! The mock's handlers, by the names in the endpoint table.
//!
//! A name such as `tags.create` consists of a chapter and a handler: each chapter is a file here that lists its
//! handlers with [`handlers!`]. They are found by comparison, because a table of function pointers would cost one
//! relocation per handler at start-up.

use super::call::HandlerResult;
use super::checked_call::CheckedCall;
use super::state::Account;

/// A function that answers a call whose parameters are checked.
pub(super) type Handler = fn(&mut Account, &mut CheckedCall<'_>) -> HandlerResult;

/// Defines the lookup of a chapter's handlers by the second part of their names.
macro_rules! handlers {
    ($($name:literal => $handler:expr,)*) => {
        /// Returns the handler with this name.
        pub(super) fn handler(name: &str) -> Option<crate::mock::chapters::Handler> {
            let handler: crate::mock::chapters::Handler = match name {
                $($name => $handler,)*
                _ => return None,
            };
            Some(handler)
        }

        /// The names of the handlers in this chapter.
        #[cfg(test)]
        pub(super) const HANDLERS: &[&str] = &[$($name),*];
    };
}

mod comment;
mod custom;
mod draft;
mod followers;
mod info;
mod kf;
mod mass;
mod material;
mod media;
mod menu;
mod mini;
mod mini_check;
mod mini_code;
mod mini_link;
mod mini_live;
mod mini_ship;
mod mini_subscribe;
mod mini_updatable;
mod oauth;
mod publish;
mod qrcode;
mod quota;
mod shorten;
mod stats;
mod subscribe_library;
mod tags;
mod template;
mod ticket;
mod token;
mod work_app;
mod work_batch;
mod work_chat;
mod work_customer;
mod work_dept;
mod work_kf;
mod work_media;
mod work_message;
mod work_tag;
mod work_user;

pub(super) use info::shown;
pub(super) use media::{LINK_PREFIX, content};

/// Defines the lookup over all chapters.
macro_rules! chapters {
    ($($chapter:ident)*) => {
        /// Returns the handler with this name.
        pub(super) fn find(name: &str) -> Option<Handler> {
            match name.split_once('.')? {
                $((stringify!($chapter), name) => $chapter::handler(name),)*
                _ => None,
            }
        }

        /// The names of all handlers, by chapter.
        #[cfg(test)]
        const CHAPTERS: &[(&str, &[&str])] = &[$((stringify!($chapter), $chapter::HANDLERS)),*];
    };
}

chapters! { token ticket info quota menu followers tags qrcode shorten media material draft publish comment
stats oauth mini mini_code mini_link mini_check mini_subscribe mini_live mini_ship
custom template kf mass mini_updatable subscribe_library
work_dept work_user work_tag work_batch
work_message work_chat work_media work_app work_kf work_customer }

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{CHAPTERS, find};
    use crate::api;

    #[test]
    fn entries_name_handlers_that_there_are() {
        for entry in api::endpoints() {
            let unknown = entry.handler.filter(|name| find(name).is_none());
            assert_eq!(unknown, None, "{} has a handler that is in no file of src/mock/chapters", entry.path);
        }
    }

    #[test]
    fn every_handler_is_named_by_an_entry() {
        let named: HashSet<&str> = api::endpoints().filter_map(|entry| entry.handler).collect();
        for (chapter, handlers) in CHAPTERS {
            for handler in *handlers {
                let name = format!("{chapter}.{handler}");
                assert!(find(&name).is_some() && named.contains(&*name), "{name}");
            }
        }
    }
}

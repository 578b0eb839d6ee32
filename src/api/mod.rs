//! WeChat's HTTP API as data.
//!
//! The command, help, completion, man page, request and mock route of an endpoint are made from its entry in
//! [`endpoints`]. The entries are written in `chapters/*.yaml`, their groups in `groups.yaml`. The [`catalogue`] lists
//! all other endpoints with method, path and page, which is enough for `webot api`.

pub(crate) mod advice;
pub(crate) mod catalogue;
pub(crate) mod endpoint;
pub(crate) mod errcode;
pub(crate) mod fields;
mod group;
mod mini_code;
pub(crate) mod named;
pub(crate) mod openapi;
mod param;
pub(crate) mod pay_error;
mod qrcode;
#[cfg(test)]
pub(crate) mod samples;
pub(crate) mod search;
mod template;
mod template_card;
mod template_value;
#[cfg(test)]
mod tests;

pub(crate) use endpoint::{Auth, DaySpan, Endpoint, Host, ListCursor, Method, PageStep, Retirement, Risk};
pub(crate) use group::{Group, Section, group, subgroups};
pub(crate) use mini_code::{
    MAX_ITEM_CHARS, MAX_MINI_SCENE_CHARS, MAX_PARCELS, is_mini_page, wrong_query_char, wrong_scene_char,
};
pub(crate) use param::{FileRule, Param, ParamPlace, ParamShape, ParamSource};
pub(crate) use qrcode::{MAX_PERMANENT_SCENE_ID, MAX_SCENE_CHARS, MAX_TEMPORARY_CODE_SECONDS};
pub(crate) use template_card::{CARD_TYPES, CardFault, CardFaultKind, card_faults};
pub(crate) use template_value::{ValueFault, value_fault};

use crate::table::{Table, table};

/// The endpoints of `chapters/*.yaml`.
static ENDPOINTS: Table = table!("chapters");
/// The index of paths.
const PATHS: usize = 0;
/// The index of the folders before the first variable part of a path.
const FOLDERS: usize = 1;
/// The index of commands and their aliases.
const COMMANDS: usize = 2;
/// The index of the commands' groups.
const GROUPS: usize = 3;

/// Returns all endpoints, in the order of the files.
pub(crate) fn endpoints() -> impl Iterator<Item = Endpoint> {
    ENDPOINTS.entries()
}

/// Returns the endpoint of a command such as `menu get`; the last word may be an alias.
pub(crate) fn command(words: &str) -> Option<Endpoint> {
    ENDPOINTS.find(COMMANDS, words).next().map(|entry| ENDPOINTS.entry(entry))
}

/// Returns the endpoints whose commands are in a group, in the order of the files.
pub(crate) fn members(group: &str) -> impl Iterator<Item = Endpoint> {
    ENDPOINTS.find(GROUPS, group).map(|entry| ENDPOINTS.entry(entry))
}

/// Returns the endpoints with a path; there are several if a parameter with a fixed value distinguishes them.
pub(crate) fn at(host: Host, path: &str) -> Vec<Endpoint> {
    let served = |mut entries: Vec<usize>| {
        entries.sort_unstable();
        let entries = entries.into_iter().map(|entry| ENDPOINTS.entry::<Endpoint>(entry));
        entries.filter(|entry| entry.serves(host, path)).collect::<Vec<_>>()
    };
    let own = served(ENDPOINTS.find(PATHS, path).collect());
    if !own.is_empty() {
        return own;
    }
    served(template::folders(path).flat_map(|folder| ENDPOINTS.find(FOLDERS, folder)).collect())
}

/// Returns the first endpoint with this method and path.
pub(crate) fn find(method: Method, host: Host, path: &str) -> Option<Endpoint> {
    at(host, path).into_iter().find(|entry| entry.method == method)
}

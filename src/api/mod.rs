//! WeChat's HTTP API as data: one file a chapter of the official documents.
//!
//! From an entry of [`endpoints`] come its command, help, completion, man page, request, and the mock's route. Every
//! other endpoint is known by [`catalogue`] with its method, path and page, which is enough for `webot api`.

mod base;
pub mod catalogue;
pub mod endpoint;
pub mod errcode;
mod group;
mod menu;
mod param;
mod qrcode;
mod template;
mod user;
mod word_list;

pub use endpoint::{Auth, Cursor, Endpoint, Host, Method, Retirement, Risk};
pub use group::{Group, Section};
pub use param::{Param, Params, Place, Shape, Source};
pub use qrcode::{LAST_PERMANENT, LONGEST_LIFE, LONGEST_SCENE};
pub use word_list::WordList;

/// The chapters, in the order of the documents.
const CHAPTERS: [&[Endpoint]; 4] = [base::ENDPOINTS, menu::ENDPOINTS, user::ENDPOINTS, qrcode::ENDPOINTS];

/// Returns every endpoint that has an entry, in the order of the documents.
pub fn endpoints() -> impl Iterator<Item = Endpoint> {
    CHAPTERS.into_iter().flatten().copied()
}

/// Returns every group of commands, in the order of help.
pub fn groups() -> impl Iterator<Item = Group> {
    group::GROUPS.iter().copied()
}

/// Returns the group with these words, such as `work user`.
pub fn group(path: &str) -> Option<Group> {
    groups().find(|group| group.path == path)
}

/// Returns the entry that these words call, such as `menu get`; the last may be an alias.
pub fn command(words: &str) -> Option<Endpoint> {
    let (group, last) = words.rsplit_once(' ')?;
    members(group)
        .find(|entry| entry.aliases.contains(last) || entry.group().is_some_and(|(_, name)| name == last))
}

/// Returns the entries whose commands stand in a group.
pub fn members(group: &str) -> impl Iterator<Item = Endpoint> {
    endpoints().filter(move |entry| entry.group().is_some_and(|(own, _)| own == group))
}

/// Returns the entries of a path: several where a parameter of a fixed value tells them apart.
pub fn at(host: Host, path: &str) -> impl Iterator<Item = Endpoint> {
    endpoints().filter(move |entry| entry.serves(host, path))
}

/// Returns the first entry of a path with this method.
pub fn find(method: Method, host: Host, path: &str) -> Option<Endpoint> {
    at(host, path).find(|entry| entry.method == method)
}
